"""Answers beside the key's own that a teacher accepts: what they change, and the best grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from kit.article.segments import Segment
from kit.classroom.shared_table import append_row, change_rows, read_rows
from kit.question.grade import grade
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Grade, Key, Question, Response


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row of ``accepted.csv``: one more answer to one question, whatever the revision."""

    lesson: str
    question: str
    answer: str  # an option, a target, words in [brackets], or items in order, “a > b > c”
    item: str  # sort, match: what belongs there; highlight: the label
    why: str
    at: str  # UTC, ISO 8601


_COLUMNS = tuple(field.name for field in fields(Accepted))
_NEEDED = ("lesson", "question", "answer", "why", "at")


def read_accepted(path: Path) -> tuple[Accepted, ...]:
    """The rows of ``accepted.csv``; none where it is not there. Raises Unreadable."""
    return tuple(Accepted(**row) for row in read_rows(path, _COLUMNS, _NEEDED))


def write_accepted(path: Path, accepted: Accepted) -> None:
    """Add a row to ``accepted.csv``. Raises OSError."""
    append_row(path, _COLUMNS, astuple(accepted))


def drop_accepted(path: Path, gone: Accepted) -> None:
    """Take all rows that accept the same out of ``accepted.csv``. Raises Unreadable, OSError."""
    change_rows(
        path, lambda row: None if same_answer(Accepted(**row)) == same_answer(gone) else row
    )


def same_answer(row: Accepted) -> tuple[str, ...]:
    """What two rows have in common that accept the same."""
    return row.lesson, row.question, row.answer, row.item


def best(
    question: Question,
    key: Key,
    accepted: Sequence[Accepted],
    response: Response,
    segments: tuple[Segment, ...] = (),
) -> tuple[Key, Grade]:
    """The key that gives the best grade to a response, among those that are accepted, and it.

    An accepted option of a choose-many question counts as right for those who ticked it, and is
    not missed by the others. Accepted words of a highlight question count neither way.
    """
    found = key, grade(question, key, response, segments)
    if accepted:
        asked = Keyed(question, key, segments)
        for other in kind(question.kind).alternatives(asked, accepted, response):
            better = grade(question, other, response, segments)
            if (better.score or -1.0) > (found[1].score or -1.0):
                found = other, better
    return found
