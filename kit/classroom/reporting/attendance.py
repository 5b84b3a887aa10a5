"""Who of a class handed in, when, and what of it the teacher has to settle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kit.classroom.collecting.timing import Timing, timing
from kit.classroom.decisions import Decided
from kit.classroom.model import Receipt, Student
from kit.classroom.terms import Terms


@dataclass(frozen=True, slots=True)
class Handed:
    """What one student handed in."""

    student: Student
    files: int = 0  # that differ; a sheet that was typed in again is still one
    again: int = 0  # the same bytes once more
    first: str = ""  # when the first file was received, by the teacher's clock
    last: str = ""
    timing: Timing = field(default_factory=Timing)  # of the first file
    late_more: bool = False  # the first file came in time, and a later one late
    claimed: str = ""  # when the first file was made, by the student's own clock
    excused: bool = False
    typed: int = 0  # of the files, those that the teacher typed in from paper

    @property
    def late(self) -> bool:
        """Whether a clock that can know it says that the first file came late."""
        return bool(self.timing.late)


@dataclass(frozen=True, slots=True)
class Attendance:
    """A class's roster with what came in; ``strangers`` are files that count for nobody yet."""

    handed: tuple[Handed, ...]  # by section, then name
    strangers: tuple[Receipt, ...]

    @property
    def missing(self) -> tuple[Student, ...]:
        """The students from whom nothing came, and who are not excused."""
        return tuple(one.student for one in self.handed if not (one.files or one.excused))

    @property
    def there(self) -> tuple[Handed, ...]:
        """The students who handed in."""
        return tuple(one for one in self.handed if one.files)

    @property
    def unknown(self) -> tuple[Handed, ...]:
        """The students of whom nobody can know whether they were late."""
        return tuple(one for one in self.there if one.timing.due and one.timing.late is None)

    @property
    def excused(self) -> tuple[Handed, ...]:
        """The students whom the teacher excused."""
        return tuple(one for one in self.handed if one.excused)

    @property
    def why_nothing(self) -> str:
        """Why no answer counts, where none does."""
        if not self.there:
            return "Nobody has handed in anything that counts."
        if all(one.excused for one in self.there):
            return "All who handed in are excused, so that no answer counts."
        return "What came in is not graded yet: kit grade CLASS."


def attendance(
    roster: Iterable[Student],
    receipts: Iterable[Receipt],
    terms: Terms | None = None,
    decided: Decided | None = None,
) -> Attendance:
    """Who handed in. A receipt that was settled later counts.

    Raises ValueError where a student's own due date cannot be read.
    """
    terms, decided = terms or Terms(), decided or Decided()
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
    return Attendance(tuple(_handed(s, own.get(s.id, []), terms, decided) for s in known), left)


def _handed(
    student: Student, receipts: Iterable[Receipt], terms: Terms, decided: Decided
) -> Handed:
    receipts = sorted(receipts, key=lambda receipt: receipt.received)
    files: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        files.setdefault(receipt.sheet or receipt.sha256, []).append(receipt)
    excused = student.id in decided.excused
    if not files:
        return Handed(student, excused=excused)
    first, *later = files.values()
    when = timing(first, terms, decided, student.id)
    after = [timing(one, terms, decided, student.id) for one in later]
    return Handed(
        student,
        len(files),
        len(receipts) - len({receipt.sha256 for receipt in receipts}),
        first[0].received,
        (later or [first])[-1][0].received,
        when,
        not when.late and any(one.late for one in after),
        first[0].made,
        excused,
        sum(bool(one[0].sheet) for one in files.values()),
    )
