"""The page to read before class says what the class did, and nobody's name beside an answer."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.command_line import kit, kit_says
from support.made_up_class import AClass, a_try, handed_in, issued_form, right, wrong

from kit.article.files import Unreadable
from kit.classroom.decisions import Decided
from kit.classroom.model import Graded, Grading, Student
from kit.classroom.reporting.brief import Brief, brief_of, brief_page
from kit.classroom.reporting.page import class_page
from kit.classroom.reporting.record import ClassRecord, of_section
from kit.question.model import Response, Sure
from kit.question.response_data import response_to_data

STUDENTS = [Student(f"s{n}", f"Invented {n}", "AB"[n % 2]) for n in range(8)]
MAYOR = Response(ticked=("the mayor",))
TEXTS = ("Where and when did you test the water?", "<b>No</b> idea, officials are always right.")


def _row(student: str, question: str, response: Response, score: float, sure: Sure = "") -> Graded:
    asked = issued_form().asked("river", question)
    assert asked
    data = response_to_data(response)
    kind = asked.question.kind
    return Graded(
        student, "river", question, kind, "graded", score, data, sure, revision=asked.revision
    )


def _record(levels: tuple[str, str] = ("Proficient", "Basic")) -> ClassRecord:
    """Six of eight handed in; four took the mayor, of whom three of section A were certain."""
    rows: list[Graded] = []
    for n, student in enumerate(STUDENTS[:6]):
        chose = MAYOR if n < 4 else right("owner")
        sure: Sure = "certain" if n in (0, 1, 2) else "guess"
        rows.append(_row(student.id, "owner", chose, float(n >= 4), sure))
        rows.append(_row(student.id, "told", right("told"), 1.0))
    for student, text, level in zip(STUDENTS, TEXTS, levels, strict=False):
        score = {"Proficient": 1.0, "Basic": 0.0, "": None}[level]
        made = _row(student.id, "doubt", Response(text=text), 0.0)
        status = "graded" if level else "open"
        rows.append(replace(made, score=score, level=level, status=status))  # type: ignore[arg-type]
    grading = Grading(2, "2026-11-25T08:30:00.000000Z", "first", "k", "", tuple(rows))
    return ClassRecord("The river", "river", tuple(STUDENTS), (), grading, issued_form().questions)


def _words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main") :])).split())


@pytest.fixture(scope="module")
def made() -> Brief:
    """The brief of that class."""
    return brief_of(_record())


def test_what_most_got_wrong_comes_with_what_they_chose_and_why_it_is_wrong(made: Brief) -> None:
    first = made.missed[0]
    assert first.question.asked.question.id == "owner"
    assert (first.wrong, first.question.n) == (4, 6)
    assert first.chosen
    assert (first.chosen.text, first.chosen.n) == ("the mayor", 4)
    assert first.why == "The mayor speaks of something else."
    assert "told" not in {one.question.asked.question.id for one in made.missed}


def test_the_certain_and_wrong_are_counted_by_section(made: Brief) -> None:
    found = {
        section: [(one.question.asked.question.id, one.n) for one in own]
        for section, own in made.certain
    }
    assert found == {"A": [("owner", 2)], "B": [("owner", 1)]}


def test_the_best_and_the_weakest_text_stand_side_by_side_without_names(made: Brief) -> None:
    assert made.contrast
    assert (made.contrast.texts, made.contrast.levels) == (TEXTS, ("Proficient", "Basic"))
    unmarked = brief_of(_record(("", ""))).contrast
    assert unmarked
    assert sorted(unmarked.texts) == sorted(TEXTS)
    assert unmarked.levels == ("", "")


def test_three_questions_to_discuss_come_from_what_the_class_did(made: Brief) -> None:
    assert 1 <= len(made.discuss) <= 3
    assert "4 of 6 said “the mayor”" in made.discuss[0]
    assert any("two answers below" in one for one in made.discuss)


def test_who_has_not_handed_in_is_named_by_section_and_the_excused_are_not() -> None:
    record = _record()
    found = brief_of(replace(record, decided=Decided(excused={"s7": "ill"})))
    missing = {section: [student.id for student in own] for section, own in found.missing}
    assert missing == {"A": ["s0", "s2", "s4", "s6"], "B": ["s1", "s3", "s5"]}


def test_the_page_runs_nothing_and_names_nobody_beside_an_answer() -> None:
    page = brief_page(_record())
    assert "<script" not in page
    assert "<b>No</b>" not in page
    assert TEXTS[1] in _words(page)
    before, _, missing = _words(page).partition("Who has not handed in")
    assert "Invented" not in before
    assert "Invented 0 (s0)" in missing


@pytest.mark.slow
def test_a_class_that_is_all_right_or_empty_has_a_page_too() -> None:
    record = _record()
    rows = tuple(row for row in record.grading.rows if row.question == "told")
    page = _words(brief_page(replace(record, grading=replace(record.grading, rows=rows))))
    assert "Nothing was missed by anybody." in page
    nobody = replace(record, roster=(), grading=replace(record.grading, rows=()))
    assert "There is no roster" in _words(brief_page(nobody))


@pytest.mark.parametrize("make", [brief_page, class_page])
@pytest.mark.slow
def test_pages_of_one_student_of_none_and_of_the_excused_say_nothing_of_a_class(
    make: Callable[[ClassRecord], str],
) -> None:
    record, one = _record(), STUDENTS[0]
    rows = tuple(row for row in record.grading.rows if row.student == one.id)
    alone = replace(record, roster=(one,), grading=replace(record.grading, rows=rows))
    said = _words(make(alone))
    assert not re.search(r"most got wrong|in pairs|[Ss]urely|Weakest skills|all 1 ", said)
    assert "Of so few students" in said or "Too few students to say: 1 of the 5" in said
    empty = replace(alone, grading=replace(record.grading, rows=()))
    assert "Nobody has handed in anything that counts." in _words(make(empty))
    receipt, _ = handed_in(one.id, ())
    excused = replace(empty, receipts=(receipt,), decided=Decided(excused={one.id: "ill"}))
    said = _words(make(excused))
    assert "All who handed in are excused, so that no answer counts." in said
    assert "Excused: Invented 0" in said
    assert not re.search(r"Nothing was missed|Nothing is (surely )?wrong|not graded yet", said)


@pytest.mark.slow
def test_the_command_writes_it_over_an_earlier_one_and_over_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = AClass(tmp_path, STUDENTS)
    own.sit(monkeypatch)
    place = tmp_path / "brief.html"
    assert "is not graded yet" in kit("brief", own.folder.root, "--to", place).output
    own.hand_in("s1", [a_try("owner", wrong("owner"))])
    own.grade()
    for _ in range(2):
        kit_says("brief", own.folder.root, "--to", place)
    assert "owner" in _words(place.read_text(encoding="utf-8"))
    place.write_text("<p>mine</p>", encoding="utf-8")
    assert "no earlier brief" in kit("brief", own.folder.root, "--to", place).output
    assert kit("brief", own.folder.root, "--to", tmp_path / "b.pdf").exit_code == 1


def test_one_section_has_a_brief_of_its_own() -> None:
    own = brief_of(of_section(_record(), "a"))
    assert own.n == 3
    assert [section for section, _ in own.missing] == ["A"]
    assert own.missed[0].question.n == 3
    with pytest.raises(Unreadable, match="in section “C”; there are: A, B"):
        of_section(_record(), "C")
