"""A response as it was handed in, in words: as a reader would say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kit.article.segments import Segment
from kit.language.numbers import number_text
from kit.question.response_data import Json

Number = Callable[[float], str]


def answer_in_words(
    response: Json, segments: Sequence[Segment] = (), number: Number = number_text
) -> str:
    """The response in one line; marked words are quoted. ``number`` writes its numbers."""
    return "; ".join(answer_lines(response, segments, number))


def answer_lines(
    response: Json, segments: Sequence[Segment] = (), number: Number = number_text
) -> Iterator[str]:
    """The same, a line for each part of it. Whatever a log may hold can be said."""
    texts = {segment.id: segment.text for segment in segments}
    for name, value in response.items():
        if isinstance(value, Mapping):
            unit = " %" if name == "rated" else ""
            for item, part in value.items():
                yield f"{item}: {_said(part, texts, number)}{unit}"
        else:
            for part in value if isinstance(value, list) else [value]:
                yield _said(part, texts, number)


def _said(value: object, texts: Mapping[str, str], number: Number) -> str:
    if isinstance(value, list):
        return " – ".join(_said(part, texts, number) for part in value)
    if isinstance(value, Mapping):
        return _span(value, texts)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return str(value)


def _span(span: Mapping[object, object], texts: Mapping[str, str]) -> str:
    segment, start, end, label = (span.get(name) for name in ("segment", "start", "end", "label"))
    words = f"{segment} {start}-{end}"
    if isinstance(start, int) and isinstance(end, int) and segment in texts:
        words = f"{segment} “{texts[str(segment)][start:end]}”"
    return f"{words} ({label})" if label else words
