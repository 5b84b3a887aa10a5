"""``kit page``: a graded lesson as one file that a browser opens without Python."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from kit.article.project import Project, exercise_of, find_project
from kit.classroom.releasing.archive import contents
from kit.commands import stop
from kit.commands.lessons import Lesson
from kit.commands.release import Corrects, Force, Hints, NewClass, hand_out
from kit.exchange.page import lesson_pages, page_name

To = Annotated[Path, typer.Option("--to", help="The file to write, such as lesson-1.html.")]


def page(
    lesson: Lesson,
    to: To,
    force: Force = False,
    new_class: NewClass = False,
    corrects: Corrects = "",
    hints: Hints = False,
) -> None:
    """Make a graded lesson into one HTML file: no Python, no network, no answers in it.

    Students open it from a stick, a mail or a learning platform, answer, and hand in a file, which
    kit collect takes like any other. Made again, it is the same class's; see --new-class.
    """
    if to.suffix.lower() not in (".html", ".htm"):
        stop(f"{to} is no name for a page; end it with “.html”.")
    of_exercise = find_project().lessons_of(exercise_of(lesson))

    def make_page(release: Project) -> Mapping[str, bytes]:
        return lesson_pages(release, [lesson])

    made = hand_out(
        exercise_of(lesson),
        "graded",
        to,
        lambda made: _in_top_folder(contents(made.data), page_name(lesson)),
        force,
        new_class,
        corrects,
        make_page,
        hints,
        lesson,
    )
    released = {name for name, _ in made.release.revisions}
    if not_ready := [name for name in of_exercise if name not in released]:
        typer.echo(f"Not ready, and not in this release: {', '.join(not_ready)}; see kit check.")
    size = to.stat().st_size / 1000
    typer.echo(f"{to}: “{lesson}” of release {made.release.id}, {size:.0f} kB, without any answer.")


def _in_top_folder(files: Mapping[str, bytes], name: str) -> bytes:
    return next(data for path, data in files.items() if path.partition("/")[2] == name)
