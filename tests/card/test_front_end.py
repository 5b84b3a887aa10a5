"""The front end of the card: what is committed is what its sources give."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from support.jupyterlab import ROOT

CARD = ROOT / "kit" / "card"
FRONT = CARD / "front"
NO_NODE = "no Node with npm on this machine, so the front end of the card is not built anew"


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=FRONT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def tools() -> None:
    """The locked tools of the front end. Where they cannot be had: skip, but fail in CI."""
    give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    if not shutil.which("npm"):
        give_up(NO_NODE)
    lock, installed = FRONT / "package-lock.json", FRONT / "node_modules" / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        done = subprocess.run(("npm", "ci"), cwd=FRONT, capture_output=True, text=True)
        if done.returncode:
            give_up(f"npm could not install the tools of the front end: {done.stderr[-300:]}")


@pytest.mark.usefixtures("tools")
def test_building_anew_gives_the_same_bytes(tmp_path: Path) -> None:
    _run("node", "build.mjs", str(tmp_path))
    for name in ("card.bundle.js", "card.bundle.css"):
        built = (tmp_path / name).read_bytes()
        assert built == (CARD / name).read_bytes(), f"{name} is not fresh: make front"


@pytest.mark.usefixtures("tools")
def test_types_style_and_layout_are_clean() -> None:
    _run("npm", "run", "check")


def test_the_lock_holds_versions_and_checksums_and_no_address_of_a_registry() -> None:
    packages = json.loads((FRONT / "package-lock.json").read_text())["packages"]
    wanted = json.loads((FRONT / "package.json").read_text())["devDependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name


def test_the_bundle_asks_for_nothing_from_outside() -> None:
    bundle = (CARD / "card.bundle.js").read_text(encoding="utf-8")
    assert "https://" not in bundle
    assert "\nimport " not in bundle
    assert "url(" not in (CARD / "card.bundle.css").read_text(encoding="utf-8")
