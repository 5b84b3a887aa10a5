"""The command line: every command of ``kit``, by who uses it."""

from __future__ import annotations

import typer

from kit.commands.accept import accept
from kit.commands.author import author
from kit.commands.check import check
from kit.commands.collect import collect
from kit.commands.demo_class import demo_class
from kit.commands.feedback import feedback
from kit.commands.grade import grade
from kit.commands.gradebook import gradebook
from kit.commands.learners import progress
from kit.commands.new import new
from kit.commands.preview import preview
from kit.commands.release import release
from kit.commands.report import report
from kit.commands.store import store
from kit.commands.trust import trust
from kit.commands.words import words

app = typer.Typer(
    help="Says Who? - make, check and store exercises, run a class, carry or forget answers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

AUTHORS = "For authors"
LEARNERS = "For learners"
TEACHERS = "For a class"

for command in (new, author, check, preview, store, trust, words):
    app.command(rich_help_panel=AUTHORS)(command)
for step in (release, collect, grade, accept, feedback, demo_class, report, gradebook):
    app.command(rich_help_panel=TEACHERS)(step)
app.add_typer(progress, name="progress", rich_help_panel=LEARNERS)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
