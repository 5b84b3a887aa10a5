"""``kit new``: a new exercise from an article."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from kit.article.intake import Received, UnusableArticle, take_in
from kit.article.language_of import fault_of_language
from kit.article.project import Project, find_project
from kit.author.scaffold import scaffold
from kit.author.scaffold.new_exercise import (
    UnusableName,
    accept_name,
    exercise_with_same_text,
    write_all_or_nothing,
)
from kit.author.suggest import knows
from kit.check.rules.seeds import fault_of_date
from kit.check.stored_outputs import store
from kit.commands import stop
from kit.commands.taking_in import (
    TakeBack,
    bytes_of,
    numbers_of,
    printable,
    say_left_out,
    take_back_command,
)

_OTHER_LANGUAGE = (
    "Its language is “{language}”, which the rules for drafts do not read. So there are only "
    "questions that fit any article; if this is wrong, make it anew with --language en."
)

Name = Annotated[str, typer.Argument(help="The exercise's name: small letters, digits and dashes.")]
File = Annotated[
    Path, typer.Option("--article", help="The article: text, Markdown, a saved web page or a PDF.")
]
Title = Annotated[str, typer.Option(help="The headline, where the file does not begin with it.")]
Publisher = Annotated[str, typer.Option(help="Who published it.")]
Published = Annotated[str, typer.Option(help="When, such as 2024-05-03.")]
Address = Annotated[str, typer.Option(help="Where it was read.")]
License = Annotated[str, typer.Option(help="Under which terms you may use it.")]
Lessons = Annotated[
    int, typer.Option("--lessons", min=1, max=3, help="How many lessons: the first one, two or 3.")
]
Language = Annotated[str, typer.Option(help="Its language, such as en, fr or ar.")]


def new(
    name: Name,
    article: File,
    title: Title = "",
    publisher: Publisher = "",
    published: Published = "",
    url: Address = "",
    license: License = "",
    language: Language = "",
    take_back: TakeBack = "",
    lessons: Lessons = 3,
) -> None:
    """Make an exercise of three lessons from an article. Every question is a draft for you."""
    project, name = find_project(), printable(name)
    given = {
        "publisher": publisher,
        "date": published,
        "url": url,
        "licence": license,
        "language": language,
    }
    try:
        accept_name(name, project)
        data = bytes_of(article)
        received = take_in(data, printable(article.name), printable(title), numbers_of(take_back))
    except (UnusableArticle, UnusableName) as error:
        stop(str(error))
    refuse_odd_values(given)
    said = {key: " ".join(printable(value).split()) for key, value in given.items()}
    said = {key: value for key, value in said.items() if value}
    about = {**received.about, **said}
    twin = exercise_with_same_text(received.text, project)
    written, unrun = _write(project, name, received, about, data, lessons)
    language = about.get("language", "")
    _report(project, name, received, twin, written, unrun, language, printable(str(article)))


def refuse_odd_values(given: dict[str, str]) -> None:
    """Stop with what to write instead, where a language or a day is written otherwise."""
    if fault := fault_of_language(given["language"].strip()):
        stop(f"{fault.replace('; write', '; write --language')}.")
    fault = fault_of_date(given["date"]) if given["date"] else ""
    if fault or (given["date"] and not re.search(r"\b\d{4}\b", given["date"])):
        said = fault or f"“{given['date']}” has no year; write it as 2024-05-03"
        stop(f"--published: {said}.")


def _write(
    project: Project,
    name: str,
    received: Received,
    about: dict[str, str],
    data: bytes,
    lessons: int,
) -> tuple[list[str], str]:
    """Write the exercise and run its notebooks: what was written, and why they were not run."""
    files = scaffold(name, received, about, data, lessons)
    notebooks = [project.root / path for path in files if path.endswith(".ipynb")]
    console = Console(stderr=True)
    failed: list[str] = []

    def run() -> None:
        bar = track(notebooks, "Running the notebooks", console=console, transient=True)
        for path in bar if console.is_terminal else notebooks:
            try:
                store(path)
            except OSError:
                raise
            except Exception as error:  # a computer without a kernel still gets its exercise
                failed.append(str(error).strip().splitlines()[-1] if str(error).strip() else "")
                return

    try:
        write_all_or_nothing(project, files, run)
    except FileExistsError as error:
        stop(f"“{error.filename}” is already there; nothing was changed.")
    except OSError as error:
        stop(
            f"the exercise could not be written ({error.strerror}); nothing of it was left behind."
        )
    return sorted(files), failed[0] if failed else ""


def _report(
    project: Project,
    name: str,
    received: Received,
    twin: str,
    written: list[str],
    unrun: str,
    language: str,
    file: str,
) -> None:
    here = project.root == Path.cwd().resolve()
    typer.echo("Written:" if here else f"Written in {project.root}:")
    for path in written:
        typer.echo(f"  {path}")
    if received.cleaned:
        unchanged = " The words are as they were." if received.same_words else ""
        typer.echo(f"Cleaned: {'; '.join(received.cleaned)}.{unchanged}")
    say_left_out(received, take_back_command(name, file))
    for warning in received.warnings:
        typer.echo(warning)
    if twin:
        typer.echo(f"seeds/{twin} holds the same text.")
    if not language:
        typer.echo(
            f"Its language is not known; put it into seeds/{name}/source.toml, such as “en”."
        )
    elif not knows(language):
        typer.echo(_OTHER_LANGUAGE.format(language=language))
    if unrun:
        typer.echo(f"The notebooks could not be run here ({unrun}); run them: kit store {name}")
    typer.echo(
        "What now? Every question is a draft, and judges nobody until you accept it.\n"
        f"  Go through the drafts:   kit author {name}/1-who-says-so\n"
        f"  See what is left to do:  kit check {name}\n"
        f"  Meet it as a student:    notebooks/{name}/1-who-says-so.ipynb"
    )
