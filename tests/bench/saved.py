"""How big a lesson is on disk once a student has run and saved it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser
from support.jupyterlab import ROOT, Lab, Sitting, copy_project

NOTEBOOK = "notebooks/kim-putin-trip/2-who-says-so.ipynb"
_SAVE_STATE = "@jupyter-widgets/jupyterlab-manager:saveWidgetState"  # turns JupyterLab's setting
_HELD = """() => {
    const notebook = window.jupyterapp.shell.currentWidget.model.toJSON();
    return new Blob([JSON.stringify(notebook, null, 1)]).size;
}"""


def measure_sizes(browser: Browser, scratch: Path) -> dict[str, float]:
    """KiB of the notebook before, as saved, and as it would be if it kept its widgets.

    The kit drops widgets from a notebook that is saved, so the last is what the page holds.
    """
    sizes = {"as in the project": _size(ROOT)}
    with Lab(copy_project(scratch / "project"), scratch) as lab:
        sitting = lab.open(browser, NOTEBOOK)
        sitting.run_all()
        _answer_one(sitting)
        sitting.command("docmanager:save")
        sizes["run and saved"] = _size(lab.folder)
        sitting.command(_SAVE_STATE)
        sitting.page.wait_for_timeout(1000)
        sitting.command("docmanager:save")  # puts the state of all widgets into the notebook
        sizes["with widget state"] = sitting.page.evaluate(_HELD) / 1024
        sitting.close()
    return sizes


def _answer_one(sitting: Sitting) -> None:
    card = sitting.page.locator(".says-who[data-kind=choose]").first
    card.locator("[type=radio]").first.click()
    card.locator(".buttons .main").click()
    card.locator(".feedback").wait_for()


def _size(folder: Path) -> float:
    return (folder / NOTEBOOK).stat().st_size / 1024
