"""The parts of a response, each read strictly from JSON values: nothing unknown comes through."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kit.article.segments import Segment, Span, words
from kit.question.model import Question, Response

LONGEST_TEXT = 20_000  # characters of a written answer


def read_parts(
    given: Mapping[str, object],
    names: Iterable[str],
    question: Question,
    segments: Iterable[Segment] = (),
) -> Response:
    """The named parts of a response as far as they fit the question, in its own order."""
    return Response(**{name: _READ[name](given.get(name), question, segments) for name in names})


def _ticked(value: object, question: Question, _: Iterable[Segment]) -> tuple[str, ...]:
    ticked = _strings(value)
    return tuple(item for item in question.items if item in ticked)


def _placed(value: object, question: Question, _: Iterable[Segment]) -> tuple[tuple[str, str], ...]:
    placed = pairs_in(value)
    return tuple(
        (item, target)
        for item in question.items
        if isinstance(target := placed.get(item), str) and target in question.targets
    )


def _sequence(value: object, question: Question, _: Iterable[Segment]) -> tuple[str, ...]:
    sequence = _strings(value)
    return tuple(sequence) if sorted(sequence) == sorted(question.items) else ()


def _rated(
    value: object, question: Question, _: Iterable[Segment]
) -> tuple[tuple[str, float], ...]:
    rated = pairs_in(value)
    return tuple(
        (item, chance)
        for item in question.items
        if (chance := number_in(rated.get(item))) is not None and 0 <= chance <= 100
    )


def _ranges(
    value: object, question: Question, _: Iterable[Segment]
) -> tuple[tuple[str, float, float], ...]:
    ranges = pairs_in(value)
    return tuple(
        (item, *bounds)
        for item in question.items
        if (bounds := _bounds(ranges.get(item))) is not None
    )


def _text(value: object, _: Question, __: Iterable[Segment]) -> str:
    # A browser can send half a surrogate pair, which no file takes.
    return value[:LONGEST_TEXT].encode(errors="replace").decode() if isinstance(value, str) else ""


def _marked(value: object, question: Question, segments: Iterable[Segment]) -> tuple[Span, ...]:
    if not isinstance(value, list):
        return ()
    edges = {s.id: (dict(words(s.text)), {end for _, end in words(s.text)}) for s in segments}
    spans: set[Span] = set()
    for mark in value:
        if not isinstance(mark, Mapping):
            continue
        segment, start, end, label = (mark.get(n) for n in ("segment", "start", "end", "label"))
        if (
            isinstance(segment, str)
            and isinstance(start, int)
            and isinstance(end, int)
            and start < end
            and segment in edges
            and start in edges[segment][0]
            and end in edges[segment][1]
            and label in (question.labels or ("",))
        ):
            spans.add(Span(segment, start, end, str(label)))
    return tuple(sorted(spans))


def _strings(value: object) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def pairs_in(value: object) -> Mapping[object, object]:
    """A JSON object, or an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def number_in(value: object) -> float | None:
    """A JSON number, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _bounds(value: object) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    low, high = number_in(value[0]), number_in(value[1])
    return (low, high) if low is not None and high is not None and low <= high else None


# By the name of the part in a response.
_READ: Mapping[str, Callable[[object, Question, Iterable[Segment]], Any]] = {
    "ticked": _ticked,
    "placed": _placed,
    "sequence": _sequence,
    "marked": _marked,
    "rated": _rated,
    "ranges": _ranges,
    "text": _text,
}
