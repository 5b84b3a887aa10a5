"""``kit settle``: each thing in a class that needs a person, and what a teacher decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

import typer

from kit.classroom.collecting.settle import Settled, Waiting, write_to_settle
from kit.classroom.collecting.settle import settle as settle_files
from kit.classroom.collecting.settling import (
    Undecided,
    exclude,
    excuse,
    extend,
    give,
    in_words,
    on_time,
    pairs_but_for_zeros,
    pseudonym,
    take_back,
    zeros,
)
from kit.classroom.decisions import Decision, write_decision
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.grading.now import open_class
from kit.classroom.terms import read_terms, write_terms
from kit.commands import stop, stopping
from kit.commands.grade import ClassPath
from kit.language.shown import few, shown


def settle(
    class_folder: ClassPath,
    whose: Annotated[
        str, typer.Option(metavar="FILE", help="With --is: whose a file is, by its sha256.")
    ] = "",
    pseudonym_: Annotated[
        str,
        typer.Option("--pseudonym", metavar="NAME", help="With --is: whose files with a name are."),
    ] = "",
    is_: Annotated[
        str, typer.Option("--is", metavar="ID", help="The student; for group work “B-1 & B-2”.")
    ] = "",
    exclude_: Annotated[
        str,
        typer.Option("--exclude", metavar="FILE", help="Keep a file, and count it for nobody."),
    ] = "",
    take_back_: Annotated[
        str, typer.Option("--take-back", metavar="FILE", help="Undo what was decided of a file.")
    ] = "",
    excuse_: Annotated[
        str, typer.Option("--excuse", metavar="ID", help="This student need not hand in.")
    ] = "",
    not_excused: Annotated[
        str, typer.Option(metavar="ID", help="This student needs to, after all.")
    ] = "",
    extend_: Annotated[
        str, typer.Option("--extend", metavar="ID", help="With --until: an own due date.")
    ] = "",
    until: Annotated[
        str | None, typer.Option(help="A date, or how much longer, such as “2 days”; “” for none.")
    ] = None,
    on_time_: Annotated[
        str, typer.Option("--on-time", metavar="ID", help="In time, whatever a clock says.")
    ] = "",
    by_the_clock: Annotated[
        str, typer.Option(metavar="ID", help="As the clocks tell it, after all.")
    ] = "",
    zeros_: Annotated[
        bool | None,
        typer.Option(
            "--lost-zeros/--no-lost-zeros", help="Whether ids of the roster lost their zeros."
        ),
    ] = None,
    due: Annotated[
        str | None, typer.Option(help="When the class is due, such as 2026-12-01T18:00.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="The time zone of that, such as Europe/Berlin.")
    ] = None,
    late: Annotated[
        str | None, typer.Option(help="What late costs, such as “10 % a day, at most 50 %”.")
    ] = None,
    absent: Annotated[
        str | None, typer.Option(help="What nothing handed in is: blank, zero or excused.")
    ] = None,
    why: Annotated[str, typer.Option(help="A word on it, kept with the decision.")] = "",
) -> None:
    """Settle what needs a person, one thing at a time; or, with an option, decide one thing.

    Nothing is lost: each decision is one more row of decisions.csv, and the last one counts.
    """
    if is_ and not (whose or pseudonym_):
        stop("Say whose: --is goes with --whose FILE, or with --pseudonym NAME.")
    if bool(extend_) != (until is not None):
        stop("An own due date is --extend ID --until “2 days”, or --until “” to take it back.")
    of_files = whose or pseudonym_ or exclude_ or take_back_ or zeros_ is not None
    of_students = excuse_ or not_excused or extend_ or on_time_ or by_the_clock
    if why and not (of_files or of_students):
        stop("A word is kept with a decision: --why goes with one, such as --exclude FILE.")
    with stopping(class_folder, Undecided, ValueError):
        folder = open_class(class_folder)
        terms = {"due": due, "zone": zone, "late": late, "absent": absent}
        new = {name: value for name, value in terms.items() if value is not None}
        if new:
            write_terms(folder, new)
            typer.echo(f"Written: {folder.about}.")
        found = settle_files(folder)
        decisions: tuple[tuple[object, Callable[[], Decision | tuple[Decision, ...]]], ...] = (
            (whose, lambda: give(found, whose, is_, why)),
            (pseudonym_, lambda: pseudonym(found, pseudonym_, is_, why)),
            (exclude_, lambda: exclude(found, exclude_, why)),
            (take_back_, lambda: take_back(found, take_back_, why)),
            (excuse_, lambda: excuse(found, excuse_, True, why)),
            (not_excused, lambda: excuse(found, not_excused, False, why)),
            (extend_, lambda: extend(found, extend_, until or "", read_terms(folder), why)),
            (on_time_, lambda: on_time(found, on_time_, True, why)),
            (by_the_clock, lambda: on_time(found, by_the_clock, False, why)),
            (zeros_ is not None, lambda: zeros(bool(zeros_), why)),
        )
        wanted = [decide for is_wanted, decide in decisions if is_wanted]
        _write(folder, [decide() for decide in wanted])
        if not (new or wanted):
            _walk(folder)


def _write(folder: ClassFolder, made: Iterable[Decision | tuple[Decision, ...]]) -> None:
    """Write decisions down, say each, and bring to-settle.csv up to date."""
    decisions = [one for some in made for one in ((some,) if isinstance(some, Decision) else some)]
    for decision in decisions:
        write_decision(folder.decisions, decision)
    for said in in_words(decisions):
        typer.echo(f"Decided: {said}.")
    if decisions:
        write_to_settle(folder, settle_files(folder))
        typer.echo(
            f"It counts from the next kit grade {typed(folder.root)} on."
            if any(one.matter in ("counts", "whose", "zeros") for one in decisions)
            else "Report, brief and gradebook follow it when they are next written."
        )


def _walk(folder: ClassFolder) -> None:
    """Ask about each thing, one after the other."""
    found = settle_files(folder)
    for line in _excluded(found):
        typer.echo(line)
    if pairs := pairs_but_for_zeros(found):
        typer.echo("Ids in files, and the roster’s that they may be, but for zeros before them:")
        for said, student in pairs:
            typer.echo(f"  {shown(said)} is {student.id}, {shown(student.name)}?")
        _write(folder, [zeros(typer.confirm("Has the roster lost these zeros?"))])
        found = settle_files(folder)
    if not found.waiting:
        typer.echo("Nothing is left to settle.")
        return
    for number, waiting in enumerate(found.waiting, 1):
        for line in _what(found, waiting, number):
            typer.echo(line)
        if not _settle_one(folder, waiting):
            break
    left = len(settle_files(folder).waiting)
    typer.echo("Nothing is left to settle." if not left else f"Left to settle: {left}.")


def _excluded(found: Settled) -> Iterator[str]:
    if found.excluded:
        files = few((sha256[:12] for sha256 in sorted(found.excluded)), 10)
        yield f"Kept, and counted for nobody: {files}. To count one again: --take-back FILE."


def _what(found: Settled, waiting: Waiting, number: int) -> Iterator[str]:
    receipt = waiting.receipt
    yield f"\n{number} of {len(found.waiting)}: {receipt.source}"
    yield f"  names itself “{shown(receipt.said)}”; received {receipt.received[:16]} UTC"
    yield f"  waits, since {waiting.why}"
    yield f"  file {receipt.sha256[:12]}"


def _settle_one(folder: ClassFolder, waiting: Waiting) -> bool:
    """Ask whose a file is until that is said or put off; whether to go on with the next one."""
    ask = "Whose is it? An id, “B-1 & B-2” for group work, x to leave it out, Enter for later, q"
    while True:
        said = str(typer.prompt(ask, default="", show_default=False)).strip()
        if said in ("", "q"):
            return said == ""
        found, file = settle_files(folder), waiting.receipt.sha256
        try:
            if said == "x":
                why = typer.prompt("Why", default="", show_default=False)
                _write(folder, [exclude(found, file, why)])
            else:
                made = give(found, file, said)
                _write(folder, [made])
                _offer_name(folder, found, waiting, said)
        except Undecided as error:
            typer.echo(str(error))
        else:
            return True


def _offer_name(folder: ClassFolder, found: Settled, waiting: Waiting, student: str) -> None:
    """Ask whether a name stands for the student in later files too."""
    name = waiting.receipt.said
    try:
        made = pseudonym(found, name, student)
    except Undecided:  # group work, no name, or another's id
        return
    if typer.confirm(f"Are later files that name “{shown(name)}” {made.value}’s too?"):
        _write(folder, [made])
