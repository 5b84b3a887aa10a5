"""``kit author``: a lesson opened in JupyterLab so that its questions can be made and changed."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.article.project import find_project
from kit.commands import stop
from kit.commands.jupyterlab import NoBrowser, lessons_with_notebooks, open_lab
from kit.question.blocks import nearest

Lesson = Annotated[str, typer.Argument(help="A lesson, such as river/1-who-says-so.")]


def author(lesson: Lesson, no_browser: NoBrowser = False) -> None:
    """Open a lesson in JupyterLab to add questions to it, and to change them, by answering them."""
    project = find_project()
    name = lesson.removesuffix(".ipynb").removeprefix("notebooks/")
    known = lessons_with_notebooks(project)
    if name not in known:
        there = nearest(name, known) if known else "there is none; make one with kit new"
        stop(f"There is no notebook of a lesson “{name}”; {there}")
    typer.echo(
        f"Opening {name} for its author. In the browser, choose Run > Run All Cells and scroll up: "
        "each question has its buttons under it. Other lessons that you open there open for their "
        "author too. To stop, press Ctrl+C here."
    )
    open_lab(project, project.name(project.notebook(name)), no_browser, {"KIT_AUTHOR": "1"})
