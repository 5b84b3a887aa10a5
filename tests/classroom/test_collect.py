"""What students hand in is kept once, receipted, and given to the student whose id it names."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from support.command_line import kit, kit_says
from support.made_up_class import a_try, right, wrong
from support.uploads import ROSTER, class_of, hand_in, put, zipped

from kit.classroom.collecting.facts import facts_of_answers, facts_of_uploads
from kit.classroom.collecting.lms_names import Uploader, is_one_name, may_be_one_name, uploader
from kit.classroom.collecting.receipt_log import append_receipt, read_receipt_log
from kit.classroom.collecting.receipts import read_receipts, received_hand_ins
from kit.classroom.collecting.roster import read_roster
from kit.classroom.collecting.settle import settle
from kit.classroom.folder import ClassFolder
from kit.learner.wire import read_hand_in
from kit.question.model import Response

Rows = list[dict[str, str]]


def _to_settle(folder: ClassFolder) -> Rows:
    text = folder.to_settle.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def _fill(folder: ClassFolder, **students: str) -> None:
    """Write a student's id beside each name that a file says, as a teacher does."""
    rows = _to_settle(folder)
    for row in rows:
        row["student"] = students.get(row["said"], row["student"])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    folder.to_settle.write_bytes(text.getvalue().encode("utf-8-sig"))


def _received(folder: ClassFolder) -> tuple[dict[str, list[str]], list[str]]:
    """The names in the hand-ins of each student, and what was told."""
    told: list[str] = []
    found: dict[str, list[str]] = {}
    for receipt, one in received_hand_ins(folder, told.append):
        found.setdefault(receipt.student, []).append(one.name)
    return found, told


# -- A class begins


def test_the_first_collection_makes_the_class_of_the_first_hand_in(tmp_path: Path) -> None:
    data = hand_in("B-1")
    folder = class_of(tmp_path, {"a.json": data})
    assert folder.exercise() == "river"
    assert folder.roster.read_text(encoding="utf-8") == ROSTER
    digest = sha256(data).hexdigest()
    assert (folder.hand_ins / f"{digest}.json").read_bytes() == data
    (receipt,) = read_receipts(folder)
    assert (receipt.sha256, receipt.size, receipt.source) == (digest, len(data), "sent/a.json")
    assert (receipt.said, receipt.student, receipt.place) == ("B-1", "B-1", "kept")
    assert receipt.made == read_hand_in(data).made
    assert not folder.to_settle.exists()


def test_a_class_can_be_named_before_anything_comes(tmp_path: Path) -> None:
    put(tmp_path, {"r.csv": ROSTER.encode()})
    folder = ClassFolder(tmp_path / "class")
    said = kit_says(
        "collect", "--to", folder.root, "--exercise", "lake", "--roster", tmp_path / "r.csv"
    )
    assert "0 of 3 students" in said
    assert "B-3 (Zoë Ångström)" in said
    put(tmp_path / "sent", {"a.json": hand_in()})
    said = kit_says("collect", tmp_path / "sent", "--to", folder.root, code=1)
    assert "it is of the exercise “river”, the class does “lake”" in said
    said = kit_says("collect", "--to", folder.root, "--exercise", "river", code=1)
    assert "make another class" in said


def test_two_first_collections_at_once_both_end_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened_meanwhile(folder: ClassFolder, exercise: str) -> None:
        put(folder.root, {"class.toml": f'exercise = "{other}"\n'.encode()})
        raise FileExistsError(17, "File exists", str(folder.about))

    import_module("kit.commands.collect")  # else the command would keep what is put in its place
    monkeypatch.setattr("kit.classroom.collecting.collect.open_new_class", opened_meanwhile)
    put(tmp_path / "sent", {"a.json": hand_in()})
    for other, code, said in (("river", 0, "1 to settle"), ("lake", 1, "the class does “lake”")):
        done = kit("collect", tmp_path / "sent", "--to", tmp_path / other)
        assert (done.exit_code, said in done.output) == (code, True), done.output


def test_where_nothing_is_good_no_class_is_made(tmp_path: Path) -> None:
    put(tmp_path / "sent", {"a.json": b"{}"})
    kit_says("collect", tmp_path / "sent", "--to", tmp_path / "class", code=1)
    assert not (tmp_path / "class").exists()
    assert "Say what to collect" in kit_says("collect", "--to", tmp_path / "class", code=1)


