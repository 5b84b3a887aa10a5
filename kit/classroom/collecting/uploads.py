"""What may be hand-ins in files, in folders and in the zips that an LMS makes of uploads."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from kit.classroom.collecting.limits import LIMITS, Limits, size
from kit.classroom.collecting.upload_kinds import (
    Found,
    RefusedUpload,
    Seen,
    Skipped,
    ending,
    is_left_by_a_computer,
    why_not,
)
from kit.classroom.collecting.zip_uploads import look_into_zip
from kit.classroom.regular import NotRegular, kind_of, open_regular
from kit.language.shown import shown


def uploads_in(
    paths: Iterable[Path], apart: Path | None = None, limits: Limits = LIMITS
) -> Iterator[Seen]:
    """What is in these files and folders, in order of name; ``apart`` is a folder to leave out.

    Never raises: what cannot be read is refused, and the rest goes on.
    """
    for path in paths:
        yield from _look(path, path.name or str(path), apart, limits)


def look_into(name: str, file: BinaryIO, limits: Limits = LIMITS) -> Iterator[Seen]:
    """What is in one open file; its name says what it is looked at as."""
    if is_left_by_a_computer(name):
        yield Skipped(shown(name))
    elif look := _LOOKS.get(ending(name)):
        yield from look(name, file, limits)
    else:
        yield RefusedUpload(shown(name), why_not(name))


def _look_into_json(name: str, file: BinaryIO, limits: Limits) -> Iterator[Seen]:
    data = file.read(limits.hand_in + 1)
    if len(data) > limits.hand_in:
        yield RefusedUpload(shown(name), f"it is larger than {size(limits.hand_in)}")
    else:
        yield Found(shown(name), data)


def _look_into_a_small_zip(name: str, file: BinaryIO, limits: Limits) -> Iterator[Seen]:
    if file.seek(0, os.SEEK_END) > limits.zip:
        yield RefusedUpload(shown(name), f"it is larger than {size(limits.zip)}")
    else:
        yield from look_into_zip(name, file, limits)


_LOOKS: dict[str, Callable[[str, BinaryIO, Limits], Iterator[Seen]]] = {
    ".json": _look_into_json,
    ".zip": _look_into_a_small_zip,
}


def _look(path: Path, name: str, apart: Path | None, limits: Limits) -> Iterator[Seen]:
    try:
        if stat.S_ISDIR(path.lstat().st_mode):
            yield from _look_into_folder(path, name, apart, limits)
        elif ending(name) in _LOOKS and not is_left_by_a_computer(name):
            with open_regular(path) as file:
                yield from look_into(name, file, limits)
        else:
            yield Skipped(shown(name)) if is_left_by_a_computer(name) else _refuse(path, name)
    except NotRegular as what:
        yield RefusedUpload(shown(name), f"it is {what}")
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        yield RefusedUpload(shown(name), f"it cannot be read: {getattr(error, 'strerror', error)}")


def _refuse(path: Path, name: str) -> RefusedUpload:
    mode = path.lstat().st_mode
    return RefusedUpload(
        shown(name), why_not(name) if stat.S_ISREG(mode) else f"it is {kind_of(mode)}"
    )


def _look_into_folder(
    folder: Path, name: str, apart: Path | None, limits: Limits
) -> Iterator[Seen]:
    """What is in a folder and in those in it, never following a link."""
    left = limits.files
    waiting = [(folder, name, 0)]
    while waiting:
        here, said, depth = waiting.pop()
        if _is_same(here, apart):
            continue
        if depth > limits.depth:
            yield RefusedUpload(shown(said), f"it is deeper than {limits.depth} folders")
            continue
        try:
            with os.scandir(here) as listing:
                entries = sorted(islice(listing, left + 1), key=lambda entry: entry.name)
        except OSError as error:
            yield RefusedUpload(shown(said), f"it cannot be read: {error.strerror}")
            continue
        if len(entries) > left:
            yield RefusedUpload(
                shown(said), f"there are more than {limits.files:,} files; none of it is read"
            )
            return
        left -= len(entries)
        below = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                below.append((here / entry.name, f"{said}/{entry.name}", depth + 1))
            else:
                yield from _look(here / entry.name, f"{said}/{entry.name}", apart, limits)
        waiting += reversed(below)


def _is_same(folder: Path, apart: Path | None) -> bool:
    try:
        return apart is not None and folder.samefile(apart)
    except OSError:
        return False
