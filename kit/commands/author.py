"""``kit author``: a lesson opened in JupyterLab so that its questions can be made and changed."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.article.project import exercise_of, find_project
from kit.commands import stop
from kit.commands.jupyterlab import NoBrowser, lessons_with_notebooks, open_lab
from kit.commands.trust import stop_unless_trusted
from kit.question.blocks import nearest

Lesson = Annotated[
    str, typer.Argument(help="A lesson, such as river/1-who-says-so, or an exercise.")
]


def author(lesson: Lesson, no_browser: NoBrowser = False) -> None:
    """Open a lesson in JupyterLab to add questions to it, and to change them, by answering them."""
    project = find_project()
    wanted = lesson.removesuffix(".ipynb").removeprefix("notebooks/").strip("/")
    known = lessons_with_notebooks(project)
    found = [name for name in known if name == wanted or name.startswith(f"{wanted}/")]
    if not found:
        there = nearest(wanted, known) if known else "there is none; make one with kit new"
        stop(f"There is no notebook of a lesson “{wanted}”; {there}")
    name, exercise = found[0], exercise_of(found[0])
    stop_unless_trusted(project, [exercise])
    typer.echo(
        f"Opening {name} for its author. Each question has its buttons under it, and at the top "
        "stands what is left to do. Other lessons that you open there open for their author too "
        "(where one does not run by itself, choose Run > Run All Cells). To stop, press Ctrl+C "
        "here."
    )
    settings = {"KIT_AUTHOR": "1", "KIT_AUTHOR_EXERCISE": exercise}
    open_lab(project, project.name(project.notebook(name)), no_browser, settings)
