"""Graded rows as lines of JSON and back; what many rows say is put into words, and held, once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter, itemgetter
from sys import intern
from typing import Any

from kit.classroom.bulk import fingerprint
from kit.classroom.model import Graded

# In this order in a line, where a score is called a share.
_FIELDS = tuple(field.name for field in fields(Graded))
_NAMES = tuple("share" if name == "score" else name for name in _FIELDS)
_ANSWER = ("lesson", "question", "kind", "status", "share")
_MORE = _NAMES[1 + len(_ANSWER) :]  # left out of a line where there is nothing
_FEW = 1024  # values kept in mind while lines are written
_ALIKE = ("student", "lesson", "question", "kind", "status", "edition")
_answer, _more, _all = (
    attrgetter(*_FIELDS[1 : 1 + len(_ANSWER)]),
    attrgetter(*_MORE[1:]),
    itemgetter(*_NAMES),
)
_NOTHING = Graded("", "", "", "write", "blank", 0.0)
_LEFT_OUT: dict[str, Any] = {name: getattr(_NOTHING, name) for name in _MORE}

as_json: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_from_json = json.JSONDecoder().raw_decode


def as_lines(rows: Sequence[Graded]) -> Iterator[bytes]:
    """Each row as a line in UTF-8; an answer that many students gave is put into JSON once."""
    answers: dict[tuple[object, ...], str] = {}
    said_once = lru_cache(_FEW, typed=True)(_said)
    for row in rows:
        score = type(row.score), row.score  # 1 and 1.0 are written otherwise
        answer = (row.lesson, row.question, row.kind, row.status, score, id(row.response))
        if answer not in answers:
            values = dict(zip(_ANSWER, _answer(row), strict=True))
            response = {"response": row.response} if row.response else {}
            answers[answer] = as_json(values | response)[1:-1]
        more = zip(_MORE[1:], _more(row), strict=True)
        rest = "".join([said_once(name, value) for name, value in more if value])
        line = f'{{"student": {as_json(row.student)}, {answers[answer]}{rest}}}\n'
        yield line.encode(errors="replace")


def _said(name: str, value: object) -> str:
    return f', "{name}": {as_json(value)}'


def from_lines(lines: Iterable[str], first: int) -> Iterator[Graded]:
    """The row in each line. Raises ValueError with the number of a line that holds none.

    ``first`` is the number of the first line. Texts and answers that are the same in many rows
    are one value in all of them, which takes less than half of the memory.
    """
    responses: dict[bytes, object] = {}
    for number, line in enumerate(lines, first):
        try:
            given, end = _from_json(line)
            values = _LEFT_OUT | given
            if len(values) > len(_NAMES) or line[end:].strip():
                raise ValueError("it says something that no row says")
            for name in _ALIKE:
                values[name] = intern(values[name])
            response = values["response"]
            values["response"] = responses.setdefault(fingerprint(response), response)
            values["tags"] = tuple(values["tags"])
            row = Graded(*_all(values))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"line {number} cannot be read: {error}") from error
        yield row
