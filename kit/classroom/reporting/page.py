"""A report on a class as one page that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import fmean
from typing import Any

from markupsafe import Markup

from kit.article.packages import kit_version
from kit.classroom.collecting.timing import kept
from kit.classroom.disputes import Dispute
from kit.classroom.drawn import drawn
from kit.classroom.grading.rows import as_rows
from kit.classroom.grading.still_open import how_to_close
from kit.classroom.model import Student
from kit.classroom.reporting.attendance import Attendance, Handed, attendance
from kit.classroom.reporting.figures import (
    ClassFigures,
    QuestionFigures,
    Skill,
    class_figures,
)
from kit.classroom.reporting.findings import ENOUGH, Found, bad_and_doubtful, findings, hardest
from kit.classroom.reporting.intervals import Interval
from kit.classroom.reporting.marked_article import MarkedSegment, marked_article
from kit.classroom.reporting.plots import draw_range, draw_totals
from kit.classroom.reporting.record import ClassRecord
from kit.classroom.reporting.sums import Total
from kit.classroom.reporting.written import Written, all_written
from kit.classroom.templates import templates_with
from kit.language.dates import moment_text
from kit.language.numbers import rounded_text
from kit.language.shown import inner, shown, visible
from kit.language.taxonomy import MISCONCEPTIONS, SKILLS
from kit.learner.measures import FEW
from kit.question.in_words import answer_in_words
from kit.question.markup import Node, blocks

GENERATOR = "Says Who? class report"  # by which an earlier report is known again
MOST_ROWS = 400  # students, sections, files or remarks in one table or list
MOST = 5  # lines of each box on the first screen
MOST_DISPUTES = 200  # that are shown one by one
_HERE = Path(__file__).parent
_POLICIES = {
    "first": "the first try of each question counts",
    "best": "the best try of each question counts, and of a written answer the last",
    "last": "the last try of each question counts",
}


@dataclass(frozen=True, slots=True)
class SectionFigures:
    """How one section of a large class did."""

    section: str
    students: int
    there: int  # who handed in
    late: int
    score: float | None  # the mean of the totals that are known
    n: int  # of these


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the page shows, under the names that it uses."""

    record: ClassRecord
    attendance: Attendance
    figures: ClassFigures
    written: tuple[Written, ...]
    totals: Mapping[str, Total]
    students: Mapping[str, Student]
    named: bool

    def marked(self, question: QuestionFigures) -> tuple[MarkedSegment, ...]:
        """What the class marked in the article, where a question asks for that."""
        place = question.place
        own = [a for a in self.record.accepted if (a.lesson, a.question) == place]
        return marked_article(question.asked, question.answers, own)

    def kept(self, one: Handed) -> float:
        """The share of the points that lateness leaves a student."""
        return kept(self.record.terms, one.timing)

    @property
    def sections(self) -> tuple[SectionFigures, ...]:
        """The sections of a class with more than `MOST_ROWS` students; else none."""
        if len(self.attendance.handed) <= MOST_ROWS:
            return ()
        found: dict[str, list[Handed]] = {}
        for one in self.attendance.handed:
            found.setdefault(one.student.section, []).append(one)
        return tuple(self._section(name, own) for name, own in sorted(found.items()))[:MOST_ROWS]

    def _section(self, name: str, own: Sequence[Handed]) -> SectionFigures:
        totals = [self.totals[one.student.id] for one in own if one.student.id in self.totals]
        scores = [total.score for total in totals if total.score is not None]
        return SectionFigures(
            name,
            len(own),
            sum(bool(one.files) for one in own),
            sum(one.late for one in own),
            fmean(scores) if scores else None,
            len(scores),
        )

    @property
    def waiting(self) -> tuple[Dispute, ...]:
        """The disputes that nobody has answered yet."""
        return tuple(one for one in self.record.disputes if not one.outcome)

    @property
    def disputed(self) -> list[tuple[Dispute, str]]:
        """The disputes and what their students answered, those first that wait for an answer."""
        shown = sorted(self.record.disputes, key=lambda one: one.outcome != "")[:MOST_DISPUTES]
        wanted = {(one.student, one.lesson, one.question) for one in shown}
        places = {(a.lesson, a.revision, a.question.id): a for a in reversed(self.record.asked)}
        answers = {
            place: answer_in_words(row.response, asked.segments if asked else ())
            for row in as_rows(self.record.grading.rows).of_students({d.student for d in shown})
            if (place := (row.student, row.lesson, row.question)) in wanted
            for asked in [places.get((row.lesson, row.revision, row.question))]
        }
        return [(one, answers.get((one.student, one.lesson, one.question), "")) for one in shown]

    @property
    def to_look_at(self) -> tuple[Found, Found]:
        """The questions that something is surely wrong with, and those worth a look."""
        return bad_and_doubtful(self.figures.questions)

    @property
    def hard(self) -> tuple[QuestionFigures, ...]:
        """The questions that were surely hard, hardest first."""
        return hardest(self.figures.questions)

    @property
    def weak_skills(self) -> list[Skill]:
        """The skills by the upper end of their range: first what is surely weak."""
        return sorted(self.figures.skills, key=lambda skill: skill.interval[1])

    @property
    def lessons(self) -> list[tuple[str, list[QuestionFigures]]]:
        """The questions by lesson, in the order asked."""
        pairs = groupby(self.figures.questions, key=lambda question: question.asked.lesson)
        return [(lesson, list(group)) for lesson, group in pairs]

    @property
    def sure_and_wrong(self) -> list[QuestionFigures]:
        """The questions where most were certain and wrong, most first."""
        found = [q for q in self.figures.questions if q.certain_wrong]
        return sorted(found, key=lambda q: (-q.certain_wrong, q.certain))[: 2 * MOST]


