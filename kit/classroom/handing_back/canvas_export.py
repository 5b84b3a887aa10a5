"""A gradebook exported from Canvas: its columns, and which student each row is about.

The rules are those of Canvas's own import (lib/gradebook_importer.rb), except that a name alone
matches nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from kit.article.files import Unreadable
from kit.article.tables import Row, Table, raw_cells, read_table
from kit.classroom.collecting.lms_names import is_one_name, may_be_one_name
from kit.classroom.collecting.roster import key_of
from kit.classroom.grading.totals import written_number
from kit.classroom.model import Student
from kit.language.numbers import read_number
from kit.language.shown import first_lines, shown
from kit.question.model import Problem

_IDS = ("ID", "SIS User ID", "SIS Login ID")
_OF_STUDENTS = {
    *("student", "section", "integration id", "root account"),
    *(name.casefold() for name in _IDS),
}


_COMMA = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}")
_POINT = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)\.\d+")
_OWN_TOTALS = re.compile(r"\b(?:final|current)\b", re.I)


class NotFilled(Exception):
    """A gradebook that is not written, and all the reasons."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(first_lines(self.problems)))


class ZerosUnsaid(Exception):
    """Ids of an export and of the roster that differ in the zeros before them, and nobody said
    whether they are the same; `pairs` has both, with their names."""

    def __init__(self, pairs: Iterable[tuple[str, Student]]) -> None:
        self.pairs = tuple(pairs)
        super().__init__(self.pairs)


@dataclass(frozen=True, slots=True)
class Export:
    """The rows of an export, and its text, in which each has its place."""

    text: str
    table: Table
    titles: tuple[str, ...]  # of all columns
    ids: tuple[int, ...]  # places of the columns that hold ids

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.table.path

    @property
    def students(self) -> tuple[Row, ...]:
        """The rows that have an id; others say something about the columns."""
        return tuple(row for row in self.table.rows if any(value(row, place) for place in self.ids))


def value(row: Row, place: int) -> str:
    """What the cell at a place says, without space around it; nothing where there is none."""
    return row.values[place].strip() if place < len(row.values) else ""


def read_export(text: str, name: str) -> Export:
    """The export in a text. Raises Unreadable for anything else, NotFilled for a damaged one."""
    table = read_table(text, name, loose=True)
    titles = tuple(title.strip() for title in table.head.values) if table.head else ()
    head = [title.casefold() for title in titles]
    if table.head is None or len(head) < 3 or "student" not in head[0] or "id" not in head[1]:
        raise Unreadable(
            f"{name} is no gradebook of Canvas: its first line begins “Student,ID,…”. "
            "In Canvas: Grades, Export."
        )
    problems = [Problem(name, fault.line, fault.text) for fault in table.faults]
    for row in (table.head, *table.rows):
        try:
            width = len(raw_cells(row.raw, table.delimiter))
        except ValueError as error:
            problems.append(Problem(name, row.line, str(error)))
            continue
        if width != len(titles):
            said = f"this row has {width} cells, the first line {len(titles)}"
            problems.append(Problem(name, row.line, said))
    if problems:
        raise NotFilled(problems)
    ids = (1, *(head.index(i.casefold()) for i in _IDS[1:] if i.casefold() in head))
    return Export(text, table, titles, ids)


def column_of(export: Export, column: str, points: float | None) -> tuple[int, float | None]:
    """The place of the column, and what a share of 1 is worth in it, if the export says so.

    The place of a new column is behind the last one. Raises NotFilled.
    """
    titles = export.titles
    places = [p for p, title in enumerate(titles) if title == column] or [
        p for p, title in enumerate(titles) if _id_in(title) and _id_in(title) == _id_in(column)
    ]
    if len(places) > 1:
        _refuse(export, f"there are {len(places)} columns “{column}”")
    if not places:
        if _id_in(column):
            there = "; ".join(shown(title) for title in titles if _id_in(title)) or "none"
            _refuse(export, f"there is no column “{column}”; columns with a number are: {there}")
        return len(titles), points
    place = places[0]
    if column.casefold() in _OF_STUDENTS:
        _refuse(export, f"“{column}” holds no scores; name the column of an assignment")
    worth = next((value(row, place) for row in export.table.rows if is_points(row)), "")
    if "read only" in worth.casefold() or "read only" in titles[place].casefold():
        _refuse(export, f"Canvas lets nobody write “{column}” (it is read only)")
    possible = number(worth)
    if possible is None and worth:
        _refuse(export, f"what “{column}” is worth, “{shown(worth)}”, cannot be read as a number")
    if possible is not None and points is not None and possible != points:
        said = written_number(possible)
        _refuse(export, f"“{column}” is worth {said} points there; leave --points out")
    if possible == 0:
        _refuse(export, f"“{column}” is worth no points there; give it some in Canvas, export anew")
    return place, points if possible is None else possible


