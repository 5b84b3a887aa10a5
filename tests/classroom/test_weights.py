"""A question can be left out of totals or count more often, and who changes is said first."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.command_line import kit, kit_says
from support.made_up_class import AClass, a_try, right, wrong
from support.pages import ReadPage

from kit.classroom.collecting.settle import settle
from kit.classroom.decisions import Decision, decided
from kit.classroom.grading.regrade import total as points
from kit.classroom.grading.totals import Total, total
from kit.classroom.model import Graded, Student

STUDENTS = (Student("s1", "Ada Alder"), Student("s2", "Bo Birch"))
AT = "2026-11-25T08:30:00.000000Z"


def _row(question: str, score: float | None) -> Graded:
    return Graded("s1", "river", question, "choose", "graded" if score else "open", score)


def test_totals_weigh_each_question() -> None:
    rows = [_row("a", 1.0), _row("b", 0.5), _row("c", None)]
    weights = {("river", "b"): 3.0}
    assert total(rows, weights) == Total((1 + 1.5) / 4, 1, 3, 3)
    assert total(rows, {("river", "a"): 0, ("river", "c"): 0}) == Total(0.5, 0, 1, 1)
    assert total(rows, {("river", q): 0 for q in "abc"}) == Total(None, 0, 0, 0)
    assert total(rows) == total(rows, {("river", "a"): 1})
    found = points(rows, weights)
    assert (found.points, found.questions, found.open) == (2.5, 4, 1)


@pytest.mark.parametrize(("value", "weight"), [("0", 0), ("2", 2), ("1", None), ("", None)])
def test_the_last_word_on_a_weight_counts(value: str, weight: float | None) -> None:
    rows = [Decision("weight", "a/b q", v, "", AT) for v in ("5", value)]
    assert decided(rows).weights.get(("a/b", "q")) == weight


@pytest.mark.parametrize("value", ["much", "-1", "1e9"])
def test_a_weight_that_makes_no_sense_is_passed_over(value: str) -> None:
    assert decided([Decision("weight", "a q", value, "", AT)]).weights == {}


@pytest.fixture
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AClass:
    """Two students, one of whom missed a question that the other got."""
    made = AClass(tmp_path, STUDENTS)
    made.sit(monkeypatch)
    for student, answers in (("s1", (right, right)), ("s2", (wrong, right))):
        tries = [a_try(q, of(q)) for q, of in zip(("owner", "told"), answers, strict=True)]
        made.hand_in(student, tries)
    made.grade()
    return made


def _weight(graded: AClass, *words: str, code: int = 0) -> str:
    return kit_says("weight", graded.folder.root, *words, code=code)


@pytest.mark.slow
def test_who_changes_is_said_before_anything_is_written_and_then_reaches_every_total(
    graded: AClass, tmp_path: Path
) -> None:
    of = len(graded.rows()) // 2
    said = _weight(graded, "river", "owner", "0", "--dry-run")
    assert "Totals that change: 2 of 2." in said
    assert f"s1: {200 / of:.1f} % → {100 / (of - 1):.1f} %" in said
    assert not graded.folder.decisions.exists()
    _weight(graded, "river", "owner", "0", "--why", "two keys fit")
    assert settle(graded.folder).decided.weights == {("river", "owner"): 0}
    table = tmp_path / "m.csv"
    kit("gradebook", graded.folder.root, "--moodle", "--to", table)
    score = f"{round(100 / (of - 1), 2):g}"
    assert table.read_text(encoding="utf-8").splitlines()[1:] == [f"s1,{score},", f"s2,{score},"]
    kit("feedback", graded.folder.root)
    (page, _) = sorted(graded.folder.feedback.iterdir())
    words = ReadPage(page.read_text(encoding="utf-8")).words
    assert f"1 of {of - 1} points" in words
    assert "not counted" in words
    report = tmp_path / "r.html"
    kit("report", graded.folder.root, "--to", report)
    words = ReadPage(report.read_text(encoding="utf-8")).words
    assert "river, owner: left out of the totals" in words
    assert f"{100 / (of - 1):.0f} %" in words
    _weight(graded, "river", "owner", "1")
    assert settle(graded.folder).decided.weights == {}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("river", "ownr", "0"), 1, "did you mean “owner”?"),
        (("river", "owner", "-1"), 2, ""),
        (("river", "owner", "101"), 2, ""),
    ],
)
def test_a_weight_of_nothing_that_was_asked_is_refused(
    words: tuple[str, ...], code: int, said: str, graded: AClass
) -> None:
    assert said in _weight(graded, *words, code=code)
    assert not graded.folder.decisions.exists()
