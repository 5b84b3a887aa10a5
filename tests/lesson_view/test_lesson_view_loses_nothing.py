"""What was done in a lesson stays, whatever becomes of its kernel and its connection."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from support.jupyterlab import Lab, Labs, copy_project
from support.lesson_pages import LAPTOP, ByKeys, card_here, focused, process_of_the_kernel

pytestmark = pytest.mark.browser

LESSON = "ostrel-bridge/2-what-kind-of-sentence"
OTHER = "ostrel-bridge/3-check-it"
_OPEN = "path => window.jupyterapp.commands.execute('docmanager:open', { path })"
_GONE = """async (lesson) => {
    const sessions = await (await fetch("/api/sessions")).json();
    return sessions.every(({ path }) => !path.includes(lesson));
}"""
_COUNT_DIALOGS = """
    window.dialogs = 0;
    const count = (nodes) => {
        window.dialogs += [...nodes].filter((e) => e.classList?.contains("jp-Dialog")).length;
    };
    const see = (changes) => changes.forEach(({ addedNodes }) => count(addedNodes));
    new MutationObserver(see).observe(document, { childList: true, subtree: true });
"""

# As a server that culls idle kernels does.
_TAKE_AWAY = """async (lesson) => {
    const { serverSettings } = window.jupyterapp.serviceManager;
    const headers = { Authorization: `token ${serverSettings.token}` };
    const sessionsUrl = `${serverSettings.baseUrl}api/sessions`;
    const all = await (await fetch(sessionsUrl, { headers })).json();
    for (const { path, kernel } of all) {
        if (!path.includes(lesson)) continue;
        const url = `${serverSettings.baseUrl}api/kernels/${kernel.id}`;
        await fetch(url, { method: "DELETE", headers });
    }
}"""


def _write(page: Page, words: str) -> str:
    """Go to the question that wants a text, and type; its id."""
    for id in ByKeys(page).questions():
        if card_here(page).get_attribute("data-kind") == "write":
            page.keyboard.type(words)
            return id
        page.locator(".sw-next").focus()
    raise AssertionError("no question wants a text")


@pytest.mark.whole
def test_a_lesson_left_long_ago_lets_its_kernel_go_and_opens_where_it_was(
    emptied: Lab, browser: Browser
) -> None:
    page = emptied.read(browser, LESSON, viewport=LAPTOP)
    page.evaluate("() => localStorage.setItem('says-who/lesson-view/let-go-after', '0')")
    asked = _write(page, "half a thought")
    page.evaluate(_OPEN, emptied.path(f"notebooks/{OTHER}.ipynb"))
    page.wait_for_function(_GONE, arg=LESSON)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.evaluate(_OPEN, emptied.path(f"notebooks/{LESSON}.ipynb"))
    card = page.locator(f".sw-lesson:not([hidden]) .sw-here .says-who[data-question='{asked}']")
    expect(card.get_by_role("textbox")).to_have_value("half a thought")
    expect(card).to_be_in_viewport()
    page.close()


def test_a_connection_that_is_cut_and_comes_back_loses_nothing(
    emptied: Lab, browser: Browser
) -> None:
    page = emptied.read(browser, LESSON, viewport=LAPTOP)
    asked = _write(page, "written before the lid was closed")
    page.context.set_offline(True)
    page.keyboard.type(" and after it")
    page.keyboard.press("Control+Enter")
    page.context.set_offline(False)
    expect(card_here(page)).to_have_attribute("data-verdict", re.compile("."), timeout=90_000)
    page.close()
    again = emptied.read(browser, LESSON, viewport=LAPTOP)
    text = again.locator(f".says-who[data-question='{asked}'] textarea")
    expect(text).to_have_value("written before the lid was closed and after it")
    again.close()


def test_while_the_server_is_away_one_types_on_and_no_dialog_is_in_the_way(
    emptied: Lab, browser: Browser
) -> None:
    page = emptied.read(browser, LESSON, script=_COUNT_DIALOGS, viewport=LAPTOP)
    asked = _write(page, "")
    page.context.set_offline(True)
    page.wait_for_function("() => window.dialogs > 0")  # JupyterLab noticed, and would have said so
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    page.keyboard.type("typed meanwhile")
    page.context.set_offline(False)
    text = page.locator(f".says-who[data-question='{asked}'] textarea")
    expect(text).to_be_focused()
    expect(text).to_have_value(re.compile("typed meanwhile$"))
    page.close()


def test_a_kernel_that_the_server_took_away_is_replaced_and_what_was_typed_stays(
    emptied: Lab, browser: Browser
) -> None:
    page = emptied.read(browser, OTHER, script=_COUNT_DIALOGS, viewport=LAPTOP)
    asked = _write(page, "half a thought")
    page.evaluate("() => (window.old = document.querySelector('.sw-here .says-who'))")
    page.evaluate(_TAKE_AWAY, OTHER)
    page.wait_for_function("() => !window.old.isConnected")
    text = page.locator(f".says-who[data-question='{asked}'] textarea")
    expect(text).to_have_value(re.compile("half a thought$"))
    page.keyboard.press("Control+Enter")
    expect(card_here(page)).to_have_attribute("data-verdict", re.compile("."))
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    page.close()


def test_two_pages_of_one_lesson_keep_what_was_answered_in_each(
    emptied: Lab, browser: Browser
) -> None:
    one = emptied.read(browser, OTHER, viewport=LAPTOP)
    two = emptied.read(browser, OTHER, viewport=LAPTOP)
    answered = []
    for page, skipped in ((one, 0), (two, 1)):
        reading = ByKeys(page)
        for number, id in enumerate(reading.questions()):
            if number == skipped:
                reading.answer()
                answered.append(id)
                break
            page.locator(".sw-next").focus()
    for page in (one, two):
        page.close()
    again = emptied.read(browser, OTHER, viewport=LAPTOP)
    for id in answered:
        card = again.locator(f".says-who[data-question='{id}']")
        expect(card).to_have_attribute("data-verdict", re.compile("."))
    again.close()


@pytest.mark.whole
def test_in_notebook_7_a_dead_kernel_is_replaced_and_what_was_typed_stays(
    tmp_path: Path, labs: Labs, browser: Browser
) -> None:
    (tmp_path / "project").mkdir()
    with labs(copy_project(tmp_path / "project"), tmp_path, "notebook") as running:
        page = running.read(browser, LESSON, viewport=LAPTOP)
        reading = ByKeys(page)
        next(reading.questions())
        reading.answer()
        expect(page.locator(".sw-count")).to_have_text(re.compile("^1 of"))
        asked = _write(page, "half a thought")
        page.evaluate("() => (window.old = document.querySelector('.sw-here .says-who'))")
        os.kill(
            process_of_the_kernel(page, running.path(f"notebooks/{LESSON}.ipynb")), signal.SIGKILL
        )
        page.wait_for_function("() => !window.old.isConnected")
        expect(page.locator(".jp-Dialog")).to_have_count(0)
        text = page.locator(f".says-who[data-question='{asked}'] textarea")
        expect(text).to_have_value("half a thought")
        expect(page.locator(".sw-count")).to_have_text(re.compile("^1 of"))
        assert focused(page, "e !== document.body")
        page.close()


@pytest.mark.whole
def test_a_kernel_that_cannot_start_is_said_in_the_lesson_and_in_no_dialog(
    emptied: Lab, browser: Browser
) -> None:
    page = emptied.read(browser, LESSON, viewport=LAPTOP)
    page.route("**/api/sessions?*", _refuse_to_start)
    page.goto(page.url.replace(LESSON, OTHER))
    said = page.locator(".sw-lesson:not([hidden]) .sw-wait[role=alert]").first
    expect(said).to_contain_text("The questions could not be opened: no room")
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    page.close()


def _refuse_to_start(route: Route) -> None:
    if route.request.method == "POST":
        route.fulfill(status=500, json={"message": "no room"})
    else:
        route.continue_()
