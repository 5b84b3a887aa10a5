"""An article as segments, and the words and spans inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

_ESCAPED = re.compile(r"\\[\[\]]")
_BRACKET = re.compile(r"[\[\]]")
_HIDDEN = str.maketrans("[]", "\x02\x03")  # stand-ins for brackets of the article itself
_SHOWN = str.maketrans("\x02\x03", "[]")
_GAP = re.compile(r"\n\s*\n")
_LETTERS = r"[^\s!-/:-@\[-`{-~“”„‘’«»‹›…–—¿¡،؛؟。、，！？：；]+"
_WORD = re.compile(rf"{_LETTERS}(?:[-’'.,]{_LETTERS})*")


@dataclass(frozen=True, slots=True)
class Segment:
    """The headline (H), a paragraph (S1, S2, ...) or a leftover (X) of an article."""

    id: str
    text: str
    start: int  # characters from the start of the article


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Some words of a segment: characters ``start`` to ``end`` of its text."""

    segment: str
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article cut into its headline and paragraphs."""

    segments: tuple[Segment, ...]
    language: str = ""  # such as "en"; "" where the seed does not say
    folders: tuple[Path, ...] = field(default=(), compare=False)  # where its pictures are

    def shown(self, ids: Iterable[str]) -> tuple[Segment, ...]:
        """The segments with these ids, in the article's order."""
        wanted = set(ids)
        return tuple(s for s in self.segments if s.id in wanted)


def cut(text: str, left_over: Sequence[str] = (), language: str = "") -> Article:
    """The article of a text: headline H, then each paragraph S1, S2, ...

    Paragraphs that equal one of ``left_over`` were left by copying a page, not written: they are
    called X (then X2, X3, ...), so that the others keep their numbers.
    """
    segments: list[Segment] = []
    counts = {"S": 0, "X": 0}
    for paragraph, start in _paragraphs(text.replace("\r\n", "\n")):
        if not segments:
            segments.append(Segment("H", paragraph, start))
            continue
        letter = "X" if paragraph in left_over else "S"
        counts[letter] += 1
        id = "X" if letter == "X" and counts["X"] == 1 else f"{letter}{counts[letter]}"
        segments.append(Segment(id, paragraph, start))
    return Article(tuple(segments), language)


def _paragraphs(text: str) -> Iterable[tuple[str, int]]:
    start = 0
    for piece in _GAP.split(text):
        found = text.find(piece, start)
        start = found + len(piece)
        bare = piece.strip()
        if bare:
            yield bare, found + piece.find(bare)


def segment_ids(written: str, article: Article) -> tuple[str, ...]:
    """The ids that a list such as ``H, S1-S3`` names.

    Raises ValueError, in words for an author, if a part of it names no segment.
    """
    known = [s.id for s in article.segments]
    span = f"{known[0]}, {known[1]} to {known[-1]}" if len(known) > 1 else "none"
    return ids_named(written, known, "segment", f"; the article has {span}")


def ids_named(written: str, known: Sequence[str], what: str, there: str = "") -> tuple[str, ...]:
    """Those of the known ids that a list such as ``E01-E07 E12`` names, each once.

    Raises ValueError where a part of it names none: it is no such thing, and what is ``there``.
    """
    ids: list[str] = []
    for part in re.split(r"[,\s]+", written.strip()):
        first, _, last = part.replace("–", "-").partition("-")
        for id in (first, last or first):
            if id not in known:
                raise ValueError(f"there is no {what} “{id}”{there}")
        ids += known[known.index(first) : known.index(last or first) + 1]
    return tuple(dict.fromkeys(ids))


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[tuple[int, int], ...]:
    """Where each word of a text starts and ends, in characters."""
    return tuple(match.span() for match in _WORD.finditer(text))


def places_of_words(segments: Iterable[Segment]) -> list[Span]:
    """Each word of some segments, in order."""
    return [Span(s.id, start, end) for s in segments for start, end in words(s.text)]


def words_of(spans: Iterable[Span], segments: Iterable[Segment]) -> frozenset[Span]:
    """The single words that the spans touch, each with its span's label."""
    texts = {s.id: s.text for s in segments}
    return frozenset(
        word for s in spans if s.segment in texts for word in _cut(s, texts[s.segment])
    )


@lru_cache(maxsize=4096)  # the spans of a key are cut for each answer anew
def _cut(span: Span, text: str) -> tuple[Span, ...]:
    return tuple(
        Span(span.segment, start, end, span.label)
        for start, end in words(text)
        if start < span.end and span.start < end
    )


def find_span(quote: str, segments: Iterable[Segment], label: str = "") -> Span:
    r"""The words in brackets of a quote such as ``American and allies [believe] the``.

    A bracket of the article itself is written with a backslash, as in ``\[sic\]``. Raises
    ValueError, in words for an author, unless the quote has one pair of brackets and occurs
    exactly once in the segments.
    """
    hidden = _ESCAPED.sub(lambda found: found[0][1].translate(_HIDDEN), quote)
    before, opened, rest = hidden.partition("[")
    inside, closed, after = rest.partition("]")
    if not (opened and closed and inside.strip()) or set(after) & set("[]"):
        own = "; write a bracket of the article itself as “\\[” or “\\]”" if "[" in rest else ""
        raise ValueError(
            f"put the words to find in one pair of brackets; “{quote}” has none or two{own}"
        )
    before, inside, after = (part.translate(_SHOWN) for part in (before, inside, after))
    bare = before + inside + after
    found = [
        Span(s.id, at + len(before), at + len(before) + len(inside), label)
        for s in segments
        for at in _places(bare, s.text)
    ]
    if not found:
        raise ValueError(f"“{bare}” is not in the segments shown; copy the words from the article")
    if len(found) > 1:
        places = ", ".join(span.segment for span in found)
        raise ValueError(
            f"“{bare}” occurs {len(found)} times ({places}); add a neighbouring word outside the "
            "brackets"
        )
    return found[0]


def bracketed(span: Span, segments: Iterable[Segment]) -> str:
    """A quote with the words of a span in brackets that `find_span` finds: just enough around it.

    Raises ValueError where the segment is not there, or no words around it make it unique.
    """
    segments = tuple(segments)
    text = next((s.text for s in segments if s.id == span.segment), "")
    inside = text[span.start : span.end]
    places = words(text)
    before = [start for start, _ in places if start < span.start][::-1]
    after = [end for _, end in places if end > span.end]
    for more in range(max(len(before), len(after)) + 1):
        first = before[min(more, len(before)) - 1] if more and before else span.start
        last = after[min(more, len(after)) - 1] if more and after else span.end
        around = text[first : span.start], inside, text[span.end : last]
        found = "{}[{}]{}".format(*(_BRACKET.sub(r"\\\g<0>", part) for part in around))
        try:
            if find_span(found, segments, span.label) == span:
                return found
        except ValueError:
            continue
    raise ValueError(f"no words around “{inside}” tell it from the same words elsewhere")


def _places(part: str, text: str) -> Iterable[int]:
    """Where whole words of the text read like the part: “may” is not found in “dismay”."""
    before = r"(?<!\w)" if part[:1].isalnum() else ""
    after = r"(?!\w)" if part[-1:].isalnum() else ""
    return (match.start() for match in re.finditer(before + re.escape(part) + after, text))


def quote(span: Span, segments: Iterable[Segment]) -> str:
    """The words of a span, or nothing where its segment is not shown."""
    return next((s.text[span.start : span.end] for s in segments if s.id == span.segment), "")
