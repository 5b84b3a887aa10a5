"""``kit forget-student``: what a class holds of a student, taken out of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from kit.classroom.forgetting import Going, what_goes
from kit.classroom.forgetting import forget_student as forget
from kit.classroom.grading.now import open_class
from kit.commands import stop, stopping
from kit.commands.grade import ClassPath
from kit.language.shown import few, shown


def forget_student(
    class_folder: ClassPath,
    student: Annotated[str, typer.Argument(metavar="ID", help="The student’s id on the roster.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take a student out of a class, after saying what goes. It cannot be undone.

    The class still works. Of the files only salted hashes stay, by which they are passed over when
    they are collected again.
    """
    with stopping(class_folder, after=" Run it again."):
        folder = open_class(class_folder)
        going = what_goes(folder, student)
        for line in _what(going):
            typer.echo(line)
        if not yes and not typer.confirm("Forget all of this? It cannot be undone."):
            stop("Nothing is forgotten.")
        forget(folder, going)
    typer.echo(
        f"Forgotten: {going.student.id}. Reports, gradebooks and copies outside {folder.root}, and "
        "what is on a backup or in the LMS, are yours to delete."
    )


def _what(going: Going) -> Iterator[str]:
    yield f"What goes of {going.student.id} ({shown(going.student.name)}):"
    yield "  the row on the roster"
    if going.files:
        yield f"  hand-ins and their receipts: {few((r.source for r in going.files), 10)}"
    if going.gradings:
        yield f"  the answers in {_count(going.gradings, 'grading')} and in grades.csv"
    if going.marks:
        yield f"  {_count(going.marks, 'mark')} in marks.csv"
    if going.decisions:
        yield f"  {_count(going.decisions, 'decision')} in decisions.csv"
    if going.pages:
        yield f"  {_count(len(going.pages), 'page')} of feedback"
    if going.shared:
        files = few((r.source for r in going.shared), 10)
        yield f"What stays, since it is others’ work as well: {files}."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' if number > 1 else ''}"
