"""Commands for a class are killed at any moment, and the next ones go on as if never disturbed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from support.jupyterlab import RIVER
from support.made_up_class import wrong
from support.soak import examples, seed
from support.uploads import ROSTER, hand_in, kit, put

from kit.classroom.collecting.receipts import received_hand_ins
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.grades import last_grading, read_gradings
from kit.classroom.model import Graded

pytestmark = [
    pytest.mark.kills,
    pytest.mark.slow,
    pytest.mark.whole,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows starts no process this way"),
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    (folder / "notebooks").mkdir(parents=True)
    for room in ("seeds", "answers"):
        (folder / room).symlink_to(RIVER.root / room)
    monkeypatch.chdir(folder)
    put(folder, {"roster.csv": ROSTER.encode()})
    files = {"1.json": hand_in("B-1"), "2.json": hand_in("B-2", wrong), "3.json": hand_in("x")}
    put(folder / "sent", files)
    return folder


def _run(folder: Path) -> None:
    """Collect, settle, grade by two policies and report."""
    kit("collect", "sent", "--to", folder, "--roster", "roster.csv")
    digest = sha256(Path("sent/3.json").read_bytes()).hexdigest()
    kit("settle", folder, "--whose", digest, "--is", "B-3 & B-1")
    kit("grade", folder)
    kit("grade", folder, "--policy", "best")
    kit("report", folder, "--to", f"{folder}.html")


def _what_it_is(folder: Path) -> Mapping[str, object]:
    """All that must not depend on kills."""
    told: list[str] = []
    own = ClassFolder(folder)
    grading = last_grading(own, told.append)
    assert grading
    rows: tuple[Graded, ...] = tuple(grading.rows)
    hand_ins = [(r.student, h) for r, h in received_hand_ins(own, told.append, by_student=True)]
    return {
        "told": told,
        "rows": rows,
        "policy": grading.policy,
        "hand-ins": hand_ins,
        "table": (folder / "grades.csv").read_bytes(),
    }


def _start(folder: Path) -> int:
    """The same in a process of its own; its number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            for stream in (1, 2):
                os.close(stream)
            _run(folder)
            code = 0
        finally:
            os._exit(code)
    return child


def test_nothing_is_blocked_or_different_after_kills(project: Path) -> None:
    _run(Path("undisturbed"))
    expected = _what_it_is(Path("undisturbed"))
    begun = time.monotonic()
    _, status = os.waitpid(_start(Path("timed")), 0)
    assert status == 0
    lasts = time.monotonic() - begun
    chance = random.Random(seed())  # noqa: S311 - moments, not secrets
    kills, struck = examples(10), 0
    folder = Path("killed")
    for number in range(kills):
        if number % 5 == 0:
            shutil.rmtree(folder, ignore_errors=True)
        child = _start(folder)
        time.sleep(chance.random() * lasts)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        struck += os.WIFSIGNALED(status)
        told: list[str] = []
        if folder.is_dir():
            read_gradings(ClassFolder(folder), told.append)
        assert told == []
        if number % 5 == 4 or number == kills - 1:
            _run(folder)
            assert _what_it_is(folder) == expected
    assert struck
    print(f"{struck} of {kills} runs of commands for a class were killed; none blocked the next")
