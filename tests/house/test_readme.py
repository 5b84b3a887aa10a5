"""What the README shows is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.jupyterlab import ROOT
from typer.main import get_command

from kit.__main__ import app
from kit.article.project import Project
from kit.article.segments import Article
from kit.card.widget import Card
from kit.question import sample_responses
from kit.question.blocks import QUESTION_FIELDS
from kit.question.grade import grade
from kit.question.kinds import kind_names
from kit.question.parse import parse
from kit.question.read import read_question_set

NOTEBOOKS = "notebooks/"
# Files that a command makes, and names that stand for any.
MADE = re.compile(r"my-article|NAME|^answers/released/|^entries/|^grades/")
DOCS = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def test_the_example_of_every_kind_reads_and_grades(short: Article) -> None:
    (text,) = _examples("markdown")
    question_set = parse(text, "README.md", short)
    assert question_set.problems == ()
    assert {question.kind for question in question_set.questions} == set(kind_names())
    for question, key in zip(question_set.questions, question_set.keys, strict=True):
        segments = short.shown(question.show)
        response = sample_responses.right(question, key, segments)
        assert grade(question, key, response, segments).score == (
            None if question.kind == "write" else 1
        )


def test_the_python_example_runs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = _examples("python")
    *lines, last = code.splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)  # noqa: S102 - our own example
    assert isinstance(eval(last, names), Card)  # noqa: S307 - the same


def test_every_command_and_every_target_shown_exists_and_every_command_is_shown() -> None:
    commands = dict(_commands(get_command(app)))
    shown = "\n".join(_examples("sh"))
    lines = [line.split("#")[0].split() for line in re.findall(r"^kit (.+)$", shown, re.M)]
    found = [" ".join(line[:2] if " ".join(line[:2]) in commands else line[:1]) for line in lines]
    assert set(found) == set(commands)
    for name, line in zip(found, lines, strict=True):
        assert {word for word in line if word.startswith("-")} <= commands[name]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", shown, re.M):
        assert re.search(rf"^{target}:", makefile, re.M)


def _commands(group: object, before: str = "") -> Iterator[tuple[str, set[str]]]:
    """The commands of the command line, those inside others too, each with its options."""
    for name, found in getattr(group, "commands").items():  # noqa: B009 - typer hides the type
        command = getattr(found, "loaded", found)
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", {opt for param in command.params for opt in param.opts}


def test_every_field_of_a_question_is_named() -> None:
    assert [name for name in QUESTION_FIELDS if f"{name}:" not in README] == []


def test_every_link_and_every_lesson_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
    lessons = [f"notebooks/{name}.ipynb" for name in Project(ROOT).lessons()]
    assert [lesson for lesson in lessons if lesson not in links] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", *DOCS])
def test_every_file_of_the_kit_and_its_tests_that_is_named_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[\w.-]+/)+(?:[\w-]+\.(?:js|json|md|py|toml|txt))?)`", text))
    places = (ROOT, ROOT / "kit", ROOT / "kit" / "classroom")
    gone = [name for name in named if not any((place / name).exists() for place in places)]
    assert [name for name in gone if not MADE.search(name)] == []


def test_every_lesson_has_the_title_and_the_minutes_of_its_file() -> None:
    for lesson in Project(ROOT).lessons():
        question_set = read_question_set(Project(ROOT), lesson)
        row = next(line for line in README.splitlines() if f"({NOTEBOOKS}{lesson}.ipynb)" in line)
        assert question_set.title in row
        assert row.endswith(f"| {question_set.minutes} |")
