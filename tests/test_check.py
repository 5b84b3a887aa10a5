"""`kit check` names every problem with its file and line, and exits with 1."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from desks import WHO
from labdesk import copy_project

from kit.check import RULES, check
from kit.rooms import Rooms

ANSWERS = f"answers/{WHO}.md"
NOTEBOOK = f"notebooks/{WHO}.ipynb"


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


def test_the_exercises_have_no_problems(rooms: Rooms) -> None:
    assert check(rooms) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            NOTEBOOK,
            'quiz.ask(\\"cues\\")',
            'quiz.ask(\\"clues\\")',
            f"it asks “clues”, which {ANSWERS} does not have; did you mean “cues”?",
        ),
        (
            NOTEBOOK,
            'quiz.ask(\\"repair\\")',
            'quiz.ask(\\"dropped\\")',
            "it asks “dropped” a second time",
        ),
        (
            NOTEBOOK,
            f'lesson(\\"{WHO}\\")',
            'lesson(\\"start-here\\")',
            f"it opens “start-here”; its own lesson is “{WHO}”",
        ),
        (
            NOTEBOOK,
            'quiz.read(\\"H, S1-S3\\")',
            'quiz.read(\\"H, S1-S33\\")',
            "there is no segment “S33”",
        ),
        (
            NOTEBOOK,
            'quiz.chain(\\"trip\\")',
            'quiz.chain(\\"trap\\")',
            "seeds/kim-putin-trip/chains.csv has no chain “trap”",
        ),
    ],
)
def test_a_notebook_that_does_not_fit_its_lesson_is_named_with_the_line(
    copied: Path, file: str, old: str, new: str, problem: str
) -> None:
    _change(copied / file, old, new)
    line = _line(copied / file, new)
    found = [str(p) for p in check(Rooms(copied)) if p.path == file]
    assert len(found) == 1
    assert found[0].startswith(f"{file}:{line}: {problem}")


def test_a_question_that_is_never_asked_is_named(copied: Path) -> None:
    _change(
        copied / ANSWERS,
        "## chain (order)",
        "## extra (choose)\n\nWho?\n\n- [x] a\n- [ ] b\n\n## chain (order)",
    )
    line = _line(copied / ANSWERS, "## extra")
    assert [str(p) for p in check(Rooms(copied))] == [
        f"{ANSWERS}:{line}: “extra” is never asked; add quiz.ask(“extra”) to {NOTEBOOK}"
    ]


def test_evidence_that_does_not_exist_is_named(copied: Path) -> None:
    _change(
        copied / ANSWERS,
        "Skills: CHN, COR\nEvidence: E01, E02, E08",
        "Skills: CHN, COR\nEvidence: E01, E999",
    )
    line = _line(copied / ANSWERS, "## earliest-door")
    assert [str(p) for p in check(Rooms(copied))] == [
        f"{ANSWERS}:{line}: “earliest-door” cites E999, which evidence.csv does not have"
    ]


def test_a_key_that_contradicts_the_ledger_is_named(copied: Path) -> None:
    _change(copied / ANSWERS, "Claim: C08, C09", "Claim: C08, C30, C99")
    line = _line(copied / ANSWERS, "## passed-on")
    assert [str(p) for p in check(Rooms(copied))] == [
        f"{ANSWERS}:{line}: “passed-on” judges C99, which claims.csv does not have",
        f"{ANSWERS}:{line}: “passed-on” says that C30 holds; claims.csv says “WRONG AS WORDED”",
    ]


def test_evidence_that_a_notebook_shows_and_does_not_exist_is_named(copied: Path) -> None:
    _change(copied / NOTEBOOK, 'quiz.chain(\\"trip\\")', 'quiz.evidence(\\"E01 E998\\")')
    line = _line(copied / NOTEBOOK, "E998")
    assert [str(p) for p in check(Rooms(copied))] == [
        f"{NOTEBOOK}:{line}: it shows E998, which evidence.csv does not have"
    ]


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
    assert any(str(p).startswith(problem) for p in check(Rooms(copied)))


def test_all_problems_come_at_once_on_the_command_line_and_it_exits_with_1(copied: Path) -> None:
    _change(copied / ANSWERS, "(choose-many)", "(choose-money)")
    _change(copied / ANSWERS, "[believe] the\u201d", "[believed] the\u201d")
    command = [sys.executable, "-m", "kit", "check", "kim-putin-trip"]
    done = subprocess.run(command, cwd=copied, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{ANSWERS}:") for line in lines)
    assert "“choose-money” is not a kind of question; did you mean “choose-many”?" in done.stdout


def test_an_unknown_exercise_names_the_nearest(copied: Path) -> None:
    (problem,) = check(Rooms(copied), ["kim-putin-trap"])
    assert "there is no exercise “kim-putin-trap”; did you mean “kim-putin-trip”?" in str(problem)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_is_documented_with_what_passes_and_what_fails(
    rule: Callable[..., object],
) -> None:
    assert rule.__doc__
    assert "Passes: " in rule.__doc__
    assert "Fails: " in rule.__doc__
