"""Templates of pages for teachers and students: all that is put into one is escaped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def templates_in(folder: Path) -> Environment:
    """The templates of a folder, each compiled once. A name that is not there is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def templates_with(folder: Path, **filters: Callable[..., object]) -> Environment:
    """The same with more filters, for whoever asks for them alone."""
    own = templates_in(folder).overlay()
    own.filters = {**own.filters, **filters}
    return own
