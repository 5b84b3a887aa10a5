"""The key of an exercise on one page to print: every question, what is right, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article, read_source
from kit.article.segments import Segment
from kit.classroom.drawn import drawn
from kit.classroom.key_lines import KeyLine, key_lines
from kit.classroom.templates import rendered
from kit.question.kinds.contract import Keyed
from kit.question.model import Key, Question
from kit.question.read import read_question_set

_HERE = Path(__file__).parent
MARK = '<meta name="generator" content="Says Who? key">'


@dataclass(frozen=True, slots=True)
class KeyedQuestion:
    """One question as the page shows it. What is named so is HTML already."""

    question: Question
    key: Key
    stem_html: str
    segments: tuple[Segment, ...]
    lines: tuple[KeyLine, ...]
    because_html: str
    model_html: str


@dataclass(frozen=True, slots=True)
class KeyedLesson:
    """A lesson with its questions."""

    title: str
    minutes: int
    questions: tuple[KeyedQuestion, ...]


def key_page(project: Project, lessons: Sequence[str]) -> str:
    """The key of these lessons of one exercise as an HTML text that needs nothing but itself.

    Raises Unreadable where a file of theirs cannot be read.
    """
    return rendered(
        _HERE,
        "key.html",
        title=read_source(project, exercise_of(lessons[0])).title,
        lessons=[_lesson(project, lesson) for lesson in lessons],
        mark=MARK,
    )


def _lesson(project: Project, lesson: str) -> KeyedLesson:
    found, article = read_question_set(project, lesson), read_article(project, exercise_of(lesson))
    keyed = []
    for question in found.questions:
        key = found.key(question.id) or Key(question.id)
        asked = Keyed(question, key, article.shown(question.show))
        keyed.append(
            KeyedQuestion(
                question,
                key,
                drawn(question.stem, question.pictures),
                asked.segments,
                tuple(key_lines(asked)),
                drawn(key.because),
                drawn(key.model),
            )
        )
    return KeyedLesson(found.title, found.minutes, tuple(keyed))
