"""Measures the kit beside what else there is, and prints ratios: `make bench`.

Nothing here fails for being slow. Times are one machine's; read the ratios.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import (
    classroom,
    clicks,
    editions,
    fifty,
    first_question,
    imports,
    report_figures,
    saved,
    scale,
    sites,
)
from bench.numbers import Row, percentile, show
from playwright.sync_api import Browser
from support.jupyterlab import CHROMIUM, Lab, chromium

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
        ours, core, unlogged = clicks.time_clicks(lab, browser, count)
        session = clicks.time_session(scratch / "session", count)
    show(
        "From a click to the feedback",
        [
            Row("our cards, in the page", ours.there, against=ours.there),
            Row("core widgets, in the page", core.there, against=ours.there),
            Row("our cards, next frame", ours.frame, against=ours.frame),
            Row("core widgets, next frame", core.frame, against=ours.frame),
            Row("our part in Python", session, against=ours.there),
        ],
        f"our cards in the page: p50 {percentile(ours.there, 50):.1f}, "
        f"p95 {percentile(ours.there, 95):.1f} ms (aim: p95 under 16.7); "
        f"core widgets: p50 {percentile(core.there, 50):.1f}, "
        f"p95 {percentile(core.there, 95):.1f} ms; "
        f"p95 of ours to theirs, to the next frame: "
        f"{percentile(ours.frame, 95) / percentile(core.frame, 95):.2f} (aim: at most 1.00); "
        f"tries missing from the log: {unlogged} of {count}",
    )


def show_first_question(rounds: int, browser: Browser, scratch: Path) -> None:
    """The first live question of a lesson."""
    waits = first_question.time_first_question(browser, scratch, rounds)
    show(
        "From the start to the first live question (aim: 1 s from a ready kernel)",
        [
            Row("from a ready kernel", waits.from_kernel, against=waits.from_kernel),
            Row("from opening the page", waits.from_page, against=waits.from_kernel),
            Row("from starting the server", waits.from_server, against=waits.from_kernel),
        ],
    )


def show_site(rounds: int, browser: Browser, scratch: Path) -> None:
    """A lesson of a site, over plain HTTP on a host that is not localhost, and JupyterLite."""
    count = 40 * rounds
    taken = sites.time_site(browser, scratch / "pages", rounds, count)
    lite = sites.time_lite(browser, scratch / "lite", max(1, rounds // 2), count)
    notebook = sites.time_notebook(browser, scratch / "notebook", count)
    aims = {"text": "at most 1,000", "card": "at most 1,500", "verdict": "at most 10,000"}
    rows = [
        Row(f"{name}, {when} (aim: {aim})", times[name], against=taken.cold["text"])
        for when, times in (("cold", taken.cold), ("warm", taken.warm))
        for name, aim in {
            **aims,
            **({"verdict": "at most 6,000"} if when == "warm" else {}),
        }.items()
    ]
    if lite:
        rows += [
            Row(f"JupyterLite: {name}, {when}", times[name], against=taken.cold[name])
            for when, times in (("cold", lite.cold), ("warm", lite.warm))
            for name in aims
        ]
    show(
        "A lesson of a site, from asking for the page: never seen before, and once more",
        rows,
        f"requests to other hosts: {len(taken.outside)} (aim: 0); "
        f"the site: {taken.size[0] * 1024 / 1e6:.1f} MB (aim: at most 15); "
        + (
            f"JupyterLite: {lite.size[0] * 1024 / 1e6:.1f} MB, {len(lite.outside)} requests"
            if lite
            else "JupyterLite is not installed, so nothing is measured beside it"
        ),
    )
    frame = percentile(taken.clicks, 95) - percentile(notebook, 95)
    show(
        "From a click on Check to the frame with its verdict",
        [
            Row("in a notebook", notebook, against=notebook),
            Row("on a site", taken.clicks, against=notebook),
            *([Row("in JupyterLite", lite.clicks, against=notebook)] if lite else []),
        ],
        f"p95 of the site less that of the notebook: {frame:.1f} ms (aim: one frame, 16.7)",
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


def show_class(rounds: int, _: Browser, scratch: Path) -> None:
    """A class graded and reported."""
    taken = [classroom.take(scratch / str(n), 1000) for n in range(max(1, rounds // 2))]
    read = [one.read for one in taken]
    both = [one.graded + one.reported for one in taken]
    show(
        f"A class of 1,000 hand-ins of {classroom.ANSWERS} answers each (aim: at most 3.00)",
        [
            Row("the files only read and validated", read, against=read),
            Row("graded and reported", both, against=read),
            Row("of that, graded", [one.graded for one in taken], against=read),
            Row("of that, reported", [one.reported for one in taken], against=read),
        ],
        f"memory at its peak: {max(one.peak for one in taken):.0f} MiB",
    )
    each = [one.wall / one.students for one in taken]
    theirs = classroom.time_autograde(scratch / "nbgrader", submissions=5)
    if theirs is None:
        print("\nnbgrader could not be installed, so nothing is measured beside it.")
    else:
        show(
            "One hand-in, by the clock",
            [
                Row("ours, graded and reported", each, against=each),
                Row("nbgrader’s autograde", [theirs], against=each),
            ],
            "ratio: to ours (aim: 500); nbgrader executes each notebook, which ours never does",
        )
    sizes = [classroom.take(scratch / "growth", students) for students in (100, 1000, 10_000)]
    per_hand_in = {s.students: [(s.graded + s.reported) / s.students] for s in sizes}
    show(
        "One hand-in of a class of this size (linear growth: no ratio much above 1)",
        [
            Row(f"{students:,} hand-ins", taken, against=per_hand_in[100])
            for students, taken in per_hand_in.items()
        ],
        "memory at its peak: " + ", ".join(f"{s.peak:.0f} MiB" for s in sizes),
    )


def show_scale(rounds: int, _: Browser, scratch: Path) -> None:
    """Very many students."""
    times, small, million = max(1, rounds // 3), 100_000, 1_000_000
    of = {n: scale.make_class(scratch / str(n), n) for n in (250, 10_000, small, million)}
    used = {
        (way, n): [scale.take(way, of[n]) for _ in range(times)]
        for n in (small, million)
        for way in scale.WAYS
    }
    graded = [classroom.take(scratch / f"graded-{n}", 10_000) for n in range(times)]
    figures, report = used["figures", million], used["report", million]
    cpu = {way: [one.cpu / 1000 for one in used[way, million]] for way in scale.WAYS}
    ibis = median(cpu["expressions"]) / median(cpu["by hand"])
    peaks = {n: median(one.peak for one in used["report", n]) for n in (small, million)}
    spark = scale.apart_from_spark(of[250])
    beside: list[tuple[str, list[float], float, str]] = [
        ("figures of 40 million answers, processor time", cpu["figures"], 15, "s"),
        ("their memory at its peak", [one.peak for one in figures], 400, "MiB"),
        ("peak of the report on 1,000,000 to 100,000", [peaks[million] / peaks[small]], 1.6, ""),
        ("expressions of Ibis to SQL by hand", [ibis], 1.3, ""),
        ("10,000 hand-ins graded, processor time", [t.graded / 1000 for t in graded], 12, "s"),
        ("the report on them", [t.reported / 1000 for t in graded], 3, "s"),
        ("memory at its peak of both", [t.peak for t in graded], 300, "MiB"),
        ("report on 1,000,000 by the clock", [one.wall / 1000 for one in report], 60, "s"),
        ("its page", [one.made / 1000 for one in report], 2000, "kB"),
        ("items of 10,000 to numpy", [1e9 * scale.apart_from_numpy(of[10_000])], 1, "e-9"),
    ]
    if spark is not None:
        beside.append(("figures of 10,000 answers to Spark’s", [1e9 * spark], 1, "e-9"))
    show(
        "Very many students of 40 answers (ratio: to the aim, at most 1.00)",
        [Row(f"{name} (aim: {aim:,})", s, unit, against=[aim]) for name, s, aim, unit in beside],
        "" if spark is not None else "without Java or pyspark, nothing is counted by Spark",
    )
    show(
        "A million of them, processor time",
        [Row(way, cpu[way], "s", against=cpu["by hand"]) for way in scale.WAYS],
        "memory at its peak: "
        + ", ".join(f"{way} {used[way, million][0].peak:.0f} MiB" for way in scale.WAYS),
    )


def show_editions(rounds: int, _: Browser, scratch: Path) -> None:
    """This edition beside the first."""
    for figure, taken in editions.time_editions(rounds, scratch).items():
        unit = "" if figure in editions.COUNTS else "ms"
        rows = [
            Row(name, found, unit, against=taken[editions.THEN]) for name, found in taken.items()
        ]
        show(f"This edition and the first: {figure} (aim: at most 1.00)", rows)


PARTS: dict[str, Callable[[int, Browser, Path], None]] = {
    "fifty": show_fifty,
    "clicks": show_clicks,
    "first": show_first_question,
    "site": show_site,
    "imports": show_imports,
    "saved": show_sizes,
    "report": show_report,
    "class": show_class,
    "scale": show_scale,
    "editions": show_editions,
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
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as for a student, who never compiles twice
    with chromium() as browser:
        for part in asked.parts or PARTS:
            with TemporaryDirectory() as scratch:
                PARTS[part](asked.rounds, browser, Path(scratch))


if __name__ == "__main__":
    main()
