"""The small words of English that tell a verb from a noun and where a clause begins."""

from __future__ import annotations

from functools import partial

from kit.language.english import ENGLISH

_words = partial(ENGLISH.words, "grammar")

ARTICLES = _words("articles")
POSSESSIVES = _words("possessives")
DETERMINERS = ARTICLES | POSSESSIVES | _words("other_determiners")
POINTING = _words("pointing")
SUBJECT_PRONOUNS = _words("subject_pronouns")
PRONOUNS = SUBJECT_PRONOUNS | _words("object_pronouns")
SPEAKERS_OWN = _words("speakers_own")
BE = _words("forms_of_be")
HAVE = _words("forms_of_have")
MODALS = _words("modals")
NEGATIONS = _words("negations")
AUXILIARIES = BE | HAVE | (MODALS - {"to", "let", "let's"})
FINITE = (BE | HAVE | MODALS | _words("other_finite")) - {
    *("be", "been", "being", "having", "to", "let"),
}
ADVERBS = _words("adverbs")
NO_ADVERBS = _words("no_adverbs")
PREPOSITIONS = _words("prepositions")
WH = _words("question_words")
RELATIVES = _words("relatives")
CONJUNCTIONS = _words("conjunctions")
PLURAL_PEOPLE = _words("plural_people")
_CALENDAR = ENGLISH.table("facts", "calendar")
CALENDAR = frozenset(name.lower() for name in (*_CALENDAR["months"], *_CALENDAR["days"]))
TIMES = CALENDAR | _words("when")
OPENING = frozenset("“\"‘'«„`")
CLOSING = frozenset("”\"’'»“")
QUOTES = OPENING | CLOSING
DASHES = frozenset("—–-")


def adverb(low: str) -> bool:
    """Whether a word, in small letters, is surely or most likely an adverb."""
    return low in ADVERBS or (low.endswith("ly") and low not in NO_ADVERBS and len(low) > 4)


def in_either_number(low: str, nouns: frozenset[str] | dict[str, frozenset[str]]) -> bool:
    """Whether a noun is among these, as it stands or without the -s of its plural."""
    return low in nouns or low.removesuffix("s") in nouns
