"""A text as tokens: its words and marks in order, each with the sentence that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.article.segments import words
from kit.author.cues.grammar import listed

_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("”’\"')]")
_INITIAL = re.compile(r"[A-Z](?:\.[A-Z])*")
# A full stop after one of these ends no sentence: titles, ranks, months and firms, as news
# agencies shorten them.
_SHORTENED = listed(
    "mr mrs ms dr prof sen rep gov gen lt col sgt capt maj adm hon rev st jr sr no vs jan feb mar "
    "apr jun jul aug sep sept oct nov dec inc corp co ltd bros pres atty dist"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a text."""

    text: str
    low: str  # in small letters, with a plain apostrophe
    start: int
    end: int
    word: bool
    sentence: int  # counted from 0
    first: bool  # the first word of its sentence
    quoted: bool = False  # between quotation marks


def tokens(text: str, quotes: Sequence[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """The words and marks of a text; ``quotes`` are the places between quotation marks."""
    found: list[Token] = []
    sentence, first = 0, True
    inside = iter(sorted(quotes))
    quote = next(inside, None)
    for start, end, word in _pieces(text):
        while quote and quote[1] <= start:
            quote = next(inside, None)
        piece = text[start:end]
        low = piece.lower().replace("’", "'")
        if len(found) > 1 and found[-1].text in '“"‘' and found[-2].text in {":", ","}:
            first = first or word
        quoted = quote is not None and quote[0] <= start < quote[1]
        found.append(Token(piece, low, start, end, word, sentence, word and first, quoted))
        if _ends(text, found):
            first, sentence = True, sentence + 1
        elif word:
            first = False
    return tuple(found)


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    at = 0
    for start, end in (*words(text), (len(text), len(text))):
        for place in range(at, start):
            if not text[place].isspace():
                yield place, place + 1, False
        if start < end:
            yield start, end, True
        at = end


def _ends(text: str, found: Sequence[Token]) -> bool:
    """Whether a sentence ends with the last of these tokens."""
    last = found[-1]
    if last.text in _CLOSERS and len(found) > 1:
        return found[-2].text in _STOPS and not found[-2].word and _capital_follows(text, last.end)
    if last.word or last.text not in _STOPS or text[last.end : last.end + 1] in _CLOSERS:
        return False
    before = found[-2] if len(found) > 1 and found[-2].end == last.start else None
    shortened = before and (before.low in _SHORTENED or _INITIAL.fullmatch(before.text))
    if last.text == "." and before and shortened:
        return False
    return _capital_follows(text, last.end)


def _capital_follows(text: str, at: int) -> bool:
    rest = text[at : at + 40].lstrip()
    bare = rest.lstrip("“‘\"'([—–- ")
    return len(rest) < len(text[at : at + 40]) and (not bare[:1].islower() or not rest)
