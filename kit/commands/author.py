"""``kit author``: a lesson opened in JupyterLab so that its questions can be made and changed."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Annotated

import typer

from kit.article.project import Project, find_project
from kit.commands import stop
from kit.question.blocks import nearest

Lesson = Annotated[str, typer.Argument(help="A lesson, such as river/1-who-says-so.")]
NoBrowser = Annotated[
    bool, typer.Option("--no-browser", help="Start JupyterLab, but open no window.")
]


def author(lesson: Lesson, no_browser: NoBrowser = False) -> None:
    """Open a lesson in JupyterLab to add questions to it, and to change them, by answering them."""
    project = find_project()
    name = lesson.removesuffix(".ipynb").removeprefix("notebooks/")
    known = _lessons(project)
    if name not in known:
        there = nearest(name, known) if known else "there is none; make one with kit new"
        stop(f"There is no notebook of a lesson “{name}”; {there}")
    typer.echo(
        f"Opening {name} for its author. In the browser, choose Run > Run All Cells and scroll up: "
        "each question has its buttons under it. Other lessons that you open there open for their "
        "author too. To stop, press Ctrl+C here."
    )
    sys.stdout.flush()
    command = lab_command(project, name, no_browser)
    environment = {**os.environ, "KIT_AUTHOR": "1"}
    os.chdir(project.root)
    if os.name == "posix":  # JupyterLab in place of this process, so that signals reach it
        os.execve(command[0], command, environment)  # noqa: S606  # no shell, by design
    raise typer.Exit(subprocess.run(command, env=environment, check=False).returncode)


def lab_command(project: Project, lesson: str, no_browser: bool = False) -> list[str]:
    """The command that opens a lesson's notebook in JupyterLab."""
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    return [
        *(sys.executable, "-m", "jupyterlab"),
        *(["--allow-root"] if is_root else []),
        *(["--no-browser"] if no_browser else []),
        f"--ServerApp.root_dir={project.root}",
        "--LabApp.expose_app_in_browser=True",  # so that the form can add a cell where it is open
        project.name(project.notebook(lesson)),
    ]


def _lessons(project: Project) -> list[str]:
    """Lessons that have a notebook: with an answers file, or with one still to be started."""
    room = project.root / "notebooks"
    paths = (path.relative_to(room) for path in room.rglob("*.ipynb"))
    return sorted(
        path.as_posix().removesuffix(".ipynb")
        for path in paths
        if ".ipynb_checkpoints" not in path.parts
        and project.seed(path.with_suffix("").parts[0], "article.txt").is_file()
    )
