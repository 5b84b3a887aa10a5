"""What each command of ``kit`` does on the terminal: it asks the kit and says what came of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

import typer

from kit.article.files import Unreadable


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


def stop_if_nothing(here: Collection[object]) -> None:
    """Stop where a folder has no lesson, exercise or notebook for a command to work on."""
    if not here:
        stop("There is no lesson here. Go to the folder of the lessons, or make one with kit new.")


@contextmanager
def stopping(path: Path, *refusals: type[Exception], after: str = "") -> Iterator[None]:
    """Stop with the text of what is unreadable or refused, or with the file that is not written.

    That file is ``path`` where the error names none; ``after`` is said behind it.
    """
    known: tuple[type[Exception], ...] = (Unreadable, *refusals)
    try:
        yield
    except known as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename or path} cannot be written: {error.strerror or error}.{after}")
