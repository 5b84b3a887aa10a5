"""All that is changed of an exercise as a whole: a list of forms, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from kit.author.deleting_forms import DeleteLessonForm, ExerciseForm
from kit.author.editable import EditableLesson
from kit.author.files_form import FilesForm, Guard
from kit.author.frame import Choice, Saying, part, say_faults
from kit.author.new_lesson_form import NewLessonForm
from kit.author.sharing_forms import ImportForm, ShareForm
from kit.author.source_form import SourceForm
from kit.author.table_form import TABLES, TableForm


class ExercisePart(Saying):
    """The list of what can be changed, and under it the form for it."""

    def __init__(self, lesson: EditableLesson) -> None:
        self._lesson = lesson
        self.form: FilesForm | None = None
        seed = lesson.project.seed(lesson.exercise, "")
        tables = [path.stem for path in sorted(seed.glob("*.csv")) if path.stem not in TABLES]
        makers: list[tuple[str, Callable[[], FilesForm]]] = [
            *((title.partition(":")[0], self._of_table(name)) for name, title in TABLES.items()),
            ("Where the article comes from", lambda: SourceForm(self._lesson)),
            *((f"The table “{name}”", self._of_table(name)) for name in tables),
            ("A new lesson", lambda: NewLessonForm(self._lesson)),
            ("Delete a lesson", lambda: DeleteLessonForm(self._lesson)),
            ("Another name for the exercise, or delete it", lambda: ExerciseForm(self._lesson)),
            ("Share the exercise", lambda: ShareForm(self._lesson)),
            ("Take in an exercise that somebody shared", lambda: ImportForm(self._lesson)),
        ]
        self._makers = dict(makers)
        self.pick = Choice("What to change", self._picked, options=["", *self._makers])
        self.said = widgets.HTML()
        self._guard = Guard()
        self._slot = part()
        self.box = part(self.pick.field, self._guard.box, self.said, self._slot)

    @property
    def is_unsaved(self) -> bool:
        """Whether the form that is open holds something that is not on disk."""
        return self.form is not None and self.form.is_unsaved

    def belong_to(self, lesson: EditableLesson) -> None:
        """Go on in a lesson that was opened anew, with all that stands here."""
        self._lesson = lesson
        if self.form:
            self.form.belong_to(lesson)

    def _of_table(self, name: str) -> Callable[[], FilesForm]:
        return lambda: TableForm(self._lesson, name)

    def _picked(self, change: Any) -> None:
        wanted, before = change["new"], change["old"]
        if self.form and self.form.is_unsaved:
            self.pick.point(before)
            self._guard.ask(self.form, lambda: self._go_to(wanted))
        else:
            self._open(wanted)

    def _go_to(self, name: str) -> None:
        self.pick.point(name)
        self._open(name)

    @say_faults
    def _open(self, name: str) -> None:
        self.said.value, self.form, self._slot.children = "", None, ()
        if name:
            self.form = self._makers[name]()
            self._slot.children = [self.form.box]
