"""A form that asks for one act: once it is done, its fields hold nothing unsaved."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from kit.author.editable import EditableLesson
from kit.author.files_form import FilesForm
from kit.author.frame import words


class ActForm(FilesForm):
    """A form whose fields ask for one act; once it is done, they hold nothing unsaved."""

    _lesson: EditableLesson

    def _begin(self, *parts: widgets.Widget, **fields: Any) -> None:
        self.fields = fields
        self._there = self.values()
        self._slot.children = [*fields.values(), *parts]
        self.fit()

    def _done(self, said: str) -> None:
        self._there = self.values()
        self._say(words(said, look="done"))
