"""``kit export``: the questions of an exercise as a file that another system takes in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import replace
from kit.article.project import find_project
from kit.commands import stop, stopping
from kit.commands.lessons import Name, lessons_named
from kit.commands.spoken import Language, must_be_spoken
from kit.exchange.export import written
from kit.exchange.formats import FORMATS
from kit.question.blocks import nearest

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")]
To = Annotated[str, typer.Option("--to", help=f"The format: {', '.join(FORMATS)}.")]


def export(
    name: Name,
    file: File,
    to: To,
    strict: Annotated[
        bool, typer.Option("--strict", help="Write nothing where a question would lose something.")
    ] = False,
    graded: Annotated[
        bool, typer.Option("--graded", help="Only what is needed to ask and to score.")
    ] = False,
    language: Language = "",
    option: Annotated[
        list[str] | None,
        typer.Option(help="Moodle: wordselect keeps words to mark, with a plugin."),
    ] = None,
) -> None:
    """Write the questions of an exercise for Moodle, Canvas, Anki and others, with their key.

    What is lost on the way is said, question by question.
    """
    format = FORMATS.get(to)
    if format is None:
        stop(f"There is no format “{to}”; {nearest(to, FORMATS)}.")
    unknown = set(option or ()) - set(format.options)
    if unknown:
        known = ", ".join(format.options) or "none"
        stop(f"{format.title} has no option “{min(unknown)}”; there are: {known}.")
    if file.suffix.lower() != format.ending:
        stop(f"{file} is no name for {format.title}; end it with “{format.ending}”.")
    must_be_spoken(language)
    project = find_project()
    with stopping(file):
        made = written(
            project, lessons_named(project, name), format, graded, frozenset(option or ()), language
        )
        for line in made.report:
            typer.echo(line)
        if strict and made.losses:
            stop(
                f"Nothing is written (--strict). Questions that would lose something: "
                f"{len(made.losses)}."
            )
        replace(file, made.data)
    typer.echo(f"Written: {file}.")
