"""The command line: every command of ``kit``, by who uses it."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from kit.article.packages import kit_version
from kit.commands import speak_everywhere
from kit.commands.lazy import CommandRow, lazy_group

AUTHORS = "For authors"
LEARNERS = "For learners"
TEACHERS = "For a class"

COMMANDS = (
    CommandRow("lab", "kit.commands.lab:lab", LEARNERS),
    CommandRow("progress", "kit.commands.learners:progress", LEARNERS),
    CommandRow("calendar", "kit.commands.calendar:calendar", LEARNERS),
    CommandRow("new", "kit.commands.new:new", AUTHORS, extra="author"),
    CommandRow("article", "kit.commands.article:article", AUTHORS, extra="author"),
    CommandRow("import", "kit.commands.import_questions:import_questions", AUTHORS, extra="author"),
    CommandRow("pack", "kit.commands.packs:pack", AUTHORS, extra="author"),
    CommandRow("attach", "kit.commands.packs:attach", AUTHORS, extra="author"),
    CommandRow("share", "kit.commands.packs:share", AUTHORS, extra="author"),
    CommandRow("author", "kit.commands.author:author", AUTHORS),
    CommandRow("check", "kit.commands.check:check", AUTHORS),
    CommandRow("preview", "kit.commands.preview:preview", AUTHORS),
    CommandRow("store", "kit.commands.store:store", AUTHORS),
    CommandRow("trust", "kit.commands.trust:trust", AUTHORS),
    CommandRow("words", "kit.commands.words:words", AUTHORS, extra="author"),
    CommandRow("release", "kit.commands.release:release", TEACHERS, extra="class"),
    CommandRow("page", "kit.commands.page:page", TEACHERS, extra="class"),
    CommandRow("export", "kit.commands.export:export", TEACHERS, extra="class"),
    CommandRow("print", "kit.commands.print_lesson:print_lesson", TEACHERS, extra="class"),
    CommandRow("type-in", "kit.commands.type_in:type_in", TEACHERS, extra="class"),
    CommandRow("site", "kit.commands.site:site", TEACHERS),
    CommandRow("hub-example", "kit.commands.hub_example:hub_example", TEACHERS),
    CommandRow("collect", "kit.commands.collect:collect", TEACHERS, extra="class"),
    CommandRow("settle", "kit.commands.settle:settle", TEACHERS, extra="class"),
    CommandRow("grade", "kit.commands.grade:grade", TEACHERS, extra="class"),
    CommandRow("accept", "kit.commands.accept:accept", TEACHERS, extra="class"),
    CommandRow("weight", "kit.commands.weight:weight", TEACHERS, extra="class"),
    CommandRow("feedback", "kit.commands.feedback:feedback", TEACHERS, extra="class"),
    CommandRow("demo-class", "kit.commands.demo_class:demo_class", TEACHERS, extra="class"),
    CommandRow("report", "kit.commands.report:report", TEACHERS, extra="class"),
    CommandRow("brief", "kit.commands.brief:brief", TEACHERS, extra="class"),
    CommandRow("key", "kit.commands.key:key", TEACHERS, extra="class"),
    CommandRow("gradebook", "kit.commands.gradebook:gradebook", TEACHERS, extra="class"),
    CommandRow(
        "forget-student", "kit.commands.forget_student:forget_student", TEACHERS, extra="class"
    ),
)

app = typer.Typer(
    cls=lazy_group(COMMANDS),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kit {kit_version()}")
        raise typer.Exit


@app.callback()
def kit(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Say the version, and stop."
        ),
    ] = False,
) -> None:
    """Says Who? - make, check and store exercises, run a class, carry or forget answers."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(10_000)  # what is loaded stays: to look for garbage in it takes a tenth
    speak_everywhere()
    app()


if __name__ == "__main__":
    main()
