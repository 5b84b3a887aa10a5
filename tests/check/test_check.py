"""`kit check` names every problem with its file and line, and exits with 1 if one is an error."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook
from support.card_sessions import WHO
from support.command_line import run_kit
from support.jupyterlab import copy_project

from kit.article.project import Project
from kit.article.segments import Article
from kit.check.check import Finding, check, review
from kit.check.rules.mending import ANSWERS_MENDS, mend
from kit.commands.check import as_annotation, count
from kit.question.model import Problem, Severity
from kit.question.parse import parse

ANSWERS = f"answers/{WHO}.md"
NOTEBOOK = f"notebooks/{WHO}.ipynb"


COURSE = "kim-putin-trip"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the project, to be damaged."""
    return copy_project(tmp_path / "project")


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _line(path: Path, words: str) -> int:
    """The last line of a file that has these words."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return max(number for number, line in enumerate(lines, start=1) if words in line)


@pytest.mark.slow
def test_the_exercises_have_neither_errors_nor_warnings(project: Project) -> None:
    assert [str(p) for p in check(project) if p.severity != "draft"] == []


@pytest.mark.slow
def test_the_whole_repository_is_reviewed_in_two_seconds(project: Project) -> None:
    begun = time.process_time()
    review(project)
    assert time.process_time() - begun < 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda root: (root / NOTEBOOK).unlink(), f"{ANSWERS}:1: the lesson has no notebook"),
        (lambda root: (root / NOTEBOOK).write_text("{"), f"{NOTEBOOK}:1: this is not a notebook"),
        (lambda root: (root / ANSWERS).write_bytes(b"\xff"), f"{ANSWERS}:1: is not in UTF-8"),
        (
            lambda root: (root / "seeds/kim-putin-trip/article.txt").unlink(),
            "seeds/kim-putin-trip/article.txt:1: is missing",
        ),
        (
            lambda root: (root / "seeds/kim-putin-trip/source.toml").write_text("= 1"),
            "seeds/kim-putin-trip/source.toml:1: is not valid TOML",
        ),
        (
            lambda root: (root / "seeds/kim-putin-trip/evidence.csv").write_text("id\nE01\n"),
            "seeds/kim-putin-trip/evidence.csv:1: has no column “date”",
        ),
    ],
)
def test_a_file_that_is_missing_or_unreadable_is_named(
    copied: Path, damage: Callable[[Path], object], problem: str
) -> None:
    damage(copied)
    assert any(str(p).startswith(problem) for p in check(Project(copied), [COURSE]))


def _kit_check(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run_kit(root, "check", *options)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A made-up exercise of one lesson without any problem, to be damaged."""
    root = tmp_path / "small"
    for name, text in SMALL.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def _code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": source[-6:-2],
        "metadata": {"jupyter": {"source_hidden": True}},
        "outputs": list(outputs),
        "source": [source],
    }


_SHOWN = {"output_type": "display_data", "data": {"text/plain": "Who says so?"}, "metadata": {}}
_CELLS = [_code('quiz = lesson("fish")'), _code('quiz.ask("who")', _SHOWN)]
_MARK = {"says_who": {"lesson": "fish"}}
_NOTEBOOK = {"cells": _CELLS, "metadata": _MARK, "nbformat": 4, "nbformat_minor": 5}
SMALL = {
    "seeds/fish/article.txt": "Fish return\n\nThe river is clean, officials said.\n",
    "answers/fish.md": (
        "# Fish\n\nMinutes: 5\nGoal: say who speaks.\n\n## who (choose)\n\nWho says so?\n\n"
        "- [x] officials\n  > “Officials said.”\n- [ ] the mayor of the town\n"
        "  > Nobody quotes a mayor.\n\nBecause: The cue hands it to them.\n"
    ),
    "notebooks/fish.ipynb": json.dumps(_NOTEBOOK, indent=1, ensure_ascii=False) + "\n",
}


def test_where_nothing_is_wrong_it_says_so_and_exits_with_0(small: Path) -> None:
    done = _kit_check(small, "--strict")
    assert (done.returncode, done.stdout, done.stderr) == (0, "No problems found.\n", "")


