"""The map of a course: its lessons, and how far a learner is in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from kit.article.project import Project, find_project
from kit.article.seed import Unreadable
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation, translation_chosen
from kit.learner.log import Entry, home, own_log
from kit.lesson.copies import LessonCopy, read_copies
from kit.lesson.displays import Notice, linked
from kit.lesson.links import link_to


@dataclass(frozen=True, slots=True)
class Stage:
    """One lesson of a course and how many of its questions were answered."""

    lesson: str
    title: str
    minutes: int
    questions: int
    answered: int
    next_question: str = ""  # the first one without an answer
    next_number: int = 0

    @property
    def is_done(self) -> bool:
        """Whether every question has an answer."""
        return self.answered == self.questions


def stages(copies: Iterable[LessonCopy], entries: Iterable[Entry]) -> tuple[Stage, ...]:
    """Each lesson with the number of its questions that have at least one try that counts."""
    entries = tuple(entries)
    return tuple(_stage(copy, entries) for copy in copies)


def _stage(copy: LessonCopy, entries: tuple[Entry, ...]) -> Stage:
    done = {entry.question for entry in copy.counting(entries) if entry.what == "try"}
    questions = copy.question_set.questions
    left = ((id, n) for n, id in enumerate((q.id for q in questions), 1) if id not in done)
    title, minutes = copy.question_set.title, copy.question_set.minutes
    return Stage(copy.name, title, minutes, len(questions), len(done), *next(left, ("", 0)))


def course(exercise: str, language: str = "") -> CourseMap | Notice:
    """The map of an exercise's lessons, as in ``course("river")``, from the learner's own log.

    Never raises: what is missing is said in a sentence.
    """
    translation = translation_chosen(language)
    return course_map(find_project(), exercise, own_log(home()).read().entries, translation)


def course_map(
    project: Project, exercise: str, entries: Iterable[Entry], translation: Translation
) -> CourseMap | Notice:
    """The map of an exercise's lessons, from the entries of a log."""
    names = project.lessons_of(exercise)
    copies: list[LessonCopy] = []
    for _, copy in read_copies(project, names):
        if isinstance(copy, Unreadable):
            return Notice(translation.say("unreadable", problem=copy))
        copies.append(copy)
    return CourseMap(stages(copies, entries), translation, partial(link_to, project))


class CourseMap:
    """The next step, then the lessons of a course in order: title, minutes, and what is done."""

    def __init__(
        self,
        course: Sequence[Stage],
        translation: Translation = ENGLISH,
        link: Callable[[str, str], str] = lambda lesson, question: f"{quote(lesson)}.ipynb",
    ) -> None:
        self._course = tuple(course)
        self._translation = translation
        self._link = link

    def _next(self) -> tuple[str, str]:
        """The next step in words, and where it is."""
        say = self._translation.say
        left = [stage for stage in self._course if not stage.is_done]
        for stage in sorted(left, key=lambda stage: not stage.answered):
            if stage.answered:
                text = say("report_next_question", number=stage.next_number, lesson=stage.title)
                return text, self._link(stage.lesson, stage.next_question)
            return say("report_next_lesson", lesson=stage.title), self._link(stage.lesson, "")
        return say("report_next_none"), ""

    def _done(self, stage: Stage) -> str:
        name = "stage_done" if stage.is_done else "stage_open"
        return self._translation.say(name, answered=stage.answered, questions=stage.questions)

    def _minutes(self, stage: Stage) -> str:
        return self._translation.say("minutes", minutes=stage.minutes)

    def __repr__(self) -> str:
        rows = (f"{s.title} ({self._minutes(s)}): {self._done(s)}" for s in self._course)
        return "\n".join([self._next()[0], *rows])

    def _repr_html_(self) -> str:
        rows = (
            f"<tr><td>{linked(s.title, self._link(s.lesson, ''))}</td>"
            f"<td>{as_html(self._minutes(s))}</td><td>{as_html(self._done(s))}</td></tr>"
            for s in self._course
        )
        step = f"<p><strong>{linked(*self._next())}</strong></p>"
        return f"{step}<table><tbody>{''.join(rows)}</tbody></table>"
