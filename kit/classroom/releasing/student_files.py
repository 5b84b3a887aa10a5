"""The files of a student release, from an exercise's own files and a few texts for students."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Template
from typing import Any

import nbformat

from kit.article.seed import RELEASE, release_card
from kit.classroom.releasing.kit_files import TEXTS
from kit.classroom.releasing.leaks import Guarded
from kit.classroom.releasing.released import Mode
from kit.classroom.releasing.withheld import Table
from kit.lesson.notebook_metadata import NOTEBOOK_ONLY, notebook_metadata
from kit.question.write import student_copy

TOUR = "start-here"  # the lesson that shows how each kind of question works
PRACTICE_ONLY = "practice-only"  # the tag of a cell that tells what a question has asked
IN_PLACE = "*What stands here in another release would answer a question, so it comes later.*"

_CODE = re.compile(r"```python\n(?P<code>.*)\n```", re.S)
_HOW_TO_RUN = "## How to run a notebook"  # what a page that runs by itself need not say
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<to>[^)\s]+)\)")
# What a call shows: a table by its name, one of the kit's own tables, or what a key says.
_SHOWS = {"swap": "loaded", "outlets": "outlets", "chain": "chains", "score_forecast": "outcomes"}
_SHOWS_KEYS = {"how_it_went"}
_NAMES_A_TABLE = {"table", "plot_ranges", "compare_ranges"}
_NAMES_EVIDENCE = {"compare_evidence", "count_evidence", "outlets"}


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise as it is to be handed out."""

    name: str
    title: str  # of its article
    lessons: tuple[Guarded, ...]
    notebooks: Mapping[str, str]  # path in ``notebooks`` -> text
    pictures: Mapping[str, bytes]  # path in ``notebooks`` -> bytes
    seed: Mapping[str, bytes]  # file name -> bytes
    tables: tuple[Table, ...]
    answers: Mapping[str, bytes]  # path in ``answers`` -> bytes


def student_files(
    exercise: Exercise, tour: Exercise | None, mode: Mode, work: str
) -> dict[str, bytes]:
    """The files of an exercise's release, besides those of the project; outputs not yet stored.

    ``work`` is the id by which what is done in its copies is told from what is done in others.
    """
    files: dict[str, bytes] = {}
    for one in filter(None, (exercise, tour)):
        for name, data in one.seed.items():
            files[f"seeds/{one.name}/{name}"] = data
        files[f"seeds/{one.name}/{RELEASE}"] = release_card(work).encode()
        for table in one.tables:
            if not table.stays:
                files[f"seeds/{one.name}/{table.name}.csv"] = table.as_csv().encode()
        if mode == "practice":
            files |= {f"answers/{name}": data for name, data in one.answers.items()}
        else:
            for guarded in one.lessons:
                copy = student_copy(guarded.question_set)
                files[f"notebooks/{guarded.lesson}.questions.md"] = copy.encode()
    files |= {f"notebooks/{name}": data for name, data in exercise.pictures.items()}
    values = _values(exercise)
    files["README.md"] = _text(f"README.{mode}.md", values).encode()
    notebooks = dict(exercise.notebooks)
    pages = ("start-here", "hand-in", *(["review"] if mode == "practice" else []))
    for name in pages:
        text = _text(f"{name}.{mode}.md" if name == TOUR else f"{name}.md", values)
        notebooks[f"{name}.ipynb"] = _page(name, text, _tour_of(tour))
    there = {*(f"notebooks/{name}" for name in notebooks), *files}
    for name, text in notebooks.items():
        notebook = nbformat.reads(text, as_version=4)
        if mode == "graded":
            _leave_out(notebook, exercise.tables)
        _unlink(notebook, f"notebooks/{name}", there)
        files[f"notebooks/{name}"] = f"{nbformat.writes(notebook)}\n".encode()
    return files


def _values(exercise: Exercise) -> dict[str, str]:
    first = exercise.lessons[0]
    return {
        "exercise": exercise.name,
        "title": exercise.title,
        "first": first.lesson,
        "first_title": first.question_set.title,
    }


def _text(name: str, values: Mapping[str, str]) -> str:
    return Template((TEXTS / name).read_text(encoding="utf-8")).safe_substitute(values)


