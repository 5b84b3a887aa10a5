"""``kit store``: the notebooks run, and what they print stored as text."""

from __future__ import annotations

import typer
from nbclient.exceptions import CellExecutionError

from kit.article.project import exercise_of, find_project
from kit.check.stored_outputs import store as run_and_store
from kit.commands import stop, stop_if_nothing
from kit.commands.lessons import Notebooks
from kit.commands.trust import stop_unless_trusted


def store(names: Notebooks = None) -> None:
    """Run the notebooks and store what they print, without widget views.

    An exercise from elsewhere that would run more than the kit is refused until you trust it.
    """
    project = find_project()
    stop_if_nothing(every := project.notebooks_of())
    wanted = [name for name in every if not names or {name, exercise_of(name)} & {*names}]
    stop_unless_trusted(project, dict.fromkeys(map(exercise_of, wanted)))
    for name in wanted:
        path = project.notebook(name)
        try:
            changed = run_and_store(path)
        except CellExecutionError as error:
            stop(f"{project.name(path)}: a cell failed:\n{error}")
        typer.echo(f"{project.name(path)}: {'stored' if changed else 'as it was'}")
