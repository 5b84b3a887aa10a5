"""A lesson in a notebook: the one place where card, grade and log meet."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from IPython.display import display

from kit.article import segment_ids
from kit.blocks import nearest
from kit.card import Card, picture
from kit.grade import grade, is_blank
from kit.log import Entry, Log, What, home, stamp
from kit.model import SURE, Key, Question, Response, Segment, Sheet
from kit.paper import Chain, Exhibit, Notice, Passage
from kit.plain import Json, from_plain, to_plain
from kit.rooms import Rooms, exercise_of, find_rooms
from kit.seed import (
    Evidence,
    Unreadable,
    read_article,
    read_chain,
    read_evidence,
    read_sheet,
)
from kit.standing import Standing, standing
from kit.words import say
from kit.write import edition


def lesson(name: str) -> Lesson:
    """The lesson of this name, such as ``lesson("river/1-who-says-so")``.

    Never raises: a lesson that is missing or damaged says so, here and in each of its cells.
    """
    return Lesson(name, find_rooms(), _log(home()))


@cache
def _log(folder: Path) -> Log:
    return Log(folder)


class Lesson:
    """Asks a lesson's questions and shows its article; what is answered goes into the log."""

    def __init__(self, name: str, rooms: Rooms, log: Log) -> None:
        self.name = name
        self._rooms = rooms
        self._log = log
        self._notice: Notice | None = None
        self._entries: dict[str, list[Entry]] = {}
        try:
            self._open()
        except Unreadable as error:
            self._notice = Notice(say("unreadable", problem=error))
        if self._notice:
            _say_now(self._notice)

    def _open(self) -> None:
        known = self._rooms.lessons()
        if self.name not in known:
            self._notice = Notice(
                say("no_lesson", given=self.name, nearest=nearest(self.name, known))
            )
            return
        exercise = exercise_of(self.name)
        self._article = read_article(self._rooms, exercise)
        self._sheet = read_sheet(self._rooms, self.name)
        self._evidence = read_evidence(self._rooms, exercise)
        self._edition = edition(self._sheet, self._article.segments)
        history = self._log.read()
        for entry in history.entries:
            if entry.lesson == self.name:
                self._entries.setdefault(entry.question, []).append(entry)
        if history.damaged and _once("damaged_log"):
            _say_now(Notice(say("damaged_log", count=history.damaged)))

    def ask(self, id: str) -> Card | Notice:
        """The card of a question, as the student left it."""
        if self._notice:
            return self._notice
        question = self._sheet.question(id)
        if question is None:
            return Notice(_why_not(self._sheet, id))
        desk = Desk(
            question,
            self._sheet.key(id),
            self._article.shown(question.show),
            self._evidence,
            self._entries.setdefault(id, []),
            self._log,
            Entry("draft", self.name, id, at="", id="", edition=self._edition),
        )
        return desk.card

    def read(self, segments: str) -> Passage | Notice:
        """The article's segments, as in ``quiz.read("H, S1-S3")``."""
        if self._notice:
            return self._notice
        try:
            return Passage(self._article.shown(segment_ids(segments, self._article)))
        except ValueError as error:
            return Notice(str(error))

    def evidence(self, ids: str) -> Exhibit | Notice:
        """Pieces of the exercise's evidence, as in ``quiz.evidence("E01 E03")``."""
        if self._notice:
            return self._notice
        known = {e.id: e for e in self._evidence}
        wanted = ids.replace(",", " ").split()
        for id in wanted:
            if id not in known:
                return Notice(say("no_evidence", given=id, nearest=nearest(id, known)))
        return Exhibit(tuple(known[id] for id in wanted))

    def chain(self, name: str) -> Chain | Notice:
        """A picture of the hands a claim went through, from the exercise's ``chains.csv``."""
        if self._notice:
            return self._notice
        try:
            return Chain(read_chain(self._rooms, exercise_of(self.name), name))
        except Unreadable as error:
            return Notice(str(error))


def _say_now(notice: Notice) -> None:
    display(notice)


@cache
def _said(name: str) -> list[str]:
    return []


def _once(name: str) -> bool:
    """Whether this kernel has not said it yet."""
    said = _said(name)
    said.append(name)
    return len(said) == 1


