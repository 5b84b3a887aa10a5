"""``kit type-in``: the page on which answers from paper are typed in, opened in JupyterLab."""

from __future__ import annotations

import json

import nbformat
import typer
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from kit.article.files import replace
from kit.classroom.folder import typed
from kit.classroom.grading.now import open_class, project_of
from kit.commands import stop, stopping
from kit.commands.grade import ClassPath
from kit.commands.jupyterlab import NoBrowser, open_lab
from kit.exchange.paper.codes import read_sheets

NOTEBOOK = "type-in.ipynb"


def type_in(
    class_folder: ClassPath,
    no_browser: NoBrowser = False,
) -> None:
    """Open a page to type in answers from paper: each sheet becomes a hand-in like any other."""
    project = project_of(class_folder)
    with stopping(class_folder):
        folder = open_class(class_folder)
        if not read_sheets(folder.sheets):
            stop(
                "No sheet was printed for this class yet: kit print LESSON --class "
                f"{typed(class_folder)}"
            )
        root = folder.root.resolve()
        if not root.is_relative_to(project.root):
            stop(f"Put {class_folder} into {project.root}, so that JupyterLab opens both.")
        path = root / NOTEBOOK
        replace(path, _notebook(str(root)).encode())
    typer.echo(
        f"Opening {class_folder / NOTEBOOK}. In it, choose Run > Run All Cells. To stop, press "
        "Ctrl+C here."
    )
    open_lab(project, path.relative_to(project.root).as_posix(), no_browser)


def _notebook(folder: str) -> str:
    code = f"from kit.exchange.paper import type_in\ntype_in({json.dumps(folder)})"
    cells = [new_markdown_cell("# Answers from paper"), new_code_cell(code)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return f"{nbformat.writes(new_notebook(cells=cells, metadata={'kernelspec': kernel}))}\n"
