"""A command that is killed at any moment blocks nothing, and the same command then does the rest.

However often and whenever collect, settle, grade and report are killed, a class ends as one that
nobody disturbed; and so it does where two of them run at once.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from support.commands_apart import Apart, kill
from support.jupyterlab import RIVER
from support.made_up_class import a_try, all_tries, entry, right, wrong
from support.soak import kills_wanted, seed
from support.uploads import hand_in, put, zipped

from kit.classroom.collecting.settle import settle
from kit.classroom.disputes import read_disputes
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.grades import last_grading
from kit.question.model import Response

pytestmark = [
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9 and fork"),
]

ROSTER = "id,name,section\n" + "".join(f"B-{n},Student {n},{'xy'[n % 2]}\n" for n in range(12))
DUE = "2030-01-01T18:00"
FIRST = {f"{n}.json": hand_in(f"B-{n}", right if n % 3 else wrong) for n in range(8)}
THEN = {
    "again.json": FIRST["1.json"],
    "more.json": hand_in("B-1", wrong),
    "late.json": hand_in(
        "B-9",
        entries=[
            a_try("owner", Response(ticked=("the mayor",))),
            entry("dispute", "owner", 2, reason="S3 names him.", page="S3"),
        ],
    ),
    "whose.json": hand_in("Nobody", entries=all_tries(right)),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the made-up exercise, and what students sent beside it."""
    tmp_path = tmp_path_factory.mktemp("place")
    shutil.copytree(RIVER.root, tmp_path / "river", ignore=shutil.ignore_patterns("hand-ins"))
    (tmp_path / "river" / "notebooks").mkdir()
    put(tmp_path, {"roster.csv": ROSTER.encode(), "first.zip": zipped(FIRST)})
    put(tmp_path, {"then.zip": zipped(THEN)})
    return tmp_path


@pytest.fixture(scope="module")
def apart(place: Path) -> Iterator[Apart]:
    """Commands in that folder."""
    apart = Apart(place / "river")
    yield apart
    apart.close()


@pytest.fixture(scope="module")
def undisturbed(place: Path, apart: Apart) -> tuple[dict[str, Any], list[float]]:
    """A class that nobody disturbed, and how many seconds each command took."""
    takes: list[float] = []
    for step in _steps(place, "quiet"):
        began = time.perf_counter()
        code, said = apart.run(*step)
        assert code == 0, said
        takes.append(time.perf_counter() - began)
    return _state(place, "quiet"), takes


def _steps(place: Path, name: str) -> list[tuple[object, ...]]:
    """A term in commands, of a class of this name."""
    to, sent = place / name, place
    return [
        ("collect", sent / "first.zip", "--to", to, "--roster", sent / "roster.csv"),
        ("settle", to, "--due", DUE, "--excuse", "B-3"),
        ("grade", to),
        ("collect", sent / "then.zip", "--to", to),
        ("settle", to, "--pseudonym", "Nobody", "--is", "B-10"),
        ("grade", to, "--policy", "last"),
        ("report", to, "--to", place / f"{name}.html"),
    ]


def _state(place: Path, name: str) -> dict[str, Any]:
    """All of a class that does not tell when and how often a command was begun."""
    folder = ClassFolder(place / name)
    found, grading = settle(folder), last_grading(folder)
    assert grading is not None
    assert found.damaged == ()
    page = (place / f"{name}.html").read_text(encoding="utf-8")
    return {
        "owners": dict(sorted(found.owners.items())),
        "waiting": sorted(one.receipt.sha256 for one in found.waiting),
        "decided": replace(found.decided),
        "files": sorted(path.name for path in folder.hand_ins.iterdir()),
        "rows": [replace(row) for row in grading.rows],
        "policy": (grading.policy, grading.keys, grading.new_keys),
        "table": (folder.root / "grades.csv").read_bytes(),
        "disputes": read_disputes(folder),
        "page": _timeless(page),
    }


def _timeless(page: str) -> str:
    """A page without its times, and without how often a file and a grading came again."""
    page = re.sub(r"20\d\d-\d\d-\d\d( \d\d:\d\d)?", "TIME", page)
    page = re.sub(r"; \d+ the same again", "", page)
    return re.sub(r"[Gg]rading \d+", "grading", page)


def _kill_within(apart: Apart, step: Sequence[object], seconds: float) -> bool:
    """Start a command and kill it after so long; whether it was still there."""
    child = apart.begin(*step)
    time.sleep(seconds)
    kill(child)
    code, said = apart.end()
    assert code in (-9, 0), said
    return code == -9


def test_a_class_whose_commands_are_killed_at_random_ends_as_one_that_nobody_disturbed(
    apart: Apart, place: Path, undisturbed: tuple[dict[str, Any], list[float]]
) -> None:
    quiet, takes = undisturbed
    chance = random.Random(seed())  # noqa: S311 - moments, not secrets
    kills = met = rounds = 0
    wanted = kills_wanted()
    while kills < wanted:
        name = f"round-{rounds}"
        steps = _steps(place, name)
        each = [2 if wanted > 20 else int(n in chance.sample(range(len(steps)), 5))
                for n in range(len(steps))]  # fmt: skip
        for step, take, times in zip(steps, takes, each, strict=True):
            for _ in range(times):
                met += _kill_within(apart, step, chance.uniform(0, take))
                kills += 1
            code, said = apart.run(*step)
            assert code == 0, (step, said)
            assert "Traceback" not in said
        assert _state(place, name) == quiet, name
        shutil.rmtree(place / name)
        rounds += 1
    print(f"{kills} kills, {met} while a command ran, in {rounds} classes; all as if undisturbed")
    assert met > kills / 3


@pytest.mark.skipif(kills_wanted() < 20, reason="make soak runs two commands at once")
def test_two_commands_at_once_end_as_one_after_the_other(
    apart: Apart, place: Path, undisturbed: tuple[dict[str, Any], list[float]]
) -> None:
    other = Apart(place / "river")
    try:
        for first in _steps(place, "both"):
            apart.begin(*first)
            other.begin(*first)
            for code, said in (apart.end(), other.end()):
                assert code == 0, (first, said)
                assert "Traceback" not in said
        both, (quiet, _) = _state(place, "both"), undisturbed
        assert [*unified_diff(quiet["page"].splitlines(), both["page"].splitlines())] == []
        assert both == quiet
    finally:
        other.close()
