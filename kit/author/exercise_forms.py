"""All that is changed of an exercise as a whole: a list of forms, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import ipywidgets as widgets

from kit.article.files import write_new
from kit.author import packs
from kit.author.answers_file import Changed
from kit.author.consequences import Change, make
from kit.author.exercises import clear_folders, deleted, handed_out, new_lesson, renamed
from kit.author.files_form import FilesForm, Guard
from kit.author.form import EditableLesson
from kit.author.frame import Choice, button, field, listed, part, say_faults, words
from kit.author.scaffold.new_exercise import accept_name, propose_name, write_all_or_nothing
from kit.author.source_form import SourceForm
from kit.author.table_form import TABLES, TableForm
from kit.language.shown import visible
from kit.learner.log import home

_CLOSE_PAGE = "Close this page without saving: the notebook that it shows is not there any more."
_BACK = "To bring it back later: kit import {path}"
_REALLY = (
    "Delete “{name}”, its article, its tables, its lessons and their keys? You can undo it here, "
    "and a copy is kept."
)
_UNTRUSTED = (
    "It is there, and nothing of it was run. In a terminal, “kit trust {name}” shows what it would "
    "run besides the kit, and “kit author {name}” opens it."
)


class ExercisePart:
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

    def _say(self, html: str) -> None:
        self.said.value = html

    @say_faults(_say)
    def _open(self, name: str) -> None:
        self.said.value, self.form, self._slot.children = "", None, ()
        if name:
            self.form = self._makers[name]()
            self._slot.children = [self.form.box]


class _ActForm(FilesForm):
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


class NewLessonForm(_ActForm):
    """Makes a lesson without questions at the exercise's end, and opens it."""

    def __init__(self, lesson: EditableLesson) -> None:
        super().__init__(lesson, "A new lesson", "It is on the same article, and asks nothing yet.")
        self._make = button("Make the lesson", self.make, main=True)
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

    def buttons(self) -> list[widgets.Button]:
        """Make it."""
        return [self._make]

    @say_faults(FilesForm._say)
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


class ExerciseForm(_ActForm):
    """Gives the exercise another name, or deletes it; both can be undone."""

    def __init__(self, lesson: EditableLesson) -> None:
        super().__init__(lesson, f"The exercise “{lesson.exercise}”")
        self._rename = button("Give it this name", self.rename, main=True)
        self._delete = button("Delete the exercise", self._ask)
        self._sure = button("Yes, delete it", self.delete, main=True)
        self._keep = button("No, keep it", self.fit)
        self._begin(
            name=field(
                widgets.Text,
                "Another name: small letters, digits and dashes",
                value=lesson.exercise,
            )
        )

    def buttons(self) -> list[widgets.Button]:
        """Rename, delete."""
        return [self._rename, self._delete]

    @say_faults(FilesForm._say)
    def rename(self) -> None:
        """Move the exercise, with all that names it, and open this lesson where it is now."""
        lesson, new = self._lesson, self.fields["name"].value.strip()
        if new == lesson.exercise:
            raise ValueError("Write another name into the field first.")
        make(renamed(lesson.project, lesson.exercise, new))
        clear_folders(lesson.project, lesson.exercise)
        bare = lesson.name.partition("/")[2] or lesson.name
        here = lesson.project.name(lesson.project.notebook(lesson.name))
        there = f"notebooks/{new}/{bare}.ipynb"
        self._done(f"It is called “{new}” now. {_CLOSE_PAGE} Open {there}.")
        self._bar.children = ()
        lesson.go(here, there, run=True)

    def _ask(self) -> None:
        self._say(words(_REALLY.format(name=self._lesson.exercise)))
        self._bar.children = [self._sure, self._keep]

    @say_faults(FilesForm._say)
    def delete(self) -> None:
        """Take the exercise away, and keep a copy that can be taken in again."""
        lesson = self._lesson
        lesson.leave_folder()
        kept = home() / "deleted" / f"{lesson.exercise}.pack"
        with suppress(FileNotFoundError):
            kept.unlink()
        with suppress(packs.UnusablePack):  # a lesson outside any folder has the undo alone
            write_new(kept, packs.make_pack(lesson.project, lesson.exercise, with_article=True))
        self._change = make(deleted(lesson.project, lesson.exercise))
        clear_folders(lesson.project, lesson.exercise)
        more = (
            " What was handed out stays for grading."
            if handed_out(lesson.project, lesson.exercise)
            else ""
        )
        back = _BACK.format(path=kept) if kept.is_file() else ""
        self._done(f"“{lesson.exercise}” was deleted.{more} {_CLOSE_PAGE} {back}")
        self._slot.children = ()
        self._bar.children = [self._undo]

    @say_faults(FilesForm._say)
    def undo(self) -> None:
        """Bring the exercise back as it was."""
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


