"""Who of a class handed in, when, and what of it the teacher has to settle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kit.classroom.model import Receipt, Student


@dataclass(frozen=True, slots=True)
class Handed:
    """What one student handed in."""

    student: Student
    files: int = 0  # that differ
    again: int = 0  # the same bytes once more
    first: str = ""  # when the first file was received, by the teacher's clock
    last: str = ""
    late: bool = False  # the first file came after the class was due
    late_more: bool = False  # only a later file did


@dataclass(frozen=True, slots=True)
class Attendance:
    """A class's roster with what came in; ``strangers`` are files that fit no student of it."""

    handed: tuple[Handed, ...]  # by section, then name
    strangers: tuple[Receipt, ...]

    @property
    def missing(self) -> tuple[Student, ...]:
        """The students from whom nothing came."""
        return tuple(one.student for one in self.handed if not one.files)

    @property
    def there(self) -> tuple[Handed, ...]:
        """The students who handed in."""
        return tuple(one for one in self.handed if one.files)


def attendance(
    roster: Iterable[Student], receipts: Iterable[Receipt], due: datetime | None = None
) -> Attendance:
    """Who handed in; ``due`` is aware of its time zone. A receipt that was settled later counts."""
    known = sorted(roster, key=lambda s: (s.section, s.name.casefold(), s.id))
    ids = {student.id for student in known}
    own: dict[str, list[Receipt]] = {}
    strangers: dict[str, Receipt] = {}
    settled: set[str] = set()
    for receipt in receipts:
        if receipt.student in ids:
            own.setdefault(receipt.student, []).append(receipt)
            settled.add(receipt.sha256)
        else:
            strangers.setdefault(receipt.sha256, receipt)
    left = tuple(receipt for sha, receipt in strangers.items() if sha not in settled)
    return Attendance(tuple(_handed(s, own.get(s.id, []), due) for s in known), left)


def _handed(student: Student, receipts: Iterable[Receipt], due: datetime | None) -> Handed:
    receipts = sorted(receipts, key=lambda receipt: receipt.received)
    firsts = {receipt.sha256: receipt for receipt in reversed(receipts)}  # the earliest of each
    times = sorted(receipt.received for receipt in firsts.values())
    if not times:
        return Handed(student)
    late = [_is_late(time, due) for time in times]
    again = len(receipts) - len(firsts)
    return Handed(
        student, len(firsts), again, times[0], times[-1], late[0], late[-1] and not late[0]
    )


def _is_late(received: str, due: datetime | None) -> bool:
    try:
        return due is not None and datetime.fromisoformat(received) > due
    except (ValueError, TypeError):  # a line of the log that names no time
        return False
