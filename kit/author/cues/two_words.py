"""Cues of a verb and a second word: “called for”, “expressed concern”, “put the number at 40”."""

from __future__ import annotations

from collections.abc import Sequence

from kit.author.cues.clauses import beside_a_comma, clause_follows
from kit.author.cues.fixed_words import Cue
from kit.author.cues.grammar import HAVE, POINTING, listed
from kit.author.cues.inflection import Form, inflected
from kit.author.cues.phrases import HELD, HELD_WITH, PARTICLES, VOICED, VOICING
from kit.author.cues.tokens import Token
from kit.author.cues.verb_places import can_be_verb, group, low_at, passive
from kit.author.cues.verbs import SAYING, THINKING

Tokens = Sequence[Token]
REPORTING_TOGETHER = "verb and noun that report together"
_PARTICLE_FORMS = {form: base for base in PARTICLES for form, _ in inflected(base)}
_VOICING_FORMS = {form for base in VOICING for form, _ in inflected(base)}
_ALSO_NOUNS = listed("call point fire object look appeal talk brush wave shrug")
_TO_A_CLAUSE = {("point", "out"), ("spell", "out"), ("look", "forward"), ("lay", "out")}
_OF_TALK = {("make", "clear"), ("make", "plain")}
_HELD_TOWARDS = listed("about that over")
_PUT = listed("put puts putting")
_NUMBER_WORDS = listed(
    "about around nearly almost some over under roughly between at least zero half"
)


def particle(tokens: Tokens, at: int) -> Cue | None:
    """A verb with its small word: “called for”, “pointed out”, “alluded to”."""
    base = _PARTICLE_FORMS.get(tokens[at].low)
    small = low_at(tokens, at + 1)
    if not base or small not in PARTICLES[base]:
        return None
    form: Form = "base" if tokens[at].low == base else "past"
    if tokens[at].low.endswith("s") and tokens[at].low != base:
        form = "s"
    if not can_be_verb(tokens, at, form, base in _ALSO_NOUNS):
        return None
    if base == "call" and passive(tokens, at):
        return None
    answered = small == "back" and low_at(tokens, at + 2) in {"at", "on", "against"}
    needs_more = (base, small) in _TO_A_CLAUSE | _OF_TALK or small in {"in", "back"}
    if answered or (base, small) == ("point", "out") or not needs_more:
        return group(tokens, at)[0], at + 1, SAYING
    if clause_follows(tokens, at + 1) or beside_a_comma(tokens, at, at + 1):
        return group(tokens, at)[0], at + 1, SAYING
    return None


def voiced(tokens: Tokens, at: int) -> Cue | None:
    """A verb with the noun for what is voiced: “expressed concern”, “issued a warning”."""
    if tokens[at].low not in _VOICING_FORMS or not can_be_verb(tokens, at, "past", False):
        return None
    for place in range(at + 1, min(at + 5, len(tokens))):
        if not tokens[place].word:
            return None
        low = tokens[place].low
        if low in VOICED or low.removesuffix("s") in VOICED:
            return group(tokens, at)[0], place, REPORTING_TOGETHER
    if tokens[at].low.startswith(("express", "voic")):
        return group(tokens, at)[0], at, SAYING
    return None


def held(tokens: Tokens, at: int) -> Cue | None:
    """What somebody has in mind: “has no intention of”, “had doubts about”."""
    if tokens[at].low not in HAVE:
        return None
    for place in range(at + 1, min(at + 4, len(tokens))):
        low = low_at(tokens, place)
        if low in HELD or low.removesuffix("s") in HELD:
            after = low_at(tokens, place + 1)
            planned = low.removesuffix("s") in {"plan", "intention", "desire", "wish"}
            meant = after == "of" and low.startswith(("intent", "desire"))
            if meant or after in ({"to", "for"} if planned else _HELD_TOWARDS):
                return at, place, THINKING
            return None
        if low not in HELD_WITH:
            return None
    return None


def put_at(tokens: Tokens, at: int) -> Cue | None:
    """An estimate: “put the number at 40”, “put it at about half”."""
    if tokens[at].low not in _PUT or low_at(tokens, at + 1) in {"to", "in", "on"} | POINTING:
        return None
    for place in range(at + 2, min(at + 11, len(tokens) - 1)):
        if tokens[place].text in {".", ";", "?", "!", ":"}:
            return None
        if tokens[place].low == "at":
            after = tokens[place + 1]
            if after.text[:1].isdigit() or after.text in "$£€" or after.low in _NUMBER_WORDS:
                return group(tokens, at)[0], at, SAYING
    return None
