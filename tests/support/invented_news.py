"""Twelve invented articles of many kinds, with what a careful reader found in each.

Every person, place and event is made up. They were written and marked by hand, in the folder beside
this file, before the rules of `kit.author` were read by whoever marked them. Marks are wide: an
editor's, who counts support, refusal, showing and publishing among the cues. Six are held back:
no rule was changed for what they showed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "invented_news"
_PIECES = re.compile(r"\[([^\]]*)\]")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without its brackets, and where they stood, in characters."""

    text: str
    cues: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with its marks."""

    name: str
    kind: str
    paragraphs: tuple[Paragraph, ...]  # the headline first
    people: tuple[frozenset[str], ...]  # the ways in which the article names one person or body
    speakers: tuple[tuple[str, str], ...]  # the first words of a quotation, and who speaks it
    unnamed: tuple[str, ...]  # sources without a name
    not_sentences: tuple[str, ...]  # how pieces begin that are no statements of the article
    held_back: bool

    @property
    def text(self) -> str:
        """The article as it would be taken in."""
        return "\n\n".join(p.text for p in self.paragraphs) + "\n"


def without_brackets(paragraph: str) -> Paragraph:
    """A marked paragraph as text with its marks."""
    text, places = "", []
    for number, piece in enumerate(_PIECES.split(paragraph)):
        if number % 2:
            places.append((len(text), len(text) + len(piece)))
        text += piece
    return Paragraph(text, tuple(places))


def meet(one: Place, others: Iterable[Place]) -> bool:
    """Whether a place shares a character with any of the others."""
    return any(one[0] < end and start < one[1] for start, end in others)


@cache
def invented_news() -> tuple[MarkedArticle, ...]:
    """All twelve, by name."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.toml")))


def _read(path: Path) -> MarkedArticle:
    marks = tomllib.loads(path.read_text(encoding="utf-8"))
    return MarkedArticle(
        path.stem,
        marks["kind"],
        tuple(without_brackets(p.strip()) for p in marks["text"].strip().split("\n\n")),
        tuple(frozenset(names) for names in marks["people"]),
        tuple((said, by) for said, by in marks["speakers"]),
        tuple(marks["unnamed"]),
        tuple(marks["not_sentences"]),
        marks.get("held_back", False),
    )
