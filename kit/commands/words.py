"""``kit words``: the catalogues of translations brought up to date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kit.article.project import checkout
from kit.commands import stop
from kit.language.catalogue import update
from kit.language.translation import languages, translation_for

VIEW_WORDS = Path(__file__).parent.parent / "jupyter" / "front" / "words.json"


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
    write_view_words()
    for report in reports:
        typer.echo(report)


def write_view_words() -> None:
    """Write what the lesson view says, in all languages, for its bundle."""
    found = {name: translation_for(name) for name in languages()}
    said = {name: translation.view() for name, translation in found.items() if translation}
    text = json.dumps(said, ensure_ascii=False, indent=2)
    VIEW_WORDS.write_text(f"{text}\n", encoding="utf-8", newline="\n")
