"""Tabs whose process is killed while an answer is on its way, and what the browser kept of it."""

from __future__ import annotations

import os
import signal
from random import Random

from playwright.sync_api import Browser, Page
from support.soak import seed, slow_kills_wanted

# Presses the button; whether the card said within so many milliseconds how that went.
_PRESS = """(card, most) => new Promise((done) => {
    const { turn } = card.dataset;
    const isTold = () => card.dataset.turn !== turn && Boolean(card.dataset.verdict);
    new MutationObserver(() => isTold() && done(true)).observe(card, { attributes: true });
    setTimeout(() => done(isTold()), most);
    card.querySelector("button.main").click();
})"""
_TRIES = """async () => {
    const result = (request) => new Promise((done) => {
        request.onsuccess = () => done(request.result);
    });
    const database = await result(indexedDB.open("says-who"));
    const entries = database.transaction("entries").objectStore("entries");
    return (await result(entries.getAll())).filter(({ what }) => what === "try").length;
}"""


def answers_outlive_kills(own: Browser, address: str, id: str, longest: float, ready: str) -> None:
    """Answer a question again and again, and kill the tab within so many milliseconds.

    Asserts that each answer of which the card said how it went is there when the page is opened
    again. ``ready`` is the selector for a page that can be answered.
    """
    random, kept, told = Random(seed()), 0, 0  # noqa: S311
    control, context = own.new_browser_cdp_session(), own.new_context()
    page = context.new_page()
    _open(page, address)
    for number in range(slow_kills_wanted()):
        page.wait_for_selector(ready)
        card = page.locator(f"[data-place='{id}'] .says-who")
        card.locator(".inputs input[type=radio]:not(:checked)").first.check()
        # The first time the card is heard out, so that there is an answer to be kept.
        is_told = card.evaluate(_PRESS, random.uniform(0, longest) if number else 60_000)
        assert is_told or number
        for process in control.send("SystemInfo.getProcessInfo")["processInfo"]:
            if process["type"] == "renderer":
                os.kill(process["id"], signal.SIGKILL)
        page.close()
        page = context.new_page()
        _open(page, address)
        tries = page.evaluate(_TRIES)
        assert tries >= kept + int(is_told)
        kept, told = tries, told + int(is_told)
    print(f"\n{slow_kills_wanted()} kills, {told} after the card had spoken, {kept} answers kept")


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#who button, body[data-ready] #kept").first.wait_for()
    if page.locator("#who").is_visible():
        page.locator("#who button").first.click()
    page.wait_for_selector("body[data-ready]")
