"""Notebooks run and stored as text, without widget views, so that any viewer can show them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from kit.article.project import find_project
from kit.lesson.notebook_metadata import marked_lesson, notebook_metadata

VIEW = "application/vnd.jupyter.widget-view+json"


def store(path: Path) -> bool:
    """Run a notebook as a student who answers nothing and store its outputs; mark a lesson as one.

    Returns whether the file changed. Raises nbclient's CellExecutionError where a cell fails.
    """
    import nbformat  # takes a second to load, and only who runs notebooks needs it
    from nbclient import NotebookClient  # heavy, and nobody but an author needs it

    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    with tempfile.TemporaryDirectory() as home:
        NotebookClient(
            notebook,
            kernel_name="python3",
            resources={"metadata": {"path": str(path.parent)}},
            store_widget_state=False,
            shutdown_kernel="immediate",  # all that it could tidy up is in a folder that goes, too
            coalesce_streams=True,  # else where a text is cut depends on the moment
            extra_arguments=["--log-level=ERROR"],  # a kernel warns of things no author can mend
        ).execute(env={**os.environ, "KIT_HOME": home, "KIT_LANGUAGE": "en", "KIT_AUTHOR": ""})
    drop_widget_views(notebook)
    _drop_what_changes_by_itself(notebook, path)
    after: str = nbformat.writes(notebook) + "\n"
    if after != before:
        path.write_text(after, encoding="utf-8", newline="\n")
    return after != before


def drop_widget_views(notebook: dict[str, Any]) -> None:
    """Take widget views and widget state out of a notebook, in place.

    A stored view is dead: JupyterLab shows “model not found” for it and hides the text beside it.
    """
    notebook.get("metadata", {}).pop("widgets", None)
    for cell in notebook.get("cells", ()):
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(VIEW, None)
        if "outputs" in cell:
            cell["outputs"] = [o for o in cell["outputs"] if o.get("data", True)]


def drop_widget_views_on_save(model: dict[str, Any], **_: Any) -> None:
    """A Jupyter server's ``pre_save_hook``: no notebook is saved with widget views or state."""
    if model.get("type") == "notebook" and isinstance(model.get("content"), dict):
        drop_widget_views(model["content"])


def _drop_what_changes_by_itself(notebook: dict[str, Any], path: Path) -> None:
    lesson = _lesson_of(path)
    notebook["metadata"] = notebook_metadata(
        marked_lesson(notebook["metadata"]) if lesson is None else lesson
    )
    for cell in notebook["cells"]:
        cell["metadata"].pop("execution", None)


def _lesson_of(path: Path) -> str | None:
    """The name of the lesson whose notebook this is, or None where it is another notebook."""
    project = find_project(path.parent)
    names = (name for name in project.lessons() if project.notebook(name) == path.resolve())
    return next(names, None)
