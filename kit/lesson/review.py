"""A review: the questions worth another look, across all lessons, as cards to answer again."""

from __future__ import annotations

import os

import ipywidgets as widgets

from kit.article.project import find_project
from kit.card.widget import Card
from kit.language.translation import ENGLISH, Translation, translation_for
from kit.learner.log import home, own_log
from kit.lesson.displays import Boxed
from kit.lesson.due import due_questions
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
    lessons: dict[str, Lesson] = {}
    cards: list[tuple[str, Card]] = []
    for due in due_questions(project, project.lessons(), entries, count, translation):
        name = due.copy.name
        if name not in lessons:
            lessons[name] = Lesson(name, project, log, wanted)
        card = lessons[name].ask_again(due.question)
        if isinstance(card, Card):
            cards.append((due.source, card))
    return Review(cards, translation)


class Review(Boxed):
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
