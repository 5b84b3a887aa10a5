"""Whether a teacher's answer can be accepted beside a key: what it must name, for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kit.article.segments import Segment, bracketed, find_span
from kit.classroom.grading.accepted import BETWEEN
from kit.question.blocks import most_like
from kit.question.model import Key, Kind, Question


class NotAccepted(ValueError):
    """An answer that cannot be accepted; the text says why, in one sentence for a teacher."""


def acceptable(
    question: Question, key: Key, answer: str, item: str, segments: tuple[Segment, ...] = ()
) -> str:
    """The answer as `Accepted` holds it. Raises NotAccepted where it makes no sense here."""
    return _CHECKS[question.kind](question, key, answer.strip(), item.strip(), segments)


def _check_tick(
    question: Question, key: Key, answer: str, item: str, segments: tuple[Segment, ...]
) -> str:
    if item:
        raise NotAccepted(f"“{question.id}” has no items; leave --for out.")
    _known(answer, question.items, "option")
    if answer in key.ticked:
        raise NotAccepted(f"“{answer}” is right already.")
    return answer


def _check_place(
    question: Question, key: Key, answer: str, item: str, segments: tuple[Segment, ...]
) -> str:
    if not item:
        raise NotAccepted("Say for which item, as in --for “the item”.")
    _known(item, question.items, "item")
    _known(answer, question.targets, "answer")
    if dict(key.placed).get(item) == answer:
        raise NotAccepted(f"“{item}” belongs to “{answer}” already.")
    return answer


def _check_order(
    question: Question, key: Key, answer: str, item: str, segments: tuple[Segment, ...]
) -> str:
    if item:
        raise NotAccepted("An order is accepted as a whole; leave --for out.")
    parts = [part.strip() for part in answer.split(BETWEEN.strip())]
    for part in parts:
        _known(part, question.items, "item")
    if sorted(parts) != sorted(question.items):
        raise NotAccepted(
            f"Name all {len(question.items)} items once, in the order you accept, "
            f"with “{BETWEEN.strip()}” between them."
        )
    if tuple(parts) == key.sequence:
        raise NotAccepted("This order is the key’s own.")
    return BETWEEN.join(parts)


def _check_words(
    question: Question, key: Key, answer: str, item: str, segments: tuple[Segment, ...]
) -> str:
    if question.labels:
        if not item:
            raise NotAccepted(f"Say with which label, as in --for “{question.labels[0]}”.")
        _known(item, question.labels, "label")
    elif item:
        raise NotAccepted(f"“{question.id}” has no labels; leave --for out.")
    try:
        span = find_span(answer, segments, item)
    except ValueError as error:
        raise NotAccepted(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    if any(k.span == span for k in key.spans):
        raise NotAccepted("These words are in the key already.")
    return bracketed(span, segments)


def _check_rate(
    question: Question, key: Key, answer: str, item: str, segments: tuple[Segment, ...]
) -> str:
    raise NotAccepted(
        "A forecast is settled by what happened: write the outcome into the answers file, and "
        "grade with --new-keys."
    )


def _check_write(
    question: Question, key: Key, answer: str, item: str, segments: tuple[Segment, ...]
) -> str:
    raise NotAccepted("A written answer is marked by a person; give it another level there.")


def _known(given: str, known: Iterable[str], what: str) -> None:
    known = tuple(known)
    if given not in known:
        near = most_like(given, known)
        there = f"did you mean “{near}”?" if near else f"there are: {'; '.join(known)}."
        raise NotAccepted(f"There is no {what} “{given}”; {there}")


_Check = Callable[[Question, Key, str, str, tuple[Segment, ...]], str]
_CHECKS: dict[Kind, _Check] = {
    "choose": _check_tick,
    "choose-many": _check_tick,
    "sort": _check_place,
    "match": _check_place,
    "order": _check_order,
    "highlight": _check_words,
    "rate": _check_rate,
    "write": _check_write,
}
