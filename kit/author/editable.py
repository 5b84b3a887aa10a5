"""A lesson as the forms and panels of an author know it: what they read and change of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from kit.article.project import Project, exercise_of
from kit.article.seed import Evidence
from kit.article.segments import Article
from kit.author.answers_file import AnswersFile, open_answers
from kit.author.frame import alert, words
from kit.author.live import LiveNotebook
from kit.author.notebook import Edit, add_cell, edit_file, order_of
from kit.card.widget import Card
from kit.lesson.lesson import Lesson
from kit.question.model import QuestionSet
from kit.question.parse import parse
from kit.question.write import as_text


class EditableLesson(Lesson, ABC):
    """A lesson whose answers file, notebook and exercise can be changed."""

    live: LiveNotebook | None = None  # the notebook where it is open, once a panel shows it
    _news: dict[str, str]

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

    def deal(self, id: str) -> Card:
        """A fresh card of a question, as a student gets it."""
        return self._deal(id, [])

    def open_file(self) -> AnswersFile:
        """The answers file as it is now. Raises Unreadable where it cannot be read."""
        return open_answers(self._project, self.name)

    def question_set_of(self, file: AnswersFile) -> QuestionSet:
        """The questions of an answers file."""
        return parse(file.text, file.name, self._article)

    def drafts_left(self) -> str:
        """Which drafts the lesson still holds, in a sentence."""
        names = [draft.key.question for draft in self._question_set.drafts]
        if not names:
            return "No draft is left in this lesson."
        return f"{len(names)} draft{'' if len(names) == 1 else 's'} left: {', '.join(names)}."

    def show_draft(self, id: str, step: int) -> str:
        """Bring the draft after or before a question into view; why not, where there is none."""
        drafts = [draft.key.question for draft in self._question_set.drafts]
        ids = [question.id for question in self._question_set.questions]
        at = ids.index(id) if id in ids else -1
        order = [*ids[at + 1 :], *ids[: at + 1]] if step > 0 else [*ids[:at][::-1], *ids[at:][::-1]]
        found = next((one for one in order if one in drafts and one != id), "")
        if not found:
            return "There is no other draft in this lesson."
        if self.live:
            self.live.show(found)
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
        if self.live and self.live.is_open:
            self.live.go(old, new, run)

    def leave_folder(self) -> None:
        """Have the list of files show another folder than the exercise's, where it is shown."""
        if self.live and self.live.is_open:
            self.live.leave_folder()

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

        if again and self.live and self.live.is_open:
            on_disk = partial(self.change_notebook, edit, say, done, again=False)
            self.live.edit(edit, told, on_disk)
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

    @abstractmethod
    def write(self, file: AnswersFile, text: str, id: str, keep: object | None) -> AnswersFile:
        """Write the answers file, take over what is new in it, and show it where it is shown.

        Only the form ``keep`` stays open. Gives back the file as it is now. What was done before
        can no longer be undone. Raises Changed where somebody else wrote it since ``file`` was
        opened, or OSError.
        """

    @abstractmethod
    def reread(self) -> None:
        """Take over the seed and the answers as they are on disk now, and show them."""


_ADDED = "A cell was added to {where}, further down. The notebook is saved."
_CHANGED = "{where} follows, and is saved."
_THERE = "{where} needs no change."
_RELOAD = (
    "To see it, choose File > Reload Notebook from Disk, then Run > Run All Cells. If JupyterLab "
    "says that the file has changed on disk, choose Revert; Overwrite would lose the change. What "
    "you changed in the notebook by hand and did not save is lost in any case."
)
