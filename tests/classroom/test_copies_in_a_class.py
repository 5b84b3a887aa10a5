"""A class counts what was done in its own copy, and says of whom it leaves something out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.command_line import kit
from support.made_up_class import AClass, a_try, handed_in, right, row, wrong

from kit.classroom.collecting.collect import collect
from kit.classroom.collecting.upload_kinds import Found
from kit.classroom.model import Receipt, Student
from kit.learner.hand_in import as_json

STUDENTS = tuple(Student(f"s{n}", f"Student {n}", "") for n in range(1, 5))


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AClass:
    """A class of four that does the made-up lesson."""
    room = AClass(tmp_path, STUDENTS)
    room.sit(monkeypatch)
    return room


def _hand_in(room: AClass, student: str, work: str, is_right: bool = True) -> None:
    _, hand_in = handed_in(student, [a_try("owner", (right if is_right else wrong)("owner"))])
    found = Found(f"{student}-{work}.json", as_json(replace(hand_in, work=work)).encode())
    (taken,) = collect(room.folder, [found])
    assert isinstance(taken, Receipt), taken


def test_hand_ins_from_another_copy_are_kept_and_said_and_count_nowhere(room: AClass) -> None:
    for student, work in (("s1", "g1"), ("s2", "g1"), ("s3", "last-year"), ("s4", "")):
        _hand_in(room, student, work)
    _hand_in(room, "s1", "p1", is_right=False)
    said = kit("collect", "--to", room.folder.root).output
    assert "From another copy than the others" in said
    assert "s1, s3" in said
    said = room.grade()
    assert "A hand-in from another copy than this class’s" in said
    assert {found.student for found in room.rows()} == {"s1", "s2", "s4"}  # s4: first version
    assert row(room.rows(), "s1", "owner").score == 1
    assert len(list(room.folder.hand_ins.iterdir())) == 5


def test_the_teacher_says_which_copy_counts(room: AClass) -> None:
    for student, work in (("s1", "g1"), ("s2", "g1"), ("s3", "g2")):
        _hand_in(room, student, work)
    about = room.folder.about
    about.write_text(f'{about.read_text("utf-8")}work = ["g1", "g2"]\n', encoding="utf-8")
    assert "another copy" not in room.grade()
    assert {found.student for found in room.rows()} == {"s1", "s2", "s3"}
    about.write_text('exercise = "river"\nwork = 3\n', encoding="utf-8")
    assert "write work as in" in kit("grade", room.folder.root).output
