"""The language that a command is asked to write in."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.commands import stop
from kit.language.translation import languages, translation_for

Language = Annotated[
    str,
    typer.Option(
        help="What is said beside the lesson’s own words, such as fr. Default: KIT_LANGUAGE, else "
        "the lesson’s own."
    ),
]


def must_be_spoken(language: str) -> None:
    """Stop where the kit does not speak it; "" leaves the choice to ``KIT_LANGUAGE``."""
    if language and translation_for(language) is None:
        stop(f"There is no language “{language}”; there are: {', '.join(languages())}.")
