"""A key in words: each part of it as a line that an author can read and judge."""

from __future__ import annotations

from collections.abc import Sequence

from kit.article.segments import Segment, Span
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed, Part
from kit.question.model import Key, Note, Question, Response

Explained = str | Span  # what an explanation speaks of: an item, or marked words


def lines_of_key(
    question: Question, key: Key, items: Sequence[str], segments: Sequence[Segment]
) -> list[tuple[Explained, str]]:
    """What each line speaks of, and the line. Items come as given; a sequence in its own order."""
    asked = Keyed(question, key, tuple(segments))
    parts = kind(question.kind).parts(asked, Response())
    if not key.sequence:
        parts.sort(key=lambda part: items.index(part.text) if part.text in items else 0)
    placed = {item for item, _ in key.placed}
    return [(part.place, _line(part, part.place in placed)) for part in parts]


def _line(part: Part, is_placed: bool) -> str:
    if part.right:
        # A number of an ordered list, “1.”, has its stop already.
        between = " ← " if is_placed else " " if part.right.endswith(".") else ": "
        return f"{part.right}{between}{part.text}"
    said = {True: "✓ right: ", False: "✗ not this: ", None: ""}[part.sought]
    return f"{said}{part.text}"


def explained(question: Question, key: Key, segments: Sequence[Segment]) -> list[tuple[str, str]]:
    """Everything that accepting the key accepts: each line, and what students read beside it."""
    notes: dict[Explained, Note] = {**dict(key.notes), **{k.span: k.note for k in key.spans}}
    lines = lines_of_key(question, key, question.items, segments)
    taken = {target for _, target in key.placed}
    unused = sorted(set(question.targets) - taken) if kind(question.kind).deals_targets else ()
    return [
        *((line, notes.get(place, Note()).text) for place, line in lines),
        *((f"{level.name}: {level.text}", "") for level in key.rubric),
        *((target, "fits nothing") for target in unused),
        *([("the model answer", key.model)] if key.model else []),
        *([("the explanation of the whole", key.because)] if key.because else []),
    ]


def is_right(key: Key, place: Explained) -> bool:
    """Whether only a right answer has it: then it can meet no misconception."""
    return place in key.ticked or any(k.span == place and not k.neutral for k in key.spans)
