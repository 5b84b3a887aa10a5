"""Grades of responses, by the kind of their question.

Partial credit: choose all or nothing; choose-many (right ticks - wrong ticks) / right options,
never below 0; sort and match the share of right pairs; order the longest run that is already in
the right order, if it has two; highlight F1 over words; rate one minus the Brier score, or for
ranges how well they cover the published one; write by a person.
"""

from __future__ import annotations

from kit.article.segments import Segment
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Feedback, Grade, Key, Question, Response


def grade(
    question: Question, key: Key, response: Response, segments: tuple[Segment, ...] = ()
) -> Grade:
    """The grade of a response. ``segments`` are those the question shows.

    The score is None for a blank, for a text that a person has to read, and for forecasts whose
    outcome nobody knows yet.
    """
    own = kind(question.kind)
    if own.is_blank(response):
        return Grade(None, Feedback("blank"))
    return own.grade(Keyed(question, key, segments), response)


def after_tries(question: Question, score: float | None, tries: int) -> float | None:
    """What the score of an answer counts at its try: 1 for the first one, less for each after it.

    The log keeps the score that the answer itself deserves; whatever is shown or summed goes
    through here.
    """
    if score is None:
        return None
    return score * max(0.0, 1 - question.try_costs / 100 * max(0, tries - 1))


def is_right(question: Question, score: float | None) -> bool:
    """Whether a score means that the answer is right: the one rule for card, bar and class."""
    return score is not None and kind(question.kind).is_right(question, score)


def is_blank(question: Question, response: Response) -> bool:
    """Whether nothing was entered that this question could use."""
    return kind(question.kind).is_blank(response)
