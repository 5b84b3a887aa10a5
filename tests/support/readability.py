"""How hard a text is to read, in years of school."""

from __future__ import annotations

import re

HIGHEST_GRADE = 6.0  # of the automated readability index, in years of school


def readability(text: str) -> float:
    """The automated readability index, in years of school (Smith and Senter, 1967)."""
    words = re.findall(r"[\w’'-]+", text)
    sentences = max(1, len(re.findall(r"[.!?:](?:\s|$)", text)))
    letters = sum(map(len, words))
    return 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43
