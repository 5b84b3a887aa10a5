"""A hub for a class: its configuration is whole, and its box of hand-ins is there for teachers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support.command_line import kit_says

from kit.learner.hand_in import HandIn, write_hand_in

HAND_IN = HandIn("river", "anna", "2026-01-01T00:00:00.000000Z", "1", ())


def test_the_configuration_is_python_and_is_written_once(tmp_path: Path) -> None:
    kit_says("hub-example", "--to", tmp_path / "hub")
    written = (tmp_path / "hub" / "jupyterhub_config.py").read_text(encoding="utf-8")
    compile(written, "jupyterhub_config.py", "exec")
    assert "install -d -m 3773" in (tmp_path / "hub" / "README.md").read_text(encoding="utf-8")
    assert "is there already" in kit_says("hub-example", "--to", tmp_path / "hub", code=1)


@pytest.mark.skipif(sys.platform == "win32", reason="its files know no groups")
def test_a_hand_in_is_for_its_owner_and_in_a_box_with_a_group_for_that_group_too(
    tmp_path: Path,
) -> None:
    assert write_hand_in(HAND_IN, tmp_path / "own").stat().st_mode & 0o777 == 0o600
    box = tmp_path / "box"
    box.mkdir()
    box.chmod(0o3773)
    assert write_hand_in(HAND_IN, box).stat().st_mode & 0o777 == 0o640
