"""A lesson in author mode: its questions can be tried, changed and added, and nothing is logged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from IPython.display import display

from kit.article.project import Project
from kit.article.seed import Evidence
from kit.article.segments import Article
from kit.author.answering import Unrecorded
from kit.author.answers_file import AnswersFile, open_answers, start_answers
from kit.author.form import QuestionForm
from kit.author.frame import alert, words
from kit.author.notebook import ask_in_notebook
from kit.author.panels import AddPanel, AskedCard
from kit.card.widget import Card
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
        self.adding: AddPanel | None = None
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
            self.adding = AddPanel(self, started)
            display(self.adding)
        elif self.notice is None:
            display(Notice(_STUDENT_COPY))

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
        asked = AskedCard(self, id, card)
        self._asked.append(asked)
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

    def write(
        self, file: AnswersFile, text: str, id: str, keep: QuestionForm | None
    ) -> AnswersFile:
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

    def ask_in_notebook(self, id: str, say: Callable[[str], None]) -> None:
        """Add a cell that asks the question where the notebook is open, else to its file.

        What came of it is said as HTML.
        """
        question = self._question_set.question(id)
        if question is None or self.adding is None or not self.adding.notebook.is_open:
            say(self.add_to_notebook(id))
            return
        where = self._project.name(self._project.notebook(self.name))

        def then(came: str) -> None:
            said = _LIVE.get(came)
            say(words(said.format(where=where), look="done") if said else self.add_to_notebook(id))

        as_printed = as_text(question, self._article.shown(question.show))
        self.adding.notebook.ask(id, as_printed, then)

    def add_to_notebook(self, id: str) -> str:
        """Add a cell that asks the question to the notebook's file; what came of it, as HTML."""
        path = self._project.notebook(self.name)
        question = self._question_set.question(id)
        if question is None:
            return alert([f"There is no question “{id}”."])
        try:
            as_printed = as_text(question, self._article.shown(question.show))
            added = ask_in_notebook(path, id, as_printed)
        except (ValueError, OSError) as error:
            said = error.strerror if isinstance(error, OSError) else str(error)
            return alert([f"The cell could not be added: {said}"])
        where = self._project.name(path)
        said = _ADDED if added else _LIVE["there"]
        return words(said.format(where=where), look="done")

    def _forms(self) -> Iterator[QuestionForm]:
        if self.adding and self.adding.form:
            yield self.adding.form
        yield from (asked.form for asked in self._asked if asked.form)


_STUDENT_COPY = (
    "This is a student’s copy of the lesson: it has no answers file. Author mode works where the "
    "answers are."
)
_LIVE = {
    "added": "A cell was added to {where}, further down. The notebook is saved.",
    "there": "{where} asks this question already.",
}
_ADDED = (
    "A cell was added to {where}. To see it, choose File > Reload Notebook from Disk, then "
    "Run > Run All Cells. If JupyterLab says that the file has changed on disk, choose Revert; "
    "Overwrite would lose the new cell. What you changed in the notebook by hand and did not save "
    "is lost in any case."
)
