"""A lesson's notebook with one more cell, which asks a question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kit.article.files import replace

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Headings of what closes a lesson: a new question comes before the first of them.
CLOSING = ("key points", "to keep", "look back", "the way on")


def ask_in_notebook(path: Path, id: str, as_printed: str) -> bool:
    """Add a cell that asks this question, unless there is one; whether it was added.

    ``as_printed`` is the question as text, for whoever reads the notebook without running it.
    Raises ValueError where the file is no notebook, OSError where it cannot be read or written.
    """
    import nbformat  # takes longer to load than all else that a lesson needs

    mode = path.stat().st_mode
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        added = with_question(notebook, id, as_printed)
    except Exception as error:
        raise ValueError(f"{path.name} cannot be read as a notebook.") from error
    if added:
        replace(path, f"{nbformat.writes(notebook)}\n".encode())
        path.chmod(mode)
    return added


def with_question(notebook: NotebookNode, id: str, as_printed: str) -> bool:
    """Put the cell into the notebook, in place; whether it was not there before."""
    cell = cell_of(id, as_printed)
    if any(c.cell_type == "code" and cell.source in c.source for c in notebook.cells):
        return False
    at = next((n for n, c in enumerate(notebook.cells) if _closes(c)), len(notebook.cells))
    notebook.cells.insert(at, cell)
    return True


def cell_of(id: str, as_printed: str) -> NotebookNode:
    """A cell that asks this question, its code hidden."""
    from nbformat.v4 import new_code_cell, new_output  # as slow as nbformat

    shown = new_output("execute_result", {"text/plain": as_printed, "text/markdown": as_printed})
    hidden = {"jupyter": {"source_hidden": True}}
    cell: NotebookNode = new_code_cell(f'quiz.ask("{id}")', outputs=[shown], metadata=hidden)
    return cell


def _closes(cell: NotebookNode) -> bool:
    first = cell.source.strip().partition("\n")[0]
    heading = first.lstrip("#").strip().rstrip(".:").casefold()
    return cell.cell_type == "markdown" and first.startswith("#") and heading in CLOSING
