"""What an exercise from elsewhere would run is shown, and runs only where somebody trusts it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from support.command_line import kit
from support.jupyterlab import ROOT

import kit as public
from kit.article import trust
from kit.article.project import Project
from kit.article.trust import beyond_kit, free_code, record, untrusted_code
from kit.article.trust.content import files_of, fingerprint, links_leading_out
from kit.check.check import review
from kit.jupyter.foreign_cells import are_trusted, trust_cells
from kit.learner.log import Log
from kit.lesson.lesson import Lesson

OPEN = 'from kit import lesson\nquiz = lesson("fish")'
SHIPPED = ROOT / "kit" / "article" / "trust" / "shipped_cells.txt"


@pytest.fixture
def project(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A folder with one exercise, whose notebook only calls the kit."""
    for room in ("seeds/fish", "answers", "notebooks"):
        (tmp_path / "project" / room).mkdir(parents=True)
    made = Project(tmp_path / "project")
    made.seed("fish", "article.txt").write_text("Fish return\n\nThe river is clean.\n", "utf-8")
    made.answers("fish").write_text(
        "# Fish\n\n## who (choose)\n\nWho?\n\n- [x] a\n- [ ] b\n", "utf-8"
    )
    _write(made, OPEN, 'quiz.ask("who")')
    monkeypatch.chdir(made.root)
    return made


def _write(project: Project, *cells: str) -> None:
    new = [nbformat.v4.new_code_cell(cell, id=f"c{n}") for n, cell in enumerate(cells)]
    notebook = nbformat.v4.new_notebook(cells=new)
    project.notebook("fish").write_text(nbformat.writes(notebook), "utf-8")


def _run(*arguments: str, answer: str = "") -> tuple[int, str]:
    done = kit(*arguments, typed=answer)
    return done.exit_code, " ".join(done.output.split())


# -- What is more than a call of the kit


CELLS = json.loads((ROOT / "tests" / "support" / "cells.json").read_text(encoding="utf-8"))
RIVER = 'from kit import lesson\nquiz = lesson("river")'


@pytest.mark.parametrize("cell", CELLS["taken"] + CELLS["plain, and only a person runs them"])
def test_plain_calls_of_the_kit_are_its_own(cell: str) -> None:
    assert beyond_kit([RIVER, cell], "river") == ()


@pytest.mark.parametrize("cell", [*CELLS["refused"], "(" * 500 + ")" * 500])
def test_anything_else_is_more(cell: str) -> None:
    assert beyond_kit([RIVER, cell], "river") == (1,)


def test_a_lesson_is_one_only_behind_the_cell_that_opens_it() -> None:
    assert beyond_kit(['quiz.ask("who")', OPEN], "fish") == (0,)
    assert beyond_kit(['quiz = lesson("fish")', 'quiz.ask("who")'], "fish") == (0, 1)


def test_the_calls_are_those_that_the_kit_has() -> None:
    assert {name for name in public.__all__ if name.islower()} == trust.CALLS
    methods = {n for n in dir(Lesson) if n[0] != "_" and callable(getattr(Lesson, n))}
    values = {
        "how_far",
        "loaded_words",
    }  # for the pages of a site; a cell would show nothing of them
    assert methods - values == trust.METHODS


def test_the_shipped_notebooks_hold_what_is_listed_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trust, "shipped_cells", frozenset)
    project, rows = Project(ROOT), set()
    names = {path.name.removesuffix(".ipynb") for path in (ROOT / "notebooks").glob("*")}
    for exercise in names:
        for one in free_code(project, exercise):
            assert one.cell, one
            rows.add((one.path, trust.cell_digest(one.source, exercise)))
    listed = "".join(f"{digest} {path}\n" for path, digest in sorted(rows))
    assert SHIPPED.read_text("utf-8") == listed, f"{SHIPPED} must read:\n{listed}"


