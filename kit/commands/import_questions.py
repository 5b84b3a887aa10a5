"""``kit import``: a shared exercise, or questions of another system as drafts of a new lesson."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import write_new
from kit.article.project import Project, exercise_of, find_project
from kit.article.seed import Unreadable, read_article
from kit.author.notebook import cell_of
from kit.commands import stop, stopping
from kit.commands.lessons import as_named
from kit.commands.packs import import_pack
from kit.exchange.taking_in.files import READERS, take_in
from kit.exchange.taking_in.foreign import NotTaken, TakenIn
from kit.lesson.notebook_metadata import notebook_metadata
from kit.question.blocks import nearest
from kit.question.write import as_markdown

File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A pack, or a file of Moodle XML, GIFT or text2qti."),
]
To = Annotated[
    str, typer.Option("--to", help="Of questions, the new lesson, such as river/4-from-moodle.")
]
As = Annotated[str, typer.Option("--as", help="Of a pack, what the exercise shall be called here.")]
Yes = Annotated[bool, typer.Option("--yes", help="Take a pack in without being asked.")]


def import_questions(
    file: File,
    to: To = "",
    format: Annotated[
        str, typer.Option("--from", help=f"What it is, where it is not seen: {', '.join(READERS)}.")
    ] = "",
    name: As = "",
    yes: Yes = False,
) -> None:
    """Take in an exercise that was shared, or questions of another system as drafts.

    Of a shared exercise it shows first what it holds, and runs nothing of it.
    """
    if not to:
        import_pack(file, name, yes)
        return
    project, lesson = find_project(), as_named(to)
    if format and format not in READERS:
        stop(f"There is no format “{format}”; {nearest(format, READERS)}.")
    known = project.exercises()
    if exercise_of(lesson) not in known or "/" not in lesson or lesson.count("/") > 1:
        stop(
            f"--to names a new lesson of an exercise, such as river/4-from-moodle; "
            f"{nearest(exercise_of(lesson), known) if known else 'make one with kit new'}."
        )
    if not lesson.rpartition("/")[2].replace("-", "").isalnum():
        stop(f"“{lesson}” cannot be a lesson; use small letters, digits and dashes.")
    answers = project.answers(lesson)
    if answers.exists() or project.notebook(lesson).exists():
        stop(f"The lesson {lesson} is there already; name another one with --to.")
    try:
        made = take_in(file, read_article(project, exercise_of(lesson)), format)
    except NotTaken as error:
        stop(f"{file} is not taken in: {error}.")
    except (Unreadable, OSError) as error:
        stop(str(error) if isinstance(error, Unreadable) else f"{file}: {error.strerror}.")
    for line in made.report:
        typer.echo(line)
    if not made.questions:
        stop("No question of it can be taken in; nothing is written.")
    with stopping(answers):
        write_new(answers, made.text.encode())
        write_new(project.notebook(lesson), _notebook(lesson, made).encode())
    typer.echo(_what_now(project, lesson, len(made.questions)))


def _notebook(lesson: str, made: TakenIn) -> str:
    import nbformat  # only a new notebook needs it
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    opened = new_code_cell(f'from kit import lesson\nquiz = lesson("{lesson}")')
    title = new_markdown_cell(made.text.partition("\n")[0])
    cells = [cell_of(q.id, as_markdown(q)) for q in made.questions]
    notebook = new_notebook(cells=[title, opened, *cells], metadata=notebook_metadata(lesson))
    return f"{nbformat.writes(notebook)}\n"


def _what_now(project: Project, lesson: str, count: int) -> str:
    return (
        f"Written: {project.name(project.answers(lesson))} and its notebook, with "
        f"{'1 draft' if count == 1 else f'{count} drafts'}. A draft judges nobody until you accept "
        f"it: kit author {lesson}"
    )
