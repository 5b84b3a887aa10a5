"""``kit weight``: what a question counts in the totals of a class, also nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from kit.classroom.collecting.settle import settle
from kit.classroom.decisions import LARGEST_WEIGHT, Decision, write_decision
from kit.classroom.grading.grades import grading_that_counts
from kit.classroom.grading.now import open_class
from kit.classroom.grading.totals import Total, totals, written_number
from kit.commands import stopping
from kit.commands.grade import NOT_WRITTEN, ClassPath, DryRun
from kit.commands.lessons import LessonOfClass
from kit.commands.questions import first_of, question_named
from kit.learner.log import stamp


def weight(
    class_folder: ClassPath,
    lesson: LessonOfClass,
    question: Annotated[str, typer.Argument(help="The id of a question in it.")],
    times: Annotated[
        float,
        typer.Argument(
            min=0, max=LARGEST_WEIGHT, help="0 leaves it out; 1 is as before; 2 counts twice."
        ),
    ],
    why: Annotated[str, typer.Option(help="A word on it, kept with the decision.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Leave a question out of the totals of a class, or have it count more often.

    Gradings stay as they are; totals in report, gradebook and feedback follow at once.
    """
    with stopping(class_folder):
        folder = open_class(class_folder)
        grading = grading_that_counts(folder)
        place = question_named(((r.lesson, r.question) for r in grading.rows), lesson, question)
        before = settle(folder).decided.weights
        now = {**before, place: times}
        for line in _changes(totals(grading.rows, before), totals(grading.rows, now)):
            typer.echo(line)
        if dry_run:
            typer.echo(NOT_WRITTEN)
            return
        value = written_number(times)
        write_decision(
            folder.decisions, Decision("weight", " ".join(place), value, why, stamp()["at"])
        )
        typer.echo(f"Written: {folder.decisions}. To take it back, give it the weight 1.")


def _changes(before: Mapping[str, Total], after: Mapping[str, Total]) -> Iterator[str]:
    changed = [
        f"{student}: {_said(before[student])} → {_said(after[student])}"
        for student in before
        if _said(before[student]) != _said(after[student])
    ]
    yield f"Totals that change: {len(changed)} of {len(before)}."
    yield from first_of(changed)


def _said(total: Total) -> str:
    return "open" if total.score is None else f"{100 * total.score:.1f} %"
