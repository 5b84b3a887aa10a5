"""The terms of a class, in its ``class.toml``: when it is due, and what late and absent mean.

::

    exercise = "river"
    due = "2026-12-01T18:00"       # a day alone lasts until its end
    zone = "Europe/Berlin"         # else by the computer that grades
    late = "10 % a day, at most 50 %"
    absent = "zero"                # or "blank", "excused"
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kit.article.files import Unreadable, replace
from kit.article.toml import read_toml
from kit.classroom.folder import ClassFolder
from kit.language.dates import read_deadline, read_duration

Absent = Literal["blank", "zero", "excused"]
_RULE = re.compile(
    r"\s*(\d{1,3})\s*%\s*(?:a|an|per|each)\s*(day|hour)\s*(?:,?\s*at most\s*(\d{1,3})\s*%)?\s*",
    re.I,
)
_EACH = {"day": timedelta(days=1), "hour": timedelta(hours=1)}
NAMES = ("due", "zone", "late", "absent")


@dataclass(frozen=True, slots=True)
class LateRule:
    """What lateness costs: so much of the points for each day or hour that has begun."""

    per_cent: int
    each: timedelta
    at_most: int = 100  # per cent

    def keeps(self, late_by: timedelta | None) -> float:
        """What share of the points is left; None for how late is the least that is late at all."""
        steps = 1 if late_by is None else max(0, -(-late_by // self.each))
        return 1 - min(steps * self.per_cent, self.at_most) / 100

    def __str__(self) -> str:
        unit = "hour" if self.each == _EACH["hour"] else "day"
        most = f", at most {self.at_most} %" if self.at_most < 100 else ""
        return f"{self.per_cent} % of the points for each {unit} that has begun{most}"


@dataclass(frozen=True, slots=True)
class Terms:
    """When a class was due, and what follows from not keeping to it."""

    due: datetime | None = None  # aware of its zone
    zone: tzinfo | None = None  # None: that of this computer
    late: LateRule | None = None
    absent: Absent = "blank"

    def due_for(self, own: str) -> datetime | None:
        """When a student is due who has an own date or an extension; "" for neither.

        Raises ValueError for what is neither.
        """
        if not own or (self.due is None and not _is_date(own)):
            return self.due
        if _is_date(own) or self.due is None:
            return read_deadline(own, self.zone)
        return self.due + read_duration(own)


def _is_date(text: str) -> bool:
    return bool(re.match(r"\s*\d{4}-", text))


def read_terms(folder: ClassFolder, due: str = "") -> Terms:
    """The terms of a class; ``due`` stands in for the date in ``class.toml``. Raises Unreadable."""
    try:
        terms = terms_of(read_about(folder))
    except ValueError as error:
        raise Unreadable(f"{folder.about.name}: {error}") from error
    try:
        return dataclasses.replace(terms, due=read_deadline(due, terms.zone)) if due else terms
    except ValueError as error:
        raise Unreadable(str(error)) from error


def terms_of(values: Mapping[str, object]) -> Terms:
    """The terms that these values say. Raises ValueError with a sentence on what to write."""
    given = {name: _text(values[name]) for name in NAMES if values.get(name)}
    zone = _zone(given["zone"]) if "zone" in given else None
    absent = given.get("absent", "blank")
    if absent not in ("blank", "zero", "excused"):
        raise ValueError(f"“{absent}” is not known; write absent as blank, zero or excused.")
    return Terms(
        read_deadline(given["due"], zone) if "due" in given else None,
        zone,
        read_late_rule(given["late"]) if "late" in given else None,
        cast(Absent, absent),
    )


def read_late_rule(text: str) -> LateRule:
    """The rule that a teacher wrote. Raises ValueError with a sentence on what to write."""
    found = _RULE.fullmatch(text)
    if not found or int(found[1]) > 100 or int(found[3] or 0) > 100:
        raise ValueError(f"“{text}” is no late rule; write it as in 10 % a day, at most 50 %.")
    most = int(found[3]) if found[3] else 100
    return LateRule(int(found[1]), _EACH[found[2].casefold()], most)


def write_terms(folder: ClassFolder, values: Mapping[str, str]) -> None:
    """Set terms in ``class.toml``, and leave its other lines; "" takes one out.

    Raises ValueError for what cannot be read back, Unreadable and OSError.
    """
    terms_of({**read_about(folder), **values})
    if not folder.about.exists():
        raise Unreadable(f"There is no {folder.about} yet; kit collect makes it.")
    text = folder.about.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.partition("=")[0].strip() not in values]
    # A JSON string is a TOML string as well. Names come before the first table.
    new = [f"{n} = {json.dumps(v, ensure_ascii=False)}" for n, v in values.items() if v]
    place = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    lines[place:place] = new
    replace(folder.about, ("\n".join(lines) + "\n").encode())


def read_about(folder: ClassFolder) -> dict[str, object]:
    """What ``class.toml`` says; nothing where there is none. Raises Unreadable."""
    if not folder.about.is_file():
        return {}
    try:
        return read_toml(folder.about.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise Unreadable(f"{folder.about.name} cannot be read: {error}.") from error


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f"“{name}” is no time zone that this computer knows; write it as in Europe/Berlin, or "
            "write the due date with its own, as in 2026-12-01T18:00+01:00."
        ) from None
