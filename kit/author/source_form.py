"""The form for an exercise's source card: what is known of where its article comes from."""

from __future__ import annotations

import tomllib
from typing import Any

import ipywidgets as widgets

from kit.article.seed import Unreadable, read_text
from kit.article.source_card import value_in, with_value
from kit.article.toml import read_toml
from kit.author.editable import EditableLesson
from kit.author.files_form import FilesForm
from kit.author.frame import LABELS, button, field, say_faults

_INTRO = "“unknown” is an answer too. What you do not change stays as it is."


class SourceForm(FilesForm):
    """Changes the values of ``source.toml`` that a person can know."""

    def __init__(self, lesson: EditableLesson) -> None:
        super().__init__(lesson, "Where the article comes from", _INTRO)
        self._path = self.seed("source.toml")
        self._presses = [button("Save the source", self.save, main=True)]
        self.read()

    def read(self) -> None:
        """Read the card anew. Raises Unreadable where it is no card."""
        card = self._card(self._text())
        self.fields = {}
        for name, label in LABELS["source"].items():
            table, _, key = name.rpartition(".")
            value: Any = value_in(card, table, key)
            if key == "invented":
                made = field(widgets.Checkbox, label, value=value is True, indent=False)
            else:
                made = field(widgets.Text, label, value=value)
            self.fields[f"{table}.{key}"] = made
        self._there = self.values()
        self._slot.children = list(self.fields.values())
        self.fit()

    def _text(self) -> str:
        project = self._lesson.project
        return read_text(project, self._path) if self._path.is_file() else ""

    def _card(self, text: str) -> dict[str, Any]:
        try:
            return read_toml(text)
        except tomllib.TOMLDecodeError as error:
            name = self._lesson.project.name(self._path)
            raise Unreadable(f"{name} is not valid TOML: {error}.") from error

    @say_faults
    def save(self) -> None:
        """Write what was changed into the card as it is on disk now."""
        text = self._text()
        for name in LABELS["source"]:
            table, _, key = name.rpartition(".")
            value = self.values()[f"{table}.{key}"]
            if value != self._there[f"{table}.{key}"]:
                text = with_value(text, table, key, value.strip() if key != "invented" else value)
        self.write(
            {self._path: text.encode()}, f"Saved in {self._lesson.project.name(self._path)}."
        )
