"""What author mode shows: the panel that adds questions, and the card with its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from kit.author.editing import accept_draft
from kit.author.form import QuestionForm
from kit.author.frame import alert, button, panel, part, say_faults, words
from kit.card import Card
from kit.write import as_text

if TYPE_CHECKING:
    from kit.author.lesson import AuthoredLesson


class AddPanel:
    """What stands under ``lesson(...)``: a button that opens the form for a new question."""

    def __init__(self, lesson: AuthoredLesson, started: str = "") -> None:
        self._lesson = lesson
        self.form: QuestionForm | None = None
        self.state = widgets.HTML()
        self.said = widgets.HTML(words(started, look="done"))
        self._slot = part()
        self.press = button("Add a question", self.add, main=True)
        self._close = button("Close the form", self.close)
        self._bar = part(self.press, look="bar")
        self.box = panel(self.state, self._bar, self.said, self._slot)
        self.count()

    def count(self) -> None:
        """Say how many questions there are."""
        sheet = self._lesson.sheet
        drafts = f", {len(sheet.drafts)} of them a draft" if sheet.drafts else ""
        count = len(sheet.questions)
        questions = f"{count} question{'' if count == 1 else 's'}{drafts}"
        said = f"{questions}. What you answer here is not recorded."
        faults = [f"Line {p.line}: {p.text}" for p in sheet.problems if p.severity == "error"]
        self.state.value = (
            words(f"Author mode: {sheet.title}", "h2") + words(said, look="soft") + alert(faults)
        )

    def _say(self, html: str) -> None:
        self.said.value = html

    @say_faults(_say)
    def add(self) -> None:
        """Open an empty form."""
        self.form = QuestionForm(self._lesson)
        self._slot.children = [self.form.box]
        self.press.description = "Start another question"
        self._bar.children = [self.press, self._close]
        self.said.value = ""

    def close(self) -> None:
        """Take the form away."""
        self.form, self._slot.children = None, ()
        self.press.description = "Add a question"
        self._bar.children = [self.press]

    def __repr__(self) -> str:
        return f"Author mode: {self._lesson.title}"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        # Without a text beside the view, a saved notebook keeps nothing of author mode.
        bundle: Any = self.box._repr_mimebundle_(**options) or {}
        return {kind: shown for kind, shown in bundle.items() if not kind.startswith("text/")}


class AskedCard:
    """A card with the author's buttons under it."""

    def __init__(self, lesson: AuthoredLesson, id: str, card: Card) -> None:
        self._lesson = lesson
        self.id = id
        self.form: QuestionForm | None = None
        self.said = widgets.HTML()
        self.card = card
        self._place = part(card)
        self._slot = part()
        self.edit = button("Edit this question", self.open_form)
        self.accept = button("Accept this draft", self.accept_draft, main=True)
        self._close = button("Close the form", self._close_form)
        self._bar = part(look="bar")
        self.draft = widgets.HTML()
        self.box = panel(self._place, self.draft, self._bar, self.said, self._slot)
        self._fit()

    def _fit(self) -> None:
        draft = self._lesson.sheet.draft(self.id)
        said = f"A draft: {draft.reason}. Its answer waits for you." if draft else ""
        self.draft.value = words(said, look="soft")
        buttons = [self._close] if self.form else [self.edit]
        self._bar.children = [*([self.accept] if draft else []), *buttons]
        self._slot.children = [self.form.box] if self.form else ()

    def _say(self, html: str) -> None:
        self.said.value = html

    @say_faults(_say)
    def open_form(self) -> None:
        """Open the form with the question and its answer in it."""
        self.said.value = ""
        self.form = QuestionForm(self._lesson, self.id)
        self._fit()

    def _close_form(self) -> None:
        self.form = None
        self._fit()

    @say_faults(_say)
    def accept_draft(self) -> None:
        """Take the draft's line out of the file: from now on answers are graded with its key."""
        file = self._lesson.open_file()
        self._lesson.write(file, accept_draft(file.text, self.id), self.id, keep=None)
        self.said.value = words("Accepted.", look="done")

    def refresh(self, keep: QuestionForm | None) -> None:
        """Show the question as it is now; a form other than this is closed, since it is old."""
        self.card = self._lesson.deal(self.id)
        self._place.children = [self.card]
        if self.form is not keep:
            self.form = None
        self._fit()

    def __repr__(self) -> str:
        question = self._lesson.sheet.question(self.id)
        segments = self._lesson.article.shown(question.show) if question else ()
        return as_text(question, segments) if question else self.id

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle: Any = self.box._repr_mimebundle_(**options) or {}
        return {**bundle, "text/plain": repr(self), "text/markdown": repr(self)}