@pytest.mark.parametrize("name", ["../up", "a/b", "a\\b", ".hidden", "C:x", "a\u202eb", ""])
def test_an_exercise_is_never_a_path(name: str, tmp_path: Path) -> None:
    kit_says("collect", "--to", tmp_path / "class", "--exercise", name or " ", code=1)
    put(tmp_path / "sent", {"a.json": hand_in(exercise=name or "x/")})
    kit_says("collect", tmp_path / "sent", "--to", tmp_path / "class", code=1)
    assert list(tmp_path.iterdir()) == [tmp_path / "sent"]


@pytest.mark.slow
def test_a_roster_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in()})
    put(tmp_path, {"new.csv": b"id,name\nB-9,New\n"})
    done = kit("collect", "--to", folder.root, "--roster", tmp_path / "new.csv")
    assert "differs from" in done.output
    assert folder.roster.read_text(encoding="utf-8") == ROSTER
    said = kit_says("collect", "--to", folder.root, "--roster", tmp_path / "none.csv", code=1)
    assert "none.csv cannot be read" in said


@pytest.mark.slow
def test_without_a_roster_all_waits_and_nothing_is_lost(tmp_path: Path) -> None:
    put(tmp_path / "sent", {"a.json": hand_in("B-1")})
    folder = ClassFolder(tmp_path / "class")
    said = kit_says("collect", tmp_path / "sent", "--to", folder.root)
    assert "1 to settle" in said
    assert "Write one with the columns id and name" in said
    put(tmp_path, {"r.csv": ROSTER.encode()})
    kit("collect", "--to", folder.root, "--roster", tmp_path / "r.csv")
    assert _received(folder) == ({"B-1": ["B-1"]}, [])
    assert _to_settle(folder) == []


# -- Where hand-ins lie


def test_they_are_found_in_files_folders_and_the_zips_of_moodle_and_canvas(tmp_path: Path) -> None:
    moodle = {
        "Ann Ode_123456_assignsubmission_file_/river.json": hand_in("B-1"),
        "Ben Ode_123457_assignsubmission_file_river-B-2.json": hand_in("B-2"),
        "__MACOSX/Ann Ode_123456_assignsubmission_file_/._river.json": b"\0",
    }
    canvas = {
        "odeann_12345_67890_river.json": hand_in("b-1"),
        "odeben_LATE_12346_67891_river-1.json": hand_in(" B-2"),
        ".DS_Store": b"\0",
    }
    files = {
        "deep/er/c.json": hand_in("B-3"),
        "Thumbs.db": b"\0",
        "moodle.zip": zipped(moodle),
        "CANVAS.ZIP": zipped(canvas),
    }
    folder = class_of(tmp_path, files)
    found, told = _received(folder)
    assert {student: len(names) for student, names in found.items()} == {
        "B-1": 2,
        "B-2": 2,
        "B-3": 1,
    }
    assert told == []
    sources = [receipt.source for receipt in read_receipts(folder)]
    assert "sent/moodle.zip/Ann Ode_123456_assignsubmission_file_/river.json" in sources
    said = kit_says("collect", tmp_path / "sent", "--to", folder.root)
    assert "0 kept, 5 again, 0 to settle, 0 refused." in said
    assert "passed over: 3 files" in said
    assert "Marked as late by Canvas: B-2." in said
    assert "3 of 3 students" in said


def test_the_class_folder_is_not_collected_into_itself(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in()})
    done = kit("collect", tmp_path / "sent", folder.root.parent, "--to", folder.root)
    assert "0 kept, 2 again, 0 to settle, 1 refused." in done.output
    assert "roster-of-the-teacher.csv: a table is not taken" in done.output


def test_the_same_bytes_are_kept_once_and_receipted_each_time(tmp_path: Path) -> None:
    data = hand_in("B-1")
    folder = class_of(tmp_path, {"a.json": data, "b.json": data, "c.json": hand_in("B-1")})
    assert len(list(folder.hand_ins.iterdir())) == 2
    assert [receipt.place for receipt in read_receipts(folder)] == ["kept", "again", "kept"]
    found, _ = _received(folder)
    assert found == {"B-1": ["B-1", "B-1"]}