def test_problems_come_at_once_by_path_and_line_with_their_severity_and_rule(small: Path) -> None:
    _change(small / "answers/fish.md", "Because: ", "Draft: a guess\nEvidence: E07\nBecause: ")
    _change(small / "answers/fish.md", "Minutes: 5\n", "")
    _change(small / "notebooks/fish.ipynb", "quiz.ask", "quiz.read")
    done = _kit_check(small, "fish")
    assert done.returncode == 1
    assert done.stderr == ""
    *problems, last = done.stdout.splitlines()
    assert problems == [
        "answers/fish.md:1: warning: under the title, add “Minutes: ...” "
        "[says-its-goal-and-minutes]",
        "answers/fish.md:5: error: “who” is never asked; add quiz.ask(“who”) to "
        "notebooks/fish.ipynb [writes-what-is-asked]",
        "answers/fish.md:14: draft: “who” is a draft: a guess. Accept it in kit author, or take "
        "this line out [drafts-are-accepted]",
        "answers/fish.md:15: error: “who” cites E07, which evidence.csv does not have "
        "[cites-evidence-that-exists]",
        f"notebooks/fish.ipynb:{_line(small / 'notebooks/fish.ipynb', 'quiz.read')}: error: "
        "there is no segment “who”; the article has H, S1 to S1 [shows-what-exists]",
    ]
    assert last == "3 errors, 1 warning, 1 draft"


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_warnings_and_drafts_fail_only_where_one_is_strict(
    small: Path, options: tuple[str, ...], code: int
) -> None:
    _change(small / "answers/fish.md", "Because: The cue hands it to them.", "Draft: a guess")
    done = _kit_check(small, *options)
    assert done.returncode == code
    assert done.stdout.splitlines()[-1] == "1 draft"


def test_a_draft_is_one_line_until_it_is_accepted(small: Path) -> None:
    _change(small / "answers/fish.md", "  > Nobody quotes a mayor.\n", "")
    _change(small / "answers/fish.md", "Because: The cue hands it to them.", "Draft: a guess")
    assert [p.severity for p in check(Project(small))] == ["draft"]
    _change(small / "answers/fish.md", "Draft: a guess\n", "")
    assert [p.severity for p in check(Project(small))] == ["warning", "warning"]


def test_an_unknown_exercise_names_the_nearest(copied: Path) -> None:
    (problem,) = check(Project(copied), ["kim-putin-trap"])
    assert "there is no exercise “kim-putin-trap”; did you mean “kim-putin-trip”?" in str(problem)
    assert problem.severity == "error"


@pytest.mark.slow
def test_only_the_exercises_that_are_named_are_checked(copied: Path) -> None:
    _change(copied / ANSWERS, "(choose-many)", "(choose-money)")
    assert not [p for p in check(Project(copied), ["start-here"]) if p.severity == "error"]
    assert [
        p.path for p in check(Project(copied), ["kim-putin-trip"]) if p.severity == "error"
    ] == [ANSWERS]


def test_a_notebook_that_is_no_lesson_is_looked_at_too(small: Path) -> None:
    broken = {**_NOTEBOOK, "cells": [_code('quiz.ask("who")')]}
    path = small / "notebooks" / "instructors" / "guide.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps(broken, indent=1), encoding="utf-8")
    (problem,) = check(Project(small))
    assert str(problem).startswith("notebooks/instructors/guide.ipynb:")


def test_a_rule_s_page_can_be_read_and_an_unknown_one_names_the_nearest(small: Path) -> None:
    page = _kit_check(small, "--explain", "asks-once").stdout
    assert page.startswith("asks-once (error)\n\nNo question is asked twice")
    assert "Passes:" in page
    assert "Fails:" in page
    assert _kit_check(small, "--explain", "asks_once").stdout == page
    wrong = _kit_check(small, "--explain", "ask-once")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr == "There is no rule “ask-once”; did you mean “asks-once”?\n"
    assert "asks-once (error): No question" in _kit_check(small, "--rules").stdout


def test_a_workflow_gets_annotations(small: Path) -> None:
    _change(small / "answers/fish.md", "Because: ", "Draft: 100 % sure\nEvidence: E07\nBecause: ")
    done = _kit_check(small, "--format", "github")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "::notice file=answers/fish.md,line=15,title=drafts-are-accepted::“who” is a draft: "
        "100 %25 sure. Accept it in kit author, or take this line out",
        "::error file=answers/fish.md,line=16,title=cites-evidence-that-exists::“who” cites E07, "
        "which evidence.csv does not have",
        "1 error, 1 draft",
    ]


@given(
    st.text(alphabet="a:,%\r\n“ ", max_size=9),
    st.text(alphabet="a:,%\r\n“ ", min_size=1, max_size=9),
    st.sampled_from(["error", "warning", "draft"]),
)
def test_an_annotation_reads_back_whatever_it_says(
    text: str, path: str, severity: Severity
) -> None:
    said = as_annotation(Finding(Problem(path, 7, text, severity=severity), "asks-once"))
    assert "\n" not in said
    assert "\r" not in said
    _, command, data = said.split("::", 2)
    level, _, properties = command.partition(" ")
    assert level == {"error": "error", "warning": "warning", "draft": "notice"}[severity]
    values = dict(pair.split("=", 1) for pair in properties.split(","))
    assert {name: unquote(value) for name, value in values.items()} == {
        "file": path,
        "line": "7",
        "title": "asks-once",
    }
    assert unquote(data) == text


