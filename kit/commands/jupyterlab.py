"""JupyterLab started on a notebook, in the folder of the lessons."""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from kit.article.project import Project
from kit.learner.log import home

NoBrowser = Annotated[
    bool, typer.Option("--no-browser", help="Start JupyterLab, but open no window.")
]


def lab_command(
    project: Project, page: str, no_browser: bool = False, flags: Iterable[str] = ()
) -> list[str]:
    """The command that opens a page, such as ``notebooks/river.ipynb``, in JupyterLab."""
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    return [
        *(sys.executable, "-P", "-m", "jupyterlab"),  # no file of the folder stands for a package
        *(["--allow-root"] if is_root else []),
        *(["--no-browser"] if no_browser else []),
        f"--ServerApp.root_dir={project.root}",
        "--LabApp.expose_app_in_browser=True",  # so that the form can add a cell where it is open
        *flags,
        page,
    ]


def open_lab(
    project: Project,
    page: str,
    no_browser: bool = False,
    settings: Mapping[str, str] | None = None,
    flags: Iterable[str] = (),
) -> None:
    """Open a page in JupyterLab, with more environment variables. Ends when JupyterLab does.

    What the server says goes into a file wherever a window opens by itself: it frightens, and its
    address is a key.
    """
    log = None if no_browser or "--no-browser" in flags else _start_log()
    quiet = ["--ServerApp.answer_yes=True"] if log else []
    command = lab_command(project, page, no_browser, [*quiet, *flags])
    environment = {**os.environ, **(settings or {})}
    if log:
        typer.echo(f"If no window opens, its address is at the end of {log}.")
    sys.stdout.flush()
    os.chdir(project.root)
    said = os.open(log, os.O_WRONLY | os.O_APPEND) if log else None
    if os.name == "posix":  # JupyterLab in place of this process, so that signals reach it
        for stream in (1, 2) if said is not None else ():
            os.dup2(said, stream)  # type: ignore[arg-type]
        os.execve(command[0], command, environment)  # noqa: S606  # no shell, by design
    with subprocess.Popen(command, env=environment, stdout=said, stderr=said) as process:
        while True:
            try:
                raise typer.Exit(process.wait())
            except KeyboardInterrupt:  # JupyterLab had it too, and is putting its kernels away
                continue


def _start_log() -> Path | None:
    """An empty file for what the server says, for its owner's eyes; None without a browser."""
    try:
        webbrowser.get()
        path = home() / "jupyterlab.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except (webbrowser.Error, OSError):
        return None
    return path
