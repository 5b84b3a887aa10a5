"""``kit release``: the student edition of an exercise, as one zip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.article.project import Project, find_project
from kit.commands import stop

if TYPE_CHECKING:
    from kit.classroom.releasing.make import Made
    from kit.classroom.releasing.released import Mode

Name = Annotated[str, typer.Argument(help="The exercise, such as river.")]
Graded = Annotated[bool, typer.Option("--graded", help="Without any answer: for marks.")]
Practice = Annotated[bool, typer.Option("--practice", help="With all answers, told at once.")]
To = Annotated[Path, typer.Option("--to", help="The zip to write, such as river.zip.")]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


def release(
    exercise: Name, to: To, graded: Graded = False, practice: Practice = False, force: Force = False
) -> None:
    """Make the student edition of an exercise: a zip that runs on its own.

    A graded edition is looked through for answers first, and refused if it tells one.
    """
    from kit.classroom.releasing.make import Refused, text_cells
    from kit.classroom.releasing.released import freeze, keys_have_changed

    if graded == practice:
        stop("Say which edition: --graded (no answers in it) or --practice (all of them).")
    if to.suffix.lower() != ".zip":
        stop(f"{to} is no name for a zip; end it with “.zip”.")
    if to.exists() and not force:
        stop(f"{to} is there already. Give another name, or add --force to write over it.")
    project = find_project()
    try:
        made = _make(project, exercise, "graded" if graded else "practice")
        _write(to, made.data)
        is_new = freeze(project, made.release)
    except Refused as refused:
        stop(str(refused))
    except OSError as error:
        stop(f"{error.filename or to} cannot be written: {error.strerror}.")
    lessons = len(made.release.editions)
    typer.echo(f"{to}: “{exercise}”, {made.release.mode}, {lessons} lesson{'s'[: lessons > 1]}.")
    for line in made.left_out:
        typer.echo(f"left out, since it answers a question: {line}")
    kept = project.name(made.release.project.root)
    typer.echo(f"{'Kept for grading in' if is_new else 'Kept already in'} {kept}")
    if not is_new and keys_have_changed(project, made.release):
        typer.echo(f"The answers have changed since. {kept} keeps the earlier ones.")
    if graded:
        typer.echo(
            "No answer was found in it word for word. Whether a text tells one in other words, "
            f"only a reader can see: read the {text_cells(made.data)} text cells of its notebooks."
        )


def _make(project: Project, exercise: str, mode: Mode) -> Made:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from kit.check.stored_outputs import store
    from kit.classroom.releasing.make import make_edition

    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def say(doing: str, name: str, total: int) -> None:
            if doing in tasks:
                bar.advance(tasks[doing])
            else:
                tasks[doing] = bar.add_task(doing, total=total)

        return make_edition(project, exercise, mode, store, say)


def _write(path: Path, data: bytes) -> None:
    """Write the zip whole or not at all, for others to read too: it is made to be handed out."""
    from kit.article.files import replace

    replace(path, data)
    path.chmod(0o644)
