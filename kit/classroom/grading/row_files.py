"""The two files of a grading: its distinct answers, and the rows that have their numbers.

``answers.parquet`` has a row for each distinct answer with all that it earned, and ``rows.parquet``
the students, each with the number of the answer and its time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kit.article.files import sync_file
from kit.classroom.arrow import (
    WORDS,
    WRITTEN,
    lists_of_texts,
    numbers,
    read,
    read_metadata,
    read_parts,
    texts,
)
from kit.classroom.grading.lines import as_graded
from kit.classroom.model import Graded
from kit.learner.strict_json import FormatError, decode

Write = Callable[[Path], object]  # writes the file of rows
ANSWERS, ROWS = "answers.parquet", "rows.parquet"
_PART = 1 << 17  # rows that are unpacked at once where they are read
NO_ANSWER = "there are rows of answers that are not there"
_NUMBERS = {"score": pa.float64(), "uncut": pa.float64(), "tries": pa.int32(), "hints": pa.int32()}
OF_ANSWER = tuple(f.name for f in fields(Graded) if f.name not in ("student", "at"))
_ANSWER = pa.schema(
    [
        ("answer", pa.int32()),
        *((name, _NUMBERS.get(name, pa.string())) for name in OF_ANSWER if name != "tags"),
        ("tags", pa.list_(pa.string())),
    ]
)
ROW = pa.schema([("student", WORDS), ("answer", pa.int32()), ("at", pa.string())])


def answers_table(answers: Sequence[Graded]) -> pa.Table:
    """Distinct answers as a table, each with its number; the response is a JSON text."""
    columns = [numbers(range(len(answers)), pa.int32())]
    for name, kind in zip(_ANSWER.names[1:], _ANSWER.types[1:], strict=True):
        values = [getattr(one, name) for one in answers]
        if name == "response":
            values = [json.dumps(v, ensure_ascii=False, allow_nan=False) for v in values]
        if name == "tags":
            columns.append(lists_of_texts(values))
        else:
            columns.append(numbers(values, kind) if name in _NUMBERS else texts(values))
    return pa.Table.from_arrays(columns, schema=_ANSWER)


def write_files(folder: Path, answers: Sequence[Graded], header: str, write: Write) -> None:
    """Write both files into a folder; ``header`` says what they are of. Raises OSError.

    ``write`` writes the rows.
    """
    table = answers_table(answers).replace_schema_metadata({"says_who": header})
    _put(folder / ROWS, write)
    _put(folder / ANSWERS, lambda path: write_table(path, table))


def _put(path: Path, write: Write) -> None:
    part = path.with_suffix(".part")
    write(part)
    sync_file(part)
    part.replace(path)


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table as Parquet. Raises OSError."""
    pq.write_table(table, path, row_group_size=_PART, **WRITTEN)


def read_header(folder: Path) -> str:
    """The header of both files, where those are whole. Raises OSError and ValueError."""
    read_metadata(folder / ROWS, ROW)
    return read_metadata(folder / ANSWERS, _ANSWER).get(b"says_who", b"").decode()


def read_answers(path: Path) -> Iterator[Graded]:
    """The distinct answers by number. Raises OSError, and ValueError where they are damaged."""
    table = read(path, _ANSWER, ("score", "uncut"))
    if table.column("answer").to_pylist() != list(range(len(table))):
        raise ValueError("its answers are not numbered one after the other")
    columns = {name: table.column(name).to_pylist() for name in OF_ANSWER}
    columns["response"] = [_response(text) for text in columns["response"]]
    columns["tags"] = [tuple(tags) for tags in columns["tags"]]
    for values in zip(*columns.values(), strict=True):
        yield as_graded({"student": "", **dict(zip(OF_ANSWER, values, strict=True))})


def _response(text: str) -> object:
    try:
        return decode(text.encode())
    except FormatError as error:
        raise ValueError("there is a response that is no JSON") from error


def parts_with_any_of(path: Path, students: Collection[str] = ()) -> Iterator[pa.Table]:
    """The parts of a file of rows in which any of these students may be; all without students."""

    def may_have(part: Any) -> bool:
        ends = part.column(ROW.get_field_index("student")).statistics
        known = ends is not None and ends.has_min_max
        return not (known and students) or any(ends.min <= one <= ends.max for one in students)

    return read_parts(path, ROW, wanted=may_have)
