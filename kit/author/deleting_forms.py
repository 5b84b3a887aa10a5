"""Forms that delete a lesson or an exercise, or give it another name; all can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import ipywidgets as widgets

from kit.article.files import replace, write_new
from kit.article.project import exercise_of
from kit.author import packs
from kit.author.answers_file import Changed
from kit.author.consequences import Change, Files, make
from kit.author.editable import EditableLesson
from kit.author.exercises import (
    clear_folders,
    deleted,
    deleted_lesson,
    handed_out,
    not_leading_to,
    renamed,
)
from kit.author.files_form import ActForm
from kit.author.frame import button, field, say_faults, words
from kit.author.notebook import Cell, Edit, Plan, change_texts
from kit.author.scaffold.new_exercise import UnusableName, accept_name
from kit.learner.log import home
from kit.question.read import read_question_set

_CLOSE_PAGE = "Close this page without saving: the notebook that it shows is not there any more."
_BACK = "To bring it back later: kit import {path}{called}"
_REALLY = (
    "Delete “{name}”, its article, its tables, its lessons and their keys? You can undo it here, "
    "and a copy is kept."
)
_REALLY_LESSON = (
    "Delete “{name}” with its notebook and its {count} questions? You can undo it here, and a copy "
    "is kept."
)
_NAME_BACK = "To take it back, undo it here, or give it the name “{old}” again."


class _DeletingForm(ActForm):
    """Takes files away after a second press, keeps a copy of the exercise, and can be undone."""

    def __init__(self, lesson: EditableLesson, title: str, intro: str = "", of: str = "") -> None:
        super().__init__(lesson, title, intro)
        self._delete = button(f"Delete the {of}", self._ask)
        self._presses = [self._delete]
        self._sure = button("Yes, delete it", self.delete, main=True)
        self._keep = button("No, keep it", self.fit)

    def _name(self) -> str:
        """What would be deleted."""
        return self._lesson.exercise

    def _really(self) -> str:
        """The question before it is."""
        return _REALLY.format(name=self._name())

    def _files(self) -> Files:
        """What deleting it writes, and takes away."""
        return deleted(self._lesson.project, self._lesson.exercise)

    @say_faults
    def _ask(self) -> None:
        self._files()  # where it cannot be deleted, it says so before it asks
        self._say(words(self._really()))
        self._bar.children = [self._sure, self._keep]

    @say_faults
    def delete(self) -> None:
        """Take it away, and keep a copy that can be taken in again."""
        lesson, name = self._lesson, self._name()
        project, exercise, files = lesson.project, lesson.exercise, dict(self._files())
        if exercise_of(name) != name and name != lesson.name:
            files.pop(project.notebook(lesson.name), None)  # it is open, and changed there
        if name == exercise:
            lesson.leave_folder()
        kept = home() / "deleted" / f"{name.replace('/', '-')}.pack"
        with suppress(FileNotFoundError):
            kept.unlink()
        with suppress(packs.UnusablePack):  # a lesson outside any folder has the undo alone
            write_new(kept, packs.make_pack(project, exercise, with_article=True))
        self._change = make(files)
        clear_folders(project, exercise)
        called = "" if name == exercise else f" --as {exercise}-before"
        said = [
            f"“{name}” was deleted.",
            "What was handed out stays for grading." if handed_out(project, exercise) else "",
            _CLOSE_PAGE if name in (exercise, lesson.name) else "",
            _BACK.format(path=kept, called=called) if kept.is_file() else "",
        ]
        self._done(" ".join(filter(None, said)))
        self._slot.children = ()
        self._bar.children = [self._undo]

    @say_faults
    def undo(self) -> None:
        """Bring it back as it was."""
        change: Change | None = self._change
        if change is None:
            return
        try:
            change.undo()
        except Changed:
            raise ValueError(
                "Something was written in its place since; nothing was undone."
            ) from None
        self._change = None
        self._slot.children = list(self.fields.values())
        self.fit()
        self._lesson.reread()
        self._say(words("It is as it was before.", look="done"))


class DeleteLessonForm(_DeletingForm):
    """Deletes one lesson of the exercise: its notebook, its questions, and the ways to it."""

    def __init__(self, lesson: EditableLesson) -> None:
        super().__init__(lesson, "Delete a lesson", "The others stay as they are.", "lesson")
        known = lesson.project.lessons_of(lesson.exercise)
        self._said_before: dict[str, str] = {}
        self._begin(lesson=field(widgets.Dropdown, "Which one", options=known, value=lesson.name))

    def _name(self) -> str:
        return str(self.fields["lesson"].value)

    def _really(self) -> str:
        count = len(read_question_set(self._lesson.project, self._name()).lines)
        return _REALLY_LESSON.format(name=self._name(), count=count)

    def _files(self) -> Files:
        return deleted_lesson(self._lesson.project, self._name())

    def _own(self) -> Path:
        return self._lesson.project.notebook(self._lesson.name)

    @say_faults
    def delete(self) -> None:
        """Take it away; the notebook that is open here follows where it is open."""
        self._said_before = {}
        edit = not_leading_to(self._lesson.project, self._name(), self._own())
        super().delete()
        if self._change and self._name() != self._lesson.name:
            self._lesson.change_notebook(self._remembering(edit), self._say_more)

    @say_faults
    def undo(self) -> None:
        """Bring it back, and what led to it."""
        super().undo()
        if self._said_before:
            back, self._said_before = self._said_before, {}
            edit = change_texts(lambda text: back.get(text, text))
            self._lesson.change_notebook(edit, self._say_more)

    def _remembering(self, edit: Edit) -> Edit:
        """The same edit, after which it is known what each text said before."""

        def remembered(cells: Sequence[Cell]) -> Plan | None:
            plan = edit(cells)
            for step in plan or ():
                if "source" in step:
                    source = cells[step["at"]]["source"]
                    before = source if isinstance(source, str) else "".join(source)
                    self._said_before[step["source"]] = before
            return plan

        return remembered

    def _say_more(self, html: str) -> None:
        if self._said_before or "alert" in html:
            self._say(self.said.value + html)


class ExerciseForm(_DeletingForm):
    """Gives the exercise another name, or deletes it; both can be undone."""

    def __init__(self, lesson: EditableLesson) -> None:
        super().__init__(lesson, f"The exercise “{lesson.exercise}”", of="exercise")
        self._rename = button("Give it this name", self.rename, main=True)
        self._before = _name_before(lesson)
        self._back = button(f"Undo: call it “{self._before}” again", self.call_it_as_before)
        self._begin(
            name=field(
                widgets.Text,
                "Another name: small letters, digits and dashes",
                value=lesson.exercise,
            )
        )

    def buttons(self) -> list[widgets.Button]:
        """Rename, delete, and back to the name before in the page that renaming opened."""
        back = [self._back] if self._before and not self._change else []
        return [self._rename, self._delete, *back]

    @say_faults
    def rename(self) -> None:
        """Move the exercise, with all that names it, and open this lesson where it is now."""
        new = self.fields["name"].value.strip()
        if new == self._lesson.exercise:
            raise ValueError("Write another name into the field first.")
        self._call_it(new)

    @say_faults
    def call_it_as_before(self) -> None:
        """Give the exercise the name again that it had before it was renamed."""
        self._call_it(self._before)

    def _call_it(self, new: str) -> None:
        lesson, old = self._lesson, self._lesson.exercise
        self._change = make(renamed(lesson.project, old, new))
        clear_folders(lesson.project, old)
        replace(_renamed_from(new), old.encode())
        bare = lesson.name.partition("/")[2] or lesson.name
        here = lesson.project.name(lesson.project.notebook(lesson.name))
        there = f"notebooks/{new}/{bare}.ipynb"
        back = _NAME_BACK.format(old=old)
        self._done(f"It is called “{new}” now. {_CLOSE_PAGE} Open {there}. {back}")
        self._bar.children = [self._undo]
        lesson.go(here, there, run=True)

    @say_faults
    def undo(self) -> None:
        """Bring the exercise back as it was, under the name that it had."""
        super().undo()
        clear_folders(self._lesson.project, self.fields["name"].value.strip())


def _renamed_from(name: str) -> Path:
    """Where the name before is kept, for the page that renaming opens."""
    return home() / "renamed" / name


def _name_before(lesson: EditableLesson) -> str:
    """The name that an exercise had before it was renamed, where it is free; else “”."""
    kept = _renamed_from(lesson.exercise)
    name = kept.read_text(encoding="utf-8") if kept.is_file() else ""
    if not name:
        return ""
    try:
        accept_name(name, lesson.project)
    except UnusableName:
        return ""
    return name
