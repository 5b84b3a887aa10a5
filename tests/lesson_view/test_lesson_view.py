"""A lesson opens as a page: its questions live, one way leads on, and its file stays as it was."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.jupyterlab import Lab, Labs, copy_project
from support.lesson_pages import (
    LAPTOP,
    PHONE,
    ByKeys,
    ByTouch,
    answer_by_keys,
    files_in,
    focused,
    go_on_to_a_question,
    is_at_end,
)
from support.sampling import all_or

from kit.article.project import Project
from kit.learner.log import Log
from kit.lesson.copies import read_copy

pytestmark = pytest.mark.browser

LESSON = "ostrel-bridge/1-who-says-so"
_READY = """() => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel;
    return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""


def test_coming_back_leads_to_the_first_question_without_an_answer(
    emptied: Lab, browser: Browser
) -> None:
    page = emptied.read(browser, "ostrel-bridge/2-what-kind-of-sentence", viewport=LAPTOP)
    for _ in range(2):
        go_on_to_a_question(page)
        answer_by_keys(page)
    page.close()
    again = emptied.read(browser, "ostrel-bridge/2-what-kind-of-sentence", viewport=LAPTOP)
    expect(again.locator(".sw-status")).to_have_text(
        re.compile(r"You have answered 2 of \d questions. You are at question 3.")
    )
    expect(again.locator(".sw-here .says-who")).to_be_in_viewport()
    assert focused(again, "e.closest('.says-who')?.dataset.question") == again.locator(
        ".sw-here .says-who"
    ).get_attribute("data-question")
    again.get_by_role("button", name="Back").click()
    expect(again.locator(".sw-here .says-who")).to_have_attribute("data-verdict", re.compile("."))
    again.close()


