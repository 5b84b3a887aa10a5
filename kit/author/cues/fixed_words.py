"""Cues that are no verbs: fixed phrases, nouns, adjectives, adverbs and what a text was said in."""

from __future__ import annotations

from kit.author.cues.clauses import bare_clause, infinitive_follows
from kit.author.cues.frames import MEDIA
from kit.author.cues.grammar import (
    ARTICLES,
    BE,
    DETERMINERS,
    HAVE,
    POSSESSIVES,
    SUBJECT_PRONOUNS,
    adverb,
)
from kit.author.cues.objects import NOUNS
from kit.author.cues.tokens import Cue, Tokens, low_at, words_in_a_row
from kit.author.cues.verb_places import group
from kit.author.cues.verbs import FORMS, SAYING
from kit.language.english import ENGLISH

FEELING = "adjective of belief or feeling"
STANDPOINTS = ENGLISH.table("nouns", "standpoints")
_PHRASES = {tuple(text.split()): why for text, why in ENGLISH.by_word("phrases", "phrases").items()}
_FIRST_OF_PHRASE = {phrase[0] for phrase in _PHRASES}
_ADJECTIVES = ENGLISH.keys_by_word("nouns", "adjectives")
_ATTITUDES = ENGLISH.words("nouns", "attitudes")
_HEARSAY = ENGLISH.words("nouns", "hearsay")
_SUMMING_UP = ENGLISH.words("nouns", "summing_up")
_OWNING = ARTICLES | POSSESSIVES
_LINKING = BE | HAVE | {"feels", "feel", "felt", "seemed", "remain", "remains", "remained"}


def phrase(tokens: Tokens, at: int) -> Cue | None:
    """A fixed phrase: “according to”, “as she put it”."""
    near = [t.low for t in tokens[max(0, at - 7) : at]]
    so = "as" in near or (adverb(low_at(tokens, at + 2)) and low_at(tokens, at + 3) in {":", "."})
    if tokens[at].low in {"put", "puts"} and low_at(tokens, at + 1) == "it" and so:
        return at, at + 1, SAYING
    if tokens[at].low not in _FIRST_OF_PHRASE:
        return None
    for phrase, reason in _PHRASES.items():
        if tuple(t.low for t in tokens[at : at + len(phrase)]) == phrase:
            return at, at + len(phrase) - 1, reason
    return None


def standpoint(tokens: Tokens, at: int) -> Cue | None:
    """Whose words or mind it is: “in his words”, “from the union's point of view”."""
    nouns = STANDPOINTS.get(tokens[at].low)
    if not nouns:
        return None
    owned = low_at(tokens, at + 1) in POSSESSIVES
    for place in range(at + 2, min(at + 9, len(tokens))):
        low = tokens[place].low
        if not tokens[place].word and tokens[place].text not in ".'’":
            return None
        owned = owned or _possessive(tokens, place - 1)
        viewed = low == "point" and low_at(tokens, place + 2) == "view"
        if owned and (low in nouns or viewed):
            kind = "point of view" if viewed else low
            return at, place + 2 * viewed, f"says where it comes from: somebody’s {kind}"
    return None


def summing_up(tokens: Tokens, at: int) -> Cue | None:
    """A noun that passes on the clause before: “..., a claim the clerk denied”."""
    if tokens[at].low not in _SUMMING_UP or low_at(tokens, at - 1) not in {"a", "an"}:
        return None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    apart = low_at(tokens, at - 2) == ","
    if not apart or not after or not after.word:
        return None
    named = after.low in DETERMINERS | SUBJECT_PRONOUNS | {"that"} or after.text[:1].isupper()
    return (at, at, f"noun that reports: {tokens[at].low}") if named else None


def hearsay(tokens: Tokens, at: int) -> Cue | None:
    """“Reportedly” and the like."""
    if tokens[at].low not in _HEARSAY:
        return None
    return at, at, "adverb of hearsay: somebody says so, and it does not say who"


def noun(tokens: Tokens, at: int) -> Cue | None:
    """A noun that reports, with what it reports: “the claim that”."""
    low = tokens[at].low
    singular = low[:-3] + "y" if low.endswith("ies") else low.removesuffix("s")
    singular = low if low in NOUNS else singular
    after = low_at(tokens, at + 1)
    frames = NOUNS.get(singular, frozenset())
    opens = after in DETERMINERS | SUBJECT_PRONOUNS
    if after not in frames and not ("that" in frames and opens and bare_clause(tokens, at + 1)):
        return None
    if after == "for" and low_at(tokens, at + 2) == "comment":
        return None
    if after == "to" and (not infinitive_follows(tokens, at + 1) or not _owned(tokens, at)):
        return None
    return at, at, f"noun that reports: {low}"


def _owned(tokens: Tokens, at: int) -> bool:
    return low_at(tokens, at - 1) in POSSESSIVES | {"the", "no"} or _possessive(tokens, at - 1)


def _possessive(tokens: Tokens, at: int) -> bool:
    """Whether a name or noun ends here that something belongs to: “Poe's”, “the owners'”."""
    low = low_at(tokens, at)
    return low.endswith("'s") or (low == "'" and low_at(tokens, at - 1).endswith("s"))


def adjective(tokens: Tokens, at: int) -> Cue | None:
    """An adjective of belief after “be”: “was confident that”, “is convinced he will”."""
    low = tokens[at].low
    after = low_at(tokens, at + 1)
    if low not in _ADJECTIVES and low not in _ATTITUDES:
        return None
    near = {t.low for t in tokens[max(0, at - 4) : at]}
    frames = _ADJECTIVES.get(low, frozenset())
    bare = "that" in frames and bare_clause(tokens, at + 1)
    alone = low in _ATTITUDES and after in {"", ".", ",", ";", ":"}
    if not near & _LINKING or not (after in frames or bare or alone):
        return None
    first = group(tokens, at)[0]
    if first == at and low_at(tokens, at - 1) in _LINKING:
        first = group(tokens, at - 1)[0]
    return first, at, FEELING


def medium(tokens: Tokens, at: int) -> Cue | None:
    """“In a statement” beside a comma, where no verb of saying is near."""
    word = tokens[at].low
    apart = tokens[at].first or low_at(tokens, at - 1) == ","
    if not apart or word not in {"in", "on"} or low_at(tokens, at + 1) not in _OWNING:
        return None
    near = words_in_a_row(tokens, at + 1, at + 6)
    place = next((place for place in near if tokens[place].low in MEDIA), None)
    if place is None or any(_says(t.low) for t in tokens[max(0, at - 14) : place + 14]):
        return None
    return at, place, f"says where it comes from: {word} a {tokens[place].low}"


def _says(low: str) -> bool:
    return low in FORMS and FORMS[low][0].reason == SAYING
