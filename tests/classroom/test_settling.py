"""What needs a person is settled one thing at a time, written down, and undone as easily."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from support.command_line import kit, kit_says
from support.made_up_class import a_try, right, wrong
from support.uploads import class_of, hand_in, put

from kit.classroom.collecting.receipts import read_receipts, received_hand_ins
from kit.classroom.collecting.settle import settle
from kit.classroom.decisions import read_decisions
from kit.classroom.folder import ClassFolder
from kit.classroom.reporting.attendance import attendance
from kit.classroom.settling_page import Settling
from kit.classroom.settling_page import settle as settling_page
from kit.classroom.terms import read_terms
from kit.lesson.displays import Notice


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _asked(folder: ClassFolder, *answers: str) -> str:
    return kit_says("settle", folder.root, typed="\n".join(answers) + "\n")


def _decide(folder: ClassFolder, *words: str, code: int = 0) -> str:
    return " ".join(kit_says("settle", folder.root, *words, code=code).split())


def _owners(folder: ClassFolder) -> Mapping[str, tuple[str, ...]]:
    return settle(folder).owners


@pytest.mark.slow
def test_an_excluded_file_stays_out_when_it_is_collected_again_and_can_come_back(
    tmp_path: Path,
) -> None:
    data = hand_in("B-1")
    folder = class_of(tmp_path, {"a.json": data, "b.json": hand_in("B-2")})
    digest = _digest(data)
    said = _decide(folder, "--exclude", digest[:12], "--why", "from a sibling")
    assert "is kept, and counts for nobody" in said
    for _ in range(2):
        assert list(_owners(folder).values()) == [("B-2",)]
        assert {receipt.student for receipt, _ in received_hand_ins(folder)} == {"B-2"}
        assert {r.student for r in read_receipts(folder)} == {"B-2"}
        assert (folder.hand_ins / f"{digest}.json").read_bytes() == data
        done = kit("collect", tmp_path / "sent", "--to", folder.root)
        assert "Not yet: B-1 (Ann Ode)" in done.output
    assert digest[:12] in _asked(folder)
    assert "as if nothing had been decided" in _decide(folder, "--take-back", digest)
    assert _owners(folder)[digest] == ("B-1",)
    assert read_decisions(folder.decisions)[0].why == "from a sibling"


def test_group_work_is_each_student_s_and_no_fact_against_any(tmp_path: Path) -> None:
    data = hand_in("B-1", entries=[a_try("owner", right("owner"))])
    folder = class_of(tmp_path, {"a.json": data})
    _decide(folder, "--whose", _digest(data)[:8], "--is", "b-1 & B-3")
    assert _owners(folder) == {_digest(data): ("B-1", "B-3")}
    by_student = [(r.student, h.name) for r, h in received_hand_ins(folder, by_student=True)]
    assert by_student == [("B-1", "B-1"), ("B-3", "B-1")]
    done = kit("collect", "--to", folder.root)
    assert "2 of 3 students on the roster have handed in." in done.output
    assert "made at the same moment" not in done.output


def test_a_pseudonym_stands_for_a_student_from_then_on(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in("=Blue Fox")})
    assert _owners(folder) == {}
    _decide(folder, "--pseudonym", "=Blue Fox", "--is", "B-2")
    put(tmp_path, {"more/b.json": hand_in("=Blue Fox", wrong)})
    done = kit("collect", tmp_path / "more", "--to", folder.root)
    assert "1 kept" in done.output
    assert list(_owners(folder).values()) == [("B-2",), ("B-2",)]
    assert "'=Blue Fox" in folder.decisions.read_text(encoding="utf-8")


def test_each_waiting_file_is_asked_about_one_at_a_time(tmp_path: Path) -> None:
    sent = {f"{n}.json": hand_in(name) for n, name in enumerate(("Fox", "Elk", "Owl", "Cat"))}
    folder = class_of(tmp_path, sent)
    # The first is given after a slip, and its name kept; the second is put off, the third left
    # out; before the fourth the teacher stops.
    said = _asked(folder, "B-9", "B-1", "y", "", "x", "a test", "q")
    assert "“B-9” is no id of the roster" in said
    assert "1 of 4: sent/0.json" in said
    assert "Left to settle: 2." in said
    found = settle(folder)
    assert list(found.owners.values()) == [("B-1",)]
    assert found.decided.names == {"Fox": "B-1"}
    assert len(found.excluded) == 1
    assert [one.receipt.said for one in found.waiting] == ["Elk", "Cat"]
    assert "Left to settle: 1." in _asked(folder, "B-2 & B-3", "")


def test_lost_zeros_are_asked_about_once_with_their_pairs(tmp_path: Path) -> None:
    roster = "id,name\n123,Ann Ode\n4567,Bo Rook\n"
    sent = {"a.json": hand_in("000123"), "b.json": hand_in("004567"), "c.json": hand_in("00777")}
    folder = class_of(tmp_path, sent, roster)
    assert _owners(folder) == {}
    assert "“000123” may be 123 without its zeros" in kit("collect", "--to", folder.root).output
    said = _asked(folder, "y", "")
    assert "000123 is 123, Ann Ode?" in said
    assert "004567 is 4567, Bo Rook?" in said
    assert sorted(_owners(folder).values()) == [("123",), ("4567",)]
    assert "Has the roster lost" not in _asked(folder, "")
    put(tmp_path, {"more/d.json": hand_in("0123", wrong)})
    assert "1 kept" in kit("collect", tmp_path / "more", "--to", folder.root).output
    _decide(folder, "--no-lost-zeros")
    assert _owners(folder) == {}


def test_zeros_that_may_be_two_students_are_not_guessed(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in("0007")}, "id,name\n7,Ann\n07,Ben\n")
    _decide(folder, "--lost-zeros")
    assert _owners(folder) == {}


def test_excused_and_extended_are_said_in_who_handed_in_and_undone(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in("B-1")})
    _decide(folder, "--due", "2020-01-01T12:00", "--zone", "Europe/Berlin")
    _decide(folder, "--excuse", "B-2", "--why", "ill")
    _decide(folder, "--extend", "B-1", "--until", "9999 days")
    terms, known = read_terms(folder), settle(folder).decided
    found = attendance(settle(folder).roster, read_receipts(folder), terms, known)
    assert [s.id for s in found.missing] == ["B-3"]
    assert [one.student.id for one in found.excused] == ["B-2"]
    (one,) = found.there
    assert str(one.timing) == "on time, it was here before"
    _decide(folder, "--not-excused", "B-2")
    _decide(folder, "--extend", "B-1", "--until", "")
    known = settle(folder).decided
    found = attendance(settle(folder).roster, read_receipts(folder), terms, known)
    assert [s.id for s in found.missing] == ["B-2", "B-3"]
    assert [str(one.timing) for one in found.there] == ["cannot be known"]
    _decide(folder, "--on-time", "B-1")
    assert settle(folder).decided.on_time == {"B-1"}
    assert len(read_decisions(folder.decisions)) == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--exclude", "ffffff"], "No file of the class begins with"),
        (["--exclude", "f"], "at least 6 characters"),
        (["--excuse", "B-9"], "“B-9” is no id of the roster"),
        (["--excuse", "B-1 & B-2"], "Name one student"),
        (["--pseudonym", "B-1", "--is", "B-2"], "is an id of the roster"),
        (["--extend", "B-1", "--until", "2 days"], "no due date yet"),
        (["--extend", "B-1", "--until", "2026-13-01"], "is no date"),
        (["--late", "much"], "is no late rule"),
        (["--extend", "B-1"], "--until “” to take it back"),
        (["--until", "2 days"], "is --extend ID --until"),
        (["--is", "B-1"], "--is goes with --whose FILE"),
        (["--due", "2026-12-01", "--why", "asked for"], "--why goes with one"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_written(
    words: list[str], said: str, tmp_path: Path
) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in("B-1")})
    before = folder.about.read_bytes()
    assert said in _decide(folder, *words, code=1)
    assert not folder.decisions.exists()
    assert folder.about.read_bytes() == before


# -- On a page in the notebook


def test_the_page_settles_one_file_after_the_other_and_undoes_the_last(tmp_path: Path) -> None:
    hostile = "<b>Fox</b>"
    sent = {f"{n}.json": hand_in(name) for n, name in enumerate((hostile, "Elk", "Owl"))}
    folder = class_of(tmp_path, sent)
    page = settling_page(folder.root)
    assert isinstance(page, Settling)
    assert "3 files wait." in page.what.value
    assert "&lt;b&gt;Fox" in page.what.value
    assert hostile not in page.what.value
    page.give.click()
    assert "Name a student by the id." in page.said.value
    page.students.value, page.later_too.value = ("B-1",), True
    page.give.click()
    assert list(_owners(folder).values()) == [("B-1",)]
    assert list(settle(folder).decided.names.values()) == ["B-1"]
    assert "“Elk”" in page.what.value
    page.undo.click()
    assert (_owners(folder), settle(folder).decided.names) == ({}, {})
    page.students.value = ("B-1",)
    page.give.click()
    page.put_off.click()
    page.why.value = "a test"
    page.exclude.click()
    assert "Put off: 1." in page.what.value
    assert [d.why for d in read_decisions(folder.decisions)][-1] == "a test"
    page.undo.click()
    assert not settle(folder).excluded
    assert "“Owl”" in page.what.value
    page.students.value = ("B-2", "B-3")
    page.give.click()
    assert ("B-2", "B-3") in _owners(folder).values()
    assert repr(page) == "The page for settling: 1 file waits."


@pytest.mark.slow
def test_the_page_asks_about_lost_zeros_first(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in("0007")}, "id,name\n7,Ann\n")
    page = settling_page(folder.root)
    assert isinstance(page, Settling)
    assert "0007 is 7, Ann?" in page.what.value
    page.yes.click()
    assert "Nothing is left to settle." in page.what.value
    assert list(_owners(folder).values()) == [("7",)]


def test_the_page_says_what_is_missing(tmp_path: Path) -> None:
    assert isinstance(settling_page(tmp_path / "none"), Notice)
