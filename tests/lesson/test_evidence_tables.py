"""What a lesson compares and counts is what pandas would say of the same table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from kit import lesson
from kit.article.project import Project
from kit.lesson.displays import Notice
from kit.lesson.evidence_tables import Grid
from kit.lesson.lesson import Lesson


@pytest.fixture
def quiz(home: Path) -> Lesson:
    """A lesson of the course, for a learner with an empty folder."""
    return lesson("kim-putin-trip/4-check-what-can-be-checked")


def _between(project: Project, first: str, last: str) -> pd.DataFrame:
    table = pd.read_csv(project.seed("kim-putin-trip", "evidence.csv"), dtype=str)
    return table[(table["id"] >= first) & (table["id"] <= last)]


@pytest.mark.parametrize(
    ("first", "last", "column"),
    [("E01", "E07", "kind"), ("E01", "E07", "origin"), ("E12", "E17", "origin")],
)
def test_evidence_is_counted_by_each_part_of_a_cell(
    quiz: Lesson, project: Project, first: str, last: str, column: str
) -> None:
    rows = _between(project, first, last)
    rows = rows.assign(part=rows[column].str.split("; ")).explode("part")
    expected = rows.groupby("part")["id"].agg(pages=" ".join, count="count").reset_index()
    counted = quiz.count_evidence(f"{first}-{last}", column)
    assert isinstance(counted, Grid)
    assert [list(row) for row in counted.rows] == expected.astype(str).to_numpy().tolist()


def test_a_row_of_several_voices_takes_a_line_for_each(quiz: Lesson, project: Project) -> None:
    rows = _between(project, "E01", "E08")[["id", "origin", "independence"]]
    for column in ("origin", "independence"):
        rows[column] = rows[column].str.split("; ")
    expected = rows.explode(["origin", "independence"])
    compared = quiz.compare_evidence("E01-E08", "origin, independence")
    assert isinstance(compared, Grid)
    assert [list(row) for row in compared.rows] == expected.to_numpy().tolist()


def test_outlets_are_those_of_the_evidence_named(quiz: Lesson, project: Project) -> None:
    table = pd.read_csv(project.seed("kim-putin-trip", "outlets.csv"), dtype=str)
    rows = table[table["evidence"].str.contains("E0[1-3]")]
    shown = quiz.outlets("E01-E03")
    assert isinstance(shown, Grid)
    assert [list(row[:3]) for row in shown.rows] == rows[
        ["outlet", "run by", "paid by"]
    ].to_numpy().tolist()


def test_outlets_say_on_which_site_they_were_looked_up_or_that_they_were_not(quiz: Lesson) -> None:
    shown = quiz.outlets("E05 E07 E13")
    assert isinstance(shown, Grid)
    assert {row[0]: row[3] for row in shown.rows} == {
        "sparobanks.net": "not known",
        "AAP": "www.aap.com.au",
        "The West Australian": "unverified",
        "KBS World": "statemediamonitor.com",
    }


def test_ranges_are_compared_from_the_lowest_to_the_highest(home: Path, project: Project) -> None:
    table = pd.read_csv(project.seed("kim-putin-trip", "estimates.csv"), dtype={"year": str})
    kinds = table.groupby("method").agg(
        estimates=("who", "count"), lowest=("low", "min"), highest=("high", "max")
    )
    expected = kinds.sort_values(["lowest", "highest"]).reset_index().to_numpy().tolist()
    quiz = lesson("kim-putin-trip/5-numbers-dates-and-names")
    compared = quiz.compare_ranges("estimates", "method")
    assert isinstance(compared, Grid)
    numbers = [[int(cell.replace(",", "")) for cell in row[1:]] for row in compared.rows]
    assert numbers == [row[1:] for row in expected]
    assert [row[0] for row in compared.rows] == [row[0] for row in expected]


def test_the_fourth_of_september_2023_was_a_monday(quiz: Lesson) -> None:
    shown = quiz.calendar("2023-09")
    assert isinstance(shown, Grid)
    (week,) = [row for row in shown.rows if "4" in row]
    assert shown.head[week.index("4")] == "Mo"
    assert repr(shown).splitlines()[0].strip() == "September 2023"


@pytest.mark.parametrize("month", ["2023", "2023-13", "0000-01", "september", ""])
def test_what_is_no_month_is_said_in_words(quiz: Lesson, month: str) -> None:
    assert isinstance(quiz.calendar(month), Notice)
    assert "2023-09" in repr(quiz.calendar(month))


def test_evidence_that_is_not_there_is_named(quiz: Lesson) -> None:
    assert "“E99”" in repr(quiz.count_evidence("E01-E99", "kind"))
    assert isinstance(quiz.count_evidence("E01", "no-such-column"), Notice)
