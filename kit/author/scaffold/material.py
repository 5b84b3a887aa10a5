"""What an article gives to ask about: its fitting part, its sentences, and what was suggested."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.article.segments import Article, Segment, Span, quote, words
from kit.article.tidy import sentence_ends
from kit.author.suggest import Found, Suggestion, suggest

FITTING = 900  # words of an article that three lessons can deal with
PASSAGE = 160  # words shown with one question

_MARKS = '“”„"«» '
_INNER = re.compile('[“”„"]')
_OPENING = re.compile('[“„]|(?:(?<=\\s)|^)"')
_MARKDOWN = re.compile(r"[*_`<>\[\]\\|~]|=>|&#?\w+;|^\s*(?:[-+#=]|\d+[.)]|[A-Z][a-z]+:)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article, where it stands, and what was found in it."""

    text: str
    span: Span
    found: frozenset[Found]

    @property
    def words(self) -> int:
        """How many words the sentence has."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Material:
    """The part of an article that its lessons use, and what in it is worth a question."""

    article: Article  # the whole of it: what an answers file is read against
    segments: tuple[Segment, ...]  # the headline and the paragraphs used
    suggestions: tuple[Suggestion, ...]
    sentences: tuple[Sentence, ...]  # of the paragraphs, in order
    publisher: str = ""

    @property
    def body(self) -> tuple[Segment, ...]:
        """The paragraphs used; the headline where there are none."""
        return self.segments[1:] or self.segments

    def found(self, *what: Found) -> tuple[Suggestion, ...]:
        """The suggestions of these sorts in the paragraphs used, by place; none inside another."""
        ids = {s.id for s in self.body}
        chosen = [s for s in self.suggestions if s.what in what and s.span.segment in ids]
        longest_first = sorted(chosen, key=lambda s: s.span.start - s.span.end)
        kept: list[Suggestion] = []
        for one in longest_first:
            if not any(touch(one.span, other.span) for other in kept):
                kept.append(one)
        return tuple(one for one in chosen if one in kept)

    def words(self, span: Span) -> str:
        """The article's words in a span."""
        return quote(span, self.segments)

    def passage(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """Up to three neighbouring paragraphs that hold most of these spans, seven at most."""
        best: tuple[int, int] = (0, 0)
        chosen: tuple[str, ...] = ()
        for first in range(len(self.body)):
            for last in range(first + 1, min(first + 3, len(self.body)) + 1):
                window = self.body[first:last]
                if len(window) > 1 and sum(len(words(s.text)) for s in window) > PASSAGE:
                    break
                ids = {s.id for s in window}
                count = sum(span.segment in ids for span in spans)
                worth = (min(count, 7) - max(0, count - 7), -len(window))
                if count and worth > best:
                    best, chosen = worth, tuple(s.id for s in window)
        return chosen or tuple(dict.fromkeys(span.segment for span in spans))[:1]


def touch(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.segment == other.segment and one.start < other.end and other.start < one.end


def gather(
    article: Article,
    publisher: str = "",
    find: Callable[[Article], Iterable[Suggestion]] = suggest,
) -> Material:
    """The material of an article: its beginning, as far as three lessons can deal with it."""
    used: list[Segment] = []
    count = 0
    for segment in article.segments:
        count += len(words(segment.text))
        if len(used) > 1 and count > FITTING:
            break
        used.append(segment)
    suggestions = tuple(find(Article(tuple(used), article.language)))
    body = used[1:] or used
    sentences = tuple(s for segment in body for s in _sentences(segment, suggestions))
    return Material(article, tuple(used), suggestions, sentences, publisher)


def _sentences(segment: Segment, suggestions: Sequence[Suggestion]) -> Iterator[Sentence]:
    start = 0
    for end in sentence_ends(segment.text):
        piece = segment.text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        span = Span(segment.id, first, first + len(piece.strip()))
        start = end
        if words(piece):
            found = frozenset(s.what for s in suggestions if touch(s.span, span))
            yield Sentence(piece.strip(), span, found)


def fits(text: str) -> bool:
    """Whether words of an article can stand in a question as they are: no signs of Markdown."""
    return bool(text.strip()) and not _MARKDOWN.search(text) and " ".join(text.split()) == text


def short(text: str, most: int = 12) -> str:
    """The first words of a text, with “…” where some are left out."""
    parts = text.split()
    return text if len(parts) <= most else " ".join(parts[:most]).rstrip(",;:–-") + " …"


def quoted(text: str) -> str:
    """A text in quotation marks; those it brought along at its ends go, others turn single."""
    inside = text.strip(_MARKS) if not _INNER.search(text.strip(_MARKS)) else text
    return f"“{_INNER.sub('’', _OPENING.sub('‘', inside))}”"


def as_sentence(reason: str) -> str:
    """A suggestion's reason with a capital and a full stop."""
    return f"{reason[:1].upper()}{reason[1:]}."
