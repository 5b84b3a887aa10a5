"""Which of a learner's entries belong to the copy of a lesson that is open.

Each release has an id, and so has the course's own folder. What was done in one copy neither shows
nor counts in another. Entries of the first version name no copy. They belong where the lesson had
the same revision and, as far as they tell, the same sort of copy: a score or a shown answer comes
from one with answers, a try without a score from one without. Where they do not tell, only the
learner knows, and is asked once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kit.learner.log import Entry, latest

ALL = "all"  # the question that an entry names which says whether the others belong here


class Copy(NamedTuple):
    """A lesson as it is in one copy."""

    lesson: str
    work: str  # the id of the copy, "" where it has none
    revision: str  # of the lesson as it is now
    has_keys: bool
    gradable: frozenset[str]  # the questions that a machine grades wherever the key is


class Sorted(NamedTuple):
    """The entries of a lesson by whether they belong to a copy; both in order."""

    own: tuple[Entry, ...]
    unclear: tuple[Entry, ...] = ()  # those that only the learner knows


def sort_entries(entries: Iterable[Entry], copy: Copy) -> Sorted:
    """The entries of this lesson that belong to a copy, and those of which nobody can tell."""
    here = [entry for entry in entries if entry.lesson == copy.lesson]
    own = {entry.id for entry in here if entry.work == copy.work}
    if not copy.work:
        return Sorted(tuple(entry for entry in here if entry.id in own))
    unnamed = [entry for entry in here if not entry.work]
    sides = {_has_keys(entry, copy) for entry in unnamed} - {None}
    only = sides.pop() if len(sides) == 1 else None
    unclear: set[str] = set()
    for entry in unnamed:
        side = _has_keys(entry, copy)
        side = only if side is None else side
        if side is copy.has_keys and entry.revision in ("", copy.revision):
            own.add(entry.id)
        elif side is not (not copy.has_keys):
            unclear.add(entry.id)
    answer = latest((entry for entry in here if entry.work == copy.work), "adopt")
    if answer or not any(e.what in ("try", "draft") for e in unnamed if e.id in unclear):
        own |= unclear if answer and answer.level == "yes" else set()
        unclear = set()
    return Sorted(
        tuple(entry for entry in here if entry.id in own),
        tuple(entry for entry in here if entry.id in unclear),
    )


def _has_keys(entry: Entry, copy: Copy) -> bool | None:
    """Whether the copy in which this was done had its answers; None where it does not tell."""
    if entry.score is not None or entry.what in ("show", "mark"):
        return True
    if entry.what == "try" and entry.question in copy.gradable:
        return False
    return None
