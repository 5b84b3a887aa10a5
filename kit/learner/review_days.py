"""A calendar file with three short reviews, in the weeks after a course (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from kit.language.dates import calendar_text

WEEKS = (2, 6, 12)  # after the last lesson
MINUTES = 10
_LONGEST = 75  # octets of a line, without its end


@dataclass(frozen=True, slots=True)
class ReviewDay:
    """A review, the week in which it is due, and what a calendar says of it."""

    week: int
    title: str
    text: str

    def starts(self, first: date, at: time) -> datetime:
        """When it begins, by the clock of wherever the learner is then."""
        return datetime.combine(first + timedelta(weeks=self.week), at)


def as_icalendar(days: Sequence[ReviewDay], first: date, at: time, now: datetime) -> bytes:
    """A calendar file with these days, counted from ``first``.

    Whoever takes the same file in twice has each review once.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Says Who?//kit calendar//EN"]
    for day in days:
        uid = uuid5(NAMESPACE_OID, f"says-who review {first.isoformat()} week {day.week}")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTAMP:{calendar_text(now.astimezone(UTC))}",
            f"DTSTART:{calendar_text(day.starts(first, at))}",
            f"DURATION:PT{MINUTES}M",
            f"SUMMARY:{_escaped(day.title)}",
            f"DESCRIPTION:{_escaped(day.text)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """The line in parts of at most 75 octets, no letter cut in two."""
    part = b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > _LONGEST:
            yield part
            part = b" "
        part += octets
    yield part
