"""From a click on the button to the feedback in the page, with the log line on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bench.fifty import CORE, OPTIONS, OURS, Way, open_way
from playwright.sync_api import Browser, Locator
from support.card_sessions import session_of_a_real_question
from support.jupyterlab import Lab, Sitting

from kit.learner.log import Log, read_log

CARDS = 12
WARM_UP = 10
THINKING = 150  # milliseconds between choosing and pressing, as nobody is faster

# The clock starts with the browser's own time stamp of the click, before any listener ran.
_WATCH = """([button, feedback]) => {
    const isOut = (place) => !place.hidden && place.textContent.trim() !== "";
    window.waits = [];
    document.addEventListener("click", (event) => {
        const pressed = event.target.closest(button);
        if (!pressed) return;
        const place = pressed.closest(".says-who, .widget-vbox").querySelector(feedback);
        const before = place.textContent;
        const observer = new MutationObserver(() => {
            if (!isOut(place) || (place.textContent === before && before !== "")) return;
            observer.disconnect();
            const there = performance.now() - event.timeStamp;
            // A clock read inside the frame would count what else it began with, a hit test say.
            requestAnimationFrame((began) => {
                window.waits.push([there, began - event.timeStamp]);
            });
        });
        const changes = { attributes: true, childList: true, characterData: true, subtree: true };
        observer.observe(place, changes);
    }, true);
}"""


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds after each click."""

    there: list[float] = field(default_factory=list)  # until the feedback is in the page
    frame: list[float] = field(default_factory=list)  # until the frame that shows it begins


def time_clicks(lab: Lab, browser: Browser, clicks: int) -> tuple[Waits, Waits, int]:
    """The waits at our cards and at boxes of core widgets, which log nothing, click by click.

    By turns, so that both meet the same machine. Third, after how many of the clicks the log lacked
    the try.
    """
    ours, core = (_open(lab, browser, way) for way in (OURS, CORE))
    ours.page.evaluate(_WATCH, [".says-who .buttons .main", ".feedback"])
    core.page.evaluate(_WATCH, [".jupyter-button", ".widget-html-content"])
    unlogged = 0
    for number in range(WARM_UP + clicks):
        before = len(ours.tries())
        _answer(ours, ours.card(f"q{number % CARDS}"), number, ".buttons .main")
        unlogged += len(ours.tries()) != before + 1
        box = core.page.locator(".widget-vbox").nth(number % CARDS)
        _answer(core, box, number, ".jupyter-button")
    waits = _read(ours), _read(core)
    ours.close()
    core.close()
    return *waits, unlogged


def _open(lab: Lab, browser: Browser, way: Way) -> Sitting:
    sitting = open_way(lab, browser, way, "one cell")
    sitting.run_all()
    return sitting


def time_session(folder: Path, clicks: int) -> list[float]:
    """Milliseconds of Python's own part: grade, log line on disk, new state of the card."""
    session, right = session_of_a_real_question(Log(folder))
    answers = [right, {"ticked": ["American and allies"]}]  # the same one again is no try
    times = []
    for number in range(WARM_UP + clicks):
        start = perf_counter()
        session.hear({"do": "check", "seq": number, "response": answers[number % 2]})
        times.append(1000 * (perf_counter() - start))
    assert len(read_log(folder / "log").entries) == WARM_UP + clicks
    return times[WARM_UP:]


def _answer(sitting: Sitting, question: Locator, number: int, button: str) -> None:
    """Choose another option than last time at this question, press the button, wait."""
    turn = number // CARDS
    question.locator("[type=radio]").nth(turn % OPTIONS).click()
    sitting.page.wait_for_timeout(THINKING)
    question.locator(button).click()
    sitting.page.wait_for_function("n => window.waits.length === n", arg=number + 1)


def _read(sitting: Sitting) -> Waits:
    waits = Waits()
    for there, frame in sitting.page.evaluate("() => window.waits")[WARM_UP:]:
        waits.there.append(there)
        waits.frame.append(frame)
    return waits
