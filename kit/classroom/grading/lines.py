"""Graded rows out of lines of JSON, as the first edition kept them; what many say is held once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from pydantic import TypeAdapter, ValidationError

from kit.classroom.model import Graded
from kit.question.kinds import kind

as_json: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def from_lines(lines: Iterable[str], first: int) -> Iterator[Graded]:
    """The row in each line. Raises ValueError with the number of a line that holds none.

    ``first`` is the number of the first line. Texts and answers that are the same in many rows
    are one value in all of them, which takes less than half of the memory.
    """
    alike: dict[bytes, object] = {}
    for number, line in enumerate(lines, first):
        try:
            yield _ROW.validate_json(line, context=alike)
        except ValidationError as error:
            raise ValueError(f"line {number} cannot be read: {_said(error)}") from error


def as_graded(values: Mapping[str, object]) -> Graded:
    """The row with these values by the names of its fields. Raises ValueError for any other."""
    try:
        row = _ROW.validate_json(as_json(values), by_alias=False, by_name=True)
        kind(row.kind)
    except ValidationError as error:
        raise ValueError(f"there is an answer that is none: {_said(error)}") from error
    except LookupError as error:
        raise ValueError(str(error)) from error
    return row


def _said(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, fault["loc"]))
    return f"{fault['msg']}{f' ({place})' if place else ''}"


_ROW = TypeAdapter(Graded)
