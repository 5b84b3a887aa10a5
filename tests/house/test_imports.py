"""Where the kit imports what it needs: at the top, but for what is heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.jupyterlab import ROOT

KIT = ROOT / "kit"

# Loaded only where they are used, so that a lesson starts without them. (nbformat builds a grammar
# each time it is loaded, for a second.)
HEAVY = {
    *("duckdb", "genanki", "ibis", "krippendorff", "nbclient", "nbformat", "numpy", "pandas"),
    *("py3langid", "pypdf", "pyspark", "trafilatura"),
}

# Modules of the kit that another loads late, each with its reason.
LATE = {
    ("article/pages.py", "kit.article.page_blocks"): "it needs lxml, which only authors have",
    ("jupyter/__init__.py", "kit.check.stored_outputs"): "a fault must not stop the server",
    ("jupyter/__init__.py", "kit.jupyter.foreign_cells"): "a fault must not stop the server",
    ("lesson/hand_in_form.py", "kit.learner.wire"): "it loads pydantic, which no other cell needs",
    ("magic.py", "kit.__main__"): "a lesson needs no command line",
}


def imports_inside_functions(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """The modules that functions of a file import, each with its statement."""
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import):
                    yield from ((alias.name, node) for alias in node.names)
                elif isinstance(node, ast.ImportFrom):
                    yield node.module or "", node


@pytest.mark.slow
def test_only_heavy_libraries_are_imported_inside_a_function() -> None:
    found = {
        (path.relative_to(KIT).as_posix(), module)
        for path in KIT.rglob("*.py")
        for module, _ in imports_inside_functions(path)
        if module.partition(".")[0] not in HEAVY
    }
    assert found == LATE.keys()


def test_the_list_of_commands_loads_none_of_them() -> None:
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom kit.__main__ import COMMANDS, app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "modules = {row.place.partition(':')[0] for row in COMMANDS}\n"
        f"print(sorted((modules | {HEAVY!r} - {{'numpy'}}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_lesson_starts_without_any_of_them() -> None:
    code = f"import sys, kit; print(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
