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


# How printers of other languages set their marks; English marks read a German text inside out.
_LOW_HIGH = re.compile(r"„(?P<inside>[^„“”]*)(?:[“”]|$)|‚(?P<single>[^‚‘’]{3,})‘")
_OUTWARDS = re.compile(r"«(?P<inside>[^«»]*)(?:»|$)|‹(?P<single>[^‹›]*)›")
_INWARDS = re.compile(r"»(?P<inside>[^«»]*)(?:«|$)|›(?P<single>[^‹›]*)‹")
_HIGH_HIGH = re.compile(r"”(?P<inside>[^“”]*)”")
_ENGLISH = (_CURLY, _STRAIGHT, _GUILLEMETS, _TYPED, _SINGLE, _PLAIN)
# Where an article's quotations stand, and what a question puts around its words: outer marks, and
# those inside them.
_PRINTED: tuple[tuple[str, tuple[re.Pattern[str], ...], tuple[str, str, str, str]], ...] = (
    ("de cs sk sl hr bg lt", (_LOW_HIGH, _INWARDS, _STRAIGHT), ("„", "“", "‚", "‘")),
    ("pl hu ro", (_LOW_HIGH, _OUTWARDS, _STRAIGHT), ("„", "”", "«", "»")),
    ("fr", (_OUTWARDS, _CURLY, _STRAIGHT), ("«\u00a0", "\u00a0»", "“", "”")),
    ("es it pt ru uk el ca", (_OUTWARDS, _CURLY, _STRAIGHT), ("«", "»", "“", "”")),
    ("da nb no", (_OUTWARDS, _INWARDS, _CURLY, _STRAIGHT), ("«", "»", "“", "”")),
    ("sv fi", (_HIGH_HIGH, _INWARDS, _STRAIGHT), ("”", "”", "’", "’")),
)
_BY_LANGUAGE = {code: places for codes, places, _ in _PRINTED for code in codes.split()}
MARKS_OF = {code: marks for codes, _, marks in _PRINTED for code in codes.split()}
MARKS_OF_ENGLISH = ("“", "”", "‘", "’")


def quoted_places(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Where the words between quotation marks start and end, without the marks, in order.

    The marks are those of the article's ``language``, such as “de”; else those of English.

    A quotation that is still open at the end of its paragraph goes on in the next one, as
    printers do it. A quotation inside another is not given.
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(_all(text, language), key=lambda place: (place[0], -place[1])):
        if (not found or start >= found[-1][1]) and text[start:end].strip():
            found.append((start, end))
    return tuple(found)


def _all(text: str, language: str) -> Iterator[tuple[int, int]]:
    for pattern in _BY_LANGUAGE.get(language.partition("-")[0], _ENGLISH):
        for match in pattern.finditer(text):
            yield match.span(match.lastgroup or 0)
