"""The gradings of a class on disk: each in a folder of its own, and the last one as a table.

``grades/0001/`` holds a grading as columns (`kit.classroom.grading.rows`). It is written under
another name and then given its own, so that it is there whole or not at all; one that is damaged
all the same is named and passed over. A grading is never changed or taken away; the next one gets
the next number. Those that the first edition wrote, as ``0001.jsonl``, are read as they are.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace as replace_in
from itertools import chain
from pathlib import Path
from secrets import token_hex
from typing import Any, get_args

import numpy as np

from kit.article.files import replace, replace_in_parts, sync_folder
from kit.article.seed import Unreadable
from kit.article.tables import Value, as_csv, safe_cell
from kit.classroom.arrow import give_back
from kit.classroom.bulk import many_values
from kit.classroom.collecting.receipts import Tell, on_stderr
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.grading.lines import as_json, from_lines
from kit.classroom.grading.row_files import Write, read_header
from kit.classroom.grading.rows import GradedRows, as_rows, forget_in_rows, write_rows
from kit.classroom.model import Graded, Grading, Policy, Student
from kit.learner.strict_json import FormatError, decode

FORMAT = 2
_OLD_FORMAT = 1
_AT_ONCE = 4 * 1024 * 1024  # bytes; what is smaller is read and so found damaged at once


def read_gradings(folder: ClassFolder, tell: Tell = on_stderr) -> tuple[Grading, ...]:
    """All gradings of a class that can be read, the first one first; of each other one is told."""
    return tuple(filter(None, (_read_or_tell(path, tell) for path in _files(folder))))


def last_grading(
    folder: ClassFolder, tell: Tell = on_stderr, whole: bool = False
) -> Grading | None:
    """The grading that counts, or None before the first: the last one that is not damaged.

    Each damaged one is told. ``whole`` reads all rows of a large one too, and so finds damage
    inside it.
    """
    read = (_read_or_tell(path, tell, whole) for path in reversed(_files(folder)))
    return next(filter(None, read), None)


def grading_that_counts(folder: ClassFolder, tell: Tell = on_stderr) -> Grading:
    """As `last_grading`. Raises Unreadable where the class is not graded yet."""
    if grading := last_grading(folder, tell):
        return grading
    raise Unreadable(f"{folder.root} is not graded yet; run kit grade {typed(folder.root)} first.")


def next_number(folder: ClassFolder) -> int:
    """The number of the next grading; those of damaged ones are not given again."""
    return max((int(path.stem) for path in _files(folder)), default=0) + 1


def same_rows(last: Sequence[Graded], rows: Sequence[Graded]) -> bool:
    """Whether two gradings have exactly the same rows."""
    old, new = as_rows(last), as_rows(rows)
    known: dict[object, int] = {}
    return (
        len(old) == len(new)
        and bool(np.array_equal(old.told_apart(known), new.told_apart(known)))
        and all(_texts(old, name) == _texts(new, name) for name in ("student", "at"))
    )


def _texts(rows: GradedRows, name: str) -> Any:
    return rows.table.column(name).cast("string")


@many_values()
def write_grading(folder: ClassFolder, grading: Grading, students: Iterable[Student] = ()) -> Path:
    """Write a grading under its number, then ``grades.csv`` anew; the path of the first.

    ``students`` give the names in the table. Raises OSError, FileExistsError for a number taken.
    """
    path = put_grading(folder, grading)
    write_table(folder, grading.rows, students)
    return path


def put_grading(folder: ClassFolder, grading: Grading, write: Write | None = None) -> Path:
    """Write a grading under its number, whole or not at all, and no table; the path of it.

    ``write`` writes its rows where they are too many to be held. Raises what `write_grading` does.
    """
    path = folder.grades / f"{grading.number:04}"
    if path.exists() or path.with_suffix(".jsonl").exists():
        raise FileExistsError(17, "there is a grading of this number", str(path))
    header = {
        "says_who": "grading",
        "format": FORMAT,
        "number": grading.number,
        "at": grading.at,
        "policy": grading.policy,
        "keys": grading.keys,
        "new_keys": grading.new_keys,
        "why": grading.why,
    }
    part = path.with_name(f"{path.name}.{token_hex(4)}.part")
    part.mkdir(mode=0o700, parents=True)
    try:
        write_rows(part, as_rows(grading.rows), as_json(header), write)
        part.rename(path)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sync_folder(path.parent)
    return path


def write_table(folder: ClassFolder, rows: Sequence[Graded], students: Iterable[Student]) -> bool:
    """Write ``grades.csv`` where it does not hold these rows and names yet; whether it did not.

    Raises OSError, for example while a spreadsheet has it open.
    """
    parts = (part.encode(errors="replace") for part in as_table(rows, students))
    return replace_in_parts(folder.root / "grades.csv", chain([b"\xef\xbb\xbf"], parts))


def forget_rows(
    folder: ClassFolder, student: str, others: Iterable[Student], dry_run: bool = False
) -> int:
    """Take a student's rows out of all gradings and the table; how many gradings have some.

    It is the one thing that ever changes a grading. One that cannot be read goes whole, since
    nobody can say who is in it. Raises OSError.
    """
    count = 0
    for path in _files(folder):
        grading = _read_or_tell(path, lambda _: None)
        if grading is None or student in as_rows(grading.rows).students:
            count += 1
            if not dry_run:
                _put_without(path, grading, student)
    if not dry_run:
        for left in folder.grades.glob("*.part"):
            shutil.rmtree(left, ignore_errors=True)
        if last := last_grading(folder):
            write_table(folder, last.rows, others)
    return count


def _put_without(path: Path, grading: Grading | None, student: str) -> None:
    if grading is None:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif path.is_dir():
        forget_in_rows(path, student)
    else:
        head, *lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if json.loads(line)["student"] != student]
        header = as_json({**json.loads(head), "rows": len(kept)})
        replace(path, b"".join((f"{header}\n".encode(), *kept)))


def _files(folder: ClassFolder) -> list[Path]:
    there = folder.grades.iterdir() if folder.grades.is_dir() else ()
    return sorted(
        (p for p in there if p.stem.isdigit() and p.suffix in ("", ".jsonl")), key=_number
    )


def _number(path: Path) -> int:
    return int(path.stem)


def _read_or_tell(path: Path, tell: Tell, whole: bool = False) -> Grading | None:
    try:
        return _read(path, whole)
    except Unreadable as error:
        tell(f"{error} It is passed over.")
        return None


@many_values()
def _read(path: Path, whole: bool) -> Grading:
    try:
        if path.suffix:
            return _read_old(path)
        grading = _grading_of(_header(read_header(path)), FORMAT)
        rows = GradedRows(None, None, path)
        if whole or sum(file.stat().st_size for file in path.iterdir()) < _AT_ONCE:
            rows.read()
            if rows.has_one_twice():
                raise ValueError("a student has two answers to one question")
            give_back()
        return replace_in(grading, rows=rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        said = str(error).splitlines()[0].rstrip(".") if str(error) else "it is cut short"
        if isinstance(error, OSError) and error.strerror:
            said = f"{Path(str(error.filename)).name}: {error.strerror}"
        raise Unreadable(f"{path.parent.name}/{path.name} is damaged: {said}.") from error


def _header(text: str) -> Mapping[str, Any]:
    try:
        values = decode(text.encode())
    except FormatError:
        values = None
    if not isinstance(values, dict) or not values.keys() >= _IN_HEADER:
        raise ValueError("it does not say what it is")
    return values


_IN_HEADER = {"format", "number", "at", "policy", "keys", "new_keys", "why"}


def _read_old(path: Path) -> Grading:
    with path.open(encoding="utf-8", newline="\n") as file:
        header = _header(file.readline())
        rows = as_rows(from_lines(file, 2))
    if len(rows) != header["rows"]:
        raise ValueError(f"it has {len(rows)} rows instead of {header['rows']}")
    return replace_in(_grading_of(header, _OLD_FORMAT), rows=rows)


def _grading_of(header: Mapping[str, Any], form: int) -> Grading:
    grading = Grading(
        int(header["number"]),
        str(header["at"]),
        header["policy"],
        str(header["keys"]),
        str(header["why"]),
        new_keys=header["new_keys"] is True,
    )
    if header["format"] != form or grading.policy not in get_args(Policy):
        raise ValueError("its header is of another version of the kit")
    return grading


_COLUMNS = (
    *("student", "name", "section", "lesson", "question", "kind", "status", "share", "level"),
    *("comment", "tries", "hints", "sure", "misconceptions", "answered"),
)


def as_table(rows: Sequence[Graded], students: Iterable[Student] = ()) -> Iterator[str]:
    """A grading as a CSV text for people, in parts; no cell of it is a formula to a spreadsheet."""
    columns, known = as_rows(rows), {student.id: student for student in students}
    yield as_csv(_COLUMNS, ())
    answers = [_cells(_of_answer(one)) for one in columns.answers]
    for id, place in columns.by_student():
        student = known.get(id, Student(id, ""))
        who = _cells((id, student.name, student.section))
        batch = columns.table.slice(place.start, place.stop - place.start)
        pairs = zip(batch.column("answer").to_pylist(), batch.column("at").to_pylist(), strict=True)
        yield "".join([f"{who},{answers[number]},{safe_cell(at)}\n" for number, at in pairs])


def _cells(cells: Sequence[Value]) -> str:
    return ",".join(map(safe_cell, cells))


def _of_answer(row: Graded) -> tuple[Value, ...]:
    score = "" if row.score is None else round(row.score, 4)
    return (
        *(row.lesson, row.question, row.kind, row.status, score),
        *(row.level, row.comment, row.tries, row.hints, row.sure, " ".join(row.tags)),
    )
