"""A notebook as the steps of a lesson's page: what leads to a question, it, and what follows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.lesson.notebook_metadata import NOTEBOOK_ONLY


@dataclass(frozen=True, slots=True)
class Call:
    """What a code cell calls in its last line, with the texts that it gives."""

    name: str
    given: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    of_lesson: bool = False  # a method of the lesson, and not a function


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell: of text, or of code with what it calls, where that is all it does."""

    source: str
    is_text: bool
    call: Call | None = None
    outputs: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Pieces that lead to a question, its id, and pieces that look back at it."""

    before: tuple[Piece, ...] = ()
    question: str = ""
    after: tuple[Piece, ...] = ()


def steps(cells: Sequence[Any]) -> list[Step]:
    """The steps of a notebook's cells; the last one may have no question."""
    pieces = list(_pieces(cells))
    found: list[Step] = []
    before: list[Piece] = []
    after: list[Piece] = []
    question = ""
    for at, piece in enumerate(pieces):
        asked = _asked(piece)
        if question and (asked or not _looks_back(pieces[at:])):
            found.append(Step(tuple(before), question, tuple(after)))
            before, after, question = [], [], ""
        if asked:
            question = asked
        elif question:
            after.append(piece)
        else:
            before.append(piece)
    if question or before:
        found.append(Step(tuple(before), question, tuple(after)))
    return found


def _pieces(cells: Sequence[Any]) -> Iterator[Piece]:
    for cell in cells:
        source = cell.source.strip()
        if not source or NOTEBOOK_ONLY in cell.metadata.get("tags", ()):
            continue
        if cell.cell_type == "markdown":
            yield Piece(source, is_text=True)
        elif cell.cell_type == "code":
            yield Piece(source, False, last_call(source), tuple(cell.get("outputs", ())))


def _asked(piece: Piece) -> str:
    call = piece.call
    return call.given[0] if call and call.name == "ask" and call.of_lesson and call.given else ""


def _looks_back(pieces: Sequence[Piece]) -> bool:
    """Whether what follows a question belongs to it: a heading or the end comes before another."""
    for piece in pieces:
        if _asked(piece):
            return False
        if piece.is_text and re.match(r"#{1,6}\s", piece.source):
            return piece is not pieces[0]
    return True


def last_call(source: str) -> Call | None:
    """The call that a cell ends with, where it gives texts and numbers and nothing else."""
    try:
        *_, last = ast.parse(source).body
    except (SyntaxError, ValueError):  # a cell can hold anything
        return None
    if not isinstance(last, ast.Expr) or not isinstance(last.value, ast.Call):
        return None
    call = last.value
    given = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    named = [
        (word.arg, word.value.value)
        for word in call.keywords
        if word.arg and isinstance(word.value, ast.Constant)
    ]
    if len(given) != len(call.args) or len(named) != len(call.keywords):
        return None
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return Call(
        name,
        tuple(map(str, given)),
        tuple((name, str(value)) for name, value in named),
        isinstance(call.func, ast.Attribute),
    )
