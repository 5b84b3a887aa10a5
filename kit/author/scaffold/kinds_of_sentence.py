"""The questions about sentences: of what kind each is, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.author.scaffold.drafted_question import DraftedQuestion, pairs, sequence, texts_of
from kit.author.scaffold.material import (
    DATELINE,
    Material,
    Sentence,
    fits,
    is_running_text,
    short,
)
from kit.author.suggest import knows
from kit.language.english import ENGLISH
from kit.language.word_lists import any_of

FACT, CLAIM = "checkable fact", "attributed claim"
OPINION, PREDICTION = "opinion or interpretation", "prediction"
KINDS_OF_SENTENCE = (FACT, CLAIM, OPINION, PREDICTION)

FUTURE = re.compile(
    r"\b(?:will|would(?! not\b)|shall|plans? to"
    r"|(?:is|are|was|were) (?:expected|due|set|likely|going) to"
    r"|next (?:week|month|year)|tomorrow)\b",
    re.IGNORECASE,
)
_SURE_FUTURE = re.compile(
    r"\b(?:will (?!be able)|(?:is|are) (?:expected|due|set|scheduled|likely) to\b)", re.IGNORECASE
)
_UNSURE = re.compile(
    rf"\b{any_of(ENGLISH.words('shades', 'unsure'))}\b"
    r"|\b(?:un|not )(?:clear|known|certain|sure)\b|\b(?:nobody|no one) (?:knows|can say)\b"
    r"|[?!:;]",
    re.IGNORECASE,
)
_QUOTES = re.compile('[“”"«»„‘]')
_JUDGING = re.compile(
    rf"\b(?:{any_of(ENGLISH.words('shades', 'judging'))}|too (?:much|many|little|few|late|long))\b",
    re.IGNORECASE,
)
_WHY = {
    FACT: "S gives a number to look up. It is told as a fact, and handed to nobody.",
    CLAIM: "A word of saying in S hands it to somebody.",
    PREDICTION: "S speaks here of what is still to come.",
}


def kind_of(sentence: Sentence) -> str:
    """The kind that rules are sure of, or nothing: most sentences are of no one kind."""
    found = sentence.found
    if "quotation" in found or _QUOTES.search(sentence.text):
        return ""
    future = bool(FUTURE.search(sentence.text))
    judged = "loaded" in found or bool(_JUDGING.search(sentence.text))
    if judged or "hedge" in found:
        return ""
    if "cue" in found:
        return CLAIM if sentence.said and not future else ""
    if _UNSURE.search(sentence.text) or sentence.reports:
        return ""
    if future:
        return PREDICTION if _SURE_FUTURE.search(sentence.text) else ""
    return FACT if re.search(r"\d", sentence.text) else ""


def plain_facts(material: Material) -> list[Sentence]:
    """Sentences that are surely told as facts and can be looked up; none where no rule reads."""
    found = material.statements if knows(material.language) else ()
    return [s for s in found if kind_of(s) == FACT and fits(s.text)]


def kinds(material: Material) -> Iterator[DraftedQuestion]:
    """Sort sentences of the article by kind, those whose kind is sure."""
    if not knows(material.language):
        return
    sorts: dict[str, list[Sentence]] = {kind: [] for kind in KINDS_OF_SENTENCE}
    for sentence in material.statements:
        kind = kind_of(sentence)
        if kind and fits(sentence.text) and 5 <= sentence.words <= 30:
            sorts[kind].append(sentence)
    for count in (2, 1):
        chosen = [s for found in sorts.values() for s in in_different_places(found)[:count]]
        of = {material.quoted(s.text): s for s in chosen}
        boxes = tuple(kind for kind in KINDS_OF_SENTENCE if sorts[kind])
        if len(of) < 3 or len(boxes) < 2:
            return
        yield pairs(
            "sort",
            [(t, kind_of(s), _WHY[kind_of(s)].replace("S", s.span.segment)) for t, s in of.items()],
            boxes,
            **texts_of("kinds", material),
        )


def in_different_places(found: Sequence[Sentence]) -> list[Sentence]:
    """The first sentence of each paragraph, so that each is explained in words of its own."""
    return list({s.span.segment: s for s in reversed(found)}.values())[::-1]


def telling(material: Material) -> Iterator[DraftedQuestion]:
    """Put pieces of the article in the order in which it tells them."""
    told = {s.id: DATELINE.sub("", s.text) for s in material.body if is_running_text(s.text)}
    starts = {id: short(text) for id, text in told.items() if fits(short(text))}
    ids = [id for id, words in starts.items() if list(starts.values()).count(words) == 1]
    for count in (5, 4, 3):
        for first in range(min(3, len(ids) - count + 1)):
            spread = ids[first :: max(1, len(ids) // count)][:count]
            if len(spread) < count:
                continue
            yield sequence(
                [(material.quoted(starts[id]), f"This is {id}.") for id in spread],
                **texts_of("telling", material),
            )
