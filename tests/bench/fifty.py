"""Fifty questions in a notebook of a real JupyterLab: ours, jupyterquiz's, and core widgets'."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from playwright.sync_api import Browser
from support.jupyterlab import Lab, Sitting

COUNT = 50
OPTIONS = 4
LESSON = "bench/fifty"
VIEW = {"width": 1200, "height": 1000}

_IMPORT_CORE = """\
import json
from pathlib import Path
import ipywidgets as w
from IPython.display import display

QUESTIONS = json.loads(Path("questions.json").read_text(encoding="utf-8"))

def box(question):
    answers = question["answers"]
    label = w.Label(question["question"])
    radios = w.RadioButtons(options=[a["answer"] for a in answers], value=None)
    button = w.Button(description="Check")
    feedback = w.HTML()
    def check(_):
        feedback.value = next(a["feedback"] for a in answers if a["answer"] == radios.value)
    button.on_click(check)
    return w.VBox([label, radios, button, feedback])
"""

_IMPORT_QUIZ = """\
import json
from pathlib import Path
from jupyterquiz import display_quiz

QUESTIONS = json.loads(Path("questions.json").read_text(encoding="utf-8"))
"""

_IMPORT_KIT = "from kit import lesson\nfrom IPython.display import display\n"

# One frame after the last control came into the page, that control has been painted.
_TIME_RUN = """async (wanted) => {
    const frame = () => new Promise(requestAnimationFrame);
    const isThere = ([selector, count]) => document.querySelectorAll(selector).length >= count;
    const start = performance.now();
    window.jupyterapp.commands.execute("notebook:run-all-cells");
    while (!Object.entries(wanted).every(isThere)) {
        if (performance.now() - start > 60000) throw new Error("not all came within a minute");
        await frame();
    }
    await frame();
    return performance.now() - start;
}"""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to put fifty questions on screen."""

    name: str
    begin: str  # the first cell
    together: str  # a cell that shows all fifty
    alone: str  # a cell that shows one, {n} being its number from 0
    controls: Mapping[str, int] = field(default_factory=dict)  # selector: how many when all show


OURS = Way(
    "our cards",
    f'{_IMPORT_KIT}quiz = lesson("{LESSON}")',
    f'for n in range({COUNT}):\n    display(quiz.ask(f"q{{n}}"))',
    'quiz.ask("q{n}")',
    {".says-who [type=radio]": COUNT * OPTIONS, ".says-who .buttons": COUNT},
)
QUIZ = Way(
    "jupyterquiz",
    _IMPORT_QUIZ,
    "display_quiz(QUESTIONS)",
    "display_quiz([QUESTIONS[{n}]])",
    {".Quiz .MCButton": COUNT * OPTIONS},
)
CORE = Way(
    "core widgets",
    _IMPORT_CORE,
    "for question in QUESTIONS:\n    display(box(question))",
    "box(QUESTIONS[{n}])",
    {
        ".widget-radio [type=radio]": COUNT * OPTIONS,
        ".jupyter-button": COUNT,
        ".widget-html": COUNT,
    },
)
WAYS = (OURS, QUIZ, CORE)


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds from Run All until all fifty are painted."""

    first: list[float] = field(default_factory=list)  # in a fresh kernel and a fresh page
    again: list[float] = field(default_factory=list)  # once more, the outputs cleared


def make_project(folder: Path) -> Path:
    """A project with one lesson of fifty questions, and a notebook for each way to show them."""
    home = folder / "notebooks" / "bench"
    for room in (home, folder / "seeds" / "bench", folder / "answers" / "bench"):
        room.mkdir(parents=True)
    article = "Fish return\n\nThe river is clean, officials said.\n"
    (folder / "seeds" / "bench" / "article.txt").write_text(article, encoding="utf-8")
    (folder / "answers" / f"{LESSON}.md").write_text(_lesson(), encoding="utf-8")
    (home / "questions.json").write_text(json.dumps(_questions()), encoding="utf-8")
    for way in WAYS:
        alone = [way.alone.replace("{n}", str(n)) for n in range(COUNT)]
        _write(home / f"{way.name}, one cell.ipynb", [way.begin, way.together])
        _write(home / f"{way.name}, fifty cells.ipynb", [way.begin, *alone])
    return folder


def time_layout(lab: Lab, browser: Browser, layout: str, rounds: int) -> dict[str, Times]:
    """The times of each way in a layout, ``one cell`` or ``fifty cells``."""
    times = {way.name: Times() for way in WAYS}
    for way in _turns(rounds):
        sitting = open_way(lab, browser, way, layout)
        times[way.name].first.append(_time_run(sitting, way))
        for _ in range(2):
            _clear(sitting, way)
            times[way.name].again.append(_time_run(sitting, way))
        sitting.close()
    return times


def open_way(lab: Lab, browser: Browser, way: Way, layout: str) -> Sitting:
    """The notebook that shows fifty questions in this way."""
    return lab.open(browser, f"notebooks/bench/{way.name}, {layout}.ipynb", viewport=VIEW)


def _turns(rounds: int) -> Iterator[Way]:
    """Every way once a round, each round beginning with another, so that none is always first."""
    for number in range(rounds):
        first = number % len(WAYS)
        yield from (*WAYS[first:], *WAYS[:first])


def _time_run(sitting: Sitting, way: Way) -> float:
    taken: float = sitting.page.evaluate(_TIME_RUN, dict(way.controls))
    sitting.page.wait_for_timeout(300)
    return taken


def _clear(sitting: Sitting, way: Way) -> None:
    sitting.command("notebook:clear-all-cell-outputs")
    for selector in way.controls:
        sitting.page.wait_for_function(
            "selector => !document.querySelector(selector)", arg=selector, polling=50
        )
    sitting.page.wait_for_timeout(300)


def _questions() -> list[dict[str, object]]:
    """The questions as jupyterquiz wants them."""
    return [
        {
            "question": f"Question {n}: who says that the river is clean?",
            "type": "multiple_choice",
            "answers": [
                {"answer": _option(n, o), "correct": o == 0, "feedback": f"Of option {o}."}
                for o in range(OPTIONS)
            ],
        }
        for n in range(COUNT)
    ]


def _option(question: int, option: int) -> str:
    return f"the officials of town {option} in question {question}"


def _lesson() -> str:
    """The same questions as a lesson."""
    head = "# Fifty\n\nMinutes: 10\nGoal: be measured.\n"
    return "\n".join([head, *map(_markdown, range(COUNT))])


def _markdown(question: int) -> str:
    lines = [
        f"## q{question} (choose)\n",
        f"Question {question}: who says that the river is clean?\n",
    ]
    for option in range(OPTIONS):
        box = " " if option else "x"
        lines += [f"- [{box}] {_option(question, option)}", f"  > Of option {option}."]
    return "\n".join([*lines, "\nBecause: “officials said”.\nSkills: ATT\n"])


def _write(path: Path, sources: Sequence[str]) -> None:
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)
