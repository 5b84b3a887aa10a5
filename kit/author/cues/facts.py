"""Numbers, dates and names: what in a news text can be looked up.

What counts follows the named-entity tasks of MUC-6 (1995): names, times, money and per cent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.author.cues.grammar import CALENDAR, DETERMINERS, POINTING, PREPOSITIONS, PRONOUNS
from kit.author.cues.tokens import Cue, Token, Tokens
from kit.language.english import ENGLISH
from kit.language.word_lists import any_of

Fact = tuple[int, int, str]  # characters from start to end, and the reason

_CALENDAR = ENGLISH.table("facts", "calendar")
_COUNTS = ENGLISH.table("facts", "numbers")["counts"]  # one to nine first
_NAMED = {
    "day": any_of(_CALENDAR["days"]),
    "month": any_of((*_CALENDAR["months"], *_CALENDAR["short_months"])),
    "span": any_of(_CALENDAR["spans"]),
    "before_year": any_of(_CALENDAR["before_year"]),
    "year": r"(?:1[5-9]|20)\d\d",
    "count": any_of(_COUNTS),
    "nine": any_of(_COUNTS[:9]),
    "big": any_of(ENGLISH.table("facts", "numbers")["powers"]),
    "unit": r"(?:%|\s?(?:per\s?cent|percent|percentage\s+points)\b)",
    "digits": r"\d+(?:,\d{3})*(?:\.\d+)?",
}


def _patterns(name: str, flags: int = 0) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of a table of facts, each with its reason."""
    return tuple(
        (
            re.compile(re.sub(r"\{([a-z_]+)\}", lambda found: _NAMED[found[1]], pattern), flags),
            reason,
        )
        for reason, patterns in ENGLISH.table("facts", name).items()
        for pattern in patterns
    )


DATES, NUMBERS = _patterns("dates"), _patterns("amounts", re.IGNORECASE)

_PARTICLES = ENGLISH.words("facts", "particles")
_TITLES = ENGLISH.words("facts", "titles")
_NO_NAMES = CALENDAR | ENGLISH.words("facts", "no_names")
_BODIES = ENGLISH.words("facts", "bodies")


def titles() -> frozenset[str]:
    """What stands before a name and is no part of it, in small letters: “mr”, “mayor”."""
    return _TITLES


def dates(text: str) -> Iterator[Fact]:
    """Days, months, years and words such as “last week”; the longest where two overlap."""
    return _longest(text, DATES)


def numbers(text: str, taken: Sequence[Fact] = ()) -> Iterator[Fact]:
    """Numbers outside the places taken (the dates): amounts, shares, ranges, words."""
    for start, end, reason in _longest(text, NUMBERS):
        if not any(start < after and before < end for before, after, _ in taken):
            yield start, end, reason


def _longest(text: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> Iterator[Fact]:
    found: list[Fact] = []
    for pattern, reason in table:
        name = "at" if "at" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            found.append((*match.span(name), reason))
    last = 0
    for start, end, reason in sorted(found, key=lambda place: (place[0], -place[1])):
        if start >= last:
            last = end
            yield start, end, reason


def known_names(tokens: Tokens) -> frozenset[str]:
    """The words, in small letters, that have a capital where no sentence starts."""
    if _shouted(tokens):
        return frozenset()
    return frozenset(t.low.removesuffix("'s") for t in tokens if _capital(t) and not t.first)


def names(tokens: Tokens, known: frozenset[str]) -> Iterator[Cue]:
    """Runs of capitalised words: the first token, the last one, the reason.

    A single capital at the start of a sentence is none unless ``known`` has it.
    """
    if _shouted(tokens):
        return
    at = 0
    while at < len(tokens):
        last = _run(tokens, at)
        if last is None:
            at += 1
            continue
        first = at + _leading(tokens, at, last, known)
        at = last + 1
        if first <= last and tokens[last].low not in _NO_NAMES and tokens[first].text[1:2] != "-":
            yield first, last, _why(tokens, first, last)


def _shouted(tokens: Tokens) -> bool:
    """Whether nearly all words have a capital, as in a heading or a text without small letters."""
    long = [t for t in tokens if t.word and t.text[:1].isalpha() and len(t.text) > 3]
    return len(long) > 4 and sum(_capital(t) for t in long) > 0.9 * len(long)


def _capital(token: Token) -> bool:
    return token.word and token.text[:1].isupper() and token.low not in _NO_NAMES


def _run(tokens: Tokens, at: int) -> int | None:
    """The last token of a run of capitalised words that begins here, or None."""
    if not (_capital(tokens[at]) or (tokens[at].word and tokens[at].low in _TITLES
                                     and tokens[at].text[:1].isupper())):  # fmt: skip
        return None
    last = place = at
    while place + 1 < len(tokens):
        after = tokens[place + 1]
        joined = after.start - tokens[place].end <= 1
        if not joined or (tokens[place].low.endswith("'s") and tokens[place].word):
            break
        if (after.text == "." and _short(tokens[place])) or (
            after.word and after.low in _PARTICLES and after.text.islower()
        ):
            place += 1
        elif (
            _capital(after)
            and after.sentence == tokens[at].sentence
            and (after.start > tokens[place].end or tokens[place].text == ".")
        ):
            place += 1
            last = place
        elif after.text == "&":
            place += 1
        else:
            break
    return last


def _short(token: Token) -> bool:
    return token.low in _TITLES or len(token.text) == 1 or "." in token.text or token.low in {
        "jr", "st",
    }  # fmt: skip


def _leading(tokens: Tokens, at: int, last: int, known: frozenset[str]) -> int:
    """How many words to leave out at the start of a run that starts a sentence."""
    token = tokens[at]
    small = token.low in DETERMINERS | PREPOSITIONS | PRONOUNS | POINTING
    if (small and not token.text.isupper()) or token.text in {"I", "A"}:
        return 1
    if token.first and last == at and token.low.removesuffix("'s") not in known:
        return 1
    return 1 if token.first and (token.low.endswith("ly") and token.low not in known) else 0


def _why(tokens: Tokens, first: int, last: int) -> str:
    low = {t.low for t in tokens[first : last + 1]}
    if low & _BODIES:
        return "name of an organisation"
    return "name with a title" if tokens[first].low in _TITLES else "name"
