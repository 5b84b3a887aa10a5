"""The gradings of a class on disk: each in a file of its own, and the last one as a table.

``grades/0001.jsonl`` holds a header, then a line for each row. A grading is never changed or
taken away; the next one gets the next number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace as replace_in
from io import BytesIO
from itertools import starmap, zip_longest
from operator import eq
from pathlib import Path
from typing import get_args

from kit.article.files import replace, write_new
from kit.article.seed import Unreadable
from kit.article.tables import Value, as_csv
from kit.classroom.bulk import many_values
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.lines import as_json, as_lines, from_lines
from kit.classroom.model import Graded, Grading, Policy, Student

FORMAT = 1


def read_gradings(folder: ClassFolder) -> tuple[Grading, ...]:
    """All gradings of a class, the first one first. Raises Unreadable for a damaged one."""
    return tuple(map(_read, _files(folder)))


def last_grading(folder: ClassFolder, rows: bool = True) -> Grading | None:
    """The grading that counts, or None before the first; ``rows=False`` reads its header alone.

    Raises Unreadable where it is damaged.
    """
    files = _files(folder)
    return _read(files[-1], rows) if files else None


def same_rows(folder: ClassFolder, rows: Sequence[Graded]) -> bool:
    """Whether the grading that counts has exactly these rows."""
    files = _files(folder)
    if not files:
        return False
    with files[-1].open("rb") as file:
        file.readline()  # the header
        return all(starmap(eq, zip_longest(file, as_lines(rows))))


@many_values()
def write_grading(folder: ClassFolder, grading: Grading, students: Iterable[Student] = ()) -> Path:
    """Write a grading under its number, then ``grades.csv`` anew; the path of the first.

    ``students`` give the names in the table. Raises OSError, FileExistsError for a number taken.
    """
    path = folder.grades / f"{grading.number:04}.jsonl"
    write_new(path, _as_bytes(grading))
    write_table(folder, grading.rows, students)
    return path


def _as_bytes(grading: Grading) -> bytes:
    header = {
        "says_who": "grading",
        "format": FORMAT,
        "number": grading.number,
        "at": grading.at,
        "policy": grading.policy,
        "keys": grading.keys,
        "new_keys": grading.new_keys,
        "why": grading.why,
        "rows": len(grading.rows),
    }
    file = BytesIO()  # holds a large class once, not as lines and again as their whole
    file.write(f"{as_json(header)}\n".encode(errors="replace"))
    file.writelines(as_lines(grading.rows))
    return file.getvalue()


def write_table(folder: ClassFolder, rows: Iterable[Graded], students: Iterable[Student]) -> bool:
    """Write ``grades.csv`` where it does not hold these rows and names yet; whether it did not.

    Raises OSError, for example while a spreadsheet has it open.
    """
    path = folder.root / "grades.csv"
    table = as_table(rows, students).encode("utf-8-sig", errors="replace")
    if path.is_file() and path.read_bytes() == table:
        return False
    replace(path, table)
    return True


def forget_rows(
    folder: ClassFolder, student: str, others: Iterable[Student], dry_run: bool = False
) -> int:
    """Take a student's rows out of all gradings and the table; how many gradings have some.

    It is the one thing that ever changes a grading. Raises Unreadable, OSError.
    """
    count = 0
    for path in _files(folder):
        grading = _read(path)
        left = tuple(row for row in grading.rows if row.student != student)
        if len(left) != len(grading.rows):
            count += 1
            if not dry_run:
                replace(path, _as_bytes(replace_in(grading, rows=left)))
    if not dry_run and (last := last_grading(folder)):
        write_table(folder, last.rows, others)
    return count


def _files(folder: ClassFolder) -> list[Path]:
    return sorted(p for p in folder.grades.glob("*.jsonl") if p.stem.isdigit())


@many_values()
def _read(path: Path, with_rows: bool = True) -> Grading:
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            header = json.loads(file.readline())
            grading = Grading(
                int(header["number"]),
                str(header["at"]),
                header["policy"],
                str(header["keys"]),
                str(header["why"]),
                new_keys=header["new_keys"] is True,
            )
            if header["format"] != FORMAT or grading.policy not in get_args(Policy):
                raise ValueError("its first line is of another version of the kit")
            rows = tuple(from_lines(file, 2)) if with_rows else ()
        if with_rows and len(rows) != header["rows"]:
            raise ValueError(f"it has {len(rows)} rows instead of {header['rows']}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"{path.parent.name}/{path.name} is damaged: {error}.") from error
    return replace_in(grading, rows=rows)


_COLUMNS = (
    *("student", "name", "section", "lesson", "question", "kind", "status", "share", "level"),
    *("comment", "tries", "hints", "sure", "misconceptions", "answered"),
)


def as_table(rows: Iterable[Graded], students: Iterable[Student] = ()) -> str:
    """A grading as a CSV text for people; no cell of it is a formula to a spreadsheet."""
    known = {student.id: student for student in students}
    return as_csv(_COLUMNS, (_cells(row, known.get(row.student)) for row in rows))


def _cells(row: Graded, student: Student | None) -> tuple[Value, ...]:
    name, section = (student.name, student.section) if student else ("", "")
    score = "" if row.score is None else round(row.score, 4)
    return (
        *(row.student, name, section, row.lesson, row.question, row.kind, row.status, score),
        *(row.level, row.comment, row.tries, row.hints, row.sure, " ".join(row.tags), row.at),
    )
