"""Frames of a verb with its object: “called it a mistake”, “promised a reply”."""

from __future__ import annotations

from collections.abc import Sequence

from kit.author.cues.clauses import quote_follows
from kit.author.cues.grammar import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    OPENING,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECT_PRONOUNS,
    WH,
    listed,
)
from kit.author.cues.reporting_nouns import NOUNS, OUTLOOKS
from kit.author.cues.tokens import Token
from kit.author.cues.verb_places import after_adverbs, low_at, passive, surely_verb
from kit.author.cues.verbs import FORMS, THINKING, Verb

Tokens = Sequence[Token]
# How an adjective ends that says what something is called: “called it baseless”.
_OF_ADJECTIVES = ("less", "ous", "ible", "able", "ful", "ive", "unfair", "wrong", "false", "absurd")
_NO_ADJECTIVES = listed(
    "executive executives detective native representative initiative alternative table vegetable "
    "house unless olive drive five directive incentive objective narrative perspective motive "
    "archive relative constable cable unable able live give alive adhesive"
)


def named(tokens: Tokens, at: int, verb: Verb) -> bool:
    """Somebody, then what he or it is called: “called it a mistake”."""
    if passive(tokens, at):
        return False
    after = low_at(tokens, at + 1)
    if after in PRONOUNS - SUBJECT_PRONOUNS | {"it", "this", "that", "her"}:
        return low_at(tokens, at + 2) not in {"", ".", ",", "off", "up", "in", "on", "at", "to"}
    if after.endswith(_OF_ADJECTIVES) and after not in _NO_ADJECTIVES:
        return True
    for place in range(at + 2, min(at + 10, len(tokens))):
        token = tokens[place]
        if token.text in OPENING and not token.word:
            return True
        if not token.word or token.low in PREPOSITIONS - {"of", "in", "for", "on"}:
            return False
        if token.low in ARTICLES and tokens[place - 1].low not in PREPOSITIONS | {"all"}:
            return True
        if token.low.endswith(_OF_ADJECTIVES) and token.low not in _NO_ADJECTIVES:
            return True
    return quote_follows(tokens, at)


def of_talk(tokens: Tokens, at: int, verb: Verb) -> bool:
    """An object that is itself a report: “rejected the claim”."""
    for place in range(at + 1, min(at + 6, len(tokens))):
        low = low_at(tokens, place)
        if not tokens[place].word:
            return False
        if low in NOUNS or low.removesuffix("s") in NOUNS:
            return True
    return False


def with_object(tokens: Tokens, at: int, verb: Verb) -> bool:
    """Somebody or something at once: “criticized the plan”, “promised a reply”."""
    form = FORMS[tokens[at].low][1]
    after = low_at(tokens, after_adverbs(tokens, at + 1))
    named = at + 1 < len(tokens) and tokens[at + 1].text in OPENING
    if passive(tokens, at) or not (named or after[:1].isalnum() or after[:1] in {"$", "£", "€"}):
        return False
    if verb.reason == THINKING and after[:1].isdigit():
        return False
    if after in PREPOSITIONS | CONJUNCTIONS | WH | AUXILIARIES | {"that"}:
        return False
    plainly = after in DETERMINERS or (after in PRONOUNS - SUBJECT_PRONOUNS | {"it"})
    sure = form in {"past", "ing"} or surely_verb(tokens, at, form)
    if form == "ing" and low_at(tokens, at - 1) in PREPOSITIONS - {"by", "of", "for"}:
        return False
    return sure or plainly or not verb.also_noun


def with_outlook(tokens: Tokens, at: int, verb: Verb) -> bool:
    """How likely somebody takes something to be: “see little chance”."""
    near = tokens[at + 1 : at + 4]
    return not passive(tokens, at) and any(t.low in OUTLOOKS for t in near if t.word)


def likened(tokens: Tokens, at: int, verb: Verb) -> bool:
    """Somebody or something, then what it is likened to: “compared it to a tax”."""
    near = tokens[at + 1 : at + 9]
    active = not passive(tokens, at) and low_at(tokens, at + 1) not in PREPOSITIONS
    stops = next((n for n, t in enumerate(near) if not t.word), len(near))
    return active and "to" in {t.low for t in near[1:stops]}
