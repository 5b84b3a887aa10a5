"""What each command of ``kit`` does on the terminal: it asks the kit and says what came of it."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import NoReturn

import typer


def speak_everywhere() -> None:
    """Have signs that a terminal or a file's old encoding lacks replaced, instead of a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def stop(text: str) -> NoReturn:
    """Say why a command cannot go on, and end it with exit code 1."""
    typer.echo(text, err=True)
    raise typer.Exit(1)
