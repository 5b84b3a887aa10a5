"""An article whose loaded words can be swapped for neutral ones, live."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets as widgets

from kit.article.segments import Segment
from kit.language.translation import ENGLISH, Translation
from kit.lesson.displays import Boxed
from kit.lesson.loaded_words import Loaded, as_passage


class Swap(Boxed):
    """Segments with their loaded words marked, and a switch that puts neutral ones in."""

    def __init__(
        self,
        segments: Sequence[Segment],
        loaded: Sequence[Loaded],
        translation: Translation = ENGLISH,
    ) -> None:
        self._segments = tuple(segments)
        self._loaded = tuple(loaded)
        self.switch = widgets.Checkbox(description=translation.say("swap_switch"), indent=False)
        self.text = widgets.HTML()
        self.switch.observe(self._draw, "value")
        self._draw()
        self._box = widgets.VBox([self.switch, self.text])

    def _draw(self, _: object = None) -> None:
        self.text.value = as_passage(self._segments, self._loaded, self.switch.value)

    def __repr__(self) -> str:
        rows = (f"{w.segment}: {w.span} → {w.swap}" for w in self._loaded)
        return "\n".join(rows)
