"""What very many students take: a report, beside the same sums in SQL by hand, and how exact it is.

Each way is measured in a process of its own: ``python -m bench.scale WHAT FOLDER``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

import numpy as np
from support.numbers_of import numbers_of
from support.root import ROOT

from kit.article.project import Project
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.made_up_columns import write_made_up_columns
from kit.classroom.grading.row_files import ANSWERS, ROWS
from kit.classroom.grading.rows import as_rows
from kit.classroom.reporting.counted import Ratio, counting
from kit.classroom.reporting.engines import engine_of
from kit.classroom.reporting.figures import class_figures
from kit.classroom.reporting.page import class_page
from kit.classroom.reporting.record import read_class

EXERCISE = "kim-putin-trip"
QUESTIONS = 40  # of it, to each student
_PROJECT = Project(ROOT)


@dataclass(frozen=True, slots=True)
class Used:
    """What a process used, and what it made."""

    wall: float  # milliseconds by the clock
    cpu: float  # milliseconds of all processors
    peak: float  # MiB of memory
    made: int  # bytes of a page, or rows


def make_class(root: Path, students: int) -> ClassFolder:
    """A made-up class of so many students, already graded."""
    folder = ClassFolder(root)
    write_made_up_columns(_PROJECT, EXERCISE, students, 7, folder, QUESTIONS)
    return folder


def take(what: str, folder: ClassFolder) -> Used:
    """What one of `WAYS` uses on a class, in a fresh process."""
    command = [sys.executable, "-m", "bench.scale", what, str(folder.root)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    return Used(**json.loads(done.stdout))


def report(folder: ClassFolder) -> int:
    """The whole page."""
    return len(class_page(read_class(folder, _PROJECT)).encode())


def figures(folder: ClassFolder) -> int:
    """All figures."""
    record = read_class(folder, _PROJECT)
    return class_figures(record.grading, record.asked).n


def expressions(folder: ClassFolder) -> int:
    """The sums of each student and of each answer, by expressions of Ibis."""
    rows = as_rows(read_class(folder, _PROJECT).grading.rows)
    scores = {n: one.score or 0.0 for n, one in enumerate(rows.answers)}
    with counting(rows) as counts:
        students = counts.by_student({"score": scores, "closed": scores}, {})
        totals = students.of_class("score", Ratio(["score"], ["closed"]), []).totals
        return len(students.around("score", totals).pieces({number: number for number in scores}))


def by_hand(folder: ClassFolder) -> int:
    """The same sums in SQL for DuckDB alone."""
    import duckdb

    path = next(folder.grades.iterdir())
    rows, answers = (f"read_parquet('{path / name}')" for name in (ROWS, ANSWERS))
    run = duckdb.connect().execute
    run(
        "CREATE TEMP TABLE s AS SELECT student, sum(coalesce(score, 0)) t, "  # noqa: S608 - our own file
        f"sum(coalesce(score, 0)) c FROM {rows} JOIN {answers} USING (answer) GROUP BY student"
    )
    mean, low, high, _ = run("SELECT avg(t), min(t), max(t), median(t) FROM s").fetchone() or ()
    run("SELECT sum((t-?)^2), sum((t-?)^3), sum((t-?)^4) FROM s", [mean] * 3).fetchall()
    run(f"SELECT answer, count(*) FROM {rows} GROUP BY answer").fetchall()  # noqa: S608 - the same
    return len(
        run(
            "SELECT answer, least(255, floor((t - $1) / $2)) b, count(*), sum(t - $3), "  # noqa: S608
            f"sum((t - $3)^2), min(t - $3), max(t - $3) FROM {rows} JOIN s USING (student) "
            "GROUP BY answer, b",
            [low, (high - low) / 256, mean],
        ).fetchall()
    )


def apart_from_numpy(folder: ClassFolder) -> float:
    """The largest difference between figures of items and what numpy makes of the whole table."""
    record = read_class(folder, _PROJECT)
    found = class_figures(record.grading, record.asked)
    places = {q.place: n for n, q in enumerate(q for q in found.questions if q.item)}
    students: dict[str, int] = {}
    x = np.zeros((found.n, len(places)))
    for row in record.grading.rows:
        if (row.lesson, row.question) in places:
            student = students.setdefault(row.student, len(students))
            x[student, places[row.lesson, row.question]] = row.score or 0.0
    totals, k = x.sum(axis=1), x.shape[1]
    worst = 0.0
    for question in found.questions:
        if not (item := question.item) or item.efficiency is None:
            continue
        own = x[:, places[question.place]]
        rest = totals - own
        others = np.delete(x, places[question.place], axis=1).var(axis=0, ddof=1).sum()
        there = np.cov(own, rest)[0, 1]
        pairs = (
            (item.facility, own.mean()),
            (item.sd, own.std(ddof=1)),
            (item.discrimination, np.corrcoef(own, rest)[0, 1]),
            (item.efficiency, there / np.cov(np.sort(own), np.sort(rest))[0, 1]),
            (item.alpha_without, (k - 1) / (k - 2) * (1 - others / rest.var(ddof=1))),
        )
        worst = max(worst, *(abs((ours or 0.0) - float(numpys)) for ours, numpys in pairs))
    return worst


def apart_from_spark(folder: ClassFolder) -> float | None:
    """The largest difference between figures counted here and on Spark; None without Spark."""
    if not (shutil.which("java") and find_spec("pyspark")):
        return None
    record = read_class(folder, _PROJECT)
    here = dict(numbers_of(class_figures(record.grading, record.asked)))
    with engine_of("local[2]") as engine:
        there = dict(numbers_of(class_figures(record.grading, record.asked, engine=engine)))
    return max(
        abs(value - there[place]) if isinstance(value, float) else float(value != there[place])
        for place, value in here.items()
    )


WAYS: dict[str, Callable[[ClassFolder], int]] = {
    "report": report,
    "figures": figures,
    "expressions": expressions,
    "by hand": by_hand,
}


if __name__ == "__main__":
    import resource

    begun = perf_counter()
    found = WAYS[sys.argv[1]](ClassFolder(Path(sys.argv[2])))
    own = resource.getrusage(resource.RUSAGE_SELF)
    peak = own.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    wall, cpu = 1000 * (perf_counter() - begun), 1000 * (own.ru_utime + own.ru_stime)
    print(json.dumps(asdict(Used(wall, cpu, peak, found))))
