"""What an author did on the card, read as the key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kit.article.segments import Segment
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Key, Question, Response


def key_from(
    question: Question, response: Response, said: Key, segments: Iterable[Segment] = ()
) -> Key:
    """The key that this response gives, with all else as ``said``: notes, hints, evidence.

    ``said.spans`` keep what was said of marked words. ``segments`` are those the question shows.
    Raises ValueError, in words for an author, where the response is no answer.
    """
    asked = Keyed(question, said, tuple(segments))
    parts = kind(question.kind).key_from(asked, response)
    bare = replace(
        said, ticked=frozenset(), placed=(), sequence=(), spans=(), outcomes=(), ranges=()
    )
    return replace(bare, question=question.id, **parts)  # type: ignore[arg-type]


def answer_of(question: Question, key: Key, segments: Iterable[Segment] = ()) -> Response:
    """The response that gives this key again: what an author finds entered on the card."""
    return kind(question.kind).answer_of(Keyed(question, key, tuple(segments)))
