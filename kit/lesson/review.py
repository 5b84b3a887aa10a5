"""A review: the questions worth another look, across all lessons, as cards to answer again."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

import ipywidgets as widgets

from kit.article.project import find_project
from kit.card.widget import Card
from kit.language.translation import ENGLISH, Translation, translation_for
from kit.learner.log import home, own_log
from kit.learner.progress import review_queue
from kit.lesson.copies import LessonCopy, read_copies
from kit.lesson.lesson import Lesson


def review(count: int = 5, language: str = "") -> Review:
    """Cards of at most ``count`` questions to look at again, the most urgent first.

    Certain but wrong comes first, then wrong, then right but not asked for long. Where a question
    has a twin on another text, the one that was met longest ago is dealt.
    """
    wanted = language or os.environ.get("KIT_LANGUAGE") or "en"
    translation = translation_for(wanted) or ENGLISH
    project, log = find_project(), own_log(home())
    entries = log.read().entries
    copies = {
        name: copy
        for name, copy in read_copies(project, project.lessons() if entries else ())
        if isinstance(copy, LessonCopy)  # a damaged lesson is dealt nothing of
    }
    queue = review_queue(
        ((name, c.question_set.questions, c.counting(entries)) for name, c in copies.items()),
        datetime.now(UTC),
    )
    lessons: dict[str, Lesson] = {}
    cards: list[tuple[str, Card]] = []
    for one in queue[:count]:
        if one.lesson not in lessons:
            lessons[one.lesson] = Lesson(one.lesson, project, log, wanted)
        card = lessons[one.lesson].ask_again(one.question)
        if isinstance(card, Card):
            question = copies[one.lesson].question_set.question(one.question)
            source = "review_twin" if question and question.twin else "review_from"
            cards.append((translation.say(source, lesson=lessons[one.lesson].title), card))
    return Review(cards, translation)


class Review:
    """Cards, each under where it is from, or a sentence that there are none."""

    def __init__(self, cards: list[tuple[str, Card]], translation: Translation = ENGLISH) -> None:
        self.cards = [card for _, card in cards]
        self._text = translation.say("review_some" if cards else "review_none", len(cards))
        rows: list[widgets.Widget] = [widgets.Label(self._text)]
        for source, card in cards:
            rows += [widgets.Label(source), card]
        self._box = widgets.VBox(rows)

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle: Any = self._box._repr_mimebundle_(**options) or {}
        return {**bundle, "text/plain": self._text}
