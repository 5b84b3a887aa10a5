"""Written answers side by side, without names unless they are asked for; which are equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kit.classroom.model import Graded
from kit.classroom.reporting.figures import QuestionFigures

SHORTEST = 5  # words: that two students write the same few is nothing to speak of
_UNMARKED = "not marked yet"


@dataclass(frozen=True, slots=True)
class Text:
    """One written answer under the name it goes by on the page."""

    who: str  # “Answer 3”, or the student’s name and number
    text: str
    comment: str


@dataclass(frozen=True, slots=True)
class Pile:
    """The answers of one level."""

    level: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The answers to one question by level, best first, and the groups of equal ones."""

    question: QuestionFigures
    piles: tuple[Pile, ...]
    equal: tuple[tuple[str, ...], ...]


def written(question: QuestionFigures, names: Mapping[str, str] | None = None) -> Written:
    """The written answers to a question; ``names`` by student, or None for numbers instead.

    The numbers follow no roster: they are dealt by a hash.
    """
    rows = sorted(question.texts, key=lambda row: _deal(question, row))
    who = {
        row.student: f"Answer {number}" if names is None else names.get(row.student, row.student)
        for number, row in enumerate(rows, start=1)
    }
    levels = dict.fromkeys(level.name for level in question.asked.rubric)
    levels |= dict.fromkeys(sorted({row.level for row in rows if row.level}))
    piles = [
        Pile(level or _UNMARKED, tuple(_text(row, who) for row in rows if row.level == level))
        for level in (*levels, "")
    ]
    return Written(question, tuple(pile for pile in piles if pile.texts), _equal(rows, who))


def _deal(question: QuestionFigures, row: Graded) -> str:
    name = f"{question.asked.question.id} {row.student}"
    return sha256(name.encode(errors="replace")).hexdigest()


def _said(row: Graded) -> str:
    text = row.response.get("text")
    return text if isinstance(text, str) else ""


def _text(row: Graded, who: Mapping[str, str]) -> Text:
    return Text(who[row.student], _said(row), row.comment)


def _equal(rows: Sequence[Graded], who: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Texts of at least `SHORTEST` words that are the same but for space and capitals."""
    same: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        plain = " ".join(_said(row).casefold().split())
        if plain.count(" ") + 1 >= SHORTEST:
            same[plain].append(who[row.student])
    return tuple(tuple(group) for group in same.values() if len(group) > 1)


def all_written(
    questions: Iterable[QuestionFigures], names: Mapping[str, str] | None = None
) -> tuple[Written, ...]:
    """The same for every question that has written answers."""
    return tuple(written(question, names) for question in questions if question.texts)
