"""``kit report``: a page on how a class did and which questions worked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import replace
from kit.article.seed import Unreadable
from kit.classroom.bulk import many_values
from kit.classroom.grading.now import open_class, project_of
from kit.classroom.reporting.engines import engine_of
from kit.classroom.reporting.page import class_page, is_report
from kit.classroom.reporting.record import of_section, read_class
from kit.commands import stop
from kit.commands.grade import ClassPath

Section = Annotated[str, typer.Option(help="Only the students of this section of the roster.")]


def report(
    class_folder: ClassPath,
    to: Annotated[Path, typer.Option(help="The page to write, such as report.html.")],
    names: Annotated[
        bool, typer.Option("--names", help="Put names beside written answers.")
    ] = False,
    due: Annotated[
        str,
        typer.Option(
            help="When it was due, such as 2026-12-01 or 2026-12-01T18:00. Default: as kit settle "
            "--due set it."
        ),
    ] = "",
    section: Section = "",
    engine: Annotated[
        str,
        typer.Option(
            help="Where to count: the address of a Spark cluster that sees the folder of the "
            "class, such as spark://head:7077. Default: this computer."
        ),
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is no earlier report.")
    ] = False,
) -> None:
    """Write a page: who is missing, what they did not get, which question was bad."""
    with writing_page("report", to, force), many_values(), engine_of(engine) as counting:
        record = read_class(open_class(class_folder), project_of(class_folder), due)
        page = class_page(of_section(record, section) if section else record, names, counting)
        replace(to, page.encode())


@contextmanager
def writing_page(what: str, to: Path, force: bool) -> Iterator[None]:
    """Say that a page on a class was written, or stop where it cannot be, or not over a file."""
    if to.suffix.lower() not in (".html", ".htm"):
        stop(f"The {what} is a page; give it a name that ends in .html, not {to.name}.")
    try:
        if to.exists() and not force and not is_report(to):
            stop(f"{to} is there and is no earlier {what}; choose another name, or add --force.")
        yield
    except (Unreadable, ValueError) as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename or to} cannot be read or written: {error.strerror}.")
    typer.echo(f"Written: {to}. Open it in a browser to read or print it.")
