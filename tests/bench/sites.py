"""A lesson of a site over plain HTTP: text, the first card, its verdict, and those that follow.

Beside it the same lesson in JupyterLite, and the clicks in a notebook.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page
from support.jupyterlab import ROOT, Lab, copy_project
from support.sites import HOST, launch_offline, pyodide, served, write_files

from kit.article.project import Project
from kit.exchange.lite import NoLite, fetch_packages, make_lite_site
from kit.exchange.site import make_site

PAGE = "start-here.html"
EXERCISES = ["start-here", "kim-putin-trip", "lindmere-water", "ostrel-bridge", "second-look"]

# Where the text and the first card are: on a page of a site, and in the lesson view.
PLACES = {"text": "main section p", "card": ".says-who"}
VIEW = {"text": ".sw-lesson p", "card": ".sw-lesson:not([hidden]) .says-who[data-question]"}

# Looks at each frame, and keeps the time at which text, a card and a verdict are there. Presses
# Check in the first card as soon as it lives, as a fast student would.
_WATCH = """(places) => {
    window.met = {};
    const look = () => {
        const card = document.querySelector(places.card);
        if (document.querySelector(places.text)) window.met.text ??= performance.now();
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
_CLICK = """async ([place, count]) => {
    const card = document.querySelector(place);
    const frame = () => new Promise(requestAnimationFrame);
    const times = [];
    for (let n = 0; n < count; n += 1) {
        const { turn } = card.dataset;
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
    files = make_site(Project(ROOT), EXERCISES, pyodide())
    return _time(files, HOST, PAGE, PLACES, browser, scratch, rounds, clicks)


def time_lite(browser: Browser, scratch: Path, rounds: int, clicks: int) -> Taken | None:
    """The same in JupyterLite, which keeps answers only for a host that is trusted, as this one.

    None where JupyterLite is not installed.
    """
    try:
        files = make_lite_site(Project(ROOT), EXERCISES, pyodide(), fetch_packages())
    except NoLite:
        return None
    place = "notebooks/index.html?path=notebooks/start-here.ipynb"
    return _time(files, "localhost", place, VIEW, browser, scratch, rounds, clicks)


def time_notebook(browser: Browser, scratch: Path, clicks: int) -> list[float]:
    """The same clicks in the lesson view of a JupyterLab on this computer."""
    with Lab(copy_project(scratch / "project"), scratch) as lab:
        page = lab.read(browser, "start-here")
        times: list[float] = page.evaluate(_CLICK, [VIEW["card"], clicks])
        page.context.close()
    return times


def _time(
    files: Mapping[str, bytes],
    host: str,
    place: str,
    places: Mapping[str, str],
    browser: Browser,
    scratch: Path,
    rounds: int,
    clicks: int,
) -> Taken:
    taken = Taken()
    taken.size.append(sum(map(len, files.values())) / 1024)
    with served(write_files(scratch / "site", files)) as found:
        address = found.replace(HOST, host)
        for number in range(rounds):
            own = launch_offline(browser.browser_type)  # with nothing in its cache
            context = own.new_context()
            context.set_default_timeout(180_000)
            context.on("request", lambda request: _note(taken, address, request.url))
            _forget(_open(context, f"{address}/{place}", places, taken.cold))
            page = _open(context, f"{address}/{place}", places, taken.warm)
            if number == 0:
                taken.clicks.extend(page.evaluate(_CLICK, [places["card"], clicks]))
            own.close()
    return taken


def _note(taken: Taken, address: str, url: str) -> None:
    if not url.startswith((address, "data:", "blob:")):
        taken.outside.append(url)


def _open(
    context: BrowserContext,
    address: str,
    places: Mapping[str, str],
    times: Mapping[str, list[float]],
) -> Page:
    page = context.new_page()
    page.add_init_script(f"({_WATCH})({json.dumps(places)})")
    page.goto(address)
    page.wait_for_selector("body[data-met]", state="attached")
    for name, milliseconds in page.evaluate("window.met").items():
        times[name].append(milliseconds)
    return page


def _forget(page: Page) -> None:
    """Leave no answer behind, so that the page is drawn as for somebody new."""
    page.evaluate(
        """async () => {
            sessionStorage.clear();
            localStorage.clear();
            for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
        }"""
    )
    page.close()