def test_a_shipped_cell_is_the_kit_s_own_only_in_its_exercise() -> None:
    cell = "%load_ext kit\n%scratch ostrel-bridge start-here"
    assert beyond_kit([cell], "instructors") == ()
    assert beyond_kit([cell], "fish") == (0,)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"nbformat": 4}',
        b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": 1}]}',
        b'{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "x"}]}]}',
    ],
)
def test_what_is_no_notebook_is_never_taken_for_harmless(project: Project, data: bytes) -> None:
    project.notebook("fish").write_bytes(data)
    assert [one.cell for one in free_code(project, "fish")] == [0]


@pytest.mark.parametrize("name", ["kit.py", "fish/pandas.py", "fish/kit/__init__.py", "a.SO"])
def test_a_file_of_code_beside_a_notebook_would_run_too(project: Project, name: str) -> None:
    path = project.root / "notebooks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if "/" in name:
        shutil.copy(project.notebook("fish"), project.root / "notebooks/fish/1-a.ipynb")
    path.write_text("print(1)", "utf-8")
    assert [one.path for one in free_code(project, "fish")] == [f"notebooks/{name}"]


def test_no_name_of_an_exercise_leads_elsewhere(project: Project) -> None:
    for name in ("", ".", "..", "/", "../project", "fish/..", "a\\b"):
        assert files_of(project, name) == ()
        assert free_code(project, name) == ()


# -- What it is


