"""Made responses to a question, by its kind: one that is right and one that is wrong."""

from __future__ import annotations

from kit.article.segments import Segment
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Key, Question, Response


def right(question: Question, key: Key, segments: tuple[Segment, ...] = ()) -> Response:
    """A response that deserves the full score."""
    return kind(question.kind).right(Keyed(question, key, segments))


def wrong(question: Question, key: Key, segments: tuple[Segment, ...] = ()) -> Response:
    """A response that does not. Raises LookupError, StopIteration or ValueError where none is."""
    return kind(question.kind).wrong(Keyed(question, key, segments))
