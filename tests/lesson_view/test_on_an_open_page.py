"""What a lesson does on a page that is open already: one page for all, since each takes seconds."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect
from support.jupyterlab import Lab, SharedLab, open_in_place, turn_to, wait_until_alive
from support.lesson_pages import (
    LAPTOP,
    PHONE,
    ByKeys,
    answer_by_keys,
    go_on_to_a_question,
    process_of_the_kernel,
)

from kit.article.project import Project
from kit.learner.log import Log
from kit.lesson.copies import read_copy

pytestmark = pytest.mark.browser

WHO_SAYS_SO = "ostrel-bridge/1-who-says-so"
CHECK_IT = "ostrel-bridge/3-check-it"
Turn = Callable[[str, ViewportSize], Page]


@pytest.fixture(scope="module")
def opened(course: SharedLab, browser: Browser) -> Iterator[Page]:
    """JupyterLab with a lesson, where nobody has answered anything."""
    course.begin_anew()
    page = course.read(browser, WHO_SAYS_SO, viewport=LAPTOP)
    yield page
    page.close()


@pytest.fixture
def turn(course: Lab, opened: Page) -> Turn:
    """Opens a lesson in place of what is open, in a window of a size."""

    def _turn(lesson: str, size: ViewportSize) -> Page:
        opened.set_viewport_size(size)
        turn_to(course, opened, lesson)
        return opened

    return _turn


def test_where_nothing_counts_yet_a_lesson_begins_at_its_first_question_with_its_sentences_marked(
    course: Lab, opened: Page, turn: Turn
) -> None:
    lesson = "lindmere-water/1-who-says-it"
    copy = read_copy(Project(course.folder), lesson)
    asked = copy.question_set.questions[0]
    before = replace(copy.entry("try", asked.id), question_revision="before it changed")
    Log(course.home).append(before)
    # What somebody else did, or the same person in another copy, counts here as little.
    done = f"says-who/lesson-view/done/{course.path(f'notebooks/{lesson}.ipynb')}"
    opened.evaluate("done => localStorage.setItem(done, '3')", done)
    page = turn(lesson, LAPTOP)
    shutil.rmtree(course.home)
    card = page.locator(".sw-here .says-who")
    expect(card).to_have_attribute("data-question", asked.id)
    expect(card.locator(".warning").first).to_be_hidden()
    expect(card.get_by_text("This question has changed since you answered.")).to_be_visible()
    expect(page.locator(".sw-count")).to_have_text(re.compile("^0 of"))
    expect(page.locator(".sw-status")).to_be_empty()
    shown = card.locator(".segment-id").all_text_contents()
    assert shown
    expect(page.locator(".sw-article .sw-marked b")).to_have_text(shown)


@pytest.mark.parametrize("size", [LAPTOP, pytest.param(PHONE, marks=pytest.mark.whole)])
def test_the_page_is_accessible_in_light_and_dark(turn: Turn, size: ViewportSize) -> None:
    page = turn(CHECK_IT, size)
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^(Dark|Light)$")).click()
        for menu in ("Contents", "Print"):
            page.get_by_role("button", name=menu, exact=True).click()
            expect(page.locator(".sw-contents:visible")).to_have_count(1)
            assert _violations(page) == []
            page.keyboard.press("Escape")
        if page.locator(".sw-drawer-button").is_visible():
            page.locator(".sw-drawer-button").click()
            assert _violations(page) == []
            page.keyboard.press("Escape")


def _violations(page: Page) -> list[str]:
    """What axe finds, by its rules for good practice too, what moves at rest."""
    page.wait_for_function("() => document.getAnimations().every((a) => a.playState !== 'running')")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": tags}}
    others = {"exclude": [[".says-who"]]}  # the card has tests of its own
    found = Axe().run(page, context=others, options=options).response
    return [f"{v['id']}: {[n['html'][:120] for n in v['nodes']]}" for v in found["violations"]]


def test_what_depends_on_answers_follows_them(turn: Turn) -> None:
    page = turn("ostrel-bridge/2-what-kind-of-sentence", LAPTOP)
    report = page.locator("[data-call=report]")
    while not page.locator(".sw-here [data-call=report]").count():
        page.locator(".sw-next").click()
    expect(report).to_contain_text("nothing to report yet")
    page.locator(".sw-back").click()
    answer_by_keys(page)
    expect(report).to_contain_text("Your report: What kind of sentence?")


_TOP_OF_THE_CARD = "() => document.querySelector('.sw-here .says-who').getBoundingClientRect().top"


def test_a_kernel_that_died_is_replaced_and_the_page_stays_where_it_was(
    course: Lab, turn: Turn
) -> None:
    page = turn(CHECK_IT, LAPTOP)
    go_on_to_a_question(page)
    card = page.locator(".sw-here .says-who")
    asked = card.get_attribute("data-question") or ""
    before = page.evaluate(_TOP_OF_THE_CARD)
    page.evaluate("() => (window.old = document.querySelector('.sw-here .says-who'))")
    path = course.path(f"notebooks/{CHECK_IT}.ipynb")
    os.kill(process_of_the_kernel(page, path), signal.SIGKILL)
    page.wait_for_function("() => !window.old.isConnected", timeout=60_000)
    expect(card).to_have_attribute("data-question", asked, timeout=60_000)
    page.wait_for_function("document.activeElement.closest('.sw-here .inputs')")
    page.wait_for_function(f"before => Math.abs(({_TOP_OF_THE_CARD})() - before) < 40", arg=before)
    answer_by_keys(page)


def test_a_lesson_that_is_opened_while_its_kernel_still_ends_gets_another_and_keeps_what_was_chosen(
    course: Lab, turn: Turn
) -> None:
    page, held = turn(WHO_SAYS_SO, LAPTOP), list[Route]()
    option = page.locator("[data-question=cracks-owner] .inputs input").first
    while not option.is_visible():
        page.locator(".sw-next").click()
    option.check()

    def hold(route: Route) -> None:
        if route.request.method in ("DELETE", "POST"):
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/sessions**", hold)
    open_in_place(course, page, WHO_SAYS_SO)
    expect(page.locator(".sw-lesson .sw-wait").first).to_have_text("Opening the questions …")
    for _ in range(2):  # what is running is known anew, and would be taken
        page.evaluate("() => window.jupyterapp.serviceManager.sessions.refreshRunning()")
    with page.expect_request(lambda asked: asked.method == "POST"):
        held.pop().continue_()
    page.locator(".sw-next").click()  # nothing can be printed yet
    held.pop().continue_()
    wait_until_alive(page)
    page.unroute("**/api/sessions**")
    expect(option).to_be_checked()
    expect(page.locator(".sw-lesson [data-call=read]")).to_contain_text("S1")


def test_the_whole_lesson_prints_with_answers_or_blank(turn: Turn) -> None:
    page = turn(CHECK_IT, LAPTOP)
    page.evaluate("() => { window.prints = 0; window.print = () => { window.prints += 1; }; }")
    reading = ByKeys(page)
    next(reading.questions())
    reading.answer()
    cards, papers = page.locator(".says-who"), page.locator(".sw-paper")
    for number, choice in enumerate(("With my answers", "Blank, to fill in by hand"), start=1):
        page.get_by_role("button", name="Print").click()
        page.get_by_role("button", name=choice).click()
        page.wait_for_function("n => window.prints === n", arg=number)
        page.emulate_media(media="print")
        shown, hidden = (cards, papers) if number == 1 else (papers, cards)
        total = int(page.locator(".sw-count").inner_text().split()[2])
        assert [each.is_visible() for each in shown.all()] == [True] * total
        assert [each.is_visible() for each in hidden.all()] == [False] * total
        expect(page.locator("[data-call=read]").first).to_be_visible()
        expect(page.locator(".sw-step").last).to_be_visible()
        expect(page.locator(".sw-bar").get_by_role("button")).to_have_count(0)
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) > 3
        if number == 1:
            expect(page.locator(".sw-answered .headline").first).to_be_visible()
        page.emulate_media(media="screen")


def test_the_browser_finds_words_of_the_article_that_is_folded_away(turn: Turn) -> None:
    page = turn(CHECK_IT, PHONE)
    article = page.locator(".sw-article")
    expect(article).to_have_attribute("hidden", "until-found")
    expect(article).not_to_be_visible()
    page.evaluate(
        "() => addEventListener('keydown', (e) => { window.taken = e.defaultPrevented; })"
    )
    page.keyboard.press("Control+f")
    assert page.evaluate("window.taken") is False  # the browser's own search opens
    article.evaluate("e => e.dispatchEvent(new Event('beforematch', { bubbles: true }))")
    expect(article).to_be_in_viewport()  # and the browser scrolls it to what it found
    expect(article).to_be_visible()
