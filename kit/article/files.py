"""Files for people to carry about: written whole and never over another, read up to a size."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)  # else Windows writes a line end as two characters
_PATIENCE = (0.05, 0.1, 0.2, 0.4)  # seconds between tries at a file that another program holds
_LEFT_AFTER = 600  # seconds after which an unfinished file is what a kill or a power cut left
_MOST_PARTS = 100  # processes that put one file in its place at once, and leftovers of so many


def in_browser() -> bool:
    """Whether this Python runs in a browser: no other programs, and few packages, are there."""
    return sys.platform == "emscripten"


class Unreadable(Exception):
    """Something that is needed is missing or damaged; the text is one sentence with the path."""


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all, for its owner's eyes only.

    Raises FileExistsError where there is one, and OSError where it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(number)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def replace(path: Path, data: bytes) -> None:
    """Put a file in a place, over another if there is one; a power cut leaves the old or the new.

    Raises OSError where it cannot be written; then the old one is as it was.
    """
    part = _write_part(path, data)
    _put(part, path)
    sync_folder(path.parent)


def replace_in_parts(path: Path, parts: Iterable[bytes]) -> bool:
    """The same for what is too large to be held; whether the file was not just that already.

    Raises OSError as `replace` does.
    """
    part = _write_part(path, b"")
    number = os.open(part, os.O_WRONLY | BINARY)
    try:
        with (
            os.fdopen(number, "wb") as new,
            path.open("rb") if path.is_file() else BytesIO() as old,
        ):
            same = path.is_file()
            for data in parts:
                new.write(data)
                same = same and old.read(len(data)) == data
            same = same and not old.read(1)
            new.flush()
            os.fsync(number)
        if not same:
            _put(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.unlink(missing_ok=True)
    sync_folder(path.parent)
    return not same


def _write_part(path: Path, data: bytes) -> Path:
    """Write a file beside its place, under a name that no other process is writing to just now."""
    for number in range(_MOST_PARTS):
        part = path.with_name(f"{path.name}{f'.{number}' if number else ''}.part")
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _LEFT_AFTER:
                part.unlink()
        with suppress(FileExistsError):
            write_new(part, data)
            return part
    raise FileExistsError(17, os.strerror(17), str(part))


def put(files: Mapping[Path, bytes | None]) -> dict[Path, bytes | None]:
    """Write files in place of those that are there, and take away those without bytes; or none.

    Gives back what was there before, in the same form. Raises OSError where one of them fails;
    then all are as they were.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for path, data in files.items():
            before[path] = path.read_bytes() if path.is_file() else None
            _set(path, data)
    except OSError:
        for path, data in before.items():
            with suppress(OSError):
                _set(path, data)
        raise
    return before


def _set(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
        return
    mode = path.stat().st_mode if path.exists() else 0o644
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, data)
    path.chmod(mode)


def _put(part: Path, path: Path) -> None:
    """Rename a file over another, once whoever looks at that one on Windows has let it go."""
    for pause in _PATIENCE:
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    part.replace(path)


def sync_file(path: Path) -> None:
    """Have the disk hold what was written to a file. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the disk take note of what was renamed or removed in a folder."""
    with suppress(OSError):  # Windows opens no folder, and needs none of this
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def read_up_to(path: Path, most: int) -> bytes | None:
    """The bytes of a regular file, or None where there are more than that or it is none.

    Raises OSError where it cannot be read.
    """
    if not path.is_file():
        if path.exists():
            return None
        raise FileNotFoundError(2, os.strerror(2), str(path))
    with path.open("rb") as file:
        # A place for as many bytes is made before they are read, so that it is not made for all.
        size = min(os.fstat(file.fileno()).st_size, most)
        data = file.read(size + 1)
        if len(data) > size:  # it has grown, or has no size of its own
            data += file.read(most + 1 - len(data))
    return data if len(data) <= most else None
