"""An answers file as it would be with a question in it, read back before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from kit.article.segments import Article
from kit.author.editing import add_question, items_as_written, replace_question
from kit.question.kinds import kind
from kit.question.model import Key, Question, QuestionSet
from kit.question.parse import parse
from kit.question.reading import deal
from kit.question.write import keyed_block

# What the parts of a question and its key are called in the form.
PARTS = {
    "stem": "the question",
    "items": "the list",
    "targets": "the second list",
    "labels": "the labels",
    "hint": "the first hint",
    "more_hints": "the hints",
    "rubric": "the levels",
    "model": "the model answer",
    "notes": "an explanation",
    "because": "the explanation of the whole",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """The text of the file with the question in it, and what keeps it from being written."""

    text: str = ""
    problems: tuple[str, ...] = ()  # in plain words; none: it can be written
    elsewhere: tuple[str, ...] = ()  # what was wrong with other questions before


def prove(
    text: str,
    article: Article,
    question: Question,
    key: Key,
    items: Sequence[str] = (),
    draft: str = "",
    old: str = "",
) -> Proof:
    """The file with this question in place of the question ``old``, or at its end.

    ``items`` are in the author's order; ``draft`` says where a key comes from that waits for a
    person. What is read back must be what was meant: a line of a text could pass for a field.
    """
    question_set = parse(text, "", article)
    if old and _is_as_it_was(question_set, text, question, key, items, draft):
        return Proof(text)
    try:
        block = keyed_block(question, key, article.shown(question.show), items, draft)
        new = replace_question(text, old, block) if old else add_question(text, block)
    except ValueError as error:
        return Proof(problems=(str(error),))
    before = {(p.text, p.question) for p in question_set.problems}
    question_set = parse(new, "", article)
    wrong = [p for p in question_set.problems if p.severity == "error"]
    own = [
        p for p in wrong if p.question in ("", question.id) or (p.text, p.question) not in before
    ]
    others = tuple(f"line {p.line}: {p.text}" for p in wrong if p not in own)
    said = tuple(p.text for p in own) or _misread(question_set, question, key, others)
    return Proof(new, tuple(dict.fromkeys(said)), others)


def dealt(question: Question, items: Sequence[str], targets: Sequence[str]) -> Question:
    """The question with these items and targets, in the order in which students get them."""
    order = tuple(items) if question.as_written else deal(items)
    bins = deal(dict.fromkeys(targets)) if kind(question.kind).deals_targets else tuple(targets)
    return replace(question, items=order, targets=bins)


def same_key(one: Key, other: Key) -> bool:
    """Whether two keys say the same, in whatever order."""
    return _in_order(one) == _in_order(other)


def _is_as_it_was(
    question_set: QuestionSet,
    text: str,
    question: Question,
    key: Key,
    items: Sequence[str],
    draft: str,
) -> bool:
    """Whether the file says all this already: then its lines stay as a hand may have laid them."""
    there, of_draft = question_set.question(question.id), question_set.draft(question.id)
    key_there = of_draft.key if of_draft else question_set.key(question.id)
    return (
        there == question
        and key_there is not None
        and same_key(key_there, key)
        and (of_draft.reason if of_draft else "") == draft
        and items_as_written(text, question.id, question.items) == tuple(items)
    )


def _misread(
    question_set: QuestionSet, question: Question, key: Key, others: tuple[str, ...]
) -> tuple[str, ...]:
    read = question_set.question(question.id)
    draft = question_set.draft(question.id)
    read_key = draft.key if draft else question_set.key(question.id)
    if read is None or read_key is None:
        return ("The question cannot be read back from the file.", *others)
    found = [*_differing(question, read), *_differing(_in_order(key), _in_order(read_key))]
    return tuple(
        f"{PARTS.get(name, name).capitalize()} would read back differently. A line that begins "
        "like “Because:”, with “-”, “>” or “#”, or an arrow “=>” in an item, has a meaning of its "
        "own in the file; say it in other words."
        for name in dict.fromkeys(found)
    )


def _differing(one: Question | Key, other: Question | Key) -> list[str]:
    return [f.name for f in fields(one) if getattr(one, f.name) != getattr(other, f.name)]


def _in_order(key: Key) -> Key:
    notes = ((item, note) for item, note in key.notes if note.text or note.misconception)
    return replace(
        key,
        notes=_sorted(notes),
        placed=_sorted(key.placed),
        outcomes=_sorted(key.outcomes),
        ranges=_sorted(key.ranges),
    )


def _sorted(pairs: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(pairs, key=lambda pair: str(pair[0])))
