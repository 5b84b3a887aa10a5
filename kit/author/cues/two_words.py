"""Cues of a verb and a second word: “called for”, “expressed concern”, “put the number at 40”."""

from __future__ import annotations

from kit.author.cues.clauses import beside_a_comma, clause_follows
from kit.author.cues.grammar import HAVE, POINTING, in_either_number
from kit.author.cues.tokens import Cue, Tokens, begins_amount, low_at
from kit.author.cues.verb_places import can_be_verb, group, passive
from kit.author.cues.verbs import SAYING, THINKING, Form, inflected
from kit.language.english import ENGLISH

REPORTING_TOGETHER = "verb and noun that report together"
_PARTICLES = ENGLISH.table("phrases", "particles")
_PARTICLE_FORMS = {form: base for base in _PARTICLES for form, _ in inflected(base)}
_ALSO_NOUNS = ENGLISH.words("phrases", "particle_verbs_also_nouns")
_VOICING = {form for base in ENGLISH.words("phrases", "voicing") for form, _ in inflected(base)}
_VOICED = ENGLISH.words("phrases", "voiced")
_HELD = ENGLISH.words("phrases", "held")
_HELD_WITH = ENGLISH.words("phrases", "held_with")
_TO_A_CLAUSE = {("point", "out"), ("spell", "out"), ("look", "forward"), ("lay", "out")}
_OF_TALK = {("make", "clear"), ("make", "plain")}
_HELD_TOWARDS = {"about", "that", "over"}
_PUT = {"put", "puts", "putting"}
_NUMBER_WORDS = ENGLISH.words("phrases", "number_words")


def particle(tokens: Tokens, at: int) -> Cue | None:
    """A verb with its small word: “called for”, “pointed out”, “alluded to”."""
    base = _PARTICLE_FORMS.get(tokens[at].low)
    small = low_at(tokens, at + 1)
    if not base or small not in _PARTICLES[base]:
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
    if tokens[at].low not in _VOICING or not can_be_verb(tokens, at, "past", False):
        return None
    for place in range(at + 1, min(at + 5, len(tokens))):
        if not tokens[place].word:
            return None
        low = tokens[place].low
        if in_either_number(low, _VOICED):
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
        if in_either_number(low, _HELD):
            after = low_at(tokens, place + 1)
            planned = low.removesuffix("s") in {"plan", "intention", "desire", "wish"}
            meant = after == "of" and low.startswith(("intent", "desire"))
            if meant or after in ({"to", "for"} if planned else _HELD_TOWARDS):
                return at, place, THINKING
            return None
        if low not in _HELD_WITH:
            return None
    return None


def put_at(tokens: Tokens, at: int) -> Cue | None:
    """An estimate: “put the number at 40”, “put it at about half”."""
    if tokens[at].low not in _PUT or low_at(tokens, at + 1) in {"to", "in", "on"} | POINTING:
        return None
    for place in range(at + 2, min(at + 11, len(tokens) - 1)):
        if tokens[place].text in {".", ";", "?", "!", ":"}:
            return None
        if tokens[place].low == "at" and begins_amount(tokens[place + 1], _NUMBER_WORDS):
            return group(tokens, at)[0], at, SAYING
    return None