def test_what_takes_long_shows_a_bar_beside_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in("B-1")})
    plain = kit("collect", tmp_path / "sent", "--to", folder.root)
    monkeypatch.setattr("kit.classroom.slow.PATIENCE", -1)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")  # rich draws for terminals only
    slow = kit("collect", tmp_path / "sent", "--to", folder.root)
    assert "Collecting" in slow.stderr
    assert "Collecting" not in plain.output
    assert slow.stdout == plain.stdout


# -- Who is who


def test_a_name_that_is_no_id_waits_for_the_teacher_and_is_settled_by_hand(tmp_path: Path) -> None:
    said = ["Ann Ode", "B-\uff11", "B-1\u200b", "=HYPERLINK(1)", "B-2"]
    folder = class_of(tmp_path, {f"{n}.json": hand_in(name) for n, name in enumerate(said)})
    found, told = _received(folder)
    assert found == {"B-2": ["B-2"]}
    assert [text for text in told if "4 files wait" in text] == told
    rows = _to_settle(folder)
    assert {row["said"] for row in rows} == {
        "Ann Ode",
        "B-\uff11",
        "B-1\\u200b",
        "'=HYPERLINK(1)",
    }
    assert next(row for row in rows if row["said"] == "Ann Ode")["nearest"].startswith("B-1")
    _fill(folder, **{"Ann Ode": "b-1", "'=HYPERLINK(1)": "B-9"})
    output = kit_says("collect", "--to", folder.root)
    assert "“B-9” is no id of the roster" in output
    assert "3 files wait" in output
    found, _ = _received(folder)
    assert found == {"B-1": ["Ann Ode"], "B-2": ["B-2"]}
    assert {r.student for r in read_receipts(folder, list[str]().append)} == {"B-1", "B-2", ""}
    kept = {row["said"]: row["student"] for row in _to_settle(folder)}
    assert kept["Ann Ode"] == "b-1"
    assert kept["'=HYPERLINK(1)"] == "B-9"
    assert len(kept) == 4
    kit("collect", tmp_path / "sent", "--to", folder.root)
    assert {row["said"]: row["student"] for row in _to_settle(folder)} == kept


def test_the_teacher_s_word_counts_above_the_file_s(tmp_path: Path) -> None:
    data = hand_in("B-1")
    folder = class_of(tmp_path, {"a.json": data})
    digest = sha256(data).hexdigest()
    put(folder.root, {"to-settle.csv": f"sha256,student\n{digest},B-2\n".encode()})
    assert settle(folder).owners == {digest: ("B-2",)}
    kit("collect", "--to", folder.root)
    assert settle(folder).owners == {digest: ("B-2",)}
    put(folder.root, {"to-settle.csv": f"sha256,student\n{digest},B-2\n{digest},B-3\n".encode()})
    done = kit("collect", "--to", folder.root)
    assert "to-settle.csv:3: this file is another student’s on a line before" in done.output
    assert settle(folder).owners == {digest: ("B-1",)}


def test_a_list_that_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in("who")})
    broken_lists = {
        b"a,b\n1,2\n": "to-settle.csv:1: the first line must name the columns",
        b'student,sha256\nB-1,"\n': "to-settle.csv:2: from here on it cannot be read",
        b"student,sha256\n\nB-1\n": "to-settle.csv:3: this row has 1 cells, the first line 2",
        b"student,sha256\nZo\x81,1\n": "not in UTF-8",
    }
    for broken, said in broken_lists.items():
        folder.to_settle.write_bytes(broken)
        assert said in kit_says("collect", "--to", folder.root, code=1)
        assert folder.to_settle.read_bytes() == broken


def test_an_id_on_two_rows_of_the_roster_names_nobody(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in("B-1")}, ROSTER + "b-1,Another Ann,x\n")
    assert settle(folder).owners == {}
    done = kit("collect", "--to", folder.root)
    assert "roster.csv:2: the id “B-1” stands on line 5 too" in done.output
    assert "roster.csv:5: the id “b-1” stands on line 2 too" in done.output
    folder.roster.write_text(ROSTER, encoding="utf-8")
    assert list(settle(folder).owners.values()) == [("B-1",)]


def test_who_left_the_roster_waits_again(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in("B-1")})
    folder.roster.write_text("id,name\nB-2,Ben\n", encoding="utf-8")
    kit("collect", "--to", folder.root)
    assert [row["said"] for row in _to_settle(folder)] == ["B-1"]


