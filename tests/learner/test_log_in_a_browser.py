"""Python in a browser: what its drive gets is kept, and where there is none, that is said."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.jupyterlab import build_river

import kit
from kit import magic
from kit.article.project import Project, find_project
from kit.lesson.displays import Notice
from kit.lesson.lesson import Lesson
from kit.learner import hand_in as hand_ins
from kit.learner import log as logs
from kit.learner.hand_in import hand_in_folders
from kit.learner.log import Entry, Log, home, learner_of, read_log, stamp
from kit.question.response_data import response_to_data  # noqa: F401


class Drive:
    """A drive that gets a file when it is closed, as JupyterLite's does."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.is_full = False
        self._open: dict[int, tuple[Path, bytearray]] = {}
        self._number = 10_000
        for name in ("open", "write", "fsync", "close"):
            patch.setattr(logs.os, name, getattr(self, name))

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_EXCL and path.exists():
            raise FileExistsError(17, "there", str(path))
        self._number += 1
        before = path.read_bytes() if path.exists() else b""
        self._open[self._number] = path, bytearray(before)
        return self._number
