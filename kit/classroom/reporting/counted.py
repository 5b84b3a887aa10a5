"""What a class did, counted: expressions of Ibis that DuckDB runs here and Spark on a cluster.

Nothing is counted answer by answer of each student in Python. What an answer is worth for a figure
is worked out once for each distinct answer; here it is summed, by student and by answer. All that
leaves an engine is a row for each distinct answer and each range of totals of those who gave it.
"""

from __future__ import annotations

import contextlib
import glob
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from kit.classroom.arrow import numbers, plain, texts
from kit.classroom.grading.rows import NO_ANSWER, ROWS, GradedRows, write_rows
from kit.classroom.reporting.items import Pieces, Totals

RANGES = 256  # of totals: those who gave one answer are told apart by them
_AGAIN = "Grade the class again: kit grade."
_NAME = "says-who-"  # how the names of folders for a while begin
# How often each of some flags is raised, summed as one number: Ibis has no “or” of bits for Spark.
_BASE, _PACKED = 1024, 5  # rows of one student, and flags that a float holds exactly

Columns = Mapping[str, Sequence[float]]  # for each distinct answer, by name


@dataclass(frozen=True, slots=True)
class OfClass:
    """Sums over all students."""

    totals: Totals
    flags: tuple[int, ...]  # students who have each flag
    ratios: tuple[tuple[int, float], ...]  # students who have any of it, the sum of their ratios
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
            engine = ibis.duckdb.connect() if engine is None else engine
            yield Counting(path, hidden, engine, stack, len(rows.answers))
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
        distinct: int,
    ) -> None:
        self._engine, self._stack = engine, stack
        self._path, self._distinct = path / ROWS, distinct
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

    def by_student(self, worth: Columns, flags: Sequence[Collection[int]]) -> OfStudents:
        """The sums of what each student's answers are worth, and which flags they raise.

        ``worth`` and ``flags`` are given by the numbers of answers.
        """
        given = list(self.answers)
        columns = {"answer": numbers(given, pa.int32())}
        for name, values in worth.items():
            columns[name] = numbers([float(values[n]) for n in given], pa.float64())
        packs = {
            f"flags_{first}": flags[first : first + _PACKED]
            for first in range(0, len(flags), _PACKED)
        }
        for name, pack in packs.items():
            values = [sum(_BASE**n for n, own in enumerate(pack) if g in own) for g in given]
            columns[name] = numbers(values, pa.float64())
        joined = self.rows.join(self.given(**columns), "answer")
        sums = {name: joined[name].sum() for name in (*worth, *packs)}
        table = joined.group_by("student").agg(**sums).cache()
        self._stack.callback(table.release)
        return OfStudents(self, table, len(flags))

    def rows_of(self, answers: Collection[int]) -> list[tuple[str, int, str]]:
        """Student, answer and time of each row that has one of these answers, by student."""
        wanted = self.given(answer=numbers(sorted(answers), pa.int32()))
        found = self.run(self.rows.semi_join(wanted, "answer"))
        return sorted(
            zip(*(found.column(n).to_pylist() for n in ("student", "answer", "at")), strict=True)
        )


