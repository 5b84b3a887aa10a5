"""A notebook's file read into cells and calls, each with its line in the file."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.article.project import Project
from kit.check.rules.json_places import line_of, part, parts
from kit.check.rules.subjects import Call, Cell, Notebook
from kit.lesson.notebook_metadata import cited, marked_lesson

# The same as in kit.store, which takes a second to load.
_DAMAGED = "it is cut off or damaged here; go back to a copy from before"
VIEW = "application/vnd.jupyter.widget-view+json"


def read_notebook(project: Project, path: Path, lesson: bool = False) -> Notebook:
    """The notebook of a file. Nothing is raised: what makes it no notebook is in its faults."""
    name = project.name(path)
    try:
        text = path.read_bytes().decode("utf-8")
        content = json.loads(text)
    except UnicodeDecodeError:
        return Notebook(name, faults=((1, "not in UTF-8"),), lesson=lesson)
    except json.JSONDecodeError as error:
        line = min(error.lineno, len(text.splitlines()) or 1)
        return Notebook(name, faults=((line, _DAMAGED),), lesson=lesson)
    except OSError as error:
        fault = f"it cannot be opened ({error.strerror})"
        return Notebook(name, faults=((1, fault),), lesson=lesson)
    except RecursionError:
        return Notebook(name, faults=((1, _DAMAGED),), lesson=lesson)
    faults = tuple(_faults(text, content))
    if faults:
        return Notebook(name, faults=faults, lesson=lesson)
    cells = tuple(_cell(text, found.start, _at(content, n)) for n, found in _cells(text))
    views = tuple(line_of(text, at) for at in view_places(text))
    calls = tuple(call for cell in cells for call in _calls(cell))
    marked = marked_lesson(content["metadata"]) is not None
    return Notebook(name, cells, calls, views, folder=project, lesson=lesson, marked=marked)


def read_calls(path: Path) -> Iterator[Call]:
    """Calls with one plain string in a notebook's code cells, with their line in the file.

    Raises ValueError where the file is not a notebook.
    """
    notebook = read_notebook(Project(path.parent), path)
    if notebook.faults:
        line, fault = notebook.faults[0]
        raise ValueError(f"{fault} (line {line})")
    yield from notebook.calls


def view_places(text: str) -> Iterator[int]:
    """Where widget state and widget views begin in a notebook's text."""
    for at, starts in view_parts(text):
        yield from starts or [at]


def view_parts(text: str) -> Iterator[tuple[int, list[int]]]:
    """For each object or list that holds widget state or a view: its place, and theirs in it.

    An output that holds nothing but a view goes as a whole.
    """
    metadata = part(text, _start(text), "metadata")
    state = part(text, metadata.value, "widgets") if metadata else None
    if metadata and state:
        yield metadata.value, [state.start]
    for _, cell in _cells(text):
        outputs = part(text, cell.value, "outputs")
        if not outputs:
            continue
        empty: list[int] = []
        for output in parts(text, outputs.value):
            data = part(text, output.value, "data")
            view = part(text, data.value, VIEW) if data else None
            if data and view and len(list(parts(text, data.value))) == 1:
                empty.append(output.start)
            elif data and view:
                yield data.value, [view.start]
        if empty:
            yield outputs.value, empty


def _start(text: str) -> int:
    return len(text) - len(text.lstrip())


def _cells(text: str) -> Iterator[tuple[int, Any]]:
    cells = part(text, _start(text), "cells")
    return enumerate(parts(text, cells.value) if cells else ())


def _at(content: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = content["cells"][number]
    return found


def _cell(text: str, at: int, cell: dict[str, Any]) -> Cell:
    source = part(text, at, "source")
    lines = [line_of(text, p.start) for p in parts(text, source.value)] if source else []
    metadata = part(text, at, "metadata")
    return Cell(
        cell["cell_type"],
        "".join(cell["source"]),
        line_of(text, at),
        tuple(lines or ([line_of(text, source.value)] if source else [])),
        tuple(cell.get("outputs", ())),
        _hidden(cell["metadata"]),
        cited(cell["metadata"]),
        line_of(text, metadata.start) if metadata else 1,
    )


def _hidden(metadata: dict[str, Any]) -> bool:
    jupyter = metadata.get("jupyter")
    return isinstance(jupyter, dict) and jupyter.get("source_hidden") is True


def _faults(text: str, content: object) -> Iterator[tuple[int, str]]:
    """What JupyterLab would stumble over. nbformat's own validator takes a second to load."""
    if not isinstance(content, dict) or content.get("nbformat") != 4:
        yield 1, "it has no “nbformat”: 4; save it again with JupyterLab"
        return
    for name, form in _NOTEBOOK.items():
        if not isinstance(content.get(name), form):
            yield 1, f"it has no sound “{name}”"
            return
    ids: set[object] = set()
    for (number, place), cell in zip(_cells(text), content["cells"], strict=True):
        line = line_of(text, place.start)
        if fault := _fault_of_cell(cell):
            yield line, f"cell {number + 1} {fault}"
        elif isinstance(id := cell.get("id"), str) and id in ids:
            yield line, f"cell {number + 1} has the id “{id}” of another one"
        else:
            ids.add(cell.get("id"))


def _fault_of_cell(cell: object) -> str:
    kind = cell.get("cell_type") if isinstance(cell, dict) else None
    if not isinstance(cell, dict) or not isinstance(kind, str) or kind not in _CELLS:
        return "is neither code, nor markdown, nor raw"
    for name, form in _CELLS[kind].items():
        if not isinstance(cell.get(name), form):
            return f"has no sound “{name}”"
    if not all(isinstance(line, str) for line in cell["source"]):
        return "has no sound “source”"
    for output in cell.get("outputs", ()):
        kind = output.get("output_type") if isinstance(output, dict) else None
        if not isinstance(kind, str) or kind not in _OUTPUTS:
            return "has an output of no known kind"
        for name, form in _OUTPUTS[kind].items():
            if not isinstance(output.get(name), form):
                return f"has an output without a sound “{name}”"
    return ""


# What each part must have, and of which type.
_Form = type | tuple[type, ...]
_NOTEBOOK: dict[str, _Form] = {"cells": list, "metadata": dict, "nbformat_minor": int}
_CELLS: dict[str, dict[str, _Form]] = {
    "code": {"source": (str, list), "metadata": dict, "outputs": list},
    "markdown": {"source": (str, list), "metadata": dict},
    "raw": {"source": (str, list), "metadata": dict},
}
_OUTPUTS: dict[str, dict[str, _Form]] = {
    "execute_result": {"data": dict, "metadata": dict},
    "display_data": {"data": dict, "metadata": dict},
    "stream": {"name": str, "text": (str, list)},
    "error": {"ename": str, "evalue": str, "traceback": list},
}


def _calls(cell: Cell) -> Iterator[Call]:
    if cell.kind != "code":
        return
    try:
        tree = ast.parse(cell.source)
    except (SyntaxError, ValueError):
        return
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) == 1]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        argument = node.args[0]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            line = cell.lines[min(argument.lineno, len(cell.lines)) - 1] if cell.lines else 1
            yield Call(name, argument.value, line)
