"""Entries and hand-ins from elsewhere, read strictly: what does not fit is refused, and said."""

from __future__ import annotations

import json
from collections.abc import Container
from functools import cache
from typing import Any, TypeGuard, get_args

from pydantic import TypeAdapter, ValidationError

from kit.article.project import exercise_of
from kit.learner.hand_in import FORMATS, HandIn, Part, as_written, revision_in
from kit.learner.log import FORMAT, Entry, What, as_entry, first_version
from kit.learner.strict_json import FormatError, decode
from kit.learner.wire_types import Name, Revision, entry_type, hand_in_type, names_in


@cache
def _entry_adapter(form: int) -> TypeAdapter[object]:
    return TypeAdapter(entry_type(form, line=False))


@cache
def _hand_in_adapter(form: int) -> TypeAdapter[object]:
    return TypeAdapter(hand_in_type(form))


@cache
def _adapter(of: Any) -> TypeAdapter[object]:
    return TypeAdapter(of)


def _fits(of: Any, value: object) -> bool:
    try:
        _adapter(of).validate_python(value)
    except ValidationError:
        return False
    return True


def is_name(value: object) -> bool:
    """Whether a value is a name of something: one line, nothing in it that cannot be seen."""
    return _fits(Name, value)


def is_revision(value: object) -> bool:
    """Whether a value can be the revision of a lesson, the id of a copy or a writer, or none."""
    return _fits(Revision, value)


def is_form(value: object, known: Container[int]) -> TypeGuard[int]:
    """Whether a value is the number of a format that is known."""
    return isinstance(value, int) and value is not True and value in known


def read_entry(values: object, form: int = FORMAT) -> Entry:
    """The entry with these values, each looked at, as this format has them.

    Raises FormatError with the name of a bad one.
    """
    if not isinstance(values, dict):
        raise FormatError("JSON")
    for part in values:
        if part not in names_in(form):
            raise FormatError(ascii(part)[:60])  # a stranger's text, to be shown on a terminal
    try:
        _entry_adapter(form).validate_python(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = [step for step in first["loc"] if isinstance(step, str) and step not in _WHATS]
        raise FormatError(place[0] if place else "what") from None
    entry = as_entry(first_version(values) if form == 1 else dict(values))
    if entry is None:
        raise FormatError("JSON")
    return entry


_WHATS = set(get_args(What))


def read_hand_in(data: bytes) -> HandIn:
    """The hand-in of a file's bytes. Raises FormatError with the part that is wrong."""
    values = decode(data)
    if not isinstance(values, dict) or "format" not in values:
        raise FormatError("JSON")
    form = values["format"]
    if not is_form(form, FORMATS):
        raise FormatError("format")
    try:
        _hand_in_adapter(form).validate_python(values)
    except ValidationError as error:
        raise FormatError(_part_of_hand_in(error)) from None
    now = revision_in(form)
    parts = tuple(
        Part(
            part["lesson"],
            part[now],
            tuple(_entry(entry, part["lesson"], now) for entry in part["entries"]),
        )
        for part in values["lessons"]
    )
    if len({part.lesson for part in parts}) != len(parts):
        raise FormatError("lessons")
    if not all(exercise_of(part.lesson) == values["exercise"] for part in parts):
        raise FormatError("lesson")
    return HandIn(
        values["exercise"],
        values["name"],
        values["made"],
        values["kit"],
        parts,
        values.get("work", ""),
        form,
    )


def _entry(values: dict[str, Any], lesson: str, now: str) -> Entry:
    values["revision"] = values.pop(now)
    return Entry(lesson=lesson, **values)


def _part_of_hand_in(error: ValidationError) -> str:
    """The part of a hand-in that is wrong first."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = first["loc"]
    by_shape = first["type"] in ("missing", "extra_forbidden")
    if place[:1] != ("lessons",):
        return "JSON" if by_shape or not place else str(place[0])
    if place[2:3] != ("entries",) or len(place) < 4:
        whole = by_shape or len(place) < 3
        return "lessons" if whole else str(place[2])
    # lessons, which one, entries, which one, what it is of, its part
    return "entries" if (by_shape and len(place) == 6) or len(place) < 6 else str(place[5])


def only_fitting(part: Part) -> Part:
    """A part without the entries that nobody would read: the first version's card took numbers
    that no hand-in can hold, and one such answer kept all others from being taken."""
    return Part(part.lesson, part.revision, tuple(filter(_is_read, part.entries)))


def _is_read(entry: Entry) -> bool:
    try:
        read_entry({**json.loads(json.dumps(as_written(entry))), "lesson": entry.lesson})
    except FormatError as error:
        return str(error) != "response"
    return True
