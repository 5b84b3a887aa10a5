"""What of a question must not be seen before it is answered, as texts that can be looked for."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from markdown_it import MarkdownIt

from kit.article.segments import Segment, words
from kit.card.shown import card_question
from kit.classroom.releasing.views import without_tags
from kit.question.model import Key, Question, QuestionSet
from kit.question.write import as_markdown, as_plain_markdown, as_text, student_copy

_LIST = re.compile(r"<[uo]l>.*?</[uo]l>", re.S)
LEAST_LETTERS = 25  # in bytes of UTF-8, since other scripts say more with fewer letters
LEAST_WORDS = 4  # of at least ten letters together


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that answers or explains a question, and what it is there."""

    question: str
    what: str  # as in “the explanation”
    text: str
    on_the_card: bool = False  # the card shows it among others, so it is looked for elsewhere only

    @property
    def glimpse(self) -> str:
        """Enough of it to know it by: never more than half, nor more than 24 characters."""
        return self.text[: min(24, len(self.text) // 2)].rstrip() + "…"


def bare(text: str) -> str:
    """The letters and digits of a text: no case, no space, no punctuation, no accents apart."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(filter(str.isalnum, folded))


def is_telling(text: str) -> bool:
    """Whether a text is long enough to be known again wherever it stands."""
    letters = bare(text)
    return len(letters.encode()) >= LEAST_LETTERS or (
        len(words(text)) >= LEAST_WORDS and len(letters) >= 10
    )


def secrets_of(question: Question, key: Key) -> tuple[Secret, ...]:
    """The texts of a key that are long enough to be told from ordinary words.

    A shorter explanation, hint or level counts together with what it belongs to: an explanation
    with its option, a level with its name, a hint with the one before it.
    """
    found = dict.fromkeys(s for s in _all_of(question, key) if is_telling(s.text))
    return tuple(found)


def _all_of(question: Question, key: Key) -> Iterator[Secret]:
    id = question.id
    for item in question.items:
        if item in key.ticked:
            yield Secret(id, "a right option", item, on_the_card=True)
    for item, note in key.notes:
        yield _with(id, "the explanation of an option", item, note.text)
    for k in key.spans:
        yield _with(id, "the explanation of words to mark", "", k.note.text)
    for level in key.rubric:
        yield _with(id, "a level of the rubric", f"{level.name}: ", level.text)
    for before, hint in zip((question.hint, *key.more_hints), key.more_hints, strict=False):
        yield _with(id, "a hint", before, hint)
    yield Secret(id, "the explanation", key.because)
    yield Secret(id, "the model answer", key.model)


def _with(id: str, what: str, before: str, text: str) -> Secret:
    return Secret(id, what, text if is_telling(text) or not text else f"{before} {text}".strip())


def public_texts(question: Question, segments: Iterable[Segment] = ()) -> tuple[str, ...]:
    """A question as students see it: on the card, on paper, in a page and in their lesson's copy.

    Its hint is not among them: a hint may say too much.
    """
    segments = tuple(segments)
    lists = ["\n".join(some) for some in (question.items, question.targets) if len(some) > 1]
    copy = student_copy(QuestionSet("", questions=(question,))).lstrip("# \n")
    parts = copy.split(f"Hint: {question.hint}\n") if question.hint else [copy]
    shown = (as_text(question, segments), as_markdown(question, segments), as_text(question))
    return (*shown, *parts, *lists, *_in_a_page(question, segments))


def _in_a_page(question: Question, segments: tuple[Segment, ...]) -> Iterator[str]:
    """A question as pages and notebooks hold it: for paper, and for the card each entry twice.

    What is for paper is given as HTML and as it reads, and its lists alone too, since links and
    pictures there are the page's own.
    """
    markdown = MarkdownIt("commonmark", {"html": False})
    for text in {as_markdown(question, segments), as_plain_markdown(question, segments)}:
        html = str(markdown.render(text))
        for part in (html, *_LIST.findall(html)):
            yield from {part, unescape(part), without_tags(part), unescape(without_tags(part))}
    card = card_question(question, segments, hide_feedback=True)
    for entries in (question.items and card["items"], question.targets and card["targets"]):
        if entries:
            data = json.dumps(entries, ensure_ascii=False)
            yield from {data, data.replace("<", "\\u003c")}
