"""An exercise's tables as pandas data frames, for a lesson that works on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.article.project import Project
from kit.article.seed import Unreadable

if TYPE_CHECKING:
    import pandas as pd


def read_table(project: Project, exercise: str, name: str) -> pd.DataFrame:
    """The table ``seeds/<exercise>/<name>.csv``: all columns as text, an empty cell as "".

    Raises Unreadable where there is no such table.
    """
    import pandas as pd

    path = project.seed(exercise, f"{name}.csv")
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in path.parent.glob("*.csv"))) or "none"
        raise Unreadable(f"{project.name(path)} is missing; tables of this exercise: {there}.")
    try:
        # A table that is shown must not become mathematics between two dollars.
        pd.set_option("display.html.use_mathjax", False)
        return pd.read_csv(path, dtype=str, keep_default_na=False)
    except (ValueError, OSError) as error:
        raise Unreadable(f"{project.name(path)} cannot be read as a table: {error}") from error
