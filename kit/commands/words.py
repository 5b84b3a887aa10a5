"""``kit words``: the catalogues of translations brought up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.article.project import checkout
from kit.commands import stop
from kit.language.catalogue import update


def words(
    language: Annotated[
        str, typer.Argument(help="A language to begin with, such as es. Default: those there are.")
    ] = "",
) -> None:
    """Bring the catalogues of translations up to date, and say what is left to translate."""
    if checkout() is None:
        stop(
            "Translations belong to the kit itself, so they are written in its project folder, and "
            "this kit was installed without one. Get the project, and run this there."
        )
    try:
        reports = update(language)
    except ValueError as error:
        stop(str(error))
    for report in reports:
        typer.echo(report)
