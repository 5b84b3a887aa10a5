"""The order in which a learner did things, whatever the clocks of their machines said.

One writer is one running kernel. Its entries follow each other by their running number, and an
entry never comes before the one of another writer that its own had read by then. Only what these
two leave open is decided by the clock, then by the id: the same entries have the same order on
every machine that has them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

from kit.learner.entry import Entry


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """These entries, each with an id of its own, from first to last."""
    by_clock = sorted(entries, key=_clock)
    return tuple(by_clock) if _is_true(by_clock) else tuple(_merged(by_clock))


def _clock(entry: Entry) -> tuple[str, str]:
    # Without its Z a time with parts of a second sorts after the same one without.
    return entry.at.removesuffix("Z"), entry.id


def _is_true(entries: Sequence[Entry]) -> bool:
    """Whether nothing that is known of the order speaks against this one."""
    known = {entry.id for entry in entries if entry.after} and {entry.id for entry in entries}
    seen: set[str] = set()
    last: dict[str, int] = {}
    for entry in entries:
        if entry.writer:
            if entry.n < last.get(entry.writer, 0):
                return False
            last[entry.writer] = entry.n
        if entry.after in known and entry.after not in seen:
            return False
        seen.add(entry.id)
    return True


def _merged(by_clock: Sequence[Entry]) -> Iterator[Entry]:
    """The entries, always the earliest by the clock among those that may come next."""
    writers: dict[str, deque[Entry]] = {}
    for number, entry in enumerate(sorted(by_clock, key=lambda entry: entry.n)):
        writers.setdefault(entry.writer or f"nobody {number}", deque()).append(entry)
    known = {entry.id for entry in by_clock}
    placed: set[str] = set()
    waiting: dict[str, list[tuple[tuple[str, str], str]]] = {}
    ready = [(_clock(entries[0]), writer) for writer, entries in writers.items()]
    heapify(ready)
    while ready or waiting:
        if not ready:  # entries that no kernel wrote can wait for each other in a circle
            after = min(waiting, key=lambda id: min(waiting[id]))
            ready = waiting.pop(after)
            heapify(ready)
            known.discard(after)
        place = heappop(ready)
        entries = writers[place[1]]
        after = entries[0].after
        if after in known and after not in placed:
            waiting.setdefault(after, []).append(place)
            continue
        entry = entries.popleft()
        yield entry
        placed.add(entry.id)
        if entries:
            heappush(ready, (_clock(entries[0]), place[1]))
        for freed in waiting.pop(entry.id, ()):
            heappush(ready, freed)
