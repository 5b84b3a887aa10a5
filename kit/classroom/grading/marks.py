"""``marks.csv``: the levels that markers gave to written answers, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from pathlib import Path

from kit.classroom.model import RubricMark
from kit.classroom.shared_table import append_row, read_rows
from kit.question.model import Level

_COLUMNS = tuple(field.name for field in fields(RubricMark))
_NEEDED = ("marker", "student", "lesson", "question", "level", "at")

SETTLED = "settled together"  # the marker of a level that markers agreed on; it alone counts
Answer = tuple[str, str, str]  # student, lesson, question


def read_marks(path: Path) -> tuple[RubricMark, ...]:
    """The marks of a file, the last one of each marker for each answer.

    None where there is no such file. Raises Unreadable, with the line, for a damaged one.
    """
    last: dict[tuple[str, Answer], RubricMark] = {}
    for row in read_rows(path, _COLUMNS, _NEEDED):
        mark = RubricMark(**row)
        last.pop(place := (mark.marker, answer_of(mark)), None)
        last[place] = mark
    return tuple(last.values())


def write_mark(path: Path, mark: RubricMark) -> None:
    """Add a mark to the file, on disk before this returns. Raises OSError."""
    append_row(path, _COLUMNS, astuple(mark))


def answer_of(mark: RubricMark) -> Answer:
    """The answer that a mark is for."""
    return mark.student, mark.lesson, mark.question


def text_digest(text: str) -> str:
    """Twelve hexadecimal digits of a text, to tell whether a mark was given for it."""
    return sha256(text.encode(errors="replace")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Marked:
    """What all markers of one answer come to."""

    score: float  # 0 to 1, the mean
    level: str  # one name, or several with “ / ” between them, best first
    comment: str  # each comment once, on lines of its own
    apart: int  # how many levels the furthest two markers are apart


def level_share(rubric: Sequence[Level], level: str) -> float:
    """What a level is worth: the best 1, the last 0, those between in even steps."""
    place = [step.name for step in rubric].index(level)
    return 1 - place / (len(rubric) - 1)


def marked(rubric: Sequence[Level], marks: Iterable[RubricMark]) -> Marked | None:
    """The level that markers settled together, else the mean of several.

    None where nobody gave one of the rubric's levels.
    """
    names = [step.name for step in rubric]
    fitting = [mark for mark in marks if mark.level in names]
    fitting = [mark for mark in fitting if mark.marker == SETTLED] or fitting
    if not fitting or len(names) < 2:
        return None
    places = sorted({names.index(mark.level) for mark in fitting})
    scores = [level_share(rubric, mark.level) for mark in fitting]
    comments = dict.fromkeys(mark.comment.strip() for mark in fitting if mark.comment.strip())
    level = " / ".join(names[place] for place in places)
    mean = sum(scores) / len(scores)
    return Marked(mean, level, "\n".join(comments), places[-1] - places[0])


def by_answer(marks: Iterable[RubricMark]) -> Mapping[Answer, tuple[RubricMark, ...]]:
    """The marks of each answer."""
    found: dict[Answer, tuple[RubricMark, ...]] = {}
    for mark in marks:
        found[answer_of(mark)] = (*found.get(answer_of(mark), ()), mark)
    return found
