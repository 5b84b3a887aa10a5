"""Every string that a student reads, in English, by the place where it is read: a file for each.

`translation` says them in other languages. A pair of strings is for one, and for more. A string
whose name ends in ``_view`` is said in its place where the lesson view draws everything by itself.
A file is read when something of it is first asked for, as a lesson opens with few of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeAlias

Said: TypeAlias = str | tuple[str, str]

# What Python says, whatever the place. What the browser says by itself is in “card” and “view”.
PLACES = ("answers", "lesson", "report", "hand_in", "page", "paper", "site", "terminal", "drafts")


@cache
def strings_of(place: str) -> Mapping[str, Said]:
    """The strings of a place by name, in the order of its file."""
    read = tomllib.loads((Path(__file__).parent / f"{place}.toml").read_text(encoding="utf-8"))
    return {name: said if isinstance(said, str) else tuple(said) for name, said in read.items()}


class _Words(Mapping[str, Said]):
    def __getitem__(self, name: str) -> Said:
        for place in PLACES:
            if name in (said := strings_of(place)):
                return said[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(strings_of, PLACES))

    def __len__(self) -> int:
        return sum(len(strings_of(place)) for place in PLACES)


WORDS: Mapping[str, Said] = _Words()
