"""A lesson's notebook with cells added, renamed, moved or taken out.

Each change is a function of the notebook's cells, and gives a plan: the cells as they shall be, in
order, each an old one by its number or a new one. The same plan is carried out in the file or
where the notebook is open, so that nothing unsaved there is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from kit.article.files import put

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Headings of what closes a lesson: a new question comes before the first of them.
CLOSING = ("key points", "to keep", "look back", "the way on")

Cell = Mapping[str, Any]  # as a notebook's file has it; only its type and source are looked at


class Step(TypedDict, total=False):
    """One cell of a plan: an old one, perhaps with other words, or a new one."""

    at: int
    source: str
    cell: Cell


Plan = list[Step]
Edit = Callable[[Sequence[Cell]], Plan | None]  # None where there is nothing to change


def add_cell(id: str, as_printed: str, after: str = "") -> Edit:
    """Have a cell ask a question: behind the one that asks ``after``, else before the end.

    ``as_printed`` is the question as text, for whoever reads the notebook without running it.
    """

    def edit(cells: Sequence[Cell]) -> Plan | None:
        if _place(cells, id) is not None:
            return None
        behind = _place(cells, after) if after else None
        closes = next((n for n, cell in enumerate(cells) if _closes(cell)), len(cells))
        at = closes if behind is None else behind + 1
        new: Step = {"cell": cell_of(id, as_printed)}
        return [*_kept(cells[:at]), new, *_kept(cells[at:], at)]

    return edit


def rename_in_cells(old: str, new: str) -> Edit:
    """Have every cell that asks a question ask for it by its new name."""
    asks = re.compile(rf"(\bask(?:_again)?\(\s*[\"']){re.escape(old)}([\"'])")

    def edit(cells: Sequence[Cell]) -> Plan | None:
        plan: Plan = []
        for number, cell in enumerate(cells):
            source = _source(cell)
            said = asks.sub(rf"\g<1>{new}\g<2>", source) if _is_code(cell) else source
            plan.append({"at": number, "source": said} if said != source else {"at": number})
        return plan if any("source" in step for step in plan) else None

    return edit


def change_texts(change: Callable[[str], str]) -> Edit:
    """Have the text cells say what ``change`` makes of what they say."""

    def edit(cells: Sequence[Cell]) -> Plan | None:
        plan: Plan = []
        for number, cell in enumerate(cells):
            source = _source(cell)
            said = source if _is_code(cell) else change(source)
            plan.append({"at": number, "source": said} if said != source else {"at": number})
        return plan if any("source" in step for step in plan) else None

    return edit


def move_cell(id: str, other: str) -> Edit:
    """Have a question and its neighbour change places, each with the text above it.

    Where two questions share a heading, or one of them has several, only their cells do.
    """

    def edit(cells: Sequence[Cell]) -> Plan | None:
        places = [_place(cells, id), _place(cells, other)]
        if None in places:
            return None
        first, last = sorted(place for place in places if place is not None)
        one, two = _section(cells, first), _section(cells, last)
        if one == two or _asked(cells[slice(*one)]) > 1 or _asked(cells[slice(*two)]) > 1:
            one, two = (first, first + 1), (last, last + 1)
        order = [*range(one[0]), *range(*two), *range(one[1], two[0])]
        order += [*range(*one), *range(two[1], len(cells))]
        return [{"at": number} for number in order]

    return edit


def drop_cell(id: str) -> Edit:
    """Take the cell that asks a question out, and the text above it where that is all it is for."""

    def edit(cells: Sequence[Cell]) -> Plan | None:
        at = _place(cells, id)
        if at is None:
            return None
        start, end = _section(cells, at)
        code = [n for n in range(start, end) if _is_code(cells[n])]
        gone = range(start, end) if start and code == [at] else (at,)
        return [{"at": n} for n in range(len(cells)) if n not in gone]

    return edit


def edit_file(path: Path, edit: Edit) -> bool:
    """Change a notebook's file; whether anything changed.

    Raises ValueError where the file is no notebook, OSError where it cannot be read or written.
    """
    data = path.read_bytes()
    try:
        plan = edit(json.loads(data)["cells"])
        written = with_edit(data, edit)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{path.name} cannot be read as a notebook.") from error
    if plan is None:
        return False
    put({path: written})
    return True


def with_edit(data: bytes, edit: Edit) -> bytes:
    """A notebook's bytes with its cells changed. Raises ValueError, KeyError or TypeError."""
    content = json.loads(data)
    cells = content["cells"]
    plan = edit(cells)
    if plan is None:
        return data
    content["cells"] = [_carried_out(cells, step) for step in plan]
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _carried_out(cells: Sequence[Cell], step: Step) -> Cell:
    cell = step["cell"] if "cell" in step else cells[step["at"]]
    lines = step.get("source", _source(cell)).splitlines(keepends=True)
    return {**cell, "source": lines}


def cell_of(id: str, as_printed: str) -> NotebookNode:
    """A cell that asks this question, its code hidden."""
    from nbformat.v4 import new_code_cell, new_output  # as slow as nbformat

    shown = new_output("execute_result", {"text/plain": as_printed, "text/markdown": as_printed})
    hidden = {"jupyter": {"source_hidden": True}}
    cell: NotebookNode = new_code_cell(f'quiz.ask("{id}")', outputs=[shown], metadata=hidden)
    return cell


def order_of(cells: Sequence[Cell], ids: Sequence[str]) -> list[str]:
    """Those of these questions that the cells ask, in the order in which they do."""
    places = {id: place for id in ids if (place := _place(cells, id)) is not None}
    return sorted(places, key=lambda id: places[id])


def _kept(cells: Sequence[Cell], start: int = 0) -> Plan:
    return [{"at": start + number} for number in range(len(cells))]


def _place(cells: Sequence[Cell], id: str) -> int | None:
    asks = re.compile(rf"\bask\(\s*[\"']{re.escape(id)}[\"']")
    return next((n for n, c in enumerate(cells) if _is_code(c) and asks.search(_source(c))), None)


def _asked(cells: Sequence[Cell]) -> int:
    return sum(_is_code(cell) and ".ask(" in _source(cell) for cell in cells)


def _section(cells: Sequence[Cell], at: int) -> tuple[int, int]:
    """The cells from the heading above a cell to the next heading."""
    start = next((n for n in range(at, -1, -1) if _is_heading(cells[n])), 0)
    end = next((n for n in range(at + 1, len(cells)) if _is_heading(cells[n])), len(cells))
    return start, end


def _is_code(cell: Cell) -> bool:
    return bool(cell["cell_type"] == "code")


def _is_heading(cell: Cell) -> bool:
    return cell["cell_type"] == "markdown" and _source(cell).lstrip().startswith("#")


def _closes(cell: Cell) -> bool:
    first = _source(cell).strip().partition("\n")[0]
    heading = first.lstrip("#").strip().rstrip(".:").casefold()
    return _is_heading(cell) and heading in CLOSING


def _source(cell: Cell) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)
