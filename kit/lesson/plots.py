"""Plots as pictures with a text that says the same; matplotlib is loaded when one is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from kit.language.translation import ENGLISH, Translation
from kit.learner.forecast import Forecast
from kit.learner.measures import Share
from kit.lesson.picture import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _ACCENT, _PALE = "#1f2933", "#1a5fb4", "#7b8794"
_HATCHES = ("", "///", "...", "xxx", "---", "+++")


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
    """Estimates as bars from low to high on a logarithmic axis, by method."""
    from matplotlib.ticker import LogLocator, NullLocator

    figure, axes = _canvas(height=1.2 + 0.5 * len(estimates))
    methods = list(dict.fromkeys(estimate.method for estimate in estimates))
    for row, estimate in enumerate(reversed(estimates)):
        hatch = _HATCHES[methods.index(estimate.method) % len(_HATCHES)]
        width = estimate.high - estimate.low
        if width:
            axes.barh(
                row, width, 0.5, estimate.low, color="#dbe7f6", edgecolor=_ACCENT, hatch=hatch
            )
        else:
            axes.plot(estimate.low, row, "D", color=_ACCENT)
        axes.annotate(
            f"{estimate.method}, {estimate.year}",
            (estimate.high, row),
            (8, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=_INK,
        )
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 3)))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlim(min(e.low for e in estimates) / 1.3, max(e.high for e in estimates) * 12)
    axes.xaxis.set_major_formatter(lambda value, _: _figure(value, translation))
    axes.set_yticks(range(len(estimates)), [e.who for e in reversed(estimates)])
    return Picture(_svg(figure), describe_estimates(estimates, translation))


def describe_estimates(estimates: Sequence[Estimate], translation: Translation = ENGLISH) -> str:
    """The plot of estimates in words."""
    rows = (
        f"{e.who} ({e.method}, {e.year}): {_range(e.low, e.high, translation)}" for e in estimates
    )
    return translation.say("estimates", rows=translation.say("between").join(rows))


def _range(low: float, high: float, translation: Translation) -> str:
    first, last = _figure(low, translation), _figure(high, translation)
    return first if low == high else f"{first} – {last}"


def _figure(number: float, translation: Translation) -> str:
    return translation.number(number)


def draw_forecasts(forecasts: Sequence[Forecast], translation: Translation = ENGLISH) -> Picture:
    """Each chance as a dot, each outcome as a diamond at 0 or 100 per cent, and a line between."""
    figure, axes = _canvas(height=1.2 + 0.6 * len(forecasts))
    for row, forecast in enumerate(reversed(forecasts)):
        outcome = 100 * forecast.came_true
        axes.plot([forecast.chance, outcome], [row, row], color=_PALE, linestyle=":", zorder=1)
        axes.plot(forecast.chance, row, "o", color=_ACCENT, markersize=9, zorder=2)
        axes.plot(outcome, row, "D", color=_INK, markersize=8, markerfacecolor="white", zorder=2)
    axes.set_xlim(-5, 105)
    axes.set_ylim(-0.6, len(forecasts) - 0.4)
    axes.set_yticks(range(len(forecasts)), [f.statement for f in reversed(forecasts)])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f} %")
    return Picture(_svg(figure), describe_forecasts(forecasts, translation))


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
    """Each share as a dot on the line of its range; hollow and dashed where there are too few."""
    figure, axes = _canvas(height=0.9 + 0.36 * len(bars))
    for row, bar in enumerate(reversed(bars)):
        pale = bar.score.few
        colour = _PALE if pale else _ACCENT
        axes.plot(
            bar.score.interval, [row, row], color=colour, linestyle=":" if pale else "-", zorder=1
        )
        _dot(axes, bar, bar.score.score, row)
    names = [f"{bar.label} ({_part(bar, translation)})" for bar in reversed(bars)]
    axes.set_yticks(range(len(bars)), names, parse_math=False)
    axes.set_ylim(-0.6, len(bars) - 0.4)
    axes.set_xlim(-0.03, 1.03)
    axes.xaxis.set_major_formatter(lambda value, _: translation.per_cent(value))
    axes.grid(axis="x", color="#d9dee3", linewidth=0.8)
    axes.set_axisbelow(True)
    return Picture(_svg(figure), describe_bars("report_skills_plot", bars, translation))


def draw_calibration(bars: Sequence[Bar], translation: Translation = ENGLISH) -> Picture:
    """The share right over the confidence stated, and the line on which the two are the same."""
    figure, axes = _canvas(height=3.8, width=5.2)
    axes.plot([0.4, 1], [0.4, 1], color=_INK, linestyle="--", linewidth=1, zorder=0)
    same = translation.say("report_same")
    axes.annotate(same, (0.46, 0.46), (0, -6), textcoords="offset points", va="top", color=_INK)
    for bar in bars:
        pale = bar.score.few
        stated = bar.percent / 100
        axes.plot(
            [stated, stated],
            bar.score.interval,
            color=_PALE if pale else _ACCENT,
            linestyle=":" if pale else "-",
            zorder=1,
        )
        _dot(axes, bar, stated, bar.score.score)
    names = [
        f"{b.label}\n{translation.per_cent(b.percent / 100)}\n{_part(b, translation)}" for b in bars
    ]
    axes.set_xticks([bar.percent / 100 for bar in bars], names, parse_math=False)
    axes.set_xlim(0.4, 1.03)
    axes.set_ylim(-0.03, 1.03)
    axes.set_xlabel(translation.say("report_said"))
    axes.set_ylabel(translation.say("report_share"))
    axes.yaxis.set_major_formatter(lambda value, _: translation.per_cent(value))
    axes.grid(axis="y", color="#d9dee3", linewidth=0.8)
    axes.set_axisbelow(True)
    return Picture(_svg(figure), describe_bars("report_calibration_plot", bars, translation))


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


def _dot(axes: Axes, bar: Bar, x: float, y: float) -> None:
    colour = _PALE if bar.score.few else _ACCENT
    inside = "white" if bar.score.few else colour
    axes.plot(x, y, "o", color=colour, markerfacecolor=inside, markersize=8, zorder=2)


def _canvas(height: float, width: float = 8) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    axes = figure.subplots()
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure, axes


def _svg(figure: Figure) -> bytes:
    from matplotlib import rc_context

    file = BytesIO()
    # Text stays text, and nothing in the file changes from one run to the next.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "says-who"}):
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()
