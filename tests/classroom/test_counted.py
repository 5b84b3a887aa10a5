"""What an engine counts is what a slow count gives, on any engine and in any number of ranges."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from math import isclose
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from support.jupyterlab import RIVER
from support.numbers_of import numbers_of
from support.pages import ReadPage
from support.published_tests import FIGURES_OF_6, LSAT6, LSAT7, marks_of, printed
from support.soak import examples, seed

from kit.classroom.folder import ClassFolder
from kit.classroom.grading.asked import IssuedQuestion
from kit.classroom.grading.made_up_columns import write_made_up_columns
from kit.classroom.grading.rows import as_rows
from kit.classroom.model import Graded, Grading, Receipt, Student
from kit.classroom.reporting import counted
from kit.classroom.reporting.engines import engine_of
from kit.classroom.reporting.figures import ClassFigures, class_figures
from kit.classroom.reporting.page import class_page
from kit.classroom.reporting.record import ClassRecord, read_class
from kit.question.model import Key, Question


def _figures(table: Sequence[Sequence[float]]) -> ClassFigures:
    """The figures of a class that has these marks, a row for each student."""
    items = [f"q{n}" for n in range(len(table[0]))]
    key = [Key(item, frozenset({"a"})) for item in items]
    asked = [
        IssuedQuestion("sea", "e1", Question(item, "choose", "?", ("a", "b")), key[n])
        for n, item in enumerate(items)
    ]
    rows = [
        Graded(
            *(f"s{n:04}", "sea", item, "choose", "graded", float(mark)),
            {"ticked": ["a" if mark == 1 else "b"]},
            revision="e1",
        )
        for n, marks in enumerate(table)
        for item, mark in zip(items, marks, strict=True)
    ]
    return class_figures(Grading(1, "2026-11-25T08:00:00Z", "first", "k", "", rows), asked)


def _assert_is_numpys(table: Sequence[Sequence[float]]) -> None:
    """Each figure of the items is what numpy makes of the whole table by the definitions."""
    x = np.array(table, dtype=float)
    totals = x.sum(axis=1)
    figures = _figures(table)
    k = x.shape[1]
    cov = [np.cov(column, totals)[0, 1] for column in x.T]
    cov = [0.0 if abs(c) < 1e-12 else c for c in cov]  # by rounding it is a little of either sign
    roots = [float(np.sqrt(c)) if c >= 0 else 0.0 for c in cov]
    assert figures.whole.mean == pytest.approx(totals.mean(), abs=1e-9)
    assert figures.whole.sd == pytest.approx(totals.std(ddof=1), abs=1e-9)
    assert figures.whole.median == pytest.approx(np.median(totals), abs=1e-9)
    if np.ptp(totals) > 1e-9:
        alpha = k / (k - 1) * (1 - x.var(axis=0, ddof=1).sum() / totals.var(ddof=1))
        assert figures.whole.alpha == pytest.approx(alpha, abs=1e-9)
    for place, question in enumerate(figures.questions):
        item, own = question.item, x[:, place]
        assert item
        rest = totals - own
        assert item.facility == pytest.approx(own.mean(), abs=1e-9)
        assert item.sd == pytest.approx(own.std(ddof=1), abs=1e-9)
        if np.ptp(own) < 1e-9 or np.ptp(rest) < 1e-9:
            assert item.discrimination is None
            assert item.efficiency is None
            continue
        r = np.corrcoef(own, rest)[0, 1]
        most = np.cov(np.sort(own), np.sort(rest))[0, 1]
        assert item.discrimination == pytest.approx(r, abs=1e-9)
        assert item.efficiency == pytest.approx(np.cov(own, rest)[0, 1] / most, abs=1e-9)
        others = np.delete(x, place, axis=1)
        alone = 1 - others.var(axis=0, ddof=1).sum() / rest.var(ddof=1)
        assert item.alpha_without == pytest.approx((k - 1) / (k - 2) * alone, abs=1e-9)
        if cov[place] >= 0 and sum(roots):
            assert item.effective_weight == pytest.approx(roots[place] / sum(roots), abs=1e-9)
        for option in question.options.rows:
            chose = own == 1 if option.text == "a" else own != 1
            assert option.n == chose.sum()
            if option.n:
                assert option.rest_score == pytest.approx(rest[chose].mean() / (k - 1), abs=1e-9)
            if option.n > 1:
                spread = (rest[chose] / (k - 1)).var(ddof=1)
                assert option.rest_variance == pytest.approx(spread, abs=1e-9)


def test_two_published_tests_have_the_published_figures() -> None:
    for patterns, facilities, alpha in (
        (LSAT6, (0.924, 0.709, 0.553, 0.763, 0.870), 0.295),
        (LSAT7, (0.828, 0.658, 0.772, 0.606, 0.843), 0.453),
    ):
        table = marks_of(patterns)
        figures = _figures(table)
        assert tuple(round(q.facility or 0, 3) for q in figures.questions) == facilities
        assert figures.whole.alpha == pytest.approx(alpha, abs=0.0005)
        _assert_is_numpys(table)


def test_each_item_of_a_published_test_has_each_published_figure_out_of_columns() -> None:
    figures = _figures(marks_of(LSAT6))
    found = [
        (
            *(printed(item.facility, 3), printed(item.sd, 6), printed(item.discrimination, 6)),
            *(f"{100 * (share or 0):.6f}" for share in (item.efficiency, item.effective_weight)),
            printed(item.alpha_without, 6),
        )
        for item in (question.item for question in figures.questions)
        if item
    ]
    assert [" ".join(row) for row in found] == FIGURES_OF_6.split("\n")[1:-1]
    assert printed(figures.whole.alpha, 7) == ".2949972"


@pytest.mark.parametrize("number", range(examples(10)))
def test_figures_of_a_random_table_are_those_of_numpy(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(f"{seed()} {number}")  # noqa: S311 - no secret
    # With few ranges, borders between marks run through them, and those are counted once more.
    monkeypatch.setattr(counted, "RANGES", chance.choice([1, 2, 3, 7, 256]))
    items, students = chance.randint(3, 6), chance.randint(5, 60)
    steps = chance.choice([1, 2, 4, 1000])
    _assert_is_numpys(
        [[chance.randint(0, steps) / steps for _ in range(items)] for _ in range(students)]
    )


# -- Another engine


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> ClassRecord:
    """A class of a thousand students whose ten thousand answers are columns alone.

    To an engine that took the name of its folder for a pattern, its file would not be there.
    """
    name = "7[ab] {c,d} 20%" if os.name == "nt" else "7[ab] {c,d} 20% *?"
    folder = ClassFolder(tmp_path_factory.mktemp("large") / name)
    assert write_made_up_columns(RIVER, "river", 1000, 7, folder) >= 10_000
    return read_class(folder, RIVER)


@pytest.mark.slow
@pytest.mark.whole
@pytest.mark.filterwarnings("ignore")  # of what Spark and pandas warn is not ours
@pytest.mark.skipif(
    not (shutil.which("java") and find_spec("pyspark")), reason="needs a JDK and pyspark"
)
def test_spark_counts_the_same_by_the_same_expressions(large: ClassRecord) -> None:
    here = dict(numbers_of(class_figures(large.grading, large.asked)))
    with engine_of("local[2]") as engine:
        there = dict(numbers_of(class_figures(large.grading, large.asked, engine=engine)))
    assert here.keys() == there.keys()
    apart = {
        place: (value, there[place])
        for place, value in here.items()
        if value != there[place]
        and not (isinstance(value, float) and isclose(value, there[place], abs_tol=1e-9))
    }
    assert apart == {}
    assert sum(isinstance(value, float) for value in here.values()) > 100


@pytest.mark.slow
def test_the_page_of_a_large_class_stays_small_and_has_sections_instead_of_rows(
    large: ClassRecord,
) -> None:
    students = [
        Student(f"sim-{n:07}", f"Simulated student {n}", f"School {n % 20}") for n in range(1, 1101)
    ]
    files = [
        Receipt(f"{n:064}", 9, "2026-11-24T10:00:00Z", "", s.id, s.id, "kept", "", "", "")
        for n, s in enumerate(students[:1000])
    ]
    strangers = [Receipt(f"{n:064}", 9, "", "x", "x", "", "unknown", "") for n in range(2000, 4000)]
    page = class_page(replace(large, roster=tuple(students), receipts=(*files, *strangers)))
    assert len(page.encode()) < 2_000_000
    words = " ".join(ReadPage(page).words.split())
    assert "1,000 of 1,100 students graded" in words
    assert "Simulated: all answers of this class came from kit demo-class." in words
    assert " 1,000 students graded" in ReadPage(class_page(large)).words
    assert "School 7 55 50 5" in words
    assert "The first 400 are listed." in words
    assert "of which 40 are shown" in words
    assert page.count("Simulated student") < 20


@pytest.mark.slow
def test_what_a_made_up_class_of_many_says_is_counted_and_the_same_each_time(
    tmp_path: Path, large: ClassRecord
) -> None:
    folder = ClassFolder(tmp_path / "again")
    write_made_up_columns(RIVER, "river", 1000, 7, folder)
    again = read_class(folder, RIVER)
    assert as_rows(again.grading.rows).table == as_rows(large.grading.rows).table
    figures = class_figures(large.grading, large.asked)
    scores: dict[str, list[float]] = {}
    for row in large.grading.rows:
        if row.score is not None:
            scores.setdefault(row.student, []).append(row.score)
    assert figures.n == len({row.student for row in large.grading.rows}) == 1000
    for total in figures.totals:
        assert total.score == pytest.approx(fmean(scores[total.student]), abs=1e-12)
    assert figures.whole.alpha is not None
    assert figures.whole.alpha > 0.2
