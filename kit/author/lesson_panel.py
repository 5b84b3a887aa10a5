"""The panel of author mode under ``lesson(...)``: the lesson as a whole, and new questions."""

from __future__ import annotations

from typing import Any, get_args

import ipywidgets as widgets

from kit.author.editable import EditableLesson
from kit.author.exercise_forms import ExercisePart
from kit.author.files_form import Guard
from kit.author.frame import (
    Saying,
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
from kit.author.live import LiveNotebook
from kit.author.question_form import QuestionForm
from kit.check.check import check
from kit.question.model import Severity

_NOT_RECORDED = (
    "Under each question stand its buttons. What you answer here is not recorded. When you are "
    "through, “Check the exercise” says what is left to do."
)
_CLEAN = "“kit check {exercise}” finds nothing to mend in it."
_RELEASE = "To hand it out, in a terminal: kit release {exercise} --graded --to {exercise}.zip"
WEIGHTS: tuple[Severity, ...] = get_args(Severity)  # the heaviest first


class LessonPanel(Saying):
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

    def take_over(self, earlier: LessonPanel) -> None:
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

    @say_faults
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

    @say_faults
    def _add(self) -> None:
        self.form, self.exercise = QuestionForm(self._lesson), None
        self.said.value = ""
        self._fit()

    def manage(self) -> None:
        """Open what changes the exercise as a whole, in place of a form that is open."""
        self._guard.ask(self.form or self.exercise, self._open_exercise)

    @say_faults
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
