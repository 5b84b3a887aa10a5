"""Plots of a class as small drawings inside the page: its colours are theirs, dark or light."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

TENTHS = 10
_BAR, _GAP, _HIGH, _HEAD, _FOOT, _SIDE = 48, 4, 130, 18, 34, 16


def describe_totals(tenths: Sequence[int]) -> str:
    """The histogram of totals in words."""
    there = [(10 * place, n) for place, n in enumerate(tenths) if n]
    rows = "; ".join(f"{low} to {low + 10} %: {n:,}" for low, n in there)
    return f"Totals of {sum(tenths):,} students by tenths. {rows}."


def draw_totals(tenths: Sequence[int]) -> str:
    """A histogram of totals as SVG: how many are in each tenth from 0 to 1, in words as well."""
    most = max(1, *tenths)
    step = _BAR + _GAP
    width, ground = 2 * _SIDE + TENTHS * step, _HEAD + _HIGH
    parts: list[str] = []
    for place, n in enumerate(tenths):
        x, high = _SIDE + place * step + _GAP / 2, _HIGH * n / most
        middle = x + _BAR / 2
        if n:
            parts.append(
                f'<rect class="bar" x="{x:g}" y="{ground - high:.1f}" width="{_BAR}" '
                f'height="{high:.1f}"/>'
                f'<text x="{middle:g}" y="{ground - high - 5:.1f}" text-anchor="middle">'
                f"{n:,}</text>"
            )
    for place in range(TENTHS + 1):
        x = _SIDE + place * step
        parts.append(
            f'<text x="{x}" y="{ground + 16}" text-anchor="middle">{place * TENTHS}</text>'
        )
    parts.append(
        f'<line class="axis" x1="{_SIDE}" y1="{ground}" x2="{width - _SIDE}" y2="{ground}"/>'
        f'<text x="{width / 2:g}" y="{ground + 32}" text-anchor="middle">total, in per cent</text>'
    )
    title, words = "Distribution of totals", escape(describe_totals(tenths))
    return (
        f'<svg class="histogram" role="img" aria-labelledby="totals-title totals-words" '
        f'viewBox="0 0 {width} {ground + _FOOT}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="totals-title">{title}</title><desc id="totals-words">{words}</desc>'
        f"{''.join(parts)}</svg>"
    )


def draw_range(
    low: float, high: float, at: float, least: float = 0.0, stated: float | None = None
) -> str:
    """A dot on the line of its interval, on a scale from ``least`` to 1; ``stated`` is a stroke.

    It says nothing that is not in the cell beside it, so that a screen reader passes it over.
    """

    def x(value: float) -> str:
        return f"{4 + 112 * (value - least) / (1 - least):.1f}"

    zero = f'<line class="zero" x1="{x(0)}" y1="1" x2="{x(0)}" y2="15"/>' if least < 0 else ""
    stroke = "" if stated is None else f'<path class="stated" d="M{x(stated)} 1v14"/>'
    return (
        '<svg class="range" viewBox="0 0 120 16" aria-hidden="true" focusable="false">'
        f'<line class="axis" x1="{x(least)}" y1="8" x2="{x(1)}" y2="8"/>{zero}'
        f'<line class="spread" x1="{x(low)}" y1="8" x2="{x(high)}" y2="8"/>'
        f'{stroke}<circle class="dot" cx="{x(at)}" cy="8" r="4"/></svg>'
    )
