"""How long a report on very many students takes, beside the same sums in SQL written by hand.

Each is measured in a process of its own: ``python -m bench.scale WHAT FOLDER``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from support.jupyterlab import ROOT

from kit.article.project import Project
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.made_up_columns import write_made_up_columns
from kit.classroom.grading.rows import ANSWERS, ROWS, as_rows
from kit.classroom.reporting.counted import counting
from kit.classroom.reporting.figures import class_figures
from kit.classroom.reporting.page import class_page
from kit.classroom.reporting.record import read_class

EXERCISE = "ostrel-bridge"
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
    write_made_up_columns(_PROJECT, EXERCISE, students, 7, folder)
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
    scores = [one.score or 0.0 for one in rows.answers]
    with counting(rows) as counts:
        students = counts.by_student({"score": scores, "closed": scores}, [])
        totals = students.of_class("score", ("score", "closed"), []).totals
        return len(students.pieces("score", totals))


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
