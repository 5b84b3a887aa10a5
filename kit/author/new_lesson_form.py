"""The form that makes a lesson more."""

from __future__ import annotations

import ipywidgets as widgets

from kit.author.consequences import make
from kit.author.editable import EditableLesson
from kit.author.exercises import new_lesson
from kit.author.files_form import ActForm
from kit.author.frame import button, field, say_faults


class NewLessonForm(ActForm):
    """Makes a lesson without questions at the exercise's end, and opens it."""

    def __init__(self, lesson: EditableLesson) -> None:
        super().__init__(lesson, "A new lesson", "It is on the same article, and asks nothing yet.")
        self._presses = [button("Make the lesson", self.make, main=True)]
        self._begin(
            title=field(widgets.Text, "Its title"),
            goal=field(
                widgets.Text,
                "What students can do after it, such as “tell a copy from a second voice”",
            ),
            minutes=field(
                widgets.BoundedIntText, "How many minutes it takes", min=5, max=90, value=30
            ),
        )

    @say_faults
    def make(self) -> None:
        """Write the lesson, unless it is there."""
        lesson, given = self._lesson, self.values()
        name, files = new_lesson(
            lesson.project, lesson.exercise, given["title"], given["goal"], given["minutes"]
        )
        self._change = make(files)
        self._done(f"Made: notebooks/{name}.ipynb. It opens for you with: kit author {name}")
        here = lesson.project.name(lesson.project.notebook(lesson.name))
        self._slot.children = ()
        go = button("Open it", lambda: lesson.go(here, f"notebooks/{name}.ipynb"))
        self._bar.children = [go, self._undo]
