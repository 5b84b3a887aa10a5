"""A teacher who runs a class: collects, settles, grades, marks, accepts, mends a key, reports."""

from __future__ import annotations

import csv
import os
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from first_edition import ONE, THREE, run, write

from kit.classroom.folder import ClassFolder
from kit.classroom.grading.grades import last_grading
from kit.classroom.grading.now import open_class
from kit.classroom.grading.totals import totals
from kit.classroom.marking.page import Marking, mark
from kit.classroom.model import Graded
from kit.rooms import Rooms


def run_a_class(course: Path, data: Path) -> None:
    """Collect, settle, grade, mark, accept, mend a key, go back, and report."""
    os.chdir(course)
    os.environ["KIT_HOME"] = str(data.parent / "teacher")
    uploads, folder = data / "hand-ins" / "demo-class" / "uploads", data / "class"
    roster = data.parent / "roster.csv"
    demo = (data / "hand-ins" / "demo-class" / "roster.csv").read_text(encoding="utf-8")
    roster.write_text(f"{demo}ws-11,Jonas Weber,A\nws-12,Mira Sand,B\n", encoding="utf-8")
    run("collect", uploads, "--to", folder, "--roster", roster)
    run("collect", data / "hand-ins" / "form", "--to", folder)
    run("collect", sorted(uploads.iterdir())[0], "--to", folder)  # a file that is there already
    settle(ClassFolder(folder))
    run("collect", "--to", folder)
    run("grade", folder)
    mark_all(folder, "A. Lind", every=1)
    mark_all(folder, "B. Osei", every=2)
    run("grade", folder, "--why", "Two of us have marked the texts.")
    why = "S4 names him, and he leads the council."
    run("accept", folder, ONE, "cracks-owner", "the mayor", "--why", why)
    run("grade", folder)
    with_another_key(course, folder)
    run("grade", folder, "--released-keys", "--policy", "best", "--why", "As was handed out.")
    write(data, "scores-of-the-class", scores(folder))
    hand_back(course, data, folder)


def settle(folder: ClassFolder) -> None:
    """Say in ``to-settle.csv`` whose the file without an id of the roster is."""
    rows = list(csv.DictReader(folder.to_settle.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["said"] for row in rows] == ["Jonas"], rows
    with folder.to_settle.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "student": "ws-11"} for row in rows)


def mark_all(folder: Path, marker: str, every: int) -> None:
    """Give levels to the texts, on the page for it; a second marker is now and then stricter."""
    page = mark(folder, marker)
    assert isinstance(page, Marking), page
    for number in range(len(page._answers)):
        if number % every == 0 and number % 7 != 6:
            levels = [level.name for level in page.now.asked.rubric]
            if number % 4 == 1:
                page.comment.value = "Who else could know? Say it, “in words”; =1+1"
            page.give(levels[(number if every == 1 else number // 2) % len(levels)])
        page.next.click()


def with_another_key(course: Path, folder: Path) -> None:
    """Grade once with a key that differs from the one released, then put the old key back."""
    path = Rooms(course).answers(THREE)
    released = path.read_text(encoding="utf-8")
    section = released[released.index("## cracks-hold") : released.index("## traffic-holds")]
    swapped = section.replace("- [x] ", "- [-] ").replace("- [ ] ", "- [x] ", 1)
    path.write_text(
        released.replace(section, swapped.replace("- [-] ", "- [ ] ")), encoding="utf-8"
    )
    run("grade", folder, "--new-keys", "--why", "The key of cracks-hold was mended.")
    path.write_text(released, encoding="utf-8")


def scores(folder: Path) -> list[dict[str, Any]]:
    """What each answer of each student is worth in the last grading."""
    grading = last_grading(open_class(folder))
    assert grading
    return [score(row) for row in grading.rows]


def score(row: Graded) -> dict[str, Any]:
    """One answer, without what the student said."""
    names = ("student", "lesson", "question", "kind", "status", "share", "level", "tries", "hints")
    return {name: getattr(row, name) for name in (*names, "sure", "tags")}


def hand_back(course: Path, data: Path, folder: Path) -> None:
    """Both gradebooks, the report, and what the report counts."""
    books = data / "gradebooks"
    books.mkdir()
    head = "Student,ID,SIS User ID,SIS Login ID,Section,Bridge (41)\n"
    points = "    Points Possible,,,,,20\n"
    roster = csv.DictReader((folder / "roster.csv").read_text(encoding="utf-8").splitlines())
    rows = (f'"{r["name"]}",{900 + n},{r["id"]},,A,\n' for n, r in enumerate(roster))
    (books / "canvas-export.csv").write_text(head + points + "".join(rows), encoding="utf-8")
    canvas = ("--canvas", books / "canvas-export.csv", "--column", "Bridge (41)")
    run("gradebook", folder, "--to", books / "canvas.csv", *canvas, "--allow-open")
    run("gradebook", folder, "--to", books / "moodle.csv", "--moodle", "--allow-open")
    run("report", folder, "--to", books / "report.html", "--due", "2025-09-08T08:00:00+00:00")
    grading = last_grading(open_class(folder))
    assert grading
    write(data, "totals-of-the-class", {k: asdict(t) for k, t in totals(grading.rows).items()})
    run("feedback", folder)
    shutil.rmtree(folder / "feedback")  # it can be written again from the rest


def grade_anew(data: Path) -> None:
    """The same hand-ins in a class without marks, by each policy."""
    found: dict[str, list[dict[str, Any]]] = {}
    demo, folder = data / "hand-ins" / "demo-class", data.parent / "new-class"
    run("collect", demo / "uploads", "--to", folder, "--roster", demo / "roster.csv")
    for policy in ("first", "best", "last"):
        run("grade", folder, "--policy", policy)
        found[policy] = scores(folder)
    write(data, "scores-of-the-hand-ins", found)
