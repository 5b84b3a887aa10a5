"""Which questions are worth another look, counted from the log alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kit.learner.log import Entry
from kit.learner.order import in_order
from kit.learner.progress import is_silent
from kit.question.grade import is_right
from kit.question.model import Question

# Days until a question comes back, after so many right answers in a row.
PAUSES = (1, 3, 7, 16, 35)


@dataclass(frozen=True, slots=True)
class QueuedQuestion:
    """A question that is worth another look, the most urgent first when sorted."""

    lesson: str
    question: str
    rank: int  # 0 certain but wrong, 1 wrong, 2 right and not asked for long
    at: str  # when it or a twin of it was last tried


@dataclass(frozen=True, slots=True)
class _Member:
    """A question among its twins, and the tries at it that have a score."""

    lesson: str
    question: Question
    tries: tuple[Entry, ...]

    @property
    def may_be_dealt(self) -> bool:
        """Whether it was asked before, or is a twin, which may be met here for the first time."""
        return bool(self.tries or self.question.twin_of)

    @property
    def last(self) -> tuple[str, bool]:
        """When it was last tried; among those never tried, twins come first."""
        return (self.tries[-1].at if self.tries else "", not self.question.twin_of)


def review_queue(
    lessons: Iterable[tuple[str, Iterable[Question], Iterable[Entry]]], now: datetime
) -> tuple[QueuedQuestion, ...]:
    """The questions worth another look: certain but wrong, then wrong, then not asked for long.

    ``lessons`` are names, each with its questions and what counts there. A right answer comes back
    after a pause that grows with each right answer in a row: 1, 3, 7, 16, then 35 days. Within a
    rank, what was tried longest ago comes first. A test comes once its results were told. Twins
    (`Question.twin_of`) are practised as one: whichever was met longest ago is dealt.
    """
    groups: dict[tuple[str, str], list[_Member]] = {}
    for lesson, questions, entries in lessons:
        done: dict[str, list[Entry]] = {}
        for entry in entries:
            done.setdefault(entry.question, []).append(entry)
        for question in questions:
            own = done.get(question.id, [])
            if not is_silent(question, own):
                tries = (entry for entry in own if entry.what == "try" and entry.score is not None)
                member = _Member(lesson, question, tuple(tries))
                groups.setdefault(question.twin_of or (lesson, question.id), []).append(member)
    found = (_queued(members, now) for members in groups.values())
    return tuple(sorted(filter(None, found), key=lambda queued: (queued.rank, queued.at)))


def _queued(members: Sequence[_Member], now: datetime) -> QueuedQuestion | None:
    """The one of some twins that is to be dealt, or None where none is due."""
    asked = {(member.lesson, member.question.id): member.question for member in members}
    tried = [member for member in members if member.tries]
    together = in_order(entry for member in tried for entry in member.tries)
    tries = together if len(tried) > 1 else tried[0].tries if tried else ()
    went = [(entry, is_right(asked[entry.lesson, entry.question], entry.score)) for entry in tries]
    rank = _rank(went, now)
    if rank is None:
        return None
    dealt = min((member for member in members if member.may_be_dealt), key=lambda m: m.last)
    return QueuedQuestion(dealt.lesson, dealt.question.id, rank, tries[-1].at)


def _rank(went: Sequence[tuple[Entry, bool]], now: datetime) -> int | None:
    if not went:
        return None
    last, was_right = went[-1]
    if not was_right:
        return 0 if last.sure == "certain" else 1
    streak = 0
    for _, was_right in reversed(went):
        if not was_right:
            break
        streak += 1
    pause = timedelta(days=PAUSES[min(streak, len(PAUSES)) - 1])
    try:
        waited = now - datetime.fromisoformat(last.at)
    except (ValueError, TypeError):  # another machine's clock wrote no time
        return 2
    return 2 if waited >= pause else None
