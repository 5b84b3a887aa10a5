"""Plots as pictures with a text that says the same: rows on one axis, each under its name."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.etree import ElementTree as xml

from kit.language.translation import ENGLISH, Translation
from kit.learner.forecast import Forecast
from kit.learner.measures import Share
from kit.lesson.picture import Picture

_INK, _ACCENT, _PALE, _PAPER, _GRID = "#1f2933", "#1a5fb4", "#7b8794", "#ffffff", "#d9dee3"
_WIDTH, _SIDE, _LINE, _MARK, _FOOT = 560, 28, 19, 30, 30  # pixels
_LONGEST = 66  # characters of a name on a line


@dataclass(frozen=True, slots=True)
class Estimate:
    """A published estimate: who made it, how, when, and from where to where it goes."""

    who: str
    method: str
    year: str
    low: float
    high: float
    evidence: str = ""


def draw_estimates(estimates: Sequence[Estimate], translation: Translation = ENGLISH) -> Picture:
    """Estimates as bars from low to high on a logarithmic axis; one number is a diamond."""
    first, last = min(e.low for e in estimates), max(e.high for e in estimates)
    scale = _logarithmic(first / 1.2, last * 1.2) if first > 0 else _between(first, last)
    names = [f"{e.who} ({e.method}, {e.year}): {_range(e, translation)}" for e in estimates]
    ticks = [(number, translation.number(number)) for number in _round_numbers(first, last)]
    plot = _Plot(names, scale, ticks)
    for row, estimate in enumerate(estimates):
        if estimate.low == estimate.high:
            plot.diamond(row, estimate.low, _ACCENT)
        else:
            plot.bar(row, estimate.low, estimate.high)
    return Picture(plot.svg(), describe_estimates(estimates, translation))


def _round_numbers(first: float, last: float) -> list[float]:
    """The numbers 1, 2 and 5 times a power of ten from first to last, where there are two."""
    if first <= 0:
        return [first, last]
    powers = range(math.floor(math.log10(first)), math.ceil(math.log10(last)) + 1)
    round_ones = (times * 10.0**power for power in powers for times in (1, 2, 5))
    found = [number for number in round_ones if first / 1.2 <= number <= last * 1.2]
    return found if len(found) > 1 else [first, last]


def describe_estimates(estimates: Sequence[Estimate], translation: Translation = ENGLISH) -> str:
    """The plot of estimates in words."""
    rows = (f"{e.who} ({e.method}, {e.year}): {_range(e, translation)}" for e in estimates)
    return translation.say("estimates", rows=translation.say("between").join(rows))


def _range(estimate: Estimate, translation: Translation) -> str:
    ends = dict.fromkeys((estimate.low, estimate.high))
    return " – ".join(translation.number(end) for end in ends)


def draw_forecasts(forecasts: Sequence[Forecast], translation: Translation = ENGLISH) -> Picture:
    """Each chance as a dot, each outcome as a diamond at 0 or 100 per cent, and a line between."""
    plot = _Plot([f.statement for f in forecasts], _linear, _per_cents(translation))
    for row, forecast in enumerate(forecasts):
        chance, outcome = forecast.chance / 100, float(forecast.came_true)
        plot.line(row, chance, outcome, _PALE, is_dotted=True)
        plot.dot(row, chance, _ACCENT)
        plot.diamond(row, outcome, _PAPER)
    return Picture(plot.svg(), describe_forecasts(forecasts, translation))


def describe_forecasts(forecasts: Sequence[Forecast], translation: Translation = ENGLISH) -> str:
    """The plot of forecasts in words."""
    rows = (
        translation.say(
            "forecast_true" if f.came_true else "forecast_false",
            statement=f.statement.rstrip("."),
            chance=f"{f.chance:.0f}",
        )
        for f in forecasts
    )
    return translation.say("forecasts", rows=" ".join(rows))


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its name, and the confidence that it stands beside, in per cent."""

    label: str
    score: Share
    percent: int = 0


def draw_shares(bars: Sequence[Bar], translation: Translation = ENGLISH) -> Picture:
    """Each share as a dot on the line of its range; hollow and dotted where there are too few."""
    plot = _plot_of_shares(bars, translation)
    return Picture(plot.svg(), describe_bars("report_skills_plot", bars, translation))


def draw_calibration(bars: Sequence[Bar], translation: Translation = ENGLISH) -> Picture:
    """The share right as in `draw_shares`, and a stroke at the confidence that was stated."""
    plot = _plot_of_shares(bars, translation)
    for row, bar in enumerate(bars):
        plot.stroke(row, bar.percent / 100)
    plot.explain(translation.say("report_said"), translation.say("report_share"))
    return Picture(plot.svg(), describe_bars("report_calibration_plot", bars, translation))


def _plot_of_shares(bars: Sequence[Bar], translation: Translation) -> _Plot:
    names = [f"{bar.label} ({_part(bar, translation)})" for bar in bars]
    plot = _Plot(names, _linear, _per_cents(translation))
    for row, bar in enumerate(bars):
        few = bar.score.few
        plot.line(row, *bar.score.interval, _PALE if few else _ACCENT, is_dotted=few)
        plot.dot(row, bar.score.score, _PALE if few else _ACCENT, is_hollow=few)
    return plot


def describe_bars(name: str, bars: Sequence[Bar], translation: Translation = ENGLISH) -> str:
    """A plot of shares in words; ``name`` is that of the sentence around them."""
    rows = (
        translation.say(
            "report_bar",
            label=bar.label,
            part=_part(bar, translation),
            range=range_in_words(bar.score, translation),
        )
        for bar in bars
    )
    return translation.say(name, rows=translation.say("between").join(rows))


