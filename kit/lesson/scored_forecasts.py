"""A learner's forecasts beside what happened: a table, a plot and a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation
from kit.learner.forecast import Forecast, brier_score
from kit.lesson.displays import as_table
from kit.lesson.picture import Picture


class ScoredForecasts:
    """A learner's forecasts with their Brier score: a table, a plot, and a sentence."""

    def __init__(
        self, forecasts: Sequence[Forecast], plot: Picture, translation: Translation = ENGLISH
    ) -> None:
        self._forecasts = tuple(forecasts)
        self._plot = plot
        self._translation = translation
        self._score = translation.say("brier", score=translation.number(brier_score(forecasts), 2))
        names = ("forecast_statement", "forecast_chance", "forecast_outcome", "forecast_miss")
        self._head = tuple(translation.say(name) for name in names)
        self._yes, self._no = translation.say("yes"), translation.say("no")

    def _rows(self) -> list[tuple[str, ...]]:
        return [
            (
                f.statement,
                f"{f.chance:.0f} %",
                self._outcome(f),
                self._translation.number(f.miss, 2),
            )
            for f in self._forecasts
        ]

    def _outcome(self, forecast: Forecast) -> str:
        return self._yes if forecast.came_true else self._no

    def __repr__(self) -> str:
        lines = [" | ".join(row) for row in (self._head, *self._rows())]
        return "\n".join([*lines, self._score])

    def _repr_html_(self) -> str:
        table = as_table(self._rows(), self._head)
        return f"{table}<p>{as_html(self._score)}</p>{self._plot._repr_html_()}"
