"""A question as a session without Python takes it, as JSON values. No key is among them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kit.article.segments import Segment
from kit.card.shown import card_question
from kit.language.translation import ENGLISH, Translation
from kit.lesson.copies import LessonCopy
from kit.question.kinds import kind
from kit.question.kinds.contract import Kind
from kit.question.markup import blocks
from kit.question.model import Key, Question, Response
from kit.question.write import question_revision

# What a session says. In place of some sentences about a notebook, it has its own.
_SAID = (
    *("blank", "decimal", "dispute_half", "older", "refuse_backwards", "refuse_chance"),
    *("refuse_half", "refuse_large", "refuse_long", "refuse_number", "saved", "sum_later"),
    *("sum_saved", "sure_skipped"),
)
_OWN = {
    "refuse_unknown": "page_unknown",
    "went_wrong": "page_went_wrong",
    "not_kept": "page_not_kept",
}


def asked_data(
    question: Question,
    segments: tuple[Segment, ...],
    lesson_revision: str,
    key: Key | None = None,
    translation: Translation = ENGLISH,
    text_language: str = "",
    place: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, object]:
    """All that a session in the browser knows of a question.

    See `kit/exchange/front/session/types.d.ts`. Of a ``key`` only its further hints and the names
    of its levels are taken. Raises ValueError for a kind whose responses only its own Python reads.
    """
    own = kind(question.kind)
    if type(own).read_response is not Kind.read_response:
        raise ValueError(f"“{question.id}”: only Python can read an answer of the kind {own.name}")
    ladder = (question.hint, *key.more_hints) if key else (question.hint,)
    return {
        "question": card_question(
            question,
            segments,
            key is None or question.feedback_later,
            translation,
            text_language,
            place,
        ),
        "takes": list(own.takes),
        "revision": question_revision(question, segments),
        "lesson_revision": lesson_revision,
        "tries": question.tries,
        "later": question.feedback_later,
        "hints": [blocks(hint) for hint in ladder if hint],
        "left_blank": _left_blank(question, own, translation),
        "levels": [level.name for level in key.rubric] if key else [],
        "has_key": key is not None,
        "warning": "",
    }


def question_asked(copy: LessonCopy, id: str, translation: Translation) -> dict[str, object]:
    """A question of a lesson as a session takes it. Raises ValueError as `asked_data`."""
    question = copy.question_set.question(id)
    if question is None:
        raise ValueError(f"{copy.name} has no question “{id}”")
    asked = asked_data(
        question,
        copy.shown(question),
        copy.revision,
        copy.question_set.key(id),
        translation,
        copy.article.language,
        {"lesson": copy.name, "work": copy.work},
    )
    if copy.question_set.draft(id):
        asked["warning"] = translation.say("draft_key")
    return asked


def _left_blank(question: Question, own: Kind, translation: Translation) -> list[str]:
    """What is said where so many statements are left blank; empty where none are counted."""
    count = own.left_blank(question, Response())
    return ["", *(translation.say("left_blank", n) for n in range(1, count + 1))] if count else []


def session_words(translation: Translation = ENGLISH) -> dict[str, str]:
    """The sentences that a session says, by their names, with gaps in braces."""
    said = {**{name: name for name in _SAID}, **_OWN}
    return {name: translation.sentence(own) for name, own in said.items()}
