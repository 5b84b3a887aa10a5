"""Where the parts of a JSON text stand, so that a line can be named and a part be cut out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_DECODER = json.JSONDecoder()
_GAP = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A member of an object or an element of a list: characters ``start`` to ``end``.

    A member begins at its name, and its value at ``value``.
    """

    name: str
    start: int
    value: int
    end: int


def parts(text: str, at: int) -> Iterator[Part]:
    """The parts of the object or list that begins at this character; none of anything else.

    Raises json.JSONDecodeError where the text is not JSON.
    """
    kind = text[at : at + 1]
    at = _past_gap(text, at + 1)
    while kind in ("{", "[") and text[at : at + 1] not in ("}", "]", ""):
        start, name = at, ""
        if kind == "{":
            name, at = _DECODER.raw_decode(text, at)
            at = _past_gap(text, _past_gap(text, at) + 1)  # over the colon
        _, end = _DECODER.raw_decode(text, at)
        yield Part(name, start, at, end)
        at = _past_gap(text, end)
        if text[at : at + 1] == ",":
            at = _past_gap(text, at + 1)


def part(text: str, at: int, name: str) -> Part | None:
    """The part that is the member of this name, or None."""
    return next((found for found in parts(text, at) if found.name == name), None)


def line_of(text: str, at: int) -> int:
    """The line of the file that a character stands on."""
    return text.count("\n", 0, at) + 1


def without(text: str, cut: Iterable[tuple[int, Iterable[int]]]) -> str:
    """The text without some parts: for each object or list, its place and its parts' places.

    Everything else stays as it was, to the character.
    """
    ranges: list[tuple[int, int]] = []
    for at, starts in cut:
        leave = set(starts)
        found = list(parts(text, at))
        kept = [p for p in found if p.start not in leave]
        if not kept and found:
            ranges.append((at + 1, _past_gap(text, found[-1].end)))
            continue
        for this, following in pairwise(found):
            if this.start in leave and any(k.start > this.start for k in kept):
                ranges.append((this.start, following.start))
        if found and found[-1].start in leave:
            ranges.append((kept[-1].end, found[-1].end))
    for start, end in sorted(ranges, reverse=True):
        text = text[:start] + text[end:]
    return text


def _past_gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at
