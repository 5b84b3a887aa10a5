"""Numbers are read as people write them, and written as they are, in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.classroom.reporting.page import correlation, per_cent
from kit.language.numbers import (
    number_text,
    range_text,
    read_number,
    read_range,
    readings,
    rounded_text,
    spellings,
)
from kit.language.translation import ENGLISH


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1500", 1500),
        ("1,500", 1500),
        ("1,500,000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1 500 000", 1_500_000),
        ("1\u202f500", 1500),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("2,5", 2.5),
        ("2.5", 2.5),
        ("1.500", 1.5),
        ("0,500", 0.5),
        ("−3,5", -3.5),
        (" 12 ", 12),
        ("٣", 3),
    ],
)
def test_a_number_is_read_with_point_or_comma_and_with_thousands(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "many", "1e305", "inf", "nan", "1..2", "1,23,456", "1.2.3", "--1", "9" * 16]
)
def test_what_is_no_number_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a number; write|is too large; write"):
        read_number(text)


@pytest.mark.parametrize("text", ["1.500", "1,500"])
def test_where_decimals_have_a_comma_three_digits_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"can be read in two ways; write 1500 or 1\.5"):
        read_number(text, comma=True)
    assert read_number("1,5", comma=True) == 1.5


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1.5 to 2.5", 1.5, 2.5),
        ("2,5 to 3,5", 2.5, 3.5),
        ("220000 to 3,500,000", 220_000, 3_500_000),
        ("1,500 to 2,500", 1500, 2500),
        ("-5 to -1", -5, -1),
        ("1.5 – 2.5", 1.5, 2.5),
        ("4 to 4", 4, 4),
    ],
)
def test_a_range_is_read(text: str, low: float, high: float) -> None:
    assert read_range(text) == (low, high)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2,5 to 3,500", r"“3,500” can be read in two ways; write 3500 or 3\.5"),
        ("5 to 1", "runs backwards"),
        ("5", "is not a range"),
        ("1 to 2 to 3", "is not a range"),
        ("1..2 to 3", "is not a number"),
    ],
)
def test_what_is_no_clear_range_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_range(text)


def test_a_number_is_written_with_every_digit_and_never_rounded() -> None:
    assert range_text(1.5, 2.5) == "1.5 – 2.5"
    assert range_text(220_000, 3_500_000) == "220,000 – 3,500,000"
    assert number_text(0.1) == "0.1"
    assert number_text(-0.0) == "0"
    assert number_text(1e15) == "1,000,000,000,000,000"
    assert number_text(1234.5, ".", ",") == "1.234,5"
    assert ENGLISH.exactly(1234.5) == "1,234.5"


@given(st.floats(-1e14, 1e14, allow_subnormal=False))
def test_what_is_written_reads_back(value: float) -> None:
    assert read_number(number_text(value, thousands="")) == value
    assert value in readings(number_text(value, thousands=""))


def test_a_cell_gives_all_numbers_that_it_can_mean() -> None:
    assert readings("1.5 to 2.5 km") == {1.5, 2.5}
    assert readings("$1.5 million") == {1.5}
    assert readings("1.500") == {1.5, 1500}
    assert readings("12 %") == {12}
    assert [readings(text) for text in ("E01", "S3", "2019-05-03", "about", "")] == [set()] * 5
    assert {"1.5", "1,5"} <= spellings(1.5)
    assert {"1500", "1,500", "1.500", "1500.0"} == spellings(1500)


def test_what_is_rounded_has_a_real_minus_and_none_before_a_zero() -> None:
    assert rounded_text(-1500.26, 1) == ENGLISH.number(-1500.26, 1) == "−1,500.3"
    assert rounded_text(-0.004, 2) == "0.00"
    assert (per_cent(-0.09), per_cent(-0.001), correlation(-0.08)) == ("−9 %", "0 %", "−0.08")
