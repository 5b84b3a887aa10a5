"""Whole lessons by keys alone and by touch alone: few acts, no scrolling, every verdict in view."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.jupyterlab import ROOT, Lab, Labs, copy_project
from support.lesson_pages import (
    LAPTOP,
    PHONE,
    SCREEN,
    ByKeys,
    ByTouch,
    darken,
    files_in,
    focused,
    leave,
)
from support.sampling import IS_ALL, all_or

from kit.article.project import Project
from kit.question.kinds import kind_names
from kit.question.read import read_question_set

pytestmark = pytest.mark.browser

MOST_ACTS = 5  # for a question, beyond choosing its options
LESSON = "ostrel-bridge/1-who-says-so"
QUESTIONS = ["cues", "cracks-owner", "speakers", "unnamed", "chain", "weigh"]
SAMPLE = "start-here"  # has a question of each kind
MEASURED = all_or([SAMPLE])
_ALL_IS_THE_PAGE = """() => {
    const places = [...Array(400).keys()].map((n) => [(n % 20) / 20, Math.floor(n / 20) / 20]);
    const at = ([x, y]) => document.elementFromPoint(x * innerWidth + 1, y * innerHeight + 1);
    return places.every((place) => at(place).closest(".sw-lesson"));
}"""


@pytest.fixture
def fresh(tmp_path: Path, labs: Labs) -> Iterator[Lab]:
    """A JupyterLab on a copy of the course, where nobody has answered anything."""
    (tmp_path / "project").mkdir()
    with labs(copy_project(tmp_path / "project"), tmp_path) as running:
        yield running


@pytest.mark.parametrize(
    ("size", "is_dark"),
    [
        (LAPTOP, False),
        pytest.param(PHONE, True, marks=pytest.mark.whole),
        pytest.param(SCREEN, True, marks=pytest.mark.whole),
    ],
)
def test_a_whole_lesson_without_the_mouse_and_its_file_stays_as_it_was(
    fresh: Lab, browser: Browser, size: dict[str, int], is_dark: bool
) -> None:
    before = files_in(fresh.folder / "notebooks")
    page = fresh.read(browser, LESSON, viewport=size)
    expect(page.locator(".sw-name")).to_have_text("Who says so?")
    expect(page.locator(".sw-count")).to_have_text("0 of 6 answered")
    assert page.evaluate(_ALL_IS_THE_PAGE)
    expect(page.locator("#main")).to_have_attribute("inert", "")  # no key leads to what lies below
    later = page.locator(".sw-step:not(.sw-here)")
    assert later.evaluate_all("steps => steps.every((step) => step.hidden)")
    if is_dark:
        darken(page)
    reading, seen = ByKeys(page), []
    for id in reading.questions():
        seen.append(id)
        expect(page.locator(".sw-place")).to_have_text(f"Question {len(seen)} of 6")
        reading.answer()
        expect(page.locator(".sw-next")).to_be_focused()
        assert reading.acts + 1 <= MOST_ACTS, id
        expect(page.locator(".sw-count")).to_have_text(f"{len(seen)} of 6 answered")
    assert seen == QUESTIONS
    report = page.locator(".sw-here [data-call=report]")
    expect(report).to_contain_text("6", timeout=30_000)
    page.keyboard.press("Control+s")
    page.close()
    assert files_in(fresh.folder / "notebooks") == before


@pytest.mark.parametrize(
    ("size", "is_dark"),
    [
        (PHONE, False),
        pytest.param(LAPTOP, True, marks=pytest.mark.whole),
        pytest.param(SCREEN, False, marks=pytest.mark.whole),
    ],
)
def test_a_whole_lesson_by_touch(
    fresh: Lab, browser: Browser, size: dict[str, int], is_dark: bool
) -> None:
    page = fresh.read(browser, LESSON, viewport=size, has_touch=True)
    if is_dark:
        darken(page)
    reading, seen = ByTouch(page), []
    for id in reading.questions():
        seen.append(id)
        reading.answer()
        assert reading.acts + 1 <= MOST_ACTS, id
    assert seen == QUESTIONS
    page.close()


def test_tab_leads_from_the_question_to_confidence_check_and_next(
    fresh: Lab, browser: Browser
) -> None:
    page = fresh.read(browser, LESSON, viewport=LAPTOP)
    for id in ByKeys(page).questions():
        if id == "cracks-owner":
            break
        page.locator(".sw-next").focus()
    page.keyboard.press("Space")
    met = [_place(page)]
    while met[-1] not in ("next", ""):
        page.keyboard.press("Tab")
        met.append(_place(page))
    assert list(dict.fromkeys(met)) == ["inputs", "sure", "buttons", "next"]
    page.close()


def _place(page: Page) -> str:
    parts = "['sure', 'inputs', 'buttons'].find((name) => e.closest('.' + name))"
    return str(focused(page, f"{parts} ?? (e.classList.contains('sw-next') ? 'next' : '')"))


def test_the_lesson_that_is_measured_each_time_has_a_question_of_each_kind() -> None:
    asked = read_question_set(Project(ROOT), SAMPLE).questions
    assert {question.kind for question in asked} == set(kind_names())


@pytest.mark.parametrize(
    ("hand", "size"),
    [
        (ByKeys, LAPTOP),
        pytest.param(ByTouch, PHONE, marks=pytest.mark.whole),
        *([(ByKeys, PHONE), (ByTouch, LAPTOP)] if IS_ALL else []),
    ],
)
@pytest.mark.parametrize("lesson", MEASURED)
def test_after_each_check_the_verdict_stands_beside_the_button_in_view(
    emptied: Lab, browser: Browser, lesson: str, hand: type[ByKeys | ByTouch], size: dict[str, int]
) -> None:
    page = emptied.read(browser, lesson, viewport=size, has_touch=hand is ByTouch)
    # How to run a notebook is no part of a lesson.
    expect(page.locator(".sw-lesson")).not_to_contain_text("Shift + Enter")
    total = int(page.locator(".sw-count").inner_text().split()[2])
    reading, seen = hand(page), []
    for id in reading.questions():
        seen.append(id)
        reading.answer()
        assert reading.acts + 1 <= MOST_ACTS, id
    assert len(seen) == len(set(seen)) == total
    leave(page)
