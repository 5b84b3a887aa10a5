"""The map of a course: its lessons, and how far a learner is in each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from kit.article.project import exercise_of, find_project
from kit.article.seed import Unreadable
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation, translation_for
from kit.learner.log import Entry, home, own_log
from kit.lesson.copies import LessonCopy, read_copies
from kit.lesson.displays import Notice


@dataclass(frozen=True, slots=True)
class Stage:
    """One lesson of a course and how many of its questions were answered."""

    lesson: str
    title: str
    minutes: int
    questions: int
    answered: int


def stages(copies: Iterable[LessonCopy], entries: Iterable[Entry]) -> tuple[Stage, ...]:
    """Each lesson with the number of its questions that have at least one try that counts."""
    entries = tuple(entries)
    return tuple(
        Stage(
            copy.name,
            copy.question_set.title,
            copy.question_set.minutes,
            len(copy.question_set.questions),
            len({entry.question for entry in copy.counting(entries) if entry.what == "try"}),
        )
        for copy in copies
    )


def course(exercise: str, language: str = "") -> CourseMap | Notice:
    """The map of an exercise's lessons, as in ``course("river")``, from the learner's own log.

    Never raises: what is missing is said in a sentence.
    """
    translation = translation_for(language or os.environ.get("KIT_LANGUAGE") or "en") or ENGLISH
    project = find_project()
    names = [name for name in project.lessons() if exercise_of(name) == exercise]
    copies: list[LessonCopy] = []
    for _, copy in read_copies(project, names):
        if isinstance(copy, Unreadable):
            return Notice(translation.say("unreadable", problem=copy))
        copies.append(copy)
    return CourseMap(stages(copies, own_log(home()).read().entries), translation)


class CourseMap:
    """The lessons of a course in order: title, minutes, and what is done."""

    def __init__(self, course: Sequence[Stage], translation: Translation = ENGLISH) -> None:
        self._course = tuple(course)
        self._translation = translation

    def _done(self, stage: Stage) -> str:
        name = "stage_done" if stage.answered == stage.questions else "stage_open"
        return self._translation.say(name, answered=stage.answered, questions=stage.questions)

    def _minutes(self, stage: Stage) -> str:
        return self._translation.say("minutes", minutes=stage.minutes)

    def __repr__(self) -> str:
        return "\n".join(f"{s.title} ({self._minutes(s)}): {self._done(s)}" for s in self._course)

    def _repr_html_(self) -> str:
        rows = (
            f'<tr><td><a href="{escape(s.lesson, quote=True)}.ipynb">{as_html(s.title)}</a></td>'
            f"<td>{as_html(self._minutes(s))}</td><td>{as_html(self._done(s))}</td></tr>"
            for s in self._course
        )
        return f"<table><tbody>{''.join(rows)}</tbody></table>"
