"""How a test went: each question with the learner's answer and the explanation, once it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.language.translation import ENGLISH, Translation
from kit.lesson.displays import as_table
from kit.question.in_words import answer_in_words
from kit.question.model import Grade, Key, Question, Response
from kit.question.response_data import response_to_data


@dataclass(frozen=True, slots=True)
class Result:
    """One question of a test, the answer given, its grade, and the key that explains it."""

    question: Question
    key: Key
    response: Response
    grade: Grade


class Results:
    """A table of results: question, answer, how it went, and why."""

    def __init__(self, results: Sequence[Result], translation: Translation = ENGLISH) -> None:
        self._results = tuple(results)
        self._translation = translation

    def _rows(self) -> list[tuple[str, ...]]:
        return [
            (
                r.question.stem,
                answer_in_words(response_to_data(r.response), number=self._translation.exactly),
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