class ShareForm(_ActForm):
    """Writes the exercise into one file for other teachers."""

    def __init__(self, lesson: EditableLesson) -> None:
        super().__init__(
            lesson, "Share the exercise", "One file for other teachers: it holds the keys."
        )
        self._press = button("Make the file", self.make, main=True)
        self._begin(
            article=field(widgets.Checkbox, "With the article: I may hand it on", indent=False)
        )

    def buttons(self) -> list[widgets.Button]:
        """Make the file."""
        return [self._press]

    @say_faults(FilesForm._say)
    def make(self) -> None:
        """Write the file into the project's folder."""
        lesson, whole = self._lesson, bool(self.fields["article"].value)
        path = lesson.project.root / f"{lesson.exercise}.pack"
        try:
            write_new(path, packs.make_pack(lesson.project, lesson.exercise, whole))
        except packs.UnusablePack as error:
            raise ValueError(f"It cannot be shared: {error}") from None
        except FileExistsError:
            raise ValueError(f"{path.name} is there already; move it away first.") from None
        how = "kit import" if whole else "kit attach, with a copy of the article"
        self._done(
            f"Written: {path.name}, in the folder of the lessons. Others take it in with {how}."
        )


class ImportForm(_ActForm):
    """Shows what a file from somebody else holds, and takes it in once the author says so."""

    def __init__(self, lesson: EditableLesson) -> None:
        super().__init__(
            lesson,
            "Take in an exercise that somebody shared",
            "First see what the file holds. Nothing of it is run.",
        )
        self.file = widgets.FileUpload(description="Choose the file", accept=".pack,.json")
        self._take = button("Take it in", self.take, main=True)
        self._held = widgets.HTML()
        self._data = b""
        self._begin(name=field(widgets.Text, "What it shall be called here"))
        self._slot.children = [self.file, self._held, *self.fields.values()]
        self.file.observe(lambda _: self.look(), "value")

    def buttons(self) -> list[widgets.Button]:
        """Take it in, once it was shown."""
        return [self._take] if self._data else []

    @say_faults(FilesForm._say)
    def look(self) -> None:
        """Show what the file holds, word for word where it could run."""
        if not self.file.value:
            return
        self._data, self._held.value = b"", ""
        try:
            data = bytes(self.file.value[0]["content"])
            lines, free = packs.holds(data)
            name = propose_name(packs.exercise_in(data), self._lesson.project)
            self.fields["name"].value = name
        except packs.UnusablePack as error:
            self.fit()
            raise ValueError(f"It cannot be taken in: {error}") from None
        self._data = data
        code = "".join(
            words(f"Python in {one}, which would not run unless you trust it:")
            + words(visible(one.source), "pre")
            for one in free
        )
        self.fit()
        self._held.value = words("It holds:") + listed((line, "") for line in lines) + code
        self._say("")

    @say_faults(FilesForm._say)
    def take(self) -> None:
        """Write the exercise under the name that stands in the field."""
        project, name = self._lesson.project, self.fields["name"].value.strip()
        accept_name(name, project)
        try:
            found = packs.attach(self._data, name=name)
        except packs.UnusablePack as error:
            raise ValueError(f"It cannot be taken in: {error}") from None
        write_all_or_nothing(project, found.files, lambda: None)
        self._data = b""
        self._done(_UNTRUSTED.format(name=name))
        self.fit()
