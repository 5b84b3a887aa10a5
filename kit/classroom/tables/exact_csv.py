"""A CSV text as cells that keep every byte, so that one can change and the rest stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is written, and what follows it: the delimiter, a line end or nothing."""

    raw: str
    end: str

    @property
    def value(self) -> str:
        """What the cell says, without quotes."""
        return self.raw[1:-1].replace('""', '"') if self.raw.startswith('"') else self.raw


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and the number of the line where it begins."""

    line: int
    cells: tuple[Cell, ...]

    def __str__(self) -> str:
        return "".join(cell.raw + cell.end for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        """Whether it is a line with nothing on it."""
        return len(self.cells) == 1 and not self.cells[0].raw.strip()

    def value(self, place: int) -> str:
        """What the cell at a place says, without space around it; nothing where there is none."""
        return self.cells[place].value.strip() if place < len(self.cells) else ""

    def with_cell(self, place: int, text: str, delimiter: str) -> Row:
        """The row with another text in a cell; ``place`` may be just behind the last one."""
        cells = list(self.cells)
        raw = written(text, delimiter)
        if place == len(cells):
            cells[-1] = Cell(cells[-1].raw, delimiter)
            return Row(self.line, (*cells, Cell(raw, self.cells[-1].end)))
        cells[place] = Cell(raw, cells[place].end)
        return Row(self.line, tuple(cells))


def exact_rows(text: str, delimiter: str) -> tuple[Row, ...]:
    """The rows of a text; joined again they are the text. Raises ValueError with the line."""
    cell = re.compile(
        rf'("[^"]*(?:""[^"]*)*"|[^"\r\n{re.escape(delimiter)}]*)'
        rf"({re.escape(delimiter)}|\r\n|\n|\r|\Z)"
    )
    rows: list[Row] = []
    cells: list[Cell] = []
    place, line, begin = 0, 1, 1
    while place < len(text) or cells:
        found = cell.match(text, place)
        if not found:
            raise ValueError(f"{line}: there is a quote in a cell that does not end there")
        raw, end = found.groups()
        cells.append(Cell(raw, end))
        line += len(re.findall(r"\r\n|\n|\r", raw + end))
        place = found.end()
        if end != delimiter:
            rows.append(Row(begin, tuple(cells)))
            cells, begin = [], line
    return tuple(rows)


def written(text: str, delimiter: str) -> str:
    """A text as a cell, in quotes where it needs them."""
    if text == text.strip() and not (delimiter in text or _CUTS.search(text)):
        return text
    return '"' + text.replace('"', '""') + '"'


_CUTS = re.compile('["\r\n]')
