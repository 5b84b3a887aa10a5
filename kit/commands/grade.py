"""``kit grade``: a class graded, and who changes by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from errno import EEXIST, ENOTEMPTY
from pathlib import Path
from typing import Annotated

import typer

from kit.article.seed import Unreadable
from kit.classroom.collecting.roster import read_roster
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.grading.grade import Received
from kit.classroom.grading.grades import (
    next_number,
    same_rows,
    write_grading,
    write_table,
)
from kit.classroom.grading.now import ClassNow, class_now, open_class, project_of
from kit.classroom.grading.regrade import changes
from kit.classroom.grading.still_open import how_to_close
from kit.classroom.marking.agreement import agreements
from kit.classroom.model import Grading, Policy
from kit.classroom.slow import slowly
from kit.commands import stop
from kit.commands.questions import first_of
from kit.learner.log import stamp

ClassPath = Annotated[Path, typer.Argument(metavar="CLASS", help="The folder of the class.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would change; write nothing.")
]
NOT_WRITTEN = "Nothing is written (--dry-run). To write it, leave --dry-run out."
SAID: dict[Policy, str] = {
    "first": "the first try counts",
    "best": "the best try counts, and of written answers the last",
    "last": "the last try counts",
}


def grade(
    class_folder: ClassPath,
    policy: Annotated[
        Policy | None,
        typer.Option(help="Which try counts. Default: as last time; at first, first."),
    ] = None,
    new_keys: Annotated[
        bool | None,
        typer.Option(
            "--new-keys/--released-keys",
            help="Grade with the keys of answers/ as they are now, or as they were released. "
            "Default: as last time; at first, as released.",
        ),
    ] = None,
    why: Annotated[str, typer.Option(help="A word on this grading, kept with it.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Grade what a class handed in. Earlier gradings are kept."""
    try:
        _grade(class_folder, policy, new_keys, why, dry_run)
    except FileExistsError:
        typer.echo("Somebody else has graded the class meanwhile; looked at again:")
        _grade(class_folder, policy, new_keys, why, dry_run)


def _grade(
    class_folder: Path, policy: Policy | None, new_keys: bool | None, why: str, dry_run: bool
) -> None:
    try:
        folder = open_class(class_folder)
        waiting = sum(1 for _ in folder.hand_ins.glob("*")) or None

        def watch(received: Iterable[Received]) -> Iterator[Received]:
            return slowly(received, waiting, "Reading hand-ins")

        project = project_of(class_folder)
        now = class_now(folder, project, policy, new_keys, watch)
        students = read_roster(folder)
        same = _is_same(now, last := now.last)
    except (Unreadable, OSError) as error:
        stop(str(error))
    how = how_to_close(now.graded.rows.answers, folder.root)
    for line in (*_what(now), *how, *_remarks(now), *_newer(now, class_folder)):
        typer.echo(line)
    if not now.graded.rows and waiting and folder.receipts.exists():
        stop(
            f"None of it was handed out in {project.root}. Run this in the folder of the lessons "
            "of which kit release made the copy for this class."
        )
    if not now.graded.rows:
        to = typed(class_folder)
        stop(f"There is nothing to grade yet. Collect first: kit collect FILES --to {to}")
    if last and not same:
        for line in _changes(last, now):
            typer.echo(line)
    try:
        if last and same:
            typer.echo(f"Nothing has changed since grading {last.number}; nothing is written.")
            if not dry_run and write_table(folder, now.graded.rows, students):
                typer.echo("Only grades.csv was not up to date, and is written anew.")
        elif dry_run:
            typer.echo(NOT_WRITTEN)
        else:
            grading = _grading(folder, now, last, why)
            path = write_grading(folder, grading, students)
            typer.echo(f"Written: {path} and {folder.root / 'grades.csv'}.")
    except OSError as error:
        if error.errno in (EEXIST, ENOTEMPTY):
            raise FileExistsError(EEXIST, error.strerror, error.filename) from error
        stop(
            f"{error.filename or folder.root} cannot be written: {error.strerror}. "
            "Close it if it is open, and run this again."
        )


def _is_same(now: ClassNow, last: Grading | None) -> bool:
    if last is None:
        return False
    header = (last.policy, last.keys, last.new_keys)
    return header == (now.policy, now.keys, now.new_keys) and same_rows(last.rows, now.graded.rows)


def _grading(folder: ClassFolder, now: ClassNow, last: Grading | None, why: str) -> Grading:
    since = last.at if last else ""
    why = why or "; ".join(dict.fromkeys(a.why for a in now.accepted if a.at > since))
    at, rows = stamp()["at"], now.graded.rows
    return Grading(next_number(folder), at, now.policy, now.keys, why, rows, now.new_keys)


def _what(now: ClassNow) -> Iterator[str]:
    rows, counts = now.graded.rows, Counter[str]()
    for number, students in rows.counts().items():
        counts[rows.answers[number].status] += students
    own = now.new_keys or not any(issued_form.id for issued_form in now.issued_forms)
    keys = "those of answers/ as they are now" if own else "those released"
    yield f"{now.exercise}: {_students(len(rows.students))}, {len(rows):,} answers."
    yield (
        f"Graded: {counts['graded']:,}; blank, which counts as 0: {counts['blank']:,}; open, which "
        f"counts neither way: {counts['open']:,}."
    )
    yield f"Policy: {SAID[now.policy]} (--policy {now.policy}). Keys: {keys}."


def _remarks(now: ClassNow) -> Iterator[str]:
    for remark in now.graded.remarks:
        yield f"Note: {remark}"
    rubrics = {
        (asked.lesson, asked.question.id): asked.rubric
        for issued_form in now.issued_forms
        for asked in issued_form.questions
    }
    for agreement in agreements(now.marks, rubrics):
        yield f"Agreement: {agreement}"


def _newer(now: ClassNow, class_folder: Path) -> Iterator[str]:
    if now.new_keys:
        if now.newer:
            yield "To go back to the keys that were released, add --released-keys."
        return
    usable = [f"{key.lesson} {key.question}" for key in now.newer if key.usable]
    if usable:
        yield (
            f"The key in answers/ is another one now than was released: {'; '.join(usable)}. "
            f"To see what it would change: kit grade {typed(class_folder)} --new-keys --dry-run"
        )
    for key in now.newer:
        if not key.usable:
            yield (
                f"Note: {key.lesson} “{key.question}” is another question now than was released, "
                "so its new key does not fit what students saw."
            )


def _changes(last: Grading, now: ClassNow) -> Iterator[str]:
    found = changes(last.rows, now.graded.rows)
    if not found:
        yield f"No student’s points change since grading {last.number}."
        return
    yield f"Changes since grading {last.number}: {_students(len(found))}."
    yield from first_of(found)


def _students(count: int) -> str:
    return "1 student" if count == 1 else f"{count:,} students"
