"""One question on screen: the place where card, grade and log meet."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kit.article.seed import Evidence
from kit.article.segments import Segment
from kit.card.widget import Card, card_state
from kit.language.translation import ENGLISH, Translation
from kit.learner.attempt import Attempt, read_attempt
from kit.learner.log import Entry, Log, What, stamp
from kit.question.grade import grade, is_blank
from kit.question.model import SURE, Key, Question, Response
from kit.question.response_data import Json, response_from_data, response_to_data


class Session:
    """Hears a card, writes the log, then shows what follows.

    A test (``Feedback: later``) is graded for the log, and shown as if there were no key.
    """

    def __init__(
        self,
        question: Question,
        key: Key | None,
        segments: tuple[Segment, ...],
        evidence: tuple[Evidence, ...],
        entries: list[Entry],
        log: Log,
        blank: Entry,
        translation: Translation = ENGLISH,
        text_language: str = "",
        recorded: Callable[[], None] = lambda: None,
        warning: str = "",
    ) -> None:
        self._question = question
        self._key = key
        self._shown_key = None if question.feedback_later else key
        self._segments = segments
        self._evidence = evidence
        self._entries = entries
        self._log = log
        self._blank = blank
        self._translation = translation
        self._recorded = recorded
        self._warning = warning
        state = self._state()
        silent = self._shown_key is None
        self.card = Card(question, segments, silent, state, translation, text_language)
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
            self.card.show({**self.card.state, "notice": self._translation.say("went_wrong")}, seq)

    def _check(self, message: Json) -> Json:
        response = self._read(message)
        attempt = self._attempt()
        if is_blank(self._question, response):
            unsaved = replace(attempt, response=Response(), saved="", grade=None)
            return self._state(unsaved, notice=self._translation.say("blank"))
        if attempt.may_try:
            score, tags = self._grade(response)
            self._record(
                "try",
                response=response_to_data(response),
                sure=self._sure(message),
                seconds=_seconds(message),
                score=score,
                tags=tags,
            )
        return self._state()

    def _draft(self, message: Json) -> None:
        response = self._read(message)
        if not is_blank(self._question, response):
            self._record("draft", response=response_to_data(response), sure=self._sure(message))

    def _hint(self, message: Json) -> Json:
        if self._attempt().more_hints:
            self._record("hint")
        return self._state()

    def _show(self, message: Json) -> Json:
        if self._attempt().may_show:
            self._record("show")
        return self._state()

    def _mark(self, message: Json) -> Json:
        level = _text(message, "level")
        if self._shown_key and level in [step.name for step in self._shown_key.rubric]:
            self._record("mark", level=level)
        return self._state()

    def _read(self, message: Json) -> Response:
        return response_from_data(message.get("response"), self._question, self._segments)

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
        return given.score, tuple(dict.fromkeys(tags))

    def _record(self, what: What, **values: Any) -> None:
        entry = replace(self._blank, what=what, **{**stamp(), **values})
        self._entries.append(entry)
        self._log.append(entry)
        self._recorded()

    def _attempt(self) -> Attempt:
        return read_attempt(self._question, self._shown_key, self._entries, self._segments)

    def _state(self, attempt: Attempt | None = None, notice: str = "") -> Json:
        warning = self._warning if self._log.kept else self._translation.say("not_kept")
        return card_state(
            self._question,
            self._shown_key,
            attempt or self._attempt(),
            self._evidence,
            notice,
            warning,
            self._translation,
        )


ACTS: Mapping[str, Callable[[Session, Json], Json]] = {
    "check": Session._check,
    "hint": Session._hint,
    "show": Session._show,
    "mark": Session._mark,
}


def _text(message: Json, name: str) -> str:
    value = message.get(name)
    return value if isinstance(value, str) else ""


def _seconds(message: Json) -> float:
    value = message.get("seconds")
    if not isinstance(value, int | float) or not math.isfinite(value):
        return 0.0
    return max(0.0, round(value, 1))
