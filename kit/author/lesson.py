"""A lesson in author mode: its questions can be tried, changed and added, and nothing is logged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import display

from kit.article.project import Project, exercise_of
from kit.article.seed import Evidence, Unreadable, read_evidence
from kit.article.segments import Article
from kit.author.answering import Unrecorded
from kit.author.answers_file import AnswersFile, open_answers, start_answers
from kit.author.asked_card import AskedCard
from kit.author.frame import alert, words
from kit.author.lesson_panel import LessonPanel
from kit.author.notebook import Edit, add_cell, edit_file, order_of
from kit.author.question_form import QuestionForm
from kit.card.widget import Card
from kit.lesson.copies import read_copy
from kit.lesson.displays import Notice
from kit.lesson.lesson import Lesson
from kit.question.model import QuestionSet
from kit.question.parse import parse
from kit.question.write import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class AuthoredLesson(Lesson):
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
        super().__init__(name, project, Unrecorded(), language)
        if self.notice is None and project.answers(name).is_file():
            self.adding = LessonPanel(self, started)
            if self._earlier and self._earlier.adding:
                self.adding.take_over(self._earlier.adding)
            display(self.adding)
        elif self.notice is None:
            display(Notice(_STUDENT_COPY))

    @property
    def project(self) -> Project:
        """The rooms that the exercise is in."""
        return self._project

    @property
    def exercise(self) -> str:
        """The exercise's name."""
        return self._exercise

    @property
    def article(self) -> Article:
        """The article that the lesson reads."""
        return self._article

    @property
    def pieces(self) -> tuple[Evidence, ...]:
        """The exercise's evidence."""
        return self._evidence

    @property
    def question_set(self) -> QuestionSet:
        """The lesson's questions as they are on disk since the last save."""
        return self._question_set

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

    def deal(self, id: str) -> Card:
        """A fresh card of a question, as a student gets it."""
        return self._deal(id, [])

    def open_file(self) -> AnswersFile:
        """The answers file as it is now. Raises Unreadable where it cannot be read."""
        return open_answers(self._project, self.name)

    def question_set_of(self, file: AnswersFile) -> QuestionSet:
        """The questions of an answers file."""
        return parse(file.text, file.name, self._article)

    def write(self, file: AnswersFile, text: str, id: str, keep: object | None) -> AnswersFile:
        """Write the answers file, take over what is new in it, and show it where it is shown.

        Gives back the file as it is now. What was done before can no longer be undone. Raises
        Changed where somebody else wrote it since ``file`` was opened, or OSError.
        """
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

    def drafts_left(self) -> str:
        """Which drafts the lesson still holds, in a sentence."""
        names = [draft.key.question for draft in self._question_set.drafts]
        if not names:
            return "No draft is left in this lesson."
        return f"{len(names)} draft{'' if len(names) == 1 else 's'} left: {', '.join(names)}."

    def reread(self) -> None:
        """Take over the seed and the answers as they are on disk now, and show them."""
        with suppress(Unreadable):  # an exercise that was deleted, until that is undone
            self._copy = read_copy(self._project, self.name)
            self._evidence = read_evidence(self._project, self._exercise)
        for asked in self._asked:
            asked.redraw()
        if self.adding:
            self.adding.count()

    def show_draft(self, id: str, step: int) -> str:
        """Bring the draft after or before a question into view; why not, where there is none."""
        drafts = [draft.key.question for draft in self._question_set.drafts]
        ids = [question.id for question in self._question_set.questions]
        at = ids.index(id) if id in ids else -1
        order = [*ids[at + 1 :], *ids[: at + 1]] if step > 0 else [*ids[:at][::-1], *ids[at:][::-1]]
        found = next((one for one in order if one in drafts and one != id), "")
        if not found:
            return "There is no other draft in this lesson."
        if self.adding:
            self.adding.notebook.show(found)
        return ""

    def announce(self, id: str, html: str) -> None:
        """Say this under a question when its cell runs the next time."""
        self._news[id] = html

    def neighbour(self, id: str, step: int) -> str:
        """The question before or after one, as the notebook asks them; “” where there is none."""
        import nbformat  # takes longer to load than all else that a lesson needs

        ids = [question.id for question in self._question_set.questions]
        with suppress(Exception):  # a notebook that nobody can read: the order of the file
            cells = nbformat.read(self._project.notebook(self.name), as_version=4).cells
            asked = order_of(cells, ids)
            ids = asked if id in asked else ids
        at = ids.index(id) + step
        return ids[at] if 0 <= at < len(ids) else ""

    def other_lessons(self) -> tuple[str, ...]:
        """The exercise's other lessons."""
        lessons = self._project.lessons()
        return tuple(n for n in lessons if exercise_of(n) == self._exercise and n != self.name)

    def go(self, old: str, new: str, run: bool = False) -> None:
        """Open a notebook in place of this one, where the browser lets it."""
        if self.adding and self.adding.notebook.is_open:
            self.adding.notebook.go(old, new, run)

    def leave_folder(self) -> None:
        """Have the list of files show another folder than the exercise's, where it is shown."""
        if self.adding and self.adding.notebook.is_open:
            self.adding.notebook.leave_folder()

    def ask_in_notebook(self, id: str, say: Callable[[str], None]) -> None:
        """Have a cell of the notebook ask the question; what came of it is said as HTML."""
        question = self._question_set.question(id)
        if question is None:
            say(alert([f"There is no question “{id}”."]))
            return
        as_printed = as_text(question, self._article.shown(question.show))
        self.change_notebook(add_cell(id, as_printed), say, _ADDED)

    def change_notebook(
        self, edit: Edit, say: Callable[[str], None], done: str = "", again: bool = True
    ) -> None:
        """Change the notebook where it is open, else its file, and say as HTML what came of it."""
        where = self._project.name(self._project.notebook(self.name))
        done = done or _CHANGED

        def told(changed: bool) -> None:
            said = done if changed else _THERE
            say(words(said.format(where=where), look="done"))

        if again and self.adding and self.adding.notebook.is_open:
            on_disk = partial(self.change_notebook, edit, say, done, again=False)
            self.adding.notebook.edit(edit, told, on_disk)
            return
        try:
            changed = edit_file(self._project.notebook(self.name), edit)
        except (ValueError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            say(alert([f"The notebook could not be changed: {reason}"]))
            return
        if changed:
            say(words(f"{done.format(where=where)} {_RELOAD}", look="done"))
        else:
            told(False)

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
_ADDED = "A cell was added to {where}, further down. The notebook is saved."
_CHANGED = "{where} follows, and is saved."
_THERE = "{where} needs no change."
_RELOAD = (
    "To see it, choose File > Reload Notebook from Disk, then Run > Run All Cells. If JupyterLab "
    "says that the file has changed on disk, choose Revert; Overwrite would lose the change. What "
    "you changed in the notebook by hand and did not save is lost in any case."
)
