"""Words of an article that judge, and the neutral ones that can stand in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.article.segments import Segment
from kit.language.html_text import as_html


@dataclass(frozen=True, slots=True)
class Loaded:
    """Some words of a segment that judge, and words that would not."""

    segment: str
    span: str
    swap: str


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


def as_passage(segments: Sequence[Segment], loaded: Sequence[Loaded], neutral: bool) -> str:
    """Segments as HTML, each with its number, as `swapped`."""
    return "".join(f"<p><b>{s.id}</b>&ensp;{swapped(s, loaded, neutral)}</p>" for s in segments)


def _cut(text: str, span: str) -> tuple[str, ...]:
    before, found, after = text.partition(span)
    return (before, found, after) if found else (text,)
