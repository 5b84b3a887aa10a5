"""The rows of a grading as columns: each distinct answer once, and which student gave which.

Both are joined by the number of the answer, here and in whatever engine counts them; `row_files`
says how they lie on disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kit.classroom.arrow import WORDS, numbers, plain, read, take, texts, words
from kit.classroom.bulk import fingerprint
from kit.classroom.grading.row_files import (
    ANSWERS,
    NO_ANSWER,
    OF_ANSWER,
    ROW,
    ROWS,
    Write,
    parts_with_any_of,
    read_answers,
    read_header,
    write_files,
    write_table,
)
from kit.classroom.model import Graded

Numbers = npt.NDArray[np.signedinteger[Any]]
_BATCH = 1 << 16


class GradedRows(Sequence[Graded]):
    """Rows as columns, by student where they were graded so; a row is made where it is asked for.

    Those of a grading on disk are read when they are first needed.
    """

    def __init__(
        self,
        answers: Sequence[Graded] | None,
        table: pa.Table | None,
        path: Path | None = None,
        hidden: Collection[str] = frozenset(),
    ) -> None:
        self._answers, self._table = answers, table
        self.path = path  # the folder of both files; None where they are in memory alone
        self.hidden = frozenset(hidden)  # students whose rows are passed over

    @cached_property
    def answers(self) -> tuple[Graded, ...]:
        """The distinct answers by number, each as a row without student and time."""
        if self._answers is None and self.path is not None:
            return tuple(read_answers(self.path / ANSWERS))
        return tuple(self._answers or ())

    @cached_property
    def table(self) -> pa.Table:
        """The columns student, answer and at."""
        table = self._table
        if table is None:
            table = self._read_rows(self.path) if self.path else ROW.empty_table()
        table = table.unify_dictionaries().combine_chunks()
        if self._table is not None:
            self._table = table  # in the place of its parts, which take as much again
        return self._without_hidden(table)

    def _without_hidden(self, table: pa.Table) -> pa.Table:
        if not (self.hidden and len(table)):
            return table
        names = table.column("student").chunk(0).dictionary.to_pylist()
        stays = np.array([name not in self.hidden for name in names])
        return take(table, np.flatnonzero(stays[_index(table)])).combine_chunks()

    def read(self) -> None:
        """Have them in memory. Raises OSError and ValueError where a file is damaged."""
        len(self)

    def has_one_twice(self) -> bool:
        """Whether a student has two answers to one question."""
        given = self._numbers
        questions = dict.fromkeys((one.lesson, one.question) for one in self.answers)
        known = {question: number for number, question in enumerate(questions)}
        asked = np.array([known[one.lesson, one.question] for one in self.answers], np.int64)
        if not len(given):
            return False
        pairs = np.multiply(_index(self.table), len(known), dtype=np.int64)
        pairs += asked[given]
        pairs.sort()
        return bool((pairs[1:] == pairs[:-1]).any())

    def _read_rows(self, path: Path) -> pa.Table:
        table = read(path / ROWS, ROW)
        self._refuse_strange(table)
        return table

    def _refuse_strange(self, table: pa.Table) -> None:
        given = plain(table.column("answer").chunk(0)) if len(table) else np.zeros(1)
        if len(table) and not 0 <= given.min() <= given.max() < len(self.answers):
            raise ValueError(NO_ANSWER)

    @property
    def students(self) -> list[str]:
        """The ids of all students who have rows, in the order in which they first come."""
        return [str(student) for student in self.table.column("student").unique().to_pylist()]

    def without(self, students: Collection[str]) -> GradedRows:
        """The rows of all others."""
        return GradedRows(self._answers, self._table, self.path, self.hidden | frozenset(students))

    def count(self, value: Any) -> int:
        """How many rows are equal to this one."""
        return sum(row == value for row in self)

    def counts(self) -> Mapping[int, int]:
        """How many students gave each answer, by its number."""
        numbers, counts = np.unique(self._numbers, return_counts=True)
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))

    def such(self, wanted: Callable[[Graded], bool]) -> Iterator[Graded]:
        """The rows whose answer is one of these; each distinct answer is looked at once."""
        known = np.array([wanted(answer) for answer in self.answers], dtype=bool)
        for table in self._parts() if known.any() else ():
            places = np.flatnonzero(known[plain(table.column("answer").chunk(0))])
            for start in range(0, len(places), _BATCH):
                yield from self._rows_of(take(table, places[start : start + _BATCH]))

    def counts_by(
        self, wanted: Callable[[Graded], bool], group_of: Callable[[str], str]
    ) -> Mapping[tuple[int, str], int]:
        """How many students of each group gave each such answer, by its number and the group."""
        known = np.array([wanted(answer) for answer in self.answers], dtype=bool)
        found = Counter[tuple[int, str]]()
        for table in self._parts() if known.any() else ():
            given, students = plain(table.column("answer").chunk(0)), table.column("student")
            groups = words(map(group_of, students.chunk(0).dictionary.to_pylist()))
            names, of_student = groups.dictionary.to_pylist(), plain(groups.indices)
            such = known[given]
            pairs = np.multiply(given[such], len(names), dtype=np.int64)
            pairs += of_student[_index(table)[such]]
            for pair, count in zip(*np.unique(pairs, return_counts=True), strict=True):
                number, group = divmod(int(pair), len(names))
                found[number, names[group]] += int(count)
        return dict(sorted(found.items()))

    def _parts(self) -> Iterator[pa.Table]:
        """The rows; those that are not in memory are read in parts, and not kept."""
        if self._on_disk is None:
            yield from filter(len, (self.table,))
            return
        for table in parts_with_any_of(self._on_disk):
            self._refuse_strange(table)
            yield self._without_hidden(table)

    def of_students(self, students: Collection[str]) -> Iterator[Graded]:
        """The rows of these students; of a grading on disk, no more than their parts is read."""
        wanted = set(students) - self.hidden
        if not wanted:
            return
        tables = [self.table] if self._on_disk is None else parts_with_any_of(self._on_disk, wanted)
        for table in filter(len, tables):
            self._refuse_strange(table)
            names = table.column("student").chunk(0).dictionary.to_pylist()
            of_them = np.array([name in wanted for name in names], dtype=bool)
            yield from self._rows_of(take(table, np.flatnonzero(of_them[_index(table)])))

    @property
    def _on_disk(self) -> Path | None:
        """The file of rows that are not in memory."""
        return self.path / ROWS if self.path and "table" not in self.__dict__ else None

    def by_student(self) -> Iterator[tuple[str, slice]]:
        """Each student with the place of the own rows, where those follow each other."""
        if not len(self):
            return
        index = _index(self.table)
        names = self.table.column("student").chunk(0).dictionary.to_pylist()
        edges = [0, *(np.flatnonzero(np.diff(index)) + 1).tolist(), len(index)]
        for start, end in pairwise(edges):
            if end > start:
                yield names[index[start]], slice(start, end)

    def in_order(self) -> GradedRows:
        """The same by the ids of students, the rows of each as they are."""
        own = list(self.by_student())
        if all(one[0] < other[0] for one, other in pairwise(own)):
            return self
        length = len(self)
        places = [np.arange(length)[place] for _, place in sorted(own, key=itemgetter(0))]
        return GradedRows(self.answers, take(self.table, np.concatenate(places)))

    def told_apart(self, known: dict[object, int]) -> Numbers:
        """A number for each row, the same wherever all but student and time is the same.

        ``known`` is for the rows that are compared with these.
        """
        numbers = [known.setdefault(_key(one), len(known)) for one in self.answers]
        return np.array(numbers, dtype=np.int64)[self._numbers]

    @property
    def _numbers(self) -> Numbers:
        return plain(self.table.column("answer").chunk(0)) if len(self) else np.zeros(0, np.int64)

    def _of(self, places: Numbers) -> Iterator[Graded]:
        for start in range(0, len(places), _BATCH):
            yield from self._rows_of(take(self.table, places[start : start + _BATCH]))

    def _rows_of(self, table: pa.Table) -> Iterator[Graded]:
        columns = (table.column(name).to_pylist() for name in ROW.names)
        for student, number, at in zip(*columns, strict=True):
            yield row_of(self.answers[number], student, at)

    def __iter__(self) -> Iterator[Graded]:
        return self._of(np.arange(len(self)))

    def __len__(self) -> int:
        return len(self.table)

    @overload
    def __getitem__(self, place: int) -> Graded: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Graded, ...]: ...
    def __getitem__(self, place: int | slice) -> Graded | tuple[Graded, ...]:
        """The row in this place, or those in these."""
        places = np.arange(len(self))[place]
        found = tuple(self._of(np.atleast_1d(places)))
        return found if isinstance(place, slice) else found[0]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as of a list: it holds what has none


def _index(table: pa.Table) -> Numbers:
    """The place of each row’s student among the words of that column."""
    return plain(table.column("student").chunk(0).indices)


def row_of(answer: Graded, student: str, at: str) -> Graded:
    """An answer as the row of a student."""
    a = answer
    return Graded(
        student, a.lesson, a.question, a.kind, a.status, a.score, a.response, a.sure, a.tags,
        a.tries, a.hints, at, a.level, a.comment, a.revision, a.uncut,
    )  # fmt: skip


def _key(answer: Graded) -> object:
    return tuple(
        fingerprint(value) if name == "response" else value
        for name in OF_ANSWER
        for value in [getattr(answer, name)]
    )


class RowsBuilder:
    """Rows on their way into columns."""

    def __init__(self) -> None:
        self._known: dict[object, int] = {}
        self._answers: list[Graded] = []
        self._students: list[str] = []  # and of each, how many rows of those that are held
        self._counts: list[int] = []
        self._numbers: list[int] = []
        self._times: list[str] = []
        self._tables: list[pa.Table] = []

    def number(self, row: Graded) -> int:
        """The number of an answer; equal ones have one, whoever gave them and when."""
        number = self._known.setdefault(_key(row), len(self._answers))
        if number == len(self._answers):
            self._answers.append(replace(row, student="", at="") if row.student or row.at else row)
        return number

    def add(self, student: str, numbers: Sequence[int], times: Sequence[str]) -> None:
        """Rows of a student with the numbers of the answers."""
        self._students.append(student)
        self._counts.append(len(numbers))
        self._numbers += numbers
        self._times += times
        if len(self._numbers) >= _BATCH:
            self._flush()

    def rows(self) -> GradedRows:
        """All that was added, in this order."""
        self._flush()
        table = pa.concat_tables(self._tables) if self._tables else ROW.empty_table()
        return GradedRows(tuple(self._answers), table)

    def _flush(self) -> None:
        columns = [
            words(self._students, self._counts),
            numbers(self._numbers, pa.int32()),
            texts(self._times),
        ]
        self._tables.append(pa.Table.from_arrays(columns, schema=ROW))
        self._students, self._counts, self._numbers, self._times = [], [], [], []


def as_rows(rows: Iterable[Graded]) -> GradedRows:
    """The same rows as columns."""
    if isinstance(rows, GradedRows):
        return rows
    builder = RowsBuilder()
    for row in rows:
        builder.add(row.student, (builder.number(row),), (row.at,))
    return builder.rows()


def write_rows(folder: Path, rows: GradedRows, header: str, write: Write | None = None) -> None:
    """Write both files into a folder; ``header`` says what they are of. Raises OSError.

    ``write`` writes the rows where they are too many to be held.
    """
    write_files(folder, rows.answers, header, write or (lambda path: write_table(path, rows.table)))


def forget_in_rows(folder: Path, student: str) -> None:
    """Take a student's rows out, and the answers that nobody else gave. Raises OSError, ValueError.

    All other answers keep their numbers, so that a kill between both files does no harm.
    """
    header = read_header(folder)
    left = GradedRows(None, None, folder).without({student})
    given = left.counts()
    answers = [one if number in given else _GONE for number, one in enumerate(left.answers)]
    names = left.table.column("student").cast(
        pa.string()
    )  # so that no dictionary names the student
    table = left.table.set_column(0, "student", names.dictionary_encode().cast(WORDS))
    write_rows(folder, GradedRows(answers, table), header)


_GONE = Graded("", "", "", "choose", "blank", 0.0)  # in the place of an answer that went
