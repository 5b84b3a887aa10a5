"""A lesson's questions, read from the project's folders."""

from __future__ import annotations

from kit.article.project import Rooms, exercise_of
from kit.article.seed import read_article, read_text
from kit.question.model import Sheet
from kit.question.parse import parse


def read_sheet(rooms: Rooms, lesson: str) -> Sheet:
    """The lesson's answers file, or where there is none its questions file, as a sheet.

    Raises Unreadable where neither can be read, or the article cannot.
    """
    article = read_article(rooms, exercise_of(lesson))
    keyed = rooms.answers(lesson).is_file()
    path = rooms.answers(lesson) if keyed else rooms.questions(lesson)
    return parse(read_text(rooms, path), rooms.name(path), article, keyed)
