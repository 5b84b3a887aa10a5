"""What a class did, counted: expressions of Ibis that DuckDB runs here and Spark on a cluster.

Nothing is counted answer by answer of each student in Python. What an answer is worth for a figure
is worked out once for each distinct answer; here it is summed, by student and by answer. All that
leaves an engine is a row for each distinct answer and each range of totals of those who gave it.
"""

from __future__ import annotations

import contextlib
import glob
import math
import re
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from kit.classroom.arrow import numbers, plain, texts
from kit.classroom.grading.row_files import NO_ANSWER, ROWS
from kit.classroom.grading.rows import GradedRows, write_rows
from kit.classroom.model import Graded
from kit.classroom.reporting.items import EachTotal, Pieces, Totals

RANGES = 256  # of totals: those who have one mark are told apart by them
_FLAT = 36.0  # where the logistic curve is 0 or 1 to a float
_AGAIN = "Grade the class again: kit grade CLASS."
# Rows come in any order, and what is read of a file is nowhere kept: both would take memory.
_SETTINGS = {"preserve_insertion_order": False, "enable_external_file_cache": False}
_NAME = "says-who-"  # how the names of folders for a while begin
# Some counts of a student are summed as one number: Ibis has no “or” of bits for Spark.
_EXACT = 53  # bits of a whole number that a float holds

Sums = Mapping[str, Mapping[int, float]]  # what some answers are worth, by name
Totalled = Mapping[int, tuple[float, float]]  # by answer, the sum of totals and of their squares
Counts = Mapping[Hashable, Collection[int]]  # the answers that are counted, by name


@dataclass(frozen=True, slots=True)
class Ratio:
    """A sum of some columns as a part of another; the whole has ``more`` for everybody."""

    part: Sequence[str]
    whole: Sequence[str]
    more: float = 0


@dataclass(frozen=True, slots=True)
class OfClass:
    """Sums over all students."""

    totals: Totals
    flags: Mapping[Hashable, int]  # students who have each flag
    tenths: tuple[int, ...]  # students whose share of all points is in each tenth


@contextlib.contextmanager
def counting(rows: GradedRows, engine: Any = None) -> Iterator[Counting]:
    """Counts of these rows by an engine of Ibis; without one, by DuckDB inside this process.

    Raises ValueError where DuckDB cannot read them, as where their file was damaged inside.
    """
    import duckdb  # loading both takes longer than most commands do that count nothing
    import ibis

    with contextlib.ExitStack() as stack:
        path, hidden = rows.path, rows.hidden
        if path is None:
            path, hidden = Path(stack.enter_context(TemporaryDirectory(prefix=_NAME))), frozenset()
            write_rows(path, rows, "")
        try:
            if engine is None:
                engine = ibis.duckdb.connect(**_SETTINGS)
            yield Counting(path, hidden, engine, stack, rows.answers)
        except duckdb.Error as error:
            raise ValueError(
                f"{path / ROWS} cannot be counted; it may be damaged. {_AGAIN} What DuckDB says: "
                f"{str(error).splitlines()[0]}"
            ) from error


def _only(path: Path, engine: Any) -> str:
    """A path by which an engine finds this file and none else: engines read * ? [ as patterns."""
    if engine.name == "duckdb":
        return glob.escape(str(path))
    return re.sub(r"([*?\[\]{}])", r"\\\1", str(path))


