"""Headings and sentences of a release that may tell an answer in other words: worth a look.

A key and a text that say the same often share words that stand nowhere else. Words of the article,
of the question itself and of many keys or texts say nothing. What shares no such word is not
found: somebody has to read the text cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import nbformat

from kit.article.segments import words
from kit.classroom.releasing.leaks import Guarded
from kit.question.model import Key, Question

LEAST = 5  # letters of a word that can say something
STEM = 6  # letters that forms of one word have in common
IN_KEYS = 2  # keys that a rare word may stand in
IN_TEXTS = 4  # headings and sentences that it may stand in
IN_A_HEADING, IN_A_SENTENCE = 2, 3  # rare words that both share
MOST = 12  # places that are listed

_HEADING = re.compile(r"#{1,6}\s+(.+)")
_SENTENCE = re.compile(r"(?<=[.!?…])[\s”\"*_)]+(?=\S)")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\]\([^)\s]*\)", re.S)


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A text that shares rare words with a key, and where it stands."""

    file: str
    place: str
    lesson: str
    question: str
    shared: tuple[str, ...]  # the words, as the text has them

    def __str__(self) -> str:
        said = ", ".join(f"“{word}”" for word in self.shared)
        return f"{self.file}, {self.place}: may tell “{self.question}” ({self.lesson}): {said}"


@dataclass(frozen=True, slots=True)
class _Text:
    file: str
    place: str
    stems: Mapping[str, str]  # stem -> the word as it is written
    least: int  # rare words that make it worth a look


def find_paraphrases(
    files: Mapping[str, bytes], lessons: Iterable[Guarded]
) -> tuple[Paraphrase, ...]:
    """The texts that share most with a key, at most `MOST`; ``files`` by name from the top on."""
    lessons = tuple(lessons)
    texts = [text for name, data in files.items() for text in _texts(name, data)]
    in_texts = Counter(stem for text in texts for stem in text.stems)
    keyed = [
        (guarded, question, _stems(_told(question, key)))
        for guarded in lessons
        for question in guarded.question_set.questions
        if (key := guarded.question_set.key(question.id))
    ]
    in_keys = Counter(stem for *_, stems in keyed for stem in stems)
    found: list[tuple[int, Paraphrase]] = []
    for guarded, question, stems in keyed:
        public = _stems([question.stem, *(s.text for s in guarded.article.segments)])
        rare = {
            stem
            for stem in stems.keys() - public.keys()
            if in_keys[stem] <= IN_KEYS and in_texts[stem] <= IN_TEXTS
        }
        for text in texts:
            shared = tuple(word for stem, word in text.stems.items() if stem in rare)
            if len(shared) >= text.least:
                place = text.file, text.place, guarded.lesson, question.id
                found.append((len(shared) - text.least, Paraphrase(*place, shared)))
    found.sort(key=lambda pair: -pair[0])
    return tuple(one for _, one in found[:MOST])


def _told(question: Question, key: Key) -> Iterator[str]:
    """What of a key says what is right, and why."""
    right = key.ticked | {item for item, _ in key.placed}
    yield from key.ticked
    yield from (f"{item} {target}" for item, target in key.placed)
    yield from (note.text for item, note in key.notes if item in right)
    yield from (key.because, key.model)


def _texts(name: str, data: bytes) -> Iterator[_Text]:
    """The headings and sentences of a notebook or a page of Markdown."""
    if name.endswith(".ipynb"):
        cells = nbformat.reads(data.decode("utf-8"), as_version=4).cells
        for number, cell in enumerate(cells, 1):
            if cell.cell_type == "markdown":
                yield from _pieces(name, f"cell {number}", cell.source)
    elif name.endswith(".md") and not name.endswith(".questions.md"):
        yield from _pieces(name, "", data.decode("utf-8", "replace"))


def _pieces(name: str, place: str, markdown: str) -> Iterator[_Text]:
    for line in _CODE.sub(" ", markdown).splitlines():
        if heading := _HEADING.match(line.strip()):
            where = ", ".join(filter(None, (place, "a heading")))
            yield _Text(name, where, _stems([heading[1]]), IN_A_HEADING)
        else:
            for sentence in _SENTENCE.split(line):
                where = place or "its text"
                yield _Text(name, where, _stems([sentence]), IN_A_SENTENCE)


def _stems(texts: Iterable[str]) -> dict[str, str]:
    """Each word long enough to say something, by what its forms have in common."""
    return {
        word.casefold()[:STEM]: word
        for text in texts
        for word in (text[start:end] for start, end in words(text))
        if len(word) >= LEAST and word.isalpha()
    }
