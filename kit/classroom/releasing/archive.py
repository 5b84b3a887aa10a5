"""A zip whose bytes depend on its files alone: the same files make the same zip everywhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can name
_MODE = 0o644 << 16
_UNIX = 3


def pack(files: Mapping[str, bytes]) -> bytes:
    """The zip of these files, by name. Nothing is compressed: compressors differ in their bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            archive.writestr(entry, files[name])
    return held.getvalue()


def contents(data: bytes) -> dict[str, bytes]:
    """All that a zip holds, by name; its comments and extra fields stand under names of their own.

    Raises zipfile.BadZipFile where it is no zip.
    """
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            found[entry.filename] = archive.read(entry)
            for what, said in (("comment", entry.comment), ("extra field", entry.extra)):
                if said:
                    found[f"(the {what} of {entry.filename})"] = said
        if archive.comment:
            found["(the comment of the zip)"] = archive.comment
    return found
