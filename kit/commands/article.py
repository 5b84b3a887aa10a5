"""``kit article``: what an exercise's article is, and how a corrected text of it is taken in."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import put
from kit.article.intake import UnusableArticle
from kit.article.project import Project, find_project
from kit.article.seed import Unreadable, read_article
from kit.article.versions import Change
from kit.author.updating import Update
from kit.author.updating import update as updated
from kit.commands import stop
from kit.commands.lessons import Exercise
from kit.commands.taking_in import TakeBack, say_left_out, take_in_again

_TAKE_BACK = "To take more of it back, add their numbers, as in --take-back"

File = Annotated[
    Path | None, typer.Option("--update", help="A file with the corrected text of the article.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Take it in without being asked.")]


def article(
    exercise: Exercise, update: File = None, yes: Yes = False, take_back: TakeBack = ""
) -> None:
    """Show an exercise's article by paragraphs, or take in a corrected text of it."""
    project = find_project()
    try:
        old = [(segment.id, segment.text) for segment in read_article(project, exercise).segments]
        if update is None:
            for id, text in old:
                typer.echo(f"{id}  {text}")
            return
        texts = [text for _, text in old]
        received = take_in_again(update, texts.__contains__, texts[0], take_back)
        found = updated(project, exercise, received.text)
    except (UnusableArticle, Unreadable) as error:
        stop(str(error))
    say_left_out(received, _TAKE_BACK)
    if not found.versions.changes:
        typer.echo("Nothing has changed in the article; nothing was written.")
        return
    _say(found)
    if not yes and not typer.confirm("Take this text in?"):
        stop("Nothing was changed.")
    _write(project, found)
    for name in found.asked:
        typer.echo(f"A draft asks what changed: {name}. Accept, change or delete it as any other.")
    typer.echo(
        f"Written. The text before is kept in seeds/{exercise}/versions; releases keep theirs.\n"
        f"  Store the notebooks anew:  kit store {exercise}\n"
        f"  See what is left to do:    kit check {exercise}"
    )


def _say(found: Update) -> None:
    typer.echo("What has changed in the article:")
    for change in found.versions.changes:
        typer.echo(f"  {_in_words(change)}")
    moved = {old: new for old, new in found.versions.ids.items() if new and new != old}
    if moved:
        said = ", ".join(f"{old} is {new}" for old, new in moved.items())
        typer.echo(f"Now numbered otherwise, and changed wherever it is named: {said}.")
    if found.to_decide:
        typer.echo("For you to decide, since no rule can:")
        for problem in found.to_decide:
            typer.echo(f"  {problem.path}:{problem.line}: {problem.text}")


def _in_words(change: Change) -> str:
    """A change as a reader would mark it: [-gone-] and {+new+}."""
    if not change.before:
        return f"new: {change.after}"
    if not change.after:
        return f"gone: {change.before}"
    old, new = change.before.split(), change.after.split()
    parts: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts += old[a:b]
        else:
            parts += [f"[-{' '.join(old[a:b])}-]"] if b > a else []
            parts += [f"{{+{' '.join(new[c:d])}+}}"] if d > c else []
    return " ".join(parts)


def _write(project: Project, found: Update) -> None:
    """Write all files of an update, or none."""
    try:
        put(found.files)
    except OSError as error:
        stop(f"{project.name(Path(error.filename or ''))} cannot be written: {error.strerror}.")
