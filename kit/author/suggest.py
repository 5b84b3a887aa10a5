"""What in an English news article is worth a question: cues, quotations, names, numbers, doubts.

A suggestion is never a key. Each says by which rule it was found, in words for an author; a person
decides. The rules know English; of another language they find quotations, numbers and names.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kit.article.segments import Article, Segment, Span
from kit.author.cues.attribution import cues
from kit.author.cues.facts import dates, known_names, names, numbers
from kit.author.cues.quotations import quotations
from kit.author.cues.quotes import quoted_places
from kit.author.cues.shades import hedges, loaded, unnamed
from kit.author.cues.tokens import Token, tokens

Found = Literal["cue", "hedge", "anonymous", "quotation", "number", "date", "name", "loaded"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Some words worth a question, and why. A suggestion is never a key: a person decides."""

    what: Found
    span: Span  # whole words
    reason: str  # in plain words, such as “reporting verb”
    speaker: Span | None = None  # of a quotation, where one is found


def suggest(article: Article) -> tuple[Suggestion, ...]:
    """What is worth a question in an article, by place; the same article gives the same."""
    known = frozenset[str]().union(*(known_names(tokens(s.text)) for s in article.segments))
    return tuple(
        found
        for segment in article.segments
        for found in sorted(
            dict.fromkeys(_in_segment(segment, known)),
            key=lambda s: (s.span.start, s.span.end, s.what),
        )
    )


def _in_segment(segment: Segment, known: frozenset[str]) -> Iterator[Suggestion]:
    text = segment.text
    places = quoted_places(text)
    found = tokens(text, places)
    told = tuple(cues(found))
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
            yield Suggestion(what, Span(segment.id, found[first].start, found[last].end), reason)
    dated = tuple(dates(text))
    for start, end, reason in dated:
        yield Suggestion("date", Span(segment.id, *_whole(found, start, end)), reason)
    for start, end, reason in numbers(text, dated):
        yield Suggestion("number", Span(segment.id, *_whole(found, start, end)), reason)
    for said in quotations(text, places, found, told):
        speaker = Span(segment.id, *said.speaker) if said.speaker else None
        yield Suggestion("quotation", Span(segment.id, said.start, said.end), said.reason, speaker)


def _whole(found: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """A place, widened to the whole words that it touches."""
    first = bisect_right(found, start, key=lambda token: token.start) - 1
    last = bisect_left(found, end, key=lambda token: token.start) - 1
    return found[first].start, found[last].end
