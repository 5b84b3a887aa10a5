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
        finalize=grouped,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def grouped(value: object) -> object:
    """A large whole number as people read it, as in 1,000,000; all else as it is."""
    return f"{value:,}" if type(value) is int else value


def rendered(folder: Path, name: str, **values: object) -> str:
    """The page of a template of a folder, ``css`` being the style sheet of its name."""
    css = (folder / name).with_suffix(".css").read_text(encoding="utf-8")
    return templates_in(folder).get_template(name).render(css=css, **values)


def templates_with(folder: Path, **filters: Callable[..., object]) -> Environment:
    """The same with more filters, for whoever asks for them alone."""
    own = templates_in(folder).overlay()
    own.filters = {**own.filters, **filters}
    return own
