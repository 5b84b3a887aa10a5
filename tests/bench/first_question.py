"""From a ready kernel, and from a starting server, to the first question that is alive."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser
from support.jupyterlab import Lab, copy_project

LESSON = "kim-putin-trip/1-what-am-i-looking-at"

# Looks at each frame, and keeps the time at which a kernel is idle and at which a card is drawn.
_WATCH = """() => {
    window.met = {};
    const look = () => {
        const lesson = document.querySelector(".sw-lesson");
        if (lesson?.dataset.kernel === "ready") window.met.kernel ??= performance.now();
        if (lesson?.querySelector(".says-who")) window.met.question ??= performance.now();
        if (!window.met.question) requestAnimationFrame(look);
    };
    addEventListener("DOMContentLoaded", look);
}"""


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds until the first question is alive."""

    from_kernel: list[float] = field(default_factory=list)  # ready to take code
    from_page: list[float] = field(default_factory=list)  # asked for by the browser
    from_server: list[float] = field(default_factory=list)  # started, as `make lab` does


def time_first_question(browser: Browser, scratch: Path, rounds: int) -> Waits:
    """The waits of so many students who start the server and open the first lesson."""
    waits = Waits()
    for number in range(rounds):
        folder = scratch / str(number)
        (folder / "project").mkdir(parents=True)
        copy_project(folder / "project")
        start = perf_counter()
        with Lab(folder / "project", folder) as lab:
            met = lab.read(browser, LESSON, script=f"({_WATCH})()")
            waits.from_server.append(1000 * (perf_counter() - start))
            times = met.evaluate("() => window.met")
            waits.from_kernel.append(times["question"] - times["kernel"])
            waits.from_page.append(times["question"])
            met.context.close()
    return waits
