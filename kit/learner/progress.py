"""How far a learner is, and what is worth another look: counted from the log alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kit.learner.log import Entry, History

# Days until a question comes back, after so many right answers in a row.
PAUSES = (1, 3, 7, 16, 35)


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """Questions of a lesson: how many there are, are answered, are right, and are to revisit."""

    questions: int
    done: int
    right: int
    revisit: int


@dataclass(frozen=True, slots=True)
class QueuedQuestion:
    """A question that is worth another look, the most urgent first when sorted."""

    lesson: str
    question: str
    rank: int  # 0 certain but wrong, 1 wrong, 2 right and not asked for long
    at: str  # when it was last tried


def lesson_progress(questions: Iterable[str], entries: Iterable[Entry]) -> LessonProgress:
    """The tally of a lesson's questions, by the last try of each.

    A question is right with the full share, and to revisit with less. A try without a share (a
    text, a forecast, a lesson without answers) is done, and neither of the two.
    """
    wanted = set(questions)
    last = {e.question: e.score for e in entries if e.what == "try" and e.question in wanted}
    right = sum(score == 1 for score in last.values())
    ungraded = sum(score is None for score in last.values())
    return LessonProgress(len(wanted), len(last), right, len(last) - right - ungraded)


def review_queue(history: History, now: datetime) -> tuple[QueuedQuestion, ...]:
    """The questions worth another look: certain but wrong, then wrong, then not asked for long.

    A right answer comes back after a pause that grows with each right answer in a row: 1, 3, 7,
    16, then 35 days. Within a rank, what was tried longest ago comes first.
    """
    tries: dict[tuple[str, str], list[Entry]] = {}
    for entry in history.entries:
        if entry.what == "try" and entry.score is not None:
            tries.setdefault((entry.lesson, entry.question), []).append(entry)
    found = [
        QueuedQuestion(lesson, question, rank, own[-1].at)
        for (lesson, question), own in tries.items()
        if (rank := _rank(own, now)) is not None
    ]
    return tuple(sorted(found, key=lambda d: (d.rank, d.at)))


def _rank(tries: Sequence[Entry], now: datetime) -> int | None:
    last = tries[-1]
    if last.score != 1:
        return 0 if last.sure == "certain" else 1
    streak = 0
    for entry in reversed(tries):
        if entry.score != 1:
            break
        streak += 1
    pause = timedelta(days=PAUSES[min(streak, len(PAUSES)) - 1])
    try:
        waited = now - datetime.fromisoformat(last.at)
    except (ValueError, TypeError):  # another machine's clock wrote no time
        return 2
    return 2 if waited >= pause else None
