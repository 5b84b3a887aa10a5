"""``kit trust``: what an exercise would run besides the kit, and that somebody here trusts it."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import indent
from typing import Annotated

import typer

from kit.article.project import Project, find_project
from kit.article.trust import free_code, untrusted_code
from kit.article.trust.content import files_of, fingerprint, links_leading_out
from kit.article.trust.record import distrust, is_trusted
from kit.article.trust.record import trust as record
from kit.commands import stop, stopping
from kit.commands.lessons import exercise_as_named, exercises, not_there
from kit.language.shown import few, visible
from kit.learner.log import home

Name = Annotated[
    str,
    typer.Argument(
        metavar="EXERCISE", help="An exercise, such as river.", parser=exercise_as_named
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Trust it without being asked.")]
Forget = Annotated[bool, typer.Option("--forget", help="Trust no version of it any more.")]


def trust(exercise: Name, yes: Yes = False, forget: Forget = False) -> None:
    """Show what an exercise from elsewhere would run besides the kit, and record your trust.

    Any change of the exercise, whoever makes it, ends the trust.
    """
    project = find_project()
    if forget:
        known = distrust(home(), exercise)
        typer.echo(f"“{exercise}” {'is not trusted any more' if known else 'was not trusted'}.")
        return
    if not files_of(project, exercise):
        not_there("exercise", exercise, exercise, exercises(project))
    refuse_links(project, [exercise])
    found, content = free_code(project, exercise), fingerprint(project, exercise)
    if not found:
        typer.echo(f"“{exercise}” only calls the kit: nothing in it needs to be trusted.")
        return
    for one in found:
        typer.echo(f"{one}:\n{indent(visible(one.source), '    ')}")
    if is_trusted(home(), content):
        typer.echo(f"“{exercise}” is trusted as it is.")
        return
    typer.echo(
        f"This is Python, and it can do whatever you can do on this computer. Trust “{exercise}” "
        "only where you understand it, or know who wrote it."
    )
    if not yes and not typer.confirm("Trust it as it is now?"):
        stop("Not trusted; nothing of it runs.")
    with stopping(home()):
        record(home(), content, exercise)
    typer.echo(f"“{exercise}” is trusted on this computer until anything in it changes.")


def stop_unless_trusted(project: Project, exercises: Iterable[str]) -> None:
    """Stop, and say why, where running these exercises would run what nobody here trusts."""
    exercises = tuple(exercises)
    refuse_links(project, exercises)
    for exercise in exercises:
        if found := untrusted_code(project, exercise, home()):
            where = few(map(str, found), 5)
            stop(
                f"Nothing of “{exercise}” was run: it holds more than calls of the kit ({where}), "
                "and this computer does not know that anybody trusts it. To read what would run, "
                f"and to say that you trust it: kit trust {exercise}"
            )


def refuse_links(project: Project, exercises: Iterable[str]) -> None:
    """Stop where a link among the files of these exercises leads to anything but their own."""
    if out := [link for exercise in exercises for link in links_leading_out(project, exercise)]:
        stop(
            f"A link in an exercise leads out of it: {few(out, 5)}. Put the file itself there, "
            "or take the link away."
        )
