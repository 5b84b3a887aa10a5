"""Frames of a verb with its object: “called it a mistake”, “promised a reply”."""

from __future__ import annotations

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
    in_either_number,
)
from kit.author.cues.tokens import Tokens, low_at, words_in_a_row
from kit.author.cues.verb_places import after_adverbs, passive, surely_verb
from kit.author.cues.verbs import FORMS, THINKING, Verb
from kit.language.english import ENGLISH

NOUNS = ENGLISH.keys_by_word("nouns", "nouns")  # those that report, with the words that may follow
_OUTLOOKS = ENGLISH.words("nouns", "outlooks")
_ADJECTIVE_ENDINGS = tuple(ENGLISH.words("verbs", "adjective_endings"))
_NO_ADJECTIVES = ENGLISH.words("verbs", "no_adjectives")


def named(tokens: Tokens, at: int, verb: Verb) -> bool:
    """Somebody, then what he or it is called: “called it a mistake”."""
    if passive(tokens, at):
        return False
    after = low_at(tokens, at + 1)
    if after in PRONOUNS - SUBJECT_PRONOUNS | {"it", "this", "that", "her"}:
        return low_at(tokens, at + 2) not in {"", ".", ",", "off", "up", "in", "on", "at", "to"}
    if _says_what(after):
        return True
    for place in range(at + 2, min(at + 10, len(tokens))):
        token = tokens[place]
        if token.text in OPENING and not token.word:
            return True
        if not token.word or token.low in PREPOSITIONS - {"of", "in", "for", "on"}:
            return False
        if token.low in ARTICLES and tokens[place - 1].low not in PREPOSITIONS | {"all"}:
            return True
        if _says_what(token.low):
            return True
    return quote_follows(tokens, at)


def _says_what(low: str) -> bool:
    """Whether a word looks like an adjective that says what something is called."""
    return low.endswith(_ADJECTIVE_ENDINGS) and low not in _NO_ADJECTIVES


def of_talk(tokens: Tokens, at: int, verb: Verb) -> bool:
    """An object that is itself a report: “rejected the claim”."""
    near = words_in_a_row(tokens, at + 1, at + 6)
    return any(in_either_number(tokens[place].low, NOUNS) for place in near)


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
    return not passive(tokens, at) and any(t.low in _OUTLOOKS for t in near if t.word)


def likened(tokens: Tokens, at: int, verb: Verb) -> bool:
    """Somebody or something, then what it is likened to: “compared it to a tax”."""
    active = not passive(tokens, at) and low_at(tokens, at + 1) not in PREPOSITIONS
    near = words_in_a_row(tokens, at + 1, at + 9)[1:]
    return active and any(tokens[place].low == "to" for place in near)
