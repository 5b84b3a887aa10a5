"""What a person types for a lesson or an exercise is understood by every command in one way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest
from support.command_line import kit_says
from support.jupyterlab import ROOT

from kit.__main__ import COMMANDS
from kit.article.project import Project
from kit.commands.lazy import LazyCommand

EXERCISE, LESSON = "ostrel-bridge", "ostrel-bridge/1-who-says-so"
ROWS = {row.name: row for row in COMMANDS}
# Each command with what else it needs, and whether it takes a lesson or its exercise.
OF_A_LESSON = ["page {} --to x.html", "print {}", "accept class {}", "weight class {} id 0"]
OF_A_LESSON += ["preview {}", "export {} x.zip --to qti21", "key {}", "lab {}", "author {}"]
OF_A_LESSON += ["store {}"]
OF_AN_EXERCISE = ["check {}", "trust {}", "article {}", "pack {}", "share {}", "site {} --to site"]
OF_AN_EXERCISE += ["release {} --to x.zip", "demo-class {}", "collect --to class --exercise {}"]
KNOW_NO_OTHER = [words for words in OF_A_LESSON + OF_AN_EXERCISE if " class" not in words]


@pytest.fixture
def bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one exercise, and the working directory in it."""
    for room in ("seeds", "answers", "notebooks"):
        shutil.copytree(ROOT / room / EXERCISE, tmp_path / room / EXERCISE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def understood(words: str) -> list[object]:
    """The values that a command begins with; it does not begin."""
    name, *args = words.split()
    return [*LazyCommand(ROWS[name]).make_context(name, args).params.values()]


@pytest.mark.parametrize(
    ("start", "typed"),
    [
        (".", LESSON),
        (".", f"./{LESSON}/"),
        (".", f"answers/{LESSON}.md"),
        (".", f"./notebooks/{LESSON}.ipynb"),
        (".", f"notebooks/{LESSON}.questions.md"),
        ("notebooks", f"{LESSON}.ipynb"),
        (f"notebooks/{EXERCISE}", "1-who-says-so.ipynb"),
        (f"notebooks/{EXERCISE}", LESSON),
        ("seeds", f"../answers/{LESSON}.md"),
        ("seeds", f"answers/{LESSON}.md"),
    ],
)
def test_a_lesson_is_named_by_itself_or_by_a_file_from_anywhere(
    bridge: Path, monkeypatch: pytest.MonkeyPatch, start: str, typed: str
) -> None:
    monkeypatch.chdir(start)
    project = Project(bridge)
    assert project.named(typed) == project.named(str(project.answers(LESSON))) == LESSON


@pytest.mark.parametrize(
    "typed", [f"{EXERCISE}/", f"./seeds/{EXERCISE}", f"seeds/{EXERCISE}/article.txt"]
)
def test_an_exercise_is_named_by_itself_or_by_a_folder_or_file_of_it(
    bridge: Path, typed: str
) -> None:
    assert Project(bridge).named(typed) == EXERCISE


@pytest.mark.usefixtures("bridge")
@pytest.mark.parametrize("words", OF_A_LESSON)
def test_every_command_for_a_lesson_takes_a_file_of_it(words: str) -> None:
    for path in (f"answers/{LESSON}.md", f"./notebooks/{LESSON}.ipynb"):
        assert understood(words.format(path)) == understood(words.format(LESSON))
    assert LESSON in str(understood(words.format(LESSON)))


@pytest.mark.usefixtures("bridge")
@pytest.mark.parametrize("words", OF_AN_EXERCISE)
def test_every_command_for_an_exercise_takes_a_folder_or_a_lesson_of_it(words: str) -> None:
    for path in (f"seeds/{EXERCISE}/", f"notebooks/{EXERCISE}", f"answers/{LESSON}.md", LESSON):
        assert understood(words.format(path)) == understood(words.format(EXERCISE))
    assert EXERCISE in str(understood(words.format(EXERCISE)))


@pytest.mark.usefixtures("bridge")
@pytest.mark.parametrize("words", KNOW_NO_OTHER)
def test_a_name_that_is_not_there_is_one_sentence_with_what_is(words: str) -> None:
    said = kit_says(*words.format("./answers/ostrel-brige/1-who-says-so.md").split(), code=1)
    assert said.count("\n") == 1
    assert "There is no " in said
    assert "ostrel-brige" in said
    assert "did you mean “ostrel-bridge" in said
    assert "; name one of: ostrel-bridge" in kit_says(*words.format("zzz").split(), code=1)
    for typed in (f"../{EXERCISE}", f"{EXERCISE}/zzz"):
        said = kit_says(*words.format(typed).split(), code=1)
        assert said.startswith("There is no ")
        assert f"“{EXERCISE}" in said.partition("; ")[2] or f": {EXERCISE}" in said


@pytest.mark.usefixtures("bridge")
def test_where_a_lesson_is_wanted_an_exercise_says_its_lessons() -> None:
    said = kit_says("page", EXERCISE, "--to", "x.html", code=1)
    assert said.startswith(f"There is no lesson “{EXERCISE}”; name one of: {LESSON}, {EXERCISE}/2-")


@pytest.mark.skipif(os.name != "posix", reason="elsewhere JupyterLab runs beside the command")
@pytest.mark.usefixtures("bridge")
def test_what_follows_two_dashes_is_jupyterlab_s_also_where_no_lesson_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[list[str]] = []

    def start(_: str, command: list[str], __: object) -> NoReturn:
        started.append(command)
        raise SystemExit

    monkeypatch.setattr(os, "execve", start)
    for named in ([], [LESSON]):
        kit_says("lab", "--no-browser", *named, "--", "--port", "9999")
    assert [command[-3:] for command in started] == [
        ["--port", "9999", f"notebooks/{LESSON}.ipynb"]
    ] * 2
