"""What follows a verb or a noun, and what stands beside it: a clause, a quotation, a comma."""

from __future__ import annotations

from kit.author.cues.grammar import (
    CLOSING,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    FINITE,
    OPENING,
    POINTING,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    TIMES,
    WH,
)
from kit.author.cues.shades import ROLES
from kit.author.cues.tokens import Tokens, low_at
from kit.author.cues.verb_places import after_adverbs, group

# Who speaks in news, besides those whose role stands for a name.
_WRITERS = {"author", "authors", "judges"}


def clause_follows(tokens: Tokens, at: int) -> bool:
    """Whether a that-clause, a wh-clause, a bare clause or a quotation follows the token."""
    after = after_adverbs(tokens, at + 1)
    low = low_at(tokens, after)
    if low == "that":
        return low_at(tokens, after + 1) not in {",", ".", ""}
    if low in WH - {"if", "which", "who", "whom"}:
        return True
    return quote_follows(tokens, at) or bare_clause(tokens, after)


def quote_follows(tokens: Tokens, at: int) -> bool:
    """Whether a quotation follows, at once or after a colon or comma a few words on."""
    place = at + 1
    if low_at(tokens, place) in {",", ":"}:
        place += 1
    if place < len(tokens) - 1 and _opens(tokens, place):
        return True
    for later in range(place, min(at + 10, len(tokens) - 2)):
        mark = tokens[later].text
        if mark in {":", ","} and _opens(tokens, later + 1):
            return True
        if mark in {".", "?", "!", ";"}:
            return False
    return False


def _opens(tokens: Tokens, at: int) -> bool:
    """Whether a quotation of more than two words, or of a whole sentence, opens with this mark."""
    if low_at(tokens, at) == low_at(tokens, at + 1) == "`":
        at += 1
    if at + 3 >= len(tokens) or tokens[at].text not in OPENING:
        return False
    if tokens[at + 1].quoted and tokens[at + 2].text in {"!", "?", ".", ","}:
        return True
    return all(t.quoted for t in tokens[at + 1 : at + 4]) and not tokens[at].quoted


def bare_clause(tokens: Tokens, at: int) -> bool:
    """Whether a subject and a finite verb follow without a “that” or a mark between."""
    first = low_at(tokens, at)
    if first in {"he", "she", "they", "we", "i", "there"}:
        return True
    if first in (PREPOSITIONS | CONJUNCTIONS | {""}) or not tokens[at].word:
        return False
    for token in tokens[at + 1 : at + 13]:
        if not token.word or token.low in RELATIVES:
            return False
        if token.low in FINITE and token.text.islower():  # “since May” has no verb
            return True
    return False


def beside_a_comma(tokens: Tokens, at: int, last: int) -> bool:
    """Whether the verb with its subject stands apart, as in “..., he added.” or “”, said Poe”."""
    first = group(tokens, at)[0]
    before = tokens[first - 1] if first else None
    after = low_at(tokens, last + 1)
    if before and before.text in CLOSING | {","} and not before.word:
        follows = tokens[last + 1] if last + 1 < len(tokens) else None
        quoted = before.text in CLOSING or low_at(tokens, first - 2) in CLOSING
        named = follows is not None and follows.text[:1].isupper() and follows.low not in TIMES
        roles = any(t.low in ROLES | _WRITERS for t in tokens[last + 2 : last + 5] if t.word)
        small = follows is not None and follows.low in DETERMINERS | PRONOUNS
        if follows and (named or (small and (quoted or roles))):
            return True
    place = after_adverbs(tokens, last + 1)
    while low_at(tokens, place) in {"on", "in", "to", "at"} and place - last < 6:
        place = after_adverbs(tokens, place + 2)
    ends = place >= len(tokens) or (not tokens[place].word and tokens[place].text not in "$(%")
    if not ends and after != ",":
        return False
    for back in range(first - 1, max(-1, first - 10), -1):
        token = tokens[back]
        shortens = token.text == "." and not tokens[back + 1].first
        if token.word or shortens:
            continue
        if token.text in CLOSING and token.text != "’":
            return True
        if token.text == "," or token.text in DASHES:
            words_before = 1 if after == "," else 3
            return (
                2 <= first - back <= 9
                and back >= words_before
                and tokens[back].sentence == tokens[back - words_before].sentence
            )
        if token.text in {".", "?", "!", ";", ":"}:
            return False
    return False


def infinitive_follows(tokens: Tokens, to: int) -> bool:
    """Whether a verb, and not a noun, stands after this “to”."""
    after = tokens[to + 1] if to + 1 < len(tokens) else None
    nominal = DETERMINERS | POINTING | PRONOUNS
    return bool(after and after.word and after.low not in nominal and after.text[:1].islower())
