"""Who imports whom: the core needs nothing but the standard library and a Markdown parser."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from labdesk import ROOT

KIT = ROOT / "kit"
CORE = {
    "answers",
    "article",
    "blocks",
    "chain",
    "course",
    "factcheck",
    "figures",
    "files",
    "forecast",
    "grade",
    "hand_in",
    "log",
    "markup",
    "measures",
    "model",
    "paper",
    "parse",
    "picture",
    "plain",
    "progress",
    "readers",
    "result",
    "rooms",
    "seed",
    "slips",
    "specimen",
    "standing",
    "strict",
    "suggest",
    "tally",
    "teaching",
    "tidy",
    "tongue",
    "words",
    "write",
}
# Each draws something for a lesson, and loads what it needs only then.
DRAWING: dict[str, set[str]] = {
    "form": {"ipywidgets"},
    "plots": {"matplotlib"},
    "progress_bar": {"ipywidgets"},
    "report": set(),
    "sections": set(),
    "swap": {"ipywidgets"},
    "tables": {"pandas"},
}
SCREEN = {"card", "desk", "lesson", "review"}
FOR_THE_CORE = {"kit", "markdown_it", "platformdirs"}
FOR_THE_SCREEN = FOR_THE_CORE | {"anywidget", "ipywidgets", "IPython", "traitlets"}


def _imports(path: Path) -> set[str]:
    """The modules that a file imports, with kit's own as ``kit.name``."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def _others(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules} - sys.stdlib_module_names


def test_the_core_needs_only_a_markdown_parser_and_the_state_folder() -> None:
    used = {name: _others(_imports(KIT / f"{name}.py")) for name in CORE}
    assert {name: extra for name, needs in used.items() if (extra := needs - FOR_THE_CORE)} == {}


def test_the_core_knows_nothing_of_the_screen() -> None:
    outer = {f"kit.{path.stem}" for path in KIT.glob("*.py")} - {f"kit.{name}" for name in CORE}
    assert {n: seen for n in CORE if (seen := _imports(KIT / f"{n}.py") & outer)} == {}


def test_widgets_appear_on_the_screen_only() -> None:
    for name in SCREEN:
        # pandas is named there for a type.
        assert _others(_imports(KIT / f"{name}.py")) <= FOR_THE_SCREEN | {"pandas"}


def test_what_draws_tables_and_plots_needs_one_library_more() -> None:
    for name, library in DRAWING.items():
        assert _others(_imports(KIT / f"{name}.py")) <= FOR_THE_CORE | library


def test_every_module_has_its_place() -> None:
    authors = {"catalogue", "check", "intake", "pages", "preview", "store"}
    doors = {"__init__", "__main__", "magic"}
    assert {
        path.stem for path in KIT.glob("*.py")
    } == CORE | DRAWING.keys() | SCREEN | authors | doors


def test_only_its_lines_in_a_notebook_import_the_command_line() -> None:
    assert [p.name for p in KIT.rglob("*.py") if "kit.__main__" in _imports(p)] == ["magic.py"]


# What each part of the classroom may know, besides the values and pages that all of them share.
CLASSROOM: dict[str, set[str]] = {
    "tables": set(),
    "making_up": set(),
    "releasing": set(),
    "collecting": {"tables"},
    "grading": {"tables", "releasing", "collecting"},
    "marking": {"grading"},
    "reporting": {"collecting", "grading", "marking"},
    "handing_back": {"tables", "collecting", "grading"},
}


def test_each_part_of_the_classroom_knows_those_before_it() -> None:
    folders = {path.name for path in (KIT / "classroom").glob("*/") if path.name != "__pycache__"}
    assert folders == CLASSROOM.keys()
    for part, known in CLASSROOM.items():
        modules = set().union(*map(_imports, (KIT / "classroom" / part).glob("*.py")))
        inner = {name.split(".")[2] for name in modules if name.startswith("kit.classroom.")}
        assert (inner & folders) - {part} <= known, part


def test_a_lesson_knows_nothing_of_a_class() -> None:
    for path in KIT.glob("*.py"):
        used = _imports(path)
        assert [name for name in used if name.startswith("kit.classroom")] == [], path.name


def test_no_module_names_an_article() -> None:
    names = [folder.name for folder in (ROOT / "seeds").glob("*/") if folder.name != "start-here"]
    assert names
    for path in [*KIT.rglob("*.py"), *KIT.rglob("*.js")]:
        code = path.read_text(encoding="utf-8")
        assert [name for name in names if name in code] == [], path.name


def test_a_lesson_needs_no_pandas() -> None:
    code = "import sys, kit; print(sorted({'pandas', 'numpy', 'matplotlib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
