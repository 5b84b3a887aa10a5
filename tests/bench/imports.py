"""How long the kit takes to import, in interpreters that have imported nothing yet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LIBRARIES = "import ipywidgets, anywidget"
KIT = "import kit"
LESSON = 'from kit import lesson; lesson("start-here")'
STATEMENTS = (LIBRARIES, KIT, LESSON)

_PROGRAM = """
from time import perf_counter
start = perf_counter()
{statement}
print(1000 * (perf_counter() - start))
"""


def time_imports(rounds: int, home: Path) -> dict[str, list[float]]:
    """Milliseconds of each statement, one after the other in every round.

    ``home`` is an empty folder for the log, so that nobody's own is read.
    """
    for statement in STATEMENTS:  # once before it counts, so that all byte code is there
        _time(statement, home)
    times: dict[str, list[float]] = {statement: [] for statement in STATEMENTS}
    for number in range(rounds):
        first = number % len(STATEMENTS)
        for statement in (*STATEMENTS[first:], *STATEMENTS[:first]):
            times[statement].append(_time(statement, home))
    return times


def _time(statement: str, home: Path) -> float:
    command = [sys.executable, "-c", _PROGRAM.format(statement=statement)]
    env = {**os.environ, "KIT_HOME": str(home)}
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return float(ran.stdout.split()[-1])
