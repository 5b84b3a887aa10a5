"""Pictures that a question shows: files of the seed or beside the notebook, never from the net."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

LARGEST = 300_000  # bytes; it travels with the question to each card

_KINDS = {  # what a file of each kind begins with
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
}


def find_picture(name: str, folders: Iterable[Path]) -> Path:
    """The file of this name in the first of the folders that has it, with forward slashes.

    Raises ValueError, in words for an author, where it is none of their files.
    """
    if "://" in name or name.startswith(("//", "data:")):
        raise ValueError(
            f"“{name}” is not a file of yours; save the picture in the seed, and name it as in "
            "“![what it shows](bridge.png)”"
        )
    parts = PurePosixPath(name).parts
    for folder in folders if name and ".." not in parts and "\\" not in name else ():
        path = folder.joinpath(name)
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path
    raise ValueError(f"there is no picture “{name}” in the seed or beside the notebook")


def read_picture(name: str, folders: Iterable[Path]) -> str:
    """The picture as a ``data:`` address.

    Raises ValueError, in words for an author, where it is missing, too large or no picture.
    """
    return picture_address(name, find_picture(name, folders).read_bytes())


def picture_address(name: str, data: bytes) -> str:
    """The bytes of a picture as a ``data:`` address.

    Raises ValueError, in words for an author, where there are too many, or they are no picture.
    """
    if len(data) > LARGEST:
        raise ValueError(
            f"“{name}” has {len(data) // 1000} kB; make the picture smaller, at most "
            f"{LARGEST // 1000} kB"
        )
    for kind, begins in _KINDS.items():
        if data.startswith(begins) and (kind != "image/webp" or data[8:12] == b"WEBP"):
            return f"data:{kind};base64,{b64encode(data).decode()}"
    raise ValueError(f"“{name}” is not a picture; save it as PNG, JPEG, GIF or WebP")
