"""What an article gives to ask about: its fitting part, its sentences, and what was suggested."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.article.segments import Article, Segment, Span, quote, words
from kit.article.tidy import sentence_ends
from kit.author.cues.people import NOBODY, People, people
from kit.author.cues.quotes import MARKS_OF, MARKS_OF_ENGLISH
from kit.author.cues.verbs import FORMS, SAYING, SHOWING, THINKING
from kit.author.suggest import Found, Suggestion, knows, suggest
from kit.language.english import ENGLISH
from kit.language.translation import ENGLISH as ENGLISH_STRINGS
from kit.language.translation import translation_for

FITTING = 900  # words of an article that three lessons can deal with
PASSAGE = 160  # words shown with one question

_MARKS = '“”„"«»\u00a0 '
_INNER = re.compile('[“”„"]|«\u00a0?|\u00a0?»')
_EITHER = re.compile(f'(?P<opens>[“„]|«\u00a0?|(?:(?<=\\s)|^)")|{_INNER.pattern}')
_LABELLED = re.compile(r"[^\W\d_][^:.!?“”\"]{0,38}:\s")  # “Herald: ...”, “Photo: ...”
_BYLINE = re.compile(r"(?:By|Reporting by|Photo|Photos|Text|Story by|Words by)\s+[A-Z]")
# “HARLOW BAY, 4 June – ”, “DENHOLM, Ore. (AP) — ”, “Berlin, 4 June 2025 – ”
DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .,'’-]{2,}(?:[A-Z][a-z]+\.?)?[^.“”\"]{0,40}?"
    r"|[A-Z][\w .'’-]{2,30}, [^.“”\"]{0,20}\d{4})(?:\s[-–—]+|—)\s"
)
_STATED = re.compile(r"[.!…][\"”’»)\]]*$")
_ENDED = re.compile(r"\.[\"”’»)\]]*$")
_REPORTING = {SAYING, SHOWING, THINKING}
_ADDRESS = re.compile(r"@\w|https?:|www\.")
_TO_THE_READER = frozenset(ENGLISH.words("sentences", "to_the_reader"))
_OF_THE_PAGE = re.compile(
    rf"\b(?:{'|'.join(ENGLISH.table('sentences', 'page')['phrases'])})\b", re.IGNORECASE
)
_MARKDOWN = re.compile(r"[*_`<>\[\]\\|~]|=>|&#?\w+;|^\s*(?:[-+#=]|\d+[.)]|[A-Z][a-z]+:)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article, where it stands, and what was found in it."""

    text: str
    span: Span
    found: frozenset[Found]
    said: bool = False  # a plain word of saying, outside quotation marks, hands it to somebody
    reports: bool = False  # a verb stands in it that can report, though no rule took it for a cue

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
    people: People = NOBODY

    @property
    def language(self) -> str:
        """The language of the article, such as “en”; “” where it is not known."""
        return self.article.language

    def say(self, name: str, **values: str) -> str:
        """A stem in the article’s language, in English where its catalogue has none."""
        return (translation_for(self.language or "en") or ENGLISH_STRINGS).say(
            name, count=1, **values
        )

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

    def sure(self, *what: Found) -> tuple[Suggestion, ...]:
        """Those of `found` that may stand in a key, in paragraphs of running text."""
        running = {s.id for s in self.body if is_running_text(s.text)}
        return tuple(s for s in self.found(*what) if s.sure and s.span.segment in running)

    @property
    def statements(self) -> tuple[Sentence, ...]:
        """The sentences in which the article itself tells something."""
        running = {s.id for s in self.body if is_running_text(s.text)}
        return tuple(
            s for s in self.sentences if s.span.segment in running and is_statement(s.text)
        )

    def quoted(self, text: str) -> str:
        """Words of the article in the quotation marks of its language."""
        return quoted(text, self.language)

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
    texts = [s.text for s in used] if knows(article.language) else []
    return Material(article, tuple(used), suggestions, sentences, publisher, people(texts))


def is_running_text(paragraph: str) -> bool:
    """Whether a paragraph tells something: no heading, byline, label or note of the page."""
    return (
        len(paragraph.split()) >= 5
        and bool(_STATED.search(paragraph))
        and not _LABELLED.match(paragraph)
        and not _BYLINE.match(paragraph)
        and not _ADDRESS.search(paragraph)
        and not _OF_THE_PAGE.search(paragraph)
    )


def is_statement(sentence: str) -> bool:
    """Whether a sentence states something in the article’s own voice, and to no one reader."""
    low = {word.casefold() for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", sentence)}
    return (
        bool(_ENDED.search(sentence))
        and sentence[:1] == sentence[:1].upper()
        and not low & _TO_THE_READER
    )


def _sentences(segment: Segment, suggestions: Sequence[Suggestion]) -> Iterator[Sentence]:
    dateline = DATELINE.match(segment.text)
    start = dateline.end() if dateline else 0
    for end in sentence_ends(segment.text):
        if end <= start:  # “Ore. —” ends no sentence
            continue
        piece = segment.text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        span = Span(segment.id, first, first + len(piece.strip()))
        start = end
        if words(piece):
            here = [s for s in suggestions if touch(s.span, span)]
            said = any(s.what == "cue" and s.sure for s in here)
            reports = any(FORMS[w][0].reason in _REPORTING for w in _low(piece) if w in FORMS)
            yield Sentence(piece.strip(), span, frozenset(s.what for s in here), said, reports)


def _low(text: str) -> list[str]:
    return [text[start:end].casefold() for start, end in words(text)]


def fits(text: str) -> bool:
    """Whether words of an article can stand in a question as they are: no signs of Markdown."""
    return bool(text.strip()) and not _MARKDOWN.search(text) and " ".join(text.split()) == text


def short(text: str, most: int = 12) -> str:
    """The first words of a text, with “…” where some are left out."""
    parts = text.split()
    return text if len(parts) <= most else " ".join(parts[:most]).rstrip(",;:–-") + " …"


def quoted(text: str, language: str = "") -> str:
    """A text in a language’s quotation marks; those at its ends go, others become inner ones."""
    opens, closes, inner, end = MARKS_OF.get(language.partition("-")[0], MARKS_OF_ENGLISH)
    inside = text.strip(_MARKS) if not _INNER.search(text.strip(_MARKS)) else text
    if opens == "„":
        return f"{opens}{_turned(inside, inner, end)}{closes}"
    within = _EITHER.sub(lambda found: inner if found["opens"] else end, inside)
    return f"{opens}{within}{closes}"


def _turned(text: str, inner: str, end: str) -> str:
    """The marks of German and its neighbours inside a quotation: „ opens and “ closes."""
    return re.sub('[“”"]', end, text.replace("„", inner))


def as_sentence(reason: str) -> str:
    """A suggestion's reason with a capital and a full stop."""
    return f"{reason[:1].upper()}{reason[1:]}."
