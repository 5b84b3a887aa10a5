"""``kit brief``: one page on a class to read before it meets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import replace
from kit.classroom.bulk import many_values
from kit.classroom.grading.now import open_class, project_of
from kit.classroom.reporting.brief import brief_page
from kit.classroom.reporting.record import of_section, read_class
from kit.commands.grade import ClassPath
from kit.commands.report import Section, writing_page


def brief(
    class_folder: ClassPath,
    to: Annotated[Path, typer.Option(help="The page to write.")] = Path("brief.html"),
    section: Section = "",
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is no earlier brief.")
    ] = False,
) -> None:
    """Write one page to read before class: what to discuss, and who has not handed in."""
    with writing_page("brief", to, force), many_values():
        record = read_class(open_class(class_folder), project_of(class_folder))
        page = brief_page(of_section(record, section) if section else record)
        replace(to, page.encode(errors="replace"))
