"""The lessons that a command is told of, by an exercise’s name or their own."""

from __future__ import annotations

from typing import Annotated

import typer

from kit.article.project import Project, exercise_of
from kit.commands import stop
from kit.question.blocks import nearest

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="An exercise, or a lesson such as river/1-who.")
]


def lessons_named(project: Project, name: str) -> list[str]:
    """The lessons of an exercise, or the one of this name; stops where there is none."""
    wanted = name.strip("/")
    lessons = [lesson for lesson in project.lessons() if wanted in (lesson, exercise_of(lesson))]
    if not lessons:
        known = sorted({*project.lessons(), *map(exercise_of, project.lessons())})
        stop(f"There is no exercise or lesson “{name}”; {nearest(wanted, known)}")
    return lessons
