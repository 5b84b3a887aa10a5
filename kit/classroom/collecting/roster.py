"""The teacher's roster, and which of its students a hand-in names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kit.article.tables import Row, read_table, table_text
from kit.classroom.folder import ClassFolder
from kit.classroom.model import Student
from kit.language.shown import shown
from kit.question.model import Problem

LONGEST = 100  # characters of an id, as of the name in a hand-in


@dataclass(frozen=True, slots=True)
class Roster:
    """The students of a class, and what is wrong with the rows that are left out."""

    students: tuple[Student, ...] = ()
    problems: tuple[Problem, ...] = ()

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


def read_roster_file(path: Path) -> Roster:
    """The roster in a file. Raises Unreadable where it is no table with an id and a name."""
    return as_roster(table_text(path, loose=True), path.name)


def as_roster(text: str, name: str = "roster.csv") -> Roster:
    """The roster of a text: columns id and name, perhaps section; others are passed over.

    A row whose id is empty, is no text of one line or stands on another row too is left out, and
    named among the problems: such an id names nobody. Raises Unreadable.
    """
    table = read_table(text, name, ("id", "name"), ("section",), loose=True)
    problems = [Problem(name, fault.line, fault.text) for fault in table.faults]
    students: list[Student] = []
    where: dict[str, list[Row]] = {}
    for row in table.rows:
        where.setdefault(key_of(row["id"]), []).append(row)
    for row in table.rows:
        id = row["id"]
        if why := _why_not(id, row, where[key_of(id)]):
            problems.append(Problem(name, row.line, why))
        else:
            students.append(Student(id, row["name"], row.cells.get("section", "")))
    return Roster(tuple(students), tuple(sorted(problems)))


def _why_not(id: str, row: Row, rows: list[Row]) -> str:
    if not id:
        return "this row has no id"
    if not id.isprintable():
        return f"the id “{shown(id)}” holds something that cannot be seen"
    if len(id) > LONGEST:
        return f"the id “{shown(id, 40)}” is longer than {LONGEST} characters"
    if len(rows) > 1:
        others = " and ".join(str(other.line) for other in rows if other is not row)
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
