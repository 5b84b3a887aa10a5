"""Answers beside the key's own that a teacher accepts: what they change, and the best grade."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from kit.article.segments import Segment, find_span
from kit.classroom.tables.shared_table import append_row, read_rows
from kit.question.grade import grade
from kit.question.model import Grade, Key, KeySpan, Kind, Note, Question, Response

BETWEEN = " > "  # what stands between the items of an order that is accepted


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row of ``accepted.csv``: one more answer to one question, whatever the edition."""

    lesson: str
    question: str
    answer: str  # an option, a target, words in [brackets], or items in order, “a > b > c”
    item: str  # sort, match: what belongs there; highlight: the label
    why: str
    at: str  # UTC, ISO 8601


_COLUMNS = tuple(field.name for field in fields(Accepted))
_NEEDED = ("lesson", "question", "answer", "why", "at")


def read_accepted(path: Path) -> tuple[Accepted, ...]:
    """The rows of ``accepted.csv``; none where it is not there. Raises Unreadable."""
    return tuple(Accepted(**row) for row in read_rows(path, _COLUMNS, _NEEDED))


def write_accepted(path: Path, accepted: Accepted) -> None:
    """Add a row to ``accepted.csv``. Raises OSError."""
    append_row(path, _COLUMNS, astuple(accepted))


def with_accepted(
    question: Question,
    key: Key,
    accepted: Sequence[Accepted],
    response: Response,
    segments: tuple[Segment, ...] = (),
) -> Grade:
    """The best grade that the key or what is accepted beside it gives to a response.

    An accepted option of a choose-many question counts as right for those who ticked it, and is
    not missed by the others. Accepted words of a highlight question count neither way.
    """
    given = grade(question, key, response, segments)
    for other in alternatives(question, key, accepted, response, segments):
        better = grade(question, other, response, segments)
        if better.score is not None and (given.score is None or better.score > given.score):
            given = better
    return given


def alternatives(
    question: Question,
    key: Key,
    accepted: Sequence[Accepted],
    response: Response,
    segments: tuple[Segment, ...] = (),
) -> Iterable[Key]:
    """The keys beside the first one that this response may be graded with."""
    find = _ALTERNATIVES.get(question.kind)
    return find(question, key, accepted, response, segments) if find and accepted else ()


def _other_ticks(
    question: Question,
    key: Key,
    accepted: Sequence[Accepted],
    response: Response,
    segments: tuple[Segment, ...],
) -> Iterable[Key]:
    also = {a.answer: a.why for a in accepted if a.answer in response.ticked}
    if also and question.kind == "choose":
        yield _noted(replace(key, ticked=frozenset(also)), also)
    elif also:
        yield _noted(replace(key, ticked=key.ticked | set(also)), also)


def _other_places(
    question: Question,
    key: Key,
    accepted: Sequence[Accepted],
    response: Response,
    segments: tuple[Segment, ...],
) -> Iterable[Key]:
    placed = dict(response.placed)
    also = {a.item: a for a in accepted if placed.get(a.item) == a.answer}
    if also:
        pairs = [(i, also[i].answer if i in also else target) for i, target in key.placed]
        whys = {item: a.why for item, a in also.items()}
        yield _noted(replace(key, placed=tuple(pairs)), whys)


def _other_orders(
    question: Question,
    key: Key,
    accepted: Sequence[Accepted],
    response: Response,
    segments: tuple[Segment, ...],
) -> Iterable[Key]:
    for one in accepted:
        sequence = tuple(one.answer.split(BETWEEN))
        if sorted(sequence) == sorted(question.items):
            yield replace(key, sequence=sequence)


def _other_words(
    question: Question,
    key: Key,
    accepted: Sequence[Accepted],
    response: Response,
    segments: tuple[Segment, ...],
) -> Iterable[Key]:
    spans = list(key.spans)
    for one in accepted:
        try:
            span = find_span(one.answer, segments, one.item)
        except ValueError:  # another edition's article
            continue
        spans.append(KeySpan(span, Note(one.why), neutral=True))
    yield replace(key, spans=tuple(spans))


def _noted(key: Key, whys: dict[str, str]) -> Key:
    """The key with what the teacher said in place of why the answer was wrong."""
    notes = {**dict(key.notes), **{item: Note(why) for item, why in whys.items()}}
    return replace(key, notes=tuple(notes.items()))


_Find = Callable[[Question, Key, Sequence[Accepted], Response, tuple[Segment, ...]], Iterable[Key]]
_ALTERNATIVES: dict[Kind, _Find] = {
    "choose": _other_ticks,
    "choose-many": _other_ticks,
    "sort": _other_places,
    "match": _other_places,
    "order": _other_orders,
    "highlight": _other_words,
}
