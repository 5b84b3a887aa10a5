"""A text as tokens: its words and marks in order, each with the sentence that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kit.article.segments import words
from kit.language.english import ENGLISH

_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("”’\"')]")
_INITIAL = re.compile(r"[A-Z](?:\.[A-Z])*")
_SHORTENED = frozenset(word.lower() for word in ENGLISH.words("sentences", "shortened"))


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


Tokens = Sequence[Token]
Cue = tuple[int, int, str]  # the first token, the last one, the reason


def low_at(tokens: Tokens, at: int) -> str:
    """The word or mark at a place, in small letters; empty where the text has no such place."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def words_in_a_row(tokens: Tokens, first: int, last: int) -> range:
    """The places from the first one on as far as no mark stands between, before the last one."""
    end = first
    while end < min(last, len(tokens)) and tokens[end].word:
        end += 1
    return range(first, end)


def begins_amount(token: Token, also: Collection[str]) -> bool:
    """Whether a number in digits or a sum of money begins here, or one of these words stands."""
    return token.text[:1].isdigit() or token.text in "$£€" or token.low in also


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
