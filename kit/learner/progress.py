"""How far a learner is, and what is worth another look: counted from the log alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kit.learner.log import Entry
from kit.question.grade import is_right
from kit.question.model import Question

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


def is_silent(question: Question, entries: Iterable[Entry]) -> bool:
    """Whether nothing may be told yet of how a question went: a test, before its results.

    ``entries`` are those of its lesson or its own. Telling the results is logged as a ``show``.
    """
    return question.feedback_later and not any(
        entry.what == "show" and entry.question == question.id for entry in entries
    )


def lesson_progress(questions: Iterable[Question], entries: Iterable[Entry]) -> LessonProgress:
    """The progress in a lesson's questions, by the last try of each.

    What is not right is to revisit. A try without a score (a text, a forecast, a lesson without
    answers) is done, and neither of the two; nor is a test before its results are told.
    """
    wanted = {question.id: question for question in questions}
    entries = [entry for entry in entries if entry.question in wanted]
    last = {e.question: e.score for e in entries if e.what == "try"}
    told = {
        id: is_right(wanted[id], score)
        for id, score in last.items()
        if score is not None and not is_silent(wanted[id], entries)
    }
    right = sum(told.values())
    return LessonProgress(len(wanted), len(last), right, len(told) - right)


def review_queue(
    lessons: Iterable[tuple[str, Iterable[Question], Iterable[Entry]]], now: datetime
) -> tuple[QueuedQuestion, ...]:
    """The questions worth another look: certain but wrong, then wrong, then not asked for long.

    ``lessons`` are names, each with its questions and what counts there. A right answer comes back
    after a pause that grows with each right answer in a row: 1, 3, 7, 16, then 35 days. Within a
    rank, what was tried longest ago comes first. A test comes once its results were told.
    """
    found: list[QueuedQuestion] = []
    for lesson, questions, entries in lessons:
        done: dict[str, list[Entry]] = {}
        for entry in entries:
            done.setdefault(entry.question, []).append(entry)
        for question in questions:
            own = done.get(question.id, [])
            tries = [entry for entry in own if entry.what == "try" and entry.score is not None]
            rank = None if is_silent(question, own) else _rank(question, tries, now)
            if rank is not None:
                found.append(QueuedQuestion(lesson, question.id, rank, tries[-1].at))
    return tuple(sorted(found, key=lambda queued: (queued.rank, queued.at)))


def _rank(question: Question, tries: Sequence[Entry], now: datetime) -> int | None:
    if not tries:
        return None
    last = tries[-1]
    if not is_right(question, last.score):
        return 0 if last.sure == "certain" else 1
    streak = 0
    for entry in reversed(tries):
        if not is_right(question, entry.score):
            break
        streak += 1
    pause = timedelta(days=PAUSES[min(streak, len(PAUSES)) - 1])
    try:
        waited = now - datetime.fromisoformat(last.at)
    except (ValueError, TypeError):  # another machine's clock wrote no time
        return 2
    return 2 if waited >= pause else None
