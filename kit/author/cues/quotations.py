"""Direct quotations, and who speaks in each, as far as the words beside it tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.author.cues.fixed_words import FEELING, STANDPOINTS
from kit.author.cues.grammar import (
    AUXILIARIES,
    DETERMINERS,
    NEGATIONS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    TIMES,
    adverb,
)
from kit.author.cues.shades import ROLES
from kit.author.cues.tokens import Cue, Tokens
from kit.author.cues.verbs import SAYING, WANTING

Characters = tuple[int, int]  # where some words begin and end in their text
_UNSPOKEN = frozenset({WANTING, FEELING})
_CLAUSE_OPENERS = {"that", "but", "because", "when", "while", "if", "as", "although", "after"}
_FAR = 160  # characters; a cue further away is another one’s


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two marks, first to last, and the words that name who speaks."""

    start: int
    end: int
    reason: str
    speaker: Characters | None = None  # in the same segment
    sure: bool = False  # a word of saying stands between the quotation and the speaker's name


def quotations(
    text: str, places: Sequence[Characters], tokens: Tokens, cues: Sequence[Cue]
) -> Iterator[Quotation]:
    """The quotations at these places, each with its speaker where a cue beside it has one."""
    before: tuple[int, Quotation] | None = None  # the sentence it ended in, and the quotation
    for start, end in places:
        inside = [t for t in tokens[_at(tokens, start) : _at(tokens, end)] if t.word]
        if not inside:
            continue
        first, last = inside[0].start, inside[-1].end
        if len(inside) <= 2 and text[end - 1] not in ",.?!":
            yield Quotation(first, last, "one or two words in quotation marks")
            continue
        cue = _nearest(tokens, cues, inside, (start, end))
        speaker = _speaker(tokens, cue, start, end) if cue else None
        sure = cue is not None and speaker is not None and _is_beside(tokens, cue, speaker)
        found = Quotation(first, last, *_said_by(tokens, speaker), sure)
        if not cue and before and before[1].speaker and inside[0].sentence - before[0] <= 1:
            reason = "direct quotation; it goes on from the one before"
            found = Quotation(first, last, reason, before[1].speaker, before[1].sure)
        yield found
        ends = tokens[cue[1]].sentence if cue else 0
        before = max(inside[-1].sentence, ends), found


def _at(tokens: Tokens, place: int) -> int:
    """The number of the first token at or after a place in the text."""
    return bisect_left(tokens, place, key=lambda token: token.start)


def _said_by(tokens: Tokens, found: tuple[int, int] | None) -> tuple[str, Characters | None]:
    if not found:
        return "direct quotation; no speaker beside it", None
    first, last = found
    place = tokens[first].start, tokens[last].end
    if first == last and tokens[first].low in SUBJECT_PRONOUNS:
        return f"direct quotation; the speaker is only “{tokens[first].text}” here", place
    return "direct quotation", place


def _is_beside(tokens: Tokens, cue: Cue, speaker: tuple[int, int]) -> bool:
    """Whether a plain word of saying and a speaker stand side by side: “said Poe”, “Poe said”."""
    if cue[2] != SAYING or any(token.quoted for token in tokens[cue[0] : cue[1] + 1]):
        return False
    return speaker[0] == cue[1] + 1 or speaker[1] == cue[0] - 1


def _nearest(tokens: Tokens, cues: Sequence[Cue], inside: Tokens, place: Characters) -> Cue | None:
    """The cue in the same sentence as the quotation, or beside its end, that is nearest to it.

    What a speaker wants, or an aside about the speaker, counts only where nothing else stands.
    """
    sentences = {inside[0].sentence, inside[-1].sentence}
    near: list[tuple[bool, int, Cue]] = []
    for cue in cues:
        first, last = tokens[cue[0]], tokens[cue[1]]
        aside = cue[2] in _UNSPOKEN or (cue[0] > 0 and tokens[cue[0] - 1].low in {"who", "which"})
        if first.start >= place[1] and first.sentence in sentences:
            near.append((aside, first.start - place[1], cue))
        elif last.end <= place[0] and last.sentence in sentences:
            near.append((aside, place[0] - last.end + 1, cue))
    best = min(near, default=None)
    return best[2] if best and best[1] < _FAR else None


