"""The teacher's roster is read as a spreadsheet saves it, and an id names one student or nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.command_line import kit
from support.uploads import zipped

from kit.article.seed import Unreadable
from kit.classroom.collecting.roster import (
    as_own,
    as_roster,
    key_of,
    nearest,
    read_roster,
    roster_of,
)
from kit.classroom.folder import ClassFolder
from kit.classroom.model import Student

BOMB = zipped({"xl/worksheets/sheet1.xml": bytes(5_000_000), "xl/vbaProject.bin": b"Sub AutoOpen"})
ANN, BEN = Student("B-1", "Ann Ode", "x"), Student("007", "Ode, Ben", "y")


@pytest.mark.parametrize(
    "text",
    [
        'id,name,section\nB-1,Ann Ode,x\n007,"Ode, Ben",y\n',
        "ID;Name;Section\r\nB-1;Ann Ode;x\r\n007;Ode, Ben;y\r\n",
        "Section\tNAME\t e-mail\tId\nx\tAnn Ode\ta@b.c\t B-1 \n\ny\tOde, Ben\t\t007\n",
    ],
)
def test_it_is_read_with_any_delimiter_case_and_order_and_other_columns(text: str) -> None:
    roster = as_roster(text)
    assert roster.students == (ANN, BEN)
    assert roster.problems == ()


def test_a_mark_at_the_start_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    folder = ClassFolder(tmp_path)
    folder.roster.write_bytes(b"\xef\xbb\xbfid,name\nB-1,Ann Ode\n")
    assert read_roster(folder) == (Student("B-1", "Ann Ode"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_it_is_read_in_any_encoding_that_a_spreadsheet_saves(
    encoding: str, ends: str, tmp_path: Path
) -> None:
    folder = ClassFolder(tmp_path)
    lines = ["sep=;", "", "id;name;section;", "B-1;Zoë Ångström;x;", 'B-2;"Ode; Ben";y;;']
    folder.roster.write_bytes(ends.join(lines).encode(encoding))
    roster = roster_of(folder)
    assert roster.students == (Student("B-1", "Zoë Ångström", "x"), Student("B-2", "Ode; Ben", "y"))
    assert roster.problems == ()


def test_there_may_be_none(tmp_path: Path) -> None:
    assert roster_of(ClassFolder(tmp_path)).students == ()


def test_every_bad_row_is_named_with_its_line_and_the_others_count() -> None:
    roster = as_roster(
        "id,name\n"
        "B-1,Ann Ode\n"
        ",Nobody\n"
        "B-2,Ben\n"
        'B-3,"a name\non two lines"\n'
        "b-2 ,Other Ben\n"
        "B-4\n"
        "B-\u202e5,Turned\n"
        f"{'x' * 101},Long\n"
        "=1+1,Formula\n"
    )
    assert [student.id for student in roster.students] == ["B-1", "B-3", "=1+1"]
    assert [str(problem).split(" ", 1)[0] for problem in roster.problems] == [
        f"roster.csv:{line}:" for line in (3, 4, 7, 8, 9, 10)
    ]
    said = "\n".join(map(str, roster.problems))
    assert "“B-2” stands on line 7 too" in said
    assert "“b-2” stands on line 4 too" in said
    assert "B-\\u202e5" in said
    assert "\u202e" not in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "must name the columns: id, name"),
        (b"number,name\n1,Ann\n", "must name the columns: id, name"),
        (b"id,ID,name\n1,2,Ann\n", "two columns “id”"),
        (b"id,name\n1,Zo\x81\n", "not in UTF-8"),
        (b"\xff\xfei\x00d", "not in UTF-8"),
        (b"PK\x03\x04", "is a spreadsheet and no CSV"),
        (BOMB, "is a spreadsheet and no CSV"),
        (b"PK\x05\x06" + bytes(18), "is a spreadsheet and no CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1id,name\n", "is a spreadsheet and no CSV"),
        (b"<html><table><tr><td>id</td></tr></table></html>", "is a page or XML and no CSV"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><Workbook/>", "is a page or XML and no CSV"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "is a page or XML and no CSV"),
        (b"%PDF-1.7 id,name", "is a PDF and no CSV"),
        (b"{\\rtf1 id,name}", "is a text for a word processor and no CSV"),
        (b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\n", "must name the columns: id, name"),
        (b"Class of 2026,,\nid,name,section\nB-1,Ann,x\n", "must name the columns: id, name"),
        (b"id,name\nB-1,A\0nn\n", "not in UTF-8"),
        ("id,name\nB-1,Zoë\n".encode() + b"B-2,Zo\x81\n", "not in UTF-8"),
        ("id,name\nB-1,Ann\n".encode("utf-16-le"), "not in UTF-8"),
        (b'"id,name\nB-1,Ann\n', "a quotation mark opens a cell that never ends"),
        (b"sep=;", "must name the columns: id, name"),
        (b"\x00" * 17 * 1024 * 1024, "too large"),
    ],
)
def test_what_is_no_roster_is_refused_in_a_sentence(data: bytes, said: str, tmp_path: Path) -> None:
    folder = ClassFolder(tmp_path)
    folder.roster.write_bytes(data)
    with pytest.raises(Unreadable, match=said):
        read_roster(folder)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("\ufeff\ufeffid,name\nB-1,Ann\n", []),
        ("id,name\nB-1,Ann\n" + ",\n" * 50_000 + "\n" * 50_000, []),
        (f"id,name{',' * 50_000}\nB-1,Ann{',' * 50_000}\n", []),
        (f"id,name\nB-1,Ann\nB-2{',x' * 50_000}\n", [3]),
        (f"id,name\nB-1,Ann\nB-2,{'x' * 10_000_000}\nB-3,Cy\n", [3]),
        ("id,name\nB-1,Ann\n" + 'B-2,"' + "x\n" * 200_000 + '"\n', [3]),
        ("id,name,seen\nB-1,Ann,45678.5\n", []),
    ],
    ids=["two marks", "blank rows", "blank columns", "cells", "a cell", "a quoted cell", "a date"],
)
def test_what_a_spreadsheet_leaves_in_great_number_hides_nobody(
    text: str, lines: list[int]
) -> None:
    roster = as_roster(text)
    assert roster.students == (Student("B-1", "Ann"),)
    assert [problem.line for problem in roster.problems] == lines
    assert all(len(str(problem)) < 200 for problem in roster.problems)


def test_bad_rows_without_number_are_said_in_few_lines(tmp_path: Path) -> None:
    rows = "B-1,Ann\n" * 2_000 + "B-2\n" * 2_000 + "B-3,Cy\n"
    code, said, _ = _collect(tmp_path, f"id,name\n{rows}")
    assert (code, said.count("\n") < 60) == (0, True)
    assert "stands on line 3 and 4 and 5 and 6 and 7 and 1994 more too" in said
    assert "and 3960 more." in said
    assert "Not yet: B-3 (Cy)" in said


def test_a_heading_that_moves_the_cursor_is_shown_and_obeyed_by_no_terminal(tmp_path: Path) -> None:
    code, said, _ = _collect(tmp_path, "a\x1b[2J,b\nB-1,Ann\n")
    assert code == 1
    assert "\x1b" not in said
    assert "a\\x1b[2j" in said


def test_an_open_quote_is_named_and_hides_no_row_before_it() -> None:
    roster = as_roster('id,name\nB-1,Ann Ode\nB-2,"Ben\nB-3,Cy\n')
    assert [student.id for student in roster.students] == ["B-1"]
    assert [problem.line for problem in roster.problems] == [3]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("B-1", " b-1\t", True),
        ("Zoe\u0308", "ZOË", True),
        ("STRASSE", "straße", True),
        ("Anna", "\u0410nna", False),  # a Cyrillic A
        ("B-1", "\uff22-1", False),  # a full-width B
        ("B-1", "B-1\u200b", False),  # a space of no width
        ("007", "7", False),
    ],
)
def test_letters_that_only_look_alike_stay_different(one: str, other: str, same: bool) -> None:
    assert (key_of(one) == key_of(other)) is same


def test_the_hint_names_who_may_be_meant_and_a_namesake_first() -> None:
    students = (Student("B-17", "Ann Ode"), Student("B-18", "Ben Ode"), Student("K9", "Cy Ode"))
    assert nearest("B-1 7", students)[0] == "B-17"
    assert nearest("cy ode", students)[0] == "K9"
    assert nearest("somebody else", students) == ()


# -- As they come


CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section
    Points Possible,,,,
"Ode, Zoë",101,007,zode,River 1
"Rook, Bo",102,,brook,River 1
"Student, Test",999,,abc,River 1
"""


