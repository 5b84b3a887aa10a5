"""Progress and a review are counted from the log alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kit.learner.log import Entry
from kit.learner.progress import LessonProgress, lesson_progress
from kit.learner.review_queue import QueuedQuestion, review_queue
from kit.question.model import Question

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _try(question: str, score: float | None, days_ago: float = 0, sure: str = "") -> Entry:
    at = (NOW - timedelta(days=days_ago)).isoformat().replace("+00:00", "Z")
    return Entry("try", "l", question, at, f"{question}{at}", score=score, sure=sure)


def _show(question: str) -> Entry:
    return Entry("show", "l", question, "", f"show {question}")


def _ask(ids: Iterable[str], **values: object) -> list[Question]:
    return [Question(id, "choose", "?", **values) for id in ids]  # type: ignore[arg-type]


def _queue(*entries: Entry, questions: Iterable[Question] = ()) -> tuple[QueuedQuestion, ...]:
    asked = list(questions) or _ask(dict.fromkeys(entry.question for entry in entries))
    return review_queue([("l", asked, entries)], NOW)


RATE = Question("odds", "rate", "?", items=("It happens",))
RANGE = replace(RATE, interval=80)


def test_the_last_try_of_each_question_counts() -> None:
    entries = [_try("a", 0), _try("a", 1), _try("b", 1), _try("b", 0.5), _try("text", None)]
    elsewhere = [*entries, _try("elsewhere", 0)]
    assert lesson_progress(_ask("abc"), elsewhere) == LessonProgress(3, 2, 1, 1)
    assert lesson_progress(_ask(["a", "b", "text"]), entries) == LessonProgress(3, 3, 1, 1)


def test_hints_and_drafts_are_no_answers() -> None:
    entries = [Entry("draft", "l", "a", "", "1"), Entry("hint", "l", "a", "", "2")]
    assert lesson_progress(_ask("a"), entries) == LessonProgress(1, 0, 0, 0)


@pytest.mark.parametrize(
    ("question", "score"),
    [(RATE, 1 - 0.05**2), (RANGE, 0.93)],
    ids=["95 % on something true", "a range worth 93"],
)
def test_what_the_card_calls_right_is_right_on_the_bar_and_in_the_review(
    question: Question, score: float
) -> None:
    made = _try("odds", score, days_ago=0.5, sure="certain")
    assert lesson_progress([question], [made]) == LessonProgress(1, 1, 1, 0)
    assert _queue(made, questions=[question]) == ()


def test_a_test_is_done_and_no_more_until_its_results_are_told() -> None:
    tests = _ask("ab", feedback_later=True)
    entries = [_try("a", 1, days_ago=9), _try("b", 0, days_ago=9)]
    assert lesson_progress(tests, entries) == LessonProgress(2, 2, 0, 0)
    assert _queue(*entries, questions=tests) == ()
    entries += [_show("a"), _show("b")]
    assert lesson_progress(tests, entries) == LessonProgress(2, 2, 1, 1)
    assert [queued.question for queued in _queue(*entries, questions=tests)] == ["b", "a"]


def test_certain_but_wrong_comes_first_then_wrong_then_what_was_right_long_ago() -> None:
    queue = _queue(
        _try("long-ago", 1, days_ago=40),
        _try("wrong", 0.5, days_ago=3),
        _try("older-wrong", 0, days_ago=9),
        _try("sure-and-wrong", 0, days_ago=1, sure="certain"),
        _try("just-right", 1, days_ago=0.5),
        _try("text", None, days_ago=50),
    )
    order = [queued.question for queued in queue]
    assert order == ["sure-and-wrong", "older-wrong", "wrong", "long-ago"]


@pytest.mark.parametrize(("rights", "pause"), [(1, 1), (2, 3), (3, 7), (4, 16), (5, 35), (9, 35)])
def test_each_right_answer_in_a_row_makes_the_pause_longer(rights: int, pause: int) -> None:
    for waited, is_due in ((pause - 0.1, False), (pause + 0.1, True)):
        tries = [_try("q", 1, days_ago=waited + 100 * n) for n in reversed(range(rights))]
        assert bool(_queue(_try("q", 0, days_ago=2000), *tries)) == is_due


def test_a_time_that_cannot_be_read_makes_it_due() -> None:
    assert _queue(Entry("try", "l", "q", "yesterday", "1", score=1.0))


TWIN = Question("twin", "choose", "?", twin="l/q")


def _queue_of_twins(*entries: Entry, twin: Question = TWIN) -> list[tuple[str, str, int]]:
    there = [replace(entry, lesson="m") for entry in entries if entry.question == "twin"]
    here = [entry for entry in entries if entry.question == "q"]
    queue = review_queue([("l", _ask("q"), here), ("m", [twin], there)], NOW)
    return [(queued.lesson, queued.question, queued.rank) for queued in queue]


def test_a_question_comes_back_as_its_twin_and_then_as_itself_again() -> None:
    wrong = _try("q", 0, days_ago=3, sure="certain")
    assert _queue_of_twins(wrong) == [("m", "twin", 0)]
    assert _queue_of_twins(wrong, _try("twin", 0, days_ago=1)) == [("l", "q", 1)]
    both = wrong, _try("twin", 0, days_ago=2), _try("q", 0, days_ago=1)
    assert _queue_of_twins(*both) == [("m", "twin", 1)]


def test_a_right_answer_to_a_twin_counts_for_both() -> None:
    wrong = _try("q", 0, days_ago=3)
    assert _queue_of_twins(wrong, _try("twin", 1, days_ago=0.5)) == []
    assert _queue_of_twins(wrong, _try("twin", 1, days_ago=1.5)) == [("l", "q", 2)]


def test_a_question_that_was_never_asked_is_not_dealt_for_its_twin() -> None:
    assert _queue_of_twins(_try("twin", 0, days_ago=3)) == [("m", "twin", 1)]


def test_a_twin_in_a_test_is_not_dealt_before_the_results_are_told() -> None:
    test = replace(TWIN, feedback_later=True)
    wrong = _try("q", 0, days_ago=3)
    assert _queue_of_twins(wrong, twin=test) == [("l", "q", 1)]
    assert _queue_of_twins(wrong, _try("twin", 0, days_ago=1), twin=test) == [("l", "q", 1)]
