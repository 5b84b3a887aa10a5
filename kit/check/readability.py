"""How hard the texts of lessons are to read: a figure, and sentences that begin without a noun.

The figure is LIX (C.-H. Björnsson, Läsbarhet, 1968), the same by which `kit check` warns of one
text. A sentence begins without a noun where its first word is a pronoun and no noun stands before
it in the same cell, heading included: a reader then has to guess what “it” is. A noun is known by
the word before it, or by its capital; a text that begins with a bare noun counts as without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kit.check.rules.prose import paragraphs, reading_level, sentences
from kit.check.rules.subjects import Proof
from kit.language.word_lists import WordLists

_LISTS = WordLists(Path(__file__).parent / "rules")
_BEFORE_NOUNS = _LISTS.words("wording", "before_nouns")
_AUXILIARIES = _LISTS.words("wording", "auxiliaries")
_POINTING = frozenset({"this", "that", "these", "those"})

# What stands for something named before; who speaks and who is spoken to need no noun.
_STANDING_FOR = frozenset({"it", "its", "he", "his", "she", "her", "they", "their"})
_WORD = re.compile(r"[\w’'-]+")
_HEADING = re.compile(r"^#+ +", re.M)


@dataclass(frozen=True, slots=True)
class Readability:
    """What a lesson's texts, or those of several, are like to read."""

    lesson: str
    level: float  # LIX: 30 is easy, 40 a newspaper, 50 hard
    words: int
    sentences: int
    without_noun: tuple[str, ...]  # the sentences that begin with a pronoun and no noun before it

    @property
    def share(self) -> float:
        """The share of sentences that begin without a noun."""
        return len(self.without_noun) / self.sentences if self.sentences else 0.0


def readability(proof: Proof) -> Readability:
    """What a lesson's texts are like: its text cells, stems, explanations, hints and models."""
    return _of_texts(proof.lesson, list(_texts(proof)))


def together(all_proofs: Iterable[Proof]) -> Readability:
    """The same of several lessons, as if they were one."""
    return _of_texts("all", [text for proof in all_proofs for text in _texts(proof)])


def begin_without_a_noun(text: str, above: str = "") -> Iterator[str]:
    """The sentences of a text that begin with a pronoun, and have no noun before it."""
    before = _WORD.findall(above)
    for piece in _pieces(text):
        found = _WORD.findall(piece)
        quoted = piece.lstrip()[:1] in ("“", '"')
        if found and not quoted and _stands_alone(found) and not _has_noun(before):
            yield piece.strip()
        before += found


def _of_texts(lesson: str, texts: list[tuple[str, str]]) -> Readability:
    level, words = reading_level("\n\n".join(text for text, _ in texts))
    begun = tuple(sentence for pair in texts for sentence in begin_without_a_noun(*pair))
    count = sum(1 for text, _ in texts for piece in _pieces(text) if _WORD.search(piece))
    return Readability(lesson, level, words, count, begun)


def _texts(proof: Proof) -> Iterator[tuple[str, str]]:
    """Each text, and what a reader has read just above it: over an explanation, its option."""
    for cell in proof.notebook.cells:
        if cell.kind == "markdown":
            yield cell.source, ""
    for question in proof.question_set.questions:
        yield question.stem, ""
        if key := proof.question_set.key(question.id):
            yield from ((note.text, item) for item, note in key.notes)
            yield from ((found.note.text, "the words") for found in key.spans)
            own = (question.hint, *key.more_hints, key.because, key.model)
            yield from ((text, "") for text in own)


def _pieces(text: str) -> Iterator[str]:
    for paragraph in paragraphs(_HEADING.sub("", text)):
        yield from sentences(paragraph)


def _stands_alone(found: list[str]) -> bool:
    """Whether a sentence begins with a word that stands for a noun."""
    first, after = found[0].casefold(), found[1].casefold() if found[1:] else ""
    if first in _POINTING:  # “this is” and “that makes”, not “this page” and “these words”
        one_thing = first in ("this", "that")
        return after in {"", *_AUXILIARIES} or (one_thing and after.endswith("s"))
    return first in _STANDING_FOR or first.partition("’")[0] in ("it", "they", "that")


def _has_noun(before: list[str]) -> bool:
    """Whether some word is a name, a number of a paragraph, or has what goes before a noun."""
    for one, other in pairwise(before):
        if one.casefold() in _BEFORE_NOUNS and other.casefold() not in _AUXILIARIES:
            return True
        if other[:1].isupper() or any(sign.isdigit() for sign in one):
            return True
    return False
