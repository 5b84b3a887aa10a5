"""Responses as plain JSON values and back, read strictly: nothing unknown comes through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kit.article.segments import Segment
from kit.question.kinds import kind
from kit.question.model import Question, Response

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
    return kind(question.kind).read_response(given, question, segments)
