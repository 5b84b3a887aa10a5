"""The page on which a teacher types in answers from paper, with the keyboard alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from kit.article.packages import what_to_install
from kit.article.project import Project
from kit.article.seed import Unreadable
from kit.classroom.collecting.receipt_log import read_receipt_log
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.now import open_class, project_of
from kit.exchange.paper.answers import (
    NoSheet,
    OpenSheet,
    Typed,
    Unread,
    differences,
    in_words,
    open_sheet,
    save,
)
from kit.exchange.paper.codes import read_sheets, shown_code
from kit.exchange.paper.typed import how_to_type, part_of
from kit.language.html_text import as_html
from kit.lesson.displays import Boxed, Notice
from kit.question.kinds.contract import Keyed

_HOW = (
    "Type or scan the code on a sheet. Tab goes from field to field; what a field is read as "
    "stands behind it. A sheet that was typed in before is checked: type it again, and see what "
    "differs."
)


def type_in(class_folder: str | Path, project: Project | None = None) -> TypeIn | Notice:
    """The page to type in the printed sheets of a class.

    Each sheet is a hand-in as soon as it is saved. Never raises: what is missing is said in a
    sentence.
    """
    if lacking := what_to_install("class"):
        return Notice(lacking)
    try:
        folder = open_class(Path(class_folder))
        if not read_sheets(folder.sheets):
            return Notice(
                f"No sheet was printed for this class: kit print LESSON --class {folder.root}"
            )
    except (Unreadable, OSError) as error:
        return Notice(str(error))
    return TypeIn(folder, project or project_of(class_folder))


class Row:
    """One question: two fields, and how what is in them is read."""

    def __init__(self, number: int, asked: Keyed) -> None:
        self.asked = asked
        wide = part_of(asked.question) == "text"
        field = widgets.Textarea if wide else widgets.Text
        self.answer = field(
            description=f"{number} {asked.question.id}",
            placeholder=how_to_type(asked.question),
            continuous_update=False,
            style={"description_width": "14em"},
            layout={"width": "38em", "flex": "0 0 auto"},
        )
        self.sure = widgets.Text(
            description="sure",
            placeholder="g f c",
            style={"description_width": "3em"},
            layout={"width": "7em", "flex": "0 0 auto"},
        )
        self.said = widgets.HTML()
        self.answer.observe(self._show, "value")
        fields = [self.answer, *([self.sure] if asked.question.ask_sure else []), self.said]
        self.box = widgets.HBox(fields)

    @property
    def typed(self) -> Typed:
        """What is in the fields."""
        return Typed(self.answer.value, self.sure.value)

    def _show(self, _: Any) -> None:
        try:
            self.said.value = as_html(in_words(self.asked, self.answer.value))
        except Unread as error:
            self.said.value = f"<b>{as_html(str(error))}</b>"

    def say(self, text: str) -> None:
        """Say something behind the fields."""
        self.said.value = as_html(text)


class TypeIn(Boxed):
    """The code of a sheet, a row for each of its questions, and what came of it."""

    def __init__(self, folder: ClassFolder, project: Project) -> None:
        self._folder, self._project = folder, project
        self._opened: OpenSheet | None = None
        self._differing: tuple[str, ...] = ()  # shown already, and kept by the next press
        self.rows: Sequence[Row] = ()
        self.code = widgets.Text(description="Code", continuous_update=False)
        self.count = widgets.HTML()
        self.about = widgets.HTML()
        self.grid = widgets.VBox()
        self.button = widgets.Button(description="Save", button_style="primary", disabled=True)
        self.said = widgets.HTML()
        self.code.observe(lambda change: self.open(change["new"]), "value")
        self.button.on_click(lambda _: self.save())
        how = widgets.HTML(f"<p>{as_html(_HOW)}</p>")
        parts = [how, self.count, self.code, self.about, self.grid, self.button, self.said]
        self._box = widgets.VBox(parts)
        self._count()

    def open(self, code: str) -> None:
        """Show the rows of a sheet."""
        if not code.strip():
            return
        self._say("")
        self._guarded(partial(self._open, code))

    def _open(self, code: str) -> None:
        opened = open_sheet(self._folder, self._project, code)
        self._opened, self._differing = opened, ()
        again = "; typed in before, so this is a check" if opened.before else ""
        code = shown_code(opened.sheet.code)
        self.about.value = f"<b>{as_html(code)}</b>: {as_html(opened.sheet.lesson)}{again}"
        self.rows = [Row(number, asked) for number, asked in enumerate(opened.questions, start=1)]
        self.grid.children = [row.box for row in self.rows]
        self.button.disabled = False
        self.button.description = "Check" if opened.before else "Save"
        if self.rows:
            self.rows[0].answer.focus()

    def save(self) -> None:
        """Hand in what was typed; a check first shows what differs from the first time."""
        self._guarded(self._save)

    def _save(self) -> None:
        if self._opened is None:
            return
        given = {row.asked.question.id: row.typed for row in self.rows}
        code = shown_code(self._opened.sheet.code)
        if self._opened.before:
            found = tuple(differences(self._opened, given))
            if found and found != self._differing:
                self._show_differences(found)
                return
            if not found:
                self._done(f"{code} checked: both times the same.")
                return
        save(self._folder, self._opened, given)
        blank = sum(not one.answer.strip() for one in given.values())
        kept = "corrected" if self._opened.before else "saved"
        count = len(given) - blank
        self._done(
            f"{code} {kept}: {count} {'answer' if count == 1 else 'answers'}, {blank} blank."
        )

    def _show_differences(self, found: tuple[str, ...]) -> None:
        self._differing = found
        for row in self.rows:
            id = row.asked.question.id
            if id in found and self._opened:
                first, now = self._opened.before.get(id, Typed()), row.typed
                both = " ".join(filter(None, (first.answer or "blank", first.sure)))
                row.say(f"First: {both}. Now: {now.answer or 'blank'} {now.sure}")
        self.button.description = "Keep what is here"
        count = "1 answer differs" if len(found) == 1 else f"{len(found)} answers differ"
        self._say(f"{count} from the first time. Mend what is wrong here, then press again.")

    def _done(self, said: str) -> None:
        self._opened, self.rows, self.grid.children = None, (), ()
        self.button.disabled, self.about.value = True, ""
        self.code.value = ""
        self._count()
        self._say(said)
        self.code.focus()

    def _count(self) -> None:
        sheets = read_sheets(self._folder.sheets)
        done = {one.sheet for one in read_receipt_log(self._folder.receipts).receipts if one.sheet}
        self.count.value = (
            f"<p>{len(done & sheets.keys())} of {len(sheets)} sheets are typed in.</p>"
        )

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except (NoSheet, Unread, Unreadable) as error:
            self._say(str(error))
        except Exception as error:  # a teacher sees a sentence, whatever went wrong
            logging.getLogger("kit").exception("a sheet could not be typed in")
            self._say(f"Not saved: {error}.")

    def _say(self, text: str) -> None:
        self.said.value = f'<p role="status">{as_html(text)}</p>' if text else ""
