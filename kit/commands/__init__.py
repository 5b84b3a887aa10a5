"""What each command of ``kit`` does on the terminal: it asks the kit and says what came of it."""

from __future__ import annotations

from typing import NoReturn

import typer


def stop(text: str) -> NoReturn:
    """Say why a command cannot go on, and end it with exit code 1."""
    typer.echo(text, err=True)
    raise typer.Exit(1)
