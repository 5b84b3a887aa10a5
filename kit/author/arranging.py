"""The part under a question that moves, renames and copies it, in its file and in the notebook."""

from __future__ import annotations

import re
from collections.abc import Callable

import ipywidgets as widgets

from kit.article.files import put
from kit.author.answers_file import AnswersFile, open_answers
from kit.author.editable import EditableLesson
from kit.author.editing import (
    add_question,
    delete_question,
    duplicate_question,
    move_question,
    question_block,
    rename_question,
)
from kit.author.frame import Saying, button, field, part, say_faults, words
from kit.author.naming import is_id, propose_id
from kit.author.notebook import add_cell, drop_cell, edit_file, move_cell, rename_in_cells
from kit.question.write import as_text

_HANDED_OUT = (
    "What students have answered under “{id}” counts no more: for them it is another question."
)
_COPY = "a copy of “{id}” that nobody has looked at yet"


class ArrangingPart(Saying):
    """Buttons and fields; each press does one thing and says it."""

    def __init__(self, lesson: EditableLesson, id: str) -> None:
        self._lesson = lesson
        self.id = id
        self.name = field(widgets.Text, "Another short name", value=id)
        self.others = field(
            widgets.Dropdown, "Another lesson", options=[*lesson.other_lessons()] or ["none"]
        )
        self.said = widgets.HTML()
        into = [self.others, part(button("Move it to that lesson", self.send), look="bar")]
        self.box = part(
            part(
                button("Move it up", lambda: self.move(-1)),
                button("Move it down", lambda: self.move(1)),
                button("Make a copy of it", self.copy),
                look="bar",
            ),
            self.name,
            part(button("Rename it", self.rename), look="bar"),
            *(into if lesson.other_lessons() else []),
            self.said,
            look="form",
        )

    @say_faults
    def move(self, step: int) -> None:
        """Have the question change places with the one before or after it."""
        other = self._lesson.neighbour(self.id, step)
        if not other:
            raise ValueError(f"It is the {'first' if step < 0 else 'last'} question already.")
        first, second = (other, self.id) if step < 0 else (self.id, other)
        self._write(lambda text: move_question(text, first, second))
        self._lesson.change_notebook(move_cell(self.id, other), self._say)

    @say_faults
    def rename(self) -> None:
        """Give the question the name that stands in the field, wherever it is named."""
        new = self.name.value.strip()
        if new == self.id:
            raise ValueError("Write another short name into the field first.")
        if not is_id(new):
            raise ValueError("A short name has small letters, digits and dashes, as “who-says-so”.")
        self._write(lambda text: rename_question(text, self.id, new))
        lesson = self._lesson
        twin = re.compile(rf"(?m)^(Twin: {re.escape(lesson.name)}/){re.escape(self.id)}(?=\s*$)")
        paths = [
            path for n in lesson.project.lessons() if (path := lesson.project.answers(n)).is_file()
        ]
        texts = {path: path.read_bytes().decode() for path in paths}
        changed = {path: twin.sub(rf"\g<1>{new}", text) for path, text in texts.items()}
        put({path: text.encode() for path, text in changed.items() if text != texts[path]})
        said = f"It is called “{new}” now. {_HANDED_OUT.format(id=self.id)}"
        lesson.announce(new, words(said, look="done"))
        lesson.change_notebook(
            rename_in_cells(self.id, new), lambda html: self._say(words(said, look="done") + html)
        )

    @say_faults
    def copy(self) -> None:
        """Put a copy of the question behind it, as a draft."""
        taken = [question.id for question in self._lesson.question_set.questions]
        new = propose_id(self.id.replace("-", " "), taken)
        reason = _COPY.format(id=self.id)
        self._write(lambda text: duplicate_question(text, self.id, new, reason))
        self._lesson.change_notebook(add_cell(new, self._printed(new), self.id), self._say)

    @say_faults
    def send(self) -> None:
        """Move the question to the end of the lesson that is chosen."""
        lesson = self._lesson
        there = open_answers(lesson.project, self.others.value)
        if any(id == self.id for id, _ in lesson.question_set_of(there).lines):
            raise ValueError(f"That lesson has a question “{self.id}”; rename this one first.")
        here = lesson.open_file()
        printed = self._printed(self.id)
        block = question_block(here.text, self.id)
        there.write(add_question(there.text, block))
        self._write(lambda text: delete_question(text, self.id))
        notebook = lesson.project.notebook(self.others.value)
        if notebook.is_file():
            edit_file(notebook, add_cell(self.id, printed))
        self._lesson.change_notebook(drop_cell(self.id), self._say)

    def _printed(self, id: str) -> str:
        question = self._lesson.question_set.question(id)
        return as_text(question, self._lesson.article.shown(question.show)) if question else id

    def _write(self, change: Callable[[str], str]) -> AnswersFile:
        file = self._lesson.open_file()
        return self._lesson.write(file, change(file.text), "", keep=None)
