"""What in an English news article is worth a question: cues, quotations, names, numbers, doubts.

A suggestion is never a key. Each says by which rule it was found, in words for an author; a person
decides. There are two settings: all suggestions make a list to look through, and those that are
`sure` may stand in the key of a draft. The rules know English; of an article in another language
they find quotations, by its own marks, and nothing else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kit.article.segments import Article, Segment, Span, words
from kit.author.cues.attribution import cues, hands_words
from kit.author.cues.facts import dates, known_names, names, numbers
from kit.author.cues.grammar import MODALS
from kit.author.cues.quotations import quotations
from kit.author.cues.quotes import quoted_places
from kit.author.cues.shades import SURE_HEDGES, hedges, loaded, unnamed
from kit.author.cues.tokens import Token, tokens
from kit.author.cues.verbs import FORMS, PLAIN_SAYING

ACCORDING_TO = "says where it comes from: according to"
_CALENDAR_DATES = {
    "a date",
    "a month of a year",
    "a date in digits",
    "a year",
    "a month without a year",
}
Found = Literal["cue", "hedge", "anonymous", "quotation", "number", "date", "name", "loaded"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Some words worth a question, and why. A suggestion is never a key: a person decides."""

    what: Found
    span: Span  # whole words
    reason: str  # in plain words, such as “reporting verb”
    speaker: Span | None = None  # of a quotation, where one is found
    sure: bool = False  # sure enough for the key of a draft; else for a list to look through


def suggest(article: Article) -> tuple[Suggestion, ...]:
    """What is worth a question in an article, by place; the same article gives the same."""
    if not knows(article.language):
        return tuple(
            Suggestion("quotation", Span(s.id, first, last), "between quotation marks")
            for s in article.segments
            for start, end in quoted_places(s.text, article.language)
            for first, last in [_trimmed(s.text, start, end)]
        )
    known = frozenset[str]().union(*(known_names(tokens(s.text)) for s in article.segments))
    return tuple(
        found
        for segment in article.segments
        for found in sorted(
            dict.fromkeys(_in_segment(segment, known)),
            key=lambda s: (s.span.start, s.span.end, s.what),
        )
    )


def knows(language: str) -> bool:
    """Whether the rules know this language; one that is not known is held for English."""
    return language.partition("-")[0] in {"", "en"}


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A place from the first word that it holds to the last; as it is where it holds none."""
    inside = [(a, b) for a, b in words(text) if start <= a and b <= end]
    return (inside[0][0], inside[-1][1]) if inside else (start, end)


def _in_segment(segment: Segment, known: frozenset[str]) -> Iterator[Suggestion]:
    text = segment.text
    places = quoted_places(text)
    found = tokens(text, places)
    told = tuple(cues(found))
    saying = frozenset(
        place
        for first, last, reason in told
        if _is_sure("cue", found[first : last + 1], reason) and hands_words(found, last)
        for place in (first, last)
    )
    ends = frozenset(place for first, last, _ in told for place in range(first, last + 1))
    by_token: dict[Found, Iterator[tuple[int, int, str]]] = {
        "cue": iter(told),
        "hedge": hedges(found),
        "anonymous": unnamed(found, text, ends),
        "name": names(found, known),
        "loaded": loaded(found),
    }
    for what, tokens_found in by_token.items():
        for first, last, reason in tokens_found:
            span = Span(segment.id, found[first].start, found[last].end)
            sure = _is_sure(what, found[first : last + 1], reason)
            if what == "cue":
                sure = sure and hands_words(found, last)
            if what == "anonymous":
                sure = first - 1 in saying or last + 1 in saying
            yield Suggestion(what, span, reason, sure=sure)
    dated = tuple(dates(text))
    for start, end, reason in dated:
        span = Span(segment.id, *_whole(found, start, end))
        yield Suggestion("date", span, reason, sure=reason in _CALENDAR_DATES)
    for start, end, reason in numbers(text, dated):
        yield Suggestion("number", Span(segment.id, *_whole(found, start, end)), reason)
    for said in quotations(text, places, found, told):
        speaker = Span(segment.id, *said.speaker) if said.speaker else None
        span = Span(segment.id, said.start, said.end)
        yield Suggestion("quotation", span, said.reason, speaker, said.sure)


def _is_sure(what: Found, found: Sequence[Token], reason: str) -> bool:
    """Whether a suggestion may stand in a key: measured, this holds in nine cases of ten."""
    if any(token.quoted for token in found):
        return False
    if what == "cue":
        supposed = any(token.low in MODALS for token in found)
        plain = any(FORMS[t.low][0].base in PLAIN_SAYING for t in found if t.low in FORMS)
        return reason == ACCORDING_TO or (plain and not supposed)
    return what == "hedge" and found[0].low in SURE_HEDGES


def _whole(found: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """A place, widened to the whole words that it touches."""
    first = bisect_right(found, start, key=lambda token: token.start) - 1
    last = bisect_left(found, end, key=lambda token: token.start) - 1
    return found[first].start, found[last].end
