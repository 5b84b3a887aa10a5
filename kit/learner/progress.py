"""How far a learner is in a lesson, counted from the log alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kit.learner.log import Entry
from kit.question.grade import is_right
from kit.question.model import Question


class LessonProgress(NamedTuple):
    """Questions of a lesson: how many there are, are answered, are right, and are to revisit."""

    questions: int
    done: int
    right: int
    revisit: int


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
