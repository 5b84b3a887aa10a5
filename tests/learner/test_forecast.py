"""Forecasts are scored by Brier's rule, in a table, a plot and words."""

from __future__ import annotations

import re

import pytest

from kit.learner.forecast import Forecast, brier_score, settled
from kit.lesson.plots import Estimate, draw_estimates, draw_forecasts
from kit.lesson.scored_forecasts import ScoredForecasts

THREE = (
    Forecast("It rains.", 80, came_true=True),
    Forecast("It snows.", 30, came_true=False),
    Forecast("It hails.", 50, came_true=False),
)


def test_the_brier_score_is_the_mean_squared_miss() -> None:
    # (0.2^2 + 0.3^2 + 0.5^2) / 3
    assert brier_score(THREE) == pytest.approx(0.38 / 3)


def test_always_saying_fifty_per_cent_earns_a_quarter() -> None:
    assert brier_score([Forecast("a", 50, True), Forecast("b", 50, False)]) == 0.25


def test_no_forecast_has_no_score() -> None:
    with pytest.raises(ValueError, match="no forecast"):
        brier_score([])


def test_only_settled_statements_with_a_chance_are_scored() -> None:
    chances = {"a": 10.0, "b": 20.0, "d": 30.0}
    outcomes = {"a": "yes", "b": "open", "c": "no"}
    assert settled(chances, outcomes) == (Forecast("a", 10.0, True),)


def test_table_plot_and_sentence_say_the_same() -> None:
    shown = ScoredForecasts(THREE, draw_forecasts(THREE))
    assert "It rains. | 80 % | yes | 0.04" in repr(shown)
    assert "0.13" in repr(shown)
    html = shown._repr_html_()
    cells = re.sub(r"<td[^>]*>", "|", html).replace("</td>", "")
    assert "|It rains.|80 %|yes|0.04" in cells
    assert "It rains: you said 80 %, and it happened." in html


def test_estimates_are_drawn_with_their_text() -> None:
    rows = (
        Estimate("An office", "registration", "2001", 220_000, 220_000),
        Estimate("Two scholars", "census", "2012", 240_000, 420_000),
    )
    picture = draw_estimates(rows)
    assert "An office (registration, 2001): 220,000" in picture.text
    assert "Two scholars (census, 2012): 240,000 – 420,000" in picture.text
    assert picture.svg.startswith(b"<?xml")
    assert draw_estimates(rows).svg == picture.svg


def test_a_statement_s_markup_stays_text() -> None:
    bad = (Forecast("<script>alert(1)</script>", 10, came_true=True),)
    html = ScoredForecasts(bad, draw_forecasts(bad))._repr_html_()
    assert "<script>" not in html
