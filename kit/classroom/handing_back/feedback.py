"""A page for each student to hand back: the answers, what was right, and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_in
from pathlib import Path
from types import MappingProxyType

from kit.article.files import replace
from kit.article.segments import Segment
from kit.classroom.disputes import Dispute, by_answer
from kit.classroom.drawn import drawn
from kit.classroom.grading.accepted import Accepted, best
from kit.classroom.grading.asked import IssuedForm, IssuedQuestion, by_place
from kit.classroom.grading.comments import Piece, WordComment, comments_on, pieces_of
from kit.classroom.grading.regrade import Total, total
from kit.classroom.grading.totals import ALIKE, Weights, written_number
from kit.classroom.model import Graded, Grading, Student
from kit.classroom.templates import rendered
from kit.language.dates import day_text
from kit.language.shown import shown, visible
from kit.question.grade import is_right
from kit.question.in_words import answer_lines
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Key, Mark, MarkName, Question, Response
from kit.question.response_data import response_from_data

_HERE = Path(__file__).parent
_OWN_FILE = re.compile(r"\d{4}-[a-z0-9-]*\.html")

SAID: dict[MarkName, str] = {
    "hit": "right",
    "wrong": "wrong",
    "missed": "missing",
    "left": "rightly not chosen",
    "neutral": "counts neither way",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One part of an answer, and what is to be said of it."""

    mark: MarkName
    said: str
    text: str
    note: str  # HTML


@dataclass(frozen=True, slots=True)
class Answered:
    """One question as its student's page shows it. What is named so is HTML already."""

    question: str
    stem_html: str
    segments: tuple[Segment, ...]
    answer: tuple[str, ...]
    verdict: str
    points: str
    lines: tuple[Line, ...]
    right: tuple[str, ...]
    because_html: str
    model_html: str
    level: str
    rubric: tuple[tuple[str, str], ...]  # name, text
    comment: str
    counts: str = ""  # where it does not count once
    dispute: Dispute | None = None
    pieces: tuple[Piece, ...] = ()  # of a text that markers said something of at its words
    said: tuple[WordComment, ...] = ()