def _page(name: str, text: str, tour: Sequence[dict[str, Any]]) -> str:
    """A notebook of a text whose cells stand between lines of dashes."""
    cells: list[dict[str, Any]] = []
    for number, part in enumerate(re.split(r"\n+---\n+", text.strip())):
        code = _CODE.fullmatch(part)
        hidden = {"jupyter": {"source_hidden": True}}
        if part == "$tour":
            cells += [nbformat.from_dict({**c, "id": f"tour-{n}"}) for n, c in enumerate(tour)]
        elif code:
            new = nbformat.v4.new_code_cell(code["code"], id=f"page-{number}", metadata=hidden)
            cells.append(new)
        else:
            tags = {"tags": [NOTEBOOK_ONLY]} if part.startswith(_HOW_TO_RUN) else {}
            cells.append(nbformat.v4.new_markdown_cell(part, id=f"page-{number}", metadata=tags))
    metadata = notebook_metadata(TOUR if name == TOUR and tour else "")
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    return str(nbformat.writes(notebook))


def _tour_of(tour: Exercise | None) -> list[dict[str, Any]]:
    """The cells that ask: from the one that opens the lesson to the heading before the map."""
    if tour is None:
        return []
    notebook = nbformat.reads(next(iter(tour.notebooks.values())), as_version=4)
    cells: list[dict[str, Any]] = notebook.cells
    opens = [n for n, cell in enumerate(cells) if "lesson" in calls_of(cell)]
    maps = [n for n, cell in enumerate(cells) if "course" in calls_of(cell)]
    last = maps[0] if maps else len(cells)
    while maps and last and cells[last - 1]["cell_type"] == "markdown":
        last -= 1
    return cells[opens[0] if opens else 0 : last]


def calls_of(cell: Mapping[str, Any]) -> dict[str, set[str]]:
    """The names that a code cell calls, each with the plain strings it is called with."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(_tree(cell)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [a.value for a in node.args if isinstance(a, ast.Constant)]
            found.setdefault(name, set()).update(v for v in given if isinstance(v, str))
    return found


def _tree(cell: Mapping[str, Any]) -> ast.Module:
    try:
        return ast.parse(cell["source"] if cell["cell_type"] == "code" else "")
    except (SyntaxError, ValueError):  # a cell can hold anything
        return ast.Module([], [])


def _leave_out(notebook: Any, tables: Iterable[Table]) -> None:
    """Drop cells for practice, and put a sentence in place of those that show what is not there."""
    tables = tuple(tables)
    notebook.cells = [c for c in notebook.cells if PRACTICE_ONLY not in c.metadata.get("tags", ())]
    gone = {table.name for table in tables if table.stays}
    lost: set[str] = set()
    for number, cell in enumerate(notebook.cells):
        if _shows(cell, gone, tables) or lost & set(_names(cell, ast.Load)):
            lost |= set(_names(cell, ast.Store))
            notebook.cells[number] = nbformat.v4.new_markdown_cell(IN_PLACE)
            del notebook.cells[number]["id"]
            if "id" in cell:
                notebook.cells[number]["id"] = cell["id"]


def _shows(cell: Mapping[str, Any], gone: set[str], tables: Iterable[Table]) -> bool:
    calls = calls_of(cell)
    named = {given for call in _NAMES_A_TABLE & calls.keys() for given in calls[call]}
    named |= {"evidence"} if _NAMES_EVIDENCE & calls.keys() else set()
    shown = named | {_SHOWS[call] for call in _SHOWS.keys() & calls.keys()}
    lacking = {t.name: set(t.left_out) - set(t.columns) for t in tables if not t.stays}
    return bool(
        shown & gone
        or _SHOWS_KEYS & calls.keys()
        or any(
            lacking.get(name)
            and ("plot_ranges" in calls or any(c in cell["source"] for c in lacking[name]))
            for name in named
        )
    )


def _names(cell: Mapping[str, Any], how: type[ast.expr_context]) -> Iterator[str]:
    for node in ast.walk(_tree(cell)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, how):
            yield node.id


def _unlink(notebook: Any, name: str, there: set[str]) -> None:
    """Keep the words of a link to a file that is not in the release, and drop the link."""
    folder = posixpath.dirname(name)

    def linked(match: re.Match[str]) -> str:
        to = match["to"].partition("#")[0]
        if ":" in to or not to or posixpath.normpath(posixpath.join(folder, to)) in there:
            return match[0]
        return match["text"]

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = _LINK.sub(linked, cell.source)
