"""An exercise's tables as pandas data frames, for a lesson that works on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.article.project import Project
from kit.article.seed import Unreadable, read_seed_table, seed_table

if TYPE_CHECKING:
    import pandas as pd


def read_table(project: Project, exercise: str, name: str) -> pd.DataFrame:
    """The table ``seeds/<exercise>/<name>.csv``: all columns as text, an empty cell as "".

    Raises Unreadable where there is no such table, or a row of it is damaged.
    """
    import pandas as pd

    path = seed_table(project, exercise, name)
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in path.parent.glob("*.csv"))) or "none"
        raise Unreadable(f"{project.name(path)} is missing; tables of this exercise: {there}.")
    # A table that is shown must not become mathematics between two dollars.
    pd.set_option("display.html.use_mathjax", False)
    table = read_seed_table(project, exercise, name)
    rows = [[row[column] for column in table.columns] for row in table.whole()]
    return pd.DataFrame(rows, columns=list(table.columns), dtype="str")
