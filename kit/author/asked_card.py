"""The card of a question in author mode, with the author's buttons under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from kit.author.answers_file import AnswersFile, Changed
from kit.author.arranging import ArrangingPart
from kit.author.editable import EditableLesson
from kit.author.editing import accept_draft, delete_question
from kit.author.files_form import Guard
from kit.author.frame import (
    Saying,
    alert,
    bring_into_view,
    button,
    listed,
    panel,
    part,
    say_faults,
    words,
)
from kit.author.in_words import explained
from kit.author.notebook import drop_cell
from kit.author.question_form import QuestionForm
from kit.card.widget import Card
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Draft
from kit.question.write import as_text

_ACCEPTED = "Accepted: from now on, answers are graded with it."
_DRAFTED = "A draft: {reason}. This is what you would accept:"
_OPEN = (
    "Your turn: {reason}. No answer is keyed yet. Press “Edit this question”, answer it on its "
    "card, and accept it there."
)
_GAPS = (
    "Its model answer still has gaps, “…”, and students will read it so. Press “Edit this "
    "question”, and write a whole one."
)
_REALLY = "Delete this question, its answer and its explanations from the answers file?"
_CELL = (
    "Its cell is still in the notebook, so that you can undo this; take it out once you are sure."
)
_TOO_LATE = "was changed since then, so nothing was undone. Edit the question instead."


class AskedCard(Saying):
    """A card with the author's buttons under it."""

    def __init__(self, lesson: EditableLesson, id: str, card: Card, news: str = "") -> None:
        self._lesson = lesson
        self.id = id
        self.form: QuestionForm | None = None
        self.said = widgets.HTML(news)
        self.card = card
        self._place = part(card)
        self._slot = part()
        self.edit = button("Edit this question", self.open_form)
        self.accept = button("Accept this draft", self.accept_draft, main=True)
        self.delete = button("Delete this question", self._ask_to_delete)
        self._arrange = button("Move or rename it", self.arrange)
        self._before = button("Previous draft", lambda: self._go(-1))
        self._next = button("Next draft", lambda: self._go(1))
        self._sure = button("Yes, delete it", self.delete_question, main=True)
        self._keep = button("No, keep it", self._keep_question)
        self._undo = button("Undo", self.undo)
        self._drop = button("Take its cell out of the notebook", self._drop_cell)
        self._close = button("Close the form", self.close_form)
        self._undoing: tuple[AnswersFile, str] | None = None  # the file as written, and before
        self._arranging: ArrangingPart | None = None
        self._guard = Guard()
        self._bar = part(look="bar")
        self.draft = widgets.HTML()
        self.box = panel(self._place, self.draft, self._bar, self.said, self._guard.box, self._slot)
        self._fit()

    def take_over(self, earlier: AskedCard) -> None:
        """Go on with the unsaved form of an earlier card, whose cell has run again."""
        self.form, earlier.form = earlier.form, None
        if self.form:
            self.form.belong_to(self._lesson, self._end_form)
        self._fit()

    def _fit(self) -> None:
        question_set = self._lesson.question_set
        draft = question_set.draft(self.id)
        self.draft.value = "" if self.form or not draft else self._in_words(draft)
        undo = [self._undo] if self._undoing else []
        if question_set.question(self.id) is None:
            buttons = [*undo, *([self._drop] if undo else [])]
        elif self.form:
            buttons = [self._close]
        else:
            ready = draft is not None and self._has_key(draft)
            others = any(d.key.question != self.id for d in question_set.drafts)
            self._next.button_style = "" if draft else "primary"
            walk = [self._before, self._next] if draft and others else [self._next] * others
            own = [self.edit, self.delete, self._arrange]
            buttons = [*([self.accept] if ready else []), *own, *undo, *walk]
        self._bar.children = buttons
        open_ = self.form or self._arranging
        self._slot.children = [open_.box] if open_ else ()

    def _in_words(self, draft: Draft) -> str:
        """What would be accepted: nobody should have to accept an answer unseen."""
        question = self._lesson.question_set.question(self.id)
        if question is None:
            return ""
        segments = self._lesson.article.shown(question.show)
        if not self._has_key(draft):
            return words(_OPEN.format(reason=draft.reason), look="soft")
        rows = explained(question, draft.key, segments)
        return words(_DRAFTED.format(reason=draft.reason), look="soft") + listed(rows)

    def _has_key(self, draft: Draft) -> bool:
        question = self._lesson.question_set.question(self.id)
        return question is not None and kind(question.kind).has_key(Keyed(question, draft.key))

    def _go(self, step: int) -> None:
        self._say(words(self._lesson.show_draft(self.id, step)))

    @say_faults
    def open_form(self) -> None:
        """Open the form with the question and its answer in it."""
        self.said.value = ""
        self.form, self._arranging = QuestionForm(self._lesson, self.id, self._end_form), None
        self._fit()

    def close_form(self) -> None:
        """Take the form away, with what stands in it."""
        self._guard.ask(self.form, self._take_away)

    def _take_away(self) -> None:
        self.form = None
        self._fit()
        bring_into_view(self.box)

    def _end_form(self, said: str) -> None:
        """Close a form whose question is saved, and say what came of it."""
        self._take_away()
        self.said.value = said

    @say_faults
    def arrange(self) -> None:
        """Open or close what moves, renames and copies the question."""
        self._arranging = None if self._arranging else ArrangingPart(self._lesson, self.id)
        self._fit()

    @say_faults
    def accept_draft(self) -> None:
        """Take the draft's line out of the file: from now on answers are graded with its key.

        Raises ValueError where the draft has no key.
        """
        draft = self._lesson.question_set.draft(self.id)
        if draft and not self._has_key(draft):
            raise ValueError("Nothing is keyed yet. Press “Edit this question” and answer it.")
        self._change(accept_draft)
        key = self._lesson.question_set.key(self.id)
        gaps = [_GAPS] if key and "…" in key.model else []
        done = words(f"{_ACCEPTED} {self._lesson.drafts_left()}", look="done")
        self.said.value = alert(gaps) + done

    def _ask_to_delete(self) -> None:
        self.said.value = words(_REALLY)
        self._bar.children = [self._sure, self._keep]

    def _keep_question(self) -> None:
        self.said.value = ""
        self._fit()

    @say_faults
    def delete_question(self) -> None:
        """Take the question and its answer out of the file."""
        self._arranging = None
        self._change(delete_question)
        self.said.value = words(f"“{self.id}” was deleted. {_CELL}", look="done")

    @say_faults
    def _drop_cell(self) -> None:
        self._lesson.change_notebook(drop_cell(self.id), self._say)

    def _change(self, change: Callable[[str, str], str]) -> None:
        before = self._lesson.open_file()
        after = self._lesson.write(before, change(before.text, self.id), self.id, keep=None)
        self._undoing = after, before.text
        self._fit()
        bring_into_view(self.box)

    @say_faults
    def undo(self) -> None:
        """Put the file back as it was before this question was accepted or deleted."""
        if self._undoing is None:
            return
        after, text = self._undoing
        try:
            self._lesson.write(after, text, self.id, keep=None)
        except Changed:
            self.forget_undo()
            raise ValueError(f"{after.name} {_TOO_LATE}") from None
        self.said.value = words("It is as it was before.", look="done")

    def forget_undo(self) -> None:
        """Offer no undo any more: something else was done since."""
        if self._undoing:
            self._undoing = None
            self.said.value = ""
            self._fit()

    def refresh(self, keep: object | None) -> None:
        """Show the question as it is now; a form other than this is closed, since it is old."""
        if self.form is not keep:
            self.form = None
        self.redraw()

    def redraw(self) -> None:
        """Show the question as it is now, and leave a form that is open as it is."""
        if self._lesson.question_set.question(self.id):
            self.card = self._lesson.deal(self.id)
            self._place.children = [self.card]
        else:
            self._place.children = ()
        if self.form:
            self.form.reasons.offer(self._lesson.pieces)
        self._fit()

    def __repr__(self) -> str:
        question = self._lesson.question_set.question(self.id)
        segments = self._lesson.article.shown(question.show) if question else ()
        return as_text(question, segments) if question else self.id

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle: Any = self.box._repr_mimebundle_(**options) or {}
        return {**bundle, "text/plain": repr(self), "text/markdown": repr(self)}