def view(record: ClassRecord, named: bool = False, engine: Any = None) -> View:
    """What the page of a class shows; ``named`` puts names beside written answers.

    ``engine`` counts, as for `class_figures`.
    """
    figures = class_figures(
        record.grading, record.asked, record.accepted, record.decided.weights, engine
    )
    names = {s.id: f"{s.name} ({s.id})" for s in record.roster} if named else None
    return View(
        record,
        attendance(record.roster, record.receipts, record.terms, record.decided),
        figures,
        all_written(figures.questions, names),
        {total.student: total for total in figures.totals},
        {student.id: student for student in record.roster},
        named,
    )


def class_page(record: ClassRecord, named: bool = False, engine: Any = None) -> str:
    """The page of a class: HTML that loads nothing and runs nothing; `view` says what it takes."""
    jinja = templates_with(
        _HERE,
        per_cent=per_cent,
        spread=spread,
        correlation=correlation,
        number=number,
        signed_spread=signed_spread,
        skill=skill_name,
        seen=shown,
        text=visible,
        misconception=lambda tag: MISCONCEPTIONS.get(tag, tag),
        moment=lambda at: moment_text(at) if at else "–",
        plain=lambda text: brief(text, 90),
        markdown=lambda text: Markup(drawn(text)),  # noqa: S704 - it escapes all HTML
        short=lambda lesson: lesson.rpartition("/")[2],
        count=count,
        inner=inner,
    )
    css = (_HERE / "page.css").read_text(encoding="utf-8")
    whole = view(record, named, engine)
    said = {question.place: findings(question) for question in whole.figures.questions}
    return jinja.get_template("page.html.j2").render(
        v=whole,
        css=Markup(css),  # noqa: S704 - our own file
        generator=GENERATOR,
        kit=kit_version(),
        policy=_POLICIES[record.grading.policy],
        findings=lambda question: said[question.place],
        histogram=Markup(draw_totals(whole.figures.tenths)),  # noqa: S704 - it escapes its words
        range=lambda *a, **k: Markup(draw_range(*a, **k)),  # noqa: S704 - numbers only
        enough=ENOUGH,
        most_rows=MOST_ROWS,
        few=FEW,
        most=MOST,
        most_disputes=MOST_DISPUTES,
        place_of=place_of,
        to_close=tuple(how_to_close(a for q in whole.figures.questions for a, _ in q.answers)),
    )


def per_cent(score: float | None) -> str:
    """A share as people read it."""
    return "–" if score is None else f"{rounded_text(100 * score)} %"


def spread(interval: Interval | None) -> str:
    """From where to where an interval of shares goes."""
    if interval is None:
        return "–"
    low, high = interval
    return f"{rounded_text(100 * low)}–{rounded_text(100 * high)} %"


def number(value: float | None, digits: int = 2) -> str:
    """A number with these decimals and a real minus."""
    return "–" if value is None else rounded_text(value, digits)


def correlation(value: float | None) -> str:
    """A correlation with two decimals."""
    return number(value)


def signed_spread(interval: Interval | None) -> str:
    """From where to where an interval goes that may be below 0."""
    return "–" if interval is None else f"{number(interval[0])} to {number(interval[1])}"


def count(n: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{n:,} {one if n == 1 else many or f'{one}s'}"


def skill_name(skill: str) -> str:
    """What a skill is, with its code for one that is not known."""
    return SKILLS.get(skill, skill)


def place_of(question: QuestionFigures) -> str:
    """The name of a question's place on the page, the same each time."""
    lesson, id = question.place
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in f"q-{lesson}-{id}")


def brief(markdown: str, most: int) -> str:
    """A stem as one line of plain words, cut at a word."""
    text = " ".join(_words(blocks(markdown)).split())
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"


def _words(nodes: Iterable[Node]) -> str:
    return "".join(
        node if isinstance(node, str) else _words(node.get("in", [])) + _AFTER.get(node["tag"], "")
        for node in nodes
    )


_AFTER = dict.fromkeys(("p", "li", "br", "blockquote", "th", "td"), " ")


def is_report(path: Path) -> bool:
    """Whether a file is a report that `class_page` made. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return f'<meta name="generator" content="{GENERATOR}">'.encode() in file.read(1000)
