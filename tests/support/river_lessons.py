"""The made-up lessons: what they ask, and a past that a learner may have had with them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from support.jupyterlab import RIVER

from kit.article.seed import read_article
from kit.article.segments import Segment
from kit.learner.log import Entry, Log, What, stamp
from kit.question import sample_responses
from kit.question.model import Key, Question, Response
from kit.question.read import read_question_set
from kit.question.response_data import response_to_data

Asked = tuple[Question, Key, tuple[Segment, ...]]


def asked(id: str, lesson: str = "river") -> Asked:
    """A question, its key and the segments it shows."""
    return next(found for found in all_asked(lesson) if found[0].id == id)


def all_asked(lesson: str = "river") -> Iterator[Asked]:
    """The same for all questions of a lesson."""
    question_set, article = read_question_set(RIVER, lesson), read_article(RIVER, lesson)
    for question, key in zip(question_set.questions, question_set.keys, strict=True):
        yield question, key, article.shown(question.show)


def live_through(home: Path, past: str, lesson: str = "river") -> None:
    """Give the learner a past with every question, one of `PASTS`, in place of any other."""
    shutil.rmtree(home, ignore_errors=True)
    log = Log(home)
    for question, key, segments in all_asked(lesson):
        for what, respond in PASTS[past]:
            response = response_to_data(respond(question, key, segments)) if respond else {}
            entry = Entry(what, lesson, question.id, at="", id="", response=response)
            log.append(replace(entry, at=(now := stamp())["at"], id=now["id"]))


Respond = Callable[[Question, Key, tuple[Segment, ...]], Response]
PASTS: dict[str, list[tuple[What, Respond | None]]] = {
    "blank": [],
    "entered": [("draft", sample_responses.right)],
    "wrong": [("try", sample_responses.wrong)],
    "shown": [("hint", None), ("try", sample_responses.wrong), ("show", None)],
    "right": [("try", sample_responses.right)],
}
