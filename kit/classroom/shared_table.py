"""A CSV file that people share and join: read strictly, and only ever added to."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from kit.article.files import BINARY, Unreadable, replace
from kit.article.tables import as_cell, as_exact_csv, read_table, table_text

Change = Callable[[dict[str, str]], dict[str, str] | None]


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


def change_rows(path: Path, change: Change, dry_run: bool = False) -> int:
    """Give each row anew, or leave it out where ``change`` gives None; how many that concerns.

    The file is replaced as a whole, and only where something changes. Raises Unreadable, OSError.
    """
    if not path.exists():
        return 0
    table = read_table(table_text(path), path.name, delimiters=(",",))
    before = [dict(row.cells) for row in table.whole() if row.values != table.columns]
    after = [change(dict(row)) for row in before]
    count = sum(one != row for one, row in zip(after, before, strict=True))
    if count and not dry_run:
        rows = [[row[name] for name in table.columns] for row in after if row is not None]
        replace(path, as_exact_csv(table.columns, rows).encode(errors="replace"))
    return count


def _last_byte(path: Path) -> bytes:
    """The last byte of a file; nothing where it is empty or not there."""
    if not path.is_file() or not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1)
