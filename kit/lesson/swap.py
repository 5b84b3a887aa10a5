"""An article whose loaded words can be swapped for neutral ones, live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from kit.article.segments import Segment
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation


@dataclass(frozen=True, slots=True)
class Loaded:
    """Some words of a segment that judge, and words that would not."""

    segment: str
    span: str
    swap: str


class Swap:
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
        self.text.value = "".join(
            f"<p><b>{s.id}</b>&ensp;{swapped(s, self._loaded, self.switch.value)}</p>"
            for s in self._segments
        )

    def __repr__(self) -> str:
        rows = (f"{w.segment}: {w.span} → {w.swap}" for w in self._loaded)
        return "\n".join(rows)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle: Any = self._box._repr_mimebundle_(**options) or {}
        return {**bundle, "text/plain": repr(self)}


def swapped(segment: Segment, loaded: Sequence[Loaded], neutral: bool) -> str:
    """A segment as HTML: its loaded words marked, or neutral words marked in their place."""
    pieces = [segment.text]
    for words in loaded:
        if words.segment != segment.id:
            continue
        pieces = [part for piece in pieces for part in _cut(piece, words.span)]
    swaps = {w.span: w.swap for w in loaded if w.segment == segment.id}
    return "".join(
        f"<mark>{as_html(swaps[piece] if neutral else piece)}</mark>"
        if piece in swaps
        else as_html(piece)
        for piece in pieces
    )


def _cut(text: str, span: str) -> tuple[str, ...]:
    before, found, after = text.partition(span)
    return (before, found, after) if found else (text,)
