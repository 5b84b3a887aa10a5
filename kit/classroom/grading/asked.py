"""What a class was asked: each revision of its lessons, with the keys it is graded with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from kit.article.project import Project, exercise_of
from kit.article.seed import Unreadable, read_article
from kit.article.segments import Segment
from kit.classroom.releasing.released import Mode, read_releases
from kit.question.model import Key, Level, Question, QuestionSet
from kit.question.read import read_question_set
from kit.question.write import lesson_revision


@dataclass(frozen=True, slots=True)
class IssuedQuestion:
    """A question as it was asked, with its key and the segments it shows."""

    lesson: str
    revision: str
    question: Question
    key: Key | None  # None where it is a draft, or was never there
    segments: tuple[Segment, ...] = ()
    mode: Mode = "graded"
    title: str = ""  # of the lesson

    @property
    def rubric(self) -> tuple[Level, ...]:
        """The levels of a written answer, best first."""
        return self.key.rubric if self.key else ()


@dataclass(frozen=True, slots=True)
class IssuedForm:
    """What was handed out together: all questions of some lessons, each in one revision."""

    id: str  # of the release; "" for the lessons as they are now
    questions: tuple[IssuedQuestion, ...]

    @property
    def revisions(self) -> frozenset[tuple[str, str]]:
        """The lessons, each with its revision."""
        return frozenset((asked.lesson, asked.revision) for asked in self.questions)

    def asked(self, lesson: str, question: str) -> IssuedQuestion | None:
        """A question of this form, or None."""
        wanted = (lesson, question)
        return next((a for a in self.questions if (a.lesson, a.question.id) == wanted), None)


QuestionRevision = tuple[str, str, str]  # lesson, revision, question


def by_place(issued_forms: Iterable[IssuedForm]) -> dict[QuestionRevision, IssuedQuestion]:
    """Each question of each revision once; the one that was released, where it was."""
    found: dict[QuestionRevision, IssuedQuestion] = {}
    for issued_form in issued_forms:  # the lessons as they are now come last
        for asked in issued_form.questions:
            found.setdefault((asked.lesson, asked.revision, asked.question.id), asked)
    return found


@dataclass(frozen=True, slots=True)
class NewKey:
    """A question whose key in ``answers/`` differs now from the one that was released."""

    issued_form: str
    lesson: str
    question: str
    usable: bool  # whether the question itself is still the same, so that the key fits


def read_issued_forms(project: Project, exercise: str) -> tuple[IssuedForm, ...]:
    """All that was handed out of an exercise, and last the lessons as they are now.

    Raises Unreadable where a release or one of its lessons is damaged.
    """
    released = tuple(
        IssuedForm(
            release.id,
            tuple(
                asked
                for lesson, revision in release.revisions
                for asked in _read(release.project, lesson, release.mode, revision)
            ),
        )
        for release in read_releases(project, exercise)
    )
    lessons = project.lessons_of(exercise)
    now = IssuedForm("", tuple(a for lesson in lessons for a in _read_if_whole(project, lesson)))
    return (*released, now) if now.questions else released


def _read_if_whole(project: Project, lesson: str) -> tuple[IssuedQuestion, ...]:
    try:
        return _read(project, lesson, "practice")
    except Unreadable:  # a lesson in the making does not keep a class from being graded
        return ()


def _read(
    project: Project, lesson: str, mode: Mode, revision: str = ""
) -> tuple[IssuedQuestion, ...]:
    """The questions of a lesson, under the revision that students got or under the one it has."""
    question_set, article = (
        read_question_set(project, lesson),
        read_article(project, exercise_of(lesson)),
    )
    name = revision or lesson_revision(question_set, article.segments)
    keys = _keys(question_set)
    return tuple(
        IssuedQuestion(
            lesson, name, question, keys.get(question.id), shown, mode, question_set.title
        )
        for question in question_set.questions
        for shown in [article.shown(question.show)]
    )


def _keys(question_set: QuestionSet) -> dict[str, Key]:
    return {key.question: key for key in question_set.keys}


def new_keys(issued_forms: Sequence[IssuedForm]) -> tuple[NewKey, ...]:
    """The questions that were released with another key than ``answers/`` holds now.

    What only the explanations say is no difference: nobody's grade depends on it.
    """
    now = _now(issued_forms)
    found: list[NewKey] = []
    for issued_form in issued_forms:
        for asked in issued_form.questions if issued_form.id else ():
            newer = now and now.asked(asked.lesson, asked.question.id)
            if newer and newer.key and _counts(asked) != _counts(newer):
                same = _same_question(asked, newer)
                found.append(NewKey(issued_form.id, asked.lesson, asked.question.id, same))
    return tuple(found)


def with_new_keys(issued_forms: Sequence[IssuedForm]) -> tuple[IssuedForm, ...]:
    """The forms with the keys of ``answers/`` wherever the question is still the same."""
    now = _now(issued_forms)
    if now is None:
        return tuple(issued_forms)
    return tuple(
        replace(issued_form, questions=tuple(_newer(asked, now) for asked in issued_form.questions))
        for issued_form in issued_forms
    )


def _now(issued_forms: Sequence[IssuedForm]) -> IssuedForm | None:
    return next((issued_form for issued_form in issued_forms if not issued_form.id), None)


def _newer(asked: IssuedQuestion, now: IssuedForm) -> IssuedQuestion:
    newer = now.asked(asked.lesson, asked.question.id)
    if newer is None or newer.key is None or not _same_question(asked, newer):
        return asked
    return replace(asked, key=newer.key)


def _same_question(one: IssuedQuestion, other: IssuedQuestion) -> bool:
    """Hints and skills may change; what is asked, and of which words, may not."""
    return (one.segments, _bare(one.question)) == (other.segments, _bare(other.question))


def _bare(question: Question) -> Question:
    return replace(question, hint="", skills=(), stem=" ".join(question.stem.split()))


def digest(questions: Iterable[IssuedQuestion]) -> str:
    """Twelve hexadecimal digits that change whenever a key of these questions counts otherwise."""
    values = [(a.lesson, a.revision, a.question.id, _counts(a)) for a in questions]
    return sha256(json.dumps(sorted(values, key=repr)).encode()).hexdigest()[:12]


def _counts(asked: IssuedQuestion) -> object:
    """All of a key that a grade depends on, as plain values."""
    key = asked.key
    if key is None:
        return None
    spans = [(k.span.segment, k.span.start, k.span.end, k.span.label, k.neutral) for k in key.spans]
    return [
        sorted(key.ticked),
        sorted(key.placed),
        key.sequence,
        sorted(spans),
        sorted(key.outcomes),
        sorted(key.ranges),
        [level.name for level in key.rubric],
    ]
