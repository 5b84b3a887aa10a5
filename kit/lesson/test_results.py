"""How a test went: each question with the learner's answer and the explanation, once it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.language.translation import ENGLISH, Translation
from kit.lesson.displays import as_table
from kit.question.model import Grade, Key, Question, Response


@dataclass(frozen=True, slots=True)
class Result:
    """One question of a test, the answer given, its grade, and the key that explains it."""

    question: Question
    key: Key
    response: Response
    grade: Grade


def in_words(response: Response) -> str:
    """A response as a reader would say it."""
    pairs = (*response.placed, *((item, f"{chance:.0f} %") for item, chance in response.rated))
    parts = (*response.ticked, *response.sequence, *(f"{item}: {place}" for item, place in pairs))
    return "; ".join(parts) or response.text


class Results:
    """A table of results: question, answer, how it went, and why."""

    def __init__(self, results: Sequence[Result], translation: Translation = ENGLISH) -> None:
        self._results = tuple(results)
        self._translation = translation

    def _rows(self) -> list[tuple[str, ...]]:
        return [
            (
                r.question.stem,
                in_words(r.response),
                self._translation.say(r.grade.feedback.verdict),
                " ".join([*(r.key.note(item).text for item in r.response.ticked), r.key.because]),
            )
            for r in self._results
        ]

    def __repr__(self) -> str:
        return "\n".join(" | ".join(row) for row in self._rows())

    def _repr_html_(self) -> str:
        names = ("result_question", "result_answer", "result_went", "result_why")
        return as_table(self._rows(), [self._translation.say(name) for name in names])
