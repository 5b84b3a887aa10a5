"""Scores counted a second time, from the raw JSON and the key, with no grader of the kit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

from kit.article.segments import Segment
from kit.question.model import Key, Question

Json = Mapping[str, Any]
Count = Callable[[Question, Key, Json, tuple[Segment, ...]], float | None]


def own_share(
    question: Question, key: Key, response: Json, segments: tuple[Segment, ...] = ()
) -> float | None:
    """The share of a response as handed in; 0 for nothing, None where a person has to read it."""
    if not any(response.values()):
        return 0.0
    return COUNTS[question.kind](question, key, response, segments)


def _one(question: Question, key: Key, response: Json, _: tuple[Segment, ...]) -> float:
    return 1.0 if response["ticked"] == list(key.ticked) else 0.0


def _many(question: Question, key: Key, response: Json, _: tuple[Segment, ...]) -> float:
    points = sum(1 if tick in key.ticked else -1 for tick in response["ticked"])
    return max(points, 0) / len(key.ticked)


def _pairs(question: Question, key: Key, response: Json, _: tuple[Segment, ...]) -> float:
    right = [item for item, target in key.placed if response["placed"].get(item) == target]
    return len(right) / len(key.placed)


def _order(question: Question, key: Key, response: Json, _: tuple[Segment, ...]) -> float:
    given = [key.sequence.index(item) for item in response["sequence"]]
    longest = max(
        size
        for size in range(len(given) + 1)
        if any(list(some) == sorted(some) for some in combinations(given, size))
    )
    return longest / len(given) if longest > 1 else 0.0


def _chances(question: Question, key: Key, response: Json, _: tuple[Segment, ...]) -> float | None:
    if question.interval:
        given = response["ranges"]
        scores = [_range(given.get(item), low, high) for item, low, high in key.ranges]
    else:
        rated = response["rated"]
        scores = [
            1 - (rated[item] / 100 - came) ** 2 if item in rated else 0.0
            for item, came in key.outcomes
        ]
    return sum(scores) / len(scores) if scores else None


def _range(given: list[float] | None, low: float, high: float) -> float:
    if given is None:
        return 0.0
    if given[0] <= low and given[1] >= high:
        return (1 + (high - low) / (given[1] - given[0])) / 2
    return max(0.0, min(given[1], high) - max(given[0], low)) / (high - low) / 2


def _words(question: Question, key: Key, response: Json, segments: tuple[Segment, ...]) -> float:
    texts = {segment.id: segment.text for segment in segments}

    def inside(segment: str, start: int, end: int, label: str) -> set[tuple[str, int, str]]:
        found = re.finditer(r"[\w’-]+", texts[segment])
        return {(segment, w.start(), label) for w in found if w.start() < end and w.end() > start}

    sought: set[tuple[str, int, str]] = set()
    neutral: set[tuple[str, int, str]] = set()
    for k in key.spans:
        places = inside(k.span.segment, k.span.start, k.span.end, k.span.label)
        (neutral if k.neutral else sought).update(places)
    marked: set[tuple[str, int, str]] = set()
    for m in response["marked"]:
        marked |= inside(m["segment"], m["start"], m["end"], m["label"])
    marked -= neutral - sought
    return 2 * len(marked & sought) / (len(marked) + len(sought))


def _text(question: Question, key: Key, response: Json, _: tuple[Segment, ...]) -> None:
    return None


COUNTS: dict[str, Count] = {
    "choose": _one,
    "choose-many": _many,
    "highlight": _words,
    "sort": _pairs,
    "order": _order,
    "match": _pairs,
    "rate": _chances,
    "write": _text,
}
