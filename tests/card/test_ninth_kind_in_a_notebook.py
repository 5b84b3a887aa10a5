"""A kind of question from another package, in a real notebook: asked, answered, checked."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, expect
from support.jupyterlab import KERNEL, RIVER, ROOT, Labs

NINTH = ROOT / "tests" / "support" / "ninth_kind"


@pytest.mark.browser
def test_a_kind_that_is_only_installed_is_answered_with_keys_and_logged(
    tmp_path: Path, labs: Labs, browser: Browser
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(RIVER.root / "seeds" / "river", folder / "seeds" / "river")
    (folder / "answers").mkdir()
    shutil.copy(NINTH / "river.md", folder / "answers")
    (folder / "notebooks").mkdir()
    cells = ['from kit import lesson\nquiz = lesson("river")', 'quiz.ask("word")']
    notebook = new_notebook(cells=[*map(new_code_cell, cells)], metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, folder / "notebooks" / "river.ipynb")
    with labs(folder, tmp_path, env={"PYTHONPATH": str(NINTH)}) as lab:
        sitting = lab.open(browser, "notebooks/river.ipynb")
        sitting.run_all()
        card, keys = sitting.card("word"), sitting.page.keyboard
        line = card.get_by_role("textbox", name="Which word of S1")
        line.focus()
        for typed, headline in (("clean", "Not yet."), (" SAID ", "Right.")):
            keys.press("ControlOrMeta+A")
            keys.type(typed)
            keys.press("Tab")
            expect(card.get_by_role("button", name="Check", exact=True)).to_be_focused()
            keys.press("Enter")
            expect(card.locator(".headline")).to_contain_text(headline)
            if headline == "Not yet.":
                line.focus()
        assert [(t["response"], t["score"]) for t in sitting.tries_at("word")] == [
            ({"text": "clean"}, 0),
            ({"text": " SAID "}, 1),
        ]
        sitting.run_all()
        expect(line).to_have_value(" SAID ")
        sitting.close()
