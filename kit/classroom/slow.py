"""A progress bar on the terminal, for what takes longer than a second."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

PATIENCE = 1.0  # seconds

T = TypeVar("T")


def slowly(things: Iterable[T], total: int | None, what: str) -> Iterator[T]:
    """The same things, with a bar on the error stream once they take longer than a second."""
    begun = time.monotonic()
    advance = None
    with ExitStack() as stack:
        for done, thing in enumerate(things):
            if advance is None and time.monotonic() - begun > PATIENCE:
                bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
                task = bar.add_task(what, total=total, completed=done)
                advance = bar, task
            yield thing
            if advance:
                advance[0].advance(advance[1])
