"""Whether a file came late, by the best clock there is, and which one that was.

In this order: the teacher's own word; the mark that Canvas gives; the time that an LMS stored in
its zip; the receipt, where the file was here before it was due. Else nobody can know. The clock of
the student's computer decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from kit.classroom.collecting.lms_names import uploader
from kit.classroom.decisions import Decided
from kit.classroom.model import Receipt
from kit.classroom.terms import Terms
from kit.language.dates import duration_text, read_deadline

Clock = Literal["", "teacher", "mark", "zip", "receipt"]

_BY: dict[Clock, str] = {
    "teacher": "the teacher says so",
    "mark": "by the mark of Canvas",
    "zip": "by the time in Moodle’s zip",
    "receipt": "it was here before",
}


@dataclass(frozen=True, slots=True)
class Timing:
    """When one file came, against when it was due."""

    late: bool | None = None  # None: it cannot be known
    by: Clock = ""
    due: datetime | None = None  # for this student
    late_by: timedelta | None = None  # where a clock tells it

    def __str__(self) -> str:
        if self.late is None:
            return "cannot be known" if self.due else ""
        much = f" by {duration_text(self.late_by)}" if self.late and self.late_by else ""
        return f"{'late' if self.late else 'on time'}{much}, {_BY[self.by]}"


def timing(receipts: Iterable[Receipt], terms: Terms, decided: Decided, student: str) -> Timing:
    """When one file came, of which these are the receipts.

    Raises ValueError where the student's own due date cannot be read.
    """
    receipts = tuple(receipts)
    own = decided.due.get(student, "")
    due = terms.due_for(own)
    if student in decided.on_time:
        return Timing(False, "teacher", due)
    accounts = [who for r in receipts if (who := uploader(r.source)) and who.lms == "Canvas"]
    # Canvas marks by the date that it knows, which need not be the student's own one here.
    if accounts and not (own and all(who.late for who in accounts)):
        return Timing(all(who.late for who in accounts), "mark", due)
    if due is None:
        return Timing()
    was_here = any((at := _moment(r.received, terms)) and at <= due for r in receipts)
    uploaded = [at for r in receipts if (at := _moment(r.uploaded, terms))]
    if uploaded and not (was_here and min(uploaded) > due):  # the clock of that LMS is wrong
        late_by = min(uploaded) - due
        is_late = late_by > timedelta()
        return Timing(is_late, "zip", due, late_by if is_late else None)
    return Timing(False, "receipt", due) if was_here else Timing(None, "", due)


def kept(terms: Terms, when: Timing) -> float:
    """The share of the points that the late rule of a class leaves for a file."""
    return terms.late.keeps(when.late_by) if terms.late and when.late else 1.0


def _moment(text: str, terms: Terms) -> datetime | None:
    """A moment of a receipt, in the zone of the class where it names none.

    Of a day without a time it is the first: nobody is late by a guess.
    """
    is_day = len(text.strip()) <= len("2026-12-01")
    try:
        return read_deadline(f"{text.strip()}T00:00" if is_day else text, terms.zone)
    except ValueError:  # a line of the log that names no time
        return None
