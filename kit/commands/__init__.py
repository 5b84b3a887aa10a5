"""What each command of ``kit`` does on the terminal: it asks the kit and says what came of it."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import NoReturn

import typer


def speak_everywhere() -> None:
    """Have signs that a terminal or a file's old encoding lacks replaced, instead of a failure.

    What a command says after its reader has gone, such as ``head``, is dropped, and it goes on.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
            setattr(sys, name, _Heard(stream))


class _Heard:
    """A stream that somebody may stop reading."""

    def __init__(self, stream: TextIOWrapper) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, as long as somebody reads."""
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            self._leave()
            return len(text)

    def flush(self) -> None:
        """Flush, as long as somebody reads."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._leave()

    def _leave(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def stop(text: str) -> NoReturn:
    """Say why a command cannot go on, and end it with exit code 1."""
    typer.echo(text, err=True)
    raise typer.Exit(1)
