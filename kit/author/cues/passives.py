"""Cues in the passive: “is said to”, “was quoted as saying”, “a man believed to be armed”."""

from __future__ import annotations

from kit.author.cues.clauses import beside_a_comma
from kit.author.cues.tokens import Cue, Tokens, low_at
from kit.author.cues.verb_places import after_adverbs
from kit.author.cues.verbs import OTHER_IN_PASSIVE, SHOWING, Verb

OWNERLESS = "passive without an owner"
_SENSING = {"hear", "see", "find", "know", "feel"}
_ANY_PASSIVE = {"tell", "ask", "accuse", "warn", "urge", "rumor", "rumour"}
_TO_BE = {"be", "have"}


def in_passive(tokens: Tokens, at: int, verb: Verb, first: int) -> Cue | None:
    """The cue of a verb in the passive whose auxiliaries begin at ``first``, or None."""
    after = low_at(tokens, after_adverbs(tokens, at + 1))
    subject = low_at(tokens, first - 1)
    if subject == "it" and (after in {"that", ",", ".", ""} or "any" in verb.frames):
        return first - 1, at, OWNERLESS
    frames = verb.frames & {"any", "clause", "object to", "to", "as"}
    bare = verb.reason == SHOWING or verb.base in _SENSING
    if after == "to" and bare and low_at(tokens, at + 2) not in _TO_BE:
        return None
    if verb.base == "expect" and first < at:
        return first, at, OWNERLESS
    if after == "to" and frames and verb.base not in OTHER_IN_PASSIVE - {"order"}:
        return first, at, OWNERLESS
    if after == "as" and low_at(tokens, at + 2) in {"saying", "telling", "writing"}:
        return first, at + 2, OWNERLESS
    if (after == "as" and "as" in verb.frames) or (after == "for" and "for" in verb.frames):
        return first, at, OWNERLESS
    if after == "by" and "as" in verb.frames and "as" in {t.low for t in tokens[at : at + 10]}:
        return first, at, verb.reason
    if after == "that" or (verb.base in _ANY_PASSIVE):
        return first, at, OWNERLESS
    if beside_a_comma(tokens, at, at) and verb.base not in OTHER_IN_PASSIVE:
        return first, at, OWNERLESS
    if (
        after == "by"
        and (verb.base == "report" or "any" in verb.frames)
        and verb.base not in OTHER_IN_PASSIVE
    ):
        return first, at, verb.reason
    return None


def shortened_passive(tokens: Tokens, at: int, verb: Verb) -> bool:
    """A participle with “to be” or “to have” after it: “a man believed to be armed”."""
    if low_at(tokens, at + 1) != "to" or low_at(tokens, at + 2) not in _TO_BE:
        return False
    return bool(verb.frames & {"any", "clause", "as"}) and verb.base not in (
        OTHER_IN_PASSIVE - {"know", "see", "find"}
    )
