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
_MONTH = any_of((*_CALENDAR["months"], *_CALENDAR["short_months"]))
_DAY = any_of(_CALENDAR["days"])
_SPAN = any_of(_CALENDAR["spans"])
_BEFORE_YEAR = any_of(_CALENDAR["before_year"])
_YEAR = r"(?:1[5-9]|20)\d\d"
_COUNTS = ENGLISH.table("facts", "numbers")["counts"]  # one to nine first
_COUNT = any_of(_COUNTS)
_BIG = any_of(ENGLISH.table("facts", "numbers")["powers"])
_UNIT = r"(?:%|\s?(?:per\s?cent|percent|percentage\s+points)\b)"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"

DATES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (rf"\b(?:{_DAY},?\s+)?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?\b", "a date"),
        (rf"\b(?:{_DAY},?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+{_YEAR})?(?!\w)", "a date"),
        (rf"(?<!\w){_MONTH}\s+{_YEAR}\b", "a month of a year"),
        (rf"\b{_YEAR}-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}/(?:\d\d)?\d\d\b", "a date in digits"),
        (rf"\b{_BEFORE_YEAR}[\s-]+(?P<at>{_YEAR})\b(?!,\d)", "a year"),
        (rf"\b(?:(?:early|mid|late)[\s-])?{_YEAR}s\b", "ten years: it names no one of them"),
        (rf"\b(?:(?:last|next|this|past|early|late)\s+)?{_DAY}(?:\s+(?:morning|afternoon|evening|night))?\b",
         "a day of the week: look up which date it was"),
        (rf"\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Nn]ext|[Tt]his|[Bb]y|[Ee]arly|[Ll]ate|[Uu]ntil|of)\s+(?P<at>{_MONTH})(?!\w)",
         "a month without a year"),
        (rf"\b(?:[Ll]ast|[Nn]ext|[Tt]his|[Ee]arlier\s+this|[Ll]ater\s+this)\s+{_SPAN}\b",
         "counted from the day of writing: look up which that was"),
        (rf"\b(?:\d+|[Aa]|{_COUNT})\s+{_SPAN}s?\s+(?:ago|earlier|later)\b",
         "counted from another day: look up which that was"),
        (r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b",
         "counted from the day of writing: look up which that was"),
    )
)  # fmt: skip
NUMBERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (rf"(?:US|A|C)?[$£€¥]\s?{_DIGITS}(?:\s?(?:-|–|to)\s?[$£€¥]?{_DIGITS})?"
         rf"(?:[\s-]?(?:{_BIG}|bn|m|k)\b)?", "an amount of money"),
        (rf"\b{_DIGITS}\s?(?:-|–|to|and)\s?{_DIGITS}{_UNIT}", "a range in per cent"),
        (rf"(?:\b{_DIGITS}|\b{_COUNT}){_UNIT}", "a share in per cent"),
        (rf"\b(?:{_DIGITS}|{_COUNT}|a)(?:[\s-]{_BIG})+(?:\s+(?:dollars|euros|pounds))?\b",
         "a large number"),
        (rf"\b{_DIGITS}\s?(?:-|–|to)\s?{_DIGITS}\b", "a range or a score"),
        (rf"\b{_DIGITS}(?:st|nd|rd|th)\b", "a place in a row"),
        (rf"\b{_DIGITS}\b(?![.,]?\d)", "a number in digits"),
        (rf"\b{_COUNT}(?:-{any_of(_COUNTS[:9])})?\b(?!-)", "a number in words"),
        (r"\b(?:hundreds|thousands|millions|billions|dozens|scores)\s+of\b",
         "a number that is not exact"),
        (r"\b(?:half|a\s+third|a\s+quarter|two[\s-]thirds|three[\s-]quarters|twice|doubled|tripled|"
         r"halved)\b", "a share or a multiple"),
    )
)  # fmt: skip

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
