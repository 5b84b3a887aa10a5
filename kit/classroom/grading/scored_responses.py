"""What one answer is worth by the key: read strictly, graded, and remembered for the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kit.classroom.bulk import fingerprint
from kit.classroom.grading.accepted import Accepted, best
from kit.classroom.grading.asked import IssuedQuestion
from kit.question.grade import is_blank
from kit.question.kinds import kind
from kit.question.model import Response
from kit.question.response_data import Json, Refusal, read_entered, response_to_data


@dataclass(frozen=True, slots=True)
class ScoredResponse:
    """An answer as it was read, and its grade."""

    asked: IssuedQuestion
    response: Response
    data: Json
    score: float | None  # None for a text, a forecast that is not settled, and without a key
    tags: tuple[str, ...] = ()  # misconceptions met


class ScoreCache:
    """The answers seen so far. Many students answer alike, and each answer is graded once."""

    def __init__(self, accepted: Iterable[Accepted] = ()) -> None:
        self._accepted: dict[tuple[str, str], tuple[Accepted, ...]] = {}
        for one in accepted:
            place = (one.lesson, one.question)
            self._accepted[place] = (*self._accepted.get(place, ()), one)
        self._known: dict[tuple[str, str, str, bytes], ScoredResponse | None] = {}

    def of(self, asked: IssuedQuestion, given: Json) -> ScoredResponse | None:
        """The score of an answer, or None for a blank and for one that does not all fit."""
        place = (asked.lesson, asked.revision, asked.question.id, fingerprint(given))
        if place not in self._known:
            self._known[place] = self._work_out(asked, given)
        return self._known[place]

    def _work_out(self, asked: IssuedQuestion, given: Json) -> ScoredResponse | None:
        response = read_entered(given, asked.question, asked.segments)
        if isinstance(response, Refusal) or is_blank(asked.question, response):
            return None
        data = response_to_data(response)
        if asked.key is None or kind(asked.question.kind).marked_by_person:
            return ScoredResponse(asked, response, data, None)
        accepted = self._accepted.get((asked.lesson, asked.question.id), ())
        _, earned = best(asked.question, asked.key, accepted, response, asked.segments)
        return ScoredResponse(asked, response, data, earned.score, earned.feedback.misconceptions)
