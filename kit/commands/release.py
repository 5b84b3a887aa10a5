"""``kit release``: the student release of an exercise, as one zip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from kit.article.files import replace
from kit.article.project import Project, find_project
from kit.check.stored_outputs import store
from kit.classroom.releasing.make import (
    Made,
    MakeMore,
    NotReleased,
    Say,
    make_release,
    text_cells,
)
from kit.classroom.releasing.released import (
    Mode,
    freeze,
    keys_have_changed,
    read_releases,
    work_of_last,
)
from kit.classroom.releasing.student_files import TOUR
from kit.commands import stop, stopping
from kit.commands.lessons import Exercise
from kit.commands.trust import stop_unless_trusted
from kit.exchange.page import NoPage, lesson_pages

Graded = Annotated[bool, typer.Option("--graded", help="Without any answer: for marks.")]
Practice = Annotated[bool, typer.Option("--practice", help="With all answers, told at once.")]
To = Annotated[Path, typer.Option("--to", help="The zip to write, such as river.zip.")]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]
NewClass = Annotated[
    bool,
    typer.Option(
        "--new-class", help="For another class or year: what was done before counts nowhere in it."
    ),
]
Corrects = Annotated[
    str,
    typer.Option(help="The id of an earlier release whose class gets this one, corrected."),
]
Pages = Annotated[
    bool,
    typer.Option(
        "--pages", help="With each lesson as one file too, for browsers without Python (graded)."
    ),
]

Hints = Annotated[
    bool,
    typer.Option(
        "--hints", help="With the first hint of each question; a graded release has none else."
    ),
]


def release(
    exercise: Exercise,
    to: To,
    graded: Graded = False,
    practice: Practice = False,
    force: Force = False,
    new_class: NewClass = False,
    corrects: Corrects = "",
    pages: Pages = False,
    hints: Hints = False,
) -> None:
    """Make the student release of an exercise: a zip that runs on its own.

    A graded release is looked through for answers first, and refused if it tells one. Released
    again, it is the same class's, corrected, and keeps what students did; see --new-class.
    """

    if graded == practice:
        stop("Say which release: --graded (no answers in it) or --practice (all of them).")
    if pages and not graded:
        stop("A page holds no answers, so --pages goes with --graded.")
    if to.suffix.lower() != ".zip":
        stop(f"{to} is no name for a zip; end it with “.zip”.")
    mode: Mode = "graded" if graded else "practice"

    def make_pages(release: Project) -> Mapping[str, bytes]:
        lessons = release.lessons_of(exercise)
        return lesson_pages(release, lessons) if pages else {}

    made = hand_out(
        exercise, mode, to, lambda made: made.data, force, new_class, corrects, make_pages, hints
    )
    lessons = len(made.release.revisions)
    typer.echo(f"{to}: “{exercise}”, {made.release.mode}, {lessons} lesson{'s'[: lessons > 1]}.")
    for line in made.left_out:
        typer.echo(f"left out, since it answers a question: {line}")
    for line in made.to_look_at:
        typer.echo(f"worth a look, it shares rare words with a key: {line}")
    if graded and not hints:
        typer.echo("It holds no hint. To give the first of each question: --hints.")
    if graded:
        typer.echo(
            "No answer was found in it word for word. Whether a text tells one in other words, "
            f"only a reader can see: read the {text_cells(made.data)} text cells of its notebooks."
        )


def hand_out(
    exercise: str,
    mode: Mode,
    to: Path,
    data_of: Callable[[Made], bytes],
    force: bool,
    new_class: bool,
    corrects: str,
    make_more: MakeMore,
    hints: bool,
    lesson: str = "",
) -> Made:
    """Make a release, write what of it is handed out, keep it for grading, and say for whom."""
    if new_class and corrects:
        stop("A release for a new class corrects no earlier one; leave one of the two out.")
    if to.exists() and not force:
        stop(f"{to} is there already. Give another name, or add --force to write over it.")
    project = find_project()
    stop_unless_trusted(project, (exercise, TOUR))
    with stopping(to, NotReleased, NoPage):
        before = work_of_last(project, exercise, mode)
        work = "" if new_class else corrects or before
        if corrects and corrects not in {
            r.work for r in read_releases(project, exercise) if r.mode == mode
        }:
            stop(f"No {mode} release of “{exercise}” has the id {corrects}; see answers/released.")
        with _progress() as say:
            made = make_release(project, exercise, mode, store, say, work, make_more, hints, lesson)
        _write(to, data_of(made))
        is_new = freeze(project, made.release)
    if work:
        typer.echo(
            f"For the class that has {work}: what its students did so far stays. For another class "
            "or year, add --new-class."
        )
    else:
        typer.echo(f"For a new class, with the id {made.release.work}.")
    kept = project.name(made.release.project.root)
    typer.echo(f"{'Kept for grading in' if is_new else 'Kept already in'} {kept}")
    if not is_new and keys_have_changed(project, made.release):
        typer.echo(f"The answers have changed since. {kept} keeps the earlier ones.")
    return made


@contextmanager
def _progress() -> Iterator[Say]:
    """What shows on a terminal how far the making is."""
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def say(doing: str, name: str, total: int) -> None:
            if doing in tasks:
                bar.advance(tasks[doing])
            else:
                tasks[doing] = bar.add_task(doing, total=total)

        yield say


def _write(path: Path, data: bytes) -> None:
    """Write the zip whole or not at all, for others to read too: it is made to be handed out."""
    replace(path, data)
    path.chmod(0o644)
