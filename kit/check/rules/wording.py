"""Rules for the words a student reads: stems, options and explanations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from kit.check.rules.prose import reading_level, sentences, without_quotations
from kit.check.rules.subjects import Notebook, Proof
from kit.language.word_lists import WordLists
from kit.question.kinds import kind
from kit.question.model import Problem

HARDEST = 50.0  # LIX of a text for students; from 50 on it is hard
FEWEST = 20  # words that a text needs before its reading level says anything
ALIKE = 0.8  # share of letters in common, from which two words read as one

_NOTE = re.compile(r"\b(?:TODO|FIXME|XXX|TBD|tbd|lorem ipsum|your text here)\b")
_ABOVE = re.compile(r"\b(?:all|any|none|both|neither|either) of the (?:above|options)\b", re.I)
_EVERY = re.compile(r"(?:all|both) of (?:these|them|those)|(?:both )?[A-E] and [A-E]", re.I)
_NEGATION = re.compile(r"\b(?:not|never|except|cannot|[a-z]+n[’']t)\b")
_BRACKETS = re.compile(r"\([^()]*\)")
_STRESSED = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1", re.S)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")  # one that cannot be read is a problem of its own
_BIDDING = WordLists(Path(__file__).parent).words("wording", "bidding")
_SMALL = {"a", "an", "the"}
_SEGMENT = re.compile(r"(?<![\w“])[SX]\d+\b")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)


def options_differ(proof: Proof) -> Iterator[Problem]:
    """No two options of a question are nearly the same words.

    Options that part in a number, or in a word unlike the other, are meant to be compared.
    """
    for question in proof.question_set.questions:
        for one, other in combinations(question.items, 2):
            if _nearly_same(one, other):
                text = f"this is nearly “{one}”; make them differ, or take one out"
                yield proof.problem(question.id, text, item=other)


def does_without_all_of_the_above(proof: Proof) -> Iterator[Problem]:
    """No option is “all of the above” or the like.

    Options are dealt in another order, so that nothing is above; and two right ones give it away.
    Say what you mean, as in “nobody the sentence names”.
    """
    for question in proof.question_set.questions:
        for item in question.items:
            if _ABOVE.search(item) or _EVERY.fullmatch(item.strip(" .")):
                text = f"“{item}” tells students nothing about the article; say what you mean"
                yield proof.problem(question.id, text, item=item)


def stresses_a_negation(proof: Proof) -> Iterator[Problem]:
    """A “not”, “never” or “except” in what a question asks is stressed, or in capitals.

    Who reads fast misses it, and picks the opposite. Quoted words and brackets are left alone, and
    so are questions where nothing is picked: to order, to rate, to write on.
    """
    for question in proof.question_set.questions:
        text = _STRESSED.sub("…", without_quotations(question.stem))
        picked = kind(question.kind).picked
        for sentence in sentences(_BRACKETS.sub("", text)) if picked else ():
            found = _NEGATION.search(sentence)
            if found and _asks(sentence):
                said = f"the question turns on “{found[0]}”; write it as “**{found[0]}**”"
                yield proof.problem(question.id, said)
                break


def asks_in_easy_words(proof: Proof) -> Iterator[Problem]:
    """A question's text of twenty words or more has a reading level (LIX) of at most 50.

    LIX is words per sentence plus the percentage of words longer than six letters (Björnsson
    1968). A newspaper has about 40 to 50. Quoted words do not count.
    """
    for question in proof.question_set.questions:
        level, count = reading_level(question.stem)
        if count >= FEWEST and level > HARDEST:
            yield proof.problem(question.id, _too_hard(level))


def has_no_note_to_its_author(proof: Proof) -> Iterator[Problem]:
    """Nothing that a student reads is a note of its author, such as “TODO”."""
    for question in proof.question_set.questions:
        key = proof.question_set.key(question.id)
        notes = [(item, note.text) for item, note in key.notes] if key else []
        more = [("", key.because), ("", key.model)] if key else []
        stem = [("", question.stem), ("", question.hint)]
        for item, text in (*stem, *((i, i) for i in question.items), *notes, *more):
            if found := _NOTE.search(text):
                said = f"“{found[0]}” is a note to yourself; students would read it"
                yield proof.problem(question.id, said, item=item)


def names_segments_that_exist(proof: Proof) -> Iterator[Problem]:
    """Wherever a question or an explanation names a segment, the article has it."""
    known = {segment.id for segment in proof.article.segments}
    for question in proof.question_set.questions:
        for item, text in proof.texts(question):
            for id in dict.fromkeys(_SEGMENT.findall(text)):
                if id not in known:
                    said = f"“{id}” is named here, and the article has no such segment"
                    yield proof.problem(question.id, said, item=item)


def is_shown_as_written(proof: Proof) -> Iterator[Problem]:
    """Questions and explanations hold nothing that a card would show as raw signs.

    A card shows text, emphasis, lists, tables and links; no HTML.
    """
    for question in proof.question_set.questions:
        for item, text in proof.texts(question):
            bare = _STRESSED.sub("", text)
            found = _TAG.search(bare) or re.search(r"\*\*", bare)
            if found:
                said = f"a card shows “{found[0]}” as raw signs; take it out, or close it"
                yield proof.problem(question.id, said, item=item)


def tells_in_easy_words(notebook: Notebook) -> Iterator[Problem]:
    """A text cell of a lesson has a reading level (LIX) of at most 50.

    LIX is words per sentence plus the percentage of words longer than six letters (Björnsson
    1968). Texts under twenty words, headings, tables and quoted words do not count.
    """
    for cell in notebook.cells if notebook.lesson else ():
        if cell.kind == "markdown":
            level, count = reading_level(cell.source)
            if count >= FEWEST and level > HARDEST:
                yield notebook.problem(cell.first_line, _too_hard(level))


def _too_hard(level: float) -> str:
    return (
        f"this is hard to read (LIX {level:.0f}, at most {HARDEST:.0f}); "
        "use shorter sentences or shorter words"
    )


def _asks(sentence: str) -> bool:
    first = re.match(r"\W*(\w+)", sentence)
    return "?" in sentence or (first is not None and first[1].casefold() in _BIDDING)


def _nearly_same(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    return len(first) == len(second) and all(
        a == b or _read_as_one(a, b) for a, b in zip(first, second, strict=True)
    )


def _read_as_one(one: str, other: str) -> bool:
    return (
        one[0] == other[0]
        and not any(sign.isdigit() for sign in one + other)
        and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
    )


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in _SMALL]
