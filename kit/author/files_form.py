"""What every form has that writes files of an exercise: checks before, a word after, an undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import ipywidgets as widgets

from kit.author.answers_file import Changed
from kit.author.consequences import Change, Files, consequences, make
from kit.author.editable import EditableLesson
from kit.author.frame import Saying, alert, button, part, remarked, say_faults, words

_TOO_LATE = "It was changed since then, so nothing was undone."
_UNSAVED = "What you entered here is not saved. Drop it?"


class Form(Protocol):
    """Something that holds what an author has entered."""

    box: widgets.VBox

    @property
    def is_unsaved(self) -> bool:
        """Whether something entered in it would be lost with it."""


class Guard:
    """Asks before a form is dropped that holds something unsaved."""

    def __init__(self) -> None:
        self.box = part()

    def ask(self, form: Form | None, then: Callable[[], None]) -> None:
        """Do what comes ``then`` at once where nothing would be lost, else after a second press."""
        if form is None or not form.is_unsaved:
            self._close()
            then()
            return

        def drop() -> None:
            self._close()
            then()

        self.box.children = [
            widgets.HTML(words(_UNSAVED, look="alert")),
            part(
                button("Yes, drop it", drop), button("No, keep it", self._close, True), look="bar"
            ),
        ]

    def _close(self) -> None:
        self.box.children = ()


class FilesForm(Saying):
    """Fields above a bar of buttons; what they write goes through the rules of ``kit check``."""

    def __init__(self, lesson: EditableLesson, title: str, intro: str = "") -> None:
        self._lesson = lesson
        self._change: Change | None = None
        self._there: Mapping[str, Any] = {}  # what the fields held when they were last saved
        self.fields: dict[str, Any] = {}
        self.said = widgets.HTML()
        self.guard = Guard()
        self._slot = part()
        self._bar = part(look="bar")
        self._presses: list[widgets.Button] = []
        self._undo = button("Undo", self.undo)
        head = words(title, "h3") + words(intro, look="soft")
        parts = (widgets.HTML(head), self._slot, self.guard.box, self._bar, self.said)
        self.box = part(*parts, look="form")

    @property
    def is_unsaved(self) -> bool:
        """Whether a field holds what is not on disk."""
        return self.values() != self._there

    def belong_to(self, lesson: Any) -> None:
        """Go on in a lesson that was opened anew, with all that stands here."""
        self._lesson = lesson

    def values(self) -> dict[str, Any]:
        """What stands in the fields, by their names."""
        return {name: field.value for name, field in self.fields.items()}

    def seed(self, name: str) -> Path:
        """A file of the exercise's seed."""
        return self._lesson.project.seed(self._lesson.exercise, name)

    def buttons(self) -> list[widgets.Button]:
        """The buttons of the form, without Undo."""
        return self._presses

    def fit(self) -> None:
        """Show the buttons that there are now."""
        self._bar.children = [*self.buttons(), *([self._undo] if self._change else [])]

    def read(self) -> None:
        """Read the files anew and fill the fields."""

    def write(self, files: Files, done: str) -> bool:
        """Write files unless something would break; whether they were written. Raises OSError."""
        lesson = self._lesson
        found = consequences(lesson.project, lesson.exercise, files)
        if found.faults:
            self._say(alert(found.faults))
            return False
        self._change = make(files)
        self._there = self.values()
        lesson.reread()
        self.fit()
        self._say(words(done, look="done") + remarked(found.remarks))
        return True

    @say_faults
    def undo(self) -> None:
        """Put the files back as they were before the last save."""
        if self._change is None:
            return
        try:
            self._change.undo()
        except Changed:
            raise ValueError(_TOO_LATE) from None
        finally:
            self._change = None
            self.fit()
        self._lesson.reread()
        self.read()
        self._say(words("It is as it was before.", look="done"))


class ActForm(FilesForm):
    """A form whose fields ask for one act; once it is done, they hold nothing unsaved."""

    def _begin(self, *parts: widgets.Widget, **fields: Any) -> None:
        self.fields = fields
        self._there = self.values()
        self._slot.children = [*fields.values(), *parts]
        self.fit()

    def _done(self, said: str) -> None:
        self._there = self.values()
        self._say(words(said, look="done"))
