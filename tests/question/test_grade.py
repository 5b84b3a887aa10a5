"""Each kind's partial credit, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from kit.article.segments import Article, Span, find_span
from kit.question.grade import grade, is_right
from kit.question.kinds.order import longest_run
from kit.question.kinds.rate import range_score
from kit.question.model import Key, KeySpan, Mark, Question, Response

LETTERS = ("a", "b", "c", "d")
CHOOSE = Question("q", "choose", "?", LETTERS)
MANY = Question("q", "choose-many", "?", LETTERS)
SORT = Question("q", "sort", "?", LETTERS, targets=("x", "y"))
ORDER = Question("q", "order", "?", LETTERS)
RATE = Question("q", "rate", "?", ("rain", "sun"))
TOLL = Question("q", "rate", "?", ("toll",), interval=80)
TICKED = Key("q", ticked=frozenset("ab"))
PLACED = Key("q", placed=(("a", "x"), ("b", "y"), ("c", "x"), ("d", "y")))
SEQUENCE = Key("q", sequence=LETTERS)
OUTCOMES = Key("q", outcomes=(("rain", 1.0), ("sun", 0.0)))
RANGES = Key("q", ranges=(("toll", 200.0, 3500.0),))


@pytest.mark.parametrize(("ticked", "score"), [("a", 1), ("b", 0), ("ab", 0)])
def test_choose_is_all_or_nothing(ticked: str, score: float) -> None:
    key = Key("q", ticked=frozenset("a"))
    assert grade(CHOOSE, key, Response(ticked=tuple(ticked))).score == score


@pytest.mark.parametrize(
    ("ticked", "score"), [("ab", 1), ("a", 0.5), ("abc", 0.5), ("ac", 0), ("abcd", 0), ("cd", 0)]
)
def test_choose_many_weighs_wrong_ticks_against_right_ones(ticked: str, score: float) -> None:
    assert grade(MANY, TICKED, Response(ticked=tuple(ticked))).score == score


@pytest.mark.parametrize(("placed", "score"), [("xyxy", 1), ("xyxx", 0.75), ("yxyx", 0)])
def test_sort_and_match_count_right_pairs(placed: str, score: float) -> None:
    pairs = tuple(zip(LETTERS, placed, strict=True))
    assert grade(SORT, PLACED, Response(placed=pairs)).score == score


def test_what_is_not_placed_earns_nothing() -> None:
    assert grade(SORT, PLACED, Response(placed=(("a", "x"),))).score == 0.25


@pytest.mark.parametrize(
    ("sequence", "score"), [("abcd", 1), ("bacd", 0.75), ("dabc", 0.75), ("dcba", 0), ("cdab", 0.5)]
)
def test_order_counts_the_longest_run_in_right_order(sequence: str, score: float) -> None:
    assert grade(ORDER, SEQUENCE, Response(sequence=tuple(sequence))).score == score


def test_the_longest_run_is_the_longest_of_all_increasing_ones() -> None:
    for order in permutations(range(6)):
        chosen = longest_run(order)
        best = max(
            sum(1 << i & mask > 0 for i in range(6))
            for mask in range(64)
            if (picked := [n for i, n in enumerate(order) if 1 << i & mask]) == sorted(picked)
        )
        assert len(chosen) == best
        assert [n for n in order if n in chosen] == sorted(chosen)


def test_rate_is_one_minus_the_brier_score() -> None:
    rated = Response(rated=(("rain", 80.0), ("sun", 30.0)))
    # Brier: ((0.8 - 1)^2 + (0.3 - 0)^2) / 2 = 0.065
    assert grade(RATE, OUTCOMES, rated).score == pytest.approx(0.935)


def test_an_outcome_nobody_knows_is_not_graded() -> None:
    assert grade(RATE, Key("q"), Response(rated=(("rain", 80.0),))).score is None


@pytest.mark.parametrize(
    ("low", "high", "score", "verdict"),
    [
        (200, 3500, 1, "right"),
        (0, 6600, 0.75, "right"),  # twice as wide as it need be: 1/2 + 1/2 / (1 + 1)
        (1025, 2675, 0.25, "partly"),  # covers half of it
        (2675, 9000, 0.125, "partly"),  # covers a quarter of it
        (1, 2, 0, "wrong"),
    ],
)
def test_a_range_earns_by_covering_the_published_one_and_by_being_no_wider_than_need_be(
    low: float, high: float, score: float, verdict: str
) -> None:
    given = grade(TOLL, RANGES, Response(ranges=(("toll", low, high),)))
    assert given.score == pytest.approx(score)
    assert given.feedback.verdict == verdict


def test_a_wide_honest_range_beats_a_narrow_wrong_one() -> None:
    assert range_score((0, 40_000), (200, 3500)) > range_score((200, 3400), (200, 3500))


@pytest.mark.parametrize(("chance", "mark"), [(51, "hit"), (50, "neutral"), (49, "wrong")])
def test_a_chance_is_on_one_side_or_in_the_middle(chance: float, mark: str) -> None:
    given = grade(RATE, OUTCOMES, Response(rated=(("rain", chance), ("sun", 0.0))))
    assert [m.mark for m in given.feedback.marks] == [mark, "hit"]
    assert (given.feedback.verdict == "right") == (mark == "hit")


def test_a_rating_that_is_right_has_every_statement_on_the_right_side() -> None:
    for rain in range(0, 101, 5):
        for sun in range(0, 101, 5):
            rated = Response(rated=(("rain", float(rain)), ("sun", float(sun))))
            given = grade(RATE, OUTCOMES, rated)
            assert (given.feedback.verdict == "right") == is_right(RATE, given.score)
            if is_right(RATE, given.score):
                assert (rain > 50, sun < 50) == (True, True)
    assert is_right(RATE, 1 - (0.05**2 + 0.05**2) / 2)


def test_a_statement_left_blank_is_never_part_of_a_right_answer() -> None:
    one_blank = grade(RATE, OUTCOMES, Response(rated=(("rain", 100.0),)))
    assert (one_blank.score, one_blank.feedback.verdict) == (0.5, "partly")
    # Nobody knows yet whether the sun shone, and leaving that blank is no way to the full score.
    half_open = replace(OUTCOMES, outcomes=(("rain", 1.0),))
    assert grade(RATE, half_open, Response(rated=(("rain", 100.0),))).score == 0.5
    both = Response(rated=(("rain", 100.0), ("sun", 40.0)))
    assert grade(RATE, half_open, both).score == 1


def test_a_passage_marked_in_part_is_told_as_that(short: Article) -> None:
    question = Question("q", "highlight", "?", show=("S1",))
    key = Key("q", spans=(_cue(short, "clean, [officials said]"),))
    said = find_span("clean, officials [said]", short.segments)
    given = grade(question, key, Response(marked=(said,)), short.segments)
    assert given.score == pytest.approx(2 / 3)
    assert (given.feedback.right, given.feedback.parts, given.feedback.partly) == (0, 1, 1)
    assert [(m.mark, m.item) for m in given.feedback.marks] == [
        ("missed", "officials"),
        ("hit", "said"),
    ]


def _cue(short: Article, text: str, neutral: bool = False) -> KeySpan:
    return KeySpan(find_span(text, short.segments), neutral=neutral)


def _highlight(short: Article, *marked: str) -> tuple[float | None, list[str]]:
    question = Question("q", "highlight", "?", show=("S1", "S2"))
    key = Key(
        "q",
        spans=(
            _cue(short, "clean, [officials said]"),
            _cue(short, "[So said] the mayor"),
            _cue(short, "The [river] is", neutral=True),
        ),
    )
    response = Response(marked=tuple(find_span(text, short.segments) for text in marked))
    given = grade(question, key, response, short.segments)
    return given.score, [mark.mark for mark in given.feedback.marks]


def test_highlight_is_f1_over_words(short: Article) -> None:
    assert _highlight(short, "clean, [officials said]", "[So said] the") == (1, ["hit", "hit"])
    # 1 of 4 words found, none too many: 2 * 1 / (1 + 4).
    assert _highlight(short, "clean, officials [said]") == (0.4, ["missed", "hit", "missed"])
    # 2 of 4 found, 1 too many: 2 * 2 / (3 + 4).
    score, marks = _highlight(short, "[clean, officials said]")
    assert score == pytest.approx(4 / 7)
    assert sorted(marks) == ["hit", "missed", "wrong"]


def test_neutral_words_count_neither_way(short: Article) -> None:
    with_it = _highlight(short, "The [river] is", "clean, [officials said]", "[So said] the")
    assert with_it == (1, ["neutral", "hit", "hit"])


def test_labels_have_to_fit(short: Article) -> None:
    question = Question("q", "highlight", "?", show=("S1",), labels=("source", "cue"))
    source = find_span("[officials] said", short.segments[1:2], "source")
    wrong = Span(source.segment, source.start, source.end, "cue")
    key = Key("q", spans=(KeySpan(source),))
    assert grade(question, key, Response(marked=(source,)), short.segments).score == 1
    assert grade(question, key, Response(marked=(wrong,)), short.segments).score == 0


def test_a_blank_is_not_wrong() -> None:
    for question, key in ((CHOOSE, TICKED), (SORT, PLACED), (ORDER, SEQUENCE), (RATE, OUTCOMES)):
        given = grade(question, key, Response())
        assert given.score is None
        assert given.feedback.verdict == "blank"


def test_a_text_nobody_has_read_is_not_zero() -> None:
    given = grade(Question("q", "write", "?"), Key("q"), Response(text="Because."))
    assert given.score is None
    assert given.feedback.verdict == "noted"


def test_marks_name_the_item_and_what_belongs_there() -> None:
    response = Response(placed=(("a", "y"), ("b", "y")))
    marks = grade(SORT, PLACED, response).feedback.marks
    assert marks[:3] == (
        Mark("wrong", "a", answer="x"),
        Mark("hit", "b", answer="y"),
        Mark("missed", "c", answer="x"),
    )