def test_the_article_is_at_hand_with_the_sentences_of_the_question_marked(
    course: Lab, browser: Browser
) -> None:
    page = course.read(browser, "ostrel-bridge/3-check-it", viewport=PHONE, has_touch=True)
    article = page.locator(".sw-article")
    expect(article).to_be_hidden()
    while not page.locator(".sw-here .passages").count():
        page.locator(".sw-next").tap()
    shown = page.locator(".sw-here .segment-id").all_text_contents()
    page.get_by_role("button", name="Article", exact=True).tap()
    expect(article).to_be_visible()
    assert article.locator(".sw-marked b").all_text_contents() == shown
    expect(article.locator(".sw-marked").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(article).to_be_hidden()
    expect(page.locator(".sw-here .passages")).to_be_visible()
    page.set_viewport_size({"width": 1200, "height": 650})
    expect(article).to_be_visible()
    expect(page.locator(".sw-here .passages")).to_be_hidden()  # its sentences are marked beside it
    page.close()


@pytest.mark.whole
def test_the_lesson_that_an_address_names_is_shown_whatever_was_open_before(
    course: Lab, browser: Browser
) -> None:
    page = course.read(browser, "ostrel-bridge/2-what-kind-of-sentence", viewport=LAPTOP)
    page.goto(page.url.replace("2-what-kind-of-sentence", "3-check-it"))
    shown = page.locator(".sw-lesson:not([hidden]) .sw-name")
    expect(shown).to_have_text(["Check it"])
    expect(page.locator("#main")).to_have_attribute("inert", "")  # Tab does not leave the lesson
    # Both are open by now, and each comes forward when it is wanted.
    first = course.path("notebooks/ostrel-bridge/2-what-kind-of-sentence.ipynb")
    page.evaluate("path => window.jupyterapp.commands.execute('docmanager:open', { path })", first)
    expect(shown).to_have_text(["What kind of sentence?"])
    expect(page.locator("#main")).to_have_attribute("inert", "")
    page.close()


def test_the_switch_to_the_notebook_is_remembered_and_leads_back(
    course: Lab, browser: Browser
) -> None:
    page = course.read(browser, LESSON, viewport=LAPTOP)
    page.get_by_role("button", name="Notebook view").click()
    expect(page.locator(".sw-lesson")).to_be_hidden()
    expect(page.locator(".jp-NotebookPanel .jp-Cell").first).to_be_visible()
    page.reload()
    expect(page.locator(".jp-NotebookPanel .jp-Cell").first).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Lesson view").click()
    expect(page.locator(".sw-lesson")).to_be_visible()
    page.close()


@pytest.mark.whole
def test_the_lesson_view_is_there_in_notebook_7(
    tmp_path: Path, labs: Labs, browser: Browser
) -> None:
    (tmp_path / "project").mkdir()
    with labs(copy_project(tmp_path / "project"), tmp_path, "notebook") as running:
        page = running.read(browser, LESSON, viewport=LAPTOP)
        go_on_to_a_question(page)
        answer_by_keys(page)
        expect(page.locator(".sw-count")).to_have_text("1 of 6 answered")
        page.close()


@pytest.mark.whole
def test_the_view_speaks_the_language_of_the_kit(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "project").mkdir()
    folder, french = copy_project(tmp_path / "project"), {"KIT_LANGUAGE": "fr"}
    with Lab(folder, tmp_path, env=french) as running:
        page = running.read(browser, "ostrel-bridge/3-check-it", viewport=LAPTOP)
        expect(page.locator(".sw-lesson")).to_have_attribute("lang", "fr")
        for name in ("Sommaire", "Imprimer", "Vue carnet"):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
        next(ByKeys(page).questions())
        expect(page.locator(".sw-here .buttons .main")).to_have_text("Vérifier")
        expect(page.locator(".sw-count")).to_have_text(re.compile(r"^0 réponses sur \d+$"))
        page.close()


def test_two_sums_in_dollars_are_no_mathematics(
    tmp_path: Path, labs: Labs, browser: Browser
) -> None:
    (tmp_path / "project").mkdir()
    folder = copy_project(tmp_path / "project")
    file = folder / "notebooks" / f"{LESSON}.ipynb"
    notebook = json.loads(file.read_text(encoding="utf-8"))
    sums = "Repairs cost $5 million, and a new bridge $9 million."
    notebook["cells"][0]["source"] += f"\n\n{sums}"
    file.write_text(json.dumps(notebook), encoding="utf-8")
    with labs(folder, tmp_path) as running:
        page = running.read(browser, LESSON, viewport=LAPTOP)
        expect(page.locator(".sw-prose").first).to_contain_text(sums)
        page.close()


def test_a_finger_that_goes_sideways_marks_words_and_scrolls_nothing(
    course: Lab, browser: Browser
) -> None:
    page = course.read(browser, LESSON, viewport=PHONE, has_touch=True)
    reading = ByTouch(page)
    assert next(reading.questions()) == "cues"
    words = page.locator(".sw-here .word")
    assert min(words.evaluate_all("all => all.map((w) => w.getClientRects()[0].height)")) >= 24
    first, last = words.nth(0).bounding_box(), words.nth(3).bounding_box()
    assert first
    assert last
    y = first["y"] + first["height"] / 2
    assert abs(last["y"] - first["y"]) < 1
    before = page.locator(".sw-main").evaluate("e => e.scrollTop")
    send = page.context.new_cdp_session(page).send
    start, end = first["x"] + 3, last["x"] + 3
    points = [start + (end - start) * n / 8 for n in range(9)]
    for number, x in enumerate(points):
        kind = "touchMove" if number else "touchStart"
        send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    marked = page.locator(".sw-here .word[aria-selected=true]")
    expect(marked).to_have_count(4)
    assert page.locator(".sw-main").evaluate("e => e.scrollTop") == before
    assert page.evaluate("String(getSelection())") == ""
    page.close()


@pytest.mark.whole
def test_no_file_changes_however_many_lessons_are_opened_answered_saved_and_closed(
    browser: Browser, labs: Labs, tmp_path: Path
) -> None:
    (tmp_path / "project").mkdir()
    folder = copy_project(tmp_path / "project")
    before = files_in(folder)
    lessons = all_or(["start-here", LESSON, "kim-putin-trip/1-what-am-i-looking-at"])
    with labs(folder, tmp_path) as running:
        for lesson in lessons:
            page = running.read(browser, lesson, viewport=LAPTOP)
            go_on_to_a_question(page)
            answer_by_keys(page)
            page.keyboard.press("Control+s")
            page.evaluate("() => window.jupyterapp.commands.execute('application:close')")
            page.close()
    assert {entry.lesson for entry in Log(tmp_path / "home").read().entries} == set(lessons)
    assert files_in(folder) == before


def test_a_link_of_the_report_leads_to_the_very_question_in_either_view(
    browser: Browser, labs: Labs, tmp_path: Path
) -> None:
    (tmp_path / "project").mkdir()
    folder = copy_project(tmp_path / "project")
    project, log = Project(folder), Log(tmp_path / "home")
    for lesson in (LESSON, "ostrel-bridge/2-what-kind-of-sentence"):
        copy = read_copy(project, lesson)
        for question in copy.question_set.questions:
            log.append(replace(copy.entry("try", question.id), score=0.0, response={}))
    with labs(folder, tmp_path) as running:
        page = running.read(browser, LESSON, viewport=LAPTOP)
        _show_report(page)
        link = page.locator("[data-call=report] li a").first
        link.click()
        _is_at_question(page, "cues")

        page.get_by_role("button", name="Notebook view").click()
        page.wait_for_function(_READY)
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        page.locator(".jp-Notebook .says-who-report li a").first.click(timeout=60_000)
        asked = page.locator(".jp-Notebook .says-who[data-question=cues]")
        expect(asked).to_be_in_viewport(timeout=60_000)
        page.close()


def test_a_link_to_a_question_of_another_lesson_opens_it_there(
    browser: Browser, labs: Labs, tmp_path: Path
) -> None:
    (tmp_path / "project").mkdir()
    folder = copy_project(tmp_path / "project")
    copy = read_copy(Project(folder), "kim-putin-trip/2-who-says-so")
    second = copy.question_set.questions[1].id
    first = copy.entry("try", copy.question_set.questions[0].id)
    Log(tmp_path / "home").append(first)
    with labs(folder, tmp_path) as running:
        page = running.read(browser, "start-here", viewport=LAPTOP)
        while not page.locator(".sw-here [data-call=course]").count():
            page.locator(".sw-next").click()
        page.locator(".sw-here [data-call=course] a").first.click()
        _is_at_question(page, second)
        page.close()


def _show_report(page: Page) -> None:
    report = page.locator(".sw-here [data-call=report]")
    while not report.count() and not is_at_end(page):
        page.locator(".sw-next").click()
    while not report.count():  # a slow page shows it after one has gone past it
        page.locator(".sw-back").click()
    expect(page.locator(".sw-here .says-who-report")).to_be_visible()


def _is_at_question(page: Page, question: str) -> None:
    shown = page.locator(".sw-lesson:not([hidden]) .sw-here .says-who")
    expect(shown).to_have_attribute("data-question", question, timeout=60_000)
    expect(shown).to_be_in_viewport()
