"""A key in words: each part of it as a line that an author can read and judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.article.segments import Segment, Span, quote
from kit.question.model import Key, KeySpan, Kind, Note, Question

Place = str | Span  # what an explanation speaks of: an item, or marked words


def lines_of_key(
    question: Question, key: Key, items: Sequence[str], segments: Sequence[Segment]
) -> list[tuple[Place, str]]:
    """What each line speaks of, and the line. Items come as given; a sequence in its own order."""
    if question.kind == "highlight":
        return [(k.span, _span_line(k, segments)) for k in key.spans]
    named = key.sequence or tuple(items)
    return [(item, f"{ANSWERS[question.kind](key, item)}{item}") for item in named]


def explained(question: Question, key: Key, segments: Sequence[Segment]) -> list[tuple[str, str]]:
    """Everything that accepting the key accepts: each line, and what students read beside it."""
    notes: dict[Place, Note] = {**dict(key.notes), **{k.span: k.note for k in key.spans}}
    lines = lines_of_key(question, key, question.items, segments)
    unused = set(question.targets) - {target for _, target in key.placed}
    return [
        *((line, notes.get(place, Note()).text) for place, line in lines),
        *((f"{level.name}: {level.text}", "") for level in key.rubric),
        *((target, "fits nothing") for target in sorted(unused) if question.kind == "match"),
        *([("the model answer", key.model)] if key.model else []),
        *([("the explanation of the whole", key.because)] if key.because else []),
    ]


def is_right(key: Key, place: Place) -> bool:
    """Whether only a right answer has it: then it can meet no misconception."""
    return place in key.ticked or any(k.span == place and not k.neutral for k in key.spans)


def _span_line(k: KeySpan, segments: Sequence[Segment]) -> str:
    label = f"{k.span.label}: " if k.span.label else ""
    return f"{label}“{quote(k.span, segments)}” ({k.span.segment})"


def _tick(key: Key, item: str) -> str:
    return "✓ right: " if item in key.ticked else "✗ not this: "


def _place(key: Key, item: str) -> str:
    return f"{dict(key.placed).get(item, '')} ← "


def _number(key: Key, item: str) -> str:
    return f"{key.sequence.index(item) + 1}. " if item in key.sequence else ""


def _outcome(key: Key, item: str) -> str:
    ranges = {name: f"{low:g} to {high:g}: " for name, low, high in key.ranges}
    outcomes = {name: "it did: " if came else "it did not: " for name, came in key.outcomes}
    return {**ranges, **outcomes}.get(item, "open: ")


# What stands before an item. Marked words and texts have no items.
ANSWERS: dict[Kind, Callable[[Key, str], str]] = {
    "choose": _tick,
    "choose-many": _tick,
    "sort": _place,
    "order": _number,
    "match": _place,
    "rate": _outcome,
}
