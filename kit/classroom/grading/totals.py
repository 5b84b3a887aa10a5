"""What one student's graded answers come to together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kit.classroom.model import Graded


@dataclass(frozen=True, slots=True)
class Total:
    """The mean share of a student's answers; blanks count as 0, open answers not at all."""

    score: float | None  # 0 to 1; None where every answer is open, or there is none
    open: int  # answers that wait for a person or for what happens
    answered: int  # all but the blanks
    of: int  # questions

    def points(self, max_mark: float) -> float | None:
        """The share of so many points, rounded to two decimals."""
        return None if self.score is None else round(self.score * max_mark, 2)


def total(rows: Iterable[Graded]) -> Total:
    """The total of one student's rows."""
    rows = tuple(rows)
    scores = [row.score for row in rows if row.score is not None]
    return Total(
        sum(scores) / len(scores) if scores else None,
        len(rows) - len(scores),
        sum(row.status != "blank" for row in rows),
        len(rows),
    )


def totals(rows: Iterable[Graded]) -> Mapping[str, Total]:
    """The total of each student, by id."""
    own: dict[str, list[Graded]] = {}
    for row in rows:
        own.setdefault(row.student, []).append(row)
    return {student: total(theirs) for student, theirs in own.items()}


def written_number(value: float) -> str:
    """A number without needless zeros, such as “87.5”."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
