"""Forecasts scored: the chances a learner gave, beside what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


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
