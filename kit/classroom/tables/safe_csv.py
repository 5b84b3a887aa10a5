"""CSV files that open in a spreadsheet and whose cells are never taken for formulas there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from kit.classroom.tables.exact_csv import written

Cell = str | int | float


def safe(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula.

    That is a text whose first visible character is one of = + - @, also in full width, or that
    begins with a tab or a line end (OWASP, CSV Injection).
    """
    if text[:1].isalnum() or not text:  # nearly every cell
        return text
    visible = next((c for c in text if c.isprintable() and not c.isspace()), "")
    risky = visible in _FORMULA if visible else False
    return f"'{text}" if risky or text[:1] in _CUTS else text


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The text of a table with a head; texts are made safe, numbers stay numbers.

    Each cell that holds a line end of any kind is in quotes. Python's own writer leaves a lone
    carriage return bare, and what follows it then begins a row.
    """
    written_once = lru_cache(None, typed=True)(_written)  # most cells say what others say
    return "".join(f"{','.join(map(written_once, cells))}\n" for cells in chain([columns], rows))


def _written(cell: Cell) -> str:
    return written(safe(cell), ",") if isinstance(cell, str) else str(cell)


_FORMULA = "=+-@＝＋－＠"
_CUTS = ("\t", "\r", "\n")