def _refuse(export: Export, text: str) -> NoReturn:
    raise NotFilled([Problem(export.name, 1, text)])


def decimal_sign(export: Export) -> str:
    """The sign that the numbers of an export have before their decimals: a point or a comma."""
    cells = [value(row, place) for row in export.table.rows for place in range(len(export.titles))]
    comma = sum(bool(_COMMA.fullmatch(cell)) for cell in cells)
    point = sum(bool(_POINT.fullmatch(cell)) for cell in cells)
    return "," if comma > point else "."


def worth_a_look(title: str) -> str:
    """Why Canvas may ignore a column of this title, or nothing."""
    if not _OWN_TOTALS.search(title):
        return ""
    return (
        f"Canvas calls columns of its own “final” and “current”, and may ignore “{shown(title)}” "
        "when it is imported; look whether the scores arrived, or rename the assignment"
    )


def _id_in(title: str) -> str:
    """The number of an assignment in its title, as in “Reading (123)”."""
    found = re.search(r"\((\d+)\)\s*$", title)
    return found[1] if found else ""


def is_points(row: Row) -> bool:
    """Whether a row says what each column is worth."""
    return value(row, 0).casefold() == "points possible"


def number(text: str) -> float | None:
    """The number that a cell holds, also with a decimal comma."""
    try:
        return read_number(text)
    except ValueError:
        return None


def match(export: Export, roster: Iterable[Student]) -> tuple[dict[str, Row], list[Problem]]:
    """The row of each student who is in the export."""
    ids = {key_of(student.id): student.id for student in roster}
    found: dict[str, Row] = {}
    problems: list[Problem] = []
    for row in export.students:
        named = {ids[key] for place in export.ids if (key := key_of(value(row, place))) in ids}
        if len(named) > 1:
            both = " and ".join(sorted(named))
            said = f"the ids on this row are those of two students of the roster, {both}"
            problems.append(Problem(export.name, row.line, said))
        for who in named:
            if who in found:
                said = f"{who} is on line {found[who].line} too"
                problems.append(Problem(export.name, row.line, said))
            found.setdefault(who, row)
    return found, problems


def but_for_zeros(
    export: Export, roster: Iterable[Student], matched: Mapping[str, Row]
) -> dict[str, tuple[Row, str]]:
    """The rows that would be a student's but for zeros before the id, each with what stands there.

    A row of another's name, and an id that fits two rows or two students, is none of them.
    """
    bare: dict[str, list[Student]] = {}
    for student in roster:
        if student.id not in matched and (number := _bare(student.id)):
            bare.setdefault(number, []).append(student)
    taken = {row.line for row in matched.values()}
    found: dict[str, dict[int, tuple[Row, str]]] = {}
    for row in export.students:
        for cell in dict.fromkeys(value(row, place) for place in export.ids):
            fits = bare.get(_bare(cell), []) if row.line not in taken else []
            if len(fits) == 1 and may_be_one_name(value(row, 0), fits[0].name):
                found.setdefault(fits[0].id, {})[row.line] = row, cell
    claims = Counter(line for lines in found.values() for line in lines)
    single = {who: lines for who, lines in found.items() if len(lines) == 1}
    return {
        who: one
        for who, lines in single.items()
        for line, one in lines.items()
        if claims[line] == 1
    }


def _bare(id: str) -> str:
    """The digits of an id without zeros before them; "" where it is no number."""
    return id.strip().lstrip("0") if id.strip().isascii() and id.strip().isdigit() else ""


def name_only(export: Export, matched: Iterable[Row], left: Iterable[Student]) -> list[Problem]:
    """Rows that have no id of a student with a score, but the name: people may share a name."""
    taken = {row.line for row in matched}
    return [
        Problem(
            export.name,
            row.line,
            f"“{shown(value(row, 0))}” has the name of {student.id}, but none of the ids; write "
            "the ID, SIS User ID or SIS Login ID that is here into the roster",
        )
        for student in left
        for row in export.students
        if row.line not in taken and is_one_name(value(row, 0), student.name)
    ]
