"""Every string that a student reads, in English, by the place where it is read: a file for each.

`translation` says them in other languages. A pair of strings is for one, and for more. A string
whose name ends in ``_view`` is said in its place where the lesson view draws everything by itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def strings_of(place: str) -> dict[str, Any]:
    """The strings of a place by name, in the order of its file."""
    read = tomllib.loads((Path(__file__).parent / f"{place}.toml").read_text(encoding="utf-8"))
    return {name: said if isinstance(said, str) else tuple(said) for name, said in read.items()}


# What the browser says by itself, on cards and in the lesson view; it has tables of its own.
CARD: Mapping[str, str] = strings_of("card")
VIEW: Mapping[str, str] = strings_of("view")

# What Python says, whatever the place.
PLACES = ("answers", "lesson", "report", "hand_in", "page", "paper", "site", "terminal", "drafts")
WORDS: Mapping[str, str | tuple[str, str]] = {
    name: said for place in PLACES for name, said in strings_of(place).items()
}
