"""Comments at words of the answer on the page, and the bank that they come from."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

import ipywidgets as widgets

from kit.article.seed import Unreadable
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.comments import (
    WordComment,
    add_to_bank,
    comments_on,
    read_bank,
    read_comments,
    write_comment,
)
from kit.classroom.marking.to_mark import ToMark
from kit.language.html_text import as_html
from kit.learner.log import stamp

_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+(?=\s)|$)", re.M)
LONGEST = 80  # characters of a sentence that is offered


class AtWords:
    """Two fields, for words of the answer and for a comment, and the comments given so far."""

    def __init__(self, folder: ClassFolder, marker: str, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._marker = marker
        self._say = say
        self._one: ToMark | None = None
        wide = {"layout": {"width": "auto"}, "style": {"description_width": "7em"}}
        self.words = widgets.Combobox(
            description="At the words",
            placeholder="Type or paste words of the answer, or choose a sentence.",
            **wide,
        )
        self.comment = widgets.Combobox(
            description="Say there",
            placeholder="Type a comment, or choose one of your bank.",
            **wide,
        )
        self.put = widgets.Button(description="Say it at these words", layout={"width": "auto"})
        self.keep = widgets.Button(description="Into my bank", layout={"width": "auto"})
        self.given = widgets.VBox()
        self.put.on_click(lambda _: self._put())
        self.keep.on_click(lambda _: self._keep())
        buttons = widgets.HBox([self.put, self.keep])
        self.box = widgets.VBox([self.words, self.comment, buttons, self.given])

    def bank(self) -> tuple[str, ...]:
        """The comments of the bank; none where it cannot be read, and why is said."""
        try:
            return read_bank(self._folder.comment_bank)
        except Unreadable as error:
            self._say(str(error))
            return ()

    def show(self, one: ToMark) -> None:
        """Show what was said at the words of an answer, with fields for more."""
        if one != self._one:
            self.words.value = self.comment.value = ""
        self._one = one
        sentences = (found[0].strip() for found in _SENTENCE.finditer(one.text))
        self.words.options = tuple(s for s in dict.fromkeys(sentences) if len(s) <= LONGEST)
        self.comment.options = self.bank()
        self.given.children = [self._line(comment) for comment in self._own()]

    def _own(self) -> tuple[WordComment, ...]:
        if self._one is None:
            return ()
        one = self._one
        try:
            every = read_comments(self._folder.comments)
        except Unreadable as error:
            self._say(str(error))
            return ()
        own = [comment for comment in every if comment.marker == self._marker]
        return comments_on(own, one.student, one.asked.lesson, one.asked.question.id, one.text)

    def _line(self, comment: WordComment) -> widgets.HBox:
        away = widgets.Button(description="Take away", layout={"width": "auto", "flex": "0 0 auto"})
        away.tooltip = f"Take away the comment at “{comment.words}”"
        away.on_click(lambda _: self._take_away(comment))
        said = f"“{as_html(comment.words)}”: {as_html(comment.comment)}"
        return widgets.HBox([away, widgets.HTML(f'<div dir="auto">{said}</div>')])

    def _take_away(self, comment: WordComment) -> None:
        if self._write(comment.words, comment.start, ""):
            self._say(f"Taken away at “{comment.words}”.")
            self._redraw()

    def _put(self) -> None:
        one, words, comment = self._one, self.words.value.strip(), self.comment.value.strip()
        if one is None or not words or not comment:
            self._say("Give words of the answer, and what there is to say at them.")
            return
        taken = {given.start for given in self._own() if given.words == words}
        starts = [found.start() for found in re.finditer(re.escape(words), one.text)]
        if not starts:
            self._say(f"“{words}” does not stand in the answer like that.")
            return
        start = next((place for place in starts if place not in taken), starts[0])
        if self._write(words, start, comment):
            self._say(f"Said at “{words}”: {comment}")
            self.words.value = self.comment.value = ""
            self._redraw()

    def _keep(self) -> None:
        comment = self.comment.value.strip()
        if not comment:
            self._say("Type the comment that is to go into your bank.")
            return
        try:
            add_to_bank(self._folder.comment_bank, comment)
        except (Unreadable, OSError) as error:
            logging.getLogger("kit").exception("a comment could not be put into the bank")
            self._say(f"Not saved: {error}")
            return
        self._say("It is in your bank.")
        self._redraw()

    def _write(self, words: str, start: int, comment: str) -> bool:
        one = self._one
        assert one  # noqa: S101  # there is a line only where an answer is shown
        mark = one.mark(self._marker, "", "", stamp()["at"])
        row = WordComment(
            mark.marker,
            mark.student,
            mark.lesson,
            mark.question,
            words,
            start,
            comment,
            mark.at,
            mark.answer,
        )
        try:
            write_comment(self._folder.comments, row)
        except OSError as error:
            logging.getLogger("kit").exception("a comment could not be saved")
            self._say(f"Not saved: {self._folder.comments} cannot be written ({error.strerror}).")
            return False
        return True

    def _redraw(self) -> None:
        if self._one:
            self.show(self._one)
