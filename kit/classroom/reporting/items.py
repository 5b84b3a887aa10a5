"""Item statistics of a table of marks: how hard each item was, and how well it told students apart.

The definitions are Moodle's. With x the marks of an item, T the totals and rest = T - x, and with
sample variances (divided by n - 1) throughout:

- facility = mean(x) / the item's max mark;
- discrimination index = r(x, rest), the corrected item-total correlation (Moodle shows 100 times
  that), with Fisher's interval tanh(artanh r +- 1.96 / sqrt(n - 3));
- discriminative efficiency = cov(x, rest) / cov(x sorted, rest sorted), the most these marks could
  reach;
- intended weight = the item's max mark / their sum; effective weight = sqrt(cov(x, T)) / the sum
  of these over all items whose cov(x, T) is not negative;
- Cronbach's alpha = k / (k - 1) (1 - sum of var(x) / var(T)), which is KR-20 for marks of 0 and 1,
  with Feldt's interval; error ratio = sqrt(1 - alpha); standard error = sd(T) times that;
- skewness and kurtosis (of a normal distribution 0) of T, corrected for bias.

What cannot be said is None, never a warning: a correlation where an item or the rest is the same
for all, a deviation with one student, a skewness with fewer than three, a kurtosis with fewer than
four. An omitted answer is not a number (NaN). It counts as 0, as in Moodle, or its student is left
out of everything.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from kit.classroom.reporting.intervals import (
    Interval,
    alpha_interval,
    correlation_interval,
    mean_share_interval,
)

Numbers = npt.NDArray[np.float64]
Omitted = Literal["zero", "out"]
_SAME = 1e-12  # of a variance beside the square of the largest mark: less is rounding


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What one item was like. Shares and correlations run from 0 (or -1) to 1."""

    n: int  # students
    omitted: int  # answers that were not there, whether they count as 0 or their student is out
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


def item_table(
    marks: npt.ArrayLike, max_marks: npt.ArrayLike | None = None, omitted: Omitted = "zero"
) -> tuple[ItemFigures, ...]:
    """The figures of each item; ``marks`` has a row for each student and a column for each item.

    ``max_marks`` are the marks that each item gives for all right; without it, 1 each.
    ``omitted`` says whether an answer that is not there (NaN) counts as 0 or puts its student out
    of the table. Raises ValueError where ``marks`` is no such table, or holds more than those.
    """
    table, max_marks, missing = _table(marks, max_marks, omitted)
    totals = table.sum(axis=1)
    covariances = [_covariance(table[:, item], totals) for item in range(table.shape[1])]
    roots = [_root_of_weight(c) for c in covariances]
    return tuple(
        _item(table, item, totals, max_marks, int(missing[item]), _share_of(roots, item))
        for item in range(table.shape[1])
    )


def _item(
    table: Numbers,
    item: int,
    totals: Numbers,
    max_marks: Numbers,
    omitted: int,
    effective_weight: float | None,
) -> ItemFigures:
    x, n = table[:, item], len(table)
    rest = totals - x
    top, whole = float(max_marks[item]), float(max_marks.sum())
    facility = float(x.mean()) / top if n and top else None
    r = _correlation(x, rest)
    return ItemFigures(
        n=n,
        omitted=omitted,
        facility=facility,
        facility_interval=None if facility is None else mean_share_interval(facility * n, n),
        sd=_sd(x),
        discrimination=r,
        discrimination_interval=None if r is None else correlation_interval(r, n),
        efficiency=_efficiency(x, rest),
        intended_weight=top / whole if whole else None,
        effective_weight=effective_weight,
        alpha_without=_alpha(np.delete(table, item, axis=1)),
    )


def total_figures(
    marks: npt.ArrayLike, max_marks: npt.ArrayLike | None = None, omitted: Omitted = "zero"
) -> TotalFigures:
    """The figures of the totals. What is given and raised is as for `item_table`."""
    table, max_marks, _ = _table(marks, max_marks, omitted)
    n, items = table.shape
    totals = table.sum(axis=1)
    alpha, sd = _alpha(table), _sd(totals)
    error_ratio = None if alpha is None else math.sqrt(max(0.0, 1 - alpha))
    return TotalFigures(
        n=n,
        items=items,
        max_mark=float(max_marks.sum()),
        mean=float(totals.mean()) if n else None,
        median=float(np.median(totals)) if n else None,
        sd=sd,
        lowest=float(totals.min()) if n else None,
        highest=float(totals.max()) if n else None,
        skewness=_skewness(totals),
        kurtosis=_kurtosis(totals),
        alpha=alpha,
        alpha_interval=None if alpha is None else alpha_interval(alpha, n, items),
        kr21=_kr21(table),
        error_ratio=error_ratio,
        standard_error=None if error_ratio is None or sd is None else error_ratio * sd,
    )


