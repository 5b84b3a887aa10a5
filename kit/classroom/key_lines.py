"""The key of a question part by part, for whatever page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kit.classroom.drawn import drawn_line
from kit.language.html_text import as_html
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Response

Counts = Literal["right", "wrong", "neutral", "placed"]
_COUNTS: dict[bool | None, Counts] = {True: "right", False: "wrong", None: "neutral"}


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One part of a question. What is named so is HTML already."""

    counts: Counts  # placed where something belongs to it
    text_html: str
    right: str  # what belongs there
    note_html: str  # why


def key_lines(asked: Keyed) -> Iterator[KeyLine]:
    """The parts of a question, each with how it counts or what belongs to it, and why."""
    for part in kind(asked.question.kind).parts(asked, Response()):
        is_item = isinstance(part.place, str)  # Markdown; words of the article are none
        of_item = asked.key.note(part.place).text if isinstance(part.place, str) else ""
        yield KeyLine(
            "placed" if part.right else _COUNTS[part.sought],
            (drawn_line if is_item else as_html)(part.text),
            part.right,
            drawn_line(part.note.text or of_item),
        )
