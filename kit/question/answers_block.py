"""A question with its key as Markdown: the block of an answers file that reads back to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kit.article.segments import Segment, bracketed
from kit.question.model import Key, Kind, Note, Question
from kit.question.write import public_fields

Line = tuple[str, Note]
Writer = Callable[[Question, Key, tuple[str, ...], tuple[Segment, ...]], list[Line]]


def keyed_block(
    question: Question,
    key: Key,
    segments: Iterable[Segment] = (),
    items: Sequence[str] = (),
    draft: str = "",
) -> str:
    """The Markdown of a question with its key, from its ``##`` to its last line.

    ``segments`` are those it shows; ``items`` gives the author's own order of its items, which
    are otherwise written as they are dealt; ``draft`` says where a key comes from that nobody has
    accepted. Raises ValueError where words to find cannot be told from the same words elsewhere.
    """
    lines = WRITERS[question.kind](question, key, tuple(items) or question.items, tuple(segments))
    hints = [question.hint, *key.more_hints]
    fields = public_fields(question)
    fields.pop("Hint", None)
    after = {
        "Because": key.because,
        "Model": key.model,
        **{name: fields.pop(name, "") for name in ("Skills", "Sure")},
        "Evidence": ", ".join(key.evidence),
        "Claim": ", ".join(key.claims),
        "Judges": key.judges,
        "Draft": draft,
    }
    parts = [
        [f"## {question.id} ({question.kind})"],
        [question.stem],
        [f"{name}: {value}" for name, value in fields.items()],
        [row for line, note in lines for row in (line, *_noted(line, note))],
        [f"Hint: {hint}" for hint in hints if hint],
        [f"{name}: {value}" for name, value in after.items() if value],
    ]
    joined = [*parts[:4], [*parts[4], *parts[5]]]
    return "\n\n".join("\n".join(part) for part in joined if part)


def _noted(line: str, note: Note) -> list[str]:
    said = f"{note.text} ({note.tag})" if note.tag else note.text
    indent = " " * (line.index(" ") + 1)  # under the text of the item, whatever its number
    return [f"{indent}> {said.strip()}"] if said.strip() else []


def _boxes(
    question: Question, key: Key, items: tuple[str, ...], segments: tuple[Segment, ...]
) -> list[Line]:
    return [(f"- [{'x' if item in key.ticked else ' '}] {item}", key.note(item)) for item in items]


def _spans(
    question: Question, key: Key, items: tuple[str, ...], segments: tuple[Segment, ...]
) -> list[Line]:
    return [
        (
            f"- {'~ ' if k.neutral else ''}{f'{k.span.label}: ' if k.span.label else ''}"
            f"“{bracketed(k.span, segments)}”",
            k.note,
        )
        for k in key.spans
    ]


def _arrows(
    question: Question, key: Key, items: tuple[str, ...], segments: tuple[Segment, ...]
) -> list[Line]:
    placed = dict(key.placed)
    lone = [target for target in question.targets if target not in placed.values()]
    pairs = [(f"- {item} => {placed[item]}", key.note(item)) for item in items]
    return pairs + [(f"- => {target}", Note()) for target in lone if question.kind == "match"]


def _sequence(
    question: Question, key: Key, items: tuple[str, ...], segments: tuple[Segment, ...]
) -> list[Line]:
    return [(f"{n}. {item}", key.note(item)) for n, item in enumerate(key.sequence, start=1)]


def _outcomes(
    question: Question, key: Key, items: tuple[str, ...], segments: tuple[Segment, ...]
) -> list[Line]:
    known = {item: "yes" if came else "no" for item, came in key.outcomes}
    known |= {item: f"{_number(low)} to {_number(high)}" for item, low, high in key.ranges}
    return [(f"- {item} => {known.get(item, 'open')}", key.note(item)) for item in items]


def _number(value: float) -> str:
    return f"{value:f}".rstrip("0").rstrip(".")


def _rubric(
    question: Question, key: Key, items: tuple[str, ...], segments: tuple[Segment, ...]
) -> list[Line]:
    return [(f"- {level.name}: {level.text}", Note()) for level in key.rubric]


WRITERS: dict[Kind, Writer] = {
    "choose": _boxes,
    "choose-many": _boxes,
    "highlight": _spans,
    "sort": _arrows,
    "order": _sequence,
    "match": _arrows,
    "rate": _outcomes,
    "write": _rubric,
}