def range_in_words(score: Share, translation: Translation = ENGLISH) -> str:
    """From where to where a share's range goes."""
    low, high = score.interval
    return translation.say("range", low=translation.per_cent(low), high=translation.per_cent(high))


def _part(bar: Bar, translation: Translation) -> str:
    return translation.say("of", part=bar.score.right, whole=bar.score.n)


def _per_cents(translation: Translation) -> list[tuple[float, str]]:
    return [(quarter / 4, translation.per_cent(quarter / 4)) for quarter in range(5)]


def _linear(value: float) -> float:
    return value


def _between(low: float, high: float) -> Callable[[float], float]:
    return lambda value: (value - low) / (high - low or 1)


def _logarithmic(low: float, high: float) -> Callable[[float], float]:
    return lambda value: math.log(value / low) / math.log(high / low)


class _Plot:
    """Rows under their names, on an axis with ticks; ``scale`` takes a value to 0 to 1."""

    def __init__(
        self,
        names: Sequence[str],
        scale: Callable[[float], float],
        ticks: Sequence[tuple[float, str]],
    ) -> None:
        self._scale = scale
        self._svg = xml.Element("svg", xmlns="http://www.w3.org/2000/svg", width=str(_WIDTH))
        self._svg.set("font-family", "system-ui, sans-serif")
        self._add("rect", width="100%", height="100%", rx="8", fill=_PAPER)
        self._grid = self._add("g", stroke=_GRID)
        self._middles: list[float] = []
        self._height = 12.0
        for name in names:
            for line in wrap(name, _LONGEST) or [""]:
                self._height += _LINE
                self._text(line, 12, self._height - 4, "15", "start")
            self._middles.append(self._height + _MARK / 2)
            self._height += _MARK
        ground = self._height + 4
        self._height = ground + _FOOT
        for value, text in ticks:
            x = self._x(value)
            xml.SubElement(self._grid, "path", d=f"M{x:.1f} 8V{ground:.1f}")
            self._text(text, x, ground + 18, "13", "middle")
        self._add("path", d=f"M{_SIDE} {ground:.1f}H{_WIDTH - _SIDE}", stroke=_INK)

    def _x(self, value: float) -> float:
        return _SIDE + (_WIDTH - 2 * _SIDE) * self._scale(value)

    def _add(self, tag: str, **values: str) -> xml.Element:
        names = {name.replace("_", "-"): value for name, value in values.items()}
        return xml.SubElement(self._svg, tag, names)

    def _text(self, text: str, x: float, y: float, size: str, anchor: str) -> None:
        element = self._add("text", x=f"{x:.1f}", y=f"{y:.1f}", fill=_INK, font_size=size)
        element.set("text-anchor", anchor)
        element.text = text

    def bar(self, row: int, low: float, high: float) -> None:
        """A bar from low to high."""
        left, right, middle = self._x(low), self._x(high), self._middles[row]
        place = {"x": f"{left:.1f}", "y": f"{middle - 8:.1f}", "width": f"{right - left:.1f}"}
        self._add("rect", **place, height="16", fill="#dbe7f6", stroke=_ACCENT)

    def line(self, row: int, low: float, high: float, colour: str, is_dotted: bool) -> None:
        """A line from low to high."""
        path = f"M{self._x(low):.1f} {self._middles[row]:.1f}H{self._x(high):.1f}"
        line = self._add("path", d=path, stroke=colour, stroke_width="2")
        if is_dotted:
            line.set("stroke-dasharray", "2 4")

    def dot(self, row: int, value: float, colour: str, is_hollow: bool = False) -> None:
        """A dot at a value."""
        place = {"cx": f"{self._x(value):.1f}", "cy": f"{self._middles[row]:.1f}"}
        fill = _PAPER if is_hollow else colour
        self._add("circle", **place, r="5.5", fill=fill, stroke=colour, stroke_width="2")

    def diamond(self, row: int, value: float, fill: str) -> None:
        """A diamond at a value."""
        path = f"M{self._x(value):.1f} {self._middles[row] - 7:.1f}l7 7l-7 7l-7 -7z"
        edge = _INK if fill == _PAPER else fill
        self._add("path", d=path, fill=fill, stroke=edge, stroke_width="2")

    def stroke(self, row: int, value: float) -> None:
        """An upright stroke at a value."""
        path = f"M{self._x(value):.1f} {self._middles[row] - 10:.1f}v20"
        self._add("path", d=path, stroke=_INK, stroke_width="3")

    def explain(self, stroke: str, dot: str) -> None:
        """Say below what strokes and dots are."""
        self._middles.append(self._height + 10)
        row, self._height = len(self._middles) - 1, self._height + 24
        y = self._middles[row]
        self._add("path", d=f"M{_SIDE} {y - 8:.1f}v16", stroke=_INK, stroke_width="3")
        self._text(stroke, _SIDE + 12, y + 5, "14", "start")
        middle = _WIDTH / 2
        self._add("circle", cx=f"{middle:.1f}", cy=f"{y:.1f}", r="5.5", fill=_ACCENT)
        self._text(dot, middle + 14, y + 5, "14", "start")

    def svg(self) -> bytes:
        """The picture as a file."""
        height = f"{self._height:.0f}"
        self._svg.set("height", height)
        self._svg.set("viewBox", f"0 0 {_WIDTH} {height}")
        return bytes(xml.tostring(self._svg, encoding="utf-8", xml_declaration=True))
