"""Rosters as Canvas, Moodle and spreadsheets write them, and which of their columns are which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kit.article.files import Unreadable
from kit.article.tables import Row, Table
from kit.language.shown import few, shown

_QUOTED = re.compile(r'="(.*)"', re.S)  # how a text that looks like a number is kept from Excel
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.I)  # what Excel makes of a long number
_WORDS = {
    "id": r"id|nummer|nr|matrikel|kennung|n[uú]m|identifi|c[oó]digo|codice|numer|kod",
    "name": r"name|nom\b|nombre|nome|naam|navn|namn|nimi|imię|nazwisko|jm[eé]no|имя|фамилия|ad[ıi]",
    "section": r"sec[tc]|gr[uo]|klas|class|kurs|cour|sez",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold the id, the name (of one part or several) and the section."""

    id: str
    name: tuple[str, ...]
    section: str = ""


OWN = Columns("id", ("name",), "section")


class UnknownColumns(Unreadable):
    """A roster whose columns only a person can tell apart; ``columns`` has their names."""

    def __init__(self, name: str, columns: Sequence[str], line: int, first: str) -> None:
        self.columns = tuple(columns)
        first = f"{first[:80]}…" if len(first) > 80 else first
        super().__init__(
            f"{name}:{line}: the first line must name the columns: id, name. It is: “{first}”."
        )


def columns_of(table: Table) -> Columns | None:
    """The columns of a roster in a form that is known, or None.

    Of several columns with ids, that one which all students have: first the school's own number.
    """
    there = set(table.columns)
    if {"id", "name"} <= there:
        return OWN
    for needed, ids, name in _FORMS:
        if needed <= there:
            rows = [row for row in table.rows if not is_no_student(row)]
            id = next((i for i in ids if i in there and all(row[i] for row in rows)), "")
            if id:
                sections = (s for s in ("section", "group", "groups", "department") if s in there)
                return Columns(id, name, next(sections, ""))
    return None


_FORMS: tuple[tuple[set[str], tuple[str, ...], tuple[str, ...]], ...] = (
    ({"student", "id"}, ("sis user id", "sis login id", "id"), ("student",)),
    (
        {"first name", "last name"},
        ("id number", "username", "email address"),
        ("first name", "last name"),
    ),
    (
        {"identifier", "full name"},
        ("id number", "username", "email address", "identifier"),
        ("full name",),
    ),
    ({"identifier"}, ("identifier",), ("identifier",)),
)


def is_no_student(row: Row) -> bool:
    """Whether a row of a gradebook says something about its columns, or is a made-up student's."""
    student = " ".join(row.cells.get("student", "-").casefold().split())
    return student in ("points possible", "student, test", "test student", "")


def named_columns(table: Table, written: str) -> Columns:
    """The columns that a person named: id, name and perhaps section, with commas between.

    Raises Unreadable where there is no such column.
    """
    names = [name.strip().casefold() for name in written.split(",") if name.strip()]
    if not 2 <= len(names) <= 3:
        raise Unreadable(
            f"“{shown(written)}” names {len(names)} columns; name those of id, name and perhaps "
            "section, as in “Nummer, Name, Gruppe”."
        )
    for name in names:
        if name not in table.columns:
            there = few(map(shown, table.columns), 20)
            raise Unreadable(f"{table.path} has no column “{shown(name)}”; there are: {there}.")
    return Columns(names[0], (names[1],), names[2] if len(names) == 3 else "")


def guess(columns: Iterable[str], what: str) -> str:
    """The column that its heading may make the one of ids, names or sections, or nothing."""
    found = [c for c in columns if re.search(_WORDS[what], c, re.I)]
    return found[0] if found else ""


def ask_for_columns(columns: Sequence[str], ask: Callable[[str, str], str]) -> str:
    """What `named_columns` reads, from a person who is asked for each column.

    ``ask`` gets a question and what an empty answer stands for.
    """
    there = few(map(shown, columns), 20)
    id = ask(f"Which column holds the ids? ({there})", guess(columns, "id"))
    left = [column for column in columns if column != id]
    name = ask(f"Which one holds the names? ({few(map(shown, left), 20)})", guess(left, "name"))
    left = [column for column in left if column != name]
    section = ask("Which one holds the sections? (- for none)", guess(left, "section") or "-")
    return ", ".join(filter(None, (id, name, "" if section == "-" else section)))


def plain(cell: str) -> str:
    """What a cell says, without what keeps a spreadsheet from reading it as a number."""
    found = _QUOTED.fullmatch(cell)
    return found[1].replace('""', '"').strip() if found else cell


def is_shortened(id: str) -> bool:
    """Whether a spreadsheet has made a number of an id, and lost digits of it."""
    return bool(_SHORTENED.fullmatch(id))