# -- What is kept stays as it was, and what does not is said


def test_a_changed_a_missing_and_a_receiptless_file_are_named_and_left_out(tmp_path: Path) -> None:
    sent = {f"{n}.json": hand_in(f"B-{n}") for n in (1, 2, 3)}
    folder = class_of(tmp_path, sent)
    one, two, three = (
        folder.hand_ins / f"{sha256(data).hexdigest()}.json" for data in sent.values()
    )
    one.write_bytes(one.read_bytes().replace(b"B-1", b"B-2"))
    two.unlink()
    (folder.hand_ins / "stray.json").write_bytes(three.read_bytes())
    found, told = _received(folder)
    assert found == {"B-3": ["B-3"]}
    assert [any(path.name in text for text in told) for path in (one, two, three)] == [
        True,
        True,
        False,
    ]
    assert any("stray.json has no receipt" in text for text in told)
    done = kit("collect", tmp_path / "sent", "--to", folder.root)
    assert "0 kept, 3 again" in done.output
    assert sorted(_received(folder)[0]) == ["B-1", "B-2", "B-3"]


def test_the_files_of_a_student_come_together_where_that_is_asked_for(tmp_path: Path) -> None:
    sent = {"1.json": hand_in("B-2"), "2.json": hand_in("B-1")}
    sent["3.json"] = hand_in("B-2", entries=[a_try("owner", right("owner"))])
    folder = class_of(tmp_path, sent)
    said = [(receipt.student, receipt.source) for receipt, _ in received_hand_ins(folder)]
    assert [student for student, _ in said] == ["B-2", "B-1", "B-2"]
    sorted_by_student = [said[1], said[0], said[2]]
    received = received_hand_ins(folder, by_student=True)
    assert [(receipt.student, receipt.source) for receipt, _ in received] == sorted_by_student


def test_what_is_not_asked_for_is_told_on_the_error_stream(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in("B-1"), "b.json": hand_in("who")})
    capsys.readouterr()
    assert len(list(received_hand_ins(folder))) == 1
    assert "1 file waits" in capsys.readouterr().err


def test_a_torn_line_is_passed_over_said_and_spoils_no_other(tmp_path: Path) -> None:
    sent = {f"{n}.json": hand_in(f"B-{n}") for n in (1, 2)}
    folder = class_of(tmp_path, sent)
    folder.receipts.write_bytes(folder.receipts.read_bytes()[:-30])
    log = read_receipt_log(folder.receipts)
    assert [receipt.said for receipt in log.receipts] == ["B-1"]
    assert log.damaged == (2,)
    done = kit("collect", tmp_path / "sent", "--to", folder.root)
    assert "1 kept, 1 again" in done.output
    assert "receipts.jsonl:2: this line is damaged" in done.output
    log = read_receipt_log(folder.receipts)
    assert [receipt.said for receipt in log.receipts] == ["B-1", "B-1", "B-2"]
    assert log.damaged == (2,)


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "../x"},
        {"size": -1},
        {"size": True},
        {"received": "2026-11-24T10:00:00"},
        {"place": "lost"},
        {"student": 7},
        {"more": 1},
    ],
)
def test_a_receipt_of_another_form_is_no_receipt(change: dict[str, object], tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in()})
    values = json.loads(folder.receipts.read_text(encoding="utf-8"))
    folder.receipts.write_text(json.dumps({**values, **change}), encoding="utf-8")
    assert read_receipt_log(folder.receipts).receipts == ()


def test_receipts_are_only_ever_added(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"a.json": hand_in()})
    before = folder.receipts.read_bytes()
    (receipt,) = read_receipt_log(folder.receipts).receipts
    append_receipt(folder.receipts, receipt)
    assert folder.receipts.read_bytes() == before * 2


def test_a_disk_that_takes_nothing_ends_in_a_sentence(tmp_path: Path) -> None:
    put(tmp_path, {"sent/a.json": hand_in(), "a-file": b""})
    said = kit_says("collect", tmp_path / "sent", "--to", tmp_path / "a-file" / "class", code=1)
    assert "cannot be written" in said


