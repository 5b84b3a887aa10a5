"""Who changes by how much from one grading to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.classroom.grading.rows import GradedRows, as_rows
from kit.classroom.grading.totals import ALIKE, Weights, written_number
from kit.classroom.model import Graded


@dataclass(frozen=True, slots=True)
class Total:
    """A student's points: one for each question, times its share; what is open is left out."""

    points: float = 0.0
    questions: float = 0  # that are graded, or blank; each as often as it counts
    open: int = 0

    def __str__(self) -> str:
        open_ones = f" ({self.open} open)" if self.open else ""
        return f"{written_number(self.points)} of {written_number(self.questions)}{open_ones}"


@dataclass(frozen=True, slots=True)
class Moved:
    """One answer whose share is another now; None where it is open or was not there."""

    lesson: str
    question: str
    before: float | None
    after: float | None

    def __str__(self) -> str:
        lesson = self.lesson.rpartition("/")[2]
        return f"{lesson} {self.question} {_score(self.before)} → {_score(self.after)}"


@dataclass(frozen=True, slots=True)
class Change:
    """One student whose total or answers are worth something else now."""

    student: str
    before: Total | None  # None where the student was not graded yet
    after: Total | None
    moved: tuple[Moved, ...]

    def __str__(self) -> str:
        before = str(self.before) if self.before else "not graded"
        after = str(self.after) if self.after else "not graded any more"
        few = ", ".join(map(str, self.moved[:4]))
        more = f" and {len(self.moved) - 4} more" if len(self.moved) > 4 else ""
        said = f": {few}{more}" if self.before and self.after and few else ""
        return f"{self.student}: {before} → {after}{said}"


def total(rows: Iterable[Graded], weights: Weights = ALIKE) -> Total:
    """The total of one student's rows."""
    weighted = [(row.score, weights.get((row.lesson, row.question), 1)) for row in rows]
    closed = [(score, weight) for score, weight in weighted if score is not None]
    return Total(
        sum(score * weight for score, weight in closed),
        sum(weight for _, weight in closed),
        sum(score is None and weight > 0 for score, weight in weighted),
    )


def changes(before: Sequence[Graded], after: Sequence[Graded]) -> tuple[Change, ...]:
    """Each student with an answer that is worth something else, by id."""
    old, new = as_rows(before), as_rows(after)
    alike = _alike(old, new)
    was, now = (_by_student(rows.without(alike)) for rows in (old, new))
    found: list[Change] = []
    for student in sorted({*was, *now}):
        own = was.get(student), now.get(student)
        if moved := tuple(_moved(own[0] or {}, own[1] or {})):
            first, second = (total(rows.values()) if rows else None for rows in own)
            found.append(Change(student, first, second, moved))
    return tuple(found)


def _alike(old: GradedRows, new: GradedRows) -> set[str]:
    """The students whose rows are the same in both, but for times."""
    known: dict[object, int] = {}
    was, now = (
        {student: numbers[place].tobytes() for student, place in rows.by_student()}
        for rows in (old, new)
        for numbers in [rows.told_apart(known)]
    )
    return {student for student, numbers in now.items() if was.get(student) == numbers}


_Rows = dict[tuple[str, str], Graded]


def _by_student(rows: Iterable[Graded]) -> dict[str, _Rows]:
    found: dict[str, _Rows] = {}
    for row in rows:
        found.setdefault(row.student, {})[row.lesson, row.question] = row
    return found


def _moved(old: _Rows, new: _Rows) -> Iterable[Moved]:
    for lesson, question in dict.fromkeys((*old, *new)):
        was, now = old.get((lesson, question)), new.get((lesson, question))
        before, after = was.score if was else None, now.score if now else None
        if before != after or (was is None) != (now is None):
            yield Moved(lesson, question, before, after)


def _score(score: float | None) -> str:
    return "open" if score is None else written_number(score)
