"""``kit author``: a lesson opened in JupyterLab so that its questions can be made and changed."""

from __future__ import annotations

import typer

from kit.article.project import exercise_of, find_project
from kit.commands.jupyterlab import NoBrowser, open_lab
from kit.commands.lessons import Notebook, notebook_named
from kit.commands.trust import stop_unless_trusted


def author(lesson: Notebook, no_browser: NoBrowser = False) -> None:
    """Open a lesson in JupyterLab to add questions to it, and to change them, by answering them."""
    project = find_project()
    name, exercise = notebook_named(project, lesson), exercise_of(lesson)
    stop_unless_trusted(project, [exercise])
    typer.echo(
        f"Opening {name} for its author. Each question has its buttons under it, and at the top "
        "stands what is left to do. Other lessons that you open there open for their author too "
        "(where one does not run by itself, choose Run > Run All Cells). To stop, press Ctrl+C "
        "here."
    )
    settings = {"KIT_AUTHOR": "1", "KIT_AUTHOR_EXERCISE": exercise}
    open_lab(project, project.name(project.notebook(name)), no_browser, settings)
