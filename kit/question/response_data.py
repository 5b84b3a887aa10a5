"""Responses as plain JSON values and back, read strictly: nothing unknown comes through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kit.article.segments import Segment
from kit.language.numbers import LARGEST, number_text, read_number, read_range
from kit.question.given import LONGEST_TEXT, number_in, pairs_in
from kit.question.kinds import kind
from kit.question.model import Question, Response

LONGEST_DRAFT = 10 * LONGEST_TEXT  # characters of a text that is not handed in yet
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
    return kind(question.kind).read_response(given, question, segments)


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
        given["text"] = text.encode(errors="replace").decode()
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
    given = [_as_entered(bound) for bound in value]
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
    typed = [bound for bound in given if isinstance(bound, str)]
    if len(typed) == len(given):
        try:
            read_range(" to ".join(typed), comma)
        except ValueError:  # each is a number, but they do not write it in one way
            both = f"{given[0]} – {given[1]}"
            return Refusal("refuse_number", {"item": item, "entered": both})
    return bounds


def _read_chance(item: object, value: object, comma: bool) -> float | Refusal | None:
    given = _as_entered(value)
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
    number = number_in(given)
    if number is None:  # nothing that a card sends
        return Refusal("refuse_unknown")
    return number if abs(number) < LARGEST else Refusal("refuse_large", values)


def _as_entered(value: object) -> object:
    """A text without its margins; a whole number as JavaScript writes it, without a point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return int(value)
    return value.strip() if isinstance(value, str) else value


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
    taken = {"ranges" if question.interval else "rated"} & set(kind(question.kind).takes)
    for name in taken:
        pairs = pairs_in(given.get(name))
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
    return value if number_in(value) is not None and abs(number_in(value) or 0) < 1e300 else None


def as_entered(response: Response, comma: bool = False) -> dict[str, object]:
    """A response as it would be entered on a card: the numbers of ranges are texts."""
    point = "," if comma else "."
    ranges = {
        item: [number_text(bound, "", point) for bound in bounds]
        for item, *bounds in response.ranges
    }
    return {**response_to_data(response), **({"ranges": ranges} if ranges else {})}