class Counting:
    """Counts of the rows of a grading; what an engine keeps for them goes with ``stack``."""

    def __init__(
        self,
        path: Path,
        hidden: Collection[str],
        engine: Any,
        stack: contextlib.ExitStack,
        answers: Sequence[Graded],
    ) -> None:
        self._engine, self._stack = engine, stack
        self._path, self._distinct = path / ROWS, len(answers)
        # A student has at most one row of each question.
        self._bits = len({(one.lesson, one.question) for one in answers}).bit_length() or 1
        self.rows: Any = engine.read_parquet(_only(self._path, engine))
        if hidden:
            self.rows = self.rows.anti_join(self.given(student=texts(sorted(hidden))), "student")

    def given(self, **columns: pa.Array) -> Any:
        """A small table for the engine to join."""
        table = pa.table(columns)
        if self._engine.name != "duckdb":
            import ibis

            held = ibis.memtable(table)
            self._engine.to_pyarrow(held.count())  # by which Spark too gets to know it
            return held
        # DuckDB loads pandas to look at a table in memory, and does not to read a file.
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix=_NAME)))
        pq.write_table(table, folder / "given.parquet")
        return self._engine.read_parquet(str(folder / "given.parquet"))

    def kept(self, expression: Any) -> Any:
        """What an expression comes to, kept by the engine."""
        table = expression.cache()
        self._stack.callback(table.release)
        if self._engine.name != "duckdb":
            self._engine.to_pyarrow(table.count())  # Spark keeps a table once it was asked for
        return table

    def run(self, expression: Any) -> pa.Table:
        """What an expression comes to."""
        return self._engine.to_pyarrow_batches(expression).read_all()

    @cached_property
    def answers(self) -> Mapping[int, int]:
        """How many students gave each answer, by its number."""
        found = self.run(self.rows.group_by("answer").agg(n=self.rows.count()))
        pairs = zip(*(found.column(name).to_pylist() for name in ("answer", "n")), strict=True)
        given = dict(pairs)
        if not given.keys() <= set(range(self._distinct)):
            raise ValueError(f"{self._path} cannot be counted: {NO_ANSWER}. {_AGAIN}")
        return dict(sorted(given.items()))

    def by_student(self, sums: Sums, counts: Counts) -> OfStudents:
        """The sums of what each student's answers are worth, and how many are counted.

        Both are given by the numbers of answers.
        """
        given = list(self.answers)
        columns = {"answer": numbers(given, pa.int32())}
        for name, values in sums.items():
            columns[name] = numbers([float(values.get(n, 0)) for n in given], pa.float64())
        most, base = _EXACT // self._bits, 1 << self._bits
        packs = [[*counts][first : first + most] for first in range(0, len(counts), most)]
        for number, pack in enumerate(packs):
            own = [frozenset(counts[name]) for name in pack]
            packed = [float(sum(base**n for n, c in enumerate(own) if g in c)) for g in given]
            columns[f"pack_{number}"] = numbers(packed, pa.float64())
        joined = self.rows.join(self.given(**columns), "answer")
        summed = {name: joined[name].sum() for name in columns if name != "answer"}
        table = self.kept(joined.group_by("student").agg(**summed))
        places = {name: divmod(number, most) for number, name in enumerate(counts)}
        return OfStudents(self, table, places, base)

    def rows_of(self, answers: Collection[int]) -> list[tuple[str, int, str]]:
        """Student, answer and time of each row that has one of these answers, by student."""
        wanted = self.given(answer=numbers(sorted(answers), pa.int32()))
        found = self.run(self.rows.semi_join(wanted, "answer"))
        return sorted(
            zip(*(found.column(n).to_pylist() for n in ("student", "answer", "at")), strict=True)
        )


class OfStudents:
    """The sums and counts of each student, kept by the engine.

    ``packed`` says in which pack a count is, and in which place of it to this ``base``.
    """

    def __init__(
        self, counting: Counting, table: Any, packed: Mapping[Hashable, tuple[int, int]], base: int
    ) -> None:
        self._counting, self.table, self._packed, self._base = counting, table, packed, base

    def _run(self, expression: Any) -> Any:
        return self._counting.run(expression)

    def _of(self, name: Hashable) -> Any:
        """A sum or a count of each student."""
        if name not in self._packed:
            return self.table[name]
        pack, place = self._packed[name]
        count = (self.table[f"pack_{pack}"] / float(self._base**place)).floor() % self._base
        return count.cast("float64")

    def _all_of(self, names: Sequence[str], more: float = 0) -> Any:
        return sum((self._of(name) for name in names), start=float(more))

    def of_class(self, total: str, share: Ratio, flags: Sequence[Hashable]) -> OfClass:
        """Sums over all students.

        ``total`` names the sum that is the total, ``share`` is the share of all points, and
        ``flags`` name counts.
        """
        of = self._of(total)
        wanted = {
            "n": self.table.count(),
            "mean": of.mean(),
            "median": of.median(),
            "lowest": of.min(),
            "highest": of.max(),
        }
        for number, flag in enumerate(flags):
            wanted[f"flag_{number}"] = _count(self._of(flag) > 0)
        whole = self._all_of(share.whole, share.more)
        tenth = (self._all_of(share.part) / whole.nullif(0) * 10 + 1e-9).floor().clip(upper=9)
        for number in range(10):
            wanted[f"tenth_{number}"] = _count(tenth == number)
        found = _first(self._run(self.table.aggregate(**wanted)))
        mean, median, *ends = (float(found[n]) for n in ("mean", "median", "lowest", "highest"))
        return OfClass(
            Totals(int(found["n"]), mean, median, ends[0], ends[1], self._moments(total, mean)),
            {flag: int(found[f"flag_{number}"]) for number, flag in enumerate(flags)},
            tuple(int(found[f"tenth_{number}"]) for number in range(10)),
        )

    def _moments(self, total: str, mean: float) -> tuple[float, float, float]:
        away = self._of(total) - mean
        powers = {"m2": away * away, "m3": away * away * away, "m4": away * away * away * away}
        found = self._run(self.table.aggregate(**{n: p.sum() for n, p in powers.items()}))
        second, third, fourth = _first(found).values()
        return second, third, fourth

    def signs(self, first: Ratio, second: Ratio) -> Mapping[str, float]:
        """How two ratios compare, of the students who have both.

        ``above``, ``below`` and ``alike`` are students; the sums of the four are theirs.
        """
        names = dict(zip("abcd", (first.part, first.whole, second.part, second.whole), strict=True))
        t = self.table.select(**{name: self._all_of(own) for name, own in names.items()})
        both = t.filter((t.b > 0) & (t.d > 0))
        # Multiplied out, so that no rounding tells apart what is alike.
        apart = both.a * both.d - both.c * both.b
        wanted = {name: both[name].sum() for name in names}
        wanted |= {"above": _count(apart > 0), "below": _count(apart < 0), "n": both.count()}
        return _first(self._run(both.aggregate(**wanted)))

    def rows(self, most: int, share: Ratio, names: Sequence[str]) -> list[dict[str, Any]]:
        """The share and these sums or counts of each student by id; none where there are more."""
        columns = {name: self._of(name) for name in names}
        columns["part"] = self._all_of(share.part)
        columns["whole"] = self._all_of(share.whole, share.more)
        found = self._run(self.table.select("student", **columns).limit(most + 1))
        rows: list[dict[str, Any]] = found.to_pylist() if len(found) <= most else []
        return sorted(rows, key=lambda row: str(row["student"]))

    def around(self, total: str, of: Totals) -> AroundMean:
        """The total of each student beside the mean, kept in the place of all sums and counts."""
        apart = self._of(total) - of.mean
        # In ranges by the logistic curve, which is close to the normal one, about as many are each.
        steep = -1.7 / math.sqrt(of.variance or 1.0)
        curve = (apart * steep).clip(-_FLAT, _FLAT).exp() + 1.0
        piece = (float(RANGES) / curve).floor().clip(upper=RANGES - 1).cast("int32")
        kept = self._counting.kept(self.table.select("student", apart=apart, piece=piece))
        self.table.release()
        return AroundMean(self._counting, kept)


