"""The commands of kit in a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from support.jupyterlab import ROOT

import kit
from kit.article.project import Project, find_project

LESSONS = Project(ROOT).lessons()


@pytest.fixture
def notebook(shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch) -> InteractiveShell:
    monkeypatch.chdir(ROOT / "notebooks" / "instructors")
    kit.load_ipython_extension(shell)
    return shell


def test_a_command_says_what_it_says_on_the_terminal(
    notebook: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook.run_line_magic("kit", "check start-here")
    assert capsys.readouterr().out == "No problems found.\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [("chek", "No such command 'chek'"), ('check "start', "Close every quotation mark")],
)
def test_a_slip_is_said_and_raises_nothing(
    line: str, said: str, notebook: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook.run_line_magic("kit", line)
    assert said in "".join(capsys.readouterr())


def test_a_scratch_folder_has_empty_rooms_and_the_files_named(
    notebook: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook.run_line_magic("scratch", "../../seeds/start-here/article.txt")
    assert "scratch folder" in capsys.readouterr().out
    project = find_project()
    assert project.root == Path.cwd().resolve() != ROOT
    assert project.lessons() == project.exercises() == ()
    article = Path("article.txt").read_bytes()
    assert article == (ROOT / "seeds" / "start-here" / "article.txt").read_bytes()


def test_a_scratch_folder_takes_a_copy_of_an_exercise(notebook: InteractiveShell) -> None:
    exercise = next(name for name in Project(ROOT).exercises() if f"{name}/" in " ".join(LESSONS))
    notebook.run_line_magic("scratch", f"{exercise} start-here")
    project = find_project()
    assert project.root != ROOT
    assert project.exercises() == (exercise, "start-here")
    own = tuple(name for name in LESSONS if name.startswith(f"{exercise}/"))
    assert project.lessons() == (*own, "start-here")
    assert all(project.notebook(name).is_file() for name in project.lessons())


def test_a_scratch_folder_is_not_made_without_the_files_named(
    notebook: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path.cwd()
    notebook.run_line_magic("scratch", "nothing.txt")
    assert (
        capsys.readouterr().out == "There is no file and no exercise nothing.txt; check the name.\n"
    )
    assert Path.cwd() == before
