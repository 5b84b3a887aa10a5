"""``kit collect``: what students handed in, taken into a class folder."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import write_new
from kit.classroom.collecting.collect import Taken, exercise_named, is_exercise, open_new_class
from kit.classroom.collecting.collect import collect as collect_into
from kit.classroom.collecting.copies import is_of_another_copy, works_of
from kit.classroom.collecting.facts import facts_of_answers, facts_of_uploads, marked_late
from kit.classroom.collecting.receipts import read_receipts, received_hand_ins
from kit.classroom.collecting.roster import as_own, read_roster_file
from kit.classroom.collecting.roster_forms import OWN, UnknownColumns, ask_for_columns
from kit.classroom.collecting.settle import settle, write_to_settle
from kit.classroom.collecting.upload_kinds import RefusedUpload, Skipped
from kit.classroom.collecting.uploads import uploads_in
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.model import Receipt
from kit.classroom.slow import slowly
from kit.commands import stop, stopping
from kit.commands.lessons import exercise_as_named
from kit.language.shown import few, first_lines, shown
from kit.learner.hand_in import HandIn

Received = tuple[Receipt, HandIn]
MOST_REFUSED = 200  # files named one by one
FEW = 10  # files that wait, one by one

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help="Hand-ins, folders of them, or an LMS’s zip of uploads."),
]
To = Annotated[Path, typer.Option("--to", metavar="CLASS", help="The folder of the class.")]
RosterFile = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        help="The class’s list: a CSV with id and name, or an export of Canvas or Moodle.",
    ),
]
Exercise = Annotated[
    str,
    typer.Option(
        metavar="EXERCISE",
        help="The exercise of a new class. Default: that of the first hand-in.",
        parser=exercise_as_named,
    ),
]

ColumnNames = Annotated[
    str,
    typer.Option(
        "--columns",
        help="With --roster: its columns of id, name and perhaps section, as in “Nummer, Name”.",
    ),
]


def collect(
    to: To,
    paths: Paths = None,
    roster: RosterFile = None,
    exercise: Exercise = "",
    columns: ColumnNames = "",
) -> None:
    """Take in what students handed in. Every file that is not taken is named, with the reason.

    Without any PATH, only look again at roster.csv and to-settle.csv.
    """

    folder = ClassFolder(to)
    with stopping(to, after=" Run it again."):
        _begin(folder, bool(paths), roster, exercise, columns)
        taken = tuple(_take(folder, paths or (), exercise))
        for line in chain(_count(taken), _now(folder)):
            _say(line)
    if _is_wrong(taken):
        raise typer.Exit(1)


def _begin(
    folder: ClassFolder, any_paths: bool, roster: Path | None, exercise: str, columns: str
) -> None:
    """Make of the class what can be made before any file is looked at, or stop."""
    if folder.root.exists() and not folder.root.is_dir():
        stop(f"{folder.root} is a file; give the folder of the class, or a new name.")
    if not folder.root.exists() and not any_paths and not roster:
        stop(
            f"There is no class in {folder.root} yet. Say what to collect, as in: kit collect "
            f"uploads.zip --to {typed(folder.root)}"
        )
    if columns and not roster:
        stop("--columns says which columns of a roster are which: give that with --roster FILE.")
    if exercise and not is_exercise(exercise):
        stop(f"“{exercise}” cannot be an exercise; give the name of its folder, such as river.")
    folder.refuse_links_leading_out()
    named = exercise_named(folder)
    if exercise and named and named != exercise:
        stop(f"The class in {folder.root} does “{named}”. For “{exercise}”, make another class.")
    if folder.root.exists() or roster:
        folder.make()
    if roster:
        _put_roster(folder, roster, columns)
    if exercise and not named:
        open_new_class(folder, exercise)


def _put_roster(folder: ClassFolder, roster: Path, columns: str) -> None:
    """Make a file the roster of a class that has none, in the kit's own form where it has another.

    So a person is asked once which column is which.
    """
    try:
        found = read_roster_file(roster, columns)
    except UnknownColumns as unknown:
        found = read_roster_file(roster, _asked(unknown))
    data = roster.read_bytes()
    if found.columns != OWN:
        for line in first_lines(found.problems):
            _say(line)
        names = " ".join(f"“{part}”" for part in found.columns.name)
        _say(f"Roster: ids from the column “{found.columns.id}”, names from {names}.")
        data = as_own(found).encode()
    try:
        write_new(folder.roster, data)
    except FileExistsError:
        if folder.roster.read_bytes() != data:
            _say(
                f"{folder.roster} is there, and differs from {roster}; it is left as it is. "
                "To use the new one, put it there in its place."
            )


def _asked(unknown: UnknownColumns) -> str:
    """Which columns of a roster are which, from the person at the terminal; stops without one."""

    def ask(question: str, otherwise: str) -> str:
        return str(typer.prompt(question, default=otherwise or None))

    _say(str(unknown))
    try:
        return ask_for_columns(unknown.columns, ask)
    except typer.Abort:
        stop(
            "\nNobody answered. Say which columns hold id, name and perhaps section, as in: "
            f'--columns "{", ".join(map(shown, unknown.columns[:3]))}"'
        )


def _take(folder: ClassFolder, paths: Iterable[Path], exercise: str) -> Iterator[Taken]:
    uploads = slowly(uploads_in(paths, apart=folder.root), None, "Collecting")
    return collect_into(folder, uploads, exercise)


def _count(taken: Iterable[Taken]) -> Iterator[str]:
    """What came of the files, those refused each by name."""
    taken = tuple(taken)
    places = [one.place for one in taken if isinstance(one, Receipt)]
    refused = [one for one in taken if isinstance(one, RefusedUpload)]
    yield from (f"refused: {one}" for one in refused[:MOST_REFUSED])
    reasons = Counter(one.why for one in refused[MOST_REFUSED:])
    yield from (f"refused: {count} more, since {why}" for why, count in reasons.most_common(20))
    for passed in (one for one in taken if isinstance(one, Skipped) and one.why):
        yield f"passed over: {passed.source}: {passed.why}"
    if skipped := sum(isinstance(one, Skipped) and not one.why for one in taken):
        yield f"passed over: {_files(skipped)} that macOS or Windows made"
    yield (
        f"{places.count('kept')} kept, {places.count('again')} again, "
        f"{places.count('unknown')} to settle, {len(refused)} refused."
    )


def _now(folder: ClassFolder) -> Iterator[str]:
    """How the class stands now: what waits, who is missing, and what is worth a look."""
    if not folder.root.is_dir():
        yield f"Nothing is kept, so {folder.root} is not made."
        return
    said: list[str] = []
    found = settle(folder)
    receipts = read_receipts(folder, lambda text: None, found)  # the next line tells the same
    received = slowly(received_hand_ins(folder, tell=said.append), len(found.owners), "Comparing")
    works, others = works_of(folder), list[str]()
    facts = tuple(facts_of_answers(_of_this_copy(received, works, others)))
    yield from said
    write_to_settle(folder, found)
    if not folder.roster.exists():
        yield (
            f"There is no {folder.roster}, so no file can be given to a student. Write one with "
            "the columns id and name, and run this again with --roster FILE."
        )
    elif found.waiting:
        waiting = [f"Waits: {one.receipt.source}: {one.why}." for one in found.waiting]
        yield from first_lines(waiting, FEW)
        yield (
            f"To settle one after the other: kit settle {typed(folder.root)}. Or open "
            f"{folder.to_settle}, write an id of the roster into the column “student”, and run: "
            f"kit collect --to {typed(folder.root)}"
        )
    if others:
        yield (
            f"From another copy than the others, such as last year’s or one for practice: "
            f"{few(sorted(set(others)))}. It is kept, and grading passes over it. Where it is the "
            f'one that counts, write its id into {folder.about}, as in work = "…".'
        )
    if late := marked_late(receipts):
        yield f"Marked as late by Canvas: {few(late)}."
    for fact in (*facts_of_uploads(receipts, found.roster), *facts):
        yield f"To look at: {fact}"
    if found.roster:
        there = found.there
        missing = [f"{s.id} ({shown(s.name)})" for s in found.roster if s.id not in there]
        yield f"{len(there)} of {len(found.roster)} students on the roster have handed in."
        if missing:
            yield f"Not yet: {few(missing)}."


def _of_this_copy(
    received: Iterable[Received], works: frozenset[str], others: list[str]
) -> Iterator[Received]:
    """The hand-ins done in the copy of the class; ``others`` gets the students of all others."""
    for receipt, hand_in in received:
        if is_of_another_copy(hand_in, works):
            others.append(receipt.student)
        else:
            yield receipt, hand_in


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _is_wrong(taken: Iterable[Taken]) -> bool:
    """Whether something was refused and nothing is new."""
    taken = tuple(taken)
    new = any(isinstance(one, Receipt) and one.place != "again" for one in taken)
    return not new and any(isinstance(one, RefusedUpload) for one in taken)


def _say(line: str) -> None:
    """Print a line on whatever terminal there is; what it cannot show is escaped."""
    code = getattr(sys.stdout, "encoding", None) or "utf-8"
    typer.echo(line.encode(code, errors="backslashreplace").decode(code))
