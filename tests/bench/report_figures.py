"""How long a report's figures take, from the files of a long log on."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from time import process_time

from support.jupyterlab import ROOT

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.learner.figures import asked_in, figures
from kit.learner.log import Entry, as_line, file_name, read_log
from kit.question import sample_responses
from kit.question.model import SURE, QuestionSet
from kit.question.read import read_question_set
from kit.question.response_data import response_to_data

PANDAS = "pandas reads the file"
OURS = "the log read, and the figures"
READ = "of that, the log read"
Made = tuple[str, str, dict[str, object], dict[str, object], bool]  # lesson, question, right, wrong


def time_figures(rounds: int, folder: Path, tries: int) -> dict[str, list[float]]:
    """Milliseconds of processor time to read a log of so many tries, in turn by pandas and by us.

    Processor time, so that whatever else runs on the machine counts less.
    """
    import pandas as pd

    project = Project(ROOT)
    question_sets = {name: read_question_set(project, name) for name in project.lessons()}
    file = write_log(folder, question_sets, tries)
    asked = asked_in(question_sets.items())

    def count() -> None:
        found = figures(read_log(folder).entries, asked)
        assert found.work.tries == tries

    ways: dict[str, Callable[[], object]] = {
        PANDAS: lambda: pd.read_json(file, lines=True),
        OURS: count,
        READ: lambda: read_log(folder),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            start = process_time()
            way()
            times[name].append(1000 * (process_time() - start))
    return times


def write_log(folder: Path, question_sets: dict[str, QuestionSet], tries: int) -> Path:
    """A log of one file: real answers to real questions, right ones and wrong ones."""
    chance = random.Random(1)  # noqa: S311 - the same log each time, no secret
    made = _responses(question_sets)
    file = folder / file_name()
    with file.open("w", encoding="utf-8") as lines:
        for number in range(tries):
            lesson, question, right, wrong, is_sure = chance.choice(made)
            is_right = chance.random() < 0.6
            hour = number % 10_000 // 420
            at = f"2026-11-{1 + number // 10_000:02}T{hour:02}:00:00.{number:06}Z"
            entry = Entry(
                "try",
                lesson,
                question,
                at,
                f"{number:032x}",
                "0123456789ab",
                right if is_right else wrong,
                sure=chance.choice(SURE[1:]) if is_sure else "",
                score=float(is_right),
                tags=() if is_right else ("near",),
                seconds=12.5,
                writer=f"{1:032x}",
                n=number + 1,
            )
            lines.write(as_line(entry) + "\n")
    return file


def _responses(
    question_sets: dict[str, QuestionSet],
) -> list[Made]:
    made: list[Made] = []
    for name, question_set in question_sets.items():
        article = read_article(Project(ROOT), exercise_of(name))
        for question, key in zip(question_set.questions, question_set.keys, strict=True):
            if question.feedback_later:  # a test counts nowhere until its results are told
                continue
            asked = question, key, article.shown(question.show)
            right, wrong = (
                response_to_data(sample_responses.right(*asked)),
                response_to_data(sample_responses.wrong(*asked)),
            )
            made.append((name, question.id, right, wrong, question.ask_sure))
    return made
