"""From a click on the button to the feedback in the page, with the log line on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bench.fifty import CORE, OPTIONS, OURS, open_way
from playwright.sync_api import Browser, Locator
from support.card_sessions import session_of_a_real_question
from support.jupyterlab import Lab, Sitting

from kit.learner.log import Log

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
            requestAnimationFrame(() => {
                window.waits.push([there, performance.now() - event.timeStamp]);
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


def time_cards(lab: Lab, browser: Browser, clicks: int) -> tuple[Waits, int]:
    """The waits at our cards, and after how many of the clicks the log lacked the try."""
    sitting = open_way(lab, browser, OURS, "one cell")
    sitting.run_all()
    sitting.page.evaluate(_WATCH, [".says-who .buttons .main", ".feedback"])
    unlogged = 0
    for number in range(WARM_UP + clicks):
        before = len(sitting.tries())
        card = sitting.card(f"q{number % CARDS}")
        _answer(sitting, card, number, ".buttons .main")
        unlogged += len(sitting.tries()) != before + 1
    waits = _read(sitting)
    sitting.close()
    return waits, unlogged


def time_core(lab: Lab, browser: Browser, clicks: int) -> Waits:
    """The waits at boxes of core widgets, which log nothing."""
    sitting = open_way(lab, browser, CORE, "one cell")
    sitting.run_all()
    sitting.page.evaluate(_WATCH, [".jupyter-button", ".widget-html-content"])
    for number in range(WARM_UP + clicks):
        box = sitting.page.locator(".widget-vbox").nth(number % CARDS)
        _answer(sitting, box, number, ".jupyter-button")
    waits = _read(sitting)
    sitting.close()
    return waits


def time_session(folder: Path, clicks: int) -> list[float]:
    """Milliseconds of Python's own part: grade, log line on disk, new state of the card."""
    session, response = session_of_a_real_question(Log(folder))
    times = []
    for number in range(WARM_UP + clicks):
        start = perf_counter()
        session.hear({"do": "check", "seq": number, "response": response})
        times.append(1000 * (perf_counter() - start))
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
