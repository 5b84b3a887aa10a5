"""All that is done with the first edition, inside a checkout of it; `write.py` starts this."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from class_at_work import grade_anew, run_a_class
from first_edition import (
    EXERCISE,
    FORECAST,
    LONG,
    RANGES,
    SEED,
    TOUR,
    USED,
    fix_what_chance_decides,
    run,
)
from learners_at_work import live


def keep_the_course(course: Path, data: Path) -> None:
    """The exercises that were used, as they are after all of this."""
    project = data / "project"
    for room in ("seeds", "answers", "notebooks"):
        shutil.copytree(course / room / EXERCISE, project / room / EXERCISE)
    for name in (TOUR, LONG):
        shutil.copytree(course / "seeds" / name, project / "seeds" / name)
    shutil.copytree(course / "answers" / "released", project / "answers" / "released")
    lessons = [f"answers/{name}.md" for name in (TOUR, FORECAST, RANGES)]
    for name in (*lessons, f"notebooks/{TOUR}.ipynb"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(course / name, project / name)


def main() -> None:
    """Do all of it."""
    course, data = map(Path, sys.argv[1:])
    fix_what_chance_decides(course)
    editions = data / "editions"
    editions.mkdir(parents=True)
    run("store", EXERCISE, TOUR)
    run("check", *USED)
    run("release", EXERCISE, "--graded", "--to", editions / f"{EXERCISE}-graded.zip")
    run("release", EXERCISE, "--practice", "--to", editions / f"{EXERCISE}-practice.zip")
    demo = data / "hand-ins" / "demo-class"
    run("demo-class", EXERCISE, "--students", 8, "--seed", SEED, "--to", demo)
    live(course, data)
    run_a_class(course, data)
    grade_anew(data)
    keep_the_course(course, data)


if __name__ == "__main__":
    main()
