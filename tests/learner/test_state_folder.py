"""Wherever a learner's home is read-only, full or missing: it works, or says what will be lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from support.card_sessions import WHO
from support.jupyterlab import ROOT, copy_project

from kit import lesson
from kit.article.project import Project
from kit.card.widget import Card
from kit.learner.log import Log, read_log
from kit.lesson.hand_in_form import HandInForm
from kit.lesson.lesson import Lesson

NOBODY = 65534
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs Unix permissions")


@pytest.fixture
def school() -> Iterator[Path]:
    """A folder that any user can reach, with a project that nobody may write to."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    copy_project(folder / "project")
    copy_project(folder / "rehearsal")
    _set_mode(folder / "project", 0o555)
    yield folder
    _set_mode(folder, 0o755)
    shutil.rmtree(folder)


def _set_mode(folder: Path, mode: int) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(mode if path.is_dir() else mode & 0o666)


def _home(school: Path, mode: int) -> Path:
    """A home of the student, with this mode."""
    home = school / "home"
    home.mkdir()
    if os.geteuid() == 0:
        os.chown(home, NOBODY, NOBODY)
    home.chmod(mode)
    return home


def _study(school: Path, env: Mapping[str, str]) -> dict[str, str]:
    """What a student who is not root sees, in the read-only project.

    A child of this process, because another user may not be allowed to start this Python.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _rehearse(school / "rehearsal")
            os.chdir(school / "project" / "notebooks")
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.environ.pop("KIT_HOME", None)
            os.environ.update(env)
            os.write(writer, json.dumps(_seen()).encode())
        except BaseException:
            os.write(writer, json.dumps({"failed": traceback.format_exc()}).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        seen: dict[str, str] = json.loads(pipe.read())
    os.waitpid(child, 0)
    assert "failed" not in seen, seen["failed"]
    return seen


def _rehearse(project: Path) -> None:
    """Load all that a student needs of Python while it may still be read."""
    os.chdir(project / "notebooks")
    os.environ["KIT_HOME"] = str(project / "home")
    _seen()


def _seen() -> dict[str, str]:
    """What a student sees who opens a lesson, answers, and hands in."""
    quiz = lesson(WHO)
    card = quiz.ask("passive-owner")
    assert isinstance(card, Card)
    before = card.state["warning"]
    _answer(card)
    form = quiz.hand_in()
    assert isinstance(form, HandInForm)
    form.name.value = "B-17"
    form.press()
    headline, after = card.state["feedback"]["headline"], card.state["warning"]
    return {"before": before, "headline": headline, "after": after, "handed": form.said.value}


@needs_posix
def test_read_only_lessons_work_and_the_hand_in_goes_to_the_home(school: Path) -> None:
    home = _home(school, 0o700)
    seen = _study(school, {"KIT_HOME": str(home / "state")})
    assert (seen["before"], seen["after"]) == ("", "")
    assert seen["headline"] == "Not yet."
    assert len(read_log(home / "state" / "log").entries) == 1
    (file,) = (home / "state" / "hand-ins").glob("*.json")
    assert "The folder of the lessons takes no file, so yours is here" in seen["handed"]
    assert str(file) in seen["handed"]


@pytest.mark.slow
@needs_posix
@pytest.mark.parametrize("named", ["state", "", "there"])
def test_a_read_only_home_is_said_before_anything_is_answered(school: Path, named: str) -> None:
    home = _home(school, 0o500)
    if named == "there":  # a log that was once written, as on a machine for an exam
        (home / "there" / "log").mkdir(parents=True)
        _set_mode(home / "there", 0o555)
    seen = _study(school, {"KIT_HOME": str(home / named)} if named else {"HOME": str(home)})
    assert seen["before"].startswith("Your answers cannot be written to disk.")
    assert seen["headline"] == "Not yet."
    assert "Your file could not be written to disk. Download it now" in seen["handed"]
    assert "data:application/json;base64," in seen["handed"]


@pytest.mark.slow
@needs_posix
def test_a_missing_home_is_made_or_it_is_said_that_there_is_none(school: Path) -> None:
    home = _home(school, 0o700)
    made = _study(school, {"HOME": str(home / "not" / "yet")})
    assert (made["before"], made["after"]) == ("", "")
    assert len(list(home.rglob("*.jsonl"))) == 1
    missing = _study(school, {"HOME": "/proc/none"})
    assert missing["before"].startswith("Your answers cannot be written to disk.")


def test_a_home_that_vanishes_under_a_running_kernel_comes_back(tmp_path: Path) -> None:
    card = _card(tmp_path / "home")
    _answer(card)
    shutil.rmtree(tmp_path / "home")
    _answer(card)
    assert card.state["warning"] == ""
    assert len(read_log(tmp_path / "home" / "log").entries) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB, where one may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)  # a log is still open there


def test_a_full_disk_is_said_with_the_answer_and_nothing_is_lost_once_there_is_room(
    small_disk: Path,
) -> None:
    card = _card(small_disk)
    _answer(card)
    assert card.state["warning"] == ""
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(b"x" * 65536)
    answered = 1
    while not card.state["warning"]:
        _answer(card)
        answered += 1
        assert answered < 200
    assert card.state["warning"].startswith("Your answers cannot be written to disk.")
    assert card.state["feedback"]["headline"] == "Not yet."
    filler.unlink()
    _answer(card)
    assert card.state["warning"] == ""
    history = read_log(small_disk / "log")
    assert (len(history.entries), history.damaged <= 1) == (answered + 1, True)


def test_two_tabs_keep_what_each_of_them_did(tmp_path: Path) -> None:
    tabs = [_card(tmp_path), _card(tmp_path)]
    for _ in range(3):
        for tab in tabs:
            _answer(tab)
    history = read_log(tmp_path / "log")
    assert len({entry.id for entry in history.entries}) == 6
    assert len(list((tmp_path / "log").iterdir())) == 2
    assert _card(tmp_path).state["feedback"]["headline"] == "Not yet."


def _card(home: Path) -> Card:
    card = Lesson(WHO, Project(ROOT), Log(home)).ask("passive-owner")
    assert isinstance(card, Card)
    return card


def _answer(card: Card) -> None:
    """Another wrong answer than the one that is there: the same one again is no try."""
    wrong = ["American and allies", "The New York Times"]
    now = card.state["response"].get("ticked", wrong[1:])
    response = {"ticked": [wrong[1 - wrong.index(now[0])]]}
    card.hear({"do": "check", "seq": 1, "response": response})
