"""A CSV file that people share and join: read strictly, and only ever added to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from kit.article.files import BINARY, Unreadable
from kit.article.tables import as_cell, read_table, table_text


def read_rows(
    path: Path, columns: tuple[str, ...], needed: tuple[str, ...]
) -> tuple[dict[str, str], ...]:
    """The rows of a file with exactly these columns; none where there is no such file.

    Two files put one after the other read as one: the header may come again. Raises Unreadable,
    with the line, for a row that has not all the columns or is empty in a needed one.
    """
    if not path.exists():
        return ()
    table = read_table(table_text(path), path.name, delimiters=(",",))
    if table.head is not None and table.columns != columns:
        wanted = f"the first line must be: {', '.join(columns)}"
        raise Unreadable(f"{path.name}:{table.head.line}: {wanted}.")
    rows = [row for row in table.whole() if row.values != columns]
    for row in rows:
        for name in needed:
            if not row[name].strip():
                raise Unreadable(f"{path.name}:{row.line}: “{name}” is empty; fill it in.")
    return tuple(dict(row.cells) for row in rows)


def append_row(path: Path, columns: tuple[str, ...], cells: Sequence[str]) -> None:
    """Put one row at the end of the file, on disk before this returns. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    last = _last_byte(path)
    rows = [cells] if last else [columns, cells]
    text = "".join(f"{','.join(map(as_cell, row))}\n" for row in rows)
    if last not in (b"", b"\n"):
        text = f"\n{text}"
    number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | BINARY, 0o600)
    with os.fdopen(number, "ab") as file:
        file.write(text.encode(errors="replace"))
        file.flush()
        os.fsync(number)


def _last_byte(path: Path) -> bytes:
    """The last byte of a file; nothing where it is empty or not there."""
    if not path.is_file() or not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1)
