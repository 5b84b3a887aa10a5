"""What markers said at words of a written answer, and the bank of comments that they give again.

``comments.csv`` and ``comment-bank.csv`` are plain tables. Of the first the last row of a marker at
the same words counts, and one without a comment takes it away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from itertools import pairwise
from pathlib import Path

from kit.article.files import Unreadable
from kit.classroom.grading.marks import text_digest
from kit.classroom.shared_table import append_row, read_rows


@dataclass(frozen=True, slots=True)
class WordComment:
    """A row of ``comments.csv``: a marker's comment at some words of one written answer."""

    marker: str
    student: str
    lesson: str
    question: str
    words: str  # as they stand in the text
    start: int  # in characters of the text, where they begin
    comment: str  # "" takes it away
    at: str  # UTC, ISO 8601
    answer: str = ""  # twelve hexadecimal digits of the text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer, and the numbers of the comments on words that end with it."""

    text: str
    is_commented: bool = False
    ends: tuple[int, ...] = ()


_COLUMNS = tuple(field.name for field in fields(WordComment))
_NEEDED = ("marker", "student", "lesson", "question", "words", "start", "at")
_BANK = ("comment",)


def read_comments(path: Path) -> tuple[WordComment, ...]:
    """The comments that count; none where there is no such file. Raises Unreadable."""
    last: dict[object, WordComment] = {}
    for row in read_rows(path, _COLUMNS, _NEEDED):
        start = row.pop("start")
        if not (start.isascii() and start.isdigit()):
            raise Unreadable(f"{path.name}: “{start}” in the column start is no whole number.")
        one = WordComment(**row, start=int(start))
        last[one.marker, one.student, one.lesson, one.question, one.start, one.words] = one
    return tuple(one for one in last.values() if one.comment.strip())


def write_comment(path: Path, comment: WordComment) -> None:
    """Add a comment to the file, on disk before this returns. Raises OSError."""
    append_row(path, _COLUMNS, tuple(map(str, astuple(comment))))


def read_bank(path: Path) -> tuple[str, ...]:
    """The comments of a bank, each once; none where there is no such file. Raises Unreadable."""
    rows = read_rows(path, _BANK, _BANK)
    return tuple(dict.fromkeys(row["comment"].strip() for row in rows))


def add_to_bank(path: Path, comment: str) -> None:
    """Put a comment into a bank that does not have it. Raises Unreadable, OSError."""
    if comment.strip() not in read_bank(path):
        append_row(path, _BANK, (comment.strip(),))


def comments_on(
    comments: Iterable[WordComment], student: str, lesson: str, question: str, text: str
) -> tuple[WordComment, ...]:
    """The comments on this very text of a student, in the order of their words."""
    place, digest = (student, lesson, question), text_digest(text)
    own = (
        one
        for one in comments
        if (one.student, one.lesson, one.question) == place
        and one.answer in ("", digest)
        and text[one.start : one.start + len(one.words)] == one.words
    )
    return tuple(sorted(own, key=lambda one: (one.start, len(one.words), one.at)))


def pieces_of(text: str, comments: Iterable[WordComment]) -> tuple[Piece, ...]:
    """The text in pieces that together are it; comments are numbered from 1 as they come."""
    spans = [(one.start, one.start + len(one.words)) for one in comments]
    cuts = sorted({0, len(text), *(place for span in spans for place in span)})
    return tuple(
        Piece(
            text[start:end],
            any(first <= start and end <= last for first, last in spans),
            tuple(number for number, (_, last) in enumerate(spans, 1) if last == end),
        )
        for start, end in pairwise(cuts)
    )
