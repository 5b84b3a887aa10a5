"""The files of a made-up class: a roster, uploads, and the truth behind them."""

from __future__ import annotations

from collections.abc import Mapping

from kit.article.tables import as_csv
from kit.classroom.making_up.made_up import DUE, DemoClass
from kit.language.dates import moment_text
from kit.learner.hand_in import as_json, file_stem


def as_files(made: DemoClass) -> Mapping[str, bytes]:
    """The files of a demo class by their names in its folder; each says that it is simulated."""
    uploads = {f"uploads/{file_stem(h)}.json": as_json(h) for h in made.hand_ins}
    roster = [(one.id, one.name, one.section) for one in made.learners]
    truth = [
        (one.id, round(one.ability, 2), one.misconception, one.habit, "simulated")
        for one in made.learners
    ]
    files = {
        "README.txt": _about(made),
        "roster.csv": as_csv(("id", "name", "section"), roster),
        "learners.csv": as_csv(("id", "ability", "misconception", "hands in", "note"), truth),
    }
    return {name: text.encode() for name, text in {**files, **uploads}.items()}


def _about(made: DemoClass) -> str:
    return f"""This class is simulated. Nobody in it exists, and nobody gave these answers.

Made by: kit demo-class {made.exercise} --students {len(made.learners)} --seed {made.seed}

roster.csv    the list of the class
uploads/      what was handed in, {len(made.hand_ins)} files; due {moment_text(DUE)}
learners.csv  the truth behind it, to compare a report with: how able each learner is (0 is the
              middle, 1 is one standard deviation above), which misconception it is prone to, and
              whether it hands in on time, late, twice or nothing

Use it to try the commands for a class, never as evidence about students.
"""
