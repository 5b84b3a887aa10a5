"""The command line as a whole: its list, its version, and what it says of a missing package."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

import pytest
from support.command_line import kit, kit_says
from support.jupyterlab import ROOT

from kit.__main__ import COMMANDS
from kit.classroom.folder import typed
from kit.commands.lazy import LazyCommand


def test_a_folder_in_a_command_that_is_told_is_quoted_for_the_shell() -> None:
    bare = re.compile(r"kit [a-z-]+[^\n{}]*\{(?:class_folder|folder(?:\.root)?)\}")
    found = [
        path.relative_to(ROOT).as_posix()
        for room in ("classroom", "commands")
        for path in (ROOT / "kit" / room).rglob("*.py")
        if bare.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
    assert typed(Path("class 7 b")) != "class 7 b"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[list[str]]]:
    """Makes a package missing until pip is asked for it; returns what pip was asked."""

    def take_away(name: str, pip_works: bool = True) -> list[list[str]]:
        asked: list[list[str]] = []

        def look(package: str) -> Distribution:
            if package == name and not (asked and pip_works):
                raise PackageNotFoundError(package)
            return distribution(package)

        def pip(command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
            asked.append(command)
            return subprocess.CompletedProcess(command, 0 if pip_works else 1)

        monkeypatch.setattr("kit.article.packages.distribution", look)
        monkeypatch.setattr("subprocess.run", pip)
        return asked

    return take_away


def test_every_command_says_in_the_list_what_it_says_of_itself() -> None:
    for row in COMMANDS:
        command = LazyCommand(row)
        assert command.help
        assert command.help == command.loaded.help


@pytest.mark.parametrize(
    "words",
    ["check", "store", "lab", "site --to site", "page river/1-who-says-so --to page.html"],
)
def test_a_command_for_lessons_says_where_there_is_none(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = kit(*words.split())
    assert said.exit_code == 1
    assert said.output.startswith("There is no lesson here.")
    assert list(tmp_path.iterdir()) == []


def test_the_version_is_said() -> None:
    assert kit("--version").stdout.strip() == f"kit {version('says-who')}"


def test_a_class_command_offers_what_is_missing_and_goes_on_when_told_yes(
    without: Callable[..., list[list[str]]], tmp_path: Path
) -> None:
    asked = without("krippendorff")
    done = kit("grade", str(tmp_path / "nowhere"), typed="y\n")
    assert "kit grade needs krippendorff" in done.output
    assert "Install it now? [y/N]" in done.output
    ((python, *words),) = asked
    assert python == sys.executable
    assert words[:3] == ["-m", "pip", "install"]
    assert [word for word in words[3:] if not word.startswith("krippendorff")] == []
    assert str(tmp_path / "nowhere") in done.output  # the command itself came to look there


@pytest.mark.parametrize("typed", ["n\n", "\n", ""])
def test_told_no_or_nothing_it_says_the_line_to_type_and_stops(
    without: Callable[..., list[list[str]]], tmp_path: Path, typed: str
) -> None:
    asked = without("krippendorff")
    said = kit_says("grade", tmp_path / "nowhere", typed=typed, code=1)
    assert asked == []
    assert f'To install it, type: {sys.executable} -m pip install "krippendorff' in said
    assert "nowhere" not in said


def test_where_pip_fails_it_says_so_and_stops(
    without: Callable[..., list[list[str]]], tmp_path: Path
) -> None:
    without("krippendorff", pip_works=False)
    said = kit_says("report", tmp_path, "--to", "r.html", typed="y\n", code=1)
    assert "could not be installed" in said


@pytest.mark.slow
def test_a_command_whose_packages_are_there_asks_nothing(
    without: Callable[..., list[list[str]]], tmp_path: Path
) -> None:
    without("krippendorff")
    done = kit("check")
    assert "not here yet" not in done.output


# Babel and Jinja come with JupyterLab, numpy with pandas.
WITHOUT_EXTRAS = """
import sys
from importlib.metadata import packages_distributions
from kit.article import packages

packages._is_installed = lambda name: False
extras = {*packages.missing("author"), *packages.missing("class")} - {"babel", "jinja2", "numpy"}
packages._is_installed = lambda name: name not in extras
names = [name for name, of in packages_distributions().items() if extras & {*of}]
sys.modules |= dict.fromkeys(names)  # so that an import of it finds nothing

from typer.testing import CliRunner
from kit.__main__ import COMMANDS, app
from kit.classroom.marking import differences, mark
from kit.classroom.reporting import explore
from kit.classroom.settling import settle

for page in (differences, explore, mark, settle):
    print(repr(page("nowhere")))
for row in COMMANDS:
    said = CliRunner().invoke(app, [row.name, "--help"])
    assert said.exit_code == 0 and row.name in said.output, (row.name, said.exception)
    print(" ".join(said.output.split()) if row.extra else "")
"""


@pytest.mark.slow
def test_without_extras_pages_for_a_class_and_help_say_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_EXTRAS], capture_output=True, text=True)
    assert done.stderr == ""
    said = [line for line in done.stdout.splitlines() if line]
    assert len(said) == 4 + sum(row.extra is not None for row in COMMANDS)
    for line in said:
        assert f"type in a terminal: {sys.executable} -m pip install" in line
        assert "ibis-framework[duckdb]" in line or "trafilatura" in line


@pytest.mark.slow
def test_a_command_whose_reader_has_gone_goes_on(tmp_path: Path) -> None:
    made = tmp_path / "class"
    line = [sys.executable, "-m", "kit", "demo-class", "ostrel-bridge", "--students", "2"]
    done = subprocess.Popen(
        [*line, "--to", str(made)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert done.stdout
    done.stdout.close()
    _, said = done.communicate()
    assert (done.returncode, said) == (0, b"")
    assert (made / "roster.csv").exists()
