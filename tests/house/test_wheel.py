"""The built package works in an empty folder, on a machine that has no checkout.

Its environment gets all packages from the package index.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.jupyterlab import ROOT

ARTICLE = (
    "Council plans a new bridge\n\n"
    "The council will build a bridge next year, the mayor said on Monday.\n\n"
    "It may cost as much as 4 million, according to two officials who asked not to be named.\n\n"
    "“We have waited long enough,” said Ada Lind, who lives beside the river.\n"
)
# What the drafts leave to a reader of the article, who answers it.
ANSWERS = {
    "- [ ] a news report\n": "- [x] a news report\n",
    "- [ ] Yes: every part of it": "- [x] Yes: every part of it",
    "Show: S1, S2\n\nHint:": "Show: S1, S2\n\n- “[may]”\n\nHint:",
}

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(os.name != "posix", reason="looks for commands where POSIX has them"),
]


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and an empty folder."""

    environment: Path
    folder: Path

    def kit(self, *words: str, typed: str = "", code: int = 0) -> str:
        """What a command says. Fails where its exit code is another than ``code``."""
        done = self.run(str(self.environment / "bin" / "kit"), *words, typed=typed)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """A command in the empty folder, with a learner's own home."""
        return subprocess.run(
            words, cwd=self.folder, env=self.settings(), input=typed, capture_output=True, text=True
        )

    def settings(self) -> dict[str, str]:
        """The environment variables of a user who has this environment and nothing else."""
        ours = ("PYTHON", "KIT_", "JUPYTER", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        own = {"PATH": f"{self.environment / 'bin'}{os.pathsep}{os.environ['PATH']}"}
        return {**kept, **own, "HOME": str(self.folder.parent / "home")}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    scratch = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    build = [*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(scratch), str(ROOT)]
    subprocess.run(build, check=True)
    (wheel,) = scratch.glob("*.whl")
    environment = scratch / "environment"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    locked = ("--requirement", str(ROOT / "requirements" / "lab.txt"))
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-compile", *locked, wheel], check=True
    )
    for name in ("empty", "home"):
        (scratch / name).mkdir()
    return Installed(environment, scratch / "empty")


@pytest.fixture(scope="module")
def exercise(installed: Installed) -> str:
    """An exercise made in the empty folder, its drafts accepted, and those that wait answered."""
    (installed.folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert "Written:" in installed.kit("new", "bridge", "--article", "article.txt")
    for path in (installed.folder / "answers" / "bridge").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"^Draft:.*\n", "", text, flags=re.M)
        for waiting, answered in ANSWERS.items():
            text = text.replace(waiting, answered)
        path.write_text(text, encoding="utf-8")
    return "bridge"


def test_it_is_the_wheel_that_runs(installed: Installed) -> None:
    place = "import kit; print(kit.__file__)"
    said = installed.run(str(installed.environment / "bin" / "python"), "-c", place).stdout
    assert said.startswith(str(installed.environment))
    assert installed.kit("--version").startswith("kit ")


def test_an_exercise_is_made_stored_checked_and_previewed_where_the_command_was_called(
    installed: Installed, exercise: str
) -> None:
    assert {"answers", "notebooks", "seeds"} <= {p.name for p in installed.folder.iterdir()}
    assert "error" not in installed.kit("check", exercise)
    assert "1-who-says-so" in installed.kit("preview", exercise)
    assert f"notebooks/{exercise}/1-who-says-so.ipynb: as it was" in installed.kit(
        "store", exercise
    )


def test_jupyterlab_opens_on_the_exercise_with_the_kit_s_settings(
    installed: Installed, exercise: str
) -> None:
    runtime = installed.folder.parent / "runtime"
    lab = subprocess.Popen(
        [installed.environment / "bin" / "kit", "lab", exercise, "--no-browser"],
        cwd=installed.folder,
        env={**installed.settings(), "JUPYTER_RUNTIME_DIR": str(runtime)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        deadline = time.monotonic() + 60
        while not (servers := list(runtime.glob("jpserver-*.json"))):
            assert lab.poll() is None
            assert time.monotonic() < deadline, "JupyterLab did not start within a minute"
            time.sleep(0.1)
        assert json.loads(servers[0].read_text())["root_dir"] == str(installed.folder)
    finally:
        lab.terminate()
        said, _ = lab.communicate(timeout=30)
    assert said.startswith(f"Opening JupyterLab on notebooks/{exercise}/1-who-says-so.ipynb.")


def test_a_class_is_released_collected_graded_and_reported(
    installed: Installed, exercise: str
) -> None:
    first = installed.kit("release", exercise, "--graded", "--to", "bridge.zip", typed="y\n")
    assert "Install them now?" in first
    with zipfile.ZipFile(installed.folder / "bridge.zip") as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
    assert {"Makefile", "start.py", "requirements/lab.txt", "kit/__init__.py"} <= names
    installed.kit("demo-class", exercise, "--students", "4")
    uploads = f"demo-class-{exercise}/uploads"
    roster = f"demo-class-{exercise}/roster.csv"
    installed.kit("collect", uploads, "--to", "class", "--roster", roster)
    assert "Written: " in installed.kit("grade", "class")
    assert "Written: report.html" in installed.kit("report", "class", "--to", "report.html")
    assert (installed.folder / "report.html").stat().st_size > 1000


def test_translations_are_not_written_into_an_installed_package(installed: Installed) -> None:
    before = sorted(installed.environment.rglob("*.po"))
    assert "project folder" in installed.kit("words", "es", code=1)
    assert sorted(installed.environment.rglob("*.po")) == before


def test_nothing_is_written_beside_the_folder(installed: Installed, exercise: str) -> None:
    packages = installed.environment / "lib"
    assert [p for p in packages.rglob("seeds") if (p.parent / "answers").exists()] == []
    assert not (ROOT / "seeds" / exercise).exists()
