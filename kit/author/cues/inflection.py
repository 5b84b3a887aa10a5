"""The forms of an English verb, by its spelling rules and its irregular verbs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kit.author.cues.grammar import listed

Form = Literal["base", "s", "past", "ing"]

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "say": ("said",),
    "tell": ("told",),
    "write": ("wrote", "written"),
    "think": ("thought",),
    "know": ("knew", "known"),
    "feel": ("felt",),
    "find": ("found",),
    "hear": ("heard",),
    "see": ("saw", "seen"),
    "swear": ("swore", "sworn"),
    "speak": ("spoke", "spoken"),
    "understand": ("understood",),
    "foresee": ("foresaw", "foreseen"),
    "begin": ("began", "begun"),
    "show": ("showed", "shown"),
    "cast": ("cast",),
    "learn": ("learned", "learnt"),
    "dream": ("dreamed", "dreamt"),
    "withdraw": ("withdrew", "withdrawn"),
    "bet": ("bet",),
    "choose": ("chose", "chosen"),
    "mean": ("meant",),
    "hold": ("held",),
    "put": ("put",),
    "give": ("gave", "given"),
    "take": ("took", "taken"),
    "make": ("made",),
    "shoot": ("shot",),
    "hit": ("hit",),
    "lay": ("laid",),
    "have": ("had",),
    "beseech": ("besought", "beseeched"),
    "forbid": ("forbade", "forbidden"),
}
_DOUBLING = listed(
    "admit plan beg quip rebut blog brag dub submit refer slam demur fret opt infer put hit commit "
    "shrug bet"
)


# Where news has the plain form as a verb, it is nearly always the past.
_ONE_FORM = listed("forecast read")


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
