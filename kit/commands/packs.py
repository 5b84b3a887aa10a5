"""``kit pack`` and ``kit attach``: lessons handed on without their article, put to a copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import read_up_to, write_new
from kit.article.intake import LARGEST_WRAPPED, UnusableArticle, take_in
from kit.article.project import find_project
from kit.article.seed import Unreadable
from kit.author import packs
from kit.author.scaffold.new_exercise import UnusableName, accept_name, write_all_or_nothing
from kit.commands import stop

Name = Annotated[str, typer.Argument(help="The exercise, such as river.")]
Without = Annotated[
    bool, typer.Option("--without-article", help="Leave the article out: it is not yours to share.")
]
To = Annotated[Path | None, typer.Option("--to", help="Where the pack goes; by default NAME.pack.")]
PackFile = Annotated[Path, typer.Argument(metavar="PACK", help="A file that “kit pack” made.")]
File = Annotated[Path, typer.Option("--article", help="Your own copy of the article.")]


def pack(exercise: Name, without_article: Without = False, to: To = None) -> None:
    """Put an exercise's lessons into one file, without the article, for others to use lawfully."""
    if not without_article:
        stop("A pack leaves the article out; say so with --without-article.")
    project, path = find_project(), to or Path(f"{exercise}.pack")
    try:
        write_new(path, packs.make_pack(project, exercise))
    except (packs.UnusablePack, Unreadable) as error:
        stop(str(error))
    except FileExistsError:
        stop(f"{path} is there already; name another with --to.")
    except OSError as error:
        stop(f"{path} cannot be written: {error.strerror}.")
    typer.echo(
        f"{path} holds the lessons and their keys, and no article. Give it to teachers, not to "
        f"students. Whoever has the article attaches it: kit attach {path.name} --article FILE"
    )


def attach(pack: PackFile, article: File) -> None:
    """Make an exercise of a pack and your own copy of its article. Nothing of the pack is run."""
    project = find_project()
    try:
        data = read_up_to(pack, packs.LARGEST)
        source = read_up_to(article, LARGEST_WRAPPED)
        if data is None or source is None:
            stop(f"“{pack if data is None else article}” is no file, or far too large.")
        text = take_in(source, article.name).text
        accept_name(packs.exercise_in(data), project)
        found = packs.attach(data, text)
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
    if found.drifted:
        typer.echo("Your copy of the article differs; look at these questions:")
        for one in found.drifted:
            typer.echo(f"  {one}")
    else:
        typer.echo("Every question fits your copy of the article.")
    typer.echo(
        f"It comes from somebody else, and nothing of it was run. See what it would run:\n"
        f"  kit trust {name}\n"
        f"Then store its notebooks, and check it:\n  kit store {name}\n  kit check {name}"
    )
