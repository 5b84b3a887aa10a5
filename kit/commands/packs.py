"""Exercises handed on to other teachers as one file, and taken in from them."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent
from typing import Annotated

import typer

from kit.article.files import read_up_to, write_new
from kit.article.intake import UnusableArticle
from kit.article.licences import spdx_of
from kit.article.project import find_project
from kit.article.seed import Unreadable, read_source
from kit.author import packs
from kit.author.scaffold.new_exercise import UnusableName, accept_name, write_all_or_nothing
from kit.commands import stop
from kit.commands.lessons import Exercise
from kit.commands.taking_in import printable, say_left_out, take_back_command, take_in_again
from kit.language.shown import visible

Without = Annotated[
    bool, typer.Option("--without-article", help="Leave the article out: it is not yours to share.")
]
To = Annotated[Path | None, typer.Option("--to", help="Where the pack goes; by default NAME.pack.")]
PackFile = Annotated[Path, typer.Argument(metavar="PACK", help="A file that another kit made.")]
File = Annotated[Path, typer.Option("--article", help="Your own copy of the article.")]


def pack(exercise: Exercise, without_article: Without = False, to: To = None) -> None:
    """Put an exercise's lessons into one file, without the article, for others to use lawfully."""
    if not without_article:
        stop("A pack leaves the article out; say so with --without-article, or use kit share.")
    path = _write_pack(exercise, to, with_article=False)
    typer.echo(
        f"{path} holds the lessons and their keys, and no article. Give it to teachers, not to "
        f"students. Whoever has the article attaches it: kit attach {path.name} --article FILE"
    )


def share(exercise: Exercise, to: To = None) -> None:
    """Put a whole exercise into one file for other teachers, with its article and its keys."""
    project = find_project()
    path = _write_pack(exercise, to, with_article=True)
    terms = read_source(project, exercise).licence
    typer.echo(
        f"{path} holds the article, the lessons and their keys. Give it to teachers, not to "
        f"students. They take it in with: kit import {path.name}"
    )
    if not spdx_of(terms):
        typer.echo(
            f"The article may be used here as “{terms}”. If you may not hand it on, delete the "
            f"file and leave the article out: kit pack {exercise} --without-article"
        )


def _write_pack(exercise: str, to: Path | None, with_article: bool) -> Path:
    project, path = find_project(), to or Path(f"{exercise}.pack")
    try:
        write_new(path, packs.make_pack(project, exercise, with_article))
    except (packs.UnusablePack, Unreadable) as error:
        stop(str(error))
    except FileExistsError:
        stop(f"{path} is there already; name another with --to.")
    except OSError as error:
        stop(f"{path} cannot be written: {error.strerror}.")
    return path


def import_pack(pack: Path, name: str, yes: bool) -> None:
    """Take in an exercise that somebody shared, after showing what it holds. Nothing is run."""
    project = find_project()
    try:
        data = read_up_to(pack, packs.LARGEST)
        if data is None:
            stop(f"“{pack}” is no file, or far too large.")
        lines, free = packs.holds(data)
        called = name or packs.exercise_in(data)
        accept_name(called, project)
        found = packs.attach(data, name=called)
        typer.echo("It holds:")
        for line in lines:
            typer.echo(f"  {line}")
        for one in free:
            typer.echo(f"  Python in {one}:\n{indent(visible(one.source), '      ')}")
        if free:
            typer.echo("None of this Python runs unless you say later that you trust it.")
        if not yes and not typer.confirm(f"Take it in as “{called}”?"):
            stop("Nothing was taken in.")
        write_all_or_nothing(project, found.files, lambda: None)
    except packs.UnusablePack as error:
        stop(
            f"“{pack}” cannot be taken in: {error} Of questions of another system, say into which "
            "new lesson they go: --to river/4-from-moodle"
        )
    except UnusableName as error:
        stop(f"{error} To call it otherwise, add --as NAME.")
    except OSError as error:
        stop(f"“{error.filename}”: {error.strerror}; nothing was left behind.")
    _say_next(called)


def attach(pack: PackFile, article: File) -> None:
    """Make an exercise of a pack and your own copy of its article. Nothing of the pack is run."""
    project = find_project()
    try:
        data = read_up_to(pack, packs.LARGEST)
        if data is None:
            stop(f"“{pack}” is no file, or far too large.")
        known = packs.paragraphs_of(data)
        received = take_in_again(article, lambda piece: packs.checksum(piece) in known)
        accept_name(packs.exercise_in(data), project)
        found = packs.attach(data, received.text)
        write_all_or_nothing(project, found.files, lambda: None)
    except packs.UnusablePack as error:
        stop(f"“{pack}” cannot be attached: {error}")
    except (UnusableArticle, UnusableName) as error:
        stop(str(error))
    except OSError as error:
        stop(f"“{error.filename}”: {error.strerror}; nothing was left behind.")
    for path in sorted(found.files):
        typer.echo(f"  {path}")
    name = packs.exercise_in(data)
    say_left_out(received, take_back_command(name, printable(str(article))))
    if found.drifted:
        typer.echo("Your copy of the article differs; look at these questions:")
        for one in found.drifted:
            typer.echo(f"  {one}")
    else:
        typer.echo("Every question fits your copy of the article.")
    _say_next(name)


def _say_next(name: str) -> None:
    typer.echo(
        f"It comes from somebody else, and nothing of it was run. See what it would run:\n"
        f"  kit trust {name}\n"
        f"Then store its notebooks, and check it:\n  kit store {name}\n  kit check {name}"
    )