@pytest.mark.parametrize(
    ("text", "students"),
    [
        (CANVAS, [("zode", "Ode, Zoë", "River 1"), ("brook", "Rook, Bo", "River 1")]),
        (
            CANVAS.replace("102,,", "102,008,"),
            [("007", "Ode, Zoë", "River 1"), ("008", "Rook, Bo", "River 1")],
        ),
        (
            "First name,Last name,ID number,Email address\nZoë,Ode,007,z@x.y\nBo,Rook,008,b@x.y\n",
            [("007", "Zoë Ode", ""), ("008", "Bo Rook", "")],
        ),
        (
            "First name;Last name;ID number;Email address;Groups\nZoë;Ode;;z@x.org;A\n",
            [("z@x.org", "Zoë Ode", "A")],
        ),
        (
            "Identifier,Full name,Email address,Status\nParticipant 48,Ann Ode,a@x,Submitted\n",
            [("a@x", "Ann Ode", "")],
        ),
        (
            "Identifier,Status,Grade\nParticipant 48,Submitted,\n",
            [("Participant 48", "Participant 48", "")],
        ),
        ('id,name\n"=""0001""",Ann\n', [("0001", "Ann", "")]),
        ('id;name\n="0001";="Ann"\n', [("0001", "Ann", "")]),
    ],
)  # fmt: skip
def test_exports_of_canvas_moodle_and_excel_are_rosters(
    text: str, students: list[tuple[str, str, str]]
) -> None:
    roster = as_roster(text)
    assert [(s.id, s.name, s.section) for s in roster.students] == students
    assert roster.problems == ()
    assert as_roster(as_own(roster)).students == roster.students


