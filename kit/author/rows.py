"""A seed's table with one row changed, added or taken out; every other byte of it stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kit.article.seed import CHAINS, EVIDENCE
from kit.article.tables import Row, Table, as_cell, with_cell
from kit.author.scaffold.seed import CLAIMS

BEGUN = {"evidence": EVIDENCE, "claims": CLAIMS, "chains": CHAINS}  # columns of a new table
_NUMBERED = re.compile(r"(?P<letters>[A-Za-z]+)(?P<digits>\d+)")


def columns_of(name: str, table: Table) -> tuple[str, ...]:
    """The columns of a table, or those that it gets where it is not there yet."""
    return table.columns or BEGUN[name]


def with_row(
    text: str, table: Table, columns: Sequence[str], cells: Mapping[str, str], row: Row | None
) -> str:
    """The table's text with these cells in a row that it has, or in a new one at its end."""
    if row is None:
        end = "\r\n" if "\r\n" in text else "\n"
        head = text if text.strip() else f"{','.join(columns)}{end}"
        head += "" if head.endswith("\n") else end
        written = (as_cell(cells[column], table.delimiter) for column in columns)
        return head + table.delimiter.join(written) + end
    raw = row.raw
    for place, column in enumerate(columns):
        if cells[column] != row[column]:
            raw = with_cell(raw, place, cells[column], table.delimiter)
    return text[: row.start] + raw + text[row.start + len(row.raw) :]


def without_row(text: str, row: Row) -> str:
    """The table's text without a row."""
    return text[: row.start] + text[row.start + len(row.raw) :]


def new_row(table: Table, columns: Sequence[str]) -> dict[str, str]:
    """What a new row begins with: the next number, and the next place in the last chain."""
    cells = dict.fromkeys(columns, "")
    if "id" in cells:
        found = [m for row in table.rows if (m := _NUMBERED.fullmatch(row["id"].strip()))]
        last = max(found, key=lambda m: int(m["digits"]), default=None)
        width = len(last["digits"]) if last else 0
        cells["id"] = f"{last['letters']}{int(last['digits']) + 1:0{width}}" if last else ""
    if {"chain", "place"} <= set(columns) and table.rows:
        cells["chain"] = table.rows[-1]["chain"]
        cells["place"] = str(1 + sum(row["chain"] == cells["chain"] for row in table.rows))
    return cells
