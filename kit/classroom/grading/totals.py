"""What one student's graded answers come to together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

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


Weights = Mapping[tuple[str, str], float]  # (lesson, question) -> its weight, where not 1
ALIKE: Weights = MappingProxyType({})


def total(rows: Iterable[Graded], weights: Weights = ALIKE) -> Total:
    """The total of one student's rows. A question of weight 0 is as if it had not been asked."""
    weighted = [(row, weights.get((row.lesson, row.question), 1)) for row in rows]
    rows = [row for row, weight in weighted if weight]
    scores = [(row.score, weight) for row, weight in weighted if weight and row.score is not None]
    return Total(
        sum(score * weight for score, weight in scores) / sum(weight for _, weight in scores)
        if scores
        else None,
        len(rows) - len(scores),
        sum(row.status != "blank" for row in rows),
        len(rows),
    )


def totals(rows: Iterable[Graded], weights: Weights = ALIKE) -> Mapping[str, Total]:
    """The total of each student, by id."""
    own: dict[str, list[Graded]] = {}
    for row in rows:
        own.setdefault(row.student, []).append(row)
    return {student: total(theirs, weights) for student, theirs in own.items()}


def written_number(value: float) -> str:
    """A number without needless zeros, such as “87.5”."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
