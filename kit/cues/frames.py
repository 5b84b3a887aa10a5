"""Frames: what may stand around a verb that hands words or thoughts to somebody.

`FRAMES` has a test for each frame that `kit.cues.verbs` names, but “any”.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.cues.clauses import (
    beside_a_comma,
    clause_follows,
    infinitive_follows,
    quote_follows,
)
from kit.cues.grammar import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    OPENING,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    SUBJECT_PRONOUNS,
    WH,
    listed,
)
from kit.cues.phrases import DOCUMENTS, MEDIA, NOUNS, OUTLOOKS
from kit.cues.tokens import Token
from kit.cues.verb_places import after_adverbs, group, low_at, passive, surely_verb
from kit.cues.verbs import FORMS, SAYING, THINKING, WANTING, Verb

Tokens = Sequence[Token]
# How an adjective ends that says what something is called: “called it baseless”.
_OF_ADJECTIVES = ("less", "ous", "ible", "able", "ful", "ive", "unfair", "wrong", "false", "absurd")
_STATES = listed(
    "like as good bad better worse sorry sure confident proud safe strongly unsafe sad angry ready "
    "comfortable uncomfortable guilty obliged ill unwell free lucky alone strong weak great"
)
_NO_ADJECTIVES = listed(
    "executive executives detective native representative initiative alternative table vegetable "
    "house unless olive drive five directive incentive objective narrative perspective motive "
    "archive relative constable cable unable able live give alive adhesive"
)


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
    if verb.base in {"decline", "refuse"} and low_at(tokens, place + 1) == "comment":
        return False
    if low_at(tokens, place) == "not":
        place += 1
    return low_at(tokens, place) == "to" and infinitive_follows(tokens, place)


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


def _frame_talk(tokens: Tokens, at: int, verb: Verb) -> bool:
    """An object that is itself a report: “rejected the claim”."""
    for place in range(at + 1, min(at + 6, len(tokens))):
        low = low_at(tokens, place)
        if not tokens[place].word:
            return False
        if low in NOUNS or low.removesuffix("s") in NOUNS:
            return True
    return False


def _frame_object(tokens: Tokens, at: int, verb: Verb) -> bool:
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


def _frame_not(tokens: Tokens, at: int, verb: Verb) -> bool:
    """A “not” before it: “they do not know”."""
    first = group(tokens, at)[0]
    return any(t.low in NEGATIONS or t.low.endswith("n't") for t in tokens[first:at])


def _frame_state(tokens: Tokens, at: int, verb: Verb) -> bool:
    """How somebody feels: “felt betrayed”, “feels like a stranger”."""
    after = low_at(tokens, after_adverbs(tokens, at + 1))
    return after in _STATES or (after.endswith("ed") and len(after) > 4)


def _frame_likening(tokens: Tokens, at: int, verb: Verb) -> bool:
    """Somebody or something, then what it is likened to: “compared it to a tax”."""
    near = tokens[at + 1 : at + 9]
    active = not passive(tokens, at) and low_at(tokens, at + 1) not in PREPOSITIONS
    stops = next((n for n, t in enumerate(near) if not t.word), len(near))
    return active and "to" in {t.low for t in near[1:stops]}


def _frame_outlook(tokens: Tokens, at: int, verb: Verb) -> bool:
    """How likely somebody takes something to be: “see little chance”."""
    near = tokens[at + 1 : at + 4]
    return not passive(tokens, at) and any(t.low in OUTLOOKS for t in near if t.word)


def _frame_document(tokens: Tokens, at: int, verb: Verb) -> bool:
    """A study, a poll or a record just before: “polls show him ahead”."""
    before = [t.low for t in tokens[max(0, at - 6) : at]]
    return not passive(tokens, at) and not DOCUMENTS.isdisjoint(before)


def _preposition(wanted: str) -> Callable[[Tokens, int, Verb], bool]:
    """A frame with this word after the verb, or after what the verb is about."""

    def frame(tokens: Tokens, at: int, verb: Verb) -> bool:
        thinking = {SAYING, WANTING, THINKING} if wanted == "of" else {SAYING, WANTING}
        far = verb.reason not in thinking or wanted == "as"
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
    "object": _frame_object,
    "not": _frame_not,
    "outlook": _frame_outlook,
    "state": _frame_state,
    "likening": _frame_likening,
    "document": _frame_document,
    **{word: _preposition(word) for word in listed("of about against for on as over")},
}
