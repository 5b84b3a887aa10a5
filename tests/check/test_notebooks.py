"""Notebooks hold text that nbval really compares, and nothing that goes stale."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from support.jupyterlab import ROOT, copy_project

from kit.article.project import Project
from kit.check.check import read_calls
from kit.check.stored_outputs import VIEW, drop_widget_views_on_save, store

NOTEBOOKS = [Project(ROOT).notebook(name) for name in Project(ROOT).notebooks_of()]
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def _code(path: Path) -> list[nbformat.NotebookNode]:
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@each_notebook
def test_a_text_cell_has_at_most_sixty_words_of_prose(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        lines = cell.source.splitlines() if cell.cell_type == "markdown" else []
        prose = [line for line in lines if not line.startswith(("|", "#", "-", "1", "2", "3"))]
        assert len(" ".join(prose).split()) <= 60, cell.source


def test_a_view_is_dropped_when_a_notebook_is_saved_and_its_text_stays() -> None:
    output = {"output_type": "execute_result", "data": {VIEW: {}, "text/plain": "Who?"}}
    only = {"output_type": "display_data", "data": {VIEW: {}}}
    cell = {"cell_type": "code", "outputs": [output, only]}
    content = {"cells": [cell, {"cell_type": "markdown"}], "metadata": {"widgets": {"state": {}}}}
    drop_widget_views_on_save(model={"type": "notebook", "content": content})
    assert cell["outputs"] == [{**output, "data": {"text/plain": "Who?"}}]
    assert content["metadata"] == {}
    drop_widget_views_on_save(model={"type": "file", "content": "text"})


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the project, to be changed."""
    return copy_project(tmp_path / "project")


def _failing_cells(project: Path) -> list[str]:
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "-rf"]
    notebook = "notebooks/start-here.ipynb"
    done = subprocess.run(
        [*command, "--color=no", "-p", "no:cacheprovider", notebook],
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert done.returncode in (0, 1), done.stdout
    lines = done.stdout.splitlines()
    return [line.split("::")[1].split(" - ")[0] for line in lines if line.startswith("FAILED")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Who says that the library will open", "Who claims that the library will open"),
        ("- [x] the mayor\n", "Order: as written\n\n- [x] the mayor\n"),
    ],
    ids=["an edited stem", "another order of options"],
)
def test_nbval_fails_on_exactly_the_cell_whose_question_changed(
    copied: Path, old: str, new: str
) -> None:
    file = copied / "answers" / "start-here.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    asks = [c.source for c in _code(copied / "notebooks" / "start-here.ipynb")]
    changed = asks.index('quiz.ask("pick-one")')
    assert _failing_cells(copied) == [f"Cell {changed}"]


@pytest.mark.slow
def test_storing_twice_changes_nothing(copied: Path) -> None:
    path = copied / "notebooks" / "start-here.ipynb"
    assert not store(path)


@pytest.mark.slow
def test_storing_keeps_the_evidence_that_a_text_names(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    path = tmp_path / "notebooks" / "page.ipynb"
    path.parent.mkdir()
    rests_on = {"says_who": {"evidence": ["E01", "E12"]}}
    cell = nbformat.v4.new_markdown_cell("TASS has it.", id="a", metadata=rests_on)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    store(path)
    assert nbformat.read(path, as_version=4).cells[0].metadata == rests_on


def test_the_line_of_a_call_is_its_line_in_the_file() -> None:
    for path in NOTEBOOKS:
        raw = path.read_text(encoding="utf-8").splitlines()
        for call in read_calls(path):
            assert json.dumps(call.argument, ensure_ascii=False)[1:-1] in raw[call.line - 1]
