"""What of an exercise would run on a teacher's machine, and whether somebody here trusts it.

A notebook that only calls the kit runs nothing that its writer chose. Whatever else stands in a
cell does, and so does a file of code beside a notebook, which Python takes before its own. Such an
exercise is run only where its content, to the byte, was trusted on this machine; the record of
that is in the user's own folder, out of reach of whoever made the exercise.
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

from kit.article.files import replace
from kit.article.project import Project

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
_ROOMS = ("seeds", "notebooks", "answers")
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


# -- What would run


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


def notebooks_of(project: Project, exercise: str) -> tuple[Path, ...]:
    """The notebooks of an exercise, by name; the copies that editors keep are none."""
    if not _is_name(exercise):
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


# -- What it is, and whether it stays in its place


def files_of(project: Project, exercise: str) -> tuple[Path, ...]:
    """All files of an exercise, and links, by path; what editors and tools leave is none."""
    if not _is_name(exercise):
        return ()
    found: list[Path] = []
    for room in _ROOMS:
        folder = project.root / room
        alone = [path for path in folder.glob("*") if path.stem.split(".")[0] == exercise]
        within = (folder / exercise).rglob("*")
        found += [path for path in (*alone, *within) if path.is_symlink() or path.is_file()]
    return tuple(path for path in sorted(set(found)) if ".ipynb_checkpoints" not in path.parts)


def _is_name(exercise: str) -> bool:
    return exercise.strip(".") != "" and not set(exercise) & set("/\\:\0")


def links_leading_out(project: Project, exercise: str) -> tuple[str, ...]:
    """The links among an exercise's files that lead to anything else than its own files."""
    own = [(project.root / room).resolve() / exercise for room in _ROOMS]
    return tuple(
        project.name(path)
        for path in files_of(project, exercise)
        if path.is_symlink() and not any(path.resolve().is_relative_to(folder) for folder in own)
    )


def fingerprint(project: Project, exercise: str) -> str:
    """The sha256 of all of an exercise's files, by their names.

    Of a notebook its cells count, but not what they have printed: to store that is no change.
    """
    whole = sha256()
    for path in files_of(project, exercise):
        whole.update(f"{project.name(path)}\0{file_fingerprint(path)}\n".encode(errors="replace"))
    return whole.hexdigest()


def file_fingerprint(path: Path) -> str:
    """The sha256 of a file; of a notebook, of its cells without their outputs."""
    data = path.read_bytes() if path.is_file() else b""
    if path.suffix == ".ipynb":
        data = _without_outputs(data)
    return sha256(data).hexdigest()


def _without_outputs(data: bytes) -> bytes:
    try:
        notebook = json.loads(data)
        cells = [
            {k: v for k, v in cell.items() if k not in ("outputs", "execution_count", "metadata")}
            for cell in notebook["cells"]
        ]
        return json.dumps([notebook["nbformat"], cells], sort_keys=True).encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return data


# -- What was trusted here


def is_trusted(home: Path, fingerprint: str) -> bool:
    """Whether content with this fingerprint was trusted on this machine."""
    return fingerprint in _record(home)


def trust(home: Path, fingerprint: str, name: str) -> None:
    """Record that somebody trusts content, under a name for people. Raises OSError."""
    _write(home, {**_record(home), fingerprint: name})


def distrust(home: Path, name: str) -> bool:
    """Take all content of this name out of the record; whether there was any. Raises OSError."""
    record = _record(home)
    kept = {content: said for content, said in record.items() if said != name}
    if kept != record:
        _write(home, kept)
    return kept != record


def _record(home: Path) -> dict[str, str]:
    """What is trusted; nothing where the record is missing or damaged."""
    try:
        record = json.loads((home / "trust.json").read_bytes())["trusted"]
        return {str(content): str(name) for content, name in record.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _write(home: Path, record: dict[str, str]) -> None:
    text = json.dumps({"format": 1, "trusted": record}, ensure_ascii=False, indent=1)
    replace(home / "trust.json", f"{text}\n".encode(errors="replace"))
