"""Moments as logs write them and as people read them: the one writer, printer and reader."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, tzinfo


def timestamp(moment: datetime) -> str:
    """A moment in UTC as logs, hand-ins and gradings hold it: ``2026-12-01T18:00:00.000000Z``."""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def calendar_text(moment: datetime) -> str:
    """A moment as calendar files hold it (RFC 5545): ``20261201T180000``, with a Z in UTC."""
    return f"{moment:%Y%m%dT%H%M%S}{'Z' if moment.tzinfo is UTC else ''}"


def day_text(at: str) -> str:
    """The day of a stamp, for people: ``2026-12-01``. It reads the same in every language."""
    return at[:10]


def minute_text(at: str) -> str:
    """A stamp to the minute, for people, who are told the time zone beside it."""
    return f"{at[:10]} {at[11:16]}"


def moment_text(moment: datetime | str) -> str:
    """A moment to the minute with its time zone, for people: ``2026-12-01 18:00 UTC``."""
    if isinstance(moment, str):
        return f"{minute_text(moment)} UTC"
    return f"{moment:%Y-%m-%d %H:%M %Z}"


def read_deadline(text: str, zone: tzinfo | None = None) -> datetime:
    """The moment that a person wrote, in a zone or by this computer's clock.

    A day lasts until its end. Raises ValueError, with a sentence that says what to write.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        if not 1 < moment.year < 9999:  # the first and the last year end early in other zones
            raise ValueError
    except ValueError:
        raise ValueError(
            f"“{text.strip()}” is no date; write it as 2026-12-01 or 2026-12-01T18:00."
        ) from None
    if len(text.strip()) <= len("2026-12-01"):
        moment = datetime.combine(moment, time.max)
    if moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=zone) if zone else moment.astimezone()


def read_time(text: str) -> time:
    """The time of day that a person wrote. Raises ValueError, with a sentence on what to write."""
    try:
        return datetime.strptime(text.strip(), "%H:%M").time()
    except ValueError:
        raise ValueError(f"“{text.strip()}” is no time of day; write it as 17:00.") from None


def read_duration(text: str) -> timedelta:
    """How long a person wrote that something is, such as ``2 days`` or ``36 hours``.

    Raises ValueError, with a sentence that says what to write.
    """
    found = re.fullmatch(r"\s*(\d{1,4})\s*(days?|d|hours?|h|minutes?|min)\s*", text, re.I)
    if not found:
        raise ValueError(f"“{text.strip()}” is no length of time; write it as 2 days or 36 hours.")
    unit = {"d": "days", "h": "hours", "m": "minutes"}[found[2][0].casefold()]
    return timedelta(**{unit: int(found[1])})


def duration_text(length: timedelta) -> str:
    """A length of time for people, in the largest unit that says it well: ``2 days``."""
    minutes = round(length.total_seconds() / 60)
    for count, unit in ((minutes // 1440, "day"), (minutes // 60, "hour"), (minutes, "minute")):
        if count:
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "less than a minute"
