"""One script sets up and starts everything, on any system, and says what it does."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from support.jupyterlab import ROOT

SCRIPT = ROOT / "start.py"

# A package that is built by a module beside it, so that nothing is fetched.
_BUILDER = """
import zipfile
from pathlib import Path

NAME = "tiny-1.0"
INFO = {
    "METADATA": "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n",
    "WHEEL": "Wheel-Version: 1.0\\nGenerator: tiny\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    "RECORD": "",
}

def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(Path(folder) / f"{NAME}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tiny.pth", str(Path.cwd()))
        for name, text in INFO.items():
            wheel.writestr(f"{NAME}.dist-info/{name}", text)
    return f"{NAME}-py3-none-any.whl"

build_wheel = build_editable
"""
_PROJECT = """
[build-system]
requires = []
build-backend = "builder"
backend-path = ["."]
"""


def _load() -> Any:
    spec = spec_from_file_location("start", SCRIPT)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


start = _load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small project with the script, in a folder with a long name that is not in ASCII."""
    root = tmp_path / ("Łódź – häusliche Aufgaben " + "lang " * 20).strip() / "says who"
    (root / "requirements").mkdir(parents=True)
    (root / "requirements" / "lab.txt").write_text("# nothing\n")
    (root / "requirements" / "test.txt").write_text("# nothing\n")
    (root / "pyproject.toml").write_text(_PROJECT)
    (root / "builder.py").write_text(_BUILDER)
    shutil.copy(SCRIPT, root)
    return root


def run(
    root: Path, *words: str, path: str | None = None, version: tuple[int, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """The script, called from elsewhere; by a Python that says to be of another version."""
    script = str(root / "start.py")
    command = [sys.executable, script]
    if version:
        lie = f"import runpy, sys; sys.version_info = {version}; sys.argv = {[script, *words]!r}; "
        command = [sys.executable, "-c", f"{lie}runpy.run_path(sys.argv[0], run_name='__main__')"]
    own = {**os.environ, "PIP_NO_INDEX": "1"} | ({} if path is None else {"PATH": path})
    done = [*command, *(() if version else words)]
    return subprocess.run(
        done, cwd=root.parent, env=own, capture_output=True, encoding="utf-8", timeout=120
    )


# -- Set up for real


@pytest.mark.whole
def test_it_sets_up_once_says_how_far_it_is_and_sets_up_anew_when_something_changed(
    folder: Path,
) -> None:
    first = run(folder, "ready", path=os.defpath)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Setting up .venv: once, a minute or two, about 400 MB." in first.stdout
    assert [line[:8] for line in first.stdout.splitlines() if line.startswith("[")] == [
        "[1 of 3]", "[2 of 3]", "[3 of 3]",
    ]  # fmt: skip
    assert first.stdout.endswith("Ready.\n")
    assert run(folder, "ready").stdout == ""
    (folder / "requirements" / "lab.txt").write_text("# something\n")
    assert "Bringing .venv up to date." in run(folder, "ready").stdout
    (folder / "kit" / "card").mkdir(parents=True)
    (folder / "kit" / "card" / "card.bundle.js").write_text("// new")
    assert "Bringing .venv up to date." in run(folder, "ready").stdout
    assert run(folder, "ready").stdout == ""

    moved = folder.rename(folder.with_name("moved"))
    assert "making .venv" in run(moved, "ready").stdout
    python = start.Environment(moved).python
    python.unlink()  # as where the Python that it was made from was taken away
    assert "making .venv" in run(moved, "ready").stdout
    (moved / ".venv" / "pyvenv.cfg").write_bytes(b"\xff half of it")
    assert "making .venv" in run(moved, "ready").stdout
    shutil.rmtree(moved / ".venv" / "lib")  # as where making it was interrupted
    (moved / ".venv" / "ready").unlink()
    assert "making .venv" in run(moved, "ready").stdout


@pytest.mark.whole
def test_without_a_network_it_says_so_and_goes_on_from_there(folder: Path) -> None:
    (folder / "requirements" / "lab.txt").write_text("no-such-package-anywhere==1.0\n")
    done = run(folder, "ready")
    assert done.returncode == 1
    assert "The packages could not be installed: the Python package index was not" in done.stderr
    assert "Traceback" not in done.stderr
    assert "no-such-package-anywhere" in (folder / ".venv" / "setup.log").read_text("utf-8")
    (folder / "requirements" / "lab.txt").write_text("# mended\n")
    again = run(folder, "ready").stdout
    assert ".venv is there" in again
    assert again.endswith("Ready.\n")


# -- What may go wrong


def test_any_python_that_people_have_can_read_it() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_gives_way_to_a_newer_one_or_says_how_to_get_one(
    folder: Path, tmp_path: Path
) -> None:
    alone = run(folder, "lab", path=str(tmp_path), version=(3, 9, 1))
    assert alone.returncode == 1
    assert "This needs Python 3.11 or newer, and this is Python" in alone.stderr
    assert "sudo apt install python3 python3-venv" in alone.stderr
    newer = tmp_path / "python3.12"
    newer.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    newer.chmod(0o755)
    helped = run(folder, "help", path=str(tmp_path), version=(3, 9, 1))
    assert "python3 start.py lab" in helped.stdout


def test_it_says_what_can_be_asked_for(folder: Path) -> None:
    assert "python3 start.py lab" in run(folder).stdout
    wrong = run(folder, "labb")
    assert wrong.returncode == 2
    assert "python3 start.py lab" in wrong.stderr


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full. About 400 MB"),
        ("[WinError 112] There is not enough space on the disk", "the disk is full"),
        ("WARNING: Retrying (Retry(total=4)) after connection broken", "was not reached"),
        ("error: Failed to fetch: `https://…/simple/anyio/`", "was not reached"),
        ("Temporary failure in name resolution", "was not reached"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED]", "was not reached"),
        ("[Errno 13] Permission denied: '/srv/.venv'", "Is this folder yours to write in"),
        ("[WinError 5] Access is denied: 'C:\\\\x'", "is no JupyterLab of it still open?"),
        ("[Errno 30] Read-only file system", "copy the folder to a place of your own"),
        ("HINT: ... enable Windows Long Path support", "path of this folder is too long"),
        ("something else\n", "the last words were:\nsomething else"),
    ],
)
def test_each_failure_is_told_as_what_it_means(said: str, meant: str) -> None:
    assert meant in start.explain(said, "lab", Path("/here"))