def _why_not(sheet: Sheet, id: str) -> str:
    own = [problem for problem in sheet.problems if problem.question == id]
    if own or (sheet.problems and id not in dict(sheet.lines)):
        return say("damaged", problem=(own or sheet.problems)[0])
    return say("no_question", given=id, nearest=nearest(id, [q.id for q in sheet.questions]))


class Desk:
    """One question on screen: hears the card, writes the log, then shows what follows."""

    def __init__(
        self,
        question: Question,
        key: Key | None,
        segments: tuple[Segment, ...],
        evidence: tuple[Evidence, ...],
        entries: list[Entry],
        log: Log,
        blank: Entry,
    ) -> None:
        self._question = question
        self._key = key
        self._segments = segments
        self._evidence = evidence
        self._entries = entries
        self._log = log
        self._blank = blank
        self.card = Card(question, segments, key is None, self._state())
        self.card.on_heard(self.hear)

    def hear(self, message: Json) -> None:
        """Do what the browser asks. Whatever goes wrong is said on the card, in plain words."""
        seq = message.get("seq")
        seq = seq if isinstance(seq, int) else 0
        try:
            if message.get("do") == "draft":
                self._draft(message)
                self.card.hold(self._state(), seq)
            elif act := ACTS.get(str(message.get("do"))):
                self.card.show(act(self, message), seq)
        except Exception:
            logging.getLogger("kit").exception("the card could not answer %s", message.get("do"))
            self.card.show({**self.card.state, "notice": say("went_wrong")}, seq)

    def _check(self, message: Json) -> Json:
        response = self._read(message)
        stand = self._stand()
        if is_blank(self._question, response):
            unsaved = replace(stand, response=Response(), saved="", grade=None)
            return self._state(unsaved, notice=say("blank"))
        if stand.may_try:
            share, tags = self._grade(response)
            self._record(
                "try",
                response=to_plain(response),
                sure=self._sure(message),
                seconds=_seconds(message),
                share=share,
                tags=tags,
            )
        return self._state()

    def _draft(self, message: Json) -> None:
        response = self._read(message)
        if not is_blank(self._question, response):
            self._record("draft", response=to_plain(response), sure=self._sure(message))

    def _hint(self, message: Json) -> Json:
        if self._stand().more_hints:
            self._record("hint")
        return self._state()

    def _show(self, message: Json) -> Json:
        if self._stand().may_show:
            self._record("show")
        return self._state()

    def _mark(self, message: Json) -> Json:
        level = _text(message, "level")
        if self._key and level in [step.name for step in self._key.rubric]:
            self._record("mark", level=level)
        return self._state()

    def _read(self, message: Json) -> Response:
        return from_plain(message.get("response"), self._question, self._segments)

    def _sure(self, message: Json) -> str:
        said = _text(message, "sure")
        return said if said in SURE else ""

    def _grade(self, response: Response) -> tuple[float | None, tuple[str, ...]]:
        """The share and the misconceptions met. A fault in grading must not cost the answer."""
        if self._key is None:
            return None, ()
        try:
            given = grade(self._question, self._key, response, self._segments)
        except Exception:
            return None, ()
        tags = (m.note.tag for m in given.feedback.marks if m.mark == "wrong" and m.note.tag)
        return given.share, tuple(dict.fromkeys(tags))

    def _record(self, what: What, **values: Any) -> None:
        entry = replace(self._blank, what=what, **{**stamp(), **values})
        self._entries.append(entry)
        self._log.append(entry)

    def _stand(self) -> Standing:
        return standing(self._question, self._key, self._entries, self._segments)

    def _state(self, stand: Standing | None = None, notice: str = "") -> Json:
        warning = "" if self._log.kept else say("not_kept")
        stand = stand or self._stand()
        return picture(self._question, self._key, stand, self._evidence, notice, warning)


ACTS: Mapping[str, Callable[[Desk, Json], Json]] = {
    "check": Desk._check,
    "hint": Desk._hint,
    "show": Desk._show,
    "mark": Desk._mark,
}


def _text(message: Json, name: str) -> str:
    value = message.get(name)
    return value if isinstance(value, str) else ""


def _seconds(message: Json) -> float:
    value = message.get("seconds")
    if not isinstance(value, int | float) or not math.isfinite(value):
        return 0.0
    return max(0.0, round(value, 1))
