"""What every command says and asks that takes in an article: pieces left out, and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from kit.article.files import read_up_to
from kit.article.intake import LARGEST_WRAPPED, Received, UnusableArticle, take_in
from kit.commands import stop

_LEFT_OUT = "Left out, word for word ({count}):"

TakeBack = Annotated[
    str, typer.Option("--take-back", help="Numbers of pieces that shall not be left out: 2,5.")
]


def numbers_of(written: str) -> tuple[int, ...]:
    """The numbers of pieces, or the end of the command where something else was written."""
    parts = [part for part in re.split(r"[,;\s]+", written) if part]
    if not all(part.isdecimal() for part in parts):
        stop(f"--take-back has numbers, as in 2,5; there is “{written}”.")
    return tuple(map(int, parts))


def take_back_command(exercise: str, file: str) -> str:
    """What to type for pieces that were left out of a file, before their numbers."""
    return f"To take some of it back: kit article {exercise} --update {quote(file)} --take-back"


def say_left_out(received: Received, how: str) -> None:
    """Show each piece that was left out with its number, and ``how`` the first and last come back.

    It ends where their numbers stand.
    """
    if received.left_out:
        typer.echo(_LEFT_OUT.format(count=len(received.left_out)))
        for number, piece in enumerate(received.left_out, start=1):
            typer.echo(f"  {number}. {piece}")
        typer.echo(f"{how} {','.join(dict.fromkeys(('1', str(len(received.left_out)))))}")


def printable(typed: str) -> str:
    """What was typed, without bytes that are no text in any language."""
    return typed.encode(errors="replace").decode()


def bytes_of(path: Path) -> bytes:
    """The bytes of an article's file. Raises UnusableArticle where there are none to read."""
    shown = printable(str(path))
    try:
        data = read_up_to(path, LARGEST_WRAPPED)
    except FileNotFoundError:
        raise UnusableArticle(
            f"there is no file “{shown}”; look at how its name is spelt."
        ) from None
    except OSError as error:
        raise UnusableArticle(f"“{shown}” cannot be read: {error.strerror}.") from error
    if data is None and path.is_file():
        data = bytes(LARGEST_WRAPPED + 1)  # `take_in` says what is wrong with it
    if data is None:
        raise UnusableArticle(f"“{shown}” is not a file; name the file that holds the article.")
    return data


def take_in_again(
    path: Path, was_there: Callable[[str], bool], headline: str = "", take_back: str = ""
) -> Received:
    """Another text of an article that was taken in before: what was taken back then, is now.

    ``headline`` is what it had then, and stays where the file does not print one. Raises
    UnusableArticle.
    """
    data, name, more = bytes_of(path), printable(path.name), numbers_of(take_back)
    found = take_in(data, name)
    title = headline if found.headline != headline and was_there(found.headline) else ""
    again = [n for n, piece in enumerate(found.left_out, start=1) if was_there(piece)]
    return take_in(data, name, title, {*again, *more}) if title or again or more else found
