"""Questions that only a person can answer, on the part of the article that is worth them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.author.scaffold.drafted_question import DraftedQuestion
from kit.author.scaffold.fits_any import asked_of
from kit.author.scaffold.kinds_of_sentence import CLAIM, FACT, kind_of
from kit.author.scaffold.material import Material, Sentence, fits
from kit.author.suggest import Found

_COMPARED = re.compile(
    r"\b\d[\d.,]*\s?(?:%|per ?cent\b)|\b(?:doubled|tripled|halved|twice (?:as|the|what)|times as"
    r"|a (?:third|quarter|fifth|tenth) of|one in \w+|in record numbers"
    r"|the (?:highest|lowest|biggest))\b",
    re.IGNORECASE,
)


def holds(material: Material) -> Iterator[DraftedQuestion]:
    """Whether one paragraph holds, and what would show it."""
    for sentence in _worth_checking(material):
        id = sentence.span.segment
        yield from asked_of(material, "holds", (id,), segment=id)


def baseline(material: Material) -> Iterator[DraftedQuestion]:
    """What a number is measured against."""
    for sentence in material.sentences:
        if _COMPARED.search(sentence.text) and fits(sentence.text) and sentence.words <= 40:
            words = material.quoted(sentence.text)
            yield from asked_of(material, "baseline", (sentence.span.segment,), words=words)


def what_changed(material: Material, before: str, after: str, id: str) -> Iterator[DraftedQuestion]:
    """What another version of a paragraph does to what a reader takes away."""
    both = {"before": material.quoted(before), "after": material.quoted(after)}
    yield from asked_of(material, "changed", (id,), **both)


def retell(material: Material) -> Iterator[DraftedQuestion]:
    """Retell a sentence, no surer than it is."""
    wanted: tuple[frozenset[Found], ...] = (
        frozenset({"cue", "hedge"}),
        frozenset({"hedge"}),
        frozenset({"cue"}),
        frozenset(),
    )
    for needs in wanted:
        for sentence in material.statements:
            if needs <= sentence.found and fits(sentence.text) and 8 <= sentence.words <= 40:
                words = material.quoted(sentence.text)
                yield from asked_of(material, "retell", (sentence.span.segment,), words=words)
    id = material.body[0].id
    yield from asked_of(material, "retell", (id,), "draft_retell_one", segment=id)


def _worth_checking(material: Material) -> Iterator[Sentence]:
    """Sentences that say much, the surest kinds first, then the longest."""
    for wanted in (FACT, CLAIM):
        yield from (s for s in material.statements if kind_of(s) == wanted and s.words >= 6)
    yield from sorted(material.sentences, key=lambda s: -s.words)
