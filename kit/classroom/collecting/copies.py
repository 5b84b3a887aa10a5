"""Which copy of an exercise a class does, and which hand-ins were done in another one.

A student can have last year's copy on the same computer, or one for practice. What was done there
is no part of this class's work, whatever file it came in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kit.article.seed import Unreadable
from kit.article.toml import read_toml
from kit.classroom.folder import ClassFolder
from kit.learner.hand_in import HandIn
from kit.learner.wire import is_revision

# A hand-in says it near its beginning. Whoever writes something else there moves one vote.
_WORK = re.compile(rb'"work": "([0-9A-Za-z-]{1,64})"')
_BEGINNING = 2000  # bytes


def works_of(folder: ClassFolder) -> frozenset[str]:
    """The ids of the copies that count in a class: those in ``class.toml``, else the commonest.

    Empty where no hand-in names one: then all count. Raises Unreadable for a damaged file.
    """
    if named := _named(folder):
        return named
    found: Counter[str] = Counter()
    for path in sorted(folder.hand_ins.glob("*.json")):
        try:
            with path.open("rb") as file:
                work = _WORK.search(file.read(_BEGINNING))
        except OSError:  # said where hand-ins are read
            continue
        if work:
            found[work[1].decode()] += 1
    return frozenset(work for work, _ in found.most_common(1))


def _named(folder: ClassFolder) -> frozenset[str]:
    if not folder.about.is_file():
        return frozenset()
    try:
        value = read_toml(folder.about.read_text(encoding="utf-8")).get("work", [])
    except (ValueError, OSError) as error:
        raise Unreadable(f"{folder.about.name} cannot be read: {error}.") from error
    works = [value] if isinstance(value, str) else value
    if not isinstance(works, list) or not all(map(is_revision, works)):
        raise Unreadable(f'{folder.about.name}: write work as in work = "0123456789abcdef".')
    return frozenset(filter(None, works))


def is_of_another_copy(hand_in: HandIn, works: Iterable[str]) -> bool:
    """Whether a hand-in was done in a copy that does not count here.

    One that names no copy is of the first version, and counts.
    """
    works = frozenset(works)
    return bool(works and hand_in.work) and hand_in.work not in works
