"""The files of students who were forgotten, as salted hashes: enough to know one that comes again.

A hash says nothing of whose file it was, nor what is in it.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace as replace_in

from kit.article.files import Unreadable, replace
from kit.classroom.folder import ClassFolder


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The hashes, and the salt that all of them have."""

    salt: bytes
    hashes: frozenset[str] = frozenset()

    def __contains__(self, sha256: str) -> bool:
        return bool(self.hashes) and self._hash(sha256) in self.hashes

    def with_files(self, files: Iterable[str]) -> Forgotten:
        """These, and the files with these sha256."""
        return replace_in(self, hashes=self.hashes | {self._hash(sha256) for sha256 in files})

    def _hash(self, sha256: str) -> str:
        return hmac.digest(self.salt, sha256.encode(), "sha256").hex()


def read_forgotten(folder: ClassFolder) -> Forgotten:
    """What a class has forgotten; a new salt where it has forgotten nothing. Raises Unreadable."""
    if not folder.forgotten.exists():
        return Forgotten(secrets.token_bytes(16))
    try:
        values = json.loads(folder.forgotten.read_bytes())
        return Forgotten(bytes.fromhex(values["salt"]), frozenset(map(str, values["files"])))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"{folder.forgotten} cannot be read: {error}.") from error


def write_forgotten(folder: ClassFolder, forgotten: Forgotten) -> None:
    """Keep what a class has forgotten. Raises OSError."""
    values = {"salt": forgotten.salt.hex(), "files": sorted(forgotten.hashes)}
    replace(folder.forgotten, f"{json.dumps(values, indent=1)}\n".encode())
