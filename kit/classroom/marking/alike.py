"""Written answers that say the same, or nearly: they can be marked together, once they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kit.classroom.marking.to_mark import ToMark

LEAST = 0.5  # of the words of two answers that both have, from which they are like each other
MOST = 12  # answers like one that are shown beside it


def like(one: ToMark, answers: Iterable[ToMark]) -> tuple[tuple[ToMark, bool], ...]:
    """The answers to the same question that use the same or similar words, the nearest first.

    Each comes with whether it is the same but for capitals, punctuation and space.
    """
    place, words = (one.asked.lesson, one.asked.question.id), words_in(one.text)
    found: list[tuple[float, ToMark, bool]] = []
    for other in answers:
        if other is one or (other.asked.lesson, other.asked.question.id) != place:
            continue
        theirs = words_in(other.text)
        alike = 2.0 if theirs == words else _shared(words, theirs)
        if words and alike >= LEAST:
            found.append((alike, other, alike > 1))
    found.sort(key=lambda pair: -pair[0])
    return tuple((other, is_same) for _, other, is_same in found[:MOST])


@lru_cache(50_000)
def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in order, without capitals."""
    return tuple(re.findall(r"\w+", text.casefold()))


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    first, second = {*one}, {*other}
    return len(first & second) / len(first | second) if first | second else 0.0
