"""JSON from outside, read strictly: what does not fit is refused, and said."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Container, Mapping
from datetime import datetime
from typing import TypeGuard, get_args

from kit.learner.log import FORMAT, Entry, What, as_entry, first_version
from kit.question.given import LONGEST_TEXT
from kit.question.model import SURE
from kit.question.response_data import LONGEST_DRAFT, LONGEST_NUMBER

LONGEST_NAME = 200  # characters of a lesson's or a question's name
MOST_ENTRIES = 10**9  # of one writer
MOST = 1000  # items, pairs or spans of one response, and misconceptions met

# Controls, and marks that show nothing or turn the direction of a line.
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")
_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
_HALF = re.compile("[\ud800-\udfff]")


class Misfit(ValueError):
    """Something that is not what the format says; the text names the part."""


def decode(data: bytes) -> object:
    """The value of a JSON text.

    Raises Misfit for anything but UTF-8 and JSON as its standard has it: a name twice in one
    object, a number that is none, half a surrogate pair, or more depth than Python reads.
    """
    try:
        value: object = _JSON.decode(data.decode())
        if _HALF.search(json.dumps(value, ensure_ascii=False)):
            raise Misfit("JSON")
    except (ValueError, RecursionError):
        raise Misfit("JSON") from None
    return value


def read_entry(values: object, form: int = FORMAT) -> Entry:
    """The entry with these values, each looked at, as this format has them.

    Raises Misfit with the name of a bad one.
    """
    if not isinstance(values, dict):
        raise Misfit("JSON")
    known = _FIRST_ENTRY if form == 1 else _ENTRY
    for name, value in values.items():
        if name not in known:
            raise Misfit(ascii(name)[:60])  # a stranger's text, to be shown on a terminal
        fits = _is_draft if name == "response" and values.get("what") == "draft" else known[name]
        if not fits(value):
            raise Misfit(name)
    entry = as_entry(first_version(values) if form == 1 else dict(values))
    if entry is None:
        raise Misfit(next((n for n in _NEEDED if n not in values), "JSON"))
    return entry


def is_name(value: object, longest: int = LONGEST_NAME) -> bool:
    """Whether a value is a name of something: one line, nothing in it that cannot be seen."""
    return isinstance(value, str) and 1 <= len(value) <= longest and not _UNSEEN.search(value)


def is_time(value: object) -> bool:
    """Whether a value is a time as the kit writes it, of a day that there is."""
    if not (isinstance(value, str) and _TIME.fullmatch(value)):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_form(value: object, known: Container[int]) -> TypeGuard[int]:
    """Whether a value is the number of a format that is known."""
    return isinstance(value, int) and value is not True and value in known


def is_id(value: object) -> bool:
    """Whether a value can be the id of an entry."""
    return isinstance(value, str) and bool(_ID.fullmatch(value))


def is_revision(value: object) -> bool:
    """Whether a value can be the revision of a lesson, the id of a copy or a writer, or none."""
    return value == "" or is_id(value)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Misfit("JSON")
    return found


def _finite(written: str) -> float:
    value = float(written)
    if not math.isfinite(value):
        raise Misfit("JSON")
    return value


_JSON = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_finite, parse_constant=_finite)


def _number(low: float, high: float) -> Callable[[object], bool]:
    def fits(value: object) -> bool:
        return (
            isinstance(value, int | float)
            and value is not True
            and value is not False
            and (low <= value <= high)
        )

    return fits


def _text(longest: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and len(value) <= longest


def _list(
    fits: Callable[[object], bool], least: int = 0, most: int = MOST
) -> Callable[[object], bool]:
    return lambda value: (
        isinstance(value, list) and least <= len(value) <= most and all(map(fits, value))
    )


def _pairs(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: (
        isinstance(value, dict)
        and len(value) <= MOST
        and all(map(_words, value))
        and all(map(fits, value.values()))
    )


def _is_span(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == set(_SPAN)
        and all(fits(value[name]) for name, fits in _SPAN.items())
    )


def _is_place(value: object) -> bool:
    return isinstance(value, int) and _number(0, 10_000_000)(value)


def _is_response(value: object) -> bool:
    return isinstance(value, dict) and all(
        name in _RESPONSE and _RESPONSE[name](part) for name, part in value.items()
    )


def _is_draft(value: object) -> bool:
    """Whether a value is something as it stands on a card, numbers as they were typed."""
    return isinstance(value, dict) and all(
        name in _DRAFT and _DRAFT[name](part) for name, part in value.items()
    )


def _typed(value: object) -> bool:
    return _text(LONGEST_NUMBER)(value) or _any_number(value)


_words = _text(LONGEST_TEXT)
_any_number = _number(-1e300, 1e300)
_SPAN: Mapping[str, Callable[[object], bool]] = {
    "segment": is_name,
    "start": _is_place,
    "end": _is_place,
    "label": _text(LONGEST_NAME),
}
_RESPONSE: Mapping[str, Callable[[object], bool]] = {
    "ticked": _list(_words),
    "placed": _pairs(_words),
    "sequence": _list(_words),
    "marked": _list(_is_span),
    "rated": _pairs(_number(0, 100)),
    "ranges": _pairs(_list(_any_number, 2, 2)),
    "text": _words,
}
_DRAFT: Mapping[str, Callable[[object], bool]] = {
    **_RESPONSE,
    "rated": _pairs(_typed),
    "ranges": _pairs(_list(_typed, 2, 2)),
    "text": _text(LONGEST_DRAFT),
}
_ENTRY: Mapping[str, Callable[[object], bool]] = {
    "what": lambda value: value in get_args(What),
    "lesson": is_name,
    "question": is_name,
    "at": is_time,
    "id": is_id,
    "revision": is_revision,
    "response": _is_response,
    "sure": lambda value: value in SURE,
    "score": _number(0, 1),
    "tags": _list(is_name),
    "seconds": _number(0, 1e300),
    "level": _text(LONGEST_NAME),
    "work": is_revision,
    "question_revision": is_revision,
    "writer": is_id,
    "n": lambda value: isinstance(value, int) and _number(1, MOST_ENTRIES)(value),
    "after": is_id,
}
_FIRST_ENTRY: Mapping[str, Callable[[object], bool]] = {
    **{
        name: _ENTRY[name]
        for name in ("what", "lesson", "question", "at", "id", "response", "sure", "tags")
    },
    **{name: _ENTRY[name] for name in ("seconds", "level")},
    "edition": is_revision,
    "share": _ENTRY["score"],
}
_NEEDED = ("what", "lesson", "question", "at", "id")
