"""One reader for every table: what a cell is, what is wrong with a row, what is safe."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.jupyterlab import RIVER

from kit.article.files import Unreadable
from kit.article.project import Project
from kit.article.seed import read_evidence, read_seed_table
from kit.article.tables import (
    DELIMITERS,
    as_cell,
    as_csv,
    as_exact_csv,
    decode_table,
    raw_cells,
    read_table,
    safe,
    with_cell,
)
from kit.check.check import check
from kit.classroom.grading.accepted import Accepted, read_accepted, write_accepted
from kit.learner.log import Log
from kit.lesson.displays import Notice
from kit.lesson.lesson import Lesson

EVIDENCE = "seeds/river/evidence.csv"


@pytest.fixture
def river(tmp_path: Path) -> Project:
    """The made-up exercise, to be spoilt."""
    shutil.copytree(RIVER.root, tmp_path / "river")
    return Project(tmp_path / "river")


def _rows(text: str, loose: bool = False) -> list[list[str]]:
    return [list(row.cells.values()) for row in read_table(text, "t.csv", loose=loose).whole()]


# -- Reading


def test_a_cell_with_line_ends_of_any_kind_stays_one_cell() -> None:
    table = read_table(
        'a,b\r\n"one\ntwo\rthree\r\nfour",x\ny,"z\u2028\u2029\x85\x0b\x0c"\n', "t.csv"
    )
    assert [dict(row.cells) for row in table.whole()] == [
        {"a": "one\ntwo\rthree\r\nfour", "b": "x"},
        {"a": "y", "b": "z\u2028\u2029\x85\x0b\x0c"},
    ]
    assert [row.line for row in table.rows] == [2, 6]


def test_what_spreadsheets_put_around_a_table_is_no_part_of_it() -> None:
    text = '\ufeffsep=;\r\n\r\n a ;b;;\r\n;;;\r\n1;"2;3";;;\r\n\r\n'
    table = read_table(text, "t.csv")
    assert (table.columns, table.delimiter) == (("a", "b"), ";")
    assert [(row.line, dict(row.cells)) for row in table.whole()] == [(5, {"a": "1", "b": "2;3"})]


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_the_separator_is_the_one_that_gives_the_columns(delimiter: str) -> None:
    text = delimiter.join(["id", '"name, or; what"', "note"]) + f"\n1{delimiter}Ann{delimiter}\n"
    table = read_table(text, "t.csv", ("id", "note"))
    assert (table.delimiter, table.columns) == (delimiter, ("id", "name, or; what", "note"))


def test_only_a_loose_table_has_any_capitals_and_space_and_columns_to_spare() -> None:
    text = "Id , x,x,,NAME\n 1 ,a,b,c, Ann \n"
    table = read_table(text, "t.csv", ("id", "name"), loose=True)
    assert {"id": "1", "name": "Ann"}.items() <= table.whole()[0].cells.items()
    with pytest.raises(Unreadable, match=r"t\.csv:1: has no column “id”; add it"):
        read_table(text, "t.csv", ("id",))
    assert _rows("a,b\n 1 ,\n") == [[" 1 ", ""]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2,3\n", "t.csv:2: this row has 3 cells, the first line 2; put a cell that holds"),
        ("a,b\n\n1\n", "t.csv:3: this row has 1 cells, the first line 2"),
        (
            'a,b\n1,2\n"3,4\n5,6\n',
            "t.csv:3: from here on it cannot be read: a quotation mark opens",
        ),
        ('a,b\n"1"x,2\n', "t.csv:2: from here on it cannot be read: there is a quote"),
        ('"a,b\n1,2\n', "t.csv:1: from here on it cannot be read"),
        ("a,b,a\n1,2,3\n", "t.csv:1: there are two columns “a”; take one out"),
        ("a,,b\n1,2,3\n", "t.csv:2: cell 2 of this row stands in a column without a name"),
        (
            f"a,b\n1,{'x' * 200_000}\n",
            "t.csv:2: from here on it cannot be read: a cell is too long",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_table(text, "t.csv").whole()
    assert str(caught.value).startswith(said)


def test_good_rows_stay_beside_bad_ones() -> None:
    table = read_table('a,b\n1,2\n3\n4,5\n"6', "t.csv")
    assert [row.values for row in table.rows] == [("1", "2"), ("4", "5")]
    assert [fault.line for fault in table.faults] == [3, 5]


@pytest.mark.parametrize("number", ["", "x", "½", "nan", "inf", "1e9", "1_0", "9" * 400])
def test_a_bad_number_is_said_with_its_line_and_what_to_write(number: str) -> None:
    (row,) = read_table(f"a;n\nx;{number} \n", "t.csv").rows
    with pytest.raises(Unreadable, match=rf"t\.csv:2: column n: “{number}” is .*; write "):
        row.number("n")


def test_a_number_is_one_as_people_write_it_and_whole_where_it_must_be() -> None:
    (row,) = read_table('n,m\n"1,500","2,5"\n', "t.csv").rows
    assert (row.number("n", whole=True), row.number("m")) == (1500, 2.5)
    with pytest.raises(Unreadable, match="column m: “2,5” is not whole; write it as in 3"):
        row.number("m", whole=True)


def test_only_a_loose_table_may_be_in_the_encodings_of_spreadsheets() -> None:
    for encoding in ("utf-16", "cp1252"):
        data = "a\nZoë\n".encode(encoding)
        assert _rows(decode_table(data, "t.csv", loose=True)) == [["Zoë"]]
        with pytest.raises(Unreadable, match="UTF-8"):
            decode_table(data, "t.csv")
    for data in (b"PK\x03\x04", b"\x00\x01", b"\xff\xfe\x00"):
        with pytest.raises(Unreadable):
            decode_table(data, "t.csv", loose=True)


# -- The same reader for a lesson, the check and the release


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"id\nE01\n", f"{EVIDENCE}:1: has no column “date”; add it"),
        (b"id,date,publisher,kind,origin,independence,says,url\nE01\n", f"{EVIDENCE}:2: this row"),
        (b"\xff\xfe", f"{EVIDENCE} is not in UTF-8"),
    ],
)
def test_a_student_reads_what_the_check_says(river: Project, text: bytes, said: str) -> None:
    (river.root / EVIDENCE).write_bytes(text)
    with pytest.raises(Unreadable, match=said):
        read_evidence(river, "river")
    found = [str(problem) for problem in check(river, ["river"])]
    said = said if EVIDENCE + ":" in said else said.replace(EVIDENCE, f"{EVIDENCE}:1:")
    assert any(problem.startswith(said) for problem in found), found


def test_a_lesson_says_where_a_number_is_missing_and_so_does_the_check(
    river: Project, home: Path
) -> None:
    river.seed("river", "chains.csv").write_text(
        "chain,place,link,open,evidence\nwords,first,the report,yes,E01\n", "utf-8"
    )
    river.seed("river", "counts.csv").write_text(
        "who,method,year,low,high\nAnn,by hand,2030,1,many\n", "utf-8"
    )
    quiz = Lesson("river", river, Log(home))
    say = "is not a number; write it as in 1500 or 2.5"
    chain = f"seeds/river/chains.csv:2: column place: “first” {say}"
    count = f"seeds/river/counts.csv:2: column high: “many” {say}"
    assert chain in repr(quiz.chain("words"))
    assert count in repr(quiz.plot_ranges("counts"))
    said = [str(problem) for problem in check(river, ["river"])]
    assert {chain, count} <= set(said)


def test_a_table_of_a_lesson_is_as_it_is_in_its_file(river: Project, home: Path) -> None:
    river.seed("river", "notes.csv").write_text('id;note\n007;"one\ntwo"\nNA;\n', "utf-8")
    frame = Lesson("river", river, Log(home)).table("notes")
    assert not isinstance(frame, Notice)
    assert frame.to_numpy().tolist() == [["007", "one\ntwo"], ["NA", ""]]
    assert read_seed_table(river, "river", "none").rows == ()


# -- Writing

_text = st.text(st.sampled_from("=+-@＝ab;,\t\r\n\"' \u200b\u2028é"), max_size=8)


@pytest.mark.slow
@given(st.lists(st.lists(_text, min_size=2, max_size=2), max_size=5), st.sampled_from(DELIMITERS))
def test_a_table_written_is_read_back_as_it_was(table: list[list[str]], delimiter: str) -> None:
    kept = [row for row in table if any(cell.strip() for cell in row)]
    assert _rows(as_exact_csv(("a", "b"), table)) == kept
    text = "".join(delimiter.join(as_cell(c, delimiter) for c in r) + "\n" for r in table)
    read = read_table(f"a{delimiter}b\n{text}", "t.csv", delimiters=delimiter).whole()
    assert [list(row.values) for row in read] == kept
    for row in read:
        assert len(raw_cells(row.raw, delimiter)) == 2
        changed = with_cell(row.raw, 1, "x", delimiter)
        assert changed.startswith(row.raw.partition(raw_cells(row.raw, delimiter)[1] or "\n")[0])
        (again,) = csv.reader(io.StringIO(changed, newline=""), delimiter=delimiter, strict=True)
        assert again == [row.values[0], "x"]


@given(st.text(st.sampled_from('a,"\r\n'), max_size=12))
def test_a_row_taken_apart_and_joined_is_the_same_or_refused(body: str) -> None:
    try:
        assert ",".join(raw_cells(body, ",")) == body.rstrip("\r\n")
    except ValueError:
        assert '"' in body


@given(st.lists(st.lists(_text, min_size=1, max_size=3), min_size=1, max_size=3))
def test_no_cell_is_a_formula_whatever_a_spreadsheet_takes_for_the_separator(
    table: list[list[str]],
) -> None:
    text = as_csv(("a", "b", "c"), table)
    for delimiter in DELIMITERS:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                seen = "".join(c for c in cell if c.isprintable() and not c.isspace() and c != '"')
                assert not seen.startswith(tuple("=+-@＝")), (text, delimiter)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u200b", "\x00 "])
def test_no_text_begins_like_a_formula(begin: str, before: str) -> None:
    text = f"{before}{begin}HYPERLINK(1)"
    if begin.isprintable() or not before:
        assert safe(text) == f"'{text}"
    ((cell, _),) = _rows(as_csv(("a", "b"), [(text, 1)]))
    assert cell == safe(text)
    ((cell, _),) = _rows(as_csv(("a", "b"), [(f"x{text}", 1)]))
    assert cell == f"x{text}"


def test_a_formula_behind_a_semicolon_is_none_and_stays_so_when_written_again() -> None:
    text = 'x;=cmd|"/c calc"!A1'
    assert safe(text) == 'x;\'=cmd|"/c calc"!A1'
    assert safe(safe(text)) == safe(text)


def test_other_texts_and_numbers_stay_as_they_are() -> None:
    for text in ("", " ", "Ann", "B-1", "’=1", "1-2", "5", "a, -b", "2026-11-24T21:31:36Z"):
        assert safe(text) == text
    assert as_csv(("a", "b"), [(-1.5, 2)]) == "a,b\n-1.5,2\n"


def test_an_accepted_answer_is_kept_as_it_was_typed(tmp_path: Path) -> None:
    one = Accepted("river", "who", "=a; b\n\u2028", "", "x\ty", "2026-11-24T21:31:36Z")
    write_accepted(tmp_path / "accepted.csv", one)
    assert read_accepted(tmp_path / "accepted.csv") == (one,)
