"""Packages that only some commands need: said, offered, and installed when told yes."""

from __future__ import annotations

import subprocess

import typer

from kit.article.packages import Extra, as_typed, install_command, missing


def have(extra: Extra, command: str) -> bool:
    """Whether an extra is here; where it is not, it is offered, and installed when told yes."""
    lacking = missing(extra)
    if not lacking:
        return True
    install = install_command(extra)
    be, them = ("is", "it") if len(lacking) == 1 else ("are", "them")
    if _agreed(
        f"{command} needs {', '.join(lacking)}, which {be} not here yet. Install {them} now?"
    ):
        done = subprocess.run(install, check=False)
        if done.returncode == 0 and not missing(extra):
            return True
        typer.echo("That could not be installed, as is said above.", err=True)
    typer.echo(f"To install {them}, type: {as_typed(install)}", err=True)
    return False


def _agreed(question: str) -> bool:
    """The answer of whoever is there to give one; nobody there is a no."""
    try:
        return typer.confirm(question, err=True)
    except (typer.Abort, EOFError, RuntimeError):  # a notebook that runs by itself has no input
        typer.echo(err=True)
        return False
