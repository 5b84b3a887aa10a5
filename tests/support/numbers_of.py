"""All that a value of dataclasses holds, each thing with its place in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any


def numbers_of(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """The numbers, and whatever else is no dataclass, list or tuple, each with its place."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from numbers_of(getattr(value, field.name), f"{place}.{field.name}")
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from numbers_of(one, f"{place}[{number}]")
    else:
        yield place, value
