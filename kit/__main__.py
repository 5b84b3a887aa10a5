"""The command line: ``kit check``, ``kit store`` and ``kit words``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.check import check as find_problems
from kit.rooms import find_rooms

app = typer.Typer(
    help="Says Who? - check and store the exercises, translate the card.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Exercises = Annotated[
    list[str] | None,
    typer.Argument(help="Names of exercises, such as river. Default: all."),
]


@app.command()
def check(exercises: Exercises = None) -> None:
    """Say what is wrong with the exercises: file:line: problem, all at once."""
    problems = find_problems(find_rooms(), exercises or ())
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        raise typer.Exit(1)
    typer.echo("No problems found.")


@app.command()
def store(exercises: Exercises = None) -> None:
    """Run the notebooks and store what they print, without widget views."""
    from nbclient.exceptions import CellExecutionError

    from kit.store import store as run_and_store

    room = find_rooms().root / "notebooks"
    for path in sorted(room.rglob("*.ipynb")):
        name = path.relative_to(room)
        if ".ipynb_checkpoints" in name.parts or (exercises and not _is_of(name, exercises)):
            continue
        try:
            changed = run_and_store(path)
        except CellExecutionError as error:
            typer.echo(f"notebooks/{name.as_posix()}: a cell failed:\n{error}", err=True)
            raise typer.Exit(1) from None
        typer.echo(f"notebooks/{name.as_posix()}: {'stored' if changed else 'as it was'}")


@app.command()
def words(
    language: Annotated[
        str, typer.Argument(help="A language to begin with, such as es. Default: those there are.")
    ] = "",
) -> None:
    """Bring the catalogues of translations up to date, and say what is left to translate."""
    try:
        from kit.catalogue import update
    except ModuleNotFoundError:
        typer.echo("Catalogues are written with Babel. Get it with: pip install babel", err=True)
        raise typer.Exit(1) from None
    try:
        reports = update(language)
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    for report in reports:
        typer.echo(report)


def _is_of(name: Path, exercises: list[str]) -> bool:
    return name.parts[0] in exercises or name.stem in exercises


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