def write_feedback(
    folder: Path,
    grading: Grading,
    issued_forms: Sequence[IssuedForm],
    students: Sequence[Student],
    accepted: Sequence[Accepted] = (),
    title: str = "",
    late: Mapping[str, str] | None = None,
    weights: Weights = ALIKE,
    disputes: Sequence[Dispute] = (),
    comments: Sequence[WordComment] = (),
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write a page for each student of the roster who was graded, and take old pages away.

    ``late`` has a sentence for each student whose lateness cost something, by id. Gives the files,
    and the ids that are graded but not on the roster any more. A file is named
    after its student's place on the roster and the letters and digits of the id. Raises OSError.
    """
    rows, disputed = _by_student(grading.rows), by_answer(disputes)
    of_student: dict[str, list[WordComment]] = {}
    for comment in comments:
        of_student.setdefault(comment.student, []).append(comment)
    files: list[Path] = []
    for place, student in enumerate(students, start=1):
        if own := rows.pop(student.id, ()):
            path = folder / f"{place:04}-{page_slug(student.id)}.html"
            said = (late or {}).get(student.id, "")
            page = feedback_page(
                student,
                grading,
                own,
                issued_forms,
                accepted,
                title,
                said,
                weights,
                disputed,
                of_student.get(student.id, ()),
            )
            folder.mkdir(parents=True, exist_ok=True)
            replace(path, page.encode(errors="replace"))
            files.append(path)
    for path in folder.glob("*.html"):  # a roster in another order must leave no page behind
        if path not in files and _OWN_FILE.fullmatch(path.name):
            path.unlink()
    return tuple(files), tuple(rows)


def feedback_page(
    student: Student,
    grading: Grading,
    rows: Sequence[Graded],
    issued_forms: Sequence[IssuedForm],
    accepted: Sequence[Accepted] = (),
    title: str = "",
    late: str = "",
    weights: Weights = ALIKE,
    disputed: Mapping[tuple[str, str, str], Dispute] = MappingProxyType({}),
    comments: Sequence[WordComment] = (),
) -> str:
    """One student's page as an HTML text that needs nothing but itself.

    Raises ValueError where a row is another student's.
    """
    if any(row.student != student.id for row in rows):
        raise ValueError("a page for one student was given another student’s rows")
    places, lessons = by_place(issued_forms), dict[tuple[str, str], list[Answered]]()
    for row in rows:
        asked = places[row.lesson, row.revision, row.question]
        own = [a for a in accepted if (a.lesson, a.question) == (row.lesson, row.question)]
        heading = row.lesson, asked.title or row.lesson
        dispute = disputed.get((row.student, row.lesson, row.question))
        answered = _answered(asked, row, own, weights, dispute)
        lessons.setdefault(heading, []).append(_with_comments(answered, row, comments))
    return _page(student, grading, lessons, total(rows, weights), title, late)


def _page(
    student: Student,
    grading: Grading,
    lessons: dict[tuple[str, str], list[Answered]],  # by the lesson's name and title
    points: Total,
    title: str,
    late: str,
) -> str:
    return rendered(
        _HERE,
        "feedback.html",
        student=student,
        grading=grading,
        lessons=lessons,
        points=points,
        late=late,
        day_text=day_text,
        visible=visible,
        shown=shown,
        sum=written_number(points.points),
        of=written_number(points.questions),
        title=title or "Feedback",
    )


def _answered(
    asked: IssuedQuestion,
    row: Graded,
    accepted: Sequence[Accepted],
    weights: Weights,
    dispute: Dispute | None,
) -> Answered:
    question, key = asked.question, asked.key or Key(asked.question.id)
    own, lines = kind(question.kind), tuple[Line, ...]()
    if asked.key and row.status != "blank" and not own.marked_by_person:
        response = response_from_data(dict(row.response), question, asked.segments)
        _, given = best(question, key, accepted, response, asked.segments)
        also = _also_right(key, accepted) if own.takes_one else {}
        lines = tuple(_line(mark, also) for mark in given.feedback.marks)
    all_said = is_right(question, row.answer_score) or (lines and own.marks_say_all)
    return Answered(
        question.id,
        drawn(question.stem, question.pictures),
        asked.segments,
        tuple(answer_lines(row.response, asked.segments)),
        _verdict(row, question),
        "" if row.score is None else written_number(row.score),
        lines,
        () if all_said else tuple(_right(asked, key)),
        drawn(key.because),
        drawn(key.model),
        row.level,
        tuple((level.name, level.text) for level in key.rubric),
        row.comment,
        _counts(weights.get((row.lesson, row.question), 1)),
        dispute,
    )


def _with_comments(answered: Answered, row: Graded, comments: Sequence[WordComment]) -> Answered:
    """A written answer with what markers said at its words."""
    text = row.response.get("text")
    if not comments or not isinstance(text, str):
        return answered
    said = comments_on(comments, row.student, row.lesson, row.question, text)
    return replace_in(answered, pieces=pieces_of(text, said), said=said) if said else answered


def _counts(weight: float) -> str:
    if weight == 1:
        return ""
    return f"counts {written_number(weight)} times" if weight else "not counted"


def _right(asked: IssuedQuestion, key: Key) -> Iterable[str]:
    """The right answer in words, a line for each part of it."""
    keyed = Keyed(asked.question, key, asked.segments)
    for part in kind(asked.question.kind).parts(keyed, Response()):
        if part.sought:
            yield f"{part.text} → {part.right}" if part.right else part.text


def _verdict(row: Graded, question: Question) -> str:
    if row.status == "open":
        return "not marked yet" if kind(row.kind).marked_by_person else "open"
    if row.status == "blank":
        return "no answer"
    if is_right(question, row.answer_score):
        return "right" if row.score == row.answer_score else "right, at a later try"
    return "partly right" if row.score else "not right"


def _also_right(key: Key, accepted: Iterable[Accepted]) -> dict[str, str]:
    """The options that are right, also where another one was chosen, with the reason for each."""
    of_key = {item: key.note(item).text for item in key.ticked}
    return {**of_key, **{one.answer: one.why for one in accepted}}


def _line(mark: Mark, also: Mapping[str, str]) -> Line:
    if mark.mark == "left" and mark.item in also:
        return Line("neutral", "right as well", mark.item, drawn(also[mark.item]))
    text = f"“{mark.item}”" if mark.span else mark.item
    label = f" ({mark.span.label})" if mark.span and mark.span.label else ""
    return Line(mark.mark, SAID[mark.mark], f"{text}{label}", drawn(mark.note.text))


def _by_student(rows: Iterable[Graded]) -> dict[str, tuple[Graded, ...]]:
    found: dict[str, list[Graded]] = {}
    for row in rows:
        found.setdefault(row.student, []).append(row)
    return {student: tuple(own) for student, own in found.items()}


def page_slug(id: str) -> str:
    plain = unicodedata.normalize("NFKD", id).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "student"
