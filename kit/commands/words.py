"""``kit words``: the catalogues of translations brought up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.commands import stop


def words(
    language: Annotated[
        str, typer.Argument(help="A language to begin with, such as es. Default: those there are.")
    ] = "",
) -> None:
    """Bring the catalogues of translations up to date, and say what is left to translate."""
    try:
        from kit.language.catalogue import update
    except ModuleNotFoundError:
        stop("Catalogues are written with Babel. Get it with: pip install babel")
    try:
        reports = update(language)
    except ValueError as error:
        stop(str(error))
    for report in reports:
        typer.echo(report)
