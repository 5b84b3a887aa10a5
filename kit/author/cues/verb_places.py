"""Where a verb can stand in English, and which auxiliaries belong to it there."""

from __future__ import annotations

from kit.author.cues.grammar import (
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    NEGATIONS,
    PLURAL_PEOPLE,
    POINTING,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    RELATIVES,
    SPEAKERS_OWN,
    SUBJECT_PRONOUNS,
    TIMES,
    WH,
    adverb,
)
from kit.author.cues.tokens import Tokens, low_at
from kit.author.cues.verbs import ADJECTIVAL, Form
from kit.language.english import ENGLISH

_GOING_ON = {"went", "go", "goes", "going", "gone"}
_ALL_OR_SOME = {"few", "many", "some", "most", "others"}
_BEFORE_SAYING = ENGLISH.words("verbs", "before_saying")


def after_adverbs(tokens: Tokens, at: int) -> int:
    """The first place from here on where no adverb and no word of time stands."""
    while at < len(tokens) and (adverb(tokens[at].low) or tokens[at].low in TIMES):
        at += 1
    return at


def _before_adverbs(tokens: Tokens, at: int) -> int:
    """The last place before this one where no adverb stands, or -1."""
    place = at - 1
    while place >= 0 and tokens[place].word and adverb(tokens[place].low):
        place -= 1
    return place


def can_be_verb(tokens: Tokens, at: int, form: Form, also_noun: bool) -> bool:
    """Whether the words before allow a verb here."""
    place = _before_adverbs(tokens, at)
    if place < 0:
        return form in {"past", "ing"} or not also_noun
    before = tokens[place]
    low = before.low
    if low in DETERMINERS | {"own", "those"} or (
        low.endswith(("'s", "s'")) and not _contracted(low)
    ):
        return False
    if form in {"base", "s"} and low in PREPOSITIONS - {"to"}:
        return False
    if form == "s" and low == "to":
        return False
    if form == "past" and low in PREPOSITIONS | NEGATIONS - {"never", "not"}:
        return False
    adjectival = tokens[at].low in ADJECTIVAL
    if form == "past" and adjectival and low in CONJUNCTIONS and _noun_follows(tokens, at):
        return False
    if form == "base" and before.first and place == at - 1 and before.low in CONJUNCTIONS:
        return not also_noun
    if form == "base" and before.word and low_at(tokens, at + 1) == "that":
        return True  # “minutes of the meeting show that”; after a determiner it was a noun
    if form == "base" and before.word:
        return _takes_base(tokens, place, also_noun)
    if form == "base":
        return before.text in QUOTES or before.text == "," or not also_noun
    return True


def _takes_base(tokens: Tokens, place: int, also_noun: bool) -> bool:
    low = tokens[place].low
    if low in MODALS | NEGATIONS | SUBJECT_PRONOUNS | PLURAL_PEOPLE | RELATIVES:
        return True
    if low in CONJUNCTIONS | {"that"}:
        return not also_noun
    return (low.endswith("s") and not low.endswith("ss")) or not also_noun


def surely_verb(tokens: Tokens, at: int, form: Form) -> bool:
    """Whether a word that may be a noun has a subject or a modal just before it."""
    place = _before_adverbs(tokens, at)
    if place < 0:
        return False
    low = tokens[place].low
    if low in MODALS | SUBJECT_PRONOUNS | NEGATIONS | (RELATIVES - {"that"}):
        return True
    if form == "base" and low in _ALL_OR_SOME:
        return True
    return form == "s" and tokens[place].text[:1].isupper() and not tokens[place].first


def _contracted(low: str) -> bool:
    return low in {"he's", "she's", "it's", "that's", "who's", "there's", "let's", "what's"}


def _noun_follows(tokens: Tokens, at: int) -> bool:
    after = low_at(tokens, at + 1)
    small = {*ARTICLES, *PREPOSITIONS, *PRONOUNS, *WH, "that", *POSSESSIVES, *POINTING}
    return after.isalpha() and after not in small and not adverb(after)


def group(tokens: Tokens, at: int) -> tuple[int, bool]:
    """Where the verb with its auxiliaries begins, and whether they make it passive.

    What leads up to saying belongs to it: “refused to say”, “went on to say”.
    """
    first, nearest, place = at, "", at - 1
    while place >= 0 and tokens[place].word:
        low = tokens[place].low
        led = _led_up_to(tokens, place) if low == "to" else 0
        if led:
            place -= led
            first = place
        elif low in AUXILIARIES and low not in SPEAKERS_OWN:
            nearest = nearest or low
            first = place if "'" not in low or low.endswith("n't") else first
        elif low not in NEGATIONS and not adverb(low):
            break
        place -= 1
    return first, nearest in BE


def _led_up_to(tokens: Tokens, to: int) -> int:
    """How many words lead up to an infinitive: 1 in “refused to”, 2 in “went on to”, or none."""
    if low_at(tokens, to - 1) == "on" and low_at(tokens, to - 2) in _GOING_ON:
        return 2
    return int(low_at(tokens, to - 1) in _BEFORE_SAYING)


def passive(tokens: Tokens, at: int) -> bool:
    """Whether the verb stands after a form of “be”."""
    return group(tokens, at)[1] and not tokens[at].low.endswith("ing")
