"""Frames: what may stand around a verb that hands words or thoughts to somebody.

`FRAMES` has a test for each frame that `kit.author.cues.verbs` names, but “any”.
"""

from __future__ import annotations

from collections.abc import Callable

from kit.author.cues.clauses import (
    beside_a_comma,
    clause_follows,
    infinitive_follows,
)
from kit.author.cues.grammar import (
    ARTICLES,
    NEGATIONS,
    POSSESSIVES,
    QUOTES,
    WH,
)
from kit.author.cues.objects import likened, named, of_talk, with_object, with_outlook
from kit.author.cues.tokens import Tokens, low_at, words_in_a_row
from kit.author.cues.verb_places import after_adverbs, group, passive, surely_verb
from kit.author.cues.verbs import FORMS, REASONS, SAYING, THINKING, WANTING, Verb
from kit.language.english import ENGLISH

MEDIA = ENGLISH.words("nouns", "media")
DOCUMENTS = ENGLISH.words("nouns", "documents")
_OF_QUESTIONS = ENGLISH.words("verbs", "of_questions")
_STATES = ENGLISH.words("verbs", "states")


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
    after = low_at(tokens, at + 1)
    inverted = form == "s" and low_at(tokens, at - 1) == ","
    apart = not doubtful or plural or after == "," or inverted
    return (
        clause_follows(tokens, at)
        or (verb.base in _OF_QUESTIONS and after in {"who", "if", "which"})
        or (not doubtful and _as_aside(tokens, at))
        or (apart and beside_a_comma(tokens, at, at))
        or _after_quote(tokens, at)
        or (verb.reason == SAYING and _medium_follows(tokens, at))
    )


def _as_aside(tokens: Tokens, at: int) -> bool:
    """Whether it stands in an aside that begins with “as”: “as Poe noted, ...”."""
    if low_at(tokens, at + 1) not in {",", "."}:
        return False
    for back in range(at - 1, max(-1, at - 6), -1):
        if tokens[back].low == "as":
            return tokens[back].first or low_at(tokens, back - 1) == ","
        if not tokens[back].word and tokens[back].text != ".":
            return False
    return False


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
    near = words_in_a_row(tokens, at + 2, at + 9)
    return any(tokens[n].low == "to" and infinitive_follows(tokens, n) for n in near)


def _frame_object_that(tokens: Tokens, at: int, verb: Verb) -> bool:
    return any(tokens[n].low == "that" for n in words_in_a_row(tokens, at + 2, at + 8))


def _frame_ing(tokens: Tokens, at: int, verb: Verb) -> bool:
    after = low_at(tokens, at + 1)
    return (after.endswith("ing") and len(after) > 4) or after in WH


def _frame_not(tokens: Tokens, at: int, verb: Verb) -> bool:
    """A “not” before it: “they do not know”."""
    first = group(tokens, at)[0]
    return any(t.low in NEGATIONS or t.low.endswith("n't") for t in tokens[first:at])


def _frame_state(tokens: Tokens, at: int, verb: Verb) -> bool:
    """How somebody feels: “felt betrayed”, “feels like a stranger”."""
    after = low_at(tokens, after_adverbs(tokens, at + 1))
    return after in _STATES or (after.endswith("ed") and len(after) > 4)


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
    "names": named,
    "talk": of_talk,
    "object": with_object,
    "not": _frame_not,
    "outlook": with_outlook,
    "state": _frame_state,
    "likening": likened,
    "document": _frame_document,
    **{word: _preposition(word) for word in ("of", "about", "against", "for", "on", "as", "over")},
}
for _reason in REASONS:  # a frame that the file of the verbs names has its test here
    ENGLISH.table("verbs", _reason, ("any", *FRAMES))
