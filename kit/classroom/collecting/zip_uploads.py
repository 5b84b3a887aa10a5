"""What may be hand-ins in a zip from outside; its members are read by name, and never extracted."""

from __future__ import annotations

import re
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from kit.classroom.collecting.limits import Limits, size
from kit.classroom.collecting.upload_kinds import (
    Found,
    RefusedUpload,
    Seen,
    Skipped,
    is_left_by_a_computer,
    why_not,
)
from kit.classroom.collecting.upload_times import upload_times
from kit.classroom.regular import kind_of
from kit.language.shown import shown

_CHUNK = 64 * 1024
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # Python unpacks these in bounded steps
_ENCRYPTED = 0x1 | 0x20 | 0x40 | 0x2000  # or patched, or with a hidden directory


class _TooMuch(Exception):
    """A limit was met; the text says which."""


class _Wary:
    """A file that reads no more at once than a limit, as `zipfile` needs one."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file, self._most = file, most
        self.seek, self.tell = file.seek, file.tell

    def seekable(self) -> bool:
        """A zip is read from its end."""
        return True

    def read(self, count: int = -1) -> bytes:
        """As many bytes, or all that are left. Raises _TooMuch for more than the limit."""
        if count > self._most:
            raise _TooMuch(f"its list of names is longer than {size(self._most)}")
        data = self._file.read(self._most + 1 if count < 0 else count)
        if len(data) > self._most:
            raise _TooMuch(f"its list of names is longer than {size(self._most)}")
        return data


def look_into_zip(name: str, file: BinaryIO, limits: Limits) -> Iterator[Seen]:
    """What is in a zip, member by member. Never raises: what cannot be read is refused."""
    try:
        with zipfile.ZipFile(_Wary(file, limits.directory)) as archive:
            yield from _members(name, archive, limits)
    except _TooMuch as reason:
        yield RefusedUpload(shown(name), f"{reason}; nothing more of it is read")
    except Exception:  # a zip made to break what reads it breaks it in many ways
        yield RefusedUpload(shown(name), "it is no zip that can be read, or is damaged")


def _members(name: str, archive: zipfile.ZipFile, limits: Limits) -> Iterator[Seen]:
    members = archive.infolist()
    if len(members) > limits.members:
        raise _TooMuch(f"it holds {len(members):,} files, more than {limits.members:,}")
    count = Counter(member.orig_filename for member in members)
    left, times = limits.unpacked, upload_times(members)
    for member in members:
        source = shown(f"{name}/{member.orig_filename}")
        if member.orig_filename.endswith("/"):  # a folder
            continue
        if is_left_by_a_computer(member.orig_filename):
            yield Skipped(source)
        elif why := _why_not(member, count[member.orig_filename]):
            yield RefusedUpload(source, why)
        else:
            seen, used = _read(source, archive, member, limits, left)
            left -= used
            if left < 0:
                raise _TooMuch(f"it unpacks to more than {size(limits.unpacked)}")
            uploaded = times.get(member.orig_filename, "")
            yield replace(seen, uploaded=uploaded) if isinstance(seen, Found) else seen


def _why_not(member: zipfile.ZipInfo, namesakes: int) -> str:
    """Why a member is not read at all, or nothing."""
    mode = member.external_attr >> 16
    if why := _why_not_name(member.orig_filename):
        return why
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return f"it is {kind_of(mode)}"
    if namesakes > 1:
        return f"{namesakes} files of the zip have this name"
    if member.flag_bits & _ENCRYPTED:
        return "it is locked with a password"
    if why := why_not(member.orig_filename):
        return why
    if member.compress_type not in _PACKINGS:
        return "it is packed in a way that is not opened; pack it as a plain zip"
    return ""


def _why_not_name(name: str) -> str:
    if "\0" in name:
        return "its name holds a zero byte"
    if "\\" in name or name.startswith("/") or re.match("[A-Za-z]:", name):
        return "its name is a path of a computer"
    if ".." in name.split("/"):
        return "its name leads out of the zip"
    return ""


def _read(
    source: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits, left: int
) -> tuple[Seen, int]:
    """What a member turns out to be, and how many bytes were unpacked for it."""
    most = min(limits.hand_in, left)
    data = bytearray()
    try:
        with archive.open(member) as file:
            while len(data) <= most and (chunk := file.read(min(_CHUNK, most + 1 - len(data)))):
                data += chunk
                if len(data) > max(limits.small, limits.ratio * member.compress_size):
                    return RefusedUpload(
                        source, f"it unpacks to {limits.ratio} times its size"
                    ), len(data)
    except Exception:  # see look_into_zip
        return RefusedUpload(source, "it is damaged"), len(data)
    if len(data) > limits.hand_in:
        return RefusedUpload(source, f"it is larger than {size(limits.hand_in)}"), len(data)
    return Found(source, bytes(data)), len(data)