def test_a_class_that_is_a_file_or_says_nothing_ends_in_a_sentence(tmp_path: Path) -> None:
    put(tmp_path, {"file": b"", "a.json": hand_in(), "class/class.toml": b"x = 1\n"})
    done = kit("collect", tmp_path / "a.json", "--to", tmp_path / "file")
    assert "is a file" in done.output
    done = kit("collect", tmp_path / "a.json", "--to", tmp_path / "class")
    assert "names no exercise" in done.output
    put(tmp_path, {"class/class.toml": b"x = \n"})
    done = kit("collect", tmp_path / "a.json", "--to", tmp_path / "class")
    assert "cannot be read" in done.output
    assert done.exit_code == 1


# -- Facts


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            "u.zip/Ann Ode_123_assignsubmission_file_/x.json",
            Uploader("Ann Ode", "123", lms="Moodle"),
        ),
        ("Ann_Ode-X_123_assignsubmission_file_x.json", Uploader("Ann_Ode-X", "123", lms="Moodle")),
        (
            "Teilnehmerin_123_assignsubmission_file_/x.json",
            Uploader("Teilnehmerin", "123", lms="Moodle"),
        ),
        ("LATE_anon_aB3xZ_913_x.json", Uploader("", "aB3xZ", late=True)),
        ("u.zip/anon_aB3xZ_913_x.json", Uploader("", "aB3xZ")),
        ("u.zip/odeann_12345_67890_x.json", Uploader("odeann", "12345")),
        ("odeann_LATE_12345_67890_x-1.json", Uploader("odeann", "12345", late=True)),
        ("river-B-17-20261124T213136Z.json", None),
        ("sent/a_1.json", None),
    ],
)
def test_the_uploader_is_who_the_lms_says(source: str, found: Uploader | None) -> None:
    assert uploader(source) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ode, Ann", "Ann Ode"),
        ("odezoe", "Zoë Ode"),
        ("ångströmzoë", "Zoë Ångström"),
        ("lukasznowak", "Łukasz Nowak"),
        ("Juergen Mueller", "Müller, Jürgen"),
        ("Soren Orsted", "Søren Ørsted"),
        ("ibrahim isik", "İbrahim Işık"),
        ("Anna Odina", "Анна Одина"),
        ("odeannmaria", "Ann Ode"),
        ("Ann Ode", "Ann-Maria Ode"),
        ("李小龙", "Bruce Lee"),
    ],
)
def test_a_name_is_known_in_any_order_and_script_and_with_any_accents(one: str, other: str) -> None:
    assert may_be_one_name(one, other)
    assert may_be_one_name(other, one)


def test_two_names_are_two() -> None:
    assert not may_be_one_name("Ann Ode", "Ben Ode")
    assert not may_be_one_name("odeben", "Ann Ode")
    assert not is_one_name("Анна Одина", "Anna Odina")


@pytest.mark.slow
def test_a_file_that_names_another_s_id_than_its_uploader_waits(tmp_path: Path) -> None:
    mine, stolen = hand_in("B-1"), hand_in("B-3", wrong)
    sent = {
        "u.zip": zipped(
            {
                "Ann Ode_1_assignsubmission_file_/a.json": mine,
                "Ben Ode_2_assignsubmission_file_/b.json": stolen,
            }
        )
    }
    folder = class_of(tmp_path, sent)
    digest = sha256(stolen).hexdigest()
    assert [receipt.place for receipt in read_receipts(folder)] == ["kept", "unknown"]
    for _ in range(2):  # at collecting, and as often as somebody asks
        assert list(settle(folder).owners.values()) == [("B-1",)]
        (waiting,) = settle(folder).waiting
        assert waiting.receipt.sha256 == digest
        said = "it names B-3 (Zoë Ångström), and came from the account “Ben Ode” (B-2)"
        assert said in kit("collect", "--to", folder.root).output
    assert _received(folder)[0] == {"B-1": ["B-1"]}
    _fill(folder, **{"B-3": "B-3"})
    assert settle(folder).owners[digest] == ("B-3",)


@pytest.mark.slow
def test_the_student_s_own_upload_ends_the_waiting(tmp_path: Path) -> None:
    mine = hand_in("B-1")
    folder = class_of(tmp_path, {"u.zip": zipped({"odeben_2_7_a.json": mine})})
    assert settle(folder).owners == {}
    put(tmp_path, {"more/v.zip": zipped({"odeann_1_8_a.json": mine})})
    kit("collect", tmp_path / "more", "--to", folder.root)
    assert list(settle(folder).owners.values()) == [("B-1",)]


