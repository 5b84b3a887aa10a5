"""What hand-ins hold, as columns: each file is validated once, and read from here ever after.

``entries/`` has a Parquet file for each collection, with a row for each entry. All of it can be
made anew from ``hand-ins/``: a file of it that is torn, missing or of another version is passed
over, and the next command that reads those hand-ins writes a new one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from math import inf
from pathlib import Path
from secrets import token_hex
from typing import Any, get_args

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kit.article.files import sync_file, sync_folder
from kit.classroom.arrow import WORDS, WRITTEN, numbers, read, texts, words
from kit.classroom.folder import ClassFolder
from kit.learner.hand_in import HandIn, Part
from kit.learner.log import Entry, What
from kit.learner.strict_json import FormatError, decode
from kit.question.model import SURE

FORMAT = b"1"
MOST_FILES = 32  # more of them are put into one
_MOST = 100  # bytes of a table for each byte of its file: ids were drawn at random, and pack badly
_BATCH = 20_000  # rows that are held before they are written
_HEADER = ("exercise", "name", "made", "kit", "work", "form")  # of the hand-in, in each of its rows
_OFTEN = ("what", "question", "revision", "response", "sure", "level")  # few values in many rows
_SCHEMA = pa.schema(
    [
        *((name, WORDS) for name in ("sha256", *_HEADER[:-1])),
        ("form", pa.int8()),
        ("lesson", WORDS),  # null for a hand-in without any lesson
        ("part_revision", WORDS),
        *((name, WORDS) for name in _OFTEN),  # what: null for a lesson without any entry
        ("at", pa.string()),
        ("id", pa.string()),
        ("seconds", pa.float64()),
    ],
    metadata={"says_who": "entries", "format": FORMAT},
)
_NAMES = tuple(_SCHEMA.names)
_OF_ENTRY = ("question", "revision", "response", "sure", "level", "at", "id", "seconds")
_ONLY: Mapping[str, set[Any]] = {"what": {*get_args(What)}, "sure": {*SURE}}
_GAPS = _NAMES[_NAMES.index("lesson") :]  # of a hand-in without a lesson, a lesson without an entry


class EntryWriter:
    """Hand-ins on their way into one new file, which is there once it is closed, and whole."""

    def __init__(self, folder: ClassFolder) -> None:
        self._path = folder.entries / f"{token_hex(8)}.parquet"
        self._part = self._path.with_suffix(".part")
        self._rows: list[tuple[Any, ...]] = []
        self._file: Any = None

    def add(self, sha256: str, hand_in: HandIn) -> None:
        """Take a hand-in in. Raises OSError."""
        self._rows += _rows(sha256, hand_in)
        if len(self._rows) >= _BATCH:
            self._write()

    def close(self) -> None:
        """Put the file in its place, where anything is in it. Raises OSError."""
        if self._rows:
            self._write()
        if self._file is not None:
            self._file.close()
            sync_file(self._part)
            self._part.replace(self._path)
            sync_folder(self._path.parent)

    def _write(self) -> None:
        if self._file is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = pq.ParquetWriter(self._part, _SCHEMA, **WRITTEN)
        columns = [
            _column(kind, values)
            for kind, values in zip(_SCHEMA.types, zip(*self._rows, strict=True), strict=True)
        ]
        self._file.write_table(pa.Table.from_arrays(columns, schema=_SCHEMA))
        self._rows = []


def _column(kind: Any, values: Sequence[Any]) -> pa.Array:
    if kind == WORDS:
        return words(values)
    return texts(values) if kind == pa.string() else numbers(values, kind)


def _rows(sha256: str, hand_in: HandIn) -> Iterator[tuple[Any, ...]]:
    header = (sha256, *(getattr(hand_in, name) for name in _HEADER))
    nothing = (None,) * (len(_OFTEN) + 3)
    if not hand_in.parts:
        yield (*header, None, None, *nothing)
    for part in hand_in.parts:
        place = (*header, part.lesson, part.revision)
        if not part.entries:
            yield (*place, *nothing)
        for entry in part.entries:
            response = json.dumps(entry.response, ensure_ascii=False, allow_nan=False)
            often = (entry.what, entry.question, entry.revision, response, entry.sure, entry.level)
            yield (*place, *often, entry.at, entry.id, entry.seconds)


class Entries:
    """The hand-ins that are in columns, by their sha256; of one that is there twice, the first.

    ``damaged`` are the files that are passed over, each with what is wrong with it.
    """

    def __init__(self, folder: ClassFolder) -> None:
        self.damaged: list[tuple[Path, str]] = []
        self._places: dict[str, tuple[_Columns, int, int]] = {}
        for path in files_of(folder):
            try:
                columns = _Columns(path)
            except FileNotFoundError:  # put into another one meanwhile
                continue
            except (OSError, ValueError) as error:
                self.damaged.append((path, str(error).splitlines()[0] if str(error) else "?"))
                continue
            for sha256, start, end in columns.hand_ins():
                self._places.setdefault(sha256, (columns, start, end))

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self._places

    def hand_in(self, sha256: str) -> HandIn | None:
        """A hand-in as it was validated, or None where it is not here."""
        place = self._places.get(sha256)
        return place[0].hand_in(*place[1:]) if place else None


def files_of(folder: ClassFolder) -> list[Path]:
    """The files of entries that a class has."""
    return sorted(folder.entries.glob("*.parquet"))


class _Columns:
    """One file. What many rows say is one value in all of them."""

    def __init__(self, path: Path) -> None:
        table = read(path, _SCHEMA, _GAPS, _MOST)
        if (table.schema.metadata or {}).get(b"format") != FORMAT:
            raise ValueError("it is of another version of the kit")
        _refuse_halves(table)
        self._plain: dict[str, Any] = {}
        self._words: dict[str, tuple[Any, list[Any]]] = {}
        for name in _NAMES:
            chunks = table.column(name).chunks
            column = chunks[0] if chunks else _column(_SCHEMA.field(name).type, ())
            if isinstance(column, pa.DictionaryArray):
                known = column.dictionary.to_pylist()
                if name == "response":
                    known = [_response(text) for text in known]
                if name in _ONLY and not {*known} <= _ONLY[name]:
                    raise ValueError(f"there is a strange word in its column “{name}”")
                # Behind the last word is none, which -1 finds, since Python counts it from the end.
                index = np.frombuffer(column.indices.buffers()[1], np.int32, len(column))
                there = np.array(column.is_valid().to_pylist(), dtype=bool)
                self._words[name] = np.where(there, index, -1), [*known, None]
            else:
                self._plain[name] = column

    def hand_ins(self) -> Iterator[tuple[str, int, int]]:
        """The sha256 of each hand-in with its first row and the one behind its last."""
        index, known = self._words["sha256"]
        start = 0
        for number, same in groupby(index.tolist()):
            end = start + sum(1 for _ in same)
            yield known[number], start, end
            start = end

    def hand_in(self, start: int, end: int) -> HandIn:
        """The hand-in in these rows."""
        header: dict[str, Any] = {n: self._first(n, start) for n in _HEADER}
        parts: list[Part] = []
        lessons = self._of("lesson", start, end)
        begin = start
        for lesson, same in groupby(lessons):
            behind = begin + sum(1 for _ in same)
            if lesson is not None:
                revision = self._first("part_revision", begin)
                parts.append(Part(lesson, revision, tuple(self._entries(lesson, begin, behind))))
            begin = behind
        return HandIn(**header, parts=tuple(parts))

    def _entries(self, lesson: str, start: int, end: int) -> Iterator[Entry]:
        columns = (*(self._of(name, start, end) for name in _OFTEN), *self._plain_of(start, end))
        for what, question, revision, response, sure, level, at, id, seconds in zip(
            *columns, strict=True
        ):
            if what is not None:
                yield Entry(
                    what, lesson, question, at, id, revision, response, sure,
                    seconds=seconds, level=level,
                )  # fmt: skip

    def _of(self, name: str, start: int, end: int) -> list[Any]:
        index, known = self._words[name]
        return [known[number] for number in index[start:end].tolist()]

    def _plain_of(self, start: int, end: int) -> Iterator[list[Any]]:
        return (
            self._plain[name].slice(start, end - start).to_pylist()
            for name in ("at", "id", "seconds")
        )

    def _first(self, name: str, row: int) -> Any:
        if name in self._words:
            index, known = self._words[name]
            return known[index[row]]
        return self._plain[name][row].as_py()

    def without(self, files: Collection[str]) -> Mapping[str, HandIn]:
        """The hand-ins but for those of these sha256."""
        return {
            sha256: self.hand_in(start, end)
            for sha256, start, end in self.hand_ins()
            if sha256 not in files
        }


def _refuse_halves(table: pa.Table) -> None:
    """Refuse a table in which an entry, or the lesson of one, is there in part."""
    lessons, entries = (table.column(name).is_valid() for name in ("lesson", "what"))
    whole = table.column("part_revision").is_valid().equals(lessons) and all(
        table.column(name).is_valid().equals(entries) for name in _OF_ENTRY
    )
    both = zip(entries.to_pylist(), lessons.to_pylist(), strict=True)
    if not whole or any(entry and not lesson for entry, lesson in both):
        raise ValueError("there are gaps in its entries")
    seconds = table.column("seconds").to_pylist()
    if not all(value is None or 0 <= value < inf for value in seconds):
        raise ValueError("there is a time in it that is none")


def _response(text: str) -> Mapping[str, Any]:
    with suppress(FormatError):
        value = decode(text.encode())
        if isinstance(value, dict):
            return value
    raise ValueError("there is a response in it that is none")


def forget_entries(folder: ClassFolder, files: Collection[str]) -> None:
    """Take the entries of some files, by their sha256, out of the columns. Raises OSError.

    What cannot be read goes whole, since nobody can say what is in it.
    """
    for path in (*files_of(folder), *folder.entries.glob("*.part")):
        left: Mapping[str, HandIn] = {}
        with suppress(ValueError, OSError):
            columns = _Columns(path)
            left = columns.without(files)
            if len(left) == sum(1 for _ in columns.hand_ins()):
                continue
        _write(folder, left)
        path.unlink(missing_ok=True)


def put_together(folder: ClassFolder) -> None:
    """Put the files of many collections into one. Raises OSError.

    A kill leaves some hand-ins in two files, which is as good.
    """
    paths = files_of(folder)
    if len(paths) <= MOST_FILES:
        return
    together: dict[str, HandIn] = {}
    done: list[Path] = []
    for path in paths:
        with suppress(ValueError, OSError):
            together = {**_Columns(path).without(together), **together}
            done.append(path)
    _write(folder, together)
    for path in done:
        path.unlink(missing_ok=True)


def _write(folder: ClassFolder, hand_ins: Mapping[str, HandIn]) -> None:
    writer = EntryWriter(folder)
    for sha256, hand_in in hand_ins.items():
        writer.add(sha256, hand_in)
    writer.close()
