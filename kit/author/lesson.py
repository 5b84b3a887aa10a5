"""A lesson in author mode: its questions can be tried, changed and added, and nothing is logged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import display

from kit.article.project import Project
from kit.article.seed import Unreadable, read_evidence
from kit.author.answers_file import AnswersFile, start_answers
from kit.author.asked_card import AskedCard
from kit.author.editable import EditableLesson
from kit.author.lesson_panel import LessonPanel
from kit.author.question_form import QuestionForm
from kit.card.widget import Card
from kit.learner.log import NoLog
from kit.lesson.copies import read_copy
from kit.lesson.displays import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator


class AuthoredLesson(EditableLesson):
    """A lesson whose cells show, besides their cards, the buttons of an author."""

    def __init__(self, name: str, project: Project, language: str = "en") -> None:
        self._asked: list[AskedCard] = []
        self._news: dict[str, str] = {}
        self.adding: LessonPanel | None = None
        self._earlier = _LAST.get((project.root, name))
        _LAST[project.root, name] = self
        started = ""
        try:
            if start_answers(project, name):
                started = (
                    f"{project.name(project.answers(name))} was started: it was not there yet."
                )
        except OSError as error:
            started = f"The answers file cannot be written: {error.strerror or error}."
        super().__init__(name, project, NoLog(), language)
        if self.notice is None and project.answers(name).is_file():
            self.adding = LessonPanel(self, started)
            self.live = self.adding.notebook
            if self._earlier and self._earlier.adding:
                self.adding.take_over(self._earlier.adding)
            display(self.adding)
        elif self.notice is None:
            display(Notice(_STUDENT_COPY))

    def ask(self, id: str) -> Any:
        """The card of a question, with a button to edit it, or a notice where there is none."""
        card = super().ask(id)
        if not isinstance(card, Card) or not self._project.answers(self.name).is_file():
            return card
        asked = AskedCard(self, id, card, self._news.pop(id, ""))
        earlier = [*(self._earlier._asked if self._earlier else ()), *self._asked]
        for other in earlier:
            if other.id == id and other.form and other.form.is_unsaved:
                asked.take_over(other)
        self._asked = [*(other for other in self._asked if other.id != id), asked]
        return asked

    def write(self, file: AnswersFile, text: str, id: str, keep: object | None) -> AnswersFile:
        written = file.write(text)
        self._copy = replace(self._copy, question_set=self.question_set_of(written))
        for form in self._forms():
            if form.file == file:
                form.file = written
        for asked in self._asked:
            asked.forget_undo()
            if asked.id == id:
                asked.refresh(keep)
        if self.adding:
            self.adding.count()
        return written

    def reread(self) -> None:
        with suppress(Unreadable):  # an exercise that was deleted, until that is undone
            self._copy = read_copy(self._project, self.name)
            self._evidence = read_evidence(self._project, self._exercise)
        for asked in self._asked:
            asked.redraw()
        if self.adding:
            self.adding.count()

    def _forms(self) -> Iterator[QuestionForm]:
        if self.adding and self.adding.form:
            yield self.adding.form
        yield from (asked.form for asked in self._asked if asked.form)


_STUDENT_COPY = (
    "This is a student’s copy of the lesson: it has no answers file. Author mode works where the "
    "answers are."
)
# The lesson that each notebook opened last, so that what is unsaved in it outlives its cell.
_LAST: dict[tuple[Path, str], AuthoredLesson] = {}
