"""A CSV file that people share and join: read strictly, and only ever added to."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from kit.article.files import read_up_to
from kit.article.seed import Unreadable
from kit.classroom.tables.exact_csv import written

LARGEST = 64 * 1024 * 1024  # bytes


def read_rows(
    path: Path, columns: tuple[str, ...], needed: tuple[str, ...]
) -> tuple[dict[str, str], ...]:
    """The rows of a file with exactly these columns; none where there is no such file.

    Two files put one after the other read as one: the header may come again. Raises Unreadable,
    with the line, for a row that has not all the columns or is empty in a needed one.
    """
    rows: list[dict[str, str]] = []
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if tuple(cells) == columns:
                pass
            elif line == 1:
                wanted = ", ".join(columns)
                raise Unreadable(f"{path.name}:1: the first line must be: {wanted}.")
            elif cells:
                rows.append(_row(path, line, cells, columns, needed))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"{path.name}:{line}: this row cannot be read: {error}.") from error
    return tuple(rows)


def _row(
    path: Path, line: int, cells: Sequence[str], columns: tuple[str, ...], needed: tuple[str, ...]
) -> dict[str, str]:
    if len(cells) != len(columns):
        raise Unreadable(
            f"{path.name}:{line}: this row has {len(cells)} cells instead of {len(columns)}; "
            f"they are: {', '.join(columns)}."
        )
    row = dict(zip(columns, cells, strict=True))
    if empty := [name for name in needed if not row[name].strip()]:
        raise Unreadable(f"{path.name}:{line}: “{empty[0]}” is empty; fill it in.")
    return row


def append_row(path: Path, columns: tuple[str, ...], cells: Sequence[str]) -> None:
    """Put one row at the end of the file, on disk before this returns. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    last = _last_byte(path)
    rows = [cells] if last else [columns, cells]
    text = "".join(",".join(written(cell, ",") for cell in row) + "\n" for row in rows)
    if last not in (b"", b"\n"):
        text = f"\n{text}"
    number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
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


def _text(path: Path) -> str:
    try:
        data = read_up_to(path, LARGEST)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror}.") from error
    if data is None:
        raise Unreadable(f"{path.name} is too large, or not a file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path.name} is not in UTF-8; save it again as UTF-8 text.") from error
