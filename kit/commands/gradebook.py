"""``kit gradebook``: the scores of a class for Canvas or for Moodle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import write_new
from kit.article.seed import Unreadable
from kit.article.tables import table_text
from kit.classroom.collecting.receipts import read_receipts
from kit.classroom.collecting.roster import roster_of
from kit.classroom.collecting.settle import settle
from kit.classroom.collecting.settling import zeros
from kit.classroom.decisions import GRADEBOOK, write_decision
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.grading.grades import grading_that_counts
from kit.classroom.grading.now import open_class
from kit.classroom.grading.still_open import how_to_close
from kit.classroom.grading.totals import Total, Weights, totals, written_number
from kit.classroom.handing_back.counted import Counted, counted
from kit.classroom.handing_back.gradebook import (
    POINTS,
    Filling,
    NotFilled,
    ZerosUnsaid,
    fill_canvas,
    moodle_csv,
)
from kit.classroom.model import Grading, Student
from kit.classroom.reporting.attendance import attendance
from kit.classroom.terms import read_terms
from kit.commands import stop
from kit.commands.grade import ClassPath
from kit.commands.report import Section
from kit.language.dates import day_text
from kit.language.shown import few, first_lines, shown

MOST_PAIRS = 40  # ids that are shown one by one
To = Annotated[Path, typer.Option("--to", help="The file to write.")]
Canvas = Annotated[
    Path | None,
    typer.Option("--canvas", metavar="EXPORT", help="Your own gradebook, exported from Canvas."),
]
Column = Annotated[
    str, typer.Option(help="With --canvas: the column to fill, such as “Reading (123)”.")
]
Moodle = Annotated[bool, typer.Option("--moodle", help="Write a table for Moodle’s import.")]
Points = Annotated[
    float | None,
    typer.Option(min=0.01, help="What all right is worth. Default: as in Canvas, else 100."),
]
AllowOpen = Annotated[
    bool, typer.Option("--allow-open", help="Also where answers are open; they do not count.")
]

LostZeros = Annotated[
    bool | None,
    typer.Option(
        "--lost-zeros/--no-lost-zeros",
        help="With --canvas: whether ids that differ only in zeros before them are the same.",
    ),
]


def gradebook(
    class_folder: ClassPath,
    to: To,
    canvas: Canvas = None,
    column: Column = "",
    moodle: Moodle = False,
    points: Points = None,
    allow_open: AllowOpen = False,
    section: Section = "",
    lost_zeros: LostZeros = None,
) -> None:
    """Write the scores of the last grading: into a Canvas export, or as a table for Moodle."""
    _refuse_wrong_options(to, canvas, column, moodle, lost_zeros)
    try:
        folder = open_class(class_folder)
        grading, roster = grading_that_counts(folder), _roster(folder, section)
        if section:
            ids = {student.id for student in roster}
            grading = replace(grading, rows=tuple(r for r in grading.rows if r.student in ids))
        weights = settle(folder).decided.weights
        of_class = _counted(folder, _totals(folder, grading, allow_open, weights), roster)
        same = _said_of_zeros(folder, lost_zeros)
        try:
            filled = _fill(canvas, column, grading, roster, of_class, points, same)
        except ZerosUnsaid as unsaid:
            same = _asked_of_zeros(folder, unsaid)
            filled = _fill(canvas, column, grading, roster, of_class, points, same)
        lines = [
            *_what(filled, grading, of_class),
            *_who_has_none(folder, grading, roster, of_class),
            f"Written: {to}. {_in_one_sentence(filled, roster, of_class)}",
        ]
        write_new(to, filled.text.encode(errors="replace"))
    except NotFilled as refused:
        stop(f"{refused}\nNothing is written.")
    except (Unreadable, ValueError) as problem:
        stop(str(problem))
    except OSError as error:
        stop(f"{error.filename or to}: {error.strerror or error}. Nothing is written.")
    for line in lines:
        typer.echo(line)


def _refuse_wrong_options(
    to: Path, canvas: Path | None, column: str, moodle: bool, lost_zeros: bool | None
) -> None:
    if moodle == bool(canvas):
        stop("Say for which LMS: --canvas EXPORT.csv --column “Title (123)”, or --moodle.")
    if canvas and not column.strip():
        stop("Say which column to fill, as in --column “Reading (123)”.")
    if moodle and (column or lost_zeros is not None):
        stop("--column and --lost-zeros go with --canvas; a table for Moodle is made anew.")
    if to.exists():
        stop(f"{to} is there already. Give another name.")


def _roster(folder: ClassFolder, section: str) -> tuple[Student, ...]:
    roster = roster_of(folder)
    for line in first_lines(roster.problems):
        typer.echo(line, err=True)
    if not roster.students:
        stop(
            f"There is no student in {folder.roster}; scores are given by the ids in it. Give one "
            f"with: kit collect --to {typed(folder.root)} --roster FILE"
        )
    key = section.strip().casefold()
    students = tuple(s for s in roster.students if not key or s.section.casefold() == key)
    if not students:
        stop(f"No student of {folder.roster} is in section “{section}”. Nothing is written.")
    return students


def _totals(
    folder: ClassFolder, grading: Grading, allow_open: bool, weights: Weights
) -> Mapping[str, Total]:
    """The total of each student; stops where answers are open and nobody said that they may be."""
    found = totals(grading.rows, weights)
    waiting = {who: of.open for who, of in found.items() if of.open}
    if waiting and not allow_open:
        kinds = sorted({row.kind for row in grading.rows if row.status == "open"})
        who = few(f"{student} ({count})" for student, count in waiting.items())
        how = " ".join(how_to_close(grading.rows, folder.root))
        stop(
            f"Answers are open ({', '.join(kinds)}): {who}. {how} Or add --allow-open to leave "
            "them out of the mean. Nothing is written."
        )
    return found


def _counted(
    folder: ClassFolder, totals: Mapping[str, Total], roster: tuple[Student, ...]
) -> Counted:
    """The totals after the terms of the class; stops where zeros would be given too soon."""
    terms, found = read_terms(folder), settle(folder)
    came = attendance(roster, read_receipts(folder, tell=lambda text: None), terms, found.decided)
    if terms.absent == "zero" and found.waiting:
        stop(
            f"Files wait to be settled ({len(found.waiting)}), so nobody can be given zero yet. "
            f"Run kit settle {typed(folder.root)} first. Nothing is written."
        )
    return counted(totals, came, terms, found.decided, datetime.now(UTC))


def _said_of_zeros(folder: ClassFolder, lost: bool | None) -> str:
    """What was decided of zeros between roster and gradebook, now or before; "" where nothing."""
    if lost is not None:
        write_decision(folder.decisions, zeros(lost, of=GRADEBOOK))
    return settle(folder).decided.gradebook_zeros


def _asked_of_zeros(folder: ClassFolder, unsaid: ZerosUnsaid) -> str:
    """The same from the person at the terminal, who is asked once; stops without one."""
    typer.echo("Ids in the gradebook, and those of the roster that they may be, but for zeros:")
    for cell, student in unsaid.pairs[:MOST_PAIRS]:
        typer.echo(f"  {shown(cell)} is {student.id}, {shown(student.name)}?")
    if len(unsaid.pairs) > MOST_PAIRS:
        typer.echo(f"  and {len(unsaid.pairs) - MOST_PAIRS} more")
    try:
        return _said_of_zeros(folder, typer.confirm("Are they the same?"))
    except typer.Abort:
        stop("\nNobody answered. Say it with --lost-zeros or --no-lost-zeros. Nothing is written.")


def _fill(
    canvas: Path | None,
    column: str,
    grading: Grading,
    roster: tuple[Student, ...],
    of_class: Counted,
    points: float | None,
    same: str,
) -> Filling:
    if canvas is None:
        worth = POINTS if points is None else points
        return moodle_csv(roster, of_class.totals, grading.rows, worth)
    text, excused = table_text(canvas), of_class.excused
    return fill_canvas(
        text, column.strip(), roster, of_class.totals, points, canvas.name, excused, same
    )


def _what(filled: Filling, grading: Grading, of_class: Counted) -> Iterator[str]:
    yield (
        f"Grading {grading.number} of {day_text(grading.at)}: {len(filled.written)} scores, "
        f"all right is {written_number(filled.points)} points."
    )
    if excused := tuple(dict.fromkeys((*of_class.excused, *filled.excused))):
        yield f"Excused, so without a score: {few(excused)}."
    if of_class.zero:
        yield f"Nothing handed in, which counts as zero here: {few(of_class.zero)}."
    yield from (f"Late: {who} {said}." for who, said in of_class.late.items())
    yield from (f"To look at: {remark}" for remark in filled.remarks)
    if filled.missing:
        yield f"Not in the export, so without a row: {few(filled.missing)}."


def _in_one_sentence(filled: Filling, roster: tuple[Student, ...], of_class: Counted) -> str:
    """How many students have a score in the file, and why the others have none."""
    excused = {*of_class.excused, *filled.excused}
    why = {
        "excused": excused,
        "not in the export": {*filled.missing} - excused,
        "with every answer open": {w for w, of in of_class.totals.items() if of.score is None},
    }
    without = {student.id for student in roster} - {*filled.written}
    why["with nothing graded"] = without - set().union(*why.values())
    parts = [f"{len(who & without)} {text}" for text, who in why.items() if who & without]
    return (
        f"{len(filled.written)} of {len(roster)} students have a score in it"
        f"{f', and {len(without)} have none: ' if parts else ''}{', '.join(parts)}."
    )


def _who_has_none(
    folder: ClassFolder,
    grading: Grading,
    roster: tuple[Student, ...],
    of_class: Counted,
) -> Iterator[str]:
    """Who gets no score, and whose answers came after the grading."""
    totals = of_class.totals
    ids = [student.id for student in roster if student.id not in of_class.excused]
    if nothing := [id for id in ids if id not in totals]:
        yield f"No score, since nothing was graded: {few(nothing)}."
    if all_open := [id for id in ids if id in totals and totals[id].score is None]:
        yield f"No score, since every answer is open: {few(all_open)}."
    if waiting := [id for id in ids if id in totals and totals[id].open]:
        yield f"Open answers are left out of the mean of: {few(waiting)}."
    if gone := [id for id in totals if id not in {student.id for student in roster}]:
        yield f"Graded, but not on the roster any more: {few(gone)}."
    receipts = read_receipts(folder, tell=lambda text: None)
    new = {r.sha256 for r in receipts if r.received > grading.at and r.place != "again"}
    if new:
        command = f"kit grade {typed(folder.root)}"
        yield f"Files that came after this grading: {len(new)}. Run {command} for them."
