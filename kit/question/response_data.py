"""Responses as plain JSON values and back, read strictly: nothing unknown comes through."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from kit.article.segments import Segment, Span, words
from kit.question.model import Question, Response

LONGEST_TEXT = 20_000  # characters of a written answer

Json = Mapping[str, object]


def response_to_data(response: Response) -> dict[str, object]:
    """The response as JSON values; only what was touched."""
    spans = [
        {"segment": s.segment, "start": s.start, "end": s.end, "label": s.label}
        for s in response.marked
    ]
    ranges = {item: [low, high] for item, low, high in response.ranges}
    values: dict[str, object] = {
        "ticked": list(response.ticked),
        "placed": dict(response.placed),
        "sequence": list(response.sequence),
        "marked": spans,
        "rated": dict(response.rated),
        "ranges": ranges,
        "text": response.text,
    }
    return {name: value for name, value in values.items() if value}


def response_from_data(
    value: object, question: Question, segments: Iterable[Segment] = ()
) -> Response:
    """The part of a JSON value that fits the question, in the question's own order.

    Whatever does not fit (an option that was reworded since, a stranger's data) is dropped.
    """
    given = value if isinstance(value, Mapping) else {}
    ticked = _strings(given.get("ticked"))
    sequence = _strings(given.get("sequence"))
    placed = _pairs(given.get("placed"))
    rated = _pairs(given.get("rated"))
    ranges = _pairs(given.get("ranges"))
    return Response(
        ticked=tuple(item for item in question.items if item in ticked),
        placed=tuple(
            (item, target)
            for item in question.items
            if isinstance(target := placed.get(item), str) and target in question.targets
        ),
        sequence=tuple(sequence) if sorted(sequence) == sorted(question.items) else (),
        marked=_spans(given.get("marked"), question, segments),
        rated=tuple(
            (item, chance)
            for item in question.items
            if (chance := _number(rated.get(item))) is not None and 0 <= chance <= 100
        ),
        ranges=tuple(
            (item, *bounds)
            for item in question.items
            if (bounds := _bounds(ranges.get(item))) is not None
        ),
        text=_text(given.get("text")),
    )


def _strings(value: object) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _pairs(value: object) -> Mapping[object, object]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    # A browser can send half a surrogate pair, which no file takes.
    return value[:LONGEST_TEXT].encode(errors="replace").decode() if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _bounds(value: object) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    low, high = _number(value[0]), _number(value[1])
    return (low, high) if low is not None and high is not None and low <= high else None


def _spans(value: object, question: Question, segments: Iterable[Segment]) -> tuple[Span, ...]:
    if not isinstance(value, list) or question.kind != "highlight":
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
