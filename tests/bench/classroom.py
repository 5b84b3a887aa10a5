"""How long a class takes: its hand-ins read, graded and reported, beside nbgrader's autograde.

Each class is measured in a process of its own: ``python -m bench.classroom FOLDER``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from support.root import ROOT

from kit.article.project import Project
from kit.classroom.bulk import many_values
from kit.classroom.collecting.roster import read_roster
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.grades import write_grading
from kit.classroom.grading.now import class_now
from kit.classroom.making_up.made_up import demo_class
from kit.classroom.model import Grading, Receipt
from kit.classroom.reporting.page import class_page
from kit.classroom.reporting.record import read_class
from kit.learner.hand_in import HandIn, Part, as_json
from kit.learner.log import stamp
from kit.learner.wire import read_hand_in

EXERCISE = "kim-putin-trip"
ANSWERS = 60
_NBGRADER = Path(__file__).with_name("nbgrader.txt")


@dataclass(frozen=True, slots=True)
class Taken:
    """What one class took, in milliseconds of processor time."""

    students: int
    read: float  # the files only read and validated
    graded: float  # read, validated, graded, and the grading written
    reported: float
    wall: float  # milliseconds by the clock, of grading and report
    peak: float  # MiB of memory, of the whole process


def hand_ins(students: int) -> Iterator[HandIn]:
    """So many hand-ins of the same number of answers each, to the questions of a real exercise."""
    made = demo_class(Project(ROOT), EXERCISE, min(students, 200), seed=7)
    several = [hand_in for hand_in in made.hand_ins if _cut(hand_in)]
    for number in range(students):
        cut = _cut(several[number % len(several)])
        assert cut
        yield replace(cut, name=f"s{number:05}")


def _cut(hand_in: HandIn) -> HandIn | None:
    """A hand-in with its first tries at so many questions, or None where it has too few."""
    seen: set[tuple[str, str]] = set()
    parts: list[Part] = []
    for part in hand_in.parts:
        kept = []
        for entry in part.entries:
            place = (entry.lesson, entry.question)
            if entry.what == "try" and place not in seen and len(seen) < ANSWERS:
                seen.add(place)
                kept.append(entry)
        parts.append(replace(part, entries=tuple(kept)))
    return replace(hand_in, parts=tuple(parts)) if len(seen) == ANSWERS else None


def make_class(root: Path, students: int) -> ClassFolder:
    """A class folder into which so many hand-ins were collected."""
    folder = ClassFolder(root)
    folder.hand_ins.mkdir(parents=True)
    folder.about.write_text(f'exercise = "{EXERCISE}"\n', encoding="utf-8")
    at = stamp()["at"]
    with (
        folder.roster.open("w", encoding="utf-8") as roster,
        folder.receipts.open("w", encoding="utf-8") as receipts,
    ):
        roster.write("id,name\n")
        for hand_in in hand_ins(students):
            data, id = as_json(hand_in).encode(), hand_in.name
            digest = sha256(data).hexdigest()
            (folder.hand_ins / f"{digest}.json").write_bytes(data)
            roster.write(f"{id},Simulated {id}\n")
            receipt = Receipt(digest, len(data), at, f"{id}.json", id, id, "kept", at)
            receipts.write(f"{json.dumps(asdict(receipt))}\n")
    return folder


def measure(folder: ClassFolder) -> Taken:
    """A class read, then graded, then reported, each as the command does it."""
    project, files = Project(ROOT), sorted(folder.hand_ins.iterdir())
    start = process_time()
    for path in files:
        read_hand_in(path.read_bytes())
    read, begun = process_time(), perf_counter()
    now = class_now(folder, project)
    rows = now.graded.rows
    grading = Grading(1, stamp()["at"], now.policy, now.keys, "", rows, now.new_keys)
    write_grading(folder, grading, read_roster(folder))
    graded = process_time()
    with many_values():
        page = class_page(read_class(folder, project))
    reported, ended = process_time(), perf_counter()
    assert f"{len(files):,} of {len(files):,} students graded" in page
    return Taken(
        len(files),
        1000 * (read - start),
        1000 * (graded - read),
        1000 * (reported - graded),
        1000 * (ended - begun),
        _peak(),
    )


def _peak() -> float:
    # What Linux says of a process by getrusage holds that of the larger process that started it.
    if (status := Path("/proc/self/status")).is_file():
        held = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        return int(held[1]) / 1024 if held else 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024**2 if sys.platform == "darwin" else 1024)  # bytes there, KiB elsewhere


def take(scratch: Path, students: int) -> Taken:
    """The same for so many students, in a fresh process."""
    folder = make_class(scratch / f"class-{students}", students)
    command = [sys.executable, "-m", "bench.classroom", str(folder.root)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=_paths(ROOT / "tests")
    )
    shutil.rmtree(folder.root)
    return Taken(**json.loads(done.stdout))


def _paths(*folders: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))}


def time_autograde(scratch: Path, submissions: int) -> float | None:
    """Milliseconds by the clock that nbgrader takes for a submission of as many answers.

    It executes each notebook, which ours never does. None where it cannot be had.
    """
    packages, course = scratch / "packages", scratch / "course"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pip += ["--no-input", "--no-deps", "--target", str(packages), "--requirement", str(_NBGRADER)]
    if subprocess.run(pip, check=False, capture_output=True).returncode:
        return None
    _make_course(course)

    def nbgrader(*words: str) -> None:
        command = [sys.executable, "-m", "nbgrader", *words]
        path = os.pathsep.join((str(packages / "bin"), os.environ.get("PATH", "")))
        env = {**_paths(packages), "HOME": str(scratch), "PATH": path}
        done = subprocess.run(command, cwd=course, env=env, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"nbgrader {words[0]} failed:\n{done.stderr[-2000:]}")

    nbgrader("generate_assignment", "quiz")
    for number in range(submissions):
        place = course / "submitted" / f"s{number}" / "quiz"
        shutil.copytree(course / "release" / "quiz", place)
    start = perf_counter()
    nbgrader("autograde", "quiz")
    taken = 1000 * (perf_counter() - start)
    graded = len(list(course.glob("autograded/*/quiz/quiz.ipynb")))
    assert graded == submissions
    return taken / submissions


def _make_course(course: Path) -> None:
    """A course whose one notebook asks for as many answers, each with a test of its own."""
    import nbformat  # which no class loads

    (course / "source" / "quiz").mkdir(parents=True)
    config = 'c = get_config()\nc.CourseDirectory.course_id = "bench"\n'
    (course / "nbgrader_config.py").write_text(config, encoding="utf-8")
    cells = []
    for number in range(ANSWERS):
        own = f'### BEGIN SOLUTION\nanswer_{number} = "b"\n### END SOLUTION'
        cells.append(_cell(own, f"a{number}", solution=True, grade=False))
        test = f'assert answer_{number} == "b"'
        cells.append(_cell(test, f"t{number}", solution=False, grade=True))
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    nbformat.write(notebook, course / "source" / "quiz" / "quiz.ipynb")


def _cell(source: str, id: str, solution: bool, grade: bool) -> Any:
    said = {
        "schema_version": 3,
        "grade_id": id,
        "grade": grade,
        "solution": solution,
        "locked": grade,
        "task": False,
        **({"points": 1} if grade else {}),
    }
    from nbformat.v4 import new_code_cell

    return new_code_cell(source, metadata={"nbgrader": said})


if __name__ == "__main__":
    print(json.dumps(asdict(measure(ClassFolder(Path(sys.argv[1]))))))
