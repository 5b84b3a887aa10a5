"""Tables as CSV: one reader for a seed's tables, a class's lists and an LMS's exports.

What the file is decides how strictly it is read. A table of the project is in UTF-8 and every
row of it counts; a list out of a teacher's spreadsheet may have any common encoding, separator
and capitals, and its good rows count although others are bad. Every cell that is written is safe
in a spreadsheet, whatever that one takes for a separator.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kit.article.files import Unreadable, read_up_to
from kit.language.numbers import read_number

DELIMITERS = (",", ";", "\t")
LARGEST = 64 * 1024 * 1024  # bytes
LARGEST_LIST = 16 * 1024 * 1024  # bytes of one out of a spreadsheet

Value = str | int | float

_SEP = re.compile(r'"?sep=(.)"?(?=[\r\n])', re.I)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE = "In the spreadsheet, save it as “CSV UTF-8”."
_START = 100  # bytes by which a file is known
_OTHERS = {
    (b"pk\x03\x04", b"pk\x05\x06", b"pk\x07\x08", b"\xd0\xcf\x11\xe0"): "a spreadsheet",
    (b"<!doctype", b"<html", b"<table", b"<?xml"): "a page or XML",
    (b"%pdf",): "a PDF",
    (b"{\\rtf",): "a text for a word processor",
}
_WHY = {
    "unexpected end of data": "a quotation mark opens a cell that never ends",
    "expected after": "there is a quote in a cell that does not end there; write it twice",
    "field limit": "a cell is too long",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by the names of their columns, and as they are written."""

    path: str
    line: int  # of the file, where the row begins
    cells: Mapping[str, str]
    values: tuple[str, ...]  # all cells in order, those without a name too
    raw: str  # the row as it is in the text, its line end included
    start: int  # the character of the text at which the row begins

    def __getitem__(self, column: str) -> str:
        """What the cell of a column says."""
        return self.cells[column]

    def number(self, column: str, whole: bool = False) -> float:
        """The number in a cell. Raises Unreadable with the line, and what to write."""
        try:
            found = read_number(self[column])
            if whole and not found.is_integer():
                raise ValueError(f"“{self[column].strip()}” is not whole; write it as in 3")
        except ValueError as error:
            said = _visible(f"column {column}: {error}")
            raise Unreadable(f"{self.path}:{self.line}: {said}.") from error
        return found


class Fault(NamedTuple):
    """What is wrong with one row, in a few words without an end."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that can be read, and what is wrong with the others."""

    path: str
    head: Row | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()
    delimiter: str = ","

    def whole(self) -> tuple[Row, ...]:
        """All rows. Raises Unreadable with the first fault."""
        for fault in self.faults:
            raise Unreadable(f"{self.path}:{fault.line}: {fault.text}.")
        return self.rows


def table_text(path: Path, loose: bool = False) -> str:
    """The text of a file that holds a table, as `decode_table` has it, a mark at its start kept.

    Raises Unreadable, also where there is no such file.
    """
    try:
        data = read_up_to(path, LARGEST_LIST if loose else LARGEST)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    if data is None:
        raise Unreadable(f"{path} is too large, or not a file.")
    return decode_table(data, str(path), loose)


def decode_table(data: bytes, path: str, loose: bool = False) -> str:
    """The text of a table in UTF-8; ``loose`` takes the other encodings of spreadsheets too.

    Raises Unreadable with what to do where it is no text of these.
    """
    start = data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for begins, what in _OTHERS.items():
        if start.startswith(begins):
            raise Unreadable(f"{path} is {what} and no CSV. {_SAVE}")
    wide = data.startswith(_UTF_16)
    for encoding in ("utf-16" if wide else "utf-8", *(["cp1252"] if loose and not wide else [])):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (encoding != "utf-16" or loose) and "\0" not in text:
            return text
    raise Unreadable(f"{path} is not in UTF-8. {_SAVE}")


def read_table(
    text: str,
    path: str,
    needed: Sequence[str] = (),
    also: Sequence[str] = (),
    loose: bool = False,
    delimiters: Iterable[str] = DELIMITERS,
) -> Table:
    """The table in a text, its separator found by the columns ``needed``.

    The names of columns come without space around them. ``loose`` also puts them in small
    letters, takes the space from around cells, and passes over columns without a name or with the
    name of another; ``also`` are those that may not come twice although they are not needed. A
    text that says nothing is an empty table, but ``loose``. Raises Unreadable where a needed column
    is missing, or one comes twice.
    """
    body = text.lstrip("\ufeff")  # one program puts a mark before that of another
    said = _SEP.match(body)
    if said and said[1] in delimiters:  # a line for Excel, which no other program knows
        body, delimiters = body[said.end() :], (said[1],)
    if not loose and not body.strip():
        return Table(path)
    heads = {mark: next(_records(path, body, mark, []), None) for mark in delimiters}

    def fit(delimiter: str) -> tuple[int, int]:
        names = _names(heads[delimiter], loose)
        return len({*needed} & {*names}), len(names)

    delimiter = max(heads, key=fit)
    names = _names(heads[delimiter], loose)
    faults: list[Fault] = []
    rows: list[Row] = []
    records = _records(path, body, delimiter, faults, len(text) - len(body))
    head = next(records, None)
    _refuse_head(path, head, names, needed, also, loose, faults)
    for row in records:
        values = list(row.values)
        while len(values) > len(names) and not values[-1].strip():
            values.pop()  # spreadsheets add separators at the end
        if fault := _fault(values, names, delimiter, loose):
            faults.append(Fault(row.line, fault))
        else:
            cells = [value.strip() for value in values] if loose else values
            named = {n: cell for n, cell in zip(names, cells, strict=True) if n}
            rows.append(replace(row, cells=named))
    columns = tuple(name for name in names if name)
    faults.sort(key=lambda fault: fault.line)
    return Table(path, head, columns, tuple(rows), tuple(faults), delimiter)


