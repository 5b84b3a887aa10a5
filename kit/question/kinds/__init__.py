"""The kinds of questions, found by name: one module each in this folder, and those of others.

A package of others adds kinds by an entry point of the group ``says_who.kinds`` that leads to a
`Kind`, or by calling `register`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

from kit.question.kinds.contract import Kind

GROUP = "says_who.kinds"

_REGISTERED: dict[str, Kind] = {}
_FOUND: dict[str, Kind] = {}  # by name, since a class is asked for its kinds very often


def register(kind: Kind) -> Kind:
    """Add a kind. Raises ValueError where there is another one of its name."""
    known = _own().get(kind.name) or _REGISTERED.setdefault(kind.name, kind)
    if type(known) is not type(kind):
        raise ValueError(f"there is already a kind of question “{kind.name}”")
    return known


def unregister(name: str) -> None:
    """Take a kind away again that was added by `register`."""
    _REGISTERED.pop(name, None)
    _FOUND.pop(name, None)


def look_anew() -> None:
    """Look for the kinds of installed packages again."""
    _FOUND.clear()
    _installed.cache_clear()


def find_kind(name: str) -> Kind | None:
    """The kind of this name, or None."""
    found = _FOUND.get(name)
    if found is None:
        found = _own().get(name) or _REGISTERED.get(name) or _installed().get(name)
        if found is not None:
            _FOUND[name] = found
    return found


def kind(name: str) -> Kind:
    """The kind of this name. Raises LookupError where there is none."""
    found = find_kind(name)
    if found is None:
        raise LookupError(f"there is no kind of question “{name}”")
    return found


def kinds() -> tuple[Kind, ...]:
    """All kinds that there are: the kit's own, then those of others by name."""
    others = {**_installed(), **_REGISTERED}
    return (*_own().values(), *(others[name] for name in sorted(others)))


def kind_names() -> tuple[str, ...]:
    """The names of all kinds."""
    return tuple(kind.name for kind in kinds())


@cache
def _own() -> dict[str, Kind]:
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    return {kind.name: kind for module in modules for kind in getattr(module, "KINDS", ())}


@cache
def _installed() -> dict[str, Kind]:
    return {kind.name: kind for kind in _of_entry_points() if kind.name not in _own()}


def _of_entry_points() -> Iterator[Kind]:
    for point in entry_points(group=GROUP):
        try:
            found = point.load()
            yield found if isinstance(found, Kind) else found()
        except Exception:  # another package's fault must not cost the lesson
            logging.getLogger("kit").exception("the kind “%s” could not be loaded", point.name)
