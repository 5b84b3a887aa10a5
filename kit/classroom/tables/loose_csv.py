"""A CSV file as a teacher's spreadsheet saves it: any delimiter, its columns found by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.article.files import read_up_to
from kit.article.seed import Unreadable
from kit.classroom.shown import shown
from kit.question.model import Problem

LARGEST = 16 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Line:
    """One row, its cells without space around them, by the names of the columns wanted."""

    number: int  # of the line in the file where the row begins
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that can be read, and what is wrong with the others."""

    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, without a mark at its start. Raises Unreadable."""
    return read_exactly(path).removeprefix("\ufeff")


def read_exactly(path: Path) -> str:
    """All of the text of a file in UTF-8. Raises Unreadable, also where there is no such file."""
    try:
        data = read_up_to(path, LARGEST)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    if data is None:
        raise Unreadable(f"{path} is too large, or is no file.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{path} is not in UTF-8. In the spreadsheet, save it as “CSV UTF-8”."
        ) from error


def read_table(text: str, name: str, needed: tuple[str, ...], also: tuple[str, ...] = ()) -> Table:
    """The rows of a table with the columns ``needed`` and perhaps those of ``also``.

    Other columns are passed over. Raises Unreadable where a needed column is missing.
    """
    delimiter, head = _head(text, name, needed)
    places = {column: head.index(column) for column in (*needed, *also) if column in head}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    problems: list[Problem] = []
    number = 1
    try:
        for row in reader:
            if number > 1 and any(cell.strip() for cell in row):
                if len(row) == len(head):
                    lines.append(Line(number, {c: row[p].strip() for c, p in places.items()}))
                else:
                    said = f"this row has {len(row)} cells, the first line {len(head)}"
                    problems.append(Problem(name, number, said))
            number = reader.line_num + 1
    except csv.Error as error:
        said = f"from here on it cannot be read: {error}"
        problems.append(Problem(name, number, said))
    return Table(tuple(lines), tuple(problems))


def _head(text: str, name: str, needed: tuple[str, ...]) -> tuple[str, list[str]]:
    """The delimiter, and the names of the columns in small letters."""
    first = text.splitlines()[0] if text.strip() else ""
    for delimiter in (",", ";", "\t"):
        head = [cell.strip().strip('"').strip().casefold() for cell in first.split(delimiter)]
        if set(needed) <= set(head):
            twice = [column for column in needed if head.count(column) > 1]
            if twice:
                raise Unreadable(f"{name}:1: there are two columns “{twice[0]}”; take one out.")
            return delimiter, head
    raise Unreadable(
        f"{name}:1: the first line must name the columns: {', '.join(needed)}. "
        f"It is: “{shown(first.strip(), 80)}”."
    )