def test_any_change_changes_the_fingerprint_but_what_was_printed(project: Project) -> None:
    before = fingerprint(project, "fish")
    notebook = json.loads(project.notebook("fish").read_text("utf-8"))
    notebook["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "a"}]
    notebook["cells"][0]["execution_count"] = 3
    project.notebook("fish").write_text(json.dumps(notebook), "utf-8")
    assert fingerprint(project, "fish") == before
    changes: list[Callable[[], object]] = [
        lambda: _write(project, OPEN),
        lambda: project.answers("fish").write_text("# Fish\n", "utf-8"),
        lambda: project.seed("fish", "new.csv").write_text("", "utf-8"),
        lambda: project.seed("fish", "new.csv").rename(project.seed("fish", "other.csv")),
        lambda: (project.root / "notebooks" / "fish.questions.md").write_text("x", "utf-8"),
    ]
    seen = {before}
    for change in changes:
        change()
        seen.add(fingerprint(project, "fish"))
    assert len(seen) == len(changes) + 1
    (project.root / "answers" / "fishing.md").write_text("# Other\n", "utf-8")
    assert fingerprint(project, "fish") in seen


def test_one_notebook_is_trusted_as_it_was_shown_and_only_as_all_of_its_exercise_is(
    project: Project, home: Path
) -> None:
    _write(project, OPEN, "import os")
    path = project.notebook("fish")
    assert not are_trusted(path, ["import os"], home)
    trust_cells(path, ["import os", "import not_in_the_file"], home)
    assert not are_trusted(path, ["import os"], home)
    trust_cells(path, ["import os"], home)
    assert are_trusted(path, ["import os"], home)
    assert not are_trusted(path, ["import os", "import sys"], home)
    assert untrusted_code(project, "fish", home) == ()
    (path.parent / "os.py").write_text("", encoding="utf-8")
    assert [one.path for one in untrusted_code(project, "fish", home)] == ["notebooks/os.py"]
    project.seed("fish", "article.txt").write_text("Another text.", encoding="utf-8")
    assert not are_trusted(path, ["import os"], home)


def test_a_notebook_that_is_in_no_project_is_never_trusted(tmp_path: Path) -> None:
    path = tmp_path / "alone.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), path)
    trust_cells(path, ["1"], tmp_path)
    assert not are_trusted(path, ["1"], tmp_path)


# -- The commands


@pytest.mark.slow
def test_an_exercise_that_only_calls_the_kit_needs_no_trust(project: Project) -> None:
    code, said = _run("trust", "fish")
    assert (code, said) == (0, "“fish” only calls the kit: nothing in it needs to be trusted.")
    assert _run("store", "fish")[0] == 0


@pytest.mark.slow
def test_nothing_of_a_stranger_s_exercise_runs_before_it_is_trusted(
    project: Project, home: Path, tmp_path: Path
) -> None:
    mark = tmp_path / "it-ran"
    _write(project, OPEN, f'open("{mark.as_posix()}", "w").close()')
    for command in (("store",), ("release", "fish", "--practice", "--to", "f.zip")):
        code, said = _run(*command)
        assert code == 1
        assert "notebooks/fish.ipynb, cell 2" in said
        assert "kit trust fish" in said
    code, said = _run("trust", "fish", answer="n\n")
    assert code == 1
    assert "it-ran" in said
    assert not (home / "trust.json").exists()
    assert not mark.exists()
    code, said = _run("trust", "fish", answer="y\n")
    assert (code, "until anything in it changes" in said) == (0, True)
    assert "is trusted as it is" in _run("trust", "fish")[1]
    assert _run("store", "fish")[0] == 0
    assert mark.exists()
    assert "is trusted as it is" in _run("trust", "fish")[1]  # what is printed is no change
    mark.unlink()
    project.answers("fish").write_text(project.answers("fish").read_text("utf-8") + "\n", "utf-8")
    assert _run("store", "fish")[0] == 1
    assert not mark.exists()
    assert _run("trust", "fish", "--yes")[0] == 0
    assert _run("trust", "fish", "--forget")[0] == 0
    assert _run("store", "fish")[0] == 1
    assert not mark.exists()


def test_what_would_run_is_shown_with_all_that_hides(project: Project) -> None:
    _write(project, OPEN, "a = 1 #\u202e\x1b[2J\u200b")
    said = _run("trust", "fish", answer="n\n")[1]
    assert "a = 1 #\\u202e\\x1b[2J\\u200b" in said


def test_a_damaged_record_trusts_nothing(project: Project, home: Path) -> None:
    content = fingerprint(project, "fish")
    home.mkdir(exist_ok=True)
    for text in ("", "[]", '{"trusted": 1}', "[" * 100_000):
        (home / "trust.json").write_text(text, "utf-8")
        assert not record.is_trusted(home, content)
    record.trust(home, content, "fish")
    assert record.is_trusted(home, content)
    assert record.distrust(home, "fish")
    assert not record.distrust(home, "fish")
    assert not record.is_trusted(home, content)


def test_the_check_never_says_to_run_a_stranger_s_notebook_without_a_word(
    project: Project,
) -> None:
    def said() -> list[str]:
        return [f.problem.text for f in review(project) if "kit store" in f.problem.text]

    assert all(text.endswith("kit store") for text in said())
    _write(project, OPEN, 'import os\nquiz.ask("who")')
    assert said()
    assert all("kit trust fish" in text for text in said())


@pytest.mark.slow
@pytest.mark.parametrize("room", ["seeds/fish", "notebooks/fish", "answers/fish", "seeds"])
def test_a_link_that_leads_out_of_an_exercise_is_refused(
    project: Project, tmp_path: Path, room: str
) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "mine.csv").write_text("a\nsecret\n", "utf-8")
    (project.root / room).mkdir(exist_ok=True)
    if room == "seeds":
        shutil.rmtree(project.root / "seeds/fish")
        (project.root / "seeds/fish").symlink_to(tmp_path / "private")
        link = "seeds/fish"
    else:
        (project.root / room / "mine.csv").symlink_to(tmp_path / "private" / "mine.csv")
        link = f"{room}/mine.csv"
    assert links_leading_out(project, "fish") == (link,)
    for command in (
        ("store",),
        ("release", "fish", "--practice", "--to", "f.zip"),
        ("trust", "fish"),
        ("check", "fish"),
        ("preview", "fish"),
    ):
        code, said = _run(*command)
        assert code == 1
        assert f"leads out of it: {link}" in said


def test_a_link_within_an_exercise_is_none_that_leads_out(project: Project) -> None:
    project.seed("fish", "same.txt").symlink_to(project.seed("fish", "article.txt"))
    assert links_leading_out(project, "fish") == ()


def test_a_table_is_named_and_no_way_to_another_file(
    project: Project, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text("a\nsecret\n", "utf-8")
    quiz = Lesson("fish", project, Log(home))
    for name in ("../../../mine", str(tmp_path / "mine"), "", "a\\b"):
        assert "is no name of a table" in repr(quiz.table(name))
        assert "is no name of a table" in repr(quiz.plot_ranges(name))
