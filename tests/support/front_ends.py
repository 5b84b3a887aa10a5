"""The front ends: where their sources lie, what is bundled from them, and the tools that bundle."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.jupyterlab import ROOT

NO_NODE = "no Node with npm on this machine, so what needs its packages is not tried"


@dataclass(frozen=True, slots=True)
class FrontEnd:
    """Sources in a folder ``front``, and the folder and names of what is bundled from them."""

    sources: Path
    bundled: Path
    pattern: str

    def bundle(self) -> dict[str, bytes]:
        """The bundled files that are committed, by name."""
        return _files(self.bundled, self.pattern)

    def build(self, folder: Path) -> dict[str, bytes]:
        """The files that the sources give, bundled into a folder, by name."""
        folder.mkdir(exist_ok=True)
        self.run("node", "build.mjs", str(folder))
        return _files(folder, self.pattern)

    def run(self, *command: str) -> None:
        """Run one of the tools; a failure is one of the test, with all that the tool says."""
        done = subprocess.run(command, cwd=self.sources, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    def get_tools(self) -> None:
        """Install the locked tools. Where they cannot be had: skip, but fail in CI."""
        get_packages(self.sources)


def get_packages(folder: Path) -> None:
    """Install what a folder's lock names. Where that cannot be had: skip, but fail in CI."""
    give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    if not shutil.which("npm"):
        give_up(NO_NODE)
    lock = folder / "package-lock.json"
    installed = folder / "node_modules" / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        done = subprocess.run(("npm", "ci"), cwd=folder, capture_output=True, text=True)
        if done.returncode:
            give_up(f"npm could not install the packages of {folder}: {done.stderr[-300:]}")


def _files(folder: Path, pattern: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob(pattern)
        if path.is_file()
    }


FRONT_ENDS = {
    "the card": FrontEnd(ROOT / "kit" / "card" / "front", ROOT / "kit" / "card", "card.bundle.*"),
    "the page": FrontEnd(
        ROOT / "kit" / "exchange" / "front", ROOT / "kit" / "exchange", "*.bundle.*"
    ),
    "the lesson view": FrontEnd(
        ROOT / "kit" / "jupyter" / "front", ROOT / "kit" / "jupyter" / "labextension", "*"
    ),
}
