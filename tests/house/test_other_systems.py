"""What Windows and macOS do otherwise: line ends, files in use, encodings, paths."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from support.jupyterlab import ROOT, copy_project

from kit.article import files
from kit.article.packages import as_typed
from kit.article.project import Project
from kit.article.seed import Unreadable, read_article, read_evidence, read_source
from kit.check.check import check
from kit.classroom.shared_table import append_row
from kit.learner.log import Entry, Log
from kit.lesson.copies import read_copies

CODE = [*sorted((ROOT / "kit").rglob("*.py")), ROOT / "start.py"]
UNIX_ONLY = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog", "readline"}


def _calls(path: Path) -> Iterator[tuple[str, str, set[str]]]:
    """The calls in a file: where, what is called, and the names of what is given."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            place = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
            yield place, ast.unparse(node.func), {str(keyword.arg) for keyword in node.keywords}


@pytest.mark.slow
def test_a_course_saved_with_the_line_ends_of_windows_is_the_same_course(tmp_path: Path) -> None:
    own, other = Project(ROOT), Project(copy_project(tmp_path))
    for path in tmp_path.rglob("*.*"):
        if path.suffix in (".md", ".txt", ".csv", ".toml"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    pairs = zip(read_copies(own, own.lessons()), read_copies(other, other.lessons()), strict=True)
    for (name, here), (_, there) in pairs:
        assert getattr(here, "revision", here) == getattr(there, "revision", there), name
        assert getattr(here, "question_set", here) == getattr(there, "question_set", there), name
    for exercise in own.exercises():
        for read in (read_article, read_evidence, read_source):
            assert read(own, exercise) == read(other, exercise), exercise
    assert [str(problem) for problem in check(other, [])] == []


def test_what_is_written_has_the_same_line_ends_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without this flag Windows would write a carriage return before each line end."""
    asked: list[int] = []
    open_file = os.open

    def note(path: Path, flags: int, mode: int = 0o777) -> int:
        asked.append(flags & files.BINARY)
        return open_file(path, flags & ~files.BINARY, mode)

    for module in ("article.files", "learner.log", "classroom.shared_table"):
        monkeypatch.setattr(f"kit.{module}.BINARY", 1 << 20)
    monkeypatch.setattr(os, "open", note)
    monkeypatch.setattr(files, "sync_folder", lambda folder: None)
    files.replace(tmp_path / "a", b"a\n")
    append_row(tmp_path / "b.csv", ("x",), ("1",))
    Log(tmp_path).append(Entry("try", "river", "a", "2026-01-01", "1"))
    assert asked == [1 << 20] * 3
    assert {path.read_bytes().count(b"\r") for path in tmp_path.rglob("*") if path.is_file()} == {0}


@pytest.mark.slow
def test_every_file_that_is_opened_or_written_says_in_which_way() -> None:
    faults = []
    for path in CODE:
        for place, name, given in _calls(path):
            if name.endswith((".read_text", ".write_text")) and "encoding" not in given:
                faults.append(f"{place}: in which encoding?")
            if name.endswith(".write_text") and "newline" not in given:
                faults.append(f"{place}: with which line ends?")
    assert faults == []


@pytest.mark.slow
def test_no_module_is_used_that_only_unix_has() -> None:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = getattr(node, "module", None) or ""
                names = {module, *(alias.name for alias in node.names)}
                assert not names & UNIX_ONLY, path


@pytest.mark.parametrize("busy", [1, 3])
def test_a_file_that_another_program_looks_at_is_replaced_once_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, busy: int
) -> None:
    path, tries = tmp_path / "grades.csv", iter(range(99))
    path.write_text("old")
    put = Path.replace

    def refuse(part: Path, target: Path) -> Path:
        if next(tries) < busy:
            raise PermissionError(13, "The process cannot access the file", str(target))
        return put(part, target)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    files.replace(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_stays_in_use_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "grades.csv"
    path.write_text("old")

    def refuse(part: Path, target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    with pytest.raises(PermissionError, match="cannot access the file"):
        files.replace(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("path", "root", "said"),
    [
        (PureWindowsPath(r"C:\Übung\says who\answers\river\1-a.md"), r"C:\Übung\says who", ""),
        (PureWindowsPath(r"\\server\class\answers\river\1-a.md"), r"\\server\class", ""),
        (PureWindowsPath(r"D:\other\a.md"), r"C:\says who", r"D:\other\a.md"),
    ],
)
def test_a_file_of_the_project_is_named_alike_on_every_drive(
    path: PureWindowsPath, root: str, said: str
) -> None:
    project = Project(PureWindowsPath(root))  # type: ignore[arg-type]
    assert project.name(path) == (said or "answers/river/1-a.md")  # type: ignore[arg-type]


@pytest.mark.whole
def test_lessons_work_in_a_folder_with_a_long_name_that_is_not_in_ascii(tmp_path: Path) -> None:
    folder = tmp_path / ("Łódź – 学校 – " + "sehr lang " * 18).strip()
    project = Project(copy_project(folder))
    copies = read_copies(project, project.lessons())
    assert [name for name, copy in copies if isinstance(copy, Unreadable)] == []
    assert check(project, []) == check(Project(ROOT), [])


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
@pytest.mark.slow
def test_a_terminal_with_an_old_encoding_gets_text_and_no_traceback(encoding: str) -> None:
    own = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for words in (["check", "--explain", "asks-once"], ["preview", "start-here"], ["chek"]):
        done = subprocess.run(
            [sys.executable, "-m", "kit", *words], cwd=ROOT, env=own, capture_output=True
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode == (2 if words == ["chek"] else 0), done.stderr


def test_a_command_to_type_is_quoted_for_every_shell() -> None:
    python = r"C:\Users\Ann Lee\.venv\Scripts\python.exe"
    typed = as_typed([python, "-m", "pip", "install", "numpy>=2.4,<3"])
    assert typed == f'"{python}" -m pip install "numpy>=2.4,<3"'
    assert as_typed(["/srv/.venv/bin/python", "-m", "pip"]) == "/srv/.venv/bin/python -m pip"


def test_no_file_of_the_project_has_a_name_that_windows_refuses() -> None:
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        pytest.skip("the files of the project are only known where git knows them")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = listed.stdout.decode().split("\0")
    devices = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
    for name in filter(None, names):
        for part in PurePosixPath(name).parts:
            assert not set(part) & set('<>:"\\|?*'), name
            assert part.split(".")[0].lower() not in devices, name
            assert not part.endswith((".", " ")), name
        assert len(name) < 160, name  # Windows takes 260 with the folder that it is in
    assert len({name.lower() for name in names}) == len(names)
