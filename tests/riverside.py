"""The made-up lessons: what they ask, and a past that a learner may have had with them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from labdesk import RIVER

from kit import specimen
from kit.log import Entry, Log, What, stamp
from kit.model import Key, Question, Response, Segment
from kit.plain import to_plain
from kit.seed import read_article, read_sheet

Asked = tuple[Question, Key, tuple[Segment, ...]]


def asked(id: str, lesson: str = "river") -> Asked:
    """A question, its key and the segments it shows."""
    return next(found for found in all_asked(lesson) if found[0].id == id)


def all_asked(lesson: str = "river") -> Iterator[Asked]:
    """The same for all questions of a lesson."""
    sheet, article = read_sheet(RIVER, lesson), read_article(RIVER, lesson)
    for question, key in zip(sheet.questions, sheet.keys, strict=True):
        yield question, key, article.shown(question.show)


def live_through(home: Path, past: str, lesson: str = "river") -> None:
    """Give the learner a past with every question, one of `PASTS`, in place of any other."""
    shutil.rmtree(home, ignore_errors=True)
    log = Log(home)
    for question, key, segments in all_asked(lesson):
        for what, respond in PASTS[past]:
            response = to_plain(respond(question, key, segments)) if respond else {}
            entry = Entry(what, lesson, question.id, at="", id="", response=response)
            log.append(replace(entry, at=(now := stamp())["at"], id=now["id"]))


Respond = Callable[[Question, Key, tuple[Segment, ...]], Response]
PASTS: dict[str, list[tuple[What, Respond | None]]] = {
    "blank": [],
    "entered": [("draft", specimen.right)],
    "wrong": [("try", specimen.wrong)],
    "shown": [("hint", None), ("try", specimen.wrong), ("show", None)],
    "right": [("try", specimen.right)],
}
