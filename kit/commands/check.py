"""``kit check``: what is wrong with the exercises."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.check import check as find_problems
from kit.rooms import find_rooms

Exercises = Annotated[
    list[str] | None,
    typer.Argument(help="Names of exercises, such as river. Default: all."),
]


def check(exercises: Exercises = None) -> None:
    """Say what is wrong with the exercises: file:line: problem, all at once."""
    problems = find_problems(find_rooms(), exercises or ())
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        raise typer.Exit(1)
    typer.echo("No problems found.")
