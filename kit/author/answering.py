"""The card on which an author answers a new question; nothing of it goes into any log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from kit.article.segments import Segment
from kit.card.shown import card_question, card_state
from kit.card.widget import Card
from kit.language.translation import ENGLISH
from kit.learner.attempt import Attempt
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
    "not_submitted": "Not taken as the answer yet: it is not whole.",
}
TAKEN = {
    "verdict": "saved",
    "headline": "Taken as the answer.",
    "summary": "Now say why, below. Nothing is saved yet.",
}


class AnsweringSession:
    """Shows a question as a student will see it, and hands over what the author answers.

    ``take`` gets the response and raises ValueError, in words for an author, where it will not do.
    What is entered is handed over as soon as it is whole; the card's button says what it lacks.
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
        self._language = text_language
        self._take = take
        self._entered = as_entered(response)
        self.is_waiting = False  # the card holds something that was not handed over
        self.card = Card(question, segments, True, self._state(), text_language=text_language)
        self.card.words = {**self.card.words, **WORDS}
        self.card.on_heard(self.hear)

    def show(
        self, question: Question, segments: tuple[Segment, ...], renamed: Mapping[str, str]
    ) -> None:
        """Show the question as it is now, with what was entered so far and still fits.

        ``renamed`` are items that have other words now, by their earlier ones.
        """
        self._question, self._segments = question, segments
        self._entered = keep_entered(_in_other_words(self._entered, renamed), question, segments)
        self.card.ask(
            card_question(question, segments, True, text_language=self._language), self._state()
        )

    def take_again(self) -> bool:
        """Hand over what is entered, as after a change of the question; whether it would do."""
        self.is_waiting = True
        with suppress(ValueError):
            self._hand_over({"response": self._entered})
        return not self.is_waiting

    def hear(self, message: Json) -> None:
        """Do what the browser asks. Whatever goes wrong is said on the card, in plain words."""
        seq = message.get("seq")
        seq = seq if isinstance(seq, int) else 0
        try:
            entered = keep_entered(message.get("response"), self._question, self._segments)
            if message.get("do") == "draft":
                if entered != self._entered:
                    self._entered, self.is_waiting = entered, True
                    with suppress(ValueError):  # it may be whole only later
                        self._hand_over(message)
                self.card.hold(self._state(), seq)
            elif message.get("do") == "check":
                self._entered, self.is_waiting = entered, True
                self._hand_over(message)
                self.card.show({**self._state(), "feedback": TAKEN}, seq)
        except ValueError as error:
            self.card.show(self._state(str(error)), seq)
        except Exception:
            logging.getLogger("kit").exception("the card could not take the answer")
            self.card.show(self._state("Something went wrong. Your answer is still here."), seq)

    def _hand_over(self, message: Json) -> None:
        response = read_entered(message.get("response"), self._question, self._segments)
        if isinstance(response, Refusal):
            values: Mapping[str, Any] = response.values
            raise ValueError(ENGLISH.say(response.name, **values))
        self._take(response)
        self.is_waiting = False

    def _state(self, notice: str = "") -> dict[str, object]:
        state = card_state(self._question, None, Attempt(), notice=notice)
        return {**state, "response": self._entered}


def _in_other_words(entered: Any, renamed: Mapping[str, str]) -> Any:
    """What was entered, with the names that its items have now."""
    if isinstance(entered, str):
        return renamed.get(entered, entered)
    if isinstance(entered, Mapping):
        both = ((renamed.get(k, k), _in_other_words(v, renamed)) for k, v in entered.items())
        return dict(both)
    if isinstance(entered, list | tuple):
        return [_in_other_words(one, renamed) for one in entered]
    return entered
