"""Names of a package that are loaded when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def late_names(package: str, **places: str) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package whose names are each in the module that is given for it."""

    def load(name: str) -> Any:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(places[name]), name)
        setattr(import_module(package), name, found)
        return found

    return load
