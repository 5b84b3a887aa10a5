"""What is installed for whom: base, extras, conda and the locked versions agree."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from support.jupyterlab import ROOT

PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS = PROJECT["optional-dependencies"]
CONDA_ONLY = {"pip"}  # installs the kit itself

# Each set of locked versions, and the extras that it is for.
LOCKS = {"lab": ("author",), "test": ("author", "class", "test")}
each_lock = pytest.mark.parametrize("name", LOCKS)


def ranges(*extras: str) -> dict[str, Requirement]:
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in EXTRAS[extra])]
    return {wanted.name: wanted for wanted in map(Requirement, lines)}


def lock_file(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def locked(name: str) -> list[Requirement]:
    lines = lock_file(name).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if not line.startswith("#")]


def test_conda_users_get_the_same_packages_and_ranges_but_for_tests() -> None:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:")[1]
    lines = re.findall(r"^ +- (\w[^:\n]+)$", text, re.M)
    conda = {found.name: found.specifier for found in map(Requirement, lines)}
    for name in CONDA_ONLY:
        conda.pop(name)
    assert conda.pop("python") == PROJECT["requires-python"]
    assert conda == {name: r.specifier for name, r in ranges("author", "class").items()}


def test_no_package_is_asked_for_twice() -> None:
    lines = [*PROJECT["dependencies"], *(line for lines in EXTRAS.values() for line in lines)]
    names = [Requirement(line).name for line in lines]
    assert len(names) == len(set(names))


@each_lock
def test_a_lock_holds_names_versions_and_markers_only(name: str) -> None:
    for line in lock_file(name).read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"#.*|[a-z0-9-]+==[\w.]+( ; [\w.'<>=!() ]+)?", line), line
        assert "://" not in line


@each_lock
def test_a_lock_satisfies_the_ranges(name: str) -> None:
    for package, wanted in ranges(*LOCKS[name]).items():
        versions = [next(iter(r.specifier)).version for r in locked(name) if r.name == package]
        assert versions, f"{package} is not locked: make lock"
        assert all(wanted.specifier.contains(version) for version in versions), package


@each_lock
def test_a_lock_says_how_to_remake_it(name: str) -> None:
    first_lines = lock_file(name).read_text(encoding="utf-8").splitlines()[:2]
    assert "make lock" in " ".join(first_lines)


def test_make_lab_gets_no_package_of_classes_and_tests_and_the_same_versions_as_the_tests() -> None:
    lab, everything = map(set, (map(str, locked("lab")), map(str, locked("test"))))
    assert lab < everything
    only_elsewhere = ranges("class", "test").keys() - ranges("author").keys()
    came_along = {"jinja2", "numpy", "packaging", "jsonschema"}  # JupyterLab and pandas need them
    assert {r.name for r in locked("lab")} & only_elsewhere == came_along


def test_jupyter_and_a_release_find_their_files_in_the_wheel() -> None:
    placed = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    for source, place in placed.items():
        assert (ROOT / source).exists()
        assert not source.endswith(".json") or json.loads((ROOT / source).read_text("utf-8"))
        jupyter = ("etc/jupyter/", "share/jupyter/kernels/", "share/jupyter/labextensions/")
        assert place.startswith((*jupyter, f"share/says-who/{source}"))