def test_the_count_names_what_there_is() -> None:
    def findings(*severities: Severity) -> list[Finding]:
        return [Finding(Problem("a", 1, "b", severity=severity)) for severity in severities]

    assert count([]) == "No problems found."
    assert count(findings("draft")) == "1 draft"
    assert count(findings("draft", "error", "error", "warning")) == "2 errors, 1 warning, 1 draft"


@pytest.mark.parametrize("indent", [1, 4, None])
def test_fix_takes_widgets_out_and_leaves_every_other_byte(small: Path, indent: int | None) -> None:
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "1", "version_major": 2}}
    only = {"output_type": "display_data", "data": view, "metadata": {}}
    both = {**_SHOWN, "data": {"text/plain": "Who says so? – „Wer?“", **view}}
    first = {**_SHOWN, "data": {**view, "text/plain": "Who says so? – „Wer?“"}}
    clean = {**_SHOWN, "data": {"text/plain": "Who says so? – „Wer?“"}}

    def text(metadata: dict[str, Any], *outputs: dict[str, Any]) -> str:
        cells = [_CELLS[0], _code('quiz.ask("who")', *outputs)]
        content = {**_NOTEBOOK, "cells": cells, "metadata": metadata}
        return json.dumps(content, indent=indent, ensure_ascii=False) + "\n\n"

    path = small / "notebooks/fish.ipynb"
    kept: dict[str, Any] = {"language_info": {"name": "python"}, **_MARK}
    path.write_text(text({"widgets": {"state": {}}, **kept}, only, both, only, first), "utf-8")
    assert [p.text[:8] for p in check(Project(small))] == ["a widget"] * (
        1 if indent is None else 5
    )
    done = _kit_check(small, "--fix")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "notebooks/fish.ipynb: mended: stored widgets taken out",
        "No problems found.",
    ]
    assert path.read_text(encoding="utf-8") == text(kept, clean, clean)
    assert _kit_check(small, "--fix").stdout == "No problems found.\n"


def test_fix_tidies_answers_and_changes_nothing_that_is_read(small: Path) -> None:
    path = small / "answers/fish.md"
    before = path.read_text(encoding="utf-8")
    tidy = before.replace("Who says so?", "Who says so?  \nAnswer.")
    untidy = tidy.replace("[x]", "[X]").replace("mayor of the town", "mayor of the town \t ")
    path.write_text(untidy.removesuffix("\n"), encoding="utf-8")
    done = _kit_check(small, "--fix")
    assert done.stdout.splitlines()[0] == (
        "answers/fish.md: mended: [X] written [x]; blanks at line ends taken out; a line end put "
        "after the last line"
    )
    assert path.read_text(encoding="utf-8") == tidy


_ENDS = st.lists(st.tuples(st.integers(0, 400), st.text(alphabet=" \t", max_size=4)), max_size=9)


@pytest.mark.slow
@settings(deadline=None)  # a busy machine is no fault of the mending
@given(_ENDS, st.booleans(), st.booleans())
def test_a_mended_file_reads_as_before(
    project: Project, kim: Article, ends: list[tuple[int, str]], windows: bool, capital: bool
) -> None:
    lines = project.answers(WHO).read_text(encoding="utf-8").split("\n")
    for number, blanks in ends:
        lines[number % len(lines)] += blanks
    text = ("\r\n" if windows else "\n").join(lines)
    text = text.replace("[x]", "[X]") if capital else text
    mended, _ = mend(text, ANSWERS_MENDS)
    assert parse(mended, "a.md", kim) == parse(text, "a.md", kim)
    assert mend(mended, ANSWERS_MENDS) == (mended, [])
    assert ("\r" in mended) == windows
    assert "[X]" not in mended


@pytest.mark.slow
def test_fix_leaves_what_it_cannot_read_and_what_is_well(copied: Path) -> None:
    (copied / NOTEBOOK).write_text('{"cells": [', encoding="utf-8")
    (copied / "answers/start-here.md").write_bytes(b"\xff [X] \r\n")
    files = [path for path in sorted(copied.rglob("*")) if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    done = _kit_check(copied, "--fix")
    assert done.returncode == 1
    assert done.stderr == ""
    assert "mended" not in done.stdout
    after = {path: path.read_bytes() for path in sorted(copied.rglob("*")) if path.is_file()}
    assert after == before


def test_a_seed_without_a_lesson_is_named(small: Path) -> None:
    shutil.copytree(small / "seeds/fish", small / "seeds/trout")
    assert [str(p) for p in check(Project(small))] == [
        "seeds/trout/article.txt:1: “trout” has no lesson yet; write one in answers/"
    ]


def test_a_notebook_of_commands_may_show_them(small: Path) -> None:
    path = small / "notebooks" / "guide.ipynb"
    shown = [new_code_cell("%load_ext kit"), new_code_cell("%kit check")]
    for cells, found in ((shown, 0), (shown[1:], 1)):
        nbformat.write(new_notebook(cells=cells), path)
        assert _kit_check(small).stdout.count("[hides-its-code]") == found
