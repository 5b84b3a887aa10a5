"""The teacher's roster, and which of its students a hand-in names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kit.article.tables import Row, as_exact_csv, read_table, safe, table_text
from kit.classroom.collecting.roster_forms import (
    OWN,
    Columns,
    UnknownColumns,
    columns_of,
    is_no_student,
    is_shortened,
    named_columns,
    plain,
)
from kit.classroom.folder import ClassFolder
from kit.classroom.model import Student
from kit.language.shown import shown
from kit.question.model import Problem

_NAMED = 5  # other lines of the same id
LONGEST = 100  # characters of an id, as of the name in a hand-in


@dataclass(frozen=True, slots=True)
class Roster:
    """The students of a class, and what is wrong with the rows that are left out."""

    students: tuple[Student, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns: Columns = OWN  # that it was read from

    def by_id(self) -> Mapping[str, Student]:
        """The students, each under the key of the own id."""
        return {key_of(student.id): student for student in self.students}


def key_of(text: str) -> str:
    """What two writings of one id have in common: all but capitals, accents' coding and space.

    Full-width or Cyrillic letters that only look alike stay different.
    """
    folded = unicodedata.normalize("NFC", text).strip().casefold()
    return unicodedata.normalize("NFC", folded)


def read_roster(folder: ClassFolder) -> tuple[Student, ...]:
    """The students of a class; none where it has no roster. Raises Unreadable."""
    return roster_of(folder).students


def roster_of(folder: ClassFolder) -> Roster:
    """The roster of a class; empty where it has none. Raises Unreadable."""
    return read_roster_file(folder.roster) if folder.roster.exists() else Roster()


def read_roster_file(path: Path, columns: str = "") -> Roster:
    """The roster in a file; ``columns`` as in `as_roster`. Raises Unreadable."""
    return as_roster(table_text(path, loose=True), path.name, columns)


def as_roster(text: str, name: str = "roster.csv", columns: str = "") -> Roster:
    """The roster of a text: columns id and name, perhaps section; others are passed over.

    What Canvas and Moodle export is known too; of any other, ``columns`` names those of id, name
    and perhaps section, with commas between. A row whose id is empty, is no text of one line, has
    lost digits or stands on another row too is left out, and named among the problems: such an id
    names nobody. Raises Unreadable, and of these UnknownColumns where a person has to say which
    column is which.
    """
    table = read_table(text, name, also=("id", "name", "section"), loose=True)
    if table.head is None:
        table.whole()
    own = named_columns(table, columns) if columns else columns_of(table)
    if own is None:
        head = table.head
        line, first = (head.line, shown(head.raw.strip())) if head else (1, "")
        raise UnknownColumns(name, table.columns, line, first)
    problems = [Problem(name, fault.line, fault.text) for fault in table.faults]
    students: list[Student] = []
    where: dict[str, list[Row]] = {}
    rows = [(plain(row[own.id]), row) for row in table.rows if not is_no_student(row)]
    for id, row in rows:
        where.setdefault(key_of(id), []).append(row)
    for id, row in rows:
        if why := _why_not(id, row, where[key_of(id)]):
            problems.append(Problem(name, row.line, why))
        else:
            called = " ".join(filter(None, (plain(row[part]) for part in own.name)))
            students.append(Student(id, called, plain(row.cells.get(own.section, ""))))
    return Roster(tuple(students), tuple(sorted(problems)), own)


def _why_not(id: str, row: Row, rows: list[Row]) -> str:
    if not id:
        return "this row has no id"
    if is_shortened(id):
        return (
            f"“{shown(id)}” is what a spreadsheet made of a longer id, and its digits are lost; "
            "export the list again, and open it in no spreadsheet, or keep the column as text"
        )
    if not id.isprintable():
        return f"the id “{shown(id)}” holds something that cannot be seen"
    if len(id) > LONGEST:
        return f"the id “{shown(id, 40)}” is longer than {LONGEST} characters"
    if len(rows) > 1:
        some = [str(other.line) for other in rows[: _NAMED + 1] if other is not row][:_NAMED]
        more = [f"{left} more"] if (left := len(rows) - 1 - len(some)) else []
        others = " and ".join((*some, *more))
        return (
            f"the id “{shown(id)}” stands on line {others} too; until one is mended it names nobody"
        )
    return ""


def nearest(said: str, students: Iterable[Student], most: int = 3) -> tuple[str, ...]:
    """The ids of whom a text may mean, as a hint for a person who decides."""
    students = tuple(students)
    key = key_of(said)
    namesakes = [student.id for student in students if key_of(student.name) == key]
    ids = {key_of(student.id): student.id for student in students}
    close = [ids[found] for found in get_close_matches(key, ids, most, 0.6)]
    return tuple(dict.fromkeys((*namesakes, *close)))[:most]


def as_own(roster: Roster) -> str:
    """A roster in the kit's own form: a table with the columns id, name and section.

    Ids stay as they are, for files name them; no name is a formula to a spreadsheet.
    """
    rows = [(one.id, safe(one.name), safe(one.section)) for one in roster.students]
    return as_exact_csv(("id", "name", "section"), rows)
