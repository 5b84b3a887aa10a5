"""Python in a browser: what its drive gets is kept, and where there is none, that is said."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from support.jupyterlab import RIVER

from kit import magic
from kit.learner import hand_in as hand_ins
from kit.learner import log as logs
from kit.learner.hand_in import hand_in_folders
from kit.learner.log import Entry, Log, home, learner_of, read_log, stamp
from kit.lesson.displays import Notice
from kit.lesson.lesson import Lesson


class FilesOfADrive:
    """Stands for ``os``: a file gets what was written to it when it is closed, and not before."""

    def __init__(self) -> None:
        self.is_full = False
        self._written: dict[int, tuple[Path, bytes]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: Path, flags: int, mode: int) -> int:
        """The number of a file."""
        number = os.open(path, flags, mode)
        self._written[number] = path, b""
        return number

    def write(self, number: int, data: bytes) -> int:
        """How much was written: all of it."""
        path, before = self._written[number]
        self._written[number] = path, before + data
        return len(data)

    def close(self, number: int) -> None:
        """Give the drive what was written."""
        path, data = self._written.pop(number)
        os.close(number)
        if self.is_full:
            raise OSError(28, "No space left on device")
        path.write_bytes(path.read_bytes() + data)


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the drive of a browser would be; it is not there yet."""
    folder = tmp_path / "drive"
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(logs, "DRIVE", folder)
    monkeypatch.setattr(hand_ins, "DRIVE", folder)
    monkeypatch.delenv("KIT_HOME", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "memory"))
    return folder


@pytest.fixture
def files(drive: Path, monkeypatch: pytest.MonkeyPatch) -> FilesOfADrive:
    """A drive that is there."""
    drive.mkdir()
    found = FilesOfADrive()
    monkeypatch.setattr(logs, "os", found)
    return found


def _try(question: str, lesson: str = "l") -> Entry:
    now = stamp()
    return Entry("try", lesson, question, now["at"], now["id"])


def test_each_answer_is_on_the_drive_as_soon_as_it_is_given(
    drive: Path, files: FilesOfADrive
) -> None:
    log = Log(home())
    assert home().is_relative_to(drive)
    for number in range(3):
        log.append(_try(f"q{number}"))
        kept = [entry.question for entry in read_log(home() / "log").entries]
        assert kept == [f"q{n}" for n in range(number + 1)]
        assert log.kept
    assert len(list((home() / "log").iterdir())) == 1


def test_a_full_drive_is_said_and_gets_what_waited_when_it_has_room(
    drive: Path, files: FilesOfADrive
) -> None:
    log, kept = Log(home()), []
    for question, files.is_full in (("first", False), ("second", True)):
        log.append(_try(question))
        kept.append(log.kept)
    assert kept == [True, False]
    assert [entry.question for entry in log.read().entries] == ["first", "second"]
    files.is_full = False
    log.append(_try("third"))
    assert log.kept
    history = read_log(home() / "log")
    assert [entry.question for entry in history.entries] == ["first", "second", "third"]
    assert history.damaged == 0


def test_an_answer_goes_to_a_new_file_where_somebody_took_the_old_one_away(
    drive: Path, files: FilesOfADrive
) -> None:
    log = Log(home())
    log.append(_try("first"))
    for file in (home() / "log").iterdir():
        file.unlink()
    log.append(_try("second"))
    assert [entry.question for entry in read_log(home() / "log").entries] == ["second"]


@pytest.mark.parametrize("named", [False, True])
def test_without_a_drive_nothing_counts_as_kept_and_no_drive_is_made_up(
    drive: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    if named:
        monkeypatch.setenv("KIT_HOME", str(drive / "says-who"))
    log = Log(home())
    assert not log.kept
    log.append(_try("q"))
    assert not log.kept
    assert [entry.question for entry in log.read().entries] == ["q"]
    assert learner_of(home()) == ""
    assert hand_in_folders(RIVER.root) == ()
    assert not drive.exists()


def test_each_card_says_that_nothing_is_kept_and_the_hand_in_is_to_be_downloaded(
    drive: Path,
) -> None:
    log = Log(home())
    lesson = Lesson("river", RIVER, log)
    card = lesson.ask("owner")
    assert not isinstance(card, Notice)
    assert "only until the kernel stops" in str(card.state["warning"])
    log.append(_try("owner", "river"))
    form = lesson.hand_in()
    assert not isinstance(form, Notice)
    form.name.value = "Ada"
    form.press()
    assert "this is the only copy" in form.said.value
    assert 'download="river-Ada-' in form.said.value


def test_hand_ins_go_to_the_drive_where_the_list_of_files_shows_them(
    drive: Path, files: FilesOfADrive
) -> None:
    assert hand_in_folders(RIVER.root) == (drive / "hand-ins",)


def test_a_package_that_is_not_there_is_a_sentence(
    drive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    shown = Lesson("river", RIVER, Log(home())).table("evidence")
    assert isinstance(shown, Notice)
    assert "pandas" in repr(shown)
    magic.run_command("check")
    assert capsys.readouterr().out.startswith("The commands of kit need Python on a computer.")


def test_a_cell_that_needs_a_package_says_so_in_one_line(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kit.magic.get_ipython", lambda: shell)
    magic.say_what_is_missing()
    shell.run_cell("import no_such_package")
    shell.set_custom_exc((), None)
    said = capsys.readouterr()
    assert said.out == "This needs the Python package “no_such_package”, which is not here.\n"
    assert said.err == ""
