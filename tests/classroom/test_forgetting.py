"""A student can be forgotten in a class: all goes that is said to go, and the class still works."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from support.command_line import kit, kit_says
from support.jupyterlab import RIVER
from support.made_up_class import right, wrong
from support.uploads import class_of, hand_in, put

from kit.classroom.collecting.receipts import read_receipts
from kit.classroom.collecting.roster import read_roster
from kit.classroom.collecting.settle import settle
from kit.classroom.decisions import read_decisions
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.grades import read_gradings
from kit.classroom.grading.marks import read_marks, write_mark
from kit.classroom.model import RubricMark
from kit.exchange.paper.codes import read_sheets, sheets_for

ANN, BEN, SHARED = hand_in("B-1"), hand_in("B-2", wrong), hand_in("B-3")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ClassFolder:
    """A class that was graded twice, marked and handed back, with work that Ann shares with Zoë."""
    project = tmp_path / "project"
    (project / "notebooks").mkdir(parents=True)
    for room in ("seeds", "answers"):
        (project / room).symlink_to(RIVER.root / room)
    monkeypatch.chdir(project)
    made = class_of(tmp_path, {"Ann Ode.json": ANN, "b.json": BEN, "c.json": SHARED})
    kit("settle", made.root, "--whose", sha256(SHARED).hexdigest(), "--is", "B-1 & B-3")
    kit("settle", made.root, "--excuse", "B-1", "--why", "ill, says the mother")
    kit("grade", made.root)
    for student in ("B-1", "B-2"):
        mark = RubricMark("me", student, "river", "doubt", "Basic", f"of {student}", "2026-11-25Z")
        write_mark(made.marks, mark)
    kit("grade", made.root)
    kit("feedback", made.root)
    return made


def _forget(folder: ClassFolder, *words: str, answer: str = "") -> tuple[int, str]:
    done = kit("forget-student", folder.root, *words, typed=answer)
    return done.exit_code, done.output


def _all_that_is_kept(folder: ClassFolder) -> dict[str, bytes]:
    files = (path for path in folder.root.rglob("*") if path.is_file())
    return {path.relative_to(folder.root).as_posix(): path.read_bytes() for path in files}


def test_it_says_what_goes_and_asks_first(folder: ClassFolder) -> None:
    before = _all_that_is_kept(folder)
    code, said = _forget(folder, "b-1", answer="n\n")
    assert (code, "Nothing is forgotten." in said) == (1, True)
    for part in (
        "What goes of B-1 (Ann Ode)", "sent/Ann Ode.json", "2 gradings", "1 mark", "2 decisions",
        "1 page of feedback", "others’ work as well: sent/c.json",
    ):  # fmt: skip
        assert part in said
    assert _all_that_is_kept(folder) == before
    assert _forget(folder, "B-9")[0] == 1


def test_nothing_of_the_student_is_left_and_the_class_still_works(folder: ClassFolder) -> None:
    rows = [r for r in read_gradings(folder)[-1].rows if r.student != "B-1"]
    code, said = _forget(folder, "B-1", "--yes")
    assert code == 0, said
    digest = sha256(ANN).hexdigest()
    for name, data in _all_that_is_kept(folder).items():
        for trace in (b"Ann", b"B-1", b"mother", digest.encode()):
            assert trace not in data, name
        assert digest not in name
    assert [s.id for s in read_roster(folder)] == ["B-2", "B-3"]
    assert list(read_gradings(folder)[-1].rows) == rows
    assert len(read_gradings(folder)) == 2
    assert [mark.student for mark in read_marks(folder.marks)] == ["B-2"]
    assert {one.value for one in read_decisions(folder.decisions)} == {"B-3", ""}
    assert sorted(settle(folder).owners.values()) == [("B-2",), ("B-3",)]
    assert "Nothing has changed" in kit("grade", folder.root).output
    assert len(list(folder.feedback.glob("*.html"))) == 2
    for words in (("feedback",), ("gradebook", "--moodle", "--allow-open", "--to", "m.csv")):
        kit_says(words[0], folder.root, *words[1:])


@pytest.mark.slow
def test_what_is_collected_again_is_passed_over_and_said(folder: ClassFolder) -> None:
    _forget(folder, "B-1", "--yes")
    sent = folder.root.parent / "sent"
    put(sent, {"new.json": hand_in("B-2", right)})
    done = kit("collect", sent, "--to", folder.root)
    assert "passed over: sent/Ann Ode.json: its student was forgotten here" in done.output
    assert "1 kept, 2 again" in done.output
    assert not (folder.hand_ins / f"{sha256(ANN).hexdigest()}.json").exists()
    text = folder.forgotten.read_text(encoding="utf-8")
    assert sha256(ANN).hexdigest() not in text
    assert done.exit_code == 0
    # Another student is forgotten later, and both stay so.
    _forget(folder, "B-2", "--yes")
    done = kit("collect", sent, "--to", folder.root)
    assert done.output.count("its student was forgotten here") == 3


def test_it_goes_on_after_it_was_cut_short(
    folder: ClassFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_disk(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr("kit.classroom.forgetting.forget_receipts", lambda path, files: no_disk(path))
        code, said = _forget(folder, "B-1", "--yes")
        assert (code, "Run it again" in said) == (1, True)
    assert _forget(folder, "B-1", "--yes")[0] == 0
    assert "B-1" not in {receipt.said for receipt in read_receipts(folder)}
    assert [s.id for s in read_roster(folder)] == ["B-2", "B-3"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights than modes")
def test_a_class_folder_is_its_owner_s_alone(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": ANN})
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    folder.root.chmod(0o755)
    kit("collect", tmp_path / "sent", "--to", folder.root)
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    other = ClassFolder(tmp_path / "new" / "class")
    kit("collect", tmp_path / "sent", "--to", other.root, "--exercise", "river")
    assert stat.S_IMODE(other.root.stat().st_mode) == 0o700


def test_the_codes_of_the_student_s_printed_sheets_go_too(folder: ClassFolder) -> None:
    sheets_for(folder.sheets, ["B-1", "B-2"], "river", "0" * 12)
    _forget(folder, "B-1", "--yes")
    assert {sheet.student for sheet in read_sheets(folder.sheets).values()} == {"B-2"}
