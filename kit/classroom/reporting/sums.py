"""What is summed of each student of a class: the totals, and all that figures need beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from kit.classroom.grading.asked import IssuedQuestion
from kit.classroom.grading.rows import as_rows
from kit.classroom.grading.totals import Weights
from kit.classroom.model import Graded, Grading
from kit.classroom.reporting.counted import Counting, OfClass, Ratio, Totalled, counting
from kit.classroom.reporting.items import ItemFigures, item_table
from kit.learner.figures import errs_of, misleads
from kit.learner.measures import Share
from kit.question.grade import is_right
from kit.question.kinds import kind
from kit.question.model import SURE_PERCENT, Question

MOST_TOTALS = 20_000  # students whose totals are told one by one
LessonQuestion = tuple[str, str]  # a lesson and a question
SURE = "sure"  # the flag of those who said how sure they were


@dataclass(frozen=True, slots=True)
class Total:
    """One student's total: the mean share of all answers that are not open, as they weigh."""

    student: str
    score: float | None
    counted: int
    blank: int
    open: int


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with the distinct answers to it, by their numbers."""

    asked: IssuedQuestion  # in the revision that most have answered
    answers: Mapping[int, Graded]
    students: Mapping[int, int]  # who gave each

    @property
    def n(self) -> int:
        """Students who were asked."""
        return sum(self.students.values())

    @property
    def question(self) -> Question:
        """The question itself."""
        return self.asked.question

    def count(self, such: Iterable[int]) -> int:
        """How many students gave one of these answers."""
        return sum(self.students[number] for number in such)

    def of_status(self, status: str) -> int:
        """How many students’ answers are blank, open or graded."""
        return self.count(n for n, one in self.answers.items() if one.status == status)

    @property
    def is_closed(self) -> bool:
        """Whether no answer is open."""
        return all(one.score is not None for one in self.answers.values())

    def here(self) -> Mapping[int, Graded]:
        """The answers in the question's own revision."""
        own = ("", self.asked.revision)
        return {n: one for n, one in self.answers.items() if one.revision in own}

    def right_or_wrong(self) -> Iterable[tuple[int, Graded, bool]]:
        """The graded answers where one is right or wrong, and not so by degrees."""
        for number, one in self.answers.items() if kind(self.question.kind).right_or_wrong else ():
            if one.status == "graded":
                yield number, one, is_right(self.question, one.answer_score)

    @property
    def judged(self) -> Share:
        """Of the graded answers where one is right or wrong, how many are right."""
        given = [(self.students[number], ok) for number, _, ok in self.right_or_wrong()]
        return Share(sum(n for n, ok in given if ok), sum(n for n, _ in given))


def places_of(
    answers: Mapping[int, Graded], students: Mapping[int, int], asked: Iterable[IssuedQuestion]
) -> dict[LessonQuestion, AnsweredQuestion]:
    """The questions that anybody answered, in the order asked; ``students`` gave each answer."""
    revisions: dict[LessonQuestion, dict[str, IssuedQuestion]] = {}
    for one in asked:
        revisions.setdefault((one.lesson, one.question.id), {}).setdefault(one.revision, one)
    given: dict[LessonQuestion, dict[int, Graded]] = {place: {} for place in revisions}
    for number, answer in answers.items():
        if (answer.lesson, answer.question) in given:
            given[answer.lesson, answer.question][number] = answer
    return {
        place: AnsweredQuestion(_main_revision(revisions[place], own, students), own, n)
        for place, own in given.items()
        if own
        for n in [{number: students[number] for number in own}]
    }


def _main_revision(
    revisions: Mapping[str, IssuedQuestion],
    answers: Mapping[int, Graded],
    students: Mapping[int, int],
) -> IssuedQuestion:
    """The revision that most have answered."""
    had = Counter[str]()
    for number, one in answers.items():
        had[one.revision] += students[number]
    for revision, _ in had.most_common():
        if revision in revisions:
            return revisions[revision]
    return next(iter(revisions.values()))