def _names(head: Row | None, loose: bool) -> list[str]:
    names = [n.strip().casefold() if loose else n.strip() for n in (head.values if head else ())]
    while names and not names[-1]:
        names.pop()
    return names


def _refuse_head(
    path: str,
    head: Row | None,
    names: Sequence[str],
    needed: Sequence[str],
    also: Sequence[str],
    loose: bool,
    faults: Sequence[Fault],
) -> None:
    if head is None and faults:
        Table(path, faults=tuple(faults)).whole()
    line, first = (head.line, _visible(head.raw.strip())) if head else (1, "")
    lacking = [column for column in needed if column not in names]
    if lacking and loose:
        first = f"{first[:80]}…" if len(first) > 80 else first
        wanted = f"the first line must name the columns: {', '.join(needed)}"
        raise Unreadable(f"{path}:{line}: {wanted}. It is: “{first}”.")
    if lacking:
        raise Unreadable(f"{path}:{line}: has no column “{lacking[0]}”; add it.")
    for name in [*needed, *also] if loose else filter(None, names):
        if names.count(name) > 1:
            raise Unreadable(f"{path}:{line}: there are two columns “{name}”; take one out.")


def _fault(values: Sequence[str], names: Sequence[str], delimiter: str, loose: bool) -> str:
    if len(values) != len(names):
        said = f"this row has {len(values)} cells, the first line {len(names)}"
        more = f"; put a cell that holds “{delimiter}” in quotation marks"
        return said + (more if len(values) > len(names) else "")
    for place, (name, value) in enumerate(zip(names, values, strict=True), 1):
        if not name and value.strip() and not loose:
            return f"cell {place} of this row stands in a column without a name"
    return ""


def _records(
    path: str, text: str, delimiter: str, faults: list[Fault], start: int = 0
) -> Iterator[Row]:
    """Each row that says something, its cells without names yet, up to one that is torn."""
    written: list[str] = []

    def lines() -> Iterator[str]:
        for line in StringIO(text, newline=""):  # cut at line ends alone, and they stay
            written.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    line = 1
    try:
        for values in reader:
            raw = "".join(written)
            if any(value.strip() for value in values):
                yield Row(path, line, {}, tuple(values), raw, start)
            written.clear()
            line, start = reader.line_num + 1, start + len(raw)
    except csv.Error as error:
        why = next((why for part, why in _WHY.items() if part in str(error)), str(error))
        faults.append(Fault(line, f"from here on it cannot be read: {why}"))


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


# -- One cell changed, and every byte of the others kept


def raw_cells(raw: str, delimiter: str) -> tuple[str, ...]:
    """The cells of a row as they are written, quotes and all, without the line end.

    Raises ValueError where a quote stands in a cell that it does not enclose.
    """
    body, cut = raw.rstrip("\r\n"), re.escape(delimiter)
    cells = re.findall(f'(?:^|{cut})("[^"]*(?:""[^"]*)*"|[^"{cut}]*)', body)
    if delimiter.join(cells) != body:
        raise ValueError("there is a quote in a cell that does not end there")
    return tuple(cells)


def with_cell(raw: str, place: int, text: str, delimiter: str) -> str:
    """A row as it is written with another text in a cell; one just behind the last is added."""
    cells = list(raw_cells(raw, delimiter))
    cells[place : place + 1] = [as_cell(text, delimiter)]
    return delimiter.join(cells) + raw[len(raw.rstrip("\r\n")) :]


# -- Writing


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """The text of a table with a head, to be opened by people: no text of it is a formula."""
    written_once = lru_cache(None, typed=True)(safe_cell)  # most cells say what others say
    return "".join(f"{','.join(map(written_once, cells))}\n" for cells in chain([columns], rows))


def as_exact_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The text of a table with a head, to be read back: each cell as it is."""
    return "".join(f"{','.join(map(as_cell, cells))}\n" for cells in chain([columns], rows))


def safe_cell(cell: Value) -> str:
    """A value as a cell of such a table."""
    if isinstance(cell, str) and _PLAIN.fullmatch(cell):
        return cell
    return as_cell(safe(cell)) if isinstance(cell, str) else str(cell)


def as_cell(text: str, delimiter: str = ",") -> str:
    """A text as a cell, in quotes where any program would cut it or take space from it.

    Python's own writer leaves a lone carriage return bare, and what follows begins a row.
    """
    if text == text.strip() and not (delimiter in text or _CUTS.search(text)):
        return text
    return '"' + text.replace('"', '""') + '"'


def safe(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula.

    That is one of = + - @, also in full width, behind whatever cannot be seen, or a tab or line end
    at the start (OWASP, CSV Injection). It may begin the text, or follow a semicolon, a tab or a
    line end in it: a spreadsheet that separates by semicolons begins a cell there.
    """
    if not text or (text[0].isalnum() and not _PIECES.search(text)):  # nearly every cell
        return text
    whole = "".join(map(_safe_piece, _PIECES.split(text)))
    return f"'{whole}" if text[0] in "\t\r\n" else whole


def _safe_piece(piece: str) -> str:
    visible = next((c for c in piece if c.isprintable() and not c.isspace() and c != '"'), "")
    return f"'{piece}" if visible and visible in _FORMULA else piece


_FORMULA = "=+-@＝＋－＠"
_CUTS = re.compile('[",;\t\r\n]')
_PLAIN = re.compile(r"([0-9][0-9A-Z.:-]*)?")  # a time, a number, or nothing: most cells of a class
_PIECES = re.compile("([;\t\r\n])")
