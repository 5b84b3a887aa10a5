"""The right answer to a question in words, part by part: one small function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kit.article.segments import Segment, quote
from kit.question.model import Key, Kind

Right = Callable[[Key, tuple[Segment, ...]], Iterable[str]]


def _ticked(key: Key, segments: tuple[Segment, ...]) -> Iterable[str]:
    return sorted(key.ticked)


def _placed(key: Key, segments: tuple[Segment, ...]) -> Iterable[str]:
    return (f"{item} → {target}" for item, target in key.placed)


def _sequence(key: Key, segments: tuple[Segment, ...]) -> Iterable[str]:
    return (f"{place}. {item}" for place, item in enumerate(key.sequence, start=1))


def _words(key: Key, segments: tuple[Segment, ...]) -> Iterable[str]:
    for k in key.spans:
        if not k.neutral:
            label = f"{k.span.label}: " if k.span.label else ""
            yield f"{label}{k.span.segment} “{quote(k.span, segments)}”"


def _outcomes(key: Key, segments: tuple[Segment, ...]) -> Iterable[str]:
    for item, came in key.outcomes:
        yield f"{item} → {'it came true' if came else 'it did not'}"
    for item, low, high in key.ranges:
        yield f"{item} → {low:,.0f} to {high:,.0f}"


def _nothing(key: Key, segments: tuple[Segment, ...]) -> Iterable[str]:
    return ()


RIGHT: dict[Kind, Right] = {
    "choose": _ticked,
    "choose-many": _ticked,
    "highlight": _words,
    "sort": _placed,
    "order": _sequence,
    "match": _placed,
    "rate": _outcomes,
    "write": _nothing,
}
