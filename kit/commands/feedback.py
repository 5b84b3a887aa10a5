"""``kit feedback``: a page for each student of a class, to hand back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import write_new
from kit.article.project import exercise_of
from kit.article.seed import read_source
from kit.classroom.collecting.receipts import read_receipts
from kit.classroom.collecting.roster import read_roster
from kit.classroom.collecting.settle import settle
from kit.classroom.disputes import read_disputes
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.grading.accepted import read_accepted
from kit.classroom.grading.comments import read_comments
from kit.classroom.grading.grades import last_grading
from kit.classroom.grading.now import graded_forms, open_class, project_of
from kit.classroom.grading.still_open import how_to_close
from kit.classroom.grading.totals import totals
from kit.classroom.handing_back.counted import counted
from kit.classroom.handing_back.feedback import write_feedback
from kit.classroom.handing_back.packed import packed
from kit.classroom.model import Grading, Student
from kit.classroom.reporting.attendance import attendance
from kit.classroom.terms import read_terms
from kit.commands import stop, stopping
from kit.commands.grade import ClassPath
from kit.language.shown import few


def feedback(
    class_folder: ClassPath,
    pack: Annotated[
        Path | None,
        typer.Option(help="Also one zip of all pages, named as the LMS takes them back."),
    ] = None,
) -> None:
    """Write a page for each student who was graded: the answers, what was right, and why."""
    if pack and pack.exists():
        stop(f"{pack} is there already. Give another name.")
    with stopping(class_folder, ValueError):
        folder, project = open_class(class_folder), project_of(class_folder)
        grading = last_grading(folder)
        if grading is None or not grading.rows:
            stop(f"Nothing is graded yet; run kit grade {typed(class_folder)} first.")
        issued_forms = graded_forms(folder, project, grading)
        late = _late(folder, grading)
        weights = settle(folder).decided.weights
        title = read_source(project, exercise_of(grading.rows[0].lesson)).title
        roster = read_roster(folder)
        files, strangers = write_feedback(
            folder.feedback,
            grading,
            issued_forms,
            roster,
            read_accepted(folder.accepted),
            "Feedback" if title == "unknown" else title,
            late,
            weights,
            read_disputes(folder),
            read_comments(folder.comments),
        )
        without = _pack(folder, pack, grading, roster, files) if pack else ()
    for stranger in strangers:
        typer.echo(f"{stranger} is graded but not on the roster any more; no page is written.")
    pages = "1 page" if len(files) == 1 else f"{len(files)} pages"
    typer.echo(f"Written: {pages} in {folder.feedback}, one for each student graded.")
    if pack and len(without) == len(files):
        typer.echo(f"{pack} is not written: no file of these students came from an LMS.")
    elif pack:
        typer.echo(f"Packed: {pack}. In the LMS, upload it where feedback files are taken.")
    if without and len(without) < len(files):
        typer.echo(f"Not in it, since their files came from no LMS: {few(without)}.")
    if grading.policy != "first":
        typer.echo(
            f"The {grading.policy} try counts, and so would one handed in after these pages are "
            f"read. Whose points change then: kit grade {typed(folder.root)} --dry-run"
        )
    left = sum(row.status == "open" for row in grading.rows)
    if left:
        answers = "1 answer in them is" if left == 1 else f"{left} answers in them are"
        typer.echo(f"{answers} still open. {' '.join(how_to_close(grading.rows, folder.root))}")


def _pack(
    folder: ClassFolder,
    to: Path,
    grading: Grading,
    roster: tuple[Student, ...],
    files: tuple[Path, ...],
) -> tuple[str, ...]:
    """Write the pages of all students as one zip, where it has any; who is not in it."""
    graded = {row.student for row in grading.rows}
    students = [student.id for student in roster if student.id in graded]
    pages = {id: path.read_bytes() for id, path in zip(students, files, strict=True)}
    data, without = packed(pages, read_receipts(folder, tell=lambda text: None))
    if len(without) < len(pages):
        write_new(to, data)
    return without


def _late(folder: ClassFolder, grading: Grading) -> dict[str, str]:
    """What lateness cost each student, as the own page says it."""
    terms, known = read_terms(folder), settle(folder).decided
    receipts = read_receipts(folder, tell=lambda text: None)
    came = attendance(read_roster(folder), receipts, terms, known)
    of_class = counted(totals(grading.rows, known.weights), came, terms, known, datetime.now(UTC))
    return {
        who: f"In your class this counts less, since it was {said}."
        for who, said in of_class.late.items()
    }
