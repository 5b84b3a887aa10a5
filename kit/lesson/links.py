"""Where a link in a notebook leads: to a lesson, and in it to the cell that asks a question."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import quote

from kit.article.project import Project, page_of


def link_to(project: Project, lesson: str, question: str = "", start: Path | None = None) -> str:
    """A link from a notebook in the folder ``start``, by default the working one, to a lesson.

    To the cell that asks ``question``, where its notebook has one with an id: JupyterLab goes
    there, and so does the lesson view. "" where there is no such notebook. Where lessons are pages,
    a link from one of them to another.
    """
    if project.has_pages:
        return quote(page_of(lesson)) + (f"#q-{quote(question)}" if question else "")
    notebook = project.notebook(lesson)
    if not notebook.is_file():
        return ""
    try:
        path = Path(os.path.relpath(notebook, start or Path.cwd())).as_posix()
    except ValueError:  # on another drive
        return ""
    cell = _cell_that_asks(notebook, question) if question else ""
    return quote(path) + (f"#cell-id={quote(cell)}" if cell else "")


def _cell_that_asks(notebook: Path, question: str) -> str:
    """The id of the cell, or "" where none is found or the file is no notebook."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and f'.ask("{question}")' in source:
                return str(cell.get("id", ""))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return ""