class OfStudents:
    """The sums of each student, kept by the engine."""

    def __init__(self, counting: Counting, table: Any, flags: int) -> None:
        self._counting, self.table, self._flags = counting, table, flags

    def _run(self, expression: Any) -> Any:
        return self._counting.run(expression)

    def of_class(self, total: str, share: tuple[str, str], ratios: Sequence[str]) -> OfClass:
        """Sums over all students.

        ``total`` names the column of totals, ``share`` a sum and what it is a part of, ``ratios``
        the beginnings of two columns with ``_sum`` and ``_n``.
        """
        t = self.table
        wanted = {
            "n": t.count(),
            "mean": t[total].mean(),
            "median": t[total].median(),
            "lowest": t[total].min(),
            "highest": t[total].max(),
        }
        for flag in range(self._flags):
            place = flag % _PACKED
            raised = (t[f"flags_{flag - place}"] / float(_BASE**place)).floor() % _BASE
            wanted[f"flag_{flag}"] = _count(raised > 0)
        for name in ratios:
            any_of = t[f"{name}_n"] > 0
            wanted[f"{name}_has"] = _count(any_of)
            wanted[f"{name}_ratios"] = (t[f"{name}_sum"] / t[f"{name}_n"].nullif(0)).sum()
        part, whole = share
        tenth = (t[part] / t[whole].nullif(0) * 10 + 1e-9).floor().clip(upper=9)
        for number in range(10):
            wanted[f"tenth_{number}"] = _count(tenth == number)
        found = {k: v or 0 for k, v in self._run(t.aggregate(**wanted)).to_pylist()[0].items()}
        mean, median, *ends = (float(found[n]) for n in ("mean", "median", "lowest", "highest"))
        return OfClass(
            Totals(found["n"], mean, median, ends[0], ends[1], self._moments(total, mean)),
            tuple(int(found[f"flag_{flag}"]) for flag in range(self._flags)),
            tuple((int(found[f"{n}_has"]), found[f"{n}_ratios"]) for n in ratios),
            tuple(int(found[f"tenth_{number}"]) for number in range(10)),
        )

    def _moments(self, total: str, mean: float) -> tuple[float, float, float]:
        away = self.table[total] - mean
        powers = {"m2": away * away, "m3": away * away * away, "m4": away * away * away * away}
        found = self._run(self.table.aggregate(**{n: p.sum() for n, p in powers.items()}))
        second, third, fourth = (value or 0.0 for value in found.to_pylist()[0].values())
        return second, third, fourth

    def signs(self, first: str, second: str) -> Mapping[str, float]:
        """How the ratios of two pairs of columns compare, of the students who have both.

        ``above``, ``below`` and ``alike`` are students; the sums of the four columns are theirs.
        """
        t = self.table
        names = [f"{name}_{end}" for name in (first, second) for end in ("sum", "n")]
        both = t.filter((t[names[1]] > 0) & (t[names[3]] > 0))
        # Multiplied out, so that no rounding tells apart what is alike.
        apart = both[names[0]] * both[names[3]] - both[names[2]] * both[names[1]]
        wanted = {name: both[name].sum() for name in names}
        wanted |= {"above": _count(apart > 0), "below": _count(apart < 0), "n": both.count()}
        return {k: v or 0 for k, v in self._run(both.aggregate(**wanted)).to_pylist()[0].items()}

    def rows(self, most: int) -> list[dict[str, Any]]:
        """The sums of each student by id; none where there are more than so many."""
        found = self._run(self.table.limit(most + 1))
        rows: list[dict[str, Any]] = found.to_pylist() if len(found) <= most else []
        return sorted(rows, key=lambda row: str(row["student"]))

    def pieces(self, total: str, of: Totals) -> Pieces:
        """How the totals of those who gave each answer are spread, in ranges of totals."""
        joined = self._with_total(total, of)
        apart = joined.apart
        found = self._run(
            joined.group_by(["answer", "piece"]).agg(
                n=joined.count(),
                sum=apart.sum(),
                squares=(apart * apart).sum(),
                low=apart.min(),
                high=apart.max(),
            )
        )
        return Pieces(*(_numbers(found, name) for name in _PIECES))

    def _with_total(self, total: str, of: Totals) -> Any:
        t, rows = self.table, self._counting.rows
        width = (of.highest - of.lowest) / RANGES or 1.0
        piece = ((t[total] - of.lowest) / width).floor().clip(upper=RANGES - 1).cast("int64")
        own = t.select("student", apart=t[total] - of.mean, piece=piece)
        return rows.select("student", "answer").join(own, "student")

    def split(self, total: str, of: Totals, wanted: Pieces) -> Pieces:
        """The same for some pieces, with one for each of their totals."""
        joined = self._with_total(total, of)
        given = self._counting.given(
            answer=numbers(wanted.answer, pa.int32()), piece=numbers(wanted.piece, pa.int64())
        )
        those = joined.semi_join(given, ["answer", "piece"])
        found = self._run(those.group_by(["answer", "piece", "apart"]).agg(n=those.count()))
        answer, piece, apart, n = (
            _numbers(found, name) for name in ("answer", "piece", "apart", "n")
        )
        return Pieces(answer, piece, n, n * apart, n * apart**2, apart, apart)


def _count(such: Any) -> Any:
    """How many are such; as a float, since each engine has whole numbers of its own size."""
    return such.cast("float64").sum()


_PIECES = ("answer", "piece", "n", "sum", "squares", "low", "high")


def _numbers(table: pa.Table, name: str) -> npt.NDArray[Any]:
    column = table.column(name).combine_chunks()
    return plain(column.chunk(0) if isinstance(column, pa.ChunkedArray) else column)
