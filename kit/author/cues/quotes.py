"""Where a text stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

# An opening mark stands at the start or after a space, a bracket, a dash or another mark; an
# apostrophe stands inside a word or at its end, so a single mark needs a letter or digit after it
# and is closed by one that no letter follows.
_OPEN = r"(?:(?<=^)|(?<=[\s(\[—–:“‘\"']))"
_CURLY = re.compile(r"“(?P<inside>[^“”]*)(?:”|$)")
_STRAIGHT = re.compile(rf"{_OPEN}\"(?P<inside>(?=\S)[^\"]*)(?:\"|$)")
_GUILLEMETS = re.compile(r"«(?P<inside>[^«»]*)»|„(?P<low>[^„“”]*)[“”]")
_TYPED = re.compile(r"``(?P<inside>[^`]*?)(?:''|$)")  # as typesetters and old wires had it
_SINGLE = re.compile(rf"{_OPEN}‘(?P<inside>(?=\w)[^‘\n]{{0,600}}?)(?<=[\w.,!?…])’(?!\w)")
_PLAIN = re.compile(rf"{_OPEN}'(?P<inside>(?=\w\S|\w\s)[^'\n]+(?:(?<=\w)'(?=\w)[^'\n]*)*)'(?!\w)")


def quoted_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words between quotation marks start and end, without the marks, in order.

    A quotation that is still open at the end of its paragraph goes on in the next one, as
    printers do it. A quotation inside another is not given.
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(_all(text), key=lambda place: (place[0], -place[1])):
        if (not found or start >= found[-1][1]) and text[start:end].strip():
            found.append((start, end))
    return tuple(found)


def _all(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_CURLY, _STRAIGHT, _GUILLEMETS, _TYPED, _SINGLE, _PLAIN):
        for match in pattern.finditer(text):
            yield match.span(match.lastgroup or 0)
