"""``kit lab``: the lessons opened in JupyterLab, as a student meets them."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.article.project import Project, exercise_of, find_project
from kit.commands import stop, stop_if_nothing
from kit.commands.jupyterlab import NoBrowser, lessons_with_notebooks, open_lab
from kit.question.blocks import nearest

START = "start-here"

Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="An exercise, or a lesson such as river/1-who-says-so."),
]

Flags = Annotated[
    list[str] | None, typer.Argument(metavar="-- FLAGS", help="What JupyterLab gets to hear.")
]


def lab(name: Name = "", flags: Flags = None, no_browser: NoBrowser = False) -> None:
    """Open the lessons in JupyterLab: at the start page, or at an exercise or a lesson."""
    project = find_project()
    page = _page(project, name)
    typer.echo(f"Opening JupyterLab on {page}. To stop it, press Ctrl+C here.")
    open_lab(project, page, no_browser, flags=flags or ())


def _page(project: Project, name: str) -> str:
    """The notebook to open; stops where there is none."""
    known = lessons_with_notebooks(project)
    stop_if_nothing(known)
    if not name and (start := project.notebook(START)).is_file():  # a release's has no questions
        return project.name(start)
    wanted = name.removesuffix(".ipynb").removeprefix("notebooks/").strip("/")
    wanted = wanted or known[0]
    found = [lesson for lesson in known if lesson == wanted or lesson.startswith(f"{wanted}/")]
    if not found:
        names = sorted({*known, *map(exercise_of, known)})
        stop(f"There is no exercise or lesson “{name}”; {nearest(wanted, names)}")
    return project.name(project.notebook(found[0]))
