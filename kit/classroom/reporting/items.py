"""Item statistics from sums: how hard each item was, and how well it told students apart.

The definitions are Moodle's. With x the marks of an item (0 to 1), T the totals and rest = T - x,
and with sample variances (divided by n - 1) throughout:

- facility = mean(x);
- discrimination index = r(x, rest), the corrected item-total correlation (Moodle shows 100 times
  that), with Fisher's interval tanh(artanh r +- 1.96 / sqrt(n - 3));
- discriminative efficiency = cov(x, rest) / cov(x sorted, rest sorted), the most these marks could
  reach;
- intended weight = 1 / items; effective weight = sqrt(cov(x, T)) / the sum of these over all items
  whose cov(x, T) is not negative;
- Cronbach's alpha = k / (k - 1) (1 - sum of var(x) / var(T)), which is KR-20 for marks of 0 and 1,
  with Feldt's interval; error ratio = sqrt(1 - alpha); standard error = sd(T) times that;
- skewness and kurtosis (of a normal distribution 0) of T, corrected for bias.

All of them follow from what `Pieces` says of each mark, of however many students it is.
What cannot be said is None, never a warning: a correlation where an item or the rest is the same
for all, a deviation with one student, a skewness with fewer than three, a kurtosis with fewer than
four.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from kit.classroom.reporting.intervals import (
    Interval,
    alpha_interval,
    correlation_interval,
    mean_share_interval,
)

Numbers = npt.NDArray[np.float64]
_SAME = 1e-12  # of a variance beside the square of the largest mark: less is rounding
_POINT = 1e-9  # totals that lie as close are one


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Students by the mark they have and the range that their total is in, as columns.

    Totals are less their mean.
    """

    mark: npt.NDArray[np.int64]  # its number
    piece: npt.NDArray[np.int32]  # the range
    n: npt.NDArray[np.int64]  # students
    sum: Numbers  # of their totals
    low: Numbers  # the lowest
    high: Numbers

    def __len__(self) -> int:
        return len(self.n)

    def at(self, places: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> Pieces:
        """Those in these places."""
        return Pieces(*(getattr(self, field.name)[places] for field in fields(self)))


EachTotal = tuple[npt.NDArray[np.integer[Any]], Numbers]  # of students: the mark and the total
Each = Callable[[Pieces], EachTotal]  # those of some pieces


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What one item was like. Shares and correlations run from 0 (or -1) to 1."""

    n: int  # students
    facility: float | None
    facility_interval: Interval | None  # Wilson's
    sd: float | None  # of the marks
    discrimination: float | None  # r of the mark with the rest of the total
    discrimination_interval: Interval | None  # Fisher's
    efficiency: float | None
    intended_weight: float | None
    effective_weight: float | None  # None also where cov(x, T) is negative
    alpha_without: float | None  # alpha of the other items


@dataclass(frozen=True, slots=True)
class TotalFigures:
    """What the totals were like, in marks."""

    n: int  # students
    items: int
    max_mark: float  # marks that can be had
    mean: float | None
    median: float | None
    sd: float | None
    lowest: float | None
    highest: float | None
    skewness: float | None
    kurtosis: float | None
    alpha: float | None
    alpha_interval: Interval | None  # Feldt's
    kr21: float | None  # only for marks of 0 and 1
    error_ratio: float | None
    standard_error: float | None  # of one student's total


@dataclass(frozen=True, slots=True)
class Totals:
    """What is summed of all totals, of at least one student."""

    n: int
    mean: float
    median: float
    lowest: float
    highest: float
    moments: tuple[float, float, float]  # sums of the second to fourth power of total less mean

    @property
    def variance(self) -> float | None:
        """Their sample variance."""
        return self.moments[0] / (self.n - 1) if self.n > 1 else None

    @property
    def same(self) -> bool:
        """Whether all are one, but for rounding."""
        return _is_same(self.lowest, self.highest)


@dataclass(frozen=True, slots=True)
class _Item:
    x: Numbers  # the mark of each piece
    pieces: Pieces
    mean: float
    variance: float  # 0 with one student
    with_total: float  # the covariance


def item_table(
    marks: Sequence[tuple[Pieces, Mapping[int, float]]], totals: Totals, each: Each
) -> tuple[ItemFigures, ...]:
    """The figures of each item: its pieces, with what each mark is by number.

    ``each`` is asked for the totals in pieces that lie across a border between two marks.
    """
    items = [_item(pieces, of, totals) for pieces, of in marks]
    roots = [_root_of_weight(item, totals) for item in items]
    exact = _split_at_borders(items, each)
    varied = sum(item.variance for item in items)
    return tuple(
        _figures(item, one, totals, varied, len(items), _share_of(roots, number))
        for number, (item, one) in enumerate(zip(items, exact, strict=True))
    )


def _item(pieces: Pieces, of: Mapping[int, float], totals: Totals) -> _Item:
    x = np.array([of[number] for number in pieces.mark.tolist()], dtype=np.float64)
    n, freedom = totals.n, max(1, totals.n - 1)
    mean = float((pieces.n * x).sum()) / n
    variance = float((pieces.n * (x - mean) ** 2).sum()) / freedom
    return _Item(x, pieces, mean, variance, float(((x - mean) * pieces.sum).sum()) / freedom)


def _figures(
    item: _Item,
    exact: _Rests,
    totals: Totals,
    varied: float,
    items: int,
    effective_weight: float | None,
) -> ItemFigures:
    n, whole = totals.n, totals.variance
    low, high = item.pieces.low - item.x, item.pieces.high - item.x
    same = _is_same(float(item.x.min()), float(item.x.max()))
    rest_same = _is_same(float(low.min()), float(high.max()), totals.mean)
    r = efficiency = alpha = None
    if whole is not None:
        with_rest = item.with_total - item.variance
        rest = whole - 2 * item.with_total + item.variance
        if not same and not rest_same and rest > 0:
            r = max(-1.0, min(1.0, with_rest / math.sqrt(item.variance * rest)))
            efficiency = _efficiency(item, exact, with_rest, n)
        alpha = None if rest_same else _alpha(items - 1, varied - item.variance, rest)
    return ItemFigures(
        n=n,
        facility=item.mean,
        facility_interval=mean_share_interval(item.mean * n, n),
        sd=None if n < 2 else math.sqrt(item.variance),
        discrimination=r,
        discrimination_interval=None if r is None else correlation_interval(r, n),
        efficiency=efficiency,
        intended_weight=1 / items,
        effective_weight=effective_weight,
        alpha_without=alpha,
    )


# -- The most that the marks of an item could tell students apart


def _borders(item: _Item) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """The marks of an item, lowest first, and how many students have each or less."""
    marks, place = np.unique(item.x, return_inverse=True)
    counts = np.bincount(place, weights=item.pieces.n).astype(np.int64)
    return marks, np.cumsum(counts)


@dataclass(frozen=True, slots=True, eq=False)
class _Rests:
    """Students by what is left of their totals without one mark, of each where a border runs."""

    rest: Numbers
    n: npt.NDArray[np.int64]
    sum: Numbers


def _split_at_borders(items: Sequence[_Item], each: Each) -> Iterator[_Rests]:
    """The rests of each item, one by one where a border between two marks may run through."""
    whole = [_by_rest(item.x, item.pieces) for item in items]
    across = [_across(item, rests) for item, rests in zip(items, whole, strict=True)]
    wanted = [item.pieces.at(one) for item, one in zip(items, across, strict=True)]
    found: EachTotal = (np.zeros(0, dtype=np.int64), np.zeros(0))
    if any(map(len, wanted)):
        found = each(_joined(wanted))
    size = 1 + max((int(item.pieces.mark.max()) for item in items), default=0)
    x, item_of = np.zeros(size), np.zeros(size, dtype=np.int32)
    for number, item in enumerate(items):
        x[item.pieces.mark], item_of[item.pieces.mark] = item.x, number
    marks, totals = found
    number_of = item_of[marks]
    for number, (rests, one) in enumerate(zip(whole, across, strict=True)):
        kept, own = rests.at(~one), number_of == number
        rest = totals[own] - x[marks[own]]
        yield _Rests(
            np.concatenate([kept.low, rest]),
            np.concatenate([kept.n, np.ones(len(rest), dtype=np.int64)]),
            np.concatenate([kept.sum, rest]),
        )


def _joined(some: Sequence[Pieces]) -> Pieces:
    columns = ([getattr(one, field.name) for one in some] for field in fields(Pieces))
    return Pieces(*map(np.concatenate, columns))


def _by_rest(x: Numbers, pieces: Pieces) -> Pieces:
    """The pieces with what is left of their totals without the own mark."""
    p = pieces
    return Pieces(p.mark, p.piece, p.n, p.sum - p.n * x, p.low - x, p.high - x)


def _across(item: _Item, rests: Pieces) -> npt.NDArray[np.bool_]:
    """Which pieces may have students on both sides of a border between two marks."""
    by_low, by_high = np.argsort(rests.low), np.argsort(rests.high)
    lows, highs = np.cumsum(rests.n[by_low]), np.cumsum(rests.n[by_high])
    found = np.zeros(len(rests), dtype=bool)
    for border in _borders(item)[1][:-1]:
        least = rests.low[by_low[np.searchsorted(lows, border)]]
        most = rests.high[by_high[np.searchsorted(highs, border)]]
        found |= (rests.low <= most) & (rests.high >= least)
    return found & (rests.high - rests.low > _POINT)


def _efficiency(item: _Item, exact: _Rests, with_rest: float, n: int) -> float | None:
    order = np.argsort(exact.rest, kind="stable")
    counts, sums = np.zeros(len(order) + 1, dtype=np.int64), np.zeros(len(order) + 1)
    np.cumsum(exact.n[order], out=counts[1:])
    np.cumsum(exact.sum[order], out=sums[1:])
    marks, borders = _borders(item)
    lowest: list[float] = [0.0]  # sums of the lowest rests, as many as have a mark or less
    for border in borders.tolist():
        place = int(np.searchsorted(counts, border))
        over = int(counts[place]) - border  # of a piece whose rests are all the same
        own = order[place - 1]
        lowest.append(float(sums[place]) - over * float(exact.sum[own]) / int(exact.n[own]))
    most = float(((marks - item.mean) * np.diff(lowest)).sum()) / (n - 1)
    return with_rest / most if most else None


# -- All items together


def total_figures(totals: Totals | None, marks: Sequence[ItemMarks]) -> TotalFigures:
    """The figures of the totals; ``marks`` are the marks of each item with how many had each."""
    items = len(marks)
    if totals is None:
        return TotalFigures(0, items, float(items), *[None] * 12)
    n, whole = totals.n, totals.variance
    varied = sum(_variance(of, n) for of in marks)
    alpha = None if whole is None or totals.same else _alpha(items, varied, whole)
    sd = None if whole is None else math.sqrt(whole)
    error_ratio = None if alpha is None else math.sqrt(max(0.0, 1 - alpha))
    return TotalFigures(
        n=n,
        items=items,
        max_mark=float(items),
        mean=totals.mean,
        median=totals.median,
        sd=sd,
        lowest=totals.lowest,
        highest=totals.highest,
        skewness=_skewness(totals),
        kurtosis=_kurtosis(totals),
        alpha=alpha,
        alpha_interval=None if alpha is None else alpha_interval(alpha, n, items),
        kr21=_kr21(totals, items, marks),
        error_ratio=error_ratio,
        standard_error=None if error_ratio is None or sd is None else error_ratio * sd,
    )


ItemMarks = Mapping[float, int]  # how many students have each mark of an item


def _variance(of: ItemMarks, n: int) -> float:
    mean = math.fsum(x * count for x, count in of.items()) / n
    return math.fsum(count * (x - mean) ** 2 for x, count in of.items()) / max(1, n - 1)


def _is_same(low: float, high: float, beside: float = 0.0) -> bool:
    """Whether numbers from here to there are one but for rounding; all may be less ``beside``."""
    largest = max(abs(low + beside), abs(high + beside), 1.0)
    return (high - low) ** 2 <= _SAME * largest**2


def _root_of_weight(item: _Item, totals: Totals) -> float | None:
    """The root of the covariance with the total; None where that is negative, not by rounding."""
    if totals.n < 2:
        return None
    rounding = _SAME * math.sqrt(item.variance * (totals.variance or 0.0))
    if abs(item.with_total) <= rounding:
        return 0.0
    return None if item.with_total < 0 else math.sqrt(item.with_total)


def _share_of(roots: Sequence[float | None], item: int) -> float | None:
    whole, own = sum(root or 0.0 for root in roots), roots[item]
    return own / whole if own is not None and whole else None


def _alpha(items: int, varied: float, whole: float) -> float | None:
    if items < 2 or whole <= 0:
        return None
    return items / (items - 1) * (1 - varied / whole)


def _kr21(totals: Totals, items: int, marks: Sequence[ItemMarks]) -> float | None:
    """Kuder and Richardson's formula 21, with the same divisor (n - 1) as alpha."""
    whole = totals.variance
    if (
        items < 2
        or whole is None
        or totals.same
        or any(x not in (0, 1) for of in marks for x in of)
    ):
        return None
    spread = totals.mean * (items - totals.mean) / (items * whole)
    return items / (items - 1) * (1 - spread)


def _skewness(totals: Totals) -> float | None:
    n = totals.n
    if n < 3 or totals.same:
        return None
    second, third, _ = (moment / n for moment in totals.moments)
    return third / math.pow(second, 1.5) * math.sqrt(n * (n - 1)) / (n - 2)


def _kurtosis(totals: Totals) -> float | None:
    n = totals.n
    if n < 4 or totals.same:
        return None
    second, _, fourth = (moment / n for moment in totals.moments)
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (fourth / second**2 - 3) + 6)
