"""The page on which a teacher settles what needs a person, one thing at a time: ``settle``."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import ipywidgets as widgets

from kit.article.seed import Unreadable
from kit.classroom.collecting.settle import Settled, Waiting, write_to_settle
from kit.classroom.collecting.settle import settle as settle_files
from kit.classroom.collecting.settling import (
    Undecided,
    exclude,
    give,
    in_words,
    pairs_but_for_zeros,
    pseudonym,
    zeros,
)
from kit.classroom.decisions import AND, Decision, write_decision
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.grading.now import open_class
from kit.language.html_text import as_html
from kit.language.shown import shown
from kit.learner.log import stamp
from kit.lesson.displays import Boxed, Notice

_PAGE = '<div class="jp-RenderedHTMLCommon" style="contain:inline-size">'
_ROWS = 8  # students to be seen at once

Made = Decision | tuple[Decision, ...]


def settle(class_folder: str | Path) -> Settling | Notice:
    """The page on which to say whose the files are that wait, or that one is left out.

    Each press is in ``decisions.csv`` before the next thing is shown. Never raises: what is missing
    is said in a sentence.
    """
    try:
        folder = open_class(Path(class_folder))
        return Settling(folder, settle_files(folder))
    except (Unreadable, OSError) as error:
        return Notice(str(error))


class Settling(Boxed):
    """One thing to settle, what can be done with it, and the way to the next one."""

    def __init__(self, folder: ClassFolder, found: Settled) -> None:
        self._folder = folder
        self._found = found
        self._later: set[str] = set()  # sha256 of what is put off
        self._last: tuple[Decision, ...] = ()  # what was decided last
        self.what = widgets.HTML()
        self.students = widgets.SelectMultiple(
            options=[(f"{shown(s.name)} ({shown(s.id)})", s.id) for s in found.roster],
            description="Whose",
            rows=_ROWS,
            layout={"width": "auto"},
        )
        self.later_too = widgets.Checkbox(
            description="Later files that name themselves so are this student’s too", indent=False
        )
        self.why = widgets.Text(description="Why", placeholder="kept with the decision")
        self.give = self._button("It is theirs", self._give, "primary")
        self.exclude = self._button("Leave it out", self._exclude)
        self.put_off = self._button("Later", self._put_off)
        self.undo = self._button("Undo the last", self._undo)
        self.yes = self._button("Yes, the zeros are lost", lambda: self._zeros(True), "primary")
        self.no = self._button("No, these are others", lambda: self._zeros(False))
        self.said = widgets.HTML()
        self._zero_box = widgets.HBox([self.yes, self.no])
        self._file_box = widgets.VBox(
            [
                self.students,
                self.later_too,
                self.why,
                widgets.HBox([self.give, self.exclude, self.put_off]),
            ]
        )
        self._box = widgets.VBox([self.what, self._zero_box, self._file_box, self.undo, self.said])
        self._show()

    @property
    def now(self) -> Waiting | None:
        """The file on the page, or None where none is left."""
        waiting = self._found.waiting
        return next((one for one in waiting if one.receipt.sha256 not in self._later), None)

    def _button(self, text: str, act: Callable[[], None], style: str = "") -> widgets.Button:
        button = widgets.Button(description=text, button_style=style, layout={"width": "auto"})
        button.on_click(lambda _: act())
        return button

    def _give(self) -> None:
        if not (one := self.now):
            return
        ids = AND.join(self.students.value)
        file, why, name = one.receipt.sha256, self.why.value, one.receipt.said
        also = self.later_too.value

        def made() -> list[Made]:
            decisions: list[Made] = [give(self._found, file, ids, why)]
            return [*decisions, *([pseudonym(self._found, name, ids, why)] if also else [])]

        self._decide(made)

    def _exclude(self) -> None:
        if one := self.now:
            file, why = one.receipt.sha256, self.why.value
            self._decide(lambda: [exclude(self._found, file, why)])

    def _put_off(self) -> None:
        if one := self.now:
            self._later.add(one.receipt.sha256)
            self._show()

    def _undo(self) -> None:
        last, now = self._last, stamp()["at"]
        self._decide(lambda: [replace(one, value="", why="", at=now) for one in last])
        self._last = ()
        self.undo.layout.display = "none"

    def _zeros(self, are_lost: bool) -> None:
        self._decide(lambda: [zeros(are_lost)])

    def _decide(self, make: Callable[[], Iterable[Made]]) -> None:
        """Write decisions down and go on, or say why not."""
        try:
            made = ((one,) if isinstance(one, Decision) else one for one in make())
            decisions: tuple[Decision, ...] = tuple(chain.from_iterable(made))
            for decision in decisions:
                write_decision(self._folder.decisions, decision)
            self._found = settle_files(self._folder)
            write_to_settle(self._folder, self._found)
        except (Undecided, Unreadable) as error:
            self._say(str(error))
            return
        except OSError as error:
            logging.getLogger("kit").exception("a decision could not be saved")
            self._say(f"Not saved: {self._folder.decisions} ({error.strerror or error}).")
            return
        self._last = decisions
        self._show()
        self._say(f"Saved: {'; '.join(in_words(decisions)) or 'taken back'}.")

    def _show(self) -> None:
        pairs, one = pairs_but_for_zeros(self._found), self.now
        ask_zeros = bool(pairs) and not self._found.decided.zeros
        self._zero_box.layout.display = "" if ask_zeros else "none"
        self._file_box.layout.display = "" if one and not ask_zeros else "none"
        self.undo.layout.display = "" if self._last else "none"
        self.students.value, self.later_too.value, self.why.value = (), False, ""
        self.said.value = ""
        if ask_zeros:
            lines = [f"{said} is {student.id}, {student.name}?" for said, student in pairs]
            heading = "Has your roster lost the zeros that its ids begin with?"
            self.what.value = _html(heading, lines)
        elif one:
            self.what.value = self._file(one)
        else:
            put_off = len(self._found.waiting)
            grade = f"Now grade again: kit grade {typed(self._folder.root)}"
            left = f"Put off: {put_off}." if put_off else grade
            self.what.value = _html("Nothing is left to settle.", [left])

    def _file(self, one: Waiting) -> str:
        receipt, count = one.receipt, len(self._found.waiting)
        said = [
            f"The file came as {receipt.source} and names itself “{shown(receipt.said)}”.",
            f"It waits, since {one.why}.",
            "Whose is it? Choose one, or several for work that they did together.",
        ]
        return _html("1 file waits." if count == 1 else f"{count} files wait.", said)

    def _say(self, text: str) -> None:
        self.said.value = f'{_PAGE}<p role="alert">{as_html(text)}</p></div>'

    def __repr__(self) -> str:
        count = len(self._found.waiting)
        return f"The page for settling: {'1 file waits' if count == 1 else f'{count} files wait'}."


def _html(heading: str, lines: Iterable[str]) -> str:
    """A heading and lines of text as HTML that holds nothing else of them."""
    said = "".join(f"<br>{as_html(line)}" for line in lines)
    return f'{_PAGE}<p role="status"><strong>{as_html(heading)}</strong>{said}</p></div>'
