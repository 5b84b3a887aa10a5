"""JSON from outside, as its standard has it and no more."""

from __future__ import annotations

import json
import math
import re


class FormatError(ValueError):
    """Something is not what the format says; the text names the part."""


def decode(data: bytes) -> object:
    """The value of a JSON text.

    Raises FormatError for anything but UTF-8 and JSON as its standard has it: a name twice in one
    object, a number that is none, half a surrogate pair, or more depth than Python reads.
    """
    try:
        value: object = _JSON.decode(data.decode())
        # Text in UTF-8 holds no half of a pair; only an escape can put one in.
        if b"\\u" in data and _ESCAPED_HALF.search(data):
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise FormatError("JSON") from None
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _finite(written: str) -> float:
    value = float(written)
    if not math.isfinite(value):
        raise ValueError("no number")
    return value


_JSON = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_finite, parse_constant=_finite)
_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
