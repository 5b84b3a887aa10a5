"""The lessons and exercises that a command is told of: by name, or by a file or folder of theirs.

What a person typed is looked up before the command begins, so that a command has names only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Annotated, Any, NoReturn

import typer

from kit.article.project import Project, exercise_of, find_project
from kit.commands import stop, stop_if_nothing
from kit.language.shown import few
from kit.question.blocks import most_like

_FEW = 8  # names in one line


def lessons_named(project: Project, name: str) -> list[str]:
    """The lessons of an exercise, or the one of this name."""
    return [lesson for lesson in project.lessons() if name in (lesson, exercise_of(lesson))]


def notebook_named(project: Project, name: str) -> str:
    """The lesson of this name, or an exercise's first, that has a notebook."""
    known = with_notebooks(project)
    return next(lesson for lesson in known if name in (lesson, exercise_of(lesson)))


def with_notebooks(project: Project) -> list[str]:
    """Lessons that have a notebook: with an answers file, or with one still to be started."""
    return [
        name
        for name in project.notebooks_of()
        if project.seed(exercise_of(name), "article.txt").is_file()
    ]


def not_there(what: str, typed: str, name: str, known: Collection[str]) -> NoReturn:
    """Stop where nothing is called what a person typed, and say what there is."""
    known = sorted({*known})
    within = [one for one in known if one.startswith(f"{name}/")]
    near = "" if within else most_like(name, known)
    there = f"did you mean “{near}”?" if near else f"name one of: {few(within or known, _FEW)}."
    stop(f"There is no {what} “{typed}”; {there}")


def as_named(typed: str) -> str:
    """The name of what was typed, which need not be there: a class knows lessons of its own."""
    return typed and find_project().named(typed)


def exercise_as_named(typed: str) -> str:
    """The exercise that was typed, or whose lesson was, which need not be there."""
    name = as_named(typed)
    return exercise_of(name) if name in _everything(find_project()) else name


def exercises(project: Project) -> list[str]:
    """The names of all exercises, also of one that lacks its seed or its lessons."""
    return sorted({*project.exercises(), *map(exercise_of, project.lessons())})


def _everything(project: Project) -> list[str]:
    return [*exercises(project), *project.lessons()]


def _named(
    what: str, known_of: Callable[[Project], Collection[str]], part: Callable[[str], str] = str
) -> Callable[[str], str]:
    """What makes a name, or a ``part`` of it, of what a person typed, and stops where none is."""

    def name(typed: str) -> str:
        project = find_project()
        stop_if_nothing(known := known_of(project))
        found = project.named(typed, known)
        return part(found) if found in known else not_there(what, typed, found, [*map(part, known)])

    return lambda typed: typed and name(typed)


def _unless_a_flag(parser: Callable[[str], str]) -> Callable[[str], str]:
    return lambda typed: typed if typed.startswith("-") else parser(typed)


def _and_exercises(names: Collection[str]) -> list[str]:
    return [*names, *map(exercise_of, names)]


def _argument(metavar: str, help: str, parser: Callable[[str], str]) -> Any:
    return typer.Argument(metavar=metavar, help=f"{help}, by name or by a file.", parser=parser)


_SUCH = "such as river/1-who-says-so"
_LESSON = _named("lesson", Project.lessons)
_EXERCISE = _named("exercise", _everything, exercise_of)
_NAME = _named("exercise or lesson", lambda project: _and_exercises(project.lessons()))
_OPENED = _named("notebook of a lesson", lambda project: _and_exercises(with_notebooks(project)))
_FLAG_OR_OPENED = _unless_a_flag(_OPENED)
_STORED = _named("notebook", lambda project: _and_exercises(project.notebooks_of()))

Lesson = Annotated[str, _argument("LESSON", f"A lesson, {_SUCH}", _LESSON)]
LessonOfClass = Annotated[str, _argument("LESSON", f"A lesson, {_SUCH}", as_named)]
Name = Annotated[str, _argument("NAME", f"An exercise or a lesson, {_SUCH}", _NAME)]
Notebook = Annotated[str, _argument("NAME", f"An exercise or a lesson, {_SUCH}", _OPENED)]
NotebookOrFlag = Annotated[
    str, _argument("NAME", f"An exercise or a lesson, {_SUCH}", _FLAG_OR_OPENED)
]
Notebooks = Annotated[
    list[str] | None, _argument("NAME", "Exercises or notebooks (default: all)", _STORED)
]
Exercise = Annotated[str, _argument("EXERCISE", "An exercise, such as river", _EXERCISE)]
Exercises = Annotated[
    list[str] | None,
    _argument("EXERCISE", "Exercises, such as start-here river (default: all)", _EXERCISE),
]
