"""Responses as plain JSON values and back, read strictly: nothing unknown comes through."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kit.article.segments import Segment, Span, words
from kit.language.numbers import LARGEST, number_text, read_number, read_range
from kit.question.model import Question, Response

LONGEST_TEXT = 20_000  # characters of a written answer
LONGEST_DRAFT = 10 * LONGEST_TEXT  # characters of one that is not handed in yet
LONGEST_NUMBER = 60  # characters of a number as it is typed

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


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why what was entered is no answer: the name of a string, and its values."""

    name: str
    values: Mapping[str, object] = field(default_factory=dict)


def read_entered(
    entered: object, question: Question, segments: Iterable[Segment] = (), comma: bool = False
) -> Response | Refusal:
    """The response that was entered on a card or handed in, or why it is none.

    A number may come as the text that was typed; ``comma`` says that the language writes decimals
    with one. Nothing of what was entered is ever left out in silence.
    """
    given = dict(entered) if isinstance(entered, Mapping) else {}
    text = given.get("text")
    if isinstance(text, str) and len(text) > LONGEST_TEXT:
        return Refusal("refuse_long", {"most": LONGEST_TEXT, "length": len(text)})
    if isinstance(text, str):
        given["text"] = _text(text)
    for name, read in (("ranges", _read_range), ("rated", _read_chance)):
        pairs = given.get(name)
        if not isinstance(pairs, Mapping):
            continue
        found = {item: read(item, value, comma) for item, value in pairs.items()}
        for value in found.values():
            if isinstance(value, Refusal):
                return value
        given[name] = {item: value for item, value in found.items() if value is not None}
    response = response_from_data(given, question, segments)
    kept = response_to_data(response)
    if not all(not part or _size(part) == _size(kept.get(name)) for name, part in given.items()):
        return Refusal("refuse_unknown")
    return response


def _size(part: object) -> object:
    return len(part) if isinstance(part, list | dict) else part


def _read_range(item: object, value: object, comma: bool) -> list[float] | Refusal | None:
    if not isinstance(value, list) or len(value) != 2:
        return Refusal("refuse_unknown")
    given = [bound.strip() if isinstance(bound, str) else bound for bound in value]
    if given == ["", ""]:
        return None
    if "" in given:
        return Refusal("refuse_half", {"item": item})
    bounds: list[float] = []
    for bound in given:
        read = _read_number(item, bound, comma)
        if isinstance(read, Refusal):
            return read
        bounds.append(read)
    low, high = bounds
    if low > high:
        return Refusal("refuse_backwards", {"item": item, "low": given[0], "high": given[1]})
    if all(isinstance(bound, str) for bound in given):
        try:
            read_range(" to ".join(given), comma)
        except ValueError:  # each is a number, but they do not write it in one way
            both = f"{given[0]} – {given[1]}"
            return Refusal("refuse_number", {"item": item, "entered": both})
    return bounds


def _read_chance(item: object, value: object, comma: bool) -> float | Refusal | None:
    given = value.strip() if isinstance(value, str) else value
    if given == "":
        return None
    read = _read_number(item, given, comma)
    if isinstance(read, float) and not 0 <= read <= 100:
        return Refusal("refuse_chance", {"item": item, "entered": given})
    return read


def _read_number(item: object, given: object, comma: bool) -> float | Refusal:
    values = {"item": item, "entered": given}
    if isinstance(given, str):
        if len(given) > LONGEST_NUMBER:
            return Refusal("refuse_large", values)
        try:
            return read_number(given, comma)
        except ValueError:
            large = sum(map(str.isdigit, given)) > len(str(int(LARGEST))) - 1
            return Refusal("refuse_large" if large else "refuse_number", values)
    number = _number(given)
    if number is None:
        return Refusal("refuse_number", values)
    return number if abs(number) < LARGEST else Refusal("refuse_large", values)


def keep_entered(
    entered: object, question: Question, segments: Iterable[Segment] = ()
) -> dict[str, object]:
    """What was entered, as it was typed, in JSON values; without what the question has no use for.

    Empty where it is blank.
    """
    given = entered if isinstance(entered, Mapping) else {}
    kept = response_to_data(response_from_data(given, question, segments))
    text = given.get("text")
    if isinstance(text, str) and kept.get("text"):
        kept["text"] = text[:LONGEST_DRAFT].encode(errors="replace").decode()
    if question.kind == "rate":
        name = "ranges" if question.interval else "rated"
        pairs = _pairs(given.get(name))
        typed = {item: _typed(pairs[item], name) for item in question.items if item in pairs}
        kept[name] = {item: value for item, value in typed.items() if value not in ("", None)}
    return {name: value for name, value in kept.items() if value}


def _typed(value: object, name: str) -> object:
    """A number or two as typed; None where it is none, or nothing was."""
    if name == "ranges":
        bounds = value if isinstance(value, list) and len(value) == 2 else ["", ""]
        typed = [_typed(bound, "") for bound in bounds]
        both = ["" if bound is None else bound for bound in typed]
        return None if both == ["", ""] else both
    if isinstance(value, str):
        return value[:LONGEST_NUMBER].encode(errors="replace").decode()
    return value if _number(value) is not None and abs(_number(value) or 0) < 1e300 else None


def as_entered(response: Response, comma: bool = False) -> dict[str, object]:
    """A response as it would be entered on a card: the numbers of ranges are texts."""
    point = "," if comma else "."
    ranges = {
        item: [number_text(bound, "", point) for bound in bounds]
        for item, *bounds in response.ranges
    }
    return {**response_to_data(response), **({"ranges": ranges} if ranges else {})}


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
