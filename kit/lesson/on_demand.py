"""What a lesson shows when it is asked to, loaded only then: to open, it needs its cards alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.article.late_names import late_names

if TYPE_CHECKING:
    from kit.learner.forecast import settled as settled
    from kit.learner.hand_in import hand_in_folders as hand_in_folders
    from kit.learner.hand_in import parts_of as parts_of
    from kit.lesson.chain import draw_chain as draw_chain
    from kit.lesson.earlier_copy import EarlierCopy as EarlierCopy
    from kit.lesson.fact_check_note import NotePage as NotePage
    from kit.lesson.fact_check_note import read_note as read_note
    from kit.lesson.hand_in_form import HandInForm as HandInForm
    from kit.lesson.loaded_words import Loaded as Loaded
    from kit.lesson.plots import Estimate as Estimate
    from kit.lesson.plots import draw_estimates as draw_estimates
    from kit.lesson.plots import draw_forecasts as draw_forecasts
    from kit.lesson.report import make_report as make_report
    from kit.lesson.scored_forecasts import ScoredForecasts as ScoredForecasts
    from kit.lesson.swap import Swap as Swap
    from kit.lesson.test_results import Result as Result
    from kit.lesson.test_results import Results as Results

__getattr__ = late_names(
    __name__,
    EarlierCopy="kit.lesson.earlier_copy",
    Estimate="kit.lesson.plots",
    HandInForm="kit.lesson.hand_in_form",
    Loaded="kit.lesson.loaded_words",
    NotePage="kit.lesson.fact_check_note",
    Result="kit.lesson.test_results",
    Results="kit.lesson.test_results",
    ScoredForecasts="kit.lesson.scored_forecasts",
    Swap="kit.lesson.swap",
    draw_chain="kit.lesson.chain",
    draw_estimates="kit.lesson.plots",
    draw_forecasts="kit.lesson.plots",
    hand_in_folders="kit.learner.hand_in",
    make_report="kit.lesson.report",
    parts_of="kit.learner.hand_in",
    read_note="kit.lesson.fact_check_note",
    settled="kit.learner.forecast",
)
