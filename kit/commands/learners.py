"""The commands of a learner: carry answers elsewhere, or forget them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kit.article.project import find_project
from kit.commands import stop
from kit.commands.lessons import exercise_as_named
from kit.language.translation import Translation, translation_chosen
from kit.learner.carry import Going, NotImported, export_to, forget, import_from, what_goes
from kit.learner.hand_in import hand_in_folders
from kit.learner.log import home
from kit.question.blocks import most_like

progress = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

FAULTS = {
    "size": "fault_size",
    "header": "fault_header",
    "newer": "fault_format",
    "count": "fault_count",
    "known": "fault_id",
}
File = Annotated[Path, typer.Argument(help="The file that carries the answers.")]


@progress.callback()
def carry_or_forget() -> None:
    """Carry a learner's answers elsewhere, or forget them."""


@progress.command("export")
def export_progress(file: File) -> None:
    """Write all your answers to a new file, for another computer."""
    translation, log = translation_chosen(), home() / "log"
    if not what_goes(log).known:
        stop(translation.say("progress_none", folder=log))
    with _said_plainly(translation, file):
        carried = export_to(file, log)
    typer.echo(translation.say("progress_exported", carried.entries, file=file))
    if carried.left:
        typer.echo(translation.say("progress_unread", carried.left), err=True)


@progress.command("import")
def import_progress(file: File) -> None:
    """Add the answers in a file to yours. Doing it twice changes nothing."""
    translation = translation_chosen()
    with _said_plainly(translation, file):
        carried = import_from(file, home() / "log")
    typer.echo(translation.say("progress_imported", carried.entries, known=carried.left))


@progress.command("forget")
def forget_progress(
    exercise: Annotated[
        str,
        typer.Option(
            metavar="EXERCISE", help="Only this exercise, such as river.", parser=exercise_as_named
        ),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete your answers, after saying what goes."""
    translation, log = translation_chosen(), home() / "log"
    with _said_plainly(translation, log):
        going = what_goes(log, exercise)
    if not going.deleted and not going.rewritten:
        stop(_not_there(translation, exercise, going, log))
    for line in _goes(translation, going, log):
        typer.echo(line)
    if not yes and not typer.confirm(translation.say("forget_sure")):
        stop(translation.say("forget_kept"))
    with _said_plainly(translation, log):
        forget(log, exercise)
    typer.echo(translation.say("forget_done"))
    folders = hand_in_folders(find_project().root)
    handed = sorted(path for folder in folders for path in folder.glob("*.json"))
    if stays := [str(path) for path in handed if path.name.startswith(exercise)]:
        typer.echo(translation.say("forget_hand_ins", files=", ".join(stays)))


def _goes(translation: Translation, going: Going, log: Path) -> Iterator[str]:
    yield translation.say("forget_from", folder=log)
    for exercise, answers, others in going.exercises:
        yield translation.say("forget_row", exercise=exercise, answers=answers, others=others)
    counts = {"deleted": len(going.deleted), "rewritten": len(going.rewritten)}
    yield translation.say("forget_files", **counts)


def _not_there(translation: Translation, exercise: str, going: Going, log: Path) -> str:
    if not going.known:
        return translation.say("progress_none", folder=log)
    near = most_like(exercise, going.known)
    known = translation.say("there_are", known=", ".join(going.known))
    nearest = translation.say("nearest", near=near) if near else known
    return translation.say("forget_unknown", given=exercise, nearest=nearest)


@contextmanager
def _said_plainly(translation: Translation, file: Path) -> Iterator[None]:
    """Say in a sentence why a file cannot be written or read, and stop."""
    try:
        yield
    except OSError as error:
        if isinstance(error, FileExistsError) and error.filename == str(file):
            stop(translation.say("progress_there", file=file))
        where, problem = error.filename or file, error.strerror or error
        stop(translation.say("progress_failed", file=where, problem=problem))
    except NotImported as refused:
        for fault in refused.faults:
            name = FAULTS.get(fault.what, "fault_entry")
            what, given = fault.what, fault.given
            said = translation.say(name, file=file, line=fault.line, what=what, given=given)
            typer.echo(said, err=True)
        stop(translation.say("progress_refused"))
