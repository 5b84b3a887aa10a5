"""What the lesson view asks of the server: whether cells that are not the kit's may run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jupyter_server.base.handlers import APIHandler
from tornado.web import HTTPError, authenticated

from kit.article.project import Project, find_project
from kit.article.trust import code_cells, in_notebook, untrusted_code
from kit.article.trust.content import fingerprint
from kit.article.trust.record import trust
from kit.learner.log import home

ADDRESS = "says-who/foreign-cells"


class ForeignCells(APIHandler):
    """Says whether the cells of a notebook are trusted; told to, records that they are."""

    @authenticated
    def post(self) -> None:
        """Reply ``{"trusted": …}`` to ``{"path": …, "cells": […], "trust": …}``."""
        asked = self.get_json_body() or {}
        path, cells = asked.get("path"), asked.get("cells")
        if not isinstance(path, str) or not isinstance(cells, list):
            raise HTTPError(400)
        root = Path(self.contents_manager.root_dir).resolve()
        file = (root / path.strip("/")).resolve()
        if not file.is_relative_to(root):
            raise HTTPError(404)
        if asked.get("trust") is True:
            trust_cells(file, cells, home())
        self.finish({"trusted": are_trusted(file, cells, home())})


def are_trusted(notebook: Path, cells: Iterable[object], home: Path) -> bool:
    """Whether all these cells are in a notebook's file, and the kit's own or trusted there."""
    place = _place(notebook)
    if place is None or not _are_in(notebook, cells):
        return False
    project, exercise = place
    waiting = untrusted_code(project, exercise, home)
    return not any(one.path == project.name(notebook) for one in waiting)


def trust_cells(notebook: Path, cells: Iterable[object], home: Path) -> None:
    """Record that somebody trusts a notebook who was shown these cells, until anything changes.

    Nothing is recorded where the file holds others by now. Raises OSError.
    """
    place = _place(notebook)
    if place and _are_in(notebook, cells):
        project, exercise = place
        content = fingerprint(project, exercise)
        trust(home, in_notebook(content, project.name(notebook)), exercise)


def _place(notebook: Path) -> tuple[Project, str] | None:
    """The project and the exercise that a notebook belongs to; None where it is in no project."""
    project = find_project(notebook.parent)
    room = project.root / "notebooks"
    if notebook.suffix != ".ipynb" or not notebook.is_relative_to(room):
        return None
    return project, notebook.relative_to(room).with_suffix("").parts[0]


def _are_in(notebook: Path, cells: Iterable[object]) -> bool:
    try:
        there = {source for _, source in code_cells(notebook.read_bytes()) or ()}
    except OSError:
        return False
    return all(isinstance(cell, str) and cell in there for cell in cells)
