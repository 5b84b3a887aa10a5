"""What is to stand in a gradebook: totals, less what lateness costs, and who gets none or zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kit.classroom.collecting.timing import kept
from kit.classroom.decisions import Decided
from kit.classroom.grading.totals import Total
from kit.classroom.reporting.attendance import Attendance
from kit.classroom.terms import Terms


@dataclass(frozen=True, slots=True)
class Counted:
    """The totals that go into a gradebook, and what of them follows from the terms of the class."""

    totals: Mapping[str, Total]  # by id, without those who are excused
    excused: tuple[str, ...] = ()  # ids
    zero: tuple[str, ...] = ()  # ids of those who handed in nothing, and get zero
    late: Mapping[str, str] = field(default_factory=dict)  # id -> what lateness cost, in words


def counted(
    totals: Mapping[str, Total],
    came: Attendance,
    terms: Terms,
    decided: Decided,
    now: datetime,
) -> Counted:
    """The totals after the terms of a class; ``now`` is aware of its zone.

    Nobody gets zero who is not due yet. Raises ValueError where an own due date cannot be read.
    """
    found = dict(totals)
    excused: list[str] = []
    zero: list[str] = []
    late: dict[str, str] = {}
    for one in came.handed:
        id = one.student.id
        if one.excused or (not one.files and terms.absent == "excused"):
            excused.append(id)
            found.pop(id, None)
        elif not one.files and terms.absent == "zero" and id not in found:
            due = terms.due_for(decided.due.get(id, ""))
            if due is None or due < now:
                zero.append(id)
                found[id] = Total(0.0, 0, 0, 0)
        elif (left := kept(terms, one.timing)) < 1 and id in found:
            score = found[id].score
            late[id] = f"{one.timing}: {100 * (1 - left):.0f} % less"
            found[id] = replace(found[id], score=None if score is None else score * left)
    return Counted(found, tuple(excused), tuple(zero), late)
