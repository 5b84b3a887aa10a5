"""``kit store``: the notebooks run, and what they print stored as text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from nbclient.exceptions import CellExecutionError

from kit.article.project import find_project
from kit.check.stored_outputs import store as run_and_store
from kit.commands import stop, stop_if_nothing
from kit.commands.trust import stop_unless_trusted

Exercises = Annotated[
    list[str] | None,
    typer.Argument(help="Exercises or notebooks, such as river or river/1-who. Default: all."),
]


def store(exercises: Exercises = None) -> None:
    """Run the notebooks and store what they print, without widget views.

    An exercise from elsewhere that would run more than the kit is refused until you trust it.
    """
    project = find_project()
    room = project.root / "notebooks"
    every = [p for p in sorted(room.rglob("*.ipynb")) if ".ipynb_checkpoints" not in p.parts]
    stop_if_nothing(every)
    for wanted in exercises or ():
        if not any(_is_called(path.relative_to(room), wanted) for path in every):
            stop(f"there is no notebook {wanted!r} under notebooks/.")
    paths = [
        path
        for path in every
        if not exercises or any(_is_called(path.relative_to(room), each) for each in exercises)
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


def _is_called(path: Path, name: str) -> bool:
    """Whether this notebook, or the exercise it belongs to, has the name."""
    return name in (path.parts[0], path.stem, path.with_suffix("").as_posix(), path.as_posix())
