"""A lesson as it lies in this copy of its exercise, and what of a learner's log belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kit.article.project import Project, exercise_of
from kit.article.seed import Unreadable, read_article, read_work
from kit.article.segments import Article, Segment
from kit.learner.attempt import is_older
from kit.learner.log import Entry, What, stamp
from kit.learner.progress import is_silent
from kit.learner.work import Copy, Sorted, sort_entries
from kit.question.kinds import kind
from kit.question.model import Question, QuestionSet
from kit.question.read import read_question_set
from kit.question.write import lesson_revision, question_revision


@dataclass(frozen=True)
class LessonCopy:
    """A lesson's questions, the article they are about, and the id of this copy."""

    name: str
    question_set: QuestionSet
    article: Article
    work: str

    @property
    def exercise(self) -> str:
        """The exercise that the lesson belongs to."""
        return exercise_of(self.name)

    @cached_property
    def revision(self) -> str:
        """The lesson's revision as it is here."""
        return lesson_revision(self.question_set, self.article.segments)

    @cached_property
    def question_revisions(self) -> dict[str, str]:
        """The revision of each question as it is here, by its id."""
        return {
            question.id: question_revision(question, self.shown(question))
            for question in self.question_set.questions
        }

    def shown(self, question: Question) -> tuple[Segment, ...]:
        """The segments that a question shows."""
        return self.article.shown(question.show)

    def entry(self, what: What, question: str, level: str = "") -> Entry:
        """An entry made now about a question of this copy."""
        now = stamp()
        return Entry(
            what,
            self.name,
            question,
            now["at"],
            now["id"],
            self.revision,
            level=level,
            work=self.work,
            question_revision=self.question_revisions.get(question, ""),
        )

    def sort(self, entries: Iterable[Entry]) -> Sorted:
        """What of a log belongs to this copy, and what nobody can tell."""
        # A rating may be of what nobody knows yet, and a text is for people to read.
        gradable = (
            question.id
            for question in self.question_set.questions
            for own in [kind(question.kind)]
            if own.right_or_wrong and not own.marked_by_person
        )
        has_keys = bool(self.question_set.keys)
        copy = Copy(self.name, self.work, self.revision, has_keys, frozenset(gradable))
        return sort_entries(entries, copy)

    def counting(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """What of a log counts here: it belongs to this copy, and to the questions as they are."""
        return tuple(entry for entry in self.sort(entries).own if self.is_current(entry))

    def told(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """What counts here, without the tests of which nothing may be told yet."""
        counting = self.counting(entries)
        questions = self.question_set.questions
        silent = {question.id for question in questions if is_silent(question, counting)}
        return tuple(entry for entry in counting if entry.question not in silent)

    def is_current(self, entry: Entry) -> bool:
        """Whether an entry is about a question as it is here now."""
        now = self.question_revisions.get(entry.question)
        return now is not None and not is_older(entry, now, self.revision)


def read_copy(project: Project, name: str) -> LessonCopy:
    """A lesson of this copy, each file read once. Raises Unreadable."""
    exercise = exercise_of(name)
    article = read_article(project, exercise)
    return LessonCopy(
        name, read_question_set(project, name, article), article, read_work(project, exercise)
    )


def read_copies(
    project: Project, names: Iterable[str]
) -> Iterator[tuple[str, LessonCopy | Unreadable]]:
    """The lessons of these names, each with what is read of it or why it cannot be."""
    articles: dict[str, tuple[Article, str]] = {}
    for name in names:
        exercise = exercise_of(name)
        try:
            if exercise not in articles:
                article = read_article(project, exercise)
                articles[exercise] = article, read_work(project, exercise)
            article, work = articles[exercise]
            yield name, LessonCopy(name, read_question_set(project, name, article), article, work)
        except Unreadable as error:
            yield name, error