def _speaker(tokens: Tokens, cue: Cue, start: int, end: int) -> tuple[int, int] | None:
    first, last, _ = cue
    if tokens[first].low in STANDPOINTS and tokens[last].low != "of":
        return (first + 1, last - 1) if last - first > 1 else None
    if tokens[first].low in {"according", "in"} or _inverted(tokens, first, end):
        return _after(tokens, last + 1)
    return _before(tokens, first) or (
        _after(tokens, last + 1) if tokens[first].start > end else None
    )


def _inverted(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the cue follows the closing mark at once, as in “..., said Poe”."""
    between = [t for t in tokens[max(0, first - 4) : first] if t.start >= end]
    return tokens[first].start >= end and len(between) < 4 and not any(t.word for t in between)


def _after(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The noun phrase that begins here."""
    last = None
    for place in range(at, min(at + 8, len(tokens))):
        token = tokens[place]
        if not token.word and not _shortening(tokens, place):
            break
        if token.low in (PREPOSITIONS - {"of", "for"}) | RELATIVES | TIMES or adverb(token.low):
            break
        if token.low in {"told", "said", "that", "when", "while", "after"} | AUXILIARIES:
            break
        if token.word:
            last = place
    return (at, last) if last is not None and _names_somebody(tokens[at : last + 1]) else None


def _shortening(tokens: Tokens, at: int) -> bool:
    """Whether this is the full stop of a title or an initial, with more of the name to come."""
    if tokens[at].text != "." or at + 1 >= len(tokens):
        return False
    return tokens[at + 1].word and not tokens[at + 1].first


def _before(tokens: Tokens, verb: int) -> tuple[int, int] | None:
    """The noun phrase that ends before the cue, or the one that an aside there belongs to."""
    last = verb - 1
    while last >= 0 and tokens[last].word and _no_noun(tokens[last].low):
        last -= 1
    if last < 0 or tokens[last].quoted:
        return None
    if tokens[last].text == ",":
        return _before_the_aside(tokens, last)
    first = last
    while first > 0 and not _border(tokens, first - 1):
        first -= 1
    while first < last and _no_noun(tokens[first].low):
        first += 1
    found = tokens[first : last + 1]
    return (first, last) if found and _names_somebody(found) else None


def _before_the_aside(tokens: Tokens, comma: int) -> tuple[int, int] | None:
    last = comma - 1
    while last >= 0 and tokens[last].text not in {",", ";", ":", "”", "“"}:
        if tokens[last].first:
            return None
        last -= 1
    if last < 1 or tokens[last].text != ",":
        return None
    first = last - 1
    while first > 0 and not _border(tokens, first - 1):
        first -= 1
    aside = tokens[last + 1 : comma]
    named = [t for t in tokens[first:last] if t.text[:1].isupper() and not t.first]
    if not named and aside and aside[0].text[:1].isupper() and aside[0].low not in DETERMINERS:
        return last + 1, comma - 1
    return (first, last - 1) if first < last and _names_somebody(tokens[first:last]) else None


def _border(tokens: Tokens, at: int) -> bool:
    """Whether a noun phrase cannot go on to the left over this token."""
    token = tokens[at]
    if not token.word:
        closes = at > 0 and tokens[at - 1].quoted
        return closes or token.text not in ".'’&" or tokens[at + 1].first
    small = token.low in _CLAUSE_OPENERS
    return tokens[at + 1].first or token.quoted or small or token.low in AUXILIARIES


def _no_noun(low: str) -> bool:
    return adverb(low) or low in AUXILIARIES | NEGATIONS | {"but", "and", "later", "on", "in"}


def _names_somebody(found: Tokens) -> bool:
    if len(found) > 14:
        return False
    low = {t.low for t in found}
    capital = any(t.text[:1].isupper() and not t.first for t in found)
    opened = found[0].text[:1].isupper()
    return bool(low & (ROLES | SUBJECT_PRONOUNS | DETERMINERS)) or capital or opened
