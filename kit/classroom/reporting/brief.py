"""What a teacher wants to know before class, on one page: what to talk about, and with whom.

All of it is figures of the report and words of keys and answers; nobody's name stands beside an
answer. The questions to discuss are made from what the class did by rules, and say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from kit.classroom.drawn import drawn_line
from kit.classroom.grading.rows import as_rows
from kit.classroom.model import Graded, Student
from kit.classroom.reporting.attendance import Attendance, attendance
from kit.classroom.reporting.figures import QuestionFigures, class_figures
from kit.classroom.reporting.findings import hardest
from kit.classroom.reporting.options import Option
from kit.classroom.reporting.page import GENERATOR, brief, count, per_cent, spread
from kit.classroom.reporting.record import ClassRecord
from kit.classroom.reporting.sums import LessonQuestion
from kit.classroom.reporting.written import Written, all_written
from kit.classroom.templates import templates_with
from kit.language.dates import moment_text
from kit.language.shown import inner
from kit.language.taxonomy import MISCONCEPTIONS
from kit.learner.measures import FEW
from kit.question.grade import is_right

WRONG, CERTAIN = 4, 3  # questions on the page
WORDS = 90  # of a text that is shown beside another
NO_SECTION = "all"
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that many got wrong, with what they chose instead and why that is wrong."""

    question: QuestionFigures
    wrong: int  # students, of `n`
    chosen: Option | None  # the wrong option that most chose
    why: str  # what the key says of it, Markdown


