"""The questions worth another look, across all lessons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from kit.article.project import Project
from kit.language.translation import Translation
from kit.learner.log import Entry
from kit.learner.review_queue import review_queue
from kit.lesson.copies import LessonCopy, read_copies


@dataclass(frozen=True, slots=True)
class Due:
    """A question to look at again, and where it is from, in a sentence."""

    copy: LessonCopy
    question: str
    source: str


def due_questions(
    project: Project,
    lessons: Iterable[str],
    entries: tuple[Entry, ...],
    count: int,
    translation: Translation,
) -> list[Due]:
    """At most ``count`` questions of these lessons to look at again, the most urgent first.

    Certain but wrong comes first, then wrong, then right but not asked for long. Where a question
    has a twin on another text, the one that was met longest ago is dealt.
    """
    copies = {
        name: copy
        for name, copy in read_copies(project, lessons if entries else ())
        if isinstance(copy, LessonCopy)  # a damaged lesson is dealt nothing of
    }
    queue = review_queue(
        ((name, c.question_set.questions, c.counting(entries)) for name, c in copies.items()),
        datetime.now(UTC),
    )
    found: list[Due] = []
    for one in queue[:count]:
        copy = copies[one.lesson]
        question = copy.question_set.question(one.question)
        source = "review_twin" if question and question.twin else "review_from"
        said = translation.say(source, lesson=copy.question_set.title)
        found.append(Due(copy, one.question, said))
    return found
