"""A graded row as a line and back: nothing is changed, confused with another, or half read."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.article.tables import as_csv
from kit.classroom.bulk import fingerprint
from kit.classroom.grading.lines import as_lines, from_lines
from kit.classroom.model import Graded

ALWAYS = ("student", "lesson", "question", "kind", "status", "share")

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


def _texts(rows: list[Graded]) -> list[str]:
    return [line.decode() for line in as_lines(rows)]


@given(rows)
def test_a_line_is_the_row_in_json_without_what_is_empty_and_reads_back(rows: list[Graded]) -> None:
    lines = _texts(rows)
    assert list(from_lines(lines, 2)) == rows
    for row, line in zip(rows, lines, strict=True):
        wire = {"score": "share", "revision": "edition"}
        named = {wire.get(n, n): value for n, value in asdict(row).items()}
        there = {name: v for name, v in named.items() if v or name in ALWAYS}
        said = json.loads(line)
        assert repr(said) == repr({**there, **({"tags": list(row.tags)} if row.tags else {})})
        assert line == f"{json.dumps(said, ensure_ascii=False)}\n"


def test_what_rows_have_in_common_is_one_value_in_all_of_them() -> None:
    written = [
        Graded(who, "river", "told", "choose", "graded", 1.0, {"ticked": ["a"]}, revision="e1")
        for who in ("s1", "s2")
    ]
    one, other = from_lines(_texts(written), 2)
    assert one.response is other.response
    assert one.lesson is other.lesson


def test_what_only_looks_alike_stays_apart() -> None:
    written = [
        Graded("s1", "river", "told", "rate", "graded", 1.0, {"rated": {"a": number}})
        for number in (1, 1.0, True)
    ]
    read = [row.response["rated"] for row in from_lines(_texts(written), 2)]
    assert [type(rated["a"]) for rated in read] == [int, float, bool]  # type: ignore[index]
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
