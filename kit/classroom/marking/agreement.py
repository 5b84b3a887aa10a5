"""How far two markers agree on the same answers: Krippendorff's alpha, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.classroom.grading.marks import SETTLED, Answer, answer_of
from kit.classroom.model import RubricMark
from kit.language.numbers import rounded_text
from kit.question.model import Level

FEW = 20  # with fewer answers marked twice than this, nothing is said about agreement

# From this alpha on: what it allows. Krippendorff, Content Analysis (2004), p. 241.
_BANDS = (
    (0.8, "the markers agree well enough to rely on the levels"),
    (2 / 3, "the markers agree well enough for a first conclusion, not for more"),
    (-1.0, "the markers do not agree well enough; talk about the rubric and mark again"),
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the markers of one question agree."""

    lesson: str
    question: str
    markers: tuple[str, ...]
    twice: int  # answers with two marks or more
    alpha: float | None  # Krippendorff's, ordinal; None where it cannot be worked out
    apart: tuple[str, ...]  # students whose markers are more than one level apart

    def __str__(self) -> str:
        answers = "1 answer" if self.twice == 1 else f"{self.twice} answers"
        where = f"{self.lesson} “{self.question}”: {answers} marked by two or more"
        if self.twice < FEW:
            return f"{where}; too few to judge agreement (under {FEW})."
        if self.alpha is None:
            return f"{where}, all with one level, so that agreement cannot be judged."
        said = next(text for least, text in _BANDS if self.alpha >= least)
        return f"{where}, Krippendorff’s alpha {rounded_text(self.alpha, 2)} (ordinal): {said}."


def agreements(
    marks: Iterable[RubricMark], rubrics: Mapping[tuple[str, str], Sequence[Level]]
) -> tuple[Agreement, ...]:
    """The agreement on each question that two markers or more have marked.

    ``rubrics`` are those of each (lesson, question). Marks with a level that is not in the rubric,
    or for another text than the one marked last, are left out, and so is what was settled together.
    """
    found: dict[tuple[str, str], dict[Answer, list[RubricMark]]] = {}
    for mark in marks:
        place = (mark.lesson, mark.question)
        if mark.marker != SETTLED and mark.level in [
            level.name for level in rubrics.get(place, ())
        ]:
            found.setdefault(place, {}).setdefault(answer_of(mark), []).append(mark)
    return tuple(
        agreement
        for place, answers in sorted(found.items())
        if (agreement := _agreement(place, answers, rubrics[place])) is not None
    )


def _agreement(
    place: tuple[str, str],
    answers: Mapping[Answer, list[RubricMark]],
    rubric: Sequence[Level],
) -> Agreement | None:
    same_text = [_of_one_text(marks) for marks in answers.values()]
    twice = [marks for marks in same_text if len(marks) > 1]
    if not twice:
        return None
    names = [level.name for level in rubric]
    apart = [marks[0].student for marks in twice if _distance(marks, names) > 1]
    markers = tuple(sorted({mark.marker for marks in twice for mark in marks}))
    return Agreement(*place, markers, len(twice), _alpha(twice, names), tuple(apart))


def _of_one_text(marks: Sequence[RubricMark]) -> list[RubricMark]:
    last = max(marks, key=lambda mark: mark.at).answer
    return [mark for mark in marks if mark.answer == last]


def _distance(marks: Iterable[RubricMark], names: Sequence[str]) -> int:
    places = [names.index(mark.level) for mark in marks]
    return max(places) - min(places)


def _alpha(twice: Sequence[Sequence[RubricMark]], names: Sequence[str]) -> float | None:
    """Krippendorff's alpha on an ordinal scale, or None where all marks have one level."""
    import krippendorff  # heavy, and needed only where two people marked
    import numpy as np  # heavy too

    counts = np.zeros((len(twice), len(names)))
    for row, marks in enumerate(twice):
        for mark in marks:
            counts[row, names.index(mark.level)] += 1
    if (counts.sum(axis=0) > 0).sum() < 2:
        return None
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="ordinal"))
