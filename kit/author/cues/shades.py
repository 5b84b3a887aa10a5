"""Shades of a news text: hedges, loaded words and sources without a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kit.author.cues.grammar import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from kit.author.cues.tokens import Cue, Token, Tokens, begins_amount
from kit.author.cues.verbs import FORMS
from kit.language.english import ENGLISH

_HEDGES = ENGLISH.by_word("shades", "hedges")
_BEFORE_NUMBERS = ENGLISH.words("shades", "before_numbers")
_NUMBERS = {"half", "a", "one", "two", "three", "four", "five", "ten", "twice", "every"}
SURE_HEDGES = ENGLISH.words("shades", "sure_hedges")
_LOADED = ENGLISH.by_word("shades", "loaded")
ROLES = ENGLISH.words("shades", "roles")
WHOEVER = ENGLISH.words("shades", "whoever")
_VAGUE = re.compile(
    r"\b(?:(?:a|one|two|three|several|some|many)\s+)?(?:senior\s+|former\s+)?(?:people|person|persons|"
    r"sources?|officials?|individuals?)\s+(?:close\s+to|familiar\s+with|briefed\s+on|with\s+(?:direct\s+"
    r")?knowledge\s+of)\b|\b(?:on|under)\s+(?:the\s+)?condition\s+(?:of\s+anonymity|that\s+\w+\s+not\s+be"
    r"\s+named)|\bwho\s+(?:declined|asked|refused)\s+(?:not\s+)?to\s+be\s+(?:named|identified)",
    re.IGNORECASE,
)  # fmt: skip


def hedges(tokens: Tokens) -> Iterator[Cue]:
    """Words that leave room for doubt; “May” the month and “about” a subject are none."""
    for at, token in enumerate(tokens):
        kind = _HEDGES.get(token.low)
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if not kind or (token.low in _BEFORE_NUMBERS and not _number(after)):
            continue
        if token.low == "may" and token.text == "May" and (not token.first or _number(after)):
            continue
        yield at, at, f"leaves room for doubt: {kind}"


def _number(token: Token | None) -> bool:
    return token is not None and begins_amount(token, _NUMBERS)


def loaded(tokens: Tokens) -> Iterator[Cue]:
    """Words that carry a judgement of their own, outside quotation marks."""
    for at, token in enumerate(tokens):
        if token.low in _LOADED and not token.quoted:
            yield at, at, f"carries a judgement: {_LOADED[token.low]}"


def unnamed(tokens: Tokens, text: str, cue_ends: frozenset[int]) -> Iterator[Cue]:
    """Sources that have a role and no name, and are given as a source.

    ``cue_ends`` are the tokens of attribution cues: a role counts beside one.
    """
    taken: set[int] = set()
    for match in _VAGUE.finditer(text):
        first, last = (bisect_left(tokens, at, key=_start) for at in match.span())
        if first < last:
            taken |= set(range(first, last))
            yield first, last - 1, "a source whose name is held back"
    for at, token in enumerate(tokens):
        if at in taken or token.low not in ROLES | WHOEVER:
            continue
        if _named(tokens, at) or not _speaks(tokens, at, cue_ends):
            continue
        owner = at + 1 < len(tokens) and tokens[at + 1].text in {"'", "’"}
        if owner or (token.low in WHOEVER and at + 1 not in cue_ends):
            continue
        first = _start_of_phrase(tokens, at)
        if first not in taken:
            yield first, at, "no name, only a role"


def _start(token: Token) -> int:
    return token.start


def _named(tokens: Tokens, at: int) -> bool:
    """Whether a name stands beside the role: “a spokesman, Paul Roe,” or “economist Ann Lee”."""
    after = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == ",")
    named = after < len(tokens) and tokens[after].word and tokens[after].text[:1].isupper()
    if named and not tokens[at].low.endswith("s"):
        return True
    return at > 1 and tokens[at - 1].low in DETERMINERS and (
        tokens[at - 2].text == "," and at > 2 and tokens[at - 3].text[:1].isupper()
    )  # fmt: skip


def _speaks(tokens: Tokens, at: int, cue_ends: frozenset[int]) -> bool:
    """Whether a cue follows within its noun phrase, or stands just before: “said officials”."""
    first = _start_of_phrase(tokens, at)
    if first - 1 in cue_ends:
        return True
    for place in range(at + 1, min(at + 12, len(tokens))):
        if place in cue_ends:
            return True
        token = tokens[place]
        if token.text in ".;:?!" or token.low in AUXILIARIES - BE - {"have", "has", "had"}:
            return False
        if token.low in SUBJECT_PRONOUNS and token.low != "who":
            return False
    return False


def _start_of_phrase(tokens: Tokens, at: int) -> int:
    """The determiner or the first describing word before a role, at most four words back."""
    first = at
    for place in range(at - 1, max(-1, at - 5), -1):
        token = tokens[place]
        if not token.word or token.low in PREPOSITIONS | AUXILIARIES | FORMS.keys():
            break
        if token.low in DETERMINERS | WHOEVER | {"one", "two", "three"}:
            return place
        if token.low in {"senior", "former", "top", "independent", "government"}:
            first = place
    return first
