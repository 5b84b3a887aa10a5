"""What a notebook says of itself: its kernel, that it is a lesson, and what its texts rest on."""

from __future__ import annotations

from typing import Any

MARK = "says_who"  # the lesson view opens notebooks whose metadata has this
NOTEBOOK_ONLY = "notebook-view"  # the tag of a cell that the lesson view leaves out


def notebook_metadata(lesson: str | None = None) -> dict[str, Any]:
    """The metadata of a notebook; of one that opens in the lesson view where ``lesson`` is given.

    ``lesson`` is the name of the lesson that it asks, or "" where it is a page of no one lesson.
    """
    metadata: dict[str, Any] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return metadata if lesson is None else {**metadata, MARK: {"lesson": lesson}}


def marked_lesson(metadata: dict[str, Any]) -> str | None:
    """The lesson that a notebook's metadata names, or None where they have no mark."""
    mark = metadata.get(MARK)
    lesson = mark.get("lesson") if isinstance(mark, dict) else None
    return lesson if isinstance(lesson, str) else None


def cited(metadata: dict[str, Any]) -> tuple[str, ...] | None:
    """The ids of evidence that a cell's metadata give for what its text states.

    They stand as ``{"says_who": {"evidence": ["E01", "E02"]}}``. None where something else stands
    there; empty where nothing does.
    """
    mark = metadata.get(MARK, {})
    ids = mark.get("evidence", []) if isinstance(mark, dict) else None
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
        return None
    return tuple(ids)
