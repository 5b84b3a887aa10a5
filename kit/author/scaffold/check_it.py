"""The questions about checking: what would bear it out, what can be counted, and where to look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.article.segments import Span, words
from kit.author.scaffold.drafted_question import DraftedQuestion, chances, marks, pairs, texts_of
from kit.author.scaffold.fits_any import fits_any
from kit.author.scaffold.kinds_of_sentence import in_different_places, plain_facts
from kit.author.scaffold.material import Material, fits, touch
from kit.author.scaffold.voices import spoken


def before(material: Material) -> Iterator[DraftedQuestion]:
    """How likely a second source bears this out: sentences that can be looked up."""
    chosen = in_different_places([s for s in plain_facts(material) if 5 <= s.words <= 30])
    if chosen:
        yield chances(
            [
                (
                    material.quoted(s.text),
                    f"Your number is kept. Hold it against what you find on {s.span.segment}.",
                )
                for s in chosen[:3]
            ],
            **texts_of("before", material),
        )


def numbers(material: Material) -> Iterator[DraftedQuestion]:
    """Mark the numbers of a passage that are written in digits: of these, nothing can be missed."""
    digits = [
        Span(s.id, start, end)
        for s in material.body
        for start, end in words(s.text)
        if _is_digits(s.text[start:end])
    ]
    names = [
        Span(s.id, start, end)
        for s in material.body
        for start, end in words(s.text)
        if not _is_digits(s.text[start:end]) and any(map(str.isdecimal, s.text[start:end]))
    ]
    if not digits:
        return
    show = material.passage(digits)
    here = [span for span in digits if span.segment in show]
    beside = [
        Span(s.span.segment, first, last)
        for s in material.found("number", "date")
        if s.span.segment in show
        for first, last in _words_inside(material, s.span)
        if not any(touch(Span(s.span.segment, first, last), span) for span in here)
    ]
    yield marks(
        [(span, "Digits: somebody counted it, or a calendar or a clock has it.") for span in here],
        [
            *((span, "It belongs to a number or a day, and is no digit.") for span in beside),
            *((span, _PART_OF_A_NAME) for span in names if span.segment in show),
        ],
        material.body,
        show=show,
        **texts_of("numbers", material),
    )


def _is_digits(word: str) -> bool:
    """Whether a word is a number and not a name: “£40m” and “1930s”, not “A9”."""
    return next(filter(str.isalnum, word), "").isdecimal()


_PART_OF_A_NAME = "The digit is part of a name, and counts nothing. It counts neither way."


def _words_inside(material: Material, span: Span) -> Iterator[tuple[int, int]]:
    text = next(s.text for s in material.segments if s.id == span.segment)
    return ((a, b) for a, b in words(text) if span.start <= a and b <= span.end)


_SHARES = {"a share in per cent", "a range in per cent"}
_COUNTED = {*_SHARES, "a large number"}


def where(material: Material) -> Iterator[DraftedQuestion]:
    """Match things of the article to where one would look first."""
    voices, general = spoken(material), fits_any("where")
    places, notes = dict(general.key.placed), dict(general.key.notes)
    found = {
        "a number": [
            (_with_unit(material, s.span, s.reason), s.span.segment)
            for s in material.found("number")
            if s.reason in _COUNTED
        ],
        "a quotation": [(words, one.span.segment) for one, _, words in voices],
        "a day": [
            (material.words(s.span), s.span.segment)
            for s in material.sure("date")
            if s.reason == "a date"
        ],
        "a name": [(name, one.span.segment) for one, name, _ in voices],
    }
    rows: list[tuple[str, str, str]] = []
    show: list[str] = []
    for what, (said, segment) in ((what, those[0]) for what, those in found.items() if those):
        if fits(said):
            item = said if what == "a quotation" else material.quoted(said)
            rows.append((f"{segment}: {item}", places[what], notes[what].text))
            show.append(segment)
    if len(rows) > 1:
        yield pairs(
            "match",
            rows,
            [place for place in general.question.targets if place not in places.values()],
            show=tuple(s.id for s in material.body if s.id in show),
            **texts_of("where", material),
        )


def _with_unit(material: Material, span: Span, reason: str) -> str:
    """A number with the word after it, where that says what was counted: “1.2 million dollars”."""
    text = next(s.text for s in material.segments if s.id == span.segment)
    after = re.match(r"\s+(?:people|[a-z]+s)\b", text[span.end :])
    unit = after[0] if after and reason not in _SHARES else ""
    return text[span.start : span.end] + unit
