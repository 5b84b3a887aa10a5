"""``kit print``: a lesson on paper, for one class or for anybody."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

import typer

from kit.article.files import replace
from kit.article.project import Project, find_project
from kit.classroom.collecting.roster import read_roster
from kit.classroom.folder import typed
from kit.classroom.grading.now import open_class
from kit.classroom.releasing.released import revision_given
from kit.commands import stop, stopping
from kit.commands.lessons import Lesson
from kit.commands.spoken import Language, must_be_spoken
from kit.exchange.paper.codes import Sheet, sheets_for
from kit.exchange.paper.pdf import find_browser, print_pdf
from kit.exchange.paper.sheets import LOOKS, WITH_CODES, printed
from kit.question.blocks import nearest

Paper = Literal["a4", "letter"]


def print_lesson(
    lesson: Lesson,
    to: Annotated[Path, typer.Option("--to", help="The folder to write into.")] = Path("paper"),
    paper: Annotated[Paper, typer.Option(help="The paper’s size.")] = "a4",
    class_folder: Annotated[
        Path | None,
        typer.Option(
            "--class", metavar="CLASS", help="Print a sheet with a code for each student."
        ),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Print the name beside the code, too.")
    ] = False,
    language: Language = "",
    only: Annotated[
        list[str] | None, typer.Option(help=f"Only these versions: {', '.join(LOOKS)}.")
    ] = None,
) -> None:
    """Make a lesson into pages to print: worksheet, key, large print, wide spacing, mark-up copy.

    Each is written as HTML, and as PDF where there is Chrome, Chromium or Edge.
    """
    project = find_project()
    for version in only or ():
        if version not in LOOKS:
            stop(f"There is no version “{version}”; {nearest(version, LOOKS)}.")
    must_be_spoken(language)
    with stopping(to):
        sheets = _sheets(project, lesson, class_folder, names) if class_folder else []
        written, size = [], "A4" if paper == "a4" else "Letter"
        for look in LOOKS.values():
            if look.name in (only or LOOKS):
                own = sheets if look.name in WITH_CODES else []
                page = to / f"{PurePosixPath(lesson).name}-{look.name}.html"
                html = printed(project, lesson, look, size, own, language)
                to.mkdir(parents=True, exist_ok=True)
                replace(page, html.encode())
                written.append(page)
        _as_pdf(written)
    if class_folder and sheets:
        typer.echo(
            f"{len(sheets)} sheets with codes; {class_folder}/sheets.csv says whose each is. Type "
            f"the answers in with: kit type-in {typed(class_folder)}"
        )


def _sheets(
    project: Project, lesson: str, class_folder: Path, names: bool
) -> list[tuple[Sheet, str]]:
    folder = open_class(class_folder)
    students = read_roster(folder)
    if not students:
        stop(f"{folder.roster} names no student; put the class’s list there first.")
    revision = revision_given(project, lesson)
    sheets = sheets_for(folder.sheets, [s.id for s in students], lesson, revision)
    return [(sheets[one.id], one.name if names else "") for one in students]


def _as_pdf(pages: list[Path]) -> None:
    """Print the pages to PDF files beside them, and say what there is to print."""
    browser = find_browser()
    for page in pages:
        pdf = page.with_suffix(".pdf")
        done = bool(browser) and print_pdf(browser, page, pdf)
        typer.echo(f"Written: {page}{f' and {pdf.name}' if done else ''}")
    if not browser:
        typer.echo(
            "There is no Chrome, Chromium or Edge here to make PDF of them: open each page in a "
            "browser and print it, without its headers and footers."
        )
