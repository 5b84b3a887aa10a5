"""The card: one widget that shows any question and takes its response."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import anywidget
import traitlets

from kit.article.segments import Segment
from kit.card.front_end import front
from kit.card.hearing import HearingWidget
from kit.card.shown import card_question
from kit.language.translation import ENGLISH, Translation
from kit.question.model import Question
from kit.question.response_data import Json
from kit.question.write import as_markdown, as_text

# The module of each card, which borrows from the one front-end that all cards share.
_BORROW = """
export default {
  async render({ model, el, host }) {
    const front = await host.getWidget(model.get("front"));
    return front.exports.render({ model, el });
  },
};
"""


class Card(HearingWidget):
    """Shows a question, sends what the student does, and shows what Python answers.

    It knows nothing of keys: all that is secret stays with whoever calls `show`. ``place`` says
    which question of the world this is: its lesson, the copy of it (work), and whose log it is in
    (learner), so that the browser can keep apart what it keeps.
    """

    _esm = _BORROW
    front = anywidget.WidgetTrait().tag(sync=True)
    question = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        question: Question,
        segments: tuple[Segment, ...],
        hide_feedback: bool,
        state: Json,
        translation: Translation = ENGLISH,
        text_language: str = "",
        place: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._text = as_text(question, segments)
        self._markdown = as_markdown(question, segments)
        self._copy = translation.say("copy")
        shared = front()
        super().__init__(
            front=shared,
            layout=shared.layout,  # else each card sends one of its own
            question=card_question(
                question, segments, hide_feedback, translation, text_language, place
            ),
            words=translation.card(),
            state={"turn": 0, "seq": 0, **state},
        )

    def show(self, state: Json, seq: int) -> None:
        """Show a new state in reply to the browser's message ``seq``."""
        self.state = {"turn": self.state["turn"] + 1, "seq": seq, **state}

    def hold(self, state: Json, seq: int) -> None:
        """Take a state over without a word, for when the browser draws the card anew."""
        self.state = {"turn": self.state["turn"], "seq": seq, **state}

    def ask(self, question: Json, state: Json) -> None:
        """Show another question, as `card_question` has it: an author is writing it."""
        with self.hold_sync():
            self.question = dict(question)
            self.state = {"turn": self.state["turn"], "seq": self.state["seq"], **state}

    def tell(self, hide_feedback: bool) -> None:
        """Say anew whether anything is told of what is right."""
        self.question = {**self.question, "hide_feedback": hide_feedback}

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The live view, and beside it the question as text that says it is a copy."""
        bundle: Any = super()._repr_mimebundle_(**options) or {}
        data, *metadata = bundle if isinstance(bundle, tuple) else (bundle,)
        markdown = f"*{self._copy}*\n\n{self._markdown}"  # seen only where the card is not alive
        data = {**data, "text/plain": f"{self._copy}\n\n{self._text}", "text/markdown": markdown}
        return (data, *metadata) if metadata else data
