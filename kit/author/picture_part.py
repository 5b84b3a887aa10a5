"""The part of a question's form that brings a picture into it, with words for who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import ipywidgets as widgets

from kit.article.pictures import picture_address
from kit.author.consequences import make
from kit.author.editable import EditableLesson
from kit.author.frame import Saying, alert, button, field, part, say_faults, words
from kit.check.rules.pictures import describes

_NO_FILE = "Choose a picture first: PNG, JPEG, GIF or WebP, at most 300 kB."
_NO_WORDS = "Say what the picture shows: whoever cannot see it gets these words in its place."
_TERMS = (
    "It is in the question now, and in the seed as {name}. Under which terms it may be used, you "
    "say with “Change the exercise”, in the form for the source."
)


class PicturePart(Saying):
    """Takes a file and its description, and hands over the line that shows it in a question."""

    def __init__(self, lesson: EditableLesson, take: Callable[[str], None]) -> None:
        self._lesson = lesson
        self._take = take
        self.file = widgets.FileUpload(description="Choose a picture", accept="image/*")
        self.shows = field(widgets.Text, "What it shows, for who cannot see it")
        self.said = widgets.HTML()
        add = button("Put the picture into the question", self.add)
        fields = part(self.file, self.shows, part(add, look="bar"), self.said)
        self.box = widgets.Accordion([fields], titles=("A picture",))

    @say_faults
    def add(self) -> None:
        """Keep the picture in the seed, and hand its line over."""
        shows = " ".join(self.shows.value.split()).replace("[", "(").replace("]", ")")
        if not self.file.value or not describes(shows):
            self._say(alert([_NO_WORDS if self.file.value else _NO_FILE]))
            return
        upload = self.file.value[0]
        data = bytes(upload["content"])
        picture_address(str(upload["name"]), data)
        path = self._place(str(upload["name"]), data)
        make({path: data})
        self._take(f"![{shows}]({path.name})")
        with suppress(Exception):  # some versions of the widget cannot be emptied
            self.file.value = ()
        self.shows.value = ""
        self._say(words(_TERMS.format(name=path.name), look="done"))

    def _place(self, name: str, data: bytes) -> Path:
        """Where the picture goes: under a plain name, and over no other picture."""
        stem, _, ending = name.lower().rpartition(".")
        plain = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:40] or "picture"
        lesson = self._lesson
        for more in ("", *(f"-{n}" for n in range(2, 1000))):
            path = lesson.project.seed(lesson.exercise, f"{plain}{more}.{ending}")
            if not path.exists() or path.read_bytes() == data:
                return path
        raise ValueError(f"There are too many pictures called “{plain}”.")
