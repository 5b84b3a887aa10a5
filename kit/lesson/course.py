"""The map of a course: its lessons, and how far a learner is in each."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kit.article.project import exercise_of, find_rooms
from kit.article.seed import Unreadable
from kit.language.translation import ENGLISH, Tongue, words_in
from kit.learner.log import History, home, own_log
from kit.lesson.displays import Notice
from kit.question.model import Sheet
from kit.question.read import read_sheet


@dataclass(frozen=True, slots=True)
class Stage:
    """One lesson of a course and how many of its questions were answered."""

    lesson: str
    title: str
    minutes: int
    questions: int
    answered: int


def stages(sheets: Sequence[tuple[str, Sheet]], history: History) -> tuple[Stage, ...]:
    """Each lesson with the number of its questions that have at least one try in the log."""
    tried = {(e.lesson, e.question) for e in history.entries if e.what == "try"}
    return tuple(
        Stage(
            name,
            sheet.title,
            sheet.minutes,
            len(sheet.questions),
            sum((name, question.id) in tried for question in sheet.questions),
        )
        for name, sheet in sheets
    )


def course(exercise: str, language: str = "") -> CourseMap | Notice:
    """The map of an exercise's lessons, as in ``course("river")``, from the learner's own log.

    Never raises: what is missing is said in a sentence.
    """
    tongue = words_in(language or os.environ.get("KIT_LANGUAGE") or "en") or ENGLISH
    rooms = find_rooms()
    names = [name for name in rooms.lessons() if exercise_of(name) == exercise]
    try:
        sheets = [(name, read_sheet(rooms, name)) for name in names]
    except Unreadable as error:
        return Notice(tongue.say("unreadable", problem=error))
    return CourseMap(stages(sheets, own_log(home()).read()), tongue)


class CourseMap:
    """The lessons of a course in order: title, minutes, and what is done."""

    def __init__(self, course: Sequence[Stage], tongue: Tongue = ENGLISH) -> None:
        self._course = tuple(course)
        self._tongue = tongue

    def _done(self, stage: Stage) -> str:
        name = "stage_done" if stage.answered == stage.questions else "stage_open"
        return self._tongue.say(name, answered=stage.answered, questions=stage.questions)

    def _minutes(self, stage: Stage) -> str:
        return self._tongue.say("minutes", minutes=stage.minutes)

    def __repr__(self) -> str:
        return "\n".join(f"{s.title} ({self._minutes(s)}): {self._done(s)}" for s in self._course)

    def _repr_html_(self) -> str:
        rows = (
            f'<tr><td><a href="{escape(s.lesson, quote=True)}.ipynb">{escape(s.title)}</a></td>'
            f"<td>{escape(self._minutes(s))}</td><td>{escape(self._done(s))}</td></tr>"
            for s in self._course
        )
        return f"<table><tbody>{''.join(rows)}</tbody></table>"
