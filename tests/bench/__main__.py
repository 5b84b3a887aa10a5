"""Measures the kit beside what else there is, and prints ratios: `make bench`.

Nothing here fails for being slow. Times are one machine's; read the ratios.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import clicks, fifty, imports, report_figures, saved
from bench.numbers import Row, percentile, show
from labdesk import CHROMIUM, Lab, chromium
from playwright.sync_api import Browser

TRIES = 200_000
LAYOUTS = ("one cell", "fifty cells")


def show_fifty(rounds: int, browser: Browser, scratch: Path) -> None:
    """Fifty questions on screen."""
    with Lab(fifty.make_project(scratch / "project"), scratch) as lab:
        for layout in LAYOUTS:
            times = fifty.time_layout(lab, browser, layout, rounds)
            for when in ("first", "again"):
                samples = {name: getattr(taken, when) for name, taken in times.items()}
                ours = samples[fifty.OURS.name]
                show(
                    f"Fifty questions on screen, in {layout}, run {when}",
                    [Row(name, taken, against=ours) for name, taken in samples.items()],
                    "ratio: to our cards; above 1 is slower than ours (aim: jupyterquiz 1 or more)",
                )


def show_clicks(rounds: int, browser: Browser, scratch: Path) -> None:
    """From click to feedback."""
    count = max(200, 40 * rounds)
    with Lab(fifty.make_project(scratch / "project"), scratch) as lab:
        ours, unlogged = clicks.time_cards(lab, browser, count)
        core = clicks.time_core(lab, browser, count)
        desk = clicks.time_desk(scratch / "desk", count)
    show(
        "From a click to the feedback",
        [
            Row("our cards, in the page", ours.there, against=ours.there),
            Row("core widgets, in the page", core.there, against=ours.there),
            Row("our cards, next frame", ours.frame, against=ours.frame),
            Row("core widgets, next frame", core.frame, against=ours.frame),
            Row("our part in Python", desk, against=ours.there),
        ],
        f"our cards in the page: p50 {percentile(ours.there, 50):.1f}, "
        f"p95 {percentile(ours.there, 95):.1f} ms (aim: p95 under 16.7); "
        f"core widgets: p50 {percentile(core.there, 50):.1f}, "
        f"p95 {percentile(core.there, 95):.1f} ms; "
        f"tries missing from the log: {unlogged} of {count}",
    )


def show_imports(rounds: int, _: Browser, scratch: Path) -> None:
    """Imports."""
    times = imports.time_imports(4 * rounds, scratch)
    libraries = times[imports.LIBRARIES]
    rows = [Row(name, taken, against=libraries) for name, taken in times.items()]
    show("Imports in a fresh interpreter (aim: import kit at most 1.20)", rows)


def show_sizes(_: int, browser: Browser, scratch: Path) -> None:
    """A saved lesson."""
    sizes = saved.measure_sizes(browser, scratch)
    usual = [sizes["run and saved"]]
    rows = [Row(name, [size], "KiB", against=usual) for name, size in sizes.items()]
    show("A lesson on disk", rows)


def show_report(rounds: int, _: Browser, scratch: Path) -> None:
    """A report's figures."""
    times = report_figures.time_figures(rounds, scratch, TRIES)
    pandas = times[report_figures.PANDAS]
    rows = [Row(name, taken, against=pandas) for name, taken in times.items()]
    show(f"A report's figures from a log of {TRIES:,} tries (aim: at most 3.00)", rows)


PARTS: dict[str, Callable[[int, Browser, Path], None]] = {
    "fifty": show_fifty,
    "clicks": show_clicks,
    "imports": show_imports,
    "saved": show_sizes,
    "report": show_report,
}


def main() -> None:
    """Measure the parts that were asked for, by default all."""
    reader = argparse.ArgumentParser(prog="make bench", description=__doc__)
    reader.add_argument("parts", nargs="*", help="what to measure")
    reader.add_argument("--rounds", type=int, default=5, help="more rounds, steadier medians")
    asked = reader.parse_args()
    if unknown := [part for part in asked.parts if part not in PARTS]:
        reader.error(f"no part {unknown[0]}; there are: {', '.join(PARTS)}")
    if CHROMIUM is None:
        sys.exit("The measurements need Chromium, and there is none on this machine.")
    with chromium() as browser:
        for part in asked.parts or PARTS:
            with TemporaryDirectory() as scratch:
                PARTS[part](asked.rounds, browser, Path(scratch))


if __name__ == "__main__":
    main()
