"""What commands about one question of a class have in common: which it is, and who changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn

from kit.commands import stop
from kit.question.blocks import most_like

MOST = 40  # students that a change lists one by one


def question_named(known: Iterable[tuple[str, str]], lesson: str, question: str) -> tuple[str, str]:
    """The lesson and the question of these names, or the end with what there is."""
    lesson, question = lesson.strip(), question.strip()
    there = tuple(dict.fromkeys(known))
    lessons = list(dict.fromkeys(name for name, _ in there))
    if lesson not in lessons:
        _unknown("lesson", lesson, lessons)
    ids = [id for name, id in there if name == lesson]
    if question not in ids:
        _unknown(f"question in {lesson}", question, ids)
    return lesson, question


def _unknown(what: str, given: str, known: list[str]) -> NoReturn:
    near = most_like(given, known)
    there = f"did you mean “{near}”?" if near else f"there are: {', '.join(known)}."
    stop(f"There is no {what} called “{given}”; {there}")


def first_of(changes: Sequence[object]) -> Iterator[str]:
    """The first of some changes, a line each, and how many more there are."""
    yield from (f"  {change}" for change in changes[:MOST])
    if len(changes) > MOST:
        yield f"  and {len(changes) - MOST} more"
