"""Frames: what may stand around a verb that hands words or thoughts to somebody.

`FRAMES` has a test for each frame that `kit.cues.verbs` names, but “any”.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.cues.grammar import (
    ARTICLES,
    CLOSING,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    FINITE,
    OPENING,
    POINTING,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    RELATIVES,
    SUBJECT_PRONOUNS,
    TIMES,
    WH,
    listed,
)
from kit.cues.phrases import DOCUMENTS, MEDIA, NOUNS
from kit.cues.tokens import Token
from kit.cues.verb_places import after_adverbs, group, low_at, passive, surely_verb
from kit.cues.verbs import FORMS, SAYING, WANTING, Verb

Tokens = Sequence[Token]


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
        if token.low in FINITE:
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
        if follows and (named or (quoted and (follows.low in DETERMINERS | PRONOUNS))):
            return True
    place = after_adverbs(tokens, last + 1)
    while low_at(tokens, place) in {"on", "in", "to", "at"} and place - last < 6:
        place = after_adverbs(tokens, place + 2)
    ends = place >= len(tokens) or (not tokens[place].word and tokens[place].text not in "$(%")
    after_comma = after == ","
    if not (ends or after_comma):
        return False
    for back in range(first - 1, max(-1, first - 10), -1):
        token = tokens[back]
        if token.word:
            continue
        if token.text in CLOSING and token.text != "’":
            return True
        if token.text == "," or token.text in DASHES:
            words_before = 2 if after == "," else 3
            return (
                2 <= first - back <= 9
                and back >= words_before
                and tokens[back].sentence == tokens[back - words_before].sentence
            )
        if token.text in {".", "?", "!", ";", ":"}:
            return False
    return False


def _after_quote(tokens: Tokens, at: int) -> bool:
    """Whether a quotation that ends with a comma or a stop closed a few words before."""
    first = group(tokens, at)[0]
    far = 18 if low_at(tokens, first - 1) == "," else 9
    for back in range(first - 1, max(0, first - far), -1):
        token = tokens[back]
        if token.text in {"”", '"', "’", "'"} and not token.word and not token.quoted:
            doubled = token.text == "'" == low_at(tokens, back - 1)
            near = {tokens[back - 1 - doubled].text, low_at(tokens, back + 1)}
            return bool(near & {",", "?", "!", ".", "—"}) and tokens[back - 1].start > 0
        if token.text in {".", ";", ":"}:
            return False
    return False


def _frame_clause(tokens: Tokens, at: int, verb: Verb) -> bool:
    form = FORMS[tokens[at].low][1]
    doubtful = verb.also_noun and form in {"base", "s"} and not surely_verb(tokens, at, form)
    plural = form == "base" and low_at(tokens, at - 1).endswith("s")
    apart = not doubtful or plural or low_at(tokens, at + 1) == ","
    return (
        clause_follows(tokens, at)
        or (apart and beside_a_comma(tokens, at, at))
        or _after_quote(tokens, at)
        or (verb.reason == SAYING and _medium_follows(tokens, at))
    )


def _medium_follows(tokens: Tokens, at: int) -> bool:
    """Whether it goes on with “in a note”, “on Twitter” and the like."""
    if (
        low_at(tokens, at + 1) not in {"in", "on"}
        or low_at(tokens, at + 2) not in ARTICLES | POSSESSIVES
    ):
        return False
    return any(t.low in MEDIA for t in tokens[at + 3 : at + 6])


def _frame_to(tokens: Tokens, at: int, verb: Verb) -> bool:
    place = after_adverbs(tokens, at + 1)
    if low_at(tokens, place) == "not":
        place += 1
    return low_at(tokens, place) == "to" and infinitive_follows(tokens, place)


def infinitive_follows(tokens: Tokens, to: int) -> bool:
    after = tokens[to + 1] if to + 1 < len(tokens) else None
    nominal = DETERMINERS | POINTING | PRONOUNS
    return bool(after and after.word and after.low not in nominal and after.text[:1].islower())


def _frame_object_to(tokens: Tokens, at: int, verb: Verb) -> bool:
    for place in range(at + 2, min(at + 9, len(tokens))):
        if not tokens[place].word:
            return False
        if tokens[place].low == "to" and infinitive_follows(tokens, place):
            return True
    return False


def _frame_object_that(tokens: Tokens, at: int, verb: Verb) -> bool:
    for place in range(at + 2, min(at + 8, len(tokens))):
        if not tokens[place].word:
            return False
        if tokens[place].low == "that":
            return True
    return False


def _frame_ing(tokens: Tokens, at: int, verb: Verb) -> bool:
    after = low_at(tokens, at + 1)
    return (after.endswith("ing") and len(after) > 4) or after in WH


def _frame_names(tokens: Tokens, at: int, verb: Verb) -> bool:
    """Somebody, then what he or it is called: “called it a mistake”."""
    if passive(tokens, at):
        return False
    after = low_at(tokens, at + 1)
    if after in PRONOUNS - SUBJECT_PRONOUNS | {"it", "this", "that", "her"}:
        return low_at(tokens, at + 2) not in {"", ".", ",", "off", "up", "in", "on", "at", "to"}
    for place in range(at + 2, min(at + 10, len(tokens))):
        token = tokens[place]
        if token.text in OPENING and not token.word:
            return True
        if not token.word or token.low in PREPOSITIONS - {"of", "in", "for", "on"}:
            return False
        if token.low in {"a", "an"} and tokens[place - 1].low not in PREPOSITIONS:
            return True
    return quote_follows(tokens, at)


def _frame_talk(tokens: Tokens, at: int, verb: Verb) -> bool:
    """An object that is itself a report: “rejected the claim”."""
    for place in range(at + 1, min(at + 6, len(tokens))):
        low = low_at(tokens, place)
        if not tokens[place].word:
            return False
        if low in NOUNS or low.removesuffix("s") in NOUNS:
            return True
    return False


def _frame_document(tokens: Tokens, at: int, verb: Verb) -> bool:
    """A study, a poll or a record just before: “polls show him ahead”."""
    before = [t.low for t in tokens[max(0, at - 6) : at]]
    return not passive(tokens, at) and not DOCUMENTS.isdisjoint(before)


def _preposition(wanted: str) -> Callable[[Tokens, int, Verb], bool]:
    """A frame with this word after the verb, or after what the verb is about."""

    def frame(tokens: Tokens, at: int, verb: Verb) -> bool:
        far = verb.reason not in {SAYING, WANTING} or wanted == "as"
        for place in range(at + 1, min(at + (8 if far else 2), len(tokens))):
            if not tokens[place].word and tokens[place].text not in QUOTES:
                return False
            if tokens[place].low == wanted:
                return True
        return False

    return frame


FRAMES: dict[str, Callable[[Tokens, int, Verb], bool]] = {
    "clause": _frame_clause,
    "to": _frame_to,
    "object to": _frame_object_to,
    "object that": _frame_object_that,
    "ing": _frame_ing,
    "names": _frame_names,
    "talk": _frame_talk,
    "document": _frame_document,
    **{word: _preposition(word) for word in listed("of about against for on as over")},
}
