"""This edition beside the first: the same measure taken in a checkout of each, in turn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

from support.jupyterlab import ROOT

FIRST_EDITION = "b8b06fe"
NOW, THEN = "now", "first edition"
STUDENTS = 1_000
TRIES = 20_000
ANSWERS = 300
COURSE = ("seeds", "notebooks", "answers")  # of the first edition, which each of them releases
EXERCISE = "ostrel-bridge"
COUNTS = ("files opened for a lesson", "times it opens the same file, at most")

# Each finds figures by name: processor time, in which other work counts less.
PROGRAMS = {
    "import kit": """
        from time import process_time
        start = process_time()
        import kit
        taken = {"import kit": 1000 * (process_time() - start)}
    """,
    "open a lesson": """
        from time import process_time
        start = process_time()
        from kit import lesson
        lesson("start-here")  # which loads what the first edition loaded at its import
        taken = {"import kit and open a lesson": 1000 * (process_time() - start)}
        start = process_time()
        lesson("start-here")
        taken["open it again"] = 1000 * (process_time() - start)
    """,
    "files of a lesson": """
        import os, sys
        from kit import lesson
        opened = []
        def hear(event, about):
            path = str(about[0])
            if event == "open" and path.startswith(os.getcwd()) and not path.endswith(".pyc"):
                opened.append(path)
        sys.addaudithook(hear)  # by itself, since it makes all that is loaded slower
        lesson("start-here")
        taken = {"files opened for a lesson": len(opened)}
        taken["times it opens the same file, at most"] = max(map(opened.count, opened))
    """,
    "check an answer": f"""
        import sys
        from pathlib import Path
        from statistics import median
        from bench import clicks
        time = getattr(clicks, "time_session", None) or clicks.time_desk
        taken = {{"check an answer, line on disk": median(time(Path(sys.argv[1]), {ANSWERS}))}}
    """,
    "read a log": f"""
        import sys
        from pathlib import Path
        from bench import report_figures as report
        times = report.time_figures(2, Path(sys.argv[1]), {TRIES})  # the first loads libraries
        taken = {{"read a log": times[report.READ][1], "count a log": times[report.OURS][1]}}
    """,
    "grade a class": f"""
        import sys
        from pathlib import Path
        from time import process_time
        from bench import classroom
        from kit.classroom.grading.grades import last_grading
        folder = classroom.make_class(Path(sys.argv[1]) / "class", {STUDENTS})
        it = classroom.measure(folder)
        taken = {{"validate hand-ins": it.read, "grade": it.graded, "report": it.reported}}
        start = process_time()
        assert len({{row.student for row in last_grading(folder).rows}}) == {STUDENTS}
        taken["read a grading"] = 1000 * (process_time() - start)
    """,
    "release": f"""
        import os, sys, tarfile
        from io import BytesIO
        from subprocess import PIPE, run
        from kit.__main__ import main
        command = ["git", "-C", {str(ROOT)!r}, "archive", {FIRST_EDITION!r}, *{COURSE!r}]
        course = run(command, stdout=PIPE, check=True).stdout
        tarfile.open(fileobj=BytesIO(course)).extractall(sys.argv[1], filter="data")
        os.chdir(sys.argv[1])
        sys.argv = ["kit", "release", {EXERCISE!r}, "--graded", "--to", "release.zip"]
        before = os.times()
        try:
            main()
        except SystemExit as ended:
            assert not ended.code
        taken = {{"release": 1000 * (sum(os.times()[:4]) - sum(before[:4]))}}
    """,
}  # fmt: skip


def time_editions(rounds: int, scratch: Path) -> dict[str, dict[str, list[float]]]:
    """What each edition took, by figure and edition, in milliseconds where no count is meant.

    The first edition comes out of the repository's history and runs with the packages of this one.
    """
    roots = {NOW: ROOT, THEN: scratch / "first"}
    _check_out(roots[THEN])
    times: dict[str, dict[str, list[float]]] = {}
    for name, program in PROGRAMS.items():
        for number in range(-1, rounds):  # once before it counts, so that all byte code is there
            for edition, root in roots.items():
                folder = scratch / f"{name} {number} {edition}"
                folder.mkdir()
                for figure, taken in _run(root, program, folder).items():
                    found = times.setdefault(figure, {NOW: [], THEN: []})[edition]
                    found += [taken] * (number >= 0)
    return times


def _check_out(root: Path) -> None:
    command = ["git", "archive", "--format=tar", FIRST_EDITION]
    archive = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
        files.extractall(root, filter="data")


def _run(root: Path, program: str, folder: Path) -> dict[str, float]:
    lines = program.strip("\n").splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    code = "\n".join(line[indent:] for line in lines) + "\nimport json; print(json.dumps(taken))"
    paths = os.pathsep.join(map(str, (root, root / "tests")))  # before the kit that is installed
    env = {**os.environ, "PYTHONPATH": paths, "KIT_HOME": str(folder / "home")}
    command = [sys.executable, "-c", code, str(folder)]
    ran = subprocess.run(command, cwd=root, env=env, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found