def test_an_account_without_a_name_has_one_student(tmp_path: Path) -> None:
    hidden = {f"Teilnehmerin_{n}_assignsubmission_file_/x.json": n for n in (1, 2)}
    sent = {name: hand_in(f"B-{n}") for name, n in hidden.items()}
    sent["Teilnehmerin_2_assignsubmission_file_/y.json"] = hand_in("B-3")
    folder = class_of(tmp_path, {"u.zip": zipped(sent)})
    assert sorted(settle(folder).owners.values()) == [("B-1",), ("B-2",)]
    (waiting,) = settle(folder).waiting
    assert "it names B-3, and came from the account (2) that sent the file of B-2" in waiting.why
    assert list(facts_of_uploads(read_receipts(folder), read_roster(folder))) == []


def test_a_group_s_account_sends_files_of_many_and_accuses_nobody(tmp_path: Path) -> None:
    sent = {
        f"Die Füchse_7_assignsubmission_file_/{n}.json": hand_in(
            f"B-{n}", wrong if n > 1 else right
        )
        for n in (1, 2)
    }
    folder = class_of(tmp_path, {"u.zip": zipped(sent)})
    assert sorted(settle(folder).owners.values()) == [("B-1",), ("B-2",)]
    (fact,) = facts_of_uploads(read_receipts(folder), read_roster(folder))
    assert "such as those of groups: “Die Füchse” (B-1, B-2)" in fact


def test_one_file_from_two_accounts_is_a_fact(tmp_path: Path) -> None:
    mine = hand_in("B-1")
    sent = {
        "u.zip": zipped(
            {
                "Ann Ode_1_assignsubmission_file_/a.json": mine,
                "Ben Ode_2_assignsubmission_file_/a.json": mine,
            }
        )
    }
    folder = class_of(tmp_path, sent)
    facts = list(facts_of_uploads(read_receipts(folder), read_roster(folder)))
    assert "“Ann Ode” (1), “Ben Ode” (2)" in facts[-1]
    assert facts[-1] in kit("collect", "--to", folder.root).output


def test_equal_texts_and_equal_entries_of_two_students_are_facts(tmp_path: Path) -> None:
    text = "One source is named and on the record; the other is neither."
    same = a_try("doubt", Response(text=text))
    also = a_try("doubt", Response(text=f" {text.upper()}\n"))
    short = [a_try("doubt", Response(text="no idea")) for _ in range(2)]
    folder = class_of(
        tmp_path,
        {
            "a.json": hand_in("B-1", entries=[same, short[0]]),
            "b.json": hand_in("B-2", entries=[same, short[1]]),
            "c.json": hand_in("B-3", entries=[also]),
        },
    )
    facts = list(facts_of_answers(received_hand_ins(folder)))
    assert facts == [
        "B-1 and B-2 handed in 1 answer made at the same moment on one computer.",
        "river, “doubt”: the same text from B-1, B-2, B-3.",
    ]


def test_two_files_of_a_student_without_any_answer_in_common_are_a_fact(tmp_path: Path) -> None:
    first = a_try("owner", right("owner"))
    more = a_try("told", right("told"))
    sent = {
        "a.json": hand_in("B-1", entries=[first]),
        "b.json": hand_in("B-1", entries=[first, more]),
        "c.json": hand_in("B-2", entries=[a_try("owner", right("owner"))]),
        "d.json": hand_in("B-2", entries=[]),
        "e.json": hand_in("B-2", entries=[a_try("owner", wrong("owner"))]),
    }
    (fact,) = facts_of_answers(received_hand_ins(class_of(tmp_path, sent)))
    assert "no answer in common" in fact
    assert "B-2" in fact
    assert "B-1" not in fact


def test_two_students_who_answer_alike_are_no_fact(tmp_path: Path) -> None:
    def all_but_texts(question: str) -> Response:
        return Response() if question == "doubt" else right(question)

    sent = {f"{n}.json": hand_in(f"B-{n}", all_but_texts) for n in (1, 2)}
    sent["3.json"] = hand_in("B-3", lambda q: Response() if q == "doubt" else wrong(q))
    folder = class_of(tmp_path, sent)
    assert list(facts_of_answers(received_hand_ins(folder))) == []
