"""An answers file with one question edited, added, accepted or deleted; all else is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kit.author.comments import bare, field_of, with_comments
from kit.author.question_lines import (
    BLANK,
    QuestionLines,
    lines_of,
    paragraphs_of,
    question_lines,
)
from kit.question.blocks import read_blocks


def replace_question(text: str, id: str, block: str) -> str:
    """The file with this question's block in place of the one that is there.

    Comments inside the old block stay where they were, as far as that is still there. Raises
    ValueError where there is no such question.
    """
    place, lines = _lines_of_question(text, id), lines_of(text)
    old, end_of_line = lines[place.start : place.end], _line_end(text)
    new = lines_of(_in_lines(block, end_of_line))
    if not old[-1].endswith(("\r", "\n")):
        new[-1] = new[-1].rstrip("\r\n")
    return "".join([*lines[: place.start], *with_comments(old, new), *lines[place.end :]])


def add_question(text: str, block: str, after: str = "") -> str:
    """The file with a block added after this question, or at its end.

    Raises ValueError where there is no question ``after``.
    """
    lines, end_of_line = lines_of(text), _line_end(text)
    at = _lines_of_question(text, after).end if after else len(lines)
    before, rest = lines[:at], lines[at:]
    if before and not before[-1].endswith(("\r", "\n")):
        before[-1] += end_of_line
    blank_above = [end_of_line] if before and before[-1].strip(BLANK + "\ufeff") else []
    blank_below = [end_of_line] if rest and rest[0].strip(BLANK) else []
    return "".join([*before, *blank_above, _in_lines(block, end_of_line), *blank_below, *rest])


def accept_draft(text: str, id: str) -> str:
    """The file without the ``Draft:`` line of this question.

    Raises ValueError where there is no such question, or it is no draft.
    """
    place = _lines_of_question(text, id)
    block = next(b for b in read_blocks(text)[1] if b.heading.line == place.start + 1)
    if "Draft" not in block.fields:
        raise ValueError(f"“{id}” is no draft; it has been accepted.")
    lines, first = lines_of(text), block.line_of("Draft") - 1
    end = min(end for start, end in paragraphs_of(text) if start <= first < end)
    last = first + 1
    while last < end and not field_of(lines[last]):
        last += 1
    return "".join([*lines[:first], *lines[last:]])


def delete_question(text: str, id: str) -> str:
    """The file without this question; a comment beside it stays.

    Raises ValueError where there is no such question.
    """
    place, lines = _lines_of_question(text, id), lines_of(text)
    before, rest = lines[: place.start], lines[place.end :]
    while rest and not rest[0].strip(BLANK):
        del rest[0]
    while before and not rest and not before[-1].strip(BLANK):
        del before[-1]
    return "".join([*before, *rest])


def rename_question(text: str, id: str, new: str) -> str:
    """The file with another short name for this question; all else in it stays.

    Raises ValueError where there is no such question, or the new name is another question's.
    """
    place, lines = _lines_of_question(text, id), lines_of(text)
    if new != id and any(other.id == new for other in question_lines(text)):
        raise ValueError(f"There is already a question “{new}”. Give this one another short name.")
    lines[place.start] = lines[place.start].replace(id, new, 1)
    return "".join(lines)


def move_question(text: str, id: str, after: str) -> str:
    """The file with this question behind another one. Raises ValueError where one is missing."""
    block = question_block(text, id)
    _lines_of_question(text, after)
    return add_question(delete_question(text, id), block, after)


def duplicate_question(text: str, id: str, new: str, reason: str) -> str:
    """The file with a copy of this question behind it, as a draft with this reason.

    Raises ValueError where there is no such question, or the name is another question's.
    """
    alone = rename_question(question_block(text, id), id, new)
    block = next(iter(read_blocks(alone)[1]))
    if "Draft" not in block.fields:
        alone = f"{alone.rstrip()}\n\nDraft: {reason}\n"
    if any(other.id == new for other in question_lines(text)):
        raise ValueError(f"There is already a question “{new}”. Give this one another short name.")
    return add_question(text, alone, id)


def question_block(text: str, id: str) -> str:
    """The lines of a question, with simple line ends. Raises ValueError where there is none."""
    place = _lines_of_question(text, id)
    return "\n".join(line.rstrip("\r\n") for line in lines_of(text)[place.start : place.end])


def items_as_written(text: str, id: str, items: Iterable[str]) -> tuple[str, ...]:
    """A question's items in the author's own order, which is often not how they are dealt."""
    start = _lines_of_question(text, id).start
    block = next(b for b in read_blocks(text)[1] if b.heading.line == start + 1)
    known = set(items)
    written = (bare(item.text) if item.text not in known else item.text for item in block.items)
    return tuple(item for item in written if item in known)


def _lines_of_question(text: str, id: str) -> QuestionLines:
    for place in question_lines(text):
        if place.id == id:
            return place
    raise ValueError(f"there is no question “{id}” in the file any more.")


def _in_lines(block: str, end_of_line: str) -> str:
    return end_of_line.join([*block.rstrip("\n").split("\n"), ""])


def _line_end(text: str) -> str:
    found = re.search(r"\r\n?|\n", text)
    return found[0] if found else "\n"
