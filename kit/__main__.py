"""The command line: every command of ``kit``, by who uses it."""

from __future__ import annotations

import typer

from kit.commands.check import check
from kit.commands.learners import progress
from kit.commands.store import store
from kit.commands.words import words

app = typer.Typer(
    help="Says Who? - make, check and store exercises, run a class, carry or forget answers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

AUTHORS = "For authors"
LEARNERS = "For learners"

for command in (check, store, words):
    app.command(rich_help_panel=AUTHORS)(command)
app.add_typer(progress, name="progress", rich_help_panel=LEARNERS)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
