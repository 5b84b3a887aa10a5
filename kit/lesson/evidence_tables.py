"""Small tables computed from an exercise's own, and a month: what a lesson compares and counts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from urllib.parse import urlsplit

from kit.article.segments import ids_named
from kit.article.tables import Row
from kit.language.html_text import as_html
from kit.lesson.displays import as_table

PARTS = "; "  # between the parts of a cell, such as the two voices on one page
_MONTH = re.compile(r"(\d{4})-(\d{2})")


class Grid:
    """Rows of text under a head, and a name above them where there is one."""

    def __init__(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], name: str = "", text: str = ""
    ) -> None:
        self.head = tuple(head)
        self.rows = tuple(tuple(row) for row in rows)
        self.name = name
        self._text = text

    def __repr__(self) -> str:
        return self._text or "\n".join(" | ".join(row) for row in (self.head, *self.rows))

    def _repr_html_(self) -> str:
        name = f"<p><b>{as_html(self.name)}</b></p>" if self.name else ""
        return name + as_table(self.rows, self.head)


def month(written: str) -> Grid:
    """The calendar of a month such as ``2023-09``. Raises ValueError where it is none."""
    found = _MONTH.fullmatch(written)
    if not found or not (1 <= int(found[2]) <= 12 and int(found[1])):
        raise ValueError(f"“{written}” is no month; write it as in 2023-09")
    year, number = int(found[1]), int(found[2])
    weeks = calendar.Calendar().monthdayscalendar(year, number)
    rows = [[str(day or "") for day in week] for week in weeks]
    head = calendar.TextCalendar().formatweekheader(2).split()
    text = calendar.TextCalendar().formatmonth(year, number).rstrip("\n")
    return Grid(head, rows, f"{calendar.month_name[number]} {year}", text)


def choose(rows: Iterable[Row], written: str) -> list[Row]:
    """The rows of evidence whose ids a list such as ``E01-E07 E12`` names, in their own order.

    Raises ValueError, in words for an author, if a part of it names no evidence.
    """
    all_rows = list(rows)
    wanted = ids_named(written, [row["id"] for row in all_rows], "evidence")
    return [row for row in all_rows if row["id"] in wanted]


def compare(rows: Iterable[Row], columns: Sequence[str]) -> Grid:
    """These columns of each row, on as many lines as it has parts; a single part is on each."""
    lines: list[tuple[str, ...]] = []
    for row in rows:
        parts = [row[column].split(PARTS) for column in columns]
        height = max(map(len, parts), default=0)
        even = [part * height if len(part) == 1 else part for part in parts]
        lines += [(row["id"], *line) for line in zip_longest(*even, fillvalue="")]
    return Grid(("id", *columns), lines)


def outlets(rows: Iterable[Row], ids: Iterable[str]) -> Grid:
    """Who runs and who pays each outlet of some evidence, and on which site that was looked up."""
    wanted = set(ids)
    lines = [
        (row["outlet"], row["run by"], row["paid by"], _site(row["looked up at"]))
        for row in rows
        if wanted & set(row["evidence"].split())
    ]
    return Grid(("outlet", "run by", "paid by", "looked up at"), lines)


def _site(found: str) -> str:
    """The site of the first address in a cell, or what stands there instead of one."""
    return urlsplit(found.partition(" ")[0]).hostname or found


def count(rows: Iterable[Row], column: str) -> Grid:
    """How often each value of a column is met, and in which rows; each part counts by itself."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for part in row[column].split(PARTS):
            found.setdefault(part, []).append(row["id"])
    lines = [(value, " ".join(ids), str(len(ids))) for value, ids in sorted(found.items())]
    return Grid((column, "pages", "count"), lines)


def ranges_by(rows: Iterable[Row], column: str) -> Grid:
    """For each value of a column: how many ranges it has, from ``low`` to ``high``.

    Raises Unreadable where an end of a range is no whole number.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    ends = {
        value: (
            int(min(row.number("low", whole=True) for row in own)),
            int(max(row.number("high", whole=True) for row in own)),
        )
        for value, own in found.items()
    }
    lines = [
        (value, str(len(found[value])), f"{ends[value][0]:,}", f"{ends[value][1]:,}")
        for value in sorted(ends, key=lambda value: ends[value])
    ]
    return Grid((column, "estimates", "lowest", "highest"), lines)
