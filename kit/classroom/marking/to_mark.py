"""The written answers that wait for a marker, question by question, in an order without names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kit.classroom.grading.asked import IssuedForm, IssuedQuestion, by_place
from kit.classroom.grading.marks import SETTLED, text_digest
from kit.classroom.model import Graded, RubricMark
from kit.question.kinds import kind

SHARED = 5  # one answer in so many goes to every marker


@dataclass(frozen=True, slots=True)
class ToMark:
    """One written answer. Whose it is is for the file alone, never for the page."""

    asked: IssuedQuestion
    student: str
    text: str

    def mark(self, marker: str, level: str, comment: str, at: str) -> RubricMark:
        """The row of ``marks.csv`` that gives this answer a level."""
        lesson, question = self.asked.lesson, self.asked.question.id
        digest = text_digest(self.text)
        return RubricMark(marker, self.student, lesson, question, level, comment, at, digest)


def to_mark(
    rows: Iterable[Graded], issued_forms: Sequence[IssuedForm], marker: str
) -> tuple[ToMark, ...]:
    """The answers of a grading that have a rubric, in the lessons' order of questions.

    Those of one question are shuffled: the order depends on the marker, the question and the
    student, so it is another one for each marker and the same one tomorrow.
    """
    places = {
        place: (number, asked)
        for number, (place, asked) in enumerate(by_place(issued_forms).items())
    }
    found: list[tuple[tuple[str, int, str], ToMark]] = []
    for row in rows:
        text = row.response.get("text")
        if not kind(row.kind).marked_by_person or not isinstance(text, str):
            continue
        number, asked = places[row.lesson, row.revision, row.question]
        if asked.rubric:
            order = (row.lesson, number, _shuffle(marker, row))
            found.append((order, ToMark(asked, row.student, text)))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def part_of(answers: Iterable[ToMark], marker: str, markers: Iterable[str]) -> tuple[ToMark, ...]:
    """The answers that are one marker's, where several share them.

    One in `SHARED` is everybody's, so that agreement can be told; each other one is one marker's.
    Whose depends on the question and the student alone, so that nothing has to be agreed on.
    """
    names = sorted({marker, *markers})

    def is_own(one: ToMark) -> bool:
        text = "\n".join((one.asked.lesson, one.asked.question.id, one.student))
        number = int(sha256(text.encode(errors="replace")).hexdigest(), 16)
        return number % SHARED == 0 or names[number // SHARED % len(names)] == marker

    return tuple(filter(is_own, answers))


def _shuffle(marker: str, row: Graded) -> str:
    text = "\n".join((marker, row.lesson, row.question, row.student))
    return sha256(text.encode(errors="replace")).hexdigest()


def own_mark(one: ToMark, marks: Iterable[RubricMark], marker: str) -> RubricMark | None:
    """The mark that a marker gave to this very text, or None."""
    digest, names = text_digest(one.text), [level.name for level in one.asked.rubric]
    place = (marker, one.student, one.asked.lesson, one.asked.question.id)
    for mark in marks:
        if (mark.marker, mark.student, mark.lesson, mark.question) == place:
            return mark if mark.answer in ("", digest) and mark.level in names else None
    return None


def marks_of(one: ToMark, marks: Iterable[RubricMark]) -> tuple[RubricMark, ...]:
    """What each marker gave this very text, by name of the marker."""
    every = tuple(marks)
    markers = sorted({mark.marker for mark in every} - {SETTLED})
    return tuple(filter(None, (own_mark(one, every, marker) for marker in markers)))


def apart(answers: Iterable[ToMark], marks: Iterable[RubricMark]) -> tuple[ToMark, ...]:
    """The answers that markers gave different levels."""
    every = tuple(marks)
    return tuple(one for one in answers if len({m.level for m in marks_of(one, every)}) > 1)


def comments_used(one: ToMark, marks: Iterable[RubricMark]) -> tuple[str, ...]:
    """The comments that were given to answers to the same question, by letter."""
    place = (one.asked.lesson, one.asked.question.id)
    return tuple(
        sorted({m.comment for m in marks if (m.lesson, m.question) == place and m.comment.strip()})
    )
