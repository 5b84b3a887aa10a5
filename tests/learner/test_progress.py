"""A tally and a review are counted from the log alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kit.learner.log import Entry, History
from kit.learner.progress import LessonProgress, lesson_progress, review_queue

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _try(question: str, score: float | None, days_ago: float = 0, sure: str = "") -> Entry:
    at = (NOW - timedelta(days=days_ago)).isoformat().replace("+00:00", "Z")
    return Entry("try", "l", question, at, f"{question}{at}", score=score, sure=sure)


def test_the_last_try_of_each_question_counts() -> None:
    entries = [_try("a", 0), _try("a", 1), _try("b", 1), _try("b", 0.5), _try("text", None)]
    assert lesson_progress("abc", [*entries, _try("elsewhere", 0)]) == LessonProgress(3, 2, 1, 1)
    assert lesson_progress(["a", "b", "text"], entries) == LessonProgress(3, 3, 1, 1)


def test_hints_and_drafts_are_no_answers() -> None:
    entries = [Entry("draft", "l", "a", "", "1"), Entry("hint", "l", "a", "", "2")]
    assert lesson_progress("a", entries) == LessonProgress(1, 0, 0, 0)


def test_certain_but_wrong_comes_first_then_wrong_then_what_was_right_long_ago() -> None:
    history = History(
        (
            _try("long-ago", 1, days_ago=40),
            _try("wrong", 0.5, days_ago=3),
            _try("older-wrong", 0, days_ago=9),
            _try("sure-and-wrong", 0, days_ago=1, sure="certain"),
            _try("just-right", 1, days_ago=0.5),
            _try("text", None, days_ago=50),
        )
    )
    order = [d.question for d in review_queue(history, NOW)]
    assert order == ["sure-and-wrong", "older-wrong", "wrong", "long-ago"]


@pytest.mark.parametrize(("rights", "pause"), [(1, 1), (2, 3), (3, 7), (4, 16), (5, 35), (9, 35)])
def test_each_right_answer_in_a_row_makes_the_pause_longer(rights: int, pause: int) -> None:
    for waited, is_due in ((pause - 0.1, False), (pause + 0.1, True)):
        tries = [_try("q", 1, days_ago=waited + 100 * n) for n in reversed(range(rights))]
        history = History((_try("q", 0, days_ago=2000), *tries))
        assert bool(review_queue(history, NOW)) == is_due


def test_a_time_that_cannot_be_read_makes_it_due() -> None:
    assert review_queue(History((Entry("try", "l", "q", "yesterday", "1", score=1.0),)), NOW)
