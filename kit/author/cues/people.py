"""Who is who in an article: one name for each person, and none where it is not sure.

A person is known by a name of at least two words. A surname alone stands for whoever has it, unless
two do. Descriptions, pronouns and possessives name nobody here: a person who reads can tell whom
they mean, and these rules cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kit.author.cues.facts import known_names, names, titles
from kit.author.cues.shades import ROLES
from kit.author.cues.tokens import tokens
from kit.language.english import ENGLISH

_OFFICES = titles() | ROLES | ENGLISH.words("facts", "offices")
_BODIES = ENGLISH.words("facts", "bodies") | ENGLISH.words("facts", "places")
_LONGEST = 4  # words of a name
_OF_ANOTHER = re.compile(
    r"(?:\b(?:of|for|to|from|by|with|under|at|and|or)|[,&])\s*$", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"^(?:['’]s?|s['’])(?!\w)")


@dataclass(frozen=True, slots=True)
class People:
    """The full names of an article, each once, and the one whom a last or first name stands for."""

    full: tuple[str, ...]
    by_part: Mapping[str, str]  # of a last or first name; "" where two people have it

    def name_of(self, phrase: str) -> str:
        """The full name of the one whom a phrase names; "" where it names nobody, or two."""
        found = [name for name in self.full if self._stands(name, phrase)]
        if len(found) == 1:
            return found[0]
        return "" if found else self.by_part.get(phrase.strip(), "")

    def _stands(self, name: str, phrase: str) -> bool:
        at = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", phrase)
        if not at or _POSSESSIVE.match(phrase[at.end() :]):
            return False
        before = phrase[: at.start()]
        return not _OF_ANOTHER.search(before) or before.rstrip().endswith(",")


NOBODY = People((), {})


def people(texts: Iterable[str]) -> People:
    """The people of an article's paragraphs."""
    found: dict[str, None] = {}
    all_tokens = [tokens(text) for text in texts]
    known = frozenset[str]().union(*map(known_names, all_tokens))
    for one in all_tokens:
        for first, last, _ in names(one, known):
            parts = [_bare(t.text) for t in one[first : last + 1] if t.word]
            while parts and parts[0].casefold() in _OFFICES:
                parts = parts[1:]
            if 2 <= len(parts) <= _LONGEST and _is_name(parts):
                found[" ".join(parts)] = None
    full = _without_longer(found)
    parts_of: dict[str, set[str]] = {}
    for name in full:
        for part in {name.split()[0], name.split()[-1]}:
            parts_of.setdefault(part, set()).add(name)
    by_part = {part: min(of) if len(of) == 1 else "" for part, of in parts_of.items()}
    return People(full, by_part)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _is_name(parts: list[str]) -> bool:
    """Whether these words are of a person: no office, no body and no place among them."""
    low = {part.casefold() for part in parts}
    return not low & _BODIES and not any(part.isupper() and len(part) > 2 for part in parts)


def _without_longer(found: Iterable[str]) -> tuple[str, ...]:
    """The names without those that only put an office before another: “Sister Agnes Poe”."""
    whole = tuple(found)
    return tuple(name for name in whole if not any(name.endswith(f" {other}") for other in whole))