def _table(
    marks: npt.ArrayLike, max_marks: npt.ArrayLike | None, omitted: Omitted
) -> tuple[Numbers, Numbers, npt.NDArray[np.int64]]:
    """The marks without gaps, the most marks of each item, and how often each was omitted."""
    table = np.array(marks, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError("marks are a table with a row for each student and a column for each item")
    max_marks = (
        np.ones(table.shape[1]) if max_marks is None else np.array(max_marks, dtype=np.float64)
    )
    if max_marks.shape != (table.shape[1],):
        raise ValueError(f"there are {table.shape[1]} items and {max_marks.size} max marks")
    gaps = np.isnan(table)
    if np.any(np.where(gaps, 0, table) > max_marks + 1e-9) or np.any(np.isinf(table)):
        raise ValueError(
            "a mark is higher than the most that its item gives; say these as `max_marks`"
        )
    table = table[~gaps.any(axis=1)] if omitted == "out" else np.where(gaps, 0.0, table)
    return table, max_marks, gaps.sum(axis=0)


def _is_same(x: Numbers) -> bool:
    """Whether all are the same number, but for rounding."""
    return not len(x) or float(np.ptp(x)) ** 2 <= _SAME * max(1.0, float(np.abs(x).max()) ** 2)


def _covariance(x: Numbers, y: Numbers) -> float | None:
    if len(x) < 2:
        return None
    return float(np.dot(x - x.mean(), y - y.mean())) / (len(x) - 1)


def _sd(x: Numbers) -> float | None:
    variance = _covariance(x, x)
    return None if variance is None else math.sqrt(variance)


def _correlation(x: Numbers, y: Numbers) -> float | None:
    covariance, first, second = _covariance(x, y), _sd(x), _sd(y)
    if covariance is None or not first or not second or _is_same(x) or _is_same(y):
        return None
    return max(-1.0, min(1.0, covariance / (first * second)))


def _efficiency(x: Numbers, rest: Numbers) -> float | None:
    if _is_same(x) or _is_same(rest):
        return None
    covariance, highest = _covariance(x, rest), _covariance(np.sort(x), np.sort(rest))
    return covariance / highest if covariance is not None and highest else None


def _root_of_weight(covariance: float | None) -> float | None:
    return None if covariance is None or covariance < 0 else math.sqrt(covariance)


def _share_of(roots: list[float | None], item: int) -> float | None:
    whole, own = sum(root or 0.0 for root in roots), roots[item]
    return own / whole if own is not None and whole else None


def _alpha(table: Numbers) -> float | None:
    items = table.shape[1]
    totals = table.sum(axis=1)
    if items < 2 or len(table) < 2 or _is_same(totals):
        return None
    spread = float(table.var(axis=0, ddof=1).sum()) / float(totals.var(ddof=1))
    return float(items / (items - 1) * (1 - spread))


def _kr21(table: Numbers) -> float | None:
    """Kuder and Richardson's formula 21, with the same divisor (n - 1) as alpha."""
    items, totals = table.shape[1], table.sum(axis=1)
    if items < 2 or len(table) < 2 or _is_same(totals) or not np.all((table == 0) | (table == 1)):
        return None
    mean = float(totals.mean())
    spread = mean * (items - mean) / (items * float(totals.var(ddof=1)))
    return float(items / (items - 1) * (1 - spread))


def _skewness(x: Numbers) -> float | None:
    n = len(x)
    if n < 3 or _is_same(x):
        return None
    away = x - x.mean()
    g1 = float((away**3).mean()) / math.pow(float((away**2).mean()), 1.5)
    return g1 * math.sqrt(n * (n - 1)) / (n - 2)


def _kurtosis(x: Numbers) -> float | None:
    n = len(x)
    if n < 4 or _is_same(x):
        return None
    away = x - x.mean()
    g2 = float((away**4).mean()) / float((away**2).mean()) ** 2 - 3
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6)
