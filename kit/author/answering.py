"""The card on which an author answers a new question; nothing of it goes into any log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from kit.article.segments import Segment
from kit.card.widget import Card, card_state
from kit.language.translation import ENGLISH
from kit.learner.attempt import Attempt
from kit.learner.log import Entry, History, Log
from kit.question.model import Question, Response
from kit.question.response_data import (
    Json,
    Refusal,
    as_entered,
    keep_entered,
    read_entered,
)

WORDS = {
    "submit": "Take this as the answer",
    "not_submitted": "You changed the answer. Press “Take this as the answer” again.",
}
TAKEN = {
    "verdict": "saved",
    "headline": "Taken as the answer.",
    "summary": "Now say why, below. Nothing is saved yet.",
}


class AnsweringSession:
    """Shows a question as a student will see it, and hands over what the author answers.

    ``take`` gets the response and raises ValueError, in words for an author, where it will not do.
    """

    def __init__(
        self,
        question: Question,
        segments: tuple[Segment, ...],
        response: Response,
        take: Callable[[Response], None],
        text_language: str = "",
    ) -> None:
        self._question = question
        self._segments = segments
        self._take = take
        self._entered = as_entered(response)
        self.is_waiting = False  # the card holds something that was not handed over
        self.card = Card(question, segments, True, self._state(), text_language=text_language)
        self.card.words = {**self.card.words, **WORDS}
        self.card.on_heard(self.hear)

    def hear(self, message: Json) -> None:
        """Do what the browser asks. Whatever goes wrong is said on the card, in plain words."""
        seq = message.get("seq")
        seq = seq if isinstance(seq, int) else 0
        try:
            entered = keep_entered(message.get("response"), self._question, self._segments)
            if message.get("do") == "draft":
                self.is_waiting = self.is_waiting or entered != self._entered
                self._entered = entered
                self.card.hold(self._state(), seq)
            elif message.get("do") == "check":
                self._entered, self.is_waiting = entered, True
                response = read_entered(message.get("response"), self._question, self._segments)
                if isinstance(response, Refusal):
                    values: Mapping[str, Any] = response.values
                    raise ValueError(ENGLISH.say(response.name, **values))
                self._take(response)
                self.is_waiting = False
                self.card.show({**self._state(), "feedback": TAKEN}, seq)
        except ValueError as error:
            self.card.show(self._state(str(error)), seq)
        except Exception:
            logging.getLogger("kit").exception("the card could not take the answer")
            self.card.show(self._state("Something went wrong. Your answer is still here."), seq)

    def _state(self, notice: str = "") -> dict[str, object]:
        state = card_state(self._question, None, Attempt(), notice=notice)
        return {**state, "response": self._entered}


class Unrecorded(Log):
    """A log that keeps nothing: what an author tries out is nobody's answer."""

    def __init__(self) -> None:
        self.kept = True

    @property
    def learner(self) -> str:
        """Nobody: a browser keeps nothing of it."""
        return ""

    def append(self, entry: Entry) -> Entry:
        """The entry as it is, written nowhere."""
        return entry

    def read(self) -> History:
        """No entry at all."""
        return History()