@dataclass(frozen=True, slots=True)
class Certain:
    """A question where students of a section were certain and wrong."""

    question: QuestionFigures
    n: int  # students who were


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two answers to one question that differ most, without names."""

    question: QuestionFigures
    texts: tuple[str, str]
    levels: tuple[str, str]  # as marked; "" where they are not


@dataclass(frozen=True, slots=True)
class Brief:
    """What the page shows."""

    record: ClassRecord
    n: int  # students graded
    came: Attendance
    missing: tuple[tuple[str, tuple[Student, ...]], ...]  # by section
    missed: tuple[Missed, ...]  # most missed first
    certain: tuple[tuple[str, tuple[Certain, ...]], ...]  # by section, most first
    contrast: Contrast | None
    discuss: tuple[str, ...]  # Markdown
    waiting: tuple[tuple[str, int], ...] = ()  # questions with disputes that nobody answered


def brief_of(record: ClassRecord) -> Brief:
    """The brief of a class as it was graded last."""
    figures = class_figures(record.grading, record.asked, record.accepted)
    came = attendance(record.roster, record.receipts, record.terms, record.decided)
    missed = tuple(_missed(figures.questions))
    certain = tuple(_certain(record, figures.questions))
    contrast = next(filter(None, map(_contrast, all_written(figures.questions, None))), None)
    return Brief(
        record,
        figures.n,
        came,
        tuple(_by_section(came.missing)),
        missed,
        certain,
        contrast,
        tuple(_discuss(missed, certain, contrast, figures.n))[:3],
        tuple(Counter(d.question for d in record.disputes if not d.outcome).most_common(CERTAIN)),
    )


def brief_page(record: ClassRecord) -> str:
    """The page: HTML that loads nothing and runs nothing."""
    jinja = templates_with(
        _HERE,
        per_cent=per_cent,
        spread=spread,
        count=count,
        moment=moment_text,
        plain=lambda text: brief(text, 120),
        markdown=lambda text: Markup(drawn_line(text)),  # noqa: S704 - it escapes all HTML
        misconception=lambda tag: MISCONCEPTIONS.get(tag, tag).rstrip("."),
        inner=inner,
    )
    return jinja.get_template("brief.html.j2").render(
        b=brief_of(record),
        few=FEW,
        css=Markup((_HERE / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        generator=GENERATOR,
    )


def _missed(questions: Iterable[QuestionFigures]) -> Iterator[Missed]:
    """The questions that are surely hardest, where anybody was wrong."""
    for question in hardest(questions)[:WRONG]:
        wrong = question.n - question.right
        if not wrong:
            continue
        options = [one for one in question.options.rows if one.is_key is False and one.n]
        chosen = max(options, key=lambda one: one.n, default=None)
        key = question.asked.key
        said = key.note(chosen.text).text if key and chosen else ""
        yield Missed(question, wrong, chosen, said or (key.because if key else ""))


def _certain(
    record: ClassRecord, questions: Iterable[QuestionFigures]
) -> Iterator[tuple[str, tuple[Certain, ...]]]:
    places = {question.place: question for question in questions}
    sections = {student.id: student.section or NO_SECTION for student in record.roster}
    found: dict[str, Counter[LessonQuestion]] = {}

    def certain_and_wrong(row: Graded) -> bool:
        question = places.get((row.lesson, row.question))
        if question is None or row.sure != "certain" or row.answer_score is None:
            return False
        return not is_right(question.asked.question, row.answer_score)

    rows = as_rows(record.grading.rows)
    given = rows.counts_by(certain_and_wrong, lambda id: sections.get(id, NO_SECTION))
    for (number, section), n in given.items():
        one = rows.answers[number]
        found.setdefault(section, Counter())[one.lesson, one.question] += n
    for section, counts in sorted(found.items()):
        most = counts.most_common(CERTAIN)
        yield section, tuple(Certain(places[place], n) for place, n in most)


def _contrast(written: Written) -> Contrast | None:
    """The best and the weakest marked text; unmarked, the two that share fewest words."""
    marked = [(p.level, t.text) for p in written.piles for t in p.texts if t.text.split()]
    levels = [level.name for level in written.question.asked.rubric]
    known = [(level, text) for level, text in marked if level in levels]
    if len({level for level, _ in known}) > 1:
        (best, first), (last, second) = known[0], known[-1]
        return Contrast(written.question, (_short(first), _short(second)), (best, last))
    texts = list(dict.fromkeys(text for _, text in marked))[:60]
    pairs = [(a, b) for n, a in enumerate(texts) for b in texts[n + 1 :]]
    if not pairs:
        return None
    first, second = min(pairs, key=lambda pair: (_alike(*pair), -len(pair[0] + pair[1])))
    return Contrast(written.question, (_short(first), _short(second)), ("", ""))


def _alike(one: str, other: str) -> float:
    first, second = ({*text.casefold().split()} for text in (one, other))
    return len(first & second) / len(first | second)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")


def _by_section(students: Iterable[Student]) -> Iterator[tuple[str, tuple[Student, ...]]]:
    found: dict[str, list[Student]] = {}
    for student in students:
        found.setdefault(student.section or NO_SECTION, []).append(student)
    yield from ((section, tuple(own)) for section, own in sorted(found.items()))


def _discuss(
    missed: Iterable[Missed],
    certain: Iterable[tuple[str, tuple[Certain, ...]]],
    contrast: Contrast | None,
    students: int,
) -> Iterator[str]:
    """Questions for the class, from what it did; each about another question of the lesson."""
    asked: set[LessonQuestion] = set()
    for one in missed:
        stem = inner(brief(one.question.asked.question.stem, 120))
        if one.chosen and one.question.place not in asked and len(asked) < 2:
            asked.add(one.question.place)
            yield (
                f"“{stem}” {one.chosen.n:,} of {one.question.n:,} said “{inner(one.chosen.text)}”. "
                "Which words of the text speak for that, and which against it?"
            )
    surest = max((c for _, own in certain for c in own), key=lambda c: c.n, default=None)
    if surest and surest.question.place not in asked:
        stem = inner(brief(surest.question.asked.question.stem, 120))
        who = "Some were" if surest.n > 1 else "One student was"
        yield f"“{stem}” {who} certain, and wrong. What would have made you less sure?"
    if contrast:
        yield "Which of the two answers below would you rather rely on, and what makes it better?"
    for one in missed:
        if one.question.place not in asked and not one.chosen:
            stem = inner(brief(one.question.asked.question.stem, 120))
            pairs = "Compare your answers in pairs: where do they part, and why?"
            alone = "Compare your answer with the key: where do they part, and why?"
            yield f"“{stem}” {pairs if students > 1 else alone}"
