"""``kit demo-class``: a made-up class, to try the commands for a class on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import write_new
from kit.article.project import find_project
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.grading.made_up_columns import write_made_up_columns
from kit.classroom.making_up.files import as_files
from kit.classroom.making_up.made_up import demo_class as make_class
from kit.commands import stop, stopping
from kit.commands.lessons import Exercise

MOST_FILES = 2000  # students whose hand-ins are made as files
Students = Annotated[
    int,
    typer.Option(
        min=1,
        max=10_000_000,
        help=f"How many simulated students. More than {MOST_FILES} are graded straight into "
        "columns, without files of theirs.",
    ),
]
Seed = Annotated[int, typer.Option(help="Another number gives another class.")]
To = Annotated[Path | None, typer.Option(help="The folder; default: demo-class-EXERCISE.")]


def demo_class(exercise: Exercise, students: Students = 30, seed: Seed = 7, to: To = None) -> None:
    """Make up a class with simulated students and their hand-ins, to try things out."""
    project = find_project()
    folder = to or Path(f"demo-class-{exercise}")
    with stopping(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            stop(f"{folder} is there already and not empty; name another folder with --to.")
        if students > MOST_FILES:
            answers = write_made_up_columns(project, exercise, students, seed, ClassFolder(folder))
            typer.echo(
                f"{folder}: {students:,} simulated students, {answers:,} answers, graded. "
                f"Nobody in it exists.\nNext: kit report {typed(folder)} --to report.html"
            )
            return
        made = make_class(project, exercise, students, seed)
        for name, data in as_files(made).items():
            write_new(folder / name, data)
    typer.echo(
        f"{folder}: {len(made.learners)} simulated students, {len(made.hand_ins)} hand-ins. "
        "Nobody in it exists."
    )
    roster = folder / "roster.csv"
    typer.echo(f"Next: kit collect {typed(folder / 'uploads')} --to CLASS --roster {typed(roster)}")
