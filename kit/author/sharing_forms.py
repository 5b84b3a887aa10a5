"""Forms that write an exercise for other teachers, and take one in from them."""

from __future__ import annotations

import ipywidgets as widgets

from kit.article.files import write_new
from kit.author import packs
from kit.author.editable import EditableLesson
from kit.author.files_form import ActForm
from kit.author.frame import button, field, listed, say_faults, words
from kit.author.scaffold.new_exercise import accept_name, propose_name, write_all_or_nothing
from kit.language.shown import visible

_UNTRUSTED = (
    "It is there, and nothing of it was run. In a terminal, “kit trust {name}” shows what it would "
    "run besides the kit, and “kit author {name}” opens it."
)


class ShareForm(ActForm):
    """Writes the exercise into one file for other teachers."""

    def __init__(self, lesson: EditableLesson) -> None:
        super().__init__(
            lesson, "Share the exercise", "One file for other teachers: it holds the keys."
        )
        self._presses = [button("Make the file", self.make, main=True)]
        self._begin(
            article=field(widgets.Checkbox, "With the article: I may hand it on", indent=False)
        )

    @say_faults
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


class ImportForm(ActForm):
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

    @say_faults
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

    @say_faults
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
