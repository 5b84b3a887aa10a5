"""What a teacher gets wrong in a whole exercise: each mistake is found on its own line."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from support.command_line import kit_says

from kit.article.project import Project
from kit.article.segments import cut
from kit.check.check import check
from kit.commands.check import saved_at
from kit.question.parse import parse
from kit.question.write import as_text

MILL = Path(__file__).parent.parent / "support" / "mill"
ANSWERS = (MILL / "answers" / "mill" / "1-who.md").read_text(encoding="utf-8")
ASKED = ("who", "cue", "ask", "years", "voices")
# Of each file, what may be typed in it: the name of a mistake, and what is typed, said, and where.
MISTAKES = {
    name: (file, told)
    for file, own in tomllib.loads((MILL / "mistakes.toml").read_text(encoding="utf-8")).items()
    for name, told in own.items()
}
each_mistake = pytest.mark.parametrize(("file", "told"), MISTAKES.values(), ids=MISTAKES)


def _notebook() -> str:
    """The lesson’s notebook, with what its questions show stored."""
    article = cut((MILL / "seeds" / "mill" / "article.txt").read_text(encoding="utf-8"))
    questions = parse(ANSWERS, "mill/1-who", article).questions
    cells = ['quiz = lesson("mill/1-who")', *(f'quiz.ask("{id}")' for id in ASKED)]
    stored = ["", *(as_text(q, article.shown(q.show)) for q in questions)]
    return json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "execution_count": None,
                    "id": f"c{number}",
                    "metadata": {"jupyter": {"source_hidden": True}},
                    "outputs": [
                        {"output_type": "display_data", "data": {"text/plain": out}, "metadata": {}}
                    ]
                    if out
                    else [],
                    "source": source,
                }
                for number, (source, out) in enumerate(zip(cells, stored, strict=True))
            ],
            "metadata": {"says_who": {"lesson": "mill/1-who"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
        ensure_ascii=False,
    )


@pytest.fixture
def mill(tmp_path: Path) -> Project:
    """A small exercise in which nothing is wrong."""
    shutil.copytree(MILL, tmp_path, dirs_exist_ok=True)
    project = Project(tmp_path)
    project.notebook("mill/1-who").parent.mkdir(parents=True)
    project.notebook("mill/1-who").write_text(_notebook(), encoding="utf-8")
    return project


def test_the_exercise_to_be_spoilt_has_nothing_wrong(mill: Project) -> None:
    assert [str(p) for p in check(mill)] == []


@each_mistake
def test_each_mistake_is_found_on_its_line_in_no_words_of_a_program(
    mill: Project, file: str, told: dict[str, Any]
) -> None:
    path = mill.root / file
    text = path.read_text(encoding="utf-8")
    for old, new in ((told["old"], told["new"]), *told.get("also", ())):
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    problems = check(mill)
    found = [p for p in problems if told["says"] in p.text]
    assert len(found) == told.get("times", 1), [str(p) for p in problems]
    wanted = told.get("at") or told["new"].split("\n")[0]
    lines = [
        (mill.root / p.path).read_text(encoding="utf-8").splitlines()[p.line - 1] for p in found
    ]
    assert any(wanted in line for line in lines), (lines, [str(p) for p in found])
    for problem in problems:
        for word in ("Traceback", "Error", "Exception", "None", "int()", "NoneType", "regex"):
            assert word not in problem.text


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--language", "English", "write --language en"),
        ("--language", "Klingon", "no code of a language"),
        ("--published", "31.01.2026", "2026-01-31"),
        ("--published", "2024-02-31", "no 2024-02-31"),
        ("--published", "May", "has no year"),
    ],
)
def test_an_option_written_otherwise_is_refused_with_what_to_write(
    mill: Project, monkeypatch: pytest.MonkeyPatch, option: str, value: str, says: str
) -> None:
    monkeypatch.chdir(mill.root)
    article = str(mill.seed("mill", "article.txt"))
    said = kit_says("new", "again", "--article", article, option, value, code=1)
    assert says in " ".join(said.split())
    assert not (mill.root / "seeds" / "again").exists()


def test_watching_checks_again_when_a_file_was_saved(
    mill: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mill.root)
    looks = 0

    def saved_meanwhile(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 2:
            path = mill.answers("mill/1-who")
            path.write_text(ANSWERS.replace("Minutes: 20", "Minutes: 500"), encoding="utf-8")
        if looks == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr("kit.commands.check.sleep", saved_meanwhile)
    before = saved_at(mill)
    said = kit_says("check", "--watch")
    assert said.count("Ctrl+C ends this") == 2
    assert said.index("No problems found") < said.index("more than one sitting")
    assert saved_at(mill) != before
