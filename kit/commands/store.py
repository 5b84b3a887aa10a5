"""``kit store``: the notebooks run, and what they print stored as text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from nbclient.exceptions import CellExecutionError

from kit.article.project import find_project
from kit.check.stored_outputs import store as run_and_store
from kit.commands import stop
from kit.commands.trust import stop_unless_trusted

Exercises = Annotated[
    list[str] | None,
    typer.Argument(help="Names of exercises, such as river. Default: all."),
]


def store(exercises: Exercises = None) -> None:
    """Run the notebooks and store what they print, without widget views.

    An exercise from elsewhere that would run more than the kit is refused until you trust it.
    """
    project = find_project()
    room = project.root / "notebooks"
    paths = [
        path
        for path in sorted(room.rglob("*.ipynb"))
        if ".ipynb_checkpoints" not in path.parts
        and (not exercises or _is_of(path.relative_to(room), exercises))
    ]
    own = dict.fromkeys(path.relative_to(room).parts[0].removesuffix(".ipynb") for path in paths)
    stop_unless_trusted(project, own)
    for path in paths:
        name = path.relative_to(room)
        try:
            changed = run_and_store(path)
        except CellExecutionError as error:
            stop(f"notebooks/{name.as_posix()}: a cell failed:\n{error}")
        typer.echo(f"notebooks/{name.as_posix()}: {'stored' if changed else 'as it was'}")


def _is_of(name: Path, exercises: list[str]) -> bool:
    return name.parts[0] in exercises or name.stem in exercises
