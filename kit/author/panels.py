"""What author mode shows: the panel at the top, and the card of each question with its buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import ipywidgets as widgets

from kit.author.answers_file import AnswersFile, Changed
from kit.author.arranging import ArrangingPart
from kit.author.editing import accept_draft, delete_question
from kit.author.exercise_forms import ExercisePart
from kit.author.files_form import Guard
from kit.author.form import EditableLesson, QuestionForm
from kit.author.frame import (
    alert,
    bring_into_view,
    button,
    frame_of,
    listed,
    panel,
    part,
    say_faults,
    words,
)
from kit.author.in_words import explained
from kit.author.live import LiveNotebook
from kit.author.notebook import drop_cell
from kit.card.widget import Card
from kit.check.check import check
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Draft, Severity
from kit.question.write import as_text

_NOT_RECORDED = (
    "Under each question stand its buttons. What you answer here is not recorded. When you are "
    "through, “Check the exercise” says what is left to do."
)
_CLEAN = "“kit check {exercise}” finds nothing to mend in it."
_RELEASE = "To hand it out, in a terminal: kit release {exercise} --graded --to {exercise}.zip"
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
WEIGHTS: tuple[Severity, ...] = get_args(Severity)  # the heaviest first
_TOO_LATE = "was changed since then, so nothing was undone. Edit the question instead."


class AddPanel:
    """What stands under ``lesson(...)``: what the lesson holds, and all that is no one question."""

    def __init__(self, lesson: EditableLesson, started: str = "") -> None:
        self._lesson = lesson
        self.form: QuestionForm | None = None
        self.exercise: ExercisePart | None = None
        self.state = widgets.HTML()
        self.said = widgets.HTML(words(started, look="done"))
        self._guard = Guard()
        self._slot = part()
        self.press = button("Add a question", self.add)
        self._next = button("Next draft", self.next_draft, main=True)
        self._check = button("Check the exercise", self.check)
        self._manage = button("Change the exercise", self.manage)
        self._close = button("Close the form", self.close)
        self._bar = part(look="bar")
        self.box = panel(self.state, self._bar, self.said, self._guard.box, self._slot)
        self.notebook = LiveNotebook(frame_of(self.box))
        self.count()

    def take_over(self, earlier: AddPanel) -> None:
        """Go on with what is unsaved in an earlier panel, whose cell has run again."""
        open_ = earlier.form or earlier.exercise
        if open_ and open_.is_unsaved:
            self.form, self.exercise = earlier.form, earlier.exercise
            earlier.form = earlier.exercise = None
            open_.belong_to(self._lesson)
            self._fit()

    def count(self) -> None:
        """Say how many questions there are, and which are drafts."""
        question_set = self._lesson.question_set
        count = len(question_set.questions)
        questions = f"{count} question{'' if count == 1 else 's'}."
        said = f"{questions} {self._lesson.drafts_left()}" if count else questions
        faults = [
            f"Line {p.line}: {p.text}" for p in question_set.problems if p.severity == "error"
        ]
        self.state.value = (
            words(f"Author mode: {question_set.title}", "h2")
            + words(said, look="left")
            + words(_NOT_RECORDED, look="soft")
            + alert(faults)
        )
        self._fit()

    def _fit(self) -> None:
        open_ = self.form or self.exercise
        drafts = [self._next] if self._lesson.question_set.drafts else []
        self.press.description = "Start another question" if self.form else "Add a question"
        close = [self._close] if open_ else []
        self._bar.children = [*drafts, self.press, self._manage, self._check, *close]
        self._slot.children = [open_.box] if open_ else ()

    def _say(self, html: str) -> None:
        self.said.value = html

    @say_faults(_say)
    def check(self) -> None:
        """Say what ``kit check`` finds in the exercise, what breaks first."""
        name = self._lesson.exercise
        found = check(self._lesson.project, [name])
        release = words(_RELEASE.format(exercise=name), look="soft")
        if not found:
            self._say(words(_CLEAN.format(exercise=name), look="done") + release)
            return
        by_weight = [p for weight in WEIGHTS for p in found if p.severity == weight]
        rows = [(p.text, f"{p.path}, line {p.line}") for p in by_weight]
        broken = sum(p.severity == "error" for p in found)
        head = f"{len(found)} to look at, {broken} of them have to be mended first."
        self._say(words(head, look="alert" if broken else "soft") + listed(rows))

    def next_draft(self) -> None:
        """Bring the first draft into view."""
        self._say(words(self._lesson.show_draft("", 1)))

    def add(self) -> None:
        """Open the form for a new question, empty, in place of one that is open."""
        self._guard.ask(self.form or self.exercise, self._add)

    @say_faults(_say)
    def _add(self) -> None:
        self.form, self.exercise = QuestionForm(self._lesson), None
        self.said.value = ""
        self._fit()

    def manage(self) -> None:
        """Open what changes the exercise as a whole, in place of a form that is open."""
        self._guard.ask(self.form or self.exercise, self._open_exercise)

    @say_faults(_say)
    def _open_exercise(self) -> None:
        self.form, self.exercise = None, ExercisePart(self._lesson)
        self.said.value = ""
        self._fit()

    def close(self) -> None:
        """Take the form that is open away, with what stands in it."""
        self._guard.ask(self.form or self.exercise, self._take_away)

    def _take_away(self) -> None:
        self.form = self.exercise = None
        self._fit()
        bring_into_view(self.box)

    def __repr__(self) -> str:
        return f"Author mode: {self._lesson.title}"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        # Without a text beside the view, a saved notebook keeps nothing of author mode.
        bundle: Any = self.box._repr_mimebundle_(**options) or {}
        return {kind: shown for kind, shown in bundle.items() if not kind.startswith("text/")}


class AskedCard:
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

    def _say(self, html: str) -> None:
        self.said.value = html

    def _go(self, step: int) -> None:
        self._say(words(self._lesson.show_draft(self.id, step)))

    @say_faults(_say)
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

    @say_faults(_say)
    def arrange(self) -> None:
        """Open or close what moves, renames and copies the question."""
        self._arranging = None if self._arranging else ArrangingPart(self._lesson, self.id)
        self._fit()

    @say_faults(_say)
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

    @say_faults(_say)
    def delete_question(self) -> None:
        """Take the question and its answer out of the file."""
        self._arranging = None
        self._change(delete_question)
        self.said.value = words(f"“{self.id}” was deleted. {_CELL}", look="done")

    @say_faults(_say)
    def _drop_cell(self) -> None:
        self._lesson.change_notebook(drop_cell(self.id), self._say)

    def _change(self, change: Callable[[str, str], str]) -> None:
        before = self._lesson.open_file()
        after = self._lesson.write(before, change(before.text, self.id), self.id, keep=None)
        self._undoing = after, before.text
        self._fit()
        bring_into_view(self.box)

    @say_faults(_say)
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

    def refresh(self, keep: QuestionForm | None) -> None:
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
