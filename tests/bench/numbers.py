"""Samples, what is said of them, and the table in which they stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

Samples = Sequence[float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what was measured, its samples, and what to compare it with."""

    name: str
    samples: Samples
    unit: str = "ms"
    against: Samples = ()  # the samples that count as 1.00


def percentile(samples: Samples, per_cent: float) -> float:
    """The smallest sample that at least this share of all samples does not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(per_cent / 100 * len(ordered)) - 1)]


def ratio(samples: Samples, against: Samples) -> float:
    """How many times the median of the one is the median of the other."""
    return median(samples) / median(against)


def show(title: str, rows: Sequence[Row], note: str = "") -> None:
    """Print a table: the median, the quarter marks as the spread, and the ratio."""
    print(f"\n{title}")
    width = max(len(row.name) for row in rows)
    print(f"  {'':{width}}  {'median':>9}  {'middle half':>15}  {'ratio':>6}  {'n':>4}")
    for row in rows:
        print(f"  {row.name:{width}}  {_line(row)}")
    if note:
        print(f"  {note}")


def _line(row: Row) -> str:
    low, high = percentile(row.samples, 25), percentile(row.samples, 75)
    middle = f"{low:.1f} - {high:.1f}" if len(row.samples) > 1 else ""
    times = f"{ratio(row.samples, row.against):.2f}" if row.against else ""
    value = f"{median(row.samples):.1f} {row.unit}"
    return f"{value:>9}  {middle:>15}  {times:>6}  {len(row.samples):>4}"
