"""What of an exercise would run on a teacher's machine that is not the kit's own.

A notebook that only calls the kit runs nothing that its writer chose. Whatever else stands in a
cell does, and so does a file of code beside a notebook, which Python takes before its own. Such an
exercise is run only where its content, to the byte, was trusted on this machine (`record`), as a
whole or in one notebook; the record is in the user's own folder, out of reach of whoever made it.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from kit.article.project import Project
from kit.article.trust.content import fingerprint, is_name
from kit.article.trust.record import is_trusted

OPENS = "lesson"
CALLS = frozenset({"course", "lesson", "report", "review"})  # what a notebook imports of the kit
METHODS = frozenset(  # of a lesson; each shows something, and none writes before a press
    {
        *("ask", "ask_again", "calendar", "chain", "compare_evidence", "compare_ranges"),
        *("count_evidence", "evidence", "fact_check_note", "hand_in", "how_it_went", "outlets"),
        *("plot_ranges", "progress", "read", "report", "score_forecast", "stop"),
        *("swap", "table"),
        "whole_article",
    }
)
_CODE = {".py", ".pyc", ".pyd", ".so", ".dll", ".dylib", ".pth", ".zip", ".egg"}
_SHIPPED = Path(__file__).with_name("shipped_cells.txt")


@dataclass(frozen=True, slots=True)
class FreeCode:
    """Something that would run and is no call of the kit."""

    path: str  # of the notebook, or of a file of code
    cell: int  # 1, 2, ... among all cells of the notebook; 0 for the whole file
    source: str

    def __str__(self) -> str:
        return f"{self.path}{f', cell {self.cell}' if self.cell else ''}"


def free_code(project: Project, exercise: str) -> tuple[FreeCode, ...]:
    """All that would run of an exercise's notebooks and is not the kit's own."""
    found: list[FreeCode] = []
    for path in notebooks_of(project, exercise):
        name = project.name(path)
        cells = code_cells(path.read_bytes())
        if cells is None:
            found.append(FreeCode(name, 0, "It cannot be read as a notebook."))
            continue
        numbers, sources = [number for number, _ in cells], [source for _, source in cells]
        found += [
            FreeCode(name, numbers[place], sources[place])
            for place in beyond_kit(sources, exercise)
        ]
    for folder in sorted({path.parent for path in notebooks_of(project, exercise)}):
        files = folder.iterdir() if folder == project.root / "notebooks" else folder.rglob("*")
        for path in sorted(files):
            if _holds_code(path):
                found.append(FreeCode(project.name(path), 0, "A file of code beside a notebook."))
    return tuple(found)


def untrusted_code(project: Project, exercise: str, home: Path) -> tuple[FreeCode, ...]:
    """What of an exercise's free code nobody trusts here, as the exercise is now."""
    found = free_code(project, exercise)
    content = fingerprint(project, exercise) if found else ""
    if not found or is_trusted(home, content):
        return ()
    return tuple(
        one for one in found if not (one.cell and is_trusted(home, in_notebook(content, one.path)))
    )


def in_notebook(content: str, path: str) -> str:
    """What stands for one notebook of an exercise, as all of the exercise is now."""
    return sha256(f"{content}\0{path}".encode(errors="replace")).hexdigest()


def notebooks_of(project: Project, exercise: str) -> tuple[Path, ...]:
    """The notebooks of an exercise, by name; the copies that editors keep are none."""
    if not is_name(exercise):
        return ()
    room = project.root / "notebooks"
    found = [*(room / exercise).rglob("*.ipynb"), room / f"{exercise}.ipynb"]
    return tuple(
        path for path in sorted(found) if path.is_file() and ".ipynb_checkpoints" not in path.parts
    )


def code_cells(data: bytes) -> tuple[tuple[int, str], ...] | None:
    """The code cells of a notebook, each with its number; None where it is none of format 4."""
    try:
        notebook = json.loads(data)
        if notebook["nbformat"] != 4:
            return None
        return tuple(
            (number, "".join(cell["source"]))
            for number, cell in enumerate(notebook["cells"], 1)
            if cell["cell_type"] == "code"
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def beyond_kit(cells: Sequence[str], exercise: str) -> tuple[int, ...]:
    """Which of a notebook's code cells, in their order, hold more than plain calls of the kit.

    A call is plain where all it is given are texts, numbers, yes and no. Cells that the kit ships
    with an exercise of this name, word for word, are its own.
    """
    callable_here: set[str] = set()
    lessons: set[str] = set()
    return tuple(
        place
        for place, source in enumerate(cells)
        if not _is_plain(source, callable_here, lessons)
        and cell_digest(source, exercise) not in shipped_cells()
    )


def _is_plain(source: str, imported: set[str], lessons: set[str]) -> bool:
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    for step in body:
        match step:
            case ast.ImportFrom(module="kit", level=0, names=names) if all(
                alias.name in CALLS and alias.asname is None for alias in names
            ):
                imported |= {alias.name for alias in names}
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if (
                name not in CALLS and _opens(value, imported)
            ):
                lessons.add(name)
            case ast.Expr(value=value) if _shows(value, imported, lessons):
                pass
            case _:
                return False
    return True


def _opens(value: ast.expr, imported: set[str]) -> bool:
    """Whether an expression opens a lesson."""
    match value:
        case ast.Call(func=ast.Name(id=name)):
            return name == OPENS and name in imported and _is_given_plain(value)
    return False


def _shows(value: ast.expr, imported: set[str], lessons: set[str]) -> bool:
    match value:
        case ast.Call(func=ast.Name(id=name)):
            return name in imported and _is_given_plain(value)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)):
            return name in lessons and method in METHODS and _is_given_plain(value)
        case ast.Call(func=ast.Attribute(value=lesson, attr=method)):
            return _opens(lesson, imported) and method in METHODS and _is_given_plain(value)
        case ast.Name(id=name):
            return name in lessons
    return False


def _is_given_plain(call: ast.Call) -> bool:
    given = chain(call.args, (keyword.value for keyword in call.keywords if keyword.arg))
    return all(keyword.arg for keyword in call.keywords) and all(
        isinstance(one, ast.Constant) and isinstance(one.value, str | int | float) for one in given
    )


def cell_digest(source: str, exercise: str) -> str:
    """What stands for a cell in the list of those that are shipped."""
    return sha256(f"{exercise}\0{source.strip()}".encode(errors="replace")).hexdigest()


@cache
def shipped_cells() -> frozenset[str]:
    """The digests of the cells beyond plain calls in the notebooks that come with the kit."""
    lines = _SHIPPED.read_text(encoding="utf-8").splitlines() if _SHIPPED.is_file() else []
    return frozenset(line.partition(" ")[0] for line in lines)


def _holds_code(path: Path) -> bool:
    return path.suffix.lower() in _CODE and (path.is_file() or path.is_symlink())
