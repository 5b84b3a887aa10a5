"""Graded rows as lines of JSON and back; what many rows say is put into words, and held, once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter

from pydantic import TypeAdapter, ValidationError

from kit.classroom.model import Graded

# In this order in a line, where two have the names that the first version gave them.
_FIELDS = tuple(field.name for field in fields(Graded))
_NAMES = tuple({"score": "share", "revision": "edition"}.get(name, name) for name in _FIELDS)
_ANSWER = ("lesson", "question", "kind", "status", "share")
_MORE = _NAMES[1 + len(_ANSWER) :]  # left out of a line where there is nothing
_FEW = 1024  # values kept in mind while lines are written
_answer = attrgetter(*_FIELDS[1 : 1 + len(_ANSWER)])
_more = attrgetter(*_FIELDS[2 + len(_ANSWER) :])

as_json: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


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
    alike: dict[bytes, object] = {}
    for number, line in enumerate(lines, first):
        try:
            yield _ROW.validate_json(line, context=alike)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
            place = ".".join(map(str, fault["loc"]))
            said = f"{fault['msg']}{f' ({place})' if place else ''}"
            raise ValueError(f"line {number} cannot be read: {said}") from error


_ROW = TypeAdapter(Graded)
