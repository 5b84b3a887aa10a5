"""``kit preview``: what each question would say, without opening a lesson."""

from __future__ import annotations

from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kit.article.project import exercise_of, find_project
from kit.article.seed import Unreadable
from kit.check.preview import Preview, as_text, unread
from kit.check.preview import preview as preview_lesson
from kit.commands import stop
from kit.commands.lessons import Name, lessons_named
from kit.commands.trust import refuse_links
from kit.question.read import read_question_set

WIDTH = 100  # columns of the table

Full = Annotated[bool, typer.Option("--full", help="All that each question says, as Markdown.")]


def preview(name: Name, full: Full = False) -> None:
    """Show what each question would say to a right, a wrong and a blank answer."""
    project = find_project()
    odd: list[str] = []
    lessons = lessons_named(project, name)
    refuse_links(project, dict.fromkeys(map(exercise_of, lessons)))
    for lesson in lessons:
        try:
            previews = preview_lesson(project, lesson)
            left_out = unread(read_question_set(project, lesson))
        except Unreadable as error:
            stop(str(error))
        if full:
            typer.echo(as_markdown(lesson, previews))
        else:
            print_table(lesson, previews)
        odd += [f"{lesson}, “{p.question.id}”: {text}" for p in previews for text in p.odd]
        if left_out:
            them = "question cannot" if left_out == 1 else "questions cannot"
            check = f"kit check {exercise_of(lesson)}"
            odd.append(f"{lesson}: {left_out} {them} be previewed; for the reason: {check}")
    for text in odd:
        typer.echo(text)
    typer.echo(_count(len(odd)))
    if odd:
        raise typer.Exit(1)


def print_table(lesson: str, previews: tuple[Preview, ...]) -> None:
    """Print a lesson's questions, a row for each answer, in at most `WIDTH` columns."""
    table = Table(title=Text(lesson), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for head, width in (("Question", 24), ("Answer", 6), ("Says", 20), ("Explains", 40)):
        table.add_column(head, width=width, no_wrap=head != "Question", overflow="ellipsis")
    for found in previews:
        draft = "\n(draft)" if found.draft else ""
        name = f"{found.question.id}\n{found.question.kind}{draft}"
        for number, reply in enumerate(found.replies):
            # The name's lines stand beside the answers' rows.
            cell = name.split("\n")[number] if number < name.count("\n") + 1 else ""
            last = number == len(found.replies) - 1
            words = " ".join(reply.explains.split())
            row = (cell, reply.student, as_text(reply), words)
            table.add_row(*map(Text, row), end_section=last)
    # Without colours or a terminal's width, and as text even in a notebook.
    console = Console(width=WIDTH, color_system=None, force_jupyter=False, highlight=False)
    with console.capture() as printed:
        console.print(table)
    typer.echo("\n".join(line.rstrip() for line in printed.get().splitlines()))


def as_markdown(lesson: str, previews: tuple[Preview, ...]) -> str:
    """All that a lesson's questions say, as Markdown."""
    pieces = [f"# {lesson}"]
    for found in previews:
        draft = f"\n\nDraft: {found.draft}" if found.draft else ""
        question = found.question
        pieces.append(f"## {question.id} ({question.kind}){draft}\n\n{question.stem}")
        pieces += [f"### {reply.student}\n\n{reply.full}" for reply in found.replies]
    return "\n\n".join(pieces) + "\n"


def _count(odd: int) -> str:
    return f"{odd} to look at." if odd else "Every question answers as it should."
