"""What the lesson view runs by itself: calls of the kit with plain values, and nothing else."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.jupyterlab import ROOT
from support.soak import examples

import kit
from kit.lesson.lesson import Lesson

FRONT = ROOT / "kit" / "jupyter" / "front"
CALLS = json.loads((FRONT / "calls.json").read_text(encoding="utf-8"))

# Reads lists of cells, one a line, as one notebook each; answers with what of each cell would run.
_READ = """
import { createInterface } from "node:readline";
import { knowNothing, readCell } from "./calls.js";
for await (const line of createInterface({ input: process.stdin })) {
  const known = knowNothing();
  console.log(JSON.stringify(JSON.parse(line).map((cell) => readCell(cell, known))));
}
"""
Read = Callable[[list[str]], list[dict[str, str] | None]]

OPENED = 'from kit import lesson\nquiz = lesson("river")'
CELLS = json.loads((ROOT / "tests" / "support" / "cells.json").read_text(encoding="utf-8"))
TAKEN: list[str] = CELLS["taken"]
REFUSED: list[str] = [*CELLS["refused"], *CELLS["plain, and only a person runs them"]]


@pytest.fixture(scope="module")
def read() -> Read:
    """The reader of the lesson view, each list of cells as one notebook."""
    if not shutil.which("node"):
        pytest.skip("no Node on this machine, so the lesson view's reader is not run")

    def read_cells(cells: list[str]) -> list[dict[str, str] | None]:
        done = subprocess.run(
            ["node", "--no-warnings", "--input-type=module", "--eval", _READ],
            cwd=FRONT,
            input=json.dumps(cells) + "\n",
            capture_output=True,
            text=True,
            check=True,
        )
        found: list[dict[str, str] | None] = json.loads(done.stdout)
        return found

    return read_cells


def test_each_public_name_of_the_kit_is_either_run_or_knowingly_not() -> None:
    functions = {name for name in kit.__all__ if name.islower()}
    assert set(CALLS["functions"]) == functions
    methods = {n for n in dir(Lesson) if n[0] != "_" and callable(getattr(Lesson, n))}
    assert set(CALLS["methods"]) == methods - {"how_far", "loaded_words"}  # which show nothing
    assert set(CALLS["keywords"]["lesson"]) == {"language"}


def test_calls_of_the_kit_are_run_as_they_were_meant(read: Read) -> None:
    read_as = read([OPENED, *TAKEN])
    for source, call in zip([OPENED, *TAKEN], read_as, strict=True):
        assert call, source
        assert ast.dump(ast.parse(call["code"])) == ast.dump(ast.parse(source))


def test_anything_else_waits_for_a_person(read: Read) -> None:
    kept = {
        source: call["code"]
        for source, call in zip(REFUSED, read([OPENED, *REFUSED])[1:], strict=True)
        if call
    }
    assert kept == {}


def test_a_lesson_that_no_cell_has_opened_is_not_called(read: Read) -> None:
    assert read(['quiz.ask("a")', 'lesson("river")', 'quiz = lesson("river")']) == [None] * 3


@pytest.mark.slow
def test_every_cell_of_the_shipped_lessons_runs_by_itself(read: Read) -> None:
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if "says_who" in notebook["metadata"]:
            cells = [c for c in notebook["cells"] if c["cell_type"] == "code"]
            sources = ["".join(cell["source"]) for cell in cells]
            refused = [s for s, call in zip(sources, read(sources), strict=True) if not call]
            assert refused == [], path


_PIECES = st.sampled_from(
    [*'()[]{},.=;:"\'\\#!%?*+-@ \n\t\r\x0c\u2028', "quiz", "lesson", "ask", "from", "kit", "import",
     "print", "__class__", "open", "lambda", "1", "True", "not", "é", '"a"']
)  # fmt: skip


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    cell = draw(st.sampled_from(TAKEN))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(cell)))
        cell = cell[:at] + draw(_PIECES) + cell[at + draw(st.integers(0, 3)) :]
    return cell


@pytest.mark.slow
@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(_damaged(), min_size=60, max_size=60))
def test_whatever_is_run_is_a_call_of_the_kit_with_plain_values(
    read: Read, cells: list[str]
) -> None:
    for call in read([OPENED, *cells]):
        for statement in ast.parse(call["code"]).body if call else ():
            _is_a_call_of_the_kit(statement)


def _is_a_call_of_the_kit(statement: ast.stmt) -> None:
    if isinstance(statement, ast.ImportFrom):
        assert statement.module == "kit"
        assert {alias.name for alias in statement.names} <= set(CALLS["functions"])
        return
    assert isinstance(statement, ast.Assign | ast.Expr)
    call = statement.value
    assert isinstance(call, ast.Call)
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    assert all(isinstance(ast.literal_eval(value), str | int | float) for value in values)
    if isinstance(call.func, ast.Attribute):
        assert call.func.attr in CALLS["methods"]
    else:
        assert isinstance(call.func, ast.Name)
        assert call.func.id in CALLS["functions"]
