"""The verbs that can hand words or thoughts to somebody, in all their forms, with their frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from kit.language.english import ENGLISH

Form = Literal["base", "s", "past", "ing"]
Frame = str  # what has to stand around a verb before it counts

SAYING = "reporting verb"
ASKING = "verb of asking or urging"
THINKING = "verb of belief"
WANTING = "verb of wanting or intending"
SHOWING = "verb of showing: a document, a study or a person lets something be seen"
JUDGING = "verb of praise or blame: it carries somebody’s judgement"
REASONS = {
    "saying": SAYING,
    "asking": ASKING,
    "believing": THINKING,
    "wanting": WANTING,
    "showing": SHOWING,
    "judging": JUDGING,
}

_words = partial(ENGLISH.words, "verbs")
OTHER_IN_PASSIVE = _words("other_in_passive")
ADJECTIVAL = _words("adjectival")
PLAIN_SAYING = _words("plain_saying")
ALSO_WITHOUT_WORDS = _words("also_without_words")
_ALSO_NOUNS = _words("also_nouns")
_DOUBLING = _words("doubling")
_IRREGULAR = ENGLISH.table("verbs", "irregular")
# Where news has the plain form as a verb, it is nearly always the past.
_ONE_FORM = {"forecast", "read"}


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: why it counts, and in which frames."""

    base: str
    reason: str
    frames: frozenset[Frame]
    also_noun: bool = False


def inflected(base: str) -> Iterator[tuple[str, Form]]:
    """All forms of a verb, by the spelling rules of English and its irregular verbs."""
    if base in _ONE_FORM:
        yield from ((base, "past"), (f"{base}s", "s"), (f"{base}ing", "ing"))
        return
    stem = base + base[-1] if base in _DOUBLING else base
    consonant_y = base.endswith("y") and base[-2:-1] not in tuple("aeiou")
    yield base, "base"
    if consonant_y:
        yield base[:-1] + "ies", "s"
    else:
        yield base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"), "s"
    yield (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing", "ing"
    if base in _IRREGULAR:
        yield from ((past, "past") for past in _IRREGULAR[base])
    elif base.endswith("e"):
        yield base + "d", "past"
    else:
        yield (base[:-1] + "ied" if consonant_y else stem + "ed"), "past"


def _verbs() -> list[Verb]:
    """The verbs in the order of the file."""
    frames: dict[str, set[Frame]] = {}
    reasons: dict[str, str] = {}
    for name, reason in REASONS.items():
        for frame, bases in ENGLISH.table("verbs", name).items():
            for base in bases:
                reasons.setdefault(base, reason)
                frames.setdefault(base, set()).add(frame)
    return [
        Verb(base, reasons[base], frozenset(found), base in _ALSO_NOUNS)
        for base, found in frames.items()
    ]


# Where two verbs share a form, it belongs to the one that stands first in the file.
FORMS: dict[str, tuple[Verb, Form]] = {
    text: (verb, form)
    for verb in reversed(_verbs())
    for text, form in reversed(tuple(inflected(verb.base)))
}