class Pretended:
    """An environment on a faked system, whose programs only say what they were asked."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, windows: bool = True) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: None)
        self.environment = start.Environment(root, windows=windows)
        self.asked: list[list[str]] = []
        self.answers: dict[str, tuple[bool, str]] = {}
        self.environment._run = self.answer

    def answer(self, command: list[str], hear: Callable[[str], object] = len) -> tuple[bool, str]:
        self.asked.append(command)
        for word, answer in self.answers.items():
            if word in " ".join(command):
                return answer
        if command[1:3] == ["-m", "venv"]:
            python: Path = self.environment.python
            python.parent.mkdir(parents=True)
            python.touch()
            config = f"home = {sys.prefix}\ncommand = python -m venv --clear {command[-1]}\n"
            (self.environment.folder / "pyvenv.cfg").write_text(config, encoding="utf-8")
        return True, ""


def test_on_windows_everything_is_done_by_the_python_in_scripts(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = Pretended(folder, monkeypatch)
    windows.environment.prepare("test")
    python = str(folder / ".venv" / "Scripts" / "python.exe")
    assert [command[0] for command in windows.asked[-2:]] == [python, python]
    assert windows.asked[-2][-2:] == ["-r", str(folder / "requirements" / "test.txt")]
    assert windows.environment.has("test")
    assert windows.environment.has("lab")  # what the tests need holds what lessons need
    count = len(windows.asked)
    windows.environment.prepare("lab")
    assert len(windows.asked) == count


def test_uv_is_used_where_it_is_and_pip_where_uv_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = Pretended(folder, monkeypatch, windows=False)
    system.environment.uv = "/opt/uv"
    system.answers = {"/opt/uv venv": (False, "no such flag"), "/opt/uv pip": (True, "")}
    system.environment.prepare("lab")
    assert [c[:3] for c in system.asked[-2:]] == [["/opt/uv", "pip", "install"]] * 2
    (folder / ".venv" / "ready").unlink()
    system.answers["/opt/uv pip"] = (False, "Failed to fetch")
    system.environment.prepare("lab")
    assert "uv could not do it, so pip tries" in capsys.readouterr().out
    assert system.environment.has("lab")


def test_a_python_without_venv_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = Pretended(folder, monkeypatch, windows=False)
    system.answers = {"import venv, ensurepip": (False, "No module named 'ensurepip'")}
    with pytest.raises(start.Stop, match="sudo apt install python3-venv"):
        system.environment.prepare("lab")


def test_a_folder_that_takes_nothing_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = Pretended(folder, monkeypatch, windows=False)
    said = "Error: [Errno 30] Read-only file system: '.venv'"
    system.answers = {"-m venv": (False, said)}
    with pytest.raises(start.Stop, match=r"(?s)Is this folder yours to write in.*says who"):
        system.environment.prepare("lab")

    def refuse(path: Path, data: bytes) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    system.answers = {}
    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(start.Stop, match="Is this folder yours to write in"):
        system.environment.prepare("lab")


def test_an_interrupted_run_leaves_nothing_that_looks_ready(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = Pretended(folder, monkeypatch, windows=False)
    system.environment.prepare("lab")
    (folder / "requirements" / "lab.txt").write_text("# newer\n")

    def interrupt(command: list[str], hear: Callable[[str], object] = len) -> tuple[bool, str]:
        if "-r" in command:
            raise KeyboardInterrupt
        return True, ""

    system.environment._run = interrupt
    monkeypatch.setattr(start, "Environment", lambda root: system.environment)
    assert start.main(["ready"]) == 130
    assert "goes on from here" in capsys.readouterr().err
    (folder / "requirements" / "lab.txt").write_text("# nothing\n")  # as it was when it was ready
    assert not system.environment.has("lab")


def test_progress_counts_packages_and_says_what_takes_long(
    capsys: pytest.CaptureFixture[str],
) -> None:
    progress = start.Progress(50)
    for number in range(50):
        progress.hear(f"Collecting package-{number}==1.0 (from -r lab.txt)\n")
        progress.hear("  Downloading package.whl\n")
    progress.hear("Installing collected packages: a, b\n")
    said = capsys.readouterr().out
    assert "    25 of 50: package-24\n    50 of 50: package-49\n" in said
    assert "half a minute more" in said


@pytest.mark.slow
def test_where_programs_cannot_become_others_ctrl_c_is_left_to_the_one_that_runs(
    tmp_path: Path,
) -> None:
    """On Windows both get it: the script must wait until JupyterLab has put its kernels away."""
    own = tmp_path / "own.py"
    own.write_text(
        "import os, runpy, signal, sys, threading\n"
        f"start = runpy.run_path({str(SCRIPT)!r})\n"
        "threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "child = 'import time; time.sleep(1.5); print(\"put away\"); raise SystemExit(7)'\n"
        "start['become']([sys.executable, '-c', child], dict(os.environ), False)\n"
    )
    done = subprocess.run([sys.executable, own], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (7, "put away"), done.stderr


# -- One definition


def test_make_and_the_workflows_start_the_same_script() -> None:
    for name in ("Makefile", "kit/classroom/releasing/student_texts/Makefile.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "\t@$(START) lab $(LAB_FLAGS)\n" in text
        assert "pip install --no-compile" not in text
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    for system in ("windows-latest", "macos-latest"):
        assert system in workflow
    assert "python start.py test" in workflow


@pytest.mark.parametrize(
    "name", ["tests/steps.toml", "kit/classroom/releasing/student_texts/steps.toml.txt"]
)
def test_each_step_of_the_tests_has_a_title_a_command_and_how_to_mend_it(name: str) -> None:
    steps = tomllib.loads((ROOT / name).read_text(encoding="utf-8"))["step"]
    assert steps
    for step in steps:
        assert set(step) - {"only_reads"} == {"title", "of", "run", "mend"}
        assert step.get("only_reads", True) is True
        assert set(step["of"]) <= {"test", "quick", "soak"}


def _with_steps(folder: Path, *steps: str) -> Any:
    (folder / "tests").mkdir()
    (folder / "tests" / "steps.toml").write_text("".join(steps), encoding="utf-8")
    environment = start.Environment(folder)
    environment.python = Path(sys.executable)
    return environment


def _step(title: str, code: str, only_reads: bool = False) -> str:
    reads = "only_reads = true\n" if only_reads else ""
    run = f'run = ["-c", {code!r}]\nmend = "Look."\n'
    return f'[[step]]\ntitle = "{title}"\nof = ["test"]\n{reads}{run}'


def test_a_step_that_fails_stops_the_others_and_says_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = [("a", ""), ("b", "raise SystemExit(3)"), ("c", "")]
    environment = _with_steps(folder, *(_step(*each) for each in steps))
    with pytest.raises(start.Stop, match=r"start.py test stopped at: b. Look."):
        start.check(environment, "test", [])
    assert capsys.readouterr().out == "== a\n== b\n"


def test_steps_that_only_read_run_side_by_side_and_are_told_in_order(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first waits for what only the second writes, and is told before it all the same."""
    sign = (tmp_path / "sign").as_posix()
    waits = f'import os; [0 for _ in iter(lambda: os.path.exists("{sign}"), True)]; print("one ✓")'
    writes = f'open("{sign}", "w").close(); print("two")'
    fails = "raise SystemExit(3)"
    steps = [("a", waits), ("b", writes), ("c", fails)]
    after = _step("d", "")
    environment = _with_steps(folder, *(_step(*each, only_reads=True) for each in steps), after)
    with pytest.raises(start.Stop, match=r"start.py test stopped at: c. Look."):
        start.check(environment, "test", [])
    assert capsys.readouterr().out == "== a\none ✓\n== b\ntwo\n== c\n"
