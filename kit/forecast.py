"""Forecasts scored: the chances a learner gave, beside what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kit.paper import as_table
from kit.picture import Picture
from kit.tongue import ENGLISH, Tongue


@dataclass(frozen=True, slots=True)
class Forecast:
    """A statement, the chance a learner gave it (per cent), and whether it came true."""

    statement: str
    chance: float
    came_true: bool

    @property
    def miss(self) -> float:
        """The squared distance between chance and outcome, 0 to 1."""
        return (self.chance / 100 - self.came_true) ** 2


def settled(chances: Mapping[str, float], outcomes: Mapping[str, str]) -> tuple[Forecast, ...]:
    """Forecasts for the statements with a chance and an outcome of yes or no."""
    known = {"yes": True, "no": False}
    return tuple(
        Forecast(statement, chances[statement], known[outcome])
        for statement, outcome in outcomes.items()
        if statement in chances and outcome in known
    )


def brier_score(forecasts: Sequence[Forecast]) -> float:
    """The mean squared miss, from 0 (best) to 1; always saying 50 % earns 0.25 (Brier 1950).

    Raises ValueError where there is no forecast.
    """
    if not forecasts:
        raise ValueError("there is no forecast to score")
    return sum(forecast.miss for forecast in forecasts) / len(forecasts)


class ScoredForecasts:
    """A learner's forecasts with their Brier score: a table, a plot, and a sentence."""

    def __init__(
        self, forecasts: Sequence[Forecast], plot: Picture, tongue: Tongue = ENGLISH
    ) -> None:
        self._forecasts = tuple(forecasts)
        self._plot = plot
        self._tongue = tongue
        self._score = tongue.say("brier", score=tongue.number(brier_score(forecasts), 2))
        names = ("forecast_statement", "forecast_chance", "forecast_outcome", "forecast_miss")
        self._head = tuple(tongue.say(name) for name in names)
        self._yes, self._no = tongue.say("yes"), tongue.say("no")

    def _rows(self) -> list[tuple[str, ...]]:
        return [
            (f.statement, f"{f.chance:.0f} %", self._outcome(f), self._tongue.number(f.miss, 2))
            for f in self._forecasts
        ]

    def _outcome(self, forecast: Forecast) -> str:
        return self._yes if forecast.came_true else self._no

    def __repr__(self) -> str:
        lines = [" | ".join(row) for row in (self._head, *self._rows())]
        return "\n".join([*lines, self._score])

    def _repr_html_(self) -> str:
        table = as_table(self._rows(), self._head)
        return f"{table}<p>{escape(self._score)}</p>{self._plot._repr_html_()}"