class AroundMean:
    """Each student with the total less its mean, and the range that it is in."""

    def __init__(self, counting: Counting, table: Any) -> None:
        self._counting, self._table = counting, table

    def by_answer(self) -> Totalled:
        """What the totals of those who gave each answer come to."""
        joined = self._counting.rows.join(self._table, "student")
        found = self._counting.run(
            joined.group_by("answer").agg(
                sum=joined.apart.sum(), squares=(joined.apart * joined.apart).sum()
            )
        )
        columns = (_numbers(found, name).tolist() for name in ("answer", "sum", "squares"))
        return {number: (sum, squares) for number, sum, squares in zip(*columns, strict=True)}

    def pieces(self, marks: Mapping[int, int]) -> Pieces:
        """How the totals of those who have each mark are spread, in ranges of totals.

        ``marks`` are the numbers of answers, each with that of its mark.
        """
        joined = self._with_marks(marks)
        n, apart = joined.count(), joined.apart
        found = self._counting.run(
            joined.group_by(["mark", "piece"]).agg(
                n=n, sum=apart.sum(), low=apart.min(), high=apart.max()
            )
        )
        return Pieces(*(_numbers(found, f.name) for f in fields(Pieces)))

    def each(self, marks: Mapping[int, int], wanted: Pieces) -> EachTotal:
        """The mark and the total of each student in some of these pieces."""
        those = self._counting.given(
            mark=numbers(wanted.mark, pa.int32()), piece=numbers(wanted.piece, pa.int32())
        )
        joined = self._with_marks(marks).semi_join(those, ["mark", "piece"])
        found = self._counting.run(joined.select("mark", "apart"))
        return _numbers(found, "mark"), _numbers(found, "apart")

    def _with_marks(self, marks: Mapping[int, int]) -> Any:
        given = self._counting.given(
            answer=numbers([*marks], pa.int32()), mark=numbers([*marks.values()], pa.int32())
        )
        rows = self._counting.rows.select("student", "answer").join(given, "answer")
        return rows.join(self._table, "student").select("mark", "piece", "apart")


def _first(found: pa.Table) -> dict[str, float]:
    """The numbers of the only row; a sum of nothing is 0."""
    return {name: value or 0.0 for name, value in found.to_pylist()[0].items()}


def _count(such: Any) -> Any:
    """How many are such; as a float, since each engine has whole numbers of its own size."""
    return such.cast("float64").sum()


def _numbers(table: pa.Table, name: str) -> npt.NDArray[Any]:
    column = table.column(name).combine_chunks()
    return plain(column.chunk(0) if isinstance(column, pa.ChunkedArray) else column)