class StudentSums:
    """Sums over the answers of each student, and what they come to in the class.

    ``in_table`` are the questions that all were asked and that nobody has open: their marks make
    the table that item statistics are of.
    """

    of: OfClass
    in_table: Mapping[LessonQuestion, AnsweredQuestion]
    totals: tuple[Total, ...]  # of each student by id; none where there are more than `MOST_TOTALS`
    leaning: Mapping[str, float] | None  # how students compare who answered what holds and fails

    def __init__(
        self,
        counts: Counting,
        answers: Mapping[int, Graded],
        places: Mapping[LessonQuestion, AnsweredQuestion],
        weights: Weights,
    ) -> None:
        self._counts, self._answers, self._weights = counts, answers, weights
        self._places = places
        most = max((place.n for place in places.values()), default=0)
        self._told_each = most <= MOST_TOTALS
        self._sum({at: p for at, p in places.items() if p.n == most and p.is_closed})
        if self.in_table and self.of.totals.n != most:  # no question was asked of all
            self._sum({})
        self.totals, self.leaning = self._each_total(), self._how_they_lean()
        self._around = self._students.around("mark", self.of.totals)

    def _sum(self, in_table: Mapping[LessonQuestion, AnsweredQuestion]) -> None:
        self.in_table = in_table
        marks = {n: one.score or 0.0 for p in in_table.values() for n, one in p.answers.items()}
        closed = {n: one.score for n, one in self._answers.items() if one.score is not None}
        beside = {n: score for n, score in closed.items() if n not in marks}
        sums: dict[str, Mapping[int, float]] = {"mark": marks}
        counts: dict[Hashable, Collection[int]] = {
            "closed": beside,
            **(_by_status(self._answers) if self._told_each else {}),
            **self.flags,
        }
        self._share = Ratio(["mark"], ["closed"], len(in_table))
        if self._weights:
            weights = {n: self._weight(n) for n in closed}
            sums["weight"] = weights
            sums["weighted"] = {n: weights[n] * score for n, score in closed.items()}
            self._share = Ratio(["weighted"], ["weight"])
        elif any(beside.values()):
            sums["beside"] = beside
            self._share = Ratio(["mark", "beside"], ["closed"], len(in_table))
        for judges, wrong in (self._judging or {}).items():
            counts[f"{judges}_sum"] = [n for n, is_wrong in wrong.items() if is_wrong]
            counts[f"{judges}_n"] = wrong
        self._students = self._counts.by_student(sums, counts)
        self.of = self._students.of_class("mark", self._share, [*self.flags])

    def _weight(self, number: int) -> float:
        one = self._answers[number]
        return self._weights.get((one.lesson, one.question), 1)

    @cached_property
    def flags(self) -> Mapping[Hashable, Collection[int]]:
        """The answers of those who had a revision, met a misconception, or said how sure."""
        flags: dict[Hashable, set[int]] = defaultdict(set)
        for number, one in self._answers.items():
            flags["had", one.lesson, one.revision].add(number)
            for tag in one.tags:
                flags["tag", tag].add(number)
            if one.sure in SURE_PERCENT:
                flags[SURE].add(number)
        return flags

    @cached_property
    def _judging(self) -> dict[str, dict[int, bool]] | None:
        """Whether each answer that judges what holds, or what fails, misleads.

        None where options do not say which way they err.
        """
        found: dict[str, dict[int, bool]] = {"holds": {}, "fails": {}}
        for place in self._places.values():
            key = place.asked.key
            if not key or not key.judges:
                continue
            errs = errs_of(place.question, key)
            if errs is None:
                return None
            for number, one in place.here().items():
                if one.status == "graded":
                    wrong = misleads(place.question, key.judges, errs, one.response)
                    found[key.judges][number] = wrong
        return found

    def by_answer(self) -> Totalled:
        """What the totals of those who gave each answer come to."""
        return self._around.by_answer()

    def items(self) -> dict[LessonQuestion, ItemFigures]:
        """The figures of each question in the table. Answers that have one mark are as one."""
        marks: dict[tuple[LessonQuestion, float], int] = {}
        of_answers: dict[int, int] = {}
        for at, place in self.in_table.items():
            for number, one in place.answers.items():
                of_answers[number] = marks.setdefault((at, one.score or 0.0), len(marks))
        pieces = self._around.pieces(of_answers)
        own = {at: {n: x for (of, x), n in marks.items() if of == at} for at in self.in_table}
        tables = [(pieces.at(np.isin(pieces.mark, [*one])), one) for one in own.values()]
        found = item_table(tables, self.of.totals, lambda some: self._around.each(of_answers, some))
        return dict(zip(self.in_table, found, strict=True))

    def _how_they_lean(self) -> Mapping[str, float] | None:
        if not self._judging or not all(self._judging.values()):
            return None
        holds, fails = (Ratio([f"{name}_sum"], [f"{name}_n"]) for name in ("holds", "fails"))
        return self._students.signs(holds, fails)

    def _each_total(self) -> tuple[Total, ...]:
        if not self._told_each:
            return ()
        rows = self._students.rows(MOST_TOTALS, self._share, ("closed", "blank", "open"))
        return tuple(_total(row, len(self.in_table)) for row in rows)


def totals_of(grading: Grading, places: Collection[LessonQuestion]) -> tuple[Total, ...]:
    """The total of each student on these questions, by id; none of very many students."""
    rows = as_rows(grading.rows)
    own = {n: a for n, a in enumerate(rows.answers) if (a.lesson, a.question) in places}
    closed = {n: one.score for n, one in own.items() if one.score is not None}
    with counting(rows) as counts:
        students = counts.by_student(
            {"score": closed}, {"closed": closed, "of": own, **_by_status(own)}
        )
        share = Ratio(["score"], ["closed"])
        found = students.rows(MOST_TOTALS, share, ("closed", "blank", "open", "of"))
    return tuple(_total(row, 0) for row in found if row["of"])


def _by_status(answers: Mapping[int, Graded]) -> dict[Hashable, Collection[int]]:
    """The answers that are blank, and those that are open."""
    return {
        status: [n for n, one in answers.items() if one.status == status]
        for status in ("blank", "open")
    }


def _total(row: Mapping[str, Any], in_table: int) -> Total:
    closed, blank, waiting = (int(row[name]) for name in ("closed", "blank", "open"))
    score = row["part"] / row["whole"] if row["whole"] else None
    return Total(row["student"], score, in_table + closed, blank, waiting)
