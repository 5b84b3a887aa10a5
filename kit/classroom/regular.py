"""A regular file opened for reading, and nothing else: no link is followed, no pipe waited on."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from kit.article.files import BINARY


class NotRegular(Exception):
    """What is there is no regular file; the text says what it is."""


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


def open_regular(path: Path) -> BinaryIO:
    """The file, open for reading. Raises NotRegular for anything else, and OSError.

    It is looked at before, since to open a device can do something by itself, and after, since
    somebody may have put another one in its place.
    """
    _look(path.lstat().st_mode)
    number = os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT | BINARY)
    try:
        _look(os.fstat(number).st_mode)
        return os.fdopen(number, "rb")
    except BaseException:
        os.close(number)
        raise


def _look(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NotRegular(kind_of(mode))


def kind_of(mode: int) -> str:
    """What a file with this mode is, in a few words."""
    return next((name for kind, name in _KINDS.items() if stat.S_IFMT(mode) == kind), "no file")


_KINDS = {
    stat.S_IFLNK: "a link to another file",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
    stat.S_IFDIR: "a folder",
}
