"""What a question needs before there can be a card, and a name for it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.language.word_lists import WordLists
from kit.question.model import Kind, Level, Question

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORDS = WordLists(Path(__file__).parent)
_LONGEST = 4  # words of an id


@dataclass(frozen=True, slots=True)
class Lists:
    """What the author typed line by line, in the author's own order."""

    items: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    rubric: tuple[Level, ...] = ()


def propose_id(stem: str, taken: Collection[str]) -> str:
    """A short id from the words of a question, such as ``river-clean``; never one that is taken."""
    plain = unicodedata.normalize("NFKD", stem.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    small = _WORDS.words("naming", "small")
    telling = [word for word in words if word not in small] or words or ["question"]
    id = "-".join(telling[:_LONGEST])
    numbers = (f"{id}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (id, *numbers) if name not in taken)


def lacks(question: Question, lists: Lists, taken: Collection[str] = ()) -> tuple[str, ...]:
    """What is still to be entered before the question can be shown, in plain words."""
    own = LACKS[question.kind](question, lists)
    said = [
        "" if question.stem else "Write the question.",
        ""
        if _ID.fullmatch(question.id)
        else "Give it a short name of small letters, digits and dashes, such as “who-says-so”.",
        f"There is already a question “{question.id}”. Give this one another short name."
        if question.id in taken
        else "",
        *own,
    ]
    return tuple(filter(None, said))


def _items(least: int, what: str) -> Callable[[Question, Lists], Sequence[str]]:
    def check(question: Question, lists: Lists) -> Sequence[str]:
        few = f"Give at least {least} {what}, one on each line."
        return ["" if len(lists.items) >= least else few, *_twice(lists.items)]

    return check


def _items_and_bins(question: Question, lists: Lists) -> Sequence[str]:
    few = (
        ""
        if len(lists.targets) > 1
        else "Say what to sort into: at least 2 bins, one on each line."
    )
    return [*_items(2, "things to sort")(question, lists), few, *_twice(lists.targets)]


def _pairs(question: Question, lists: Lists) -> Sequence[str]:
    few = "" if len(lists.targets) > 1 else "Give at least 2 partners, one on each line."
    return [*_items(2, "things on the left")(question, lists), few, *_twice(lists.targets)]


def _passage(question: Question, lists: Lists) -> Sequence[str]:
    return ["" if question.show else "Choose the paragraphs in which words are to be marked."]


def _levels(question: Question, lists: Lists) -> Sequence[str]:
    told = [level for level in lists.rubric if level.name and level.text]
    enough = len(told) > 1 and len(told) == len(lists.rubric)
    return [
        ""
        if enough
        else "Say of at least 2 levels what they take, as in “Proficient: names the source”."
    ]


def _twice(texts: Sequence[str]) -> list[str]:
    return [f"“{text}” is there twice." for text, count in Counter(texts).items() if count > 1]


LACKS: dict[Kind, Callable[[Question, Lists], Sequence[str]]] = {
    "choose": _items(2, "options"),
    "choose-many": _items(2, "options"),
    "highlight": _passage,
    "sort": _items_and_bins,
    "order": _items(3, "items"),
    "match": _pairs,
    "rate": _items(1, "statement"),
    "write": _levels,
}
