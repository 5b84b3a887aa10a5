"""Item statistics are those that were published, and those that a slow count gives."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from dataclasses import fields

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.published_tests import FIGURES_OF_6, LSAT6, marks_of, printed
from support.soak import examples

from kit.classroom.reporting.intervals import (
    alpha_interval,
    beta_share,
    correlation_interval,
    f_quantile,
    mean_share_interval,
)
from kit.classroom.reporting.items import (
    EachTotal,
    ItemFigures,
    Numbers,
    Pieces,
    TotalFigures,
    Totals,
)
from kit.classroom.reporting.items import item_table as table_of_sums
from kit.classroom.reporting.items import total_figures as figures_of_sums


def _summed(marks: npt.ArrayLike, ranges: int = 4) -> tuple[Totals | None, list[Pieces], Numbers]:
    """What an engine sums of a table of marks, by numpy: each mark of an item has a number."""
    table = np.array(marks, dtype=np.float64)
    totals = table.sum(axis=1)
    if not len(table):
        return None, [], table
    away = totals - totals.mean()
    powers = (float((away**power).sum()) for power in (2, 3, 4))
    ends = float(np.median(totals)), float(totals.min()), float(totals.max())
    of = Totals(len(table), float(totals.mean()), *ends, tuple(powers))  # type: ignore[arg-type]
    width = (of.highest - of.lowest) / ranges or 1.0
    piece = np.minimum(ranges - 1, (totals - of.lowest) // width).astype(np.int64)
    return of, [_pieces(column, piece, away) for column in table.T], table


def _pieces(x: Numbers, piece: npt.NDArray[np.int64], away: Numbers) -> Pieces:
    answers = np.unique(x, return_inverse=True)[1]
    pairs = sorted({*zip(answers.tolist(), piece.tolist(), strict=True)})
    rows = []
    for answer, range_ in pairs:
        own = away[(answers == answer) & (piece == range_)]
        rows.append((answer, range_, len(own), own.sum(), own.min(), own.max()))
    return Pieces(*map(np.array, zip(*rows, strict=True)))


def item_table(marks: npt.ArrayLike) -> tuple[ItemFigures, ...]:
    """The figures of each item of a table with a row for each student."""
    of, pieces, table = _summed(marks)
    if of is None:
        return ()
    away = table.sum(axis=1) - of.mean
    # A mark of another item has another number.
    numbered = [
        Pieces(p.mark + 1000 * n, *(getattr(p, f.name) for f in fields(p)[1:]))
        for n, p in enumerate(pieces)
    ]
    worth = [
        {1000 * n + place: float(x) for place, x in enumerate(np.unique(column))}
        for n, column in enumerate(table.T)
    ]

    def each(wanted: Pieces) -> EachTotal:
        width = (of.highest - of.lowest) / 4 or 1.0
        piece = np.minimum(3, (away + of.mean - of.lowest) // width)
        found: list[tuple[int, float]] = []
        for mark, range_ in zip(wanted.mark.tolist(), wanted.piece.tolist(), strict=True):
            x = table[:, mark // 1000] == worth[mark // 1000][mark]
            found += ((mark, one) for one in away[x & (piece == range_)].tolist())
        return np.array([mark for mark, _ in found]), np.array([one for _, one in found])

    return table_of_sums(list(zip(numbered, worth, strict=True)), of, each)


def total_figures(marks: npt.ArrayLike) -> TotalFigures:
    """The figures of the totals of such a table."""
    of, _, table = _summed(marks)
    return figures_of_sums(of, [Counter(column.tolist()) for column in table.T])


@pytest.fixture(scope="module")
def lsat6() -> Numbers:
    return np.array(marks_of(LSAT6))


# -- Published numbers


def test_the_items_of_a_published_test_have_the_published_figures(lsat6: Numbers) -> None:
    found = [
        " ".join(
            (
                printed(item.facility, 3),
                printed(item.sd, 6),
                printed(item.discrimination, 6),
                f"{100 * (item.efficiency or 0):.6f}",
                f"{100 * (item.effective_weight or 0):.6f}",
                printed(item.alpha_without, 6),
            )
        )
        for item in item_table(lsat6)
    ]
    assert found == FIGURES_OF_6.split("\n")[1:-1]


def test_its_totals_have_the_published_figures(lsat6: Numbers) -> None:
    found = total_figures(lsat6)
    assert (found.n, found.items, found.max_mark) == (1000, 5, 5)
    assert printed(found.alpha, 7) == ".2949972"
    assert printed(found.kr21, 7) == ".1974947"
    assert found.alpha_interval
    assert [printed(end, 7) for end in found.alpha_interval] == [".2234738", ".3618025"]
    assert printed(found.standard_error, 6) == ".869067"
    assert printed(found.error_ratio, 6) == ".839644"


@pytest.mark.parametrize(
    ("n", "correlation", "alpha", "facility"),
    [
        (12, (-0.33, 0.75), (0.36, 0.90), (0.39, 0.86)),
        (25, (-0.11, 0.62), (0.49, 0.85), (0.52, 0.86)),
        (60, (0.05, 0.51), (0.57, 0.80), (0.57, 0.80)),
        (200, (0.17, 0.42), (0.63, 0.76), (0.63, 0.76)),
    ],
)
def test_intervals_are_as_wide_as_a_class_is_small(
    n: int,
    correlation: tuple[float, float],
    alpha: tuple[float, float],
    facility: tuple[float, float],
) -> None:
    assert correlation_interval(0.30, n) == pytest.approx(correlation, abs=0.005)
    assert alpha_interval(0.70, n, 10) == pytest.approx(alpha, abs=0.005)
    assert mean_share_interval(round(0.70 * n), n) == pytest.approx(facility, abs=0.005)


# Upper 5 % and 2.5 % points from the tables of F that every handbook prints.
@pytest.mark.parametrize(
    ("chance", "first", "second", "printed"),
    [
        (0.95, 1, 1, 161.4),
        (0.95, 1, 10, 4.96),
        (0.95, 5, 10, 3.33),
        (0.95, 10, 20, 2.35),
        (0.95, 120, 120, 1.35),
        (0.975, 1, 10, 6.94),
        (0.975, 5, 10, 4.24),
        (0.99, 5, 10, 5.64),
    ],
)
def test_f_is_as_tables_print_it(
    chance: float, first: float, second: float, printed: float
) -> None:
    digits = 1 if printed > 100 else 2
    assert round(f_quantile(chance, first, second), digits) == printed


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.001, 0.999))
def test_the_beta_function_is_the_binomial_s_tail(a: int, b: int, x: float) -> None:
    n = a + b - 1
    tail = math.fsum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert beta_share(a, b, x) == pytest.approx(tail, rel=1e-9, abs=1e-14)


@given(st.floats(0.01, 0.99), st.integers(1, 3000), st.integers(1, 100_000))
@settings(max_examples=examples(40), deadline=None)
def test_f_s_quantile_undoes_its_distribution(chance: float, first: int, second: int) -> None:
    value = f_quantile(chance, first, second)
    x = first * value / (first * value + second)
    assert beta_share(first / 2, second / 2, x) == pytest.approx(chance, rel=1e-6)
    assert f_quantile(1 - chance, second, first) == pytest.approx(1 / value, rel=1e-6)


# -- Identities

ones = st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=3, max_size=30)


@pytest.mark.slow
@given(ones)
def test_alpha_of_ones_and_zeros_is_kr_20(rows: list[list[int]]) -> None:
    alpha = total_figures(rows).alpha
    assume(alpha is not None)
    n, k = len(rows), 4
    parts = [sum(column) / n for column in zip(*rows, strict=True)]
    spread = sum(p * (1 - p) for p in parts) / statistics.pvariance(map(sum, rows))
    assert alpha == pytest.approx(k / (k - 1) * (1 - spread))


@given(ones)
def test_kr_21_is_never_above_kr_20_by_one_divisor(rows: list[list[int]]) -> None:
    found = total_figures(rows)
    assume(found.alpha is not None and found.kr21 is not None)
    # With n - 1 below, k p (1 - p) must be taken from n to n - 1 before the two can be compared.
    n, k, mean, sd = len(rows), 4, found.mean or 0, found.sd or 0
    as_printed = k / (k - 1) * (1 - n / (n - 1) * mean * (k - mean) / (k * sd**2))
    assert as_printed <= (found.alpha or 0) + 1e-9


@pytest.mark.slow
@given(st.integers(2, 6), st.lists(st.floats(0, 1), min_size=4, max_size=20))
def test_equal_items_agree_wholly(items: int, scores: list[float]) -> None:
    assume(max(scores) - min(scores) > 0.01)
    rows = [[score] * items for score in scores]
    assert total_figures(rows).alpha == pytest.approx(1)
    for item in item_table(rows):
        assert item.discrimination == pytest.approx(1)
        assert item.efficiency == pytest.approx(1)
        assert item.effective_weight == pytest.approx(1 / items)


# -- A slow count in plain Python, by the words of the definitions

marks = st.integers(2, 5).flatmap(
    lambda items: st.lists(
        st.lists(st.integers(0, 4).map(lambda n: n / 4), min_size=items, max_size=items),
        min_size=4,
        max_size=25,
    )
)


@pytest.mark.slow
@given(marks)
@settings(deadline=None)
def test_figures_equal_a_count_by_hand(rows: list[list[float]]) -> None:
    items = len(rows[0])
    totals = [sum(row) for row in rows]
    for number, found in enumerate(item_table(rows)):
        x = [row[number] for row in rows]
        rest = [sum(row[:number]) + sum(row[number + 1 :]) for row in rows]
        assert found.facility == pytest.approx(statistics.fmean(x))
        assert found.sd == pytest.approx(statistics.stdev(x))
        assert found.intended_weight == pytest.approx(1 / items)
        if len(set(x)) > 1 and len(set(rest)) > 1:
            r = statistics.correlation(x, rest)
            most = statistics.covariance(sorted(x), sorted(rest))
            assert found.discrimination == pytest.approx(r, abs=1e-9)
            assert found.efficiency == pytest.approx(statistics.covariance(x, rest) / most)
        else:
            assert found.discrimination is None
            assert found.discrimination_interval is None
            assert found.efficiency is None
        columns = list(zip(*(row[:number] + row[number + 1 :] for row in rows), strict=True))
        assert found.alpha_without == pytest.approx(_alpha(columns))
    whole = total_figures(rows)
    assert whole.alpha == pytest.approx(_alpha(list(zip(*rows, strict=True))))
    assert whole.median == pytest.approx(statistics.median(totals))
    assert whole.sd == pytest.approx(statistics.stdev(totals))
    if len(set(totals)) > 1:
        n, mean, sd = len(totals), statistics.fmean(totals), statistics.stdev(totals)
        z = [(total - mean) / sd for total in totals]
        skewness = n / ((n - 1) * (n - 2)) * math.fsum(v**3 for v in z)
        fourth = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * math.fsum(v**4 for v in z)
        assert whole.skewness == pytest.approx(skewness, abs=1e-9)
        kurtosis = fourth - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))
        assert whole.kurtosis == pytest.approx(kurtosis, abs=1e-9)


def _alpha(columns: list[tuple[float, ...]]) -> float | None:
    totals = [sum(row) for row in zip(*columns, strict=True)]
    if len(columns) < 2 or len(set(totals)) == 1:
        return None
    spread = sum(map(statistics.variance, columns)) / statistics.variance(totals)
    return float(len(columns) / (len(columns) - 1) * (1 - spread))


def test_effective_weights_leave_out_an_item_that_works_against_the_rest() -> None:
    rows = [[1, 1, 0], [1, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 1]]
    totals = [sum(row) for row in rows]
    covariances = [
        statistics.covariance(column, totals) for column in map(list, zip(*rows, strict=True))
    ]
    roots = [math.sqrt(c) for c in covariances if c >= 0]
    assert covariances[2] < 0
    weights = [item.effective_weight for item in item_table(rows)]
    assert weights == [*(pytest.approx(root / sum(roots)) for root in roots), None]


# -- What cannot be said


def test_an_item_all_had_right_has_no_discrimination_and_says_so() -> None:
    same, other, another = item_table([[1, 0, 1], [1, 1, 1], [1, 1, 0], [1, 0, 0], [1, 1, 1]])
    assert (same.facility, same.sd) == (1, 0)
    assert same.facility_interval == pytest.approx((5 / (5 + 1.959964**2), 1))
    assert (same.discrimination, same.efficiency, same.effective_weight) == (None, None, 0)
    assert other.discrimination is not None
    assert other.discrimination == another.discrimination


def test_thirds_that_add_up_to_the_same_total_are_the_same() -> None:
    third = 1 / 3
    found = total_figures([[third, 1 - third], [1 - third, third], [0.1 + 0.2, 0.7]])
    assert found.alpha is None
    assert found.skewness is None


@pytest.mark.parametrize("n", range(4))
def test_few_students_get_few_figures_and_never_a_warning(n: int) -> None:
    rows = np.array([[1.0, 0.0], [0.0, 0.0], [1.0, 1.0]])[:n]
    whole, items = total_figures(rows), item_table(rows)
    assert [item.n for item in items] == [n, n] * bool(n)
    assert (whole.mean is None) == (n == 0)
    assert (whole.sd is None) == (n < 2)
    assert (whole.skewness is None) == (n < 3)
    assert whole.kurtosis is None
    assert all(item.discrimination_interval is None for item in items)


def test_no_items_are_no_figures() -> None:
    assert item_table(np.empty((3, 0))) == ()
    assert total_figures(np.empty((3, 0))).alpha is None
    (only,) = item_table([[1], [0], [1], [0]])
    assert (only.discrimination, only.alpha_without) == (None, None)
    assert only.effective_weight == 1
