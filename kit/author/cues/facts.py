"""Numbers, dates and names: what in a news text can be looked up.

What counts follows the named-entity tasks of MUC-6 (1995): names, times, money and per cent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.author.cues.grammar import DETERMINERS, POINTING, PREPOSITIONS, PRONOUNS, listed
from kit.author.cues.tokens import Token

Place = tuple[int, int, str]  # characters from start to end, and the reason

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SPAN = (
    r"(?:day|night|week|weekend|month|quarter|year|decade|century|spring|summer|autumn|fall|winter)"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_BIG = r"(?:hundred|thousand|million|billion|trillion|dozen)"
_UNIT = r"(?:%|\s?(?:per\s?cent|percent|percentage\s+points)\b)"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"

DATES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (rf"\b(?:{_DAY},?\s+)?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?\b", "a date"),
        (rf"\b(?:{_DAY},?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+{_YEAR})?(?!\w)", "a date"),
        (rf"(?<!\w){_MONTH}\s+{_YEAR}\b", "a month of a year"),
        (rf"\b{_YEAR}-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}/(?:\d\d)?\d\d\b", "a date in digits"),
        (rf"\b(?:early|late|mid|the|in|since|by|of|from|until|before|after)[\s-]+(?P<at>{_YEAR}s?)\b(?!,\d)",
         "a year"),
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
        (rf"\b{_COUNT}(?:-(?:one|two|three|four|five|six|seven|eight|nine))?\b(?!-)",
         "a number in words"),
        (r"\b(?:hundreds|thousands|millions|billions|dozens|scores)\s+of\b",
         "a number that is not exact"),
        (r"\b(?:half|a\s+third|a\s+quarter|two[\s-]thirds|three[\s-]quarters|twice|doubled|tripled|"
         r"halved)\b", "a share or a multiple"),
    )
)  # fmt: skip

_PARTICLES = listed("of de del della van von der den bin ibn al el la le du da dos ter")
_TITLES = listed(
    "mr mrs ms dr prof sen rep gov gen sir lord lady president minister senator governor judge "
    "justice mayor chancellor secretary captain sergeant colonel general pope king queen prince "
    "princess coach professor"
)
_NO_NAMES = listed(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december i'm i've i'd i'll mr mrs ms dr"
)


def dates(text: str) -> Iterator[Place]:
    """Days, months, years and words such as “last week”; the longest where two overlap."""
    return _longest(text, DATES)


def numbers(text: str, taken: Sequence[Place] = ()) -> Iterator[Place]:
    """Numbers outside the places taken (the dates): amounts, shares, ranges, words."""
    for start, end, reason in _longest(text, NUMBERS):
        if not any(start < after and before < end for before, after, _ in taken):
            yield start, end, reason


def _longest(text: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> Iterator[Place]:
    found: list[Place] = []
    for pattern, reason in table:
        name = "at" if "at" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            found.append((*match.span(name), reason))
    last = 0
    for start, end, reason in sorted(found, key=lambda place: (place[0], -place[1])):
        if start >= last:
            last = end
            yield start, end, reason


def known_names(tokens: Sequence[Token]) -> frozenset[str]:
    """The words, in small letters, that have a capital where no sentence starts."""
    if _shouted(tokens):
        return frozenset()
    return frozenset(t.low.removesuffix("'s") for t in tokens if _capital(t) and not t.first)


def names(tokens: Sequence[Token], known: frozenset[str]) -> Iterator[tuple[int, int, str]]:
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


def _shouted(tokens: Sequence[Token]) -> bool:
    """Whether nearly all words have a capital, as in a heading or a text without small letters."""
    long = [t for t in tokens if t.word and t.text[:1].isalpha() and len(t.text) > 3]
    return len(long) > 4 and sum(_capital(t) for t in long) > 0.9 * len(long)


def _capital(token: Token) -> bool:
    return token.word and token.text[:1].isupper() and token.low not in _NO_NAMES


def _run(tokens: Sequence[Token], at: int) -> int | None:
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


def _leading(tokens: Sequence[Token], at: int, last: int, known: frozenset[str]) -> int:
    """How many words to leave out at the start of a run that starts a sentence."""
    token = tokens[at]
    small = token.low in DETERMINERS | PREPOSITIONS | PRONOUNS | POINTING
    if (small and not token.text.isupper()) or token.text in {"I", "A"}:
        return 1
    if token.first and last == at and token.low.removesuffix("'s") not in known:
        return 1
    return 1 if token.first and (token.low.endswith("ly") and token.low not in known) else 0


def _why(tokens: Sequence[Token], first: int, last: int) -> str:
    bodies = listed(
        "ministry department university institute agency committee party council court congress "
        "senate house bank company corp inc group association union commission office bureau "
        "police times post news journal"
    )
    low = {t.low for t in tokens[first : last + 1]}
    if low & bodies:
        return "name of an organisation"
    return "name with a title" if tokens[first].low in _TITLES else "name"
