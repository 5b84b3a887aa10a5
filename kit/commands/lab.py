"""``kit lab``: the lessons opened in JupyterLab, as a student meets them."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.article.project import Project, find_project
from kit.commands import stop_if_nothing
from kit.commands.jupyterlab import NoBrowser, open_lab
from kit.commands.lessons import NotebookOrFlag, notebook_named, with_notebooks

START = "start-here"

Flags = Annotated[
    list[str] | None, typer.Argument(metavar="-- FLAGS", help="What JupyterLab gets to hear.")
]


def lab(name: NotebookOrFlag = "", flags: Flags = None, no_browser: NoBrowser = False) -> None:
    """Open the lessons in JupyterLab: at the start page, or at an exercise or a lesson."""
    if name.startswith("-"):
        name, flags = "", [name, *(flags or ())]
    project = find_project()
    page = _page(project, name)
    typer.echo(f"Opening JupyterLab on {page}. To stop it, press Ctrl+C here.")
    open_lab(project, page, no_browser, flags=flags or ())


def _page(project: Project, name: str) -> str:
    """The notebook to open; stops where there is none."""
    stop_if_nothing(known := with_notebooks(project))
    if not name and (start := project.notebook(START)).is_file():  # a release's has no questions
        return project.name(start)
    return project.name(project.notebook(notebook_named(project, name or known[0])))
