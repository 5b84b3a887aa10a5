"""What a question needs before there can be a card, and a name for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from kit.article.project import NAME
from kit.language.word_lists import WordLists
from kit.question.kinds import kind
from kit.question.kinds.contract import Lists
from kit.question.model import Question

_WORDS = WordLists(Path(__file__).parent)
_LONGEST = 4  # words of an id


def propose_id(stem: str, taken: Collection[str]) -> str:
    """A short id from the words of a question, such as ``river-clean``; never one that is taken."""
    plain = unicodedata.normalize("NFKD", stem.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    small = _WORDS.words("naming", "small")
    telling = [word for word in words if word not in small] or words or ["question"]
    id = "-".join(telling[:_LONGEST])
    numbers = (f"{id}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (id, *numbers) if name not in taken)


def is_id(name: str) -> bool:
    """Whether a name can be a question's."""
    return bool(NAME.fullmatch(name))


def lacks(question: Question, lists: Lists, taken: Collection[str] = ()) -> tuple[str, ...]:
    """What is still to be entered before the question can be shown, in plain words."""
    own = kind(question.kind).lacks(lists, question)
    said = [
        "" if question.stem else "Write the question.",
        ""
        if is_id(question.id)
        else "Give it a short name of small letters, digits and dashes, such as “who-says-so”.",
        f"There is already a question “{question.id}”. Give this one another short name."
        if question.id in taken
        else "",
        *own,
    ]
    return tuple(filter(None, said))
