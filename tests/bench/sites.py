"""A lesson of a site over plain HTTP: text, the first card, its verdict, and those that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page
from support.jupyterlab import ROOT
from support.sites import launch_offline, pyodide, served

from kit.article.project import Project
from kit.exchange.site import make_site

PAGE = "start-here.html"

# Looks at each frame, and keeps the time at which text, a card and a verdict are there. Presses
# Check in the first card as soon as it lives, as a fast student would.
_WATCH = """() => {
    window.met = {};
    const look = () => {
        const card = document.querySelector(".says-who");
        if (document.querySelector("main section p")) window.met.text ??= performance.now();
        if (card && !window.met.card) {
            window.met.card = performance.now();
            card.querySelector(".inputs input").click();
            card.querySelector("button.main").click();
        }
        if (card?.dataset.verdict) window.met.verdict ??= performance.now();
        if (window.met.verdict) document.body.dataset.met = "";
        else requestAnimationFrame(look);
    };
    addEventListener("DOMContentLoaded", look);
}"""

# From a click on Check to the frame that shows its verdict, so many times.
_CLICK = """async (count) => {
    const card = document.querySelector(".says-who");
    const frame = () => new Promise(requestAnimationFrame);
    const times = [];
    for (let n = 0; n < count; n += 1) {
        const turn = card.dataset.turn;
        card.querySelectorAll(".inputs input[type=radio]")[n % 2].click();
        await frame();
        const start = performance.now();
        card.querySelector("button.main").click();
        while (card.dataset.turn === turn || !card.dataset.verdict) await frame();
        times.push(performance.now() - start);
    }
    return times;
}"""


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds from asking for the page; of clicks, to the frame with the verdict."""

    cold: Mapping[str, list[float]] = field(default_factory=lambda: _none())
    warm: Mapping[str, list[float]] = field(default_factory=lambda: _none())
    clicks: list[float] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)  # addresses of other hosts that were asked
    size: list[float] = field(default_factory=list)  # KiB of the site


def _none() -> dict[str, list[float]]:
    return {"text": [], "card": [], "verdict": []}


def time_site(browser: Browser, scratch: Path, rounds: int, clicks: int) -> Taken:
    """So many students who were never there before, each of whom comes back once."""
    taken = Taken()
    exercises = ["start-here", "kim-putin-trip", "lindmere-water", "ostrel-bridge", "second-look"]
    files = make_site(Project(ROOT), exercises, pyodide())
    taken.size.append(sum(map(len, files.values())) / 1024)
    for name, data in files.items():
        (scratch / name).parent.mkdir(parents=True, exist_ok=True)
        (scratch / name).write_bytes(data)
    with served(scratch) as address:
        for number in range(rounds):
            own = launch_offline(browser.browser_type)  # with nothing in its cache
            context = own.new_context()
            context.on("request", lambda request: _note(taken, address, request.url))
            _forget(_open(context, address, taken.cold))
            page = _open(context, address, taken.warm)
            if number == 0:
                taken.clicks.extend(page.evaluate(_CLICK, clicks))
            own.close()
    return taken


def _note(taken: Taken, address: str, url: str) -> None:
    if not url.startswith((address, "data:", "blob:")):
        taken.outside.append(url)


def _open(context: BrowserContext, address: str, times: Mapping[str, list[float]]) -> Page:
    page = context.new_page()
    page.add_init_script(f"({_WATCH})()")
    page.goto(f"{address}/{PAGE}")
    page.wait_for_selector("body[data-met]")
    for name, milliseconds in page.evaluate("window.met").items():
        times[name].append(milliseconds)
    return page


def _forget(page: Page) -> None:
    """Leave no answer behind, so that the page is drawn as for somebody new."""
    page.evaluate(
        """() => new Promise((done) => {
            sessionStorage.clear();
            localStorage.clear();
            indexedDB.deleteDatabase("says-who").onsuccess = done;
        })"""
    )
