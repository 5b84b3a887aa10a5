"""What the forms and panels of an author need of the lesson that they change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kit.article.project import Project
from kit.article.seed import Evidence
from kit.article.segments import Article
from kit.author.answers_file import AnswersFile
from kit.author.notebook import Edit
from kit.card.widget import Card
from kit.question.model import QuestionSet


class EditableExercise(Protocol):
    """What a form needs of the lesson from which an exercise is changed."""

    name: str

    @property
    def project(self) -> Project:
        """The rooms that the exercise is in."""

    @property
    def exercise(self) -> str:
        """The exercise's name."""

    def reread(self) -> None:
        """Take over what is on disk now, and show it where it is shown."""


class EditableLesson(EditableExercise, Protocol):
    """What the forms and panels of an author need of the lesson that they change."""

    @property
    def title(self) -> str:
        """The lesson's title."""

    @property
    def article(self) -> Article:
        """The article that the lesson reads."""

    @property
    def pieces(self) -> tuple[Evidence, ...]:
        """The exercise's evidence."""

    @property
    def question_set(self) -> QuestionSet:
        """The lesson's questions as they are on disk since the last save."""

    def deal(self, id: str) -> Card:
        """A fresh card of a question, as a student gets it."""

    def open_file(self) -> AnswersFile:
        """The answers file as it is now. Raises Unreadable where it cannot be read."""

    def question_set_of(self, file: AnswersFile) -> QuestionSet:
        """The questions of an answers file."""

    def write(self, file: AnswersFile, text: str, id: str, keep: object | None) -> AnswersFile:
        """Write the answers file and show what is new; only the form ``keep`` stays open.

        Raises Changed or OSError.
        """

    def drafts_left(self) -> str:
        """Which drafts the lesson still holds, in a sentence."""

    def change_notebook(self, edit: Edit, say: Callable[[str], None]) -> None:
        """Change the notebook where it is open, else its file, and say as HTML what came of it."""

    def ask_in_notebook(self, id: str, say: Callable[[str], None]) -> None:
        """Add a cell that asks the question to the notebook, and say as HTML what came of it."""

    def show_draft(self, id: str, step: int) -> str:
        """Bring the draft after or before a question into view; why not, where there is none."""

    def announce(self, id: str, html: str) -> None:
        """Say this under a question when its cell runs the next time."""

    def neighbour(self, id: str, step: int) -> str:
        """The question before or after one; “” where there is none."""

    def other_lessons(self) -> tuple[str, ...]:
        """The exercise's other lessons."""

    def go(self, old: str, new: str, run: bool = False) -> None:
        """Open a notebook in place of this one, where the browser lets it."""

    def leave_folder(self) -> None:
        """Have the list of files show another folder than the exercise's, where it is shown."""
