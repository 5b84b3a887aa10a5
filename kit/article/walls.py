"""What a page shows in place of its article: it asks for JavaScript, consent, money or patience."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kit.language.word_lists import WordLists

_LISTS = WordLists(Path(__file__).parent)


def wall_in(text: str) -> str:
    """The words of a text that a wall is known by, as they stand there; “” where there are none."""
    found = _walls().search(" ".join(text.split()))
    return found[0] if found else ""


@cache
def _walls() -> re.Pattern[str]:
    held = [p for phrases in _LISTS.table("walls", "wall").values() for p in phrases]
    some_words = "[^.!?]{1,20}?"
    patterns = (some_words.join(map(re.escape, phrase.split("*"))) for phrase in held)
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
