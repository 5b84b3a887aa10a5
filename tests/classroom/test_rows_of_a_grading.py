"""Graded rows as columns and back: nothing is changed, confused with another, or half read."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.soak import examples

from kit.article.tables import as_csv, safe
from kit.classroom.bulk import fingerprint
from kit.classroom.grading import row_files
from kit.classroom.grading.grades import as_table, same_rows
from kit.classroom.grading.lines import from_lines
from kit.classroom.grading.regrade import changes
from kit.classroom.grading.row_files import ROWS
from kit.classroom.grading.rows import GradedRows, as_rows, forget_in_rows, write_rows
from kit.classroom.model import Graded
from kit.classroom.reporting.counted import counting

# Few texts and numbers, among them such as Python takes for the same, so that rows are often alike.
texts = st.sampled_from(["", "a", "é", '"', ', "tries": 2', "b\n"])
numbers = st.sampled_from([0, 0.0, 1, 1.0, 0.5])
responses = st.sampled_from(
    [{}, {"ticked": ["a"]}, {"ticked": ["é", "a"]}, {"rated": {"tries": 1.0}}, {"text": "b\n"}]
)
rows = st.lists(
    st.builds(
        Graded,
        student=texts,
        lesson=texts,
        question=texts,
        kind=st.sampled_from(["choose", "rate"]),
        status=st.sampled_from(["graded", "open"]),
        score=st.none() | numbers,
        response=responses,
        sure=texts,
        tags=st.lists(texts, max_size=2).map(tuple),
        tries=st.integers(0, 2),
        hints=st.integers(0, 2),
        at=texts,
        level=texts,
        comment=texts,
        revision=texts,
        uncut=st.none() | st.floats(0, 1, exclude_min=True),
    ),
    max_size=8,
)


def _exactly(rows: Sequence[Graded]) -> str:
    """Rows with all of their answers, so that 1, 1.0 and true are three."""
    return repr([(row, {k: type(v) for k, v in row.response.items()}) for row in rows])


@given(rows)
@settings(max_examples=examples(40), deadline=None)
def test_rows_come_back_from_columns_and_from_disk(rows: list[Graded]) -> None:
    found = as_rows(rows)
    with TemporaryDirectory() as folder:
        write_rows(Path(folder), found, "{}")
        back = GradedRows(None, None, Path(folder))
        some = [row for row in rows if row.student in ("a", "b\n")]
        assert list(back.of_students({"a", "b\n"})) == some
        assert list(back) == list(found) == rows
        assert list(back.of_students({"a", "b\n"})) == some
        assert list(back.without({"a"}).of_students({"a", "é"})) == [
            row for row in rows if row.student == "é"
        ]
        assert back == rows
    assert [row.response for row in found] == [row.response for row in rows]
    assert _exactly([replace(r, score=None) for r in found]) == _exactly(
        [replace(r, score=None) for r in rows]
    )
    assert found[1:3] == tuple(rows[1:3])
    assert [found[n] for n in range(-len(rows), len(rows))] == [*rows, *rows]
    assert set(found.students) == {row.student for row in rows}
    assert sum(found.counts().values()) == len(rows)
    assert len(set(map(repr, found.answers))) == len(found.answers)
    assert list(found.such(lambda row: row.tries > 1)) == [row for row in rows if row.tries > 1]
    assert list(found.without({"a"})) == [row for row in rows if row.student != "a"]
    in_order = sorted(rows, key=lambda row: row.student)
    assert list(found.in_order()) == in_order


@given(rows, rows)
@settings(max_examples=examples(40), deadline=None)
@pytest.mark.slow
def test_two_gradings_are_the_same_where_all_of_their_rows_are(
    one: list[Graded], other: list[Graded]
) -> None:
    assert same_rows(one, as_rows(one))
    assert same_rows(one, other) == (one == other)
    if other:
        assert not same_rows(other, [*other[:-1], replace(other[-1], at="later")])


@given(rows)
@settings(max_examples=examples(40), deadline=None)
def test_nothing_of_a_forgotten_student_stays_in_columns(rows: list[Graded]) -> None:
    rows = [replace(row, response={"text": row.student}) for row in rows]
    with TemporaryDirectory() as folder:
        write_rows(Path(folder), as_rows(rows), "head")
        forget_in_rows(Path(folder), "é")
        left = GradedRows(None, None, Path(folder))
        left.read()
        assert list(left) == [row for row in rows if row.student != "é"]
        assert "é" not in {one.response.get("text") for one in left.answers}
        words = left.table.column("student").combine_chunks().dictionary.to_pylist()
        assert "é" not in words


@given(rows)
@settings(max_examples=examples(40), deadline=None)
def test_the_table_for_people_is_the_one_of_the_rows(rows: list[Graded]) -> None:
    in_order = as_rows(rows).in_order()
    text = "".join(as_table(in_order))
    read = list(csv.reader(text.splitlines(keepends=True)[1:]))
    assert len(read) == len(rows)
    for cells, row in zip(read, in_order, strict=True):
        assert cells[5:7] == [row.kind, row.status]
        assert cells[-5:-2] == [str(row.tries), str(row.hints), safe(row.sure)]


def test_only_who_earns_something_else_changes() -> None:
    before = [
        Graded(who, "river", question, "choose", "graded", score, {"ticked": ["a"]}, at=who)
        for who in ("s1", "s2", "s3")
        for question, score in (("told", 1.0), ("owner", 0.0))
    ]
    after = [replace(row, at="later", comment="new") for row in before]
    assert changes(before, after) == ()
    after[2] = replace(after[2], score=0.5)
    (change,) = changes(before, after[:4])[:1]
    assert str(change) == "s2: 1 of 2 → 0.5 of 2: river told 1 → 0.5"
    assert [str(one) for one in changes(before, after[:4])][1] == "s3: 1 of 2 → not graded any more"


def test_what_rows_of_the_first_edition_have_in_common_is_one_value_in_all_of_them() -> None:
    one, other = from_lines([GOOD.replace("}", ', "response": {"a": 1}}')] * 2, 2)
    assert one.response is other.response
    assert one.lesson is other.lesson


def test_what_only_looks_alike_stays_apart() -> None:
    written = [
        Graded("s1", "river", "told", "rate", "graded", 1.0, {"rated": {"a": number}})
        for number in (1, 1.0, True)
    ]
    read = [row.response["rated"] for row in as_rows(written)]
    assert [type(rated["a"]) for rated in read] == [int, float, bool]  # type: ignore[index]
    assert len(as_rows(written).answers) == 3
    alike = [{"a": 1}, {"a": 1.0}, {"a": True}, {"a": "1"}, {"a": None}, {"a": [1]}, {}]
    assert len({fingerprint(value) for value in alike}) == len(alike)
    assert as_csv(("a", "b", "c"), [(1, 1.0, "1"), (1.0, "1", 1)]) == "a,b,c\n1,1.0,1\n1.0,1,1\n"


GOOD = '{"student": "s1", "lesson": "river", "question": "told", "kind": "choose"'
GOOD += ', "status": "blank", "share": 0.0}\n'


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "nonsense\n",
        "[]\n",
        "null\n",
        GOOD[:-3],
        GOOD.replace('"status": "blank", ', ""),
        GOOD.replace("}", ', "colour": 1}'),
        GOOD.replace('"status": "blank"', '"colour": "blank"'),
        GOOD.replace('"s1"', "1"),
        GOOD.replace("}", ', "tags": 1}'),
        GOOD.replace("\n", " {}\n"),
        f"{GOOD.rstrip()}, {GOOD}",
    ],
)
def test_a_damaged_line_is_named_by_its_number(bad: str) -> None:
    assert len(list(from_lines([GOOD, GOOD], 2))) == 2
    with pytest.raises(ValueError, match=r"^line 4 cannot be read: "):
        list(from_lines([GOOD, GOOD, bad, GOOD], 2))


@settings(deadline=None, max_examples=examples(10))
@given(rows)
def test_rows_on_disk_are_found_and_counted_by_group_in_parts_that_are_not_kept(
    rows: list[Graded],
) -> None:
    hidden, sure = {"a"}, "é"
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_files, "_PART", 2)
        write_rows(Path(folder), as_rows(rows), "")
        stored = GradedRows(None, None, Path(folder)).without(hidden)
        whole = [*GradedRows(None, None, Path(folder))]
        such = [r for r in whole if r.sure == sure and r.student not in hidden]
        assert _exactly([*stored.such(lambda one: one.sure == sure)]) == _exactly(such)
        found = stored.counts_by(lambda one: one.sure == sure, lambda id: id[:1])
        by_row = Counter((r.student[:1], _exactly([replace(r, student="", at="")])) for r in such)
        given = Counter[tuple[str, str]]()
        for (number, group), n in found.items():
            given[group, _exactly([stored.answers[number]])] += n
        assert given == by_row
        assert "table" not in vars(stored)


def test_damage_inside_a_file_is_said_in_a_sentence_where_it_is_counted(tmp_path: Path) -> None:
    answer = Graded("", "river", "told", "choose", "graded", 1.0, {"ticked": ["a"]})
    many = [replace(answer, student=f"student {n}", at=f"{n}") for n in range(5000)]
    write_rows(tmp_path, as_rows(many), "")
    data = bytearray((tmp_path / ROWS).read_bytes())
    data[100:4000] = bytes(3900)
    (tmp_path / ROWS).write_bytes(data)
    with (
        pytest.raises(ValueError, match=r"rows\.parquet cannot be counted; it may be damaged"),
        counting(GradedRows(None, None, tmp_path)) as counts,
    ):
        assert counts.run(counts.rows)