@pytest.mark.parametrize("id", ["1.23457E+11", "1,2E+11", "1E+10"])
def test_an_id_that_a_spreadsheet_made_a_number_of_names_nobody(id: str) -> None:
    roster = as_roster(f"id;name\n{id};Ann\n007;Ben\n")
    assert [student.id for student in roster.students] == ["007"]
    assert "its digits are lost" in str(roster.problems[0])


GERMAN = "Matrikelnummer;Name der Person;Gruppe\n007;Ann Ode;A\n008;José Ode;B\n"


def _collect(tmp_path: Path, text: str, *words: str, answers: str = "") -> tuple[int, str, str]:
    """How collecting with a roster ends, what it says, and the class's own roster."""
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    line = ["collect", "--to", str(tmp_path / "class"), "--exercise", "river"]
    line += ["--roster", str(tmp_path / "list.csv"), *words]
    done = kit(*line, typed=answers)
    own = tmp_path / "class" / "roster.csv"
    return done.exit_code, done.output, own.read_text(encoding="utf-8") if own.exists() else ""


def test_other_headings_are_asked_about_once(tmp_path: Path) -> None:
    code, said, own = _collect(tmp_path, GERMAN, answers="\n\n\n")
    assert code == 0, said
    assert "Which column holds the ids? (matrikelnummer, name der person, gruppe)" in said
    assert own == "id,name,section\n007,Ann Ode,A\n008,José Ode,B\n"
    code, said, _ = _collect(
        tmp_path, GERMAN, "--columns", "Matrikelnummer, Name der Person, Gruppe"
    )
    assert (code, "is there, and differs" in said) == (0, False)
    assert "0 of 2 students" in kit("collect", "--to", tmp_path / "class").output


def test_no_name_of_an_export_becomes_a_formula(tmp_path: Path) -> None:
    text = CANVAS.replace('"Rook, Bo"', '"=HYPERLINK(""x"")"').replace("River 1", "@x")
    _, _, own = _collect(tmp_path, text)
    assert own.splitlines()[1:] == ['zode,"Ode, Zoë",\'@x', 'brook,"\'=HYPERLINK(""x"")",\'@x']


def test_a_person_s_answers_count_above_the_guess(tmp_path: Path) -> None:
    text = "a,b,c\nAnn,x,007\n"
    code, said, own = _collect(tmp_path, text, answers="c\na\n-\n")
    assert (code, own) == (0, "id,name,section\n007,Ann,\n"), said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), 'as in: --columns "matrikelnummer, name der person, gruppe"'),
        (("--columns", "Nummer, Name"), "has no column “nummer”; there are: matrikelnummer"),
        (("--columns", "Gruppe"), "names 1 columns"),
    ],
)
def test_where_nobody_answers_what_to_say_is_said(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    code, output, own = _collect(tmp_path, GERMAN, *words)
    assert (code, own) == (1, "")
    assert said in output


def test_a_roster_in_a_known_form_says_which_column_the_ids_are_from(tmp_path: Path) -> None:
    code, said, own = _collect(tmp_path, CANVAS)
    assert code == 0, said
    assert "ids from the column “sis login id”" in said
    assert own.startswith('id,name,section\nzode,"Ode, Zoë",River 1\n')
