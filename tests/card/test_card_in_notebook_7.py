"""The same card works in Notebook 7."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.input_devices import Keyboard
from support.jupyterlab import Labs, build_river
from support.river_lessons import asked

from kit.question import sample_responses

pytestmark = [pytest.mark.browser, pytest.mark.whole]


def test_keys_answer_in_notebook_7_and_never_reach_the_cells(
    tmp_path: Path, labs: Labs, browser: Browser
) -> None:
    question, key, segments = asked("owner")
    right = sample_responses.right(question, key, segments)
    with labs(build_river(tmp_path / "project"), tmp_path, "notebook") as running:
        sitting = running.open(browser, "notebooks/river.ipynb")
        sitting.run_all()
        before = sitting.notebook()
        card = sitting.card("owner")
        keyboard = Keyboard(card)
        card.get_by_role("radio").first.focus()
        keyboard.press("ArrowDown", "ArrowUp", "d", "d", "x", "a")
        assert sitting.notebook() == before
        keyboard.enter(question, right, segments)
        keyboard.press_button("Check")
        expect(card).to_have_attribute("data-verdict", "right")
        expect(card.locator(".feedback")).to_contain_text("The cue “said” hands the claim")
        sitting.run_all()
        expect(card.get_by_role("radio", name=right.ticked[0])).to_be_checked()
        expect(card.locator(".headline")).to_have_text("✓Right.")
        assert sitting.notebook() == before
        sitting.close()
