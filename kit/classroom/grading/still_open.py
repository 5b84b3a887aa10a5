"""Answers that are open, and what their teacher does about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kit.classroom.folder import typed
from kit.classroom.model import Graded
from kit.question.kinds import kind


def how_to_close(answers: Iterable[Graded], root: Path | None = None) -> Iterator[str]:
    """What to do about those of these answers that are open, in a sentence for each sort of them.

    ``root`` is the folder of the class; without one its place is held by CLASS.
    """
    sorts = {kind(one.kind).marked_by_person for one in answers if one.score is None}
    folder = "CLASS" if root is None else root.as_posix()
    command = "CLASS" if root is None else typed(root)
    if True in sorts:
        yield (
            "Texts are marked in a notebook: from kit.classroom.marking import mark, then "
            f'mark("{folder}", marker="your name"); then kit grade {command}.'
        )
    if False in sorts:
        yield (
            "What the key calls “open” is settled in the answers file, by how it came out; then "
            f"kit grade {command} --new-keys."
        )
