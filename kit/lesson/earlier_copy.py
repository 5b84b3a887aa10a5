"""A question to the learner: do answers given in an earlier copy of this lesson belong here?"""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from kit.language.translation import ENGLISH, Translation
from kit.lesson.displays import Boxed


class EarlierCopy(Boxed):
    """A sentence and two buttons; ``answer`` is told once whether the answers belong here."""

    def __init__(self, answer: Callable[[bool], None], translation: Translation = ENGLISH) -> None:
        self._answer = answer
        self._translation = translation
        self.said = widgets.Label(translation.say("earlier_copy"))
        self.yes = widgets.Button(description=translation.say("earlier_yes"))
        self.no = widgets.Button(description=translation.say("earlier_no"))
        self.yes.on_click(lambda _: self._press(True))
        self.no.on_click(lambda _: self._press(False))
        self._box = widgets.VBox([self.said, widgets.HBox([self.yes, self.no])])

    def _press(self, is_yes: bool) -> None:
        if self.yes.disabled:
            return
        self.yes.disabled = self.no.disabled = True
        self._answer(is_yes)
        self.said.value = self._translation.say("earlier_used" if is_yes else "earlier_left")

    def __repr__(self) -> str:
        return str(self.said.value)
