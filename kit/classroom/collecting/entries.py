"""What hand-ins hold, as columns: each file is validated once, and read from here ever after.

``entries/`` has a Parquet file for each collection, with a row for each entry. All of it can be
made anew from ``hand-ins/``: a file of it that is torn, missing or of another version is passed
over, and the next command that reads those hand-ins writes a new one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from math import inf
from operator import attrgetter
from pathlib import Path
from secrets import token_hex
from types import SimpleNamespace
from typing import Any, get_args

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kit.article.files import sync_file, sync_folder
from kit.classroom.arrow import WORDS, WRITTEN, numbers, places, read_parts, texts, words
from kit.classroom.bulk import fingerprint
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
_OF_ENTRY = (*_OFTEN, "at", "id", "seconds")
_IN_ORDER = ("lesson", "part_revision", *_OF_ENTRY)
_SMALL = 1 << 15  # words whose places take half the memory
_ONLY: Mapping[str, set[Any]] = {"what": {*get_args(What)}, "sure": {*SURE}}
_of_header, _of_entry = attrgetter(*_HEADER), attrgetter(*_OF_ENTRY)
_NO_PART, _NO_ENTRY = (
    SimpleNamespace(lesson=None, revision=None, entries=()),
    (None,) * len(_OF_ENTRY),
)
_GAPS = _NAMES[_NAMES.index("lesson") :]  # of a hand-in without a lesson, a lesson without an entry


class EntryWriter:
    """Hand-ins on their way into one new file, which is there once it is closed, and whole."""

    def __init__(self, folder: ClassFolder) -> None:
        self._path = folder.entries / f"{token_hex(8)}.parquet"
        self._part = self._path.with_suffix(".part")
        self._held: list[tuple[str, HandIn]] = []
        self._rows = 0  # of those that are held
        self._file: Any = None

    def add(self, sha256: str, hand_in: HandIn) -> None:
        """Take a hand-in in. Raises OSError."""
        self._held.append((sha256, hand_in))
        self._rows += sum(len(part.entries) or 1 for part in hand_in.parts) or 1
        if self._rows >= _BATCH:
            self._write()

    def close(self) -> None:
        """Put the file in its place, where anything is in it. Raises OSError."""
        if self._held:
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
        self._file.write_table(pa.Table.from_arrays([*_columns(self._held)], schema=_SCHEMA))
        self._held, self._rows = [], 0


def _columns(held: Iterable[tuple[str, HandIn]]) -> Iterator[pa.Array]:
    """The columns of some hand-ins; what all rows of one say is looked at once."""
    headers: list[tuple[Any, ...]] = []
    lessons: list[tuple[str | None, str | None]] = []
    rows: list[tuple[Any, ...]] = []
    each_header: list[int] = []  # how many rows have it
    each_lesson: list[int] = []
    for sha256, hand_in in held:
        before = len(rows)
        headers.append((sha256, *_of_header(hand_in)))
        for part in hand_in.parts or (_NO_PART,):
            lessons.append((part.lesson, part.revision))
            rows += map(_of_entry, part.entries) if part.entries else (_NO_ENTRY,)
            each_lesson.append(max(1, len(part.entries)))
        each_header.append(len(rows) - before)
    *texts_of, forms = zip(*headers, strict=True)
    yield from (words(values, each_header) for values in texts_of)
    yield numbers(np.repeat(forms, each_header), pa.int8())
    yield from (words(values, each_lesson) for values in zip(*lessons, strict=True))
    known: dict[bytes, str] = {}
    for name, values in zip(_OF_ENTRY, zip(*rows, strict=True), strict=True):
        if name == "response":
            yield words(_json(value, known) for value in values)
        elif name == "seconds":
            yield numbers(values, pa.float64())
        else:
            yield words(values) if name in _OFTEN else texts(values)


def _json(response: Mapping[str, Any] | None, known: dict[bytes, str]) -> str | None:
    """The text of a response; ``known`` are those that were written before."""
    if response is None:
        return None
    if (text := known.get(key := fingerprint(response))) is None:
        text = known[key] = json.dumps(response, ensure_ascii=False, allow_nan=False)
    return text


class Entries:
    """The hand-ins that are in columns, by their sha256; of one that is there twice, the first.

    ``damaged`` are the files that are passed over, each with what is wrong with it.
    """

    def __init__(self, folder: ClassFolder) -> None:
        self.damaged: list[tuple[Path, str]] = []
        self._places: dict[str, tuple[_Rows, int, int]] = {}
        responses: dict[str, Any] = {}
        for path in files_of(folder):
            try:
                parts = [_Rows(table, responses) for table in _tables(path)]
            except FileNotFoundError:  # put into another one meanwhile
                continue
            except (OSError, ValueError) as error:
                self.damaged.append((path, str(error).splitlines()[0] if str(error) else "?"))
                continue
            for rows in parts:
                for sha256, start, end in rows.hand_ins():
                    self._places.setdefault(sha256, (rows, start, end))

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self._places

    def hand_in(self, sha256: str) -> HandIn | None:
        """A hand-in as it was validated, or None where it is not here."""
        place = self._places.get(sha256)
        return place[0].hand_in(*place[1:]) if place else None


def files_of(folder: ClassFolder) -> list[Path]:
    """The files of entries that a class has."""
    return sorted(folder.entries.glob("*.parquet"))


def any_such(folder: ClassFolder, name: str, such: Callable[[str], bool]) -> Mapping[str, bool]:
    """Whether a hand-in has a row whose value in a column is such, of each that is in columns.

    Nothing but that column is read; a damaged file is passed over.
    """
    found: dict[str, bool] = {}
    for path in files_of(folder):
        with suppress(OSError, ValueError):
            for table in _tables(path, ["sha256", name]):
                files, values = (table.column(n).chunk(0) for n in ("sha256", name))
                known = [such(word) for word in values.dictionary.to_pylist()]
                is_such = np.array([*known, False])[places(values)]
                those = {*places(files)[is_such].tolist()}
                for number, sha256 in enumerate(files.dictionary.to_pylist()):
                    found[sha256] = number in those or found.get(sha256, False)
    return found


def _tables(path: Path, columns: Sequence[str] = ()) -> Iterator[pa.Table]:
    """The rows of a file in parts, each with whole hand-ins. Raises OSError and ValueError."""
    for table in read_parts(path, _SCHEMA, _GAPS, _MOST, columns):
        if (table.schema.metadata or {}).get(b"format") != FORMAT:
            raise ValueError("it is of another version of the kit")
        if not columns:
            _refuse_halves(table)
        yield table


class _Rows:
    """Some rows of a file. What many of them say is one value in all of them.

    ``responses`` are those that are known already, by their text.
    """

    def __init__(self, table: pa.Table, responses: dict[str, Any]) -> None:
        self._plain: dict[str, Any] = {}
        self._words: dict[str, tuple[Any, list[Any]]] = {}
        for name in _NAMES:
            column = table.column(name).chunk(0)
            if isinstance(column, pa.DictionaryArray):
                known = column.dictionary.to_pylist()
                if name == "response":
                    known = [
                        responses[text] if text in responses else _read_once(text, responses)
                        for text in known
                    ]
                if name in _ONLY and not {*known} <= _ONLY[name]:
                    raise ValueError(f"there is a strange word in its column “{name}”")
                # Behind the last word is none, which -1 finds, since Python counts it from the end.
                index = places(column)
                if len(known) < _SMALL:
                    index = index.astype(np.int16)
                self._words[name] = index, [*known, None]
            else:
                self._plain[name] = column

    def hand_ins(self) -> Iterator[tuple[str, int, int]]:
        """The sha256 of each hand-in with its first row and the one behind its last."""
        index, known = self._words["sha256"]
        edges = [0, *(np.flatnonzero(np.diff(index)) + 1).tolist(), len(index)]
        for start, end in pairwise(edges):
            yield known[index[start]], start, end

    def hand_in(self, start: int, end: int) -> HandIn:
        """The hand-in in these rows."""
        header: dict[str, Any] = {n: self._of(n, start, start + 1)[0] for n in _HEADER}
        parts: list[tuple[str, str, list[Entry]]] = []
        last = None
        columns = (self._of(name, start, end) for name in _IN_ORDER)
        for lesson, part, what, question, revision, response, sure, level, at, id, seconds in zip(
            *columns, strict=True
        ):
            if lesson is not None and lesson != last:
                parts.append((lesson, part, []))
                last = lesson
            if what is not None:
                entry = Entry(
                    what, lesson, question, at, id, revision, response, sure,
                    seconds=seconds, level=level,
                )  # fmt: skip
                parts[-1][2].append(entry)
        return HandIn(**header, parts=tuple(Part(p[0], p[1], tuple(p[2])) for p in parts))

    def _of(self, name: str, start: int, end: int) -> list[Any]:
        if name in self._plain:
            values: list[Any] = self._plain[name].slice(start, end - start).to_pylist()
            return values
        index, known = self._words[name]
        return [known[number] for number in index[start:end].tolist()]


def _read_once(text: str, responses: dict[str, Any]) -> Any:
    found = responses[text] = _response(text)
    return found


def _left_in(path: Path, files: Collection[str]) -> tuple[dict[str, HandIn], bool]:
    """The hand-ins of a file but for those of these sha256, and whether any of these is there."""
    left: dict[str, HandIn] = {}
    any_there = False
    responses: dict[str, Any] = {}
    for table in _tables(path):
        rows = _Rows(table, responses)
        for sha256, start, end in rows.hand_ins():
            if sha256 in files:
                any_there = True
            else:
                left[sha256] = rows.hand_in(start, end)
    return left, any_there


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
            left, any_there = _left_in(path, files)
            if not any_there:
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
            together |= _left_in(path, together)[0]
            done.append(path)
    _write(folder, together)
    for path in done:
        path.unlink(missing_ok=True)


def _write(folder: ClassFolder, hand_ins: Mapping[str, HandIn]) -> None:
    writer = EntryWriter(folder)
    for sha256, hand_in in hand_ins.items():
        writer.add(sha256, hand_in)
    writer.close()
