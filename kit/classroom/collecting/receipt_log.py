"""``receipts.jsonl``: what was received and when, a line for each file, only ever added to.

Only where a student is forgotten, the lines of that student's files go.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kit.article.files import BINARY, replace
from kit.classroom.model import Receipt
from kit.learner.strict_json import FormatError, decode


@dataclass(frozen=True, slots=True)
class ReceiptLog:
    """The receipts in the order they were written, and the numbers of lines that are damaged."""

    receipts: tuple[Receipt, ...] = ()
    damaged: tuple[int, ...] = ()


def read_receipt_log(path: Path) -> ReceiptLog:
    """The receipts in a file; none where there is no such file. Raises OSError."""
    if not path.exists():
        return ReceiptLog()
    receipts: list[Receipt] = []
    damaged: list[int] = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if line.strip():
            receipt = _read(line)
            if receipt:
                receipts.append(receipt)
            else:
                damaged.append(number)
    return ReceiptLog(tuple(receipts), tuple(damaged))


def append_receipt(path: Path, receipt: Receipt) -> None:
    """Put a receipt at the end of the file, on disk before this returns. Raises OSError.

    A line that a power cut left torn is ended first, so that it spoils no other.
    """
    values = {name: value for name, value in asdict(receipt).items() if name != "sheet" or value}
    line = json.dumps(values, ensure_ascii=False, allow_nan=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | BINARY
    with os.fdopen(os.open(path, flags, 0o600), "rb+", buffering=0) as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else f"\n{line}"
        data = f"{line}\n".encode(errors="replace")
        if file.write(data) != len(data):
            raise OSError(28, "the disk took only a part of the line", str(path))
        os.fsync(file.fileno())


def forget_receipts(path: Path, files: Collection[str]) -> None:
    """Take the receipts of some files, by their sha256, out of the log. Raises OSError.

    It is the one thing that ever takes a line away; damaged lines stay.
    """
    if path.exists():
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not ((one := _read(line)) and one.sha256 in files)]
        if len(kept) != len(lines):
            replace(path, b"".join(kept))


def _read(line: bytes) -> Receipt | None:
    try:
        decode(line)  # refuses what pydantic lets pass, such as a name twice
        return _RECEIPT.validate_json(line)
    except (FormatError, ValidationError):
        return None


_RECEIPT = TypeAdapter(Receipt)
