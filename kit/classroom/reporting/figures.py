"""What a report on a class says, as figures: who handed in, how it went, and how questions did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np

from kit.classroom.grading.accepted import Accepted
from kit.classroom.grading.asked import Asked
from kit.classroom.grading.rows import as_rows, row_of
from kit.classroom.grading.totals import ALIKE, Weights
from kit.classroom.model import Graded, Grading
from kit.classroom.reporting.counted import Columns, Counting, OfClass, OfStudents, counting
from kit.classroom.reporting.intervals import Interval, mean_share_interval
from kit.classroom.reporting.items import (
    ItemFigures,
    Pieces,
    Split,
    TotalFigures,
    Totals,
    item_table,
    total_figures,
)
from kit.classroom.reporting.options import Answer, Rests, Table, option_table
from kit.language.taxonomy import SKILLS
from kit.learner.figures import Stated, errs_of, misleads
from kit.learner.measures import Share
from kit.question.grade import is_right
from kit.question.kinds import kind
from kit.question.model import SURE_PERCENT, Question
from kit.question.response_data import response_from_data

MOST_TOTALS = 20_000  # students whose totals are told one by one
MOST_TEXTS = 400  # written answers to one question, beyond which `FEW_TEXTS` are told
FEW_TEXTS = 40
LessonQuestion = tuple[str, str]  # a lesson and a question


@dataclass(frozen=True, slots=True)
class Skill:
    """How a skill went: the mean, over students, of each one's share on its questions."""

    skill: str
    questions: int
    n: int  # students
    score: float
    interval: Interval  # Wilson's, with students as the number


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """How one question went."""

    asked: Asked
    n: int  # students whose answer is not open, blanks among them
    right: int  # of these, wholly right
    blank: int
    open: int  # answers that nobody has marked, or the future has to settle
    # The mean share. None while an answer is open: blanks alone would count, and pull it down.
    facility: float | None
    facility_interval: Interval | None
    item: ItemFigures | None  # None where it is not in the table of marks, as `why_no_item` says
    why_no_item: str
    options: Table
    certain: int  # students who said they were certain
    certain_wrong: int
    other_revisions: int  # answers that were given in another revision: not among the options
    answers: tuple[tuple[Graded, int], ...] = ()  # each distinct one, and how many gave it
    texts: tuple[Graded, ...] = ()  # write: what was handed in, of not too many students
    written: int = 0  # write: how many were handed in

    @property
    def place(self) -> LessonQuestion:
        """The lesson and the question."""
        return self.asked.lesson, self.asked.question.id


@dataclass(frozen=True, slots=True)
class Total:
    """One student's total: the mean share of all answers that are not open, as they weigh."""

    student: str
    score: float | None
    counted: int
    blank: int
    open: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A misconception: how many students met it, and where."""

    tag: str
    n: int  # students
    places: tuple[tuple[LessonQuestion, int], ...]  # where, and how many there; most first


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a class leans, at questions that judge and whose wrong options say which way they err."""

    doubted: Share  # answers that doubt what holds; “right” are those that do
    let_through: Share  # answers that trust what fails
    doubting: int  # students who doubt a larger share of what holds than they let through
    trusting: int  # students with whom it is the other way round
    alike: int  # students with both shares alike

    @property
    def doubts(self) -> bool | None:
        """Whether the class leans to doubt, else to trust; None where that may be chance.

        A sign test over students, with the 95 % interval of Wilson: answers of one student hang
        together, students do not.
        """
        low, high = Share(self.doubting, self.doubting + self.trusting).interval
        return low > 0.5 if low > 0.5 or high < 0.5 else None


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """All figures of a report on a class."""

    n: int  # students who handed in
    totals: tuple[Total, ...]  # by id; none where there are more than `MOST_TOTALS`
    tenths: tuple[int, ...]  # students with a total in each tenth of all points, from the lowest
    whole: TotalFigures  # of the table of marks
    in_table: int  # questions in the table of marks
    skills: tuple[Skill, ...]  # in the order of the table of skills
    questions: tuple[QuestionFigures, ...]  # in the order asked
    tags: tuple[Tag, ...]  # most students first
    stated: tuple[Stated, ...]  # from the least to the most sure
    stating: int  # students who stated a confidence
    leaning: Leaning | None  # None where nothing judges, or options do not say which way they err
    revisions: tuple[tuple[str, str, int], ...]  # lesson, revision, students who had it


def class_figures(
    grading: Grading,
    asked: Iterable[Asked],
    accepted: Iterable[Accepted] = (),
    weights: Weights = ALIKE,
    engine: Any = None,
) -> ClassFigures:
    """The figures of a grading; ``asked`` are the questions of all its revisions, in order.

    ``weights`` are what questions count in the students' totals. ``engine`` is a backend of Ibis
    that counts; without one it is DuckDB inside this process.
    """
    also: dict[LessonQuestion, list[Accepted]] = defaultdict(list)
    for one in accepted:
        also[one.lesson, one.question].append(one)
    rows = as_rows(grading.rows)
    with counting(rows, engine) as counts:
        return _Class(counts, rows.answers, tuple(asked), also, weights).figures()


@dataclass(frozen=True, slots=True)
class _Place:
    """A question with the distinct answers to it, by their numbers."""

    asked: Asked  # in the revision that most have answered
    answers: Mapping[int, Graded]
    students: Mapping[int, int]  # who gave each

    @property
    def n(self) -> int:
        return sum(self.students.values())

    @property
    def question(self) -> Question:
        return self.asked.question

    def count(self, such: Iterable[int]) -> int:
        """How many students gave one of these answers."""
        return sum(self.students[number] for number in such)

    def of_status(self, status: str) -> int:
        return self.count(n for n, one in self.answers.items() if one.status == status)

    @property
    def is_closed(self) -> bool:
        return all(one.score is not None for one in self.answers.values())

    def here(self) -> Mapping[int, Graded]:
        """The answers in the question's own revision."""
        own = ("", self.asked.revision)
        return {n: one for n, one in self.answers.items() if one.revision in own}

    def right_or_wrong(self) -> Iterable[tuple[int, Graded, bool]]:
        """The graded answers where one is right or wrong, and not so by degrees."""
        for number, one in self.answers.items() if kind(self.question.kind).right_or_wrong else ():
            if one.score is not None:
                yield number, one, is_right(self.question, one.answer_score)


class _Class:
    """The figures of one class, each worked out from what was counted for all of them."""

    def __init__(
        self,
        counts: Counting,
        answers: Sequence[Graded],
        asked: Sequence[Asked],
        accepted: Mapping[LessonQuestion, Sequence[Accepted]],
        weights: Weights,
    ) -> None:
        self._counts, self._accepted, self._weights = counts, accepted, weights
        self._answers = {number: answers[number] for number in counts.answers}
        self._places = self._by_place(asked)
        self._flags: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, one in self._answers.items():
            self._flags["had", one.lesson, one.revision].add(number)
            for tag in one.tags:
                self._flags["tag", tag].add(number)
            if one.sure in SURE_PERCENT:
                self._flags["sure",].add(number)

    def _by_place(self, asked: Iterable[Asked]) -> dict[LessonQuestion, _Place]:
        revisions: dict[LessonQuestion, dict[str, Asked]] = {}
        for one in asked:
            revisions.setdefault((one.lesson, one.question.id), {}).setdefault(one.revision, one)
        given: dict[LessonQuestion, dict[int, Graded]] = {place: {} for place in revisions}
        for number, answer in self._answers.items():
            if (answer.lesson, answer.question) in given:
                given[answer.lesson, answer.question][number] = answer
        students = self._counts.answers
        return {
            place: _Place(_main_revision(revisions[place], own, students), own, n)
            for place, own in given.items()
            if own
            for n in [{number: students[number] for number in own}]
        }

    # -- What is summed of each student

    @cached_property
    def _in_table(self) -> dict[LessonQuestion, _Place]:
        """The questions that all were asked and that nobody has open, as far as counts tell."""
        most = max((place.n for place in self._places.values()), default=0)
        return {at: p for at, p in self._places.items() if p.n == most and p.is_closed}

    @cached_property
    def _skills(self) -> dict[str, list[LessonQuestion]]:
        """The questions of each skill that nobody has open."""
        places: dict[str, list[LessonQuestion]] = {skill: [] for skill in SKILLS}
        for at, place in self._places.items():
            for skill in place.question.skills if not place.of_status("open") else ():
                places.setdefault(skill, []).append(at)
        return {skill: own for skill, own in places.items() if own}

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

    def _worth(self) -> Columns:
        """What each answer adds to the sums of its student."""
        numbers = list(self._answers)
        worth: dict[str, dict[int, float]] = {
            name: dict.fromkeys(numbers, 0.0)
            for name in ("mark", "score", "closed", "weighted", "weight", "blank", "open")
        }
        for number, one in self._answers.items():
            worth["blank"][number] = one.status == "blank"
            worth["open"][number] = one.status == "open"
            if one.score is not None:
                weight = self._weights.get((one.lesson, one.question), 1)
                worth["closed"][number], worth["score"][number] = 1, one.score
                worth["weight"][number], worth["weighted"][number] = weight, weight * one.score
        if not self._weights:
            del worth["weight"], worth["weighted"]
        for place in self._in_table.values():
            worth["mark"] |= {n: one.score or 0.0 for n, one in place.answers.items()}
        for skill, places in self._skills.items():
            own = {n for at in places for n in self._places[at].answers}
            own = {n for n in own if self._answers[n].score is not None}
            for end, value in (("sum", worth["score"]), ("n", worth["closed"])):
                worth[f"{skill}_{end}"] = {n: value[n] if n in own else 0.0 for n in numbers}
        for judges, wrong in (self._judging or {}).items():
            worth[f"{judges}_sum"] = {n: float(wrong.get(n, False)) for n in numbers}
            worth[f"{judges}_n"] = {n: float(n in wrong) for n in numbers}
        size = max(numbers, default=-1) + 1
        return {
            name: [values.get(number, 0.0) for number in range(size)]
            for name, values in worth.items()
        }

    def _summed(self) -> tuple[OfStudents, OfClass]:
        """The sums of each student, and of all."""
        students = self._counts.by_student(self._worth(), list(self._flags.values()))
        return students, students.of_class("mark", _share(self._weights), list(self._skills))

    # -- The figures

    def figures(self) -> ClassFigures:
        """All of them."""
        if not self._answers:
            return ClassFigures(
                *(0, (), (0,) * 10, total_figures(None, ()), 0, (), (), (), ()), 0, None, ()
            )
        students, of = self._summed()
        if self._in_table and of.totals.n != next(iter(self._in_table.values())).n:
            self._in_table = {}  # no question was asked of all
            students, of = self._summed()
        totals = of.totals
        pieces = students.pieces("mark", totals)
        flags = dict(zip(self._flags, of.flags, strict=True))
        items = self._items(pieces, totals, lambda wanted: students.split("mark", totals, wanted))
        rests = self._rests(pieces, totals)
        skills = zip(self._skills.items(), of.ratios, strict=True)
        tables = [_marks(place) for place in self._in_table.values()]
        questions = [self._question(p, items.get(at), rests) for at, p in self._places.items()]
        return ClassFigures(
            n=totals.n,
            totals=tuple(_total(row, _share(self._weights)) for row in students.rows(MOST_TOTALS)),
            tenths=of.tenths,
            whole=total_figures(totals, tables),
            in_table=len(tables),
            skills=tuple(_skill(name, len(own), *sums) for (name, own), sums in skills if sums[0]),
            questions=self._with_texts(questions),
            tags=self._tags(flags),
            stated=self._stated(),
            stating=flags.get(("sure",), 0),
            leaning=self._leaning(students),
            revisions=tuple(sorted((of[1], of[2], n) for of, n in flags.items() if of[0] == "had")),
        )

    def _items(
        self, pieces: Pieces, totals: Totals, split: Split
    ) -> dict[LessonQuestion, ItemFigures]:
        marks = [
            (pieces.at(np.isin(pieces.answer, list(place.answers))), _scores(place))
            for place in self._in_table.values()
        ]
        return dict(zip(self._in_table, item_table(marks, totals, split), strict=True))

    def _rests(self, pieces: Pieces, totals: Totals) -> dict[int, Rests]:
        """Of each answer, the mean shares that its students have on all other questions."""
        size = max(self._answers) + 1
        sums, squares = (
            np.bincount(pieces.answer, weights=of, minlength=size).tolist()
            for of in (pieces.sum, pieces.squares)
        )
        found: dict[int, Rests] = {}
        for at, place in self._places.items():
            own = at in self._in_table
            others = len(self._in_table) - own
            for number, one in place.answers.items():
                n, x = place.students[number], (one.score or 0.0) if own else 0.0
                if not others:
                    found[number] = Rests(n, None)
                    continue
                away, spread = sums[number] - n * x, squares[number] - 2 * x * sums[number]
                spread += n * x * x
                found[number] = Rests(n, totals.mean / others, away / others, spread / others**2)
        return found

    def _question(
        self, place: _Place, item: ItemFigures | None, rests: Mapping[int, Rests]
    ) -> QuestionFigures:
        asked, question, students = place.asked, place.question, place.students
        scores = [(students[i], a.score) for i, a in place.answers.items() if a.score is not None]
        n, total = sum(s for s, _ in scores), sum(s * score for s, score in scores)
        waiting = place.of_status("open")
        why = f"{waiting} still open" if waiting else "not asked of all" if item is None else ""
        here = place.here()
        certain = [(i, ok) for i, a, ok in place.right_or_wrong() if a.sure == "certain"]
        given = [
            Answer(response_from_data(a.response, question, asked.segments), rests[i], a.level)
            for i, a in here.items()
            if a.status != "blank"
        ]
        by_person = kind(question.kind).marked_by_person
        return QuestionFigures(
            asked=asked,
            n=n,
            right=place.count(
                i for i, a in place.answers.items() if is_right(question, a.answer_score)
            ),
            blank=place.of_status("blank"),
            open=waiting,
            facility=total / n if n and not waiting else None,
            facility_interval=mean_share_interval(total, n) if n and not waiting else None,
            item=item,
            why_no_item=why,
            options=option_table(asked, given, self._accepted.get((asked.lesson, question.id), ())),
            certain=place.count(i for i, _ in certain),
            certain_wrong=place.count(i for i, ok in certain if not ok),
            other_revisions=place.n - place.count(here),
            answers=tuple((a, students[i]) for i, a in place.answers.items()),
            written=place.n - place.of_status("blank") if by_person else 0,
        )

    def _with_texts(self, questions: Iterable[QuestionFigures]) -> tuple[QuestionFigures, ...]:
        """The questions with what was written, each text with its student."""
        wanted: dict[int, LessonQuestion] = {}
        for question in questions:
            place = self._places[question.place]
            ends = accumulate(place.students.values())
            for (number, one), end in zip(place.answers.items(), ends, strict=True):
                first = end - place.students[number] < _texts_of(question)
                if question.written and one.status != "blank" and first:
                    wanted[number] = question.place
        texts: dict[LessonQuestion, list[Graded]] = defaultdict(list)
        for student, number, at in self._counts.rows_of(wanted) if wanted else ():
            texts[wanted[number]].append(row_of(self._answers[number], student, at))
        return tuple(replace(q, texts=tuple(texts[q.place][: _texts_of(q)])) for q in questions)

    def _tags(self, flags: Mapping[tuple[str, ...], int]) -> tuple[Tag, ...]:
        where: dict[str, Counter[LessonQuestion]] = defaultdict(Counter)
        for number, one in self._answers.items():
            for tag in one.tags:
                where[tag][one.lesson, one.question] += self._counts.answers[number]
        who = {tag: flags["tag", tag] for tag in where}
        most = sorted(who, key=lambda tag: (-who[tag], tag))
        return tuple(Tag(tag, who[tag], tuple(where[tag].most_common())) for tag in most)

    def _stated(self) -> tuple[Stated, ...]:
        right, all_of = Counter[str](), Counter[str]()
        for place in self._places.values():
            for number, one, ok in place.right_or_wrong():
                all_of[one.sure] += place.students[number]
                right[one.sure] += place.students[number] if ok else 0
        return tuple(
            Stated(sure, percent, Share(right[sure], all_of[sure]))
            for sure, percent in SURE_PERCENT.items()
            if all_of[sure]
        )

    def _leaning(self, students: OfStudents) -> Leaning | None:
        """How students lean who have answered both what holds and what fails."""
        judging = self._judging
        if not judging or not all(judging.values()):
            return None
        found = {name: int(n) for name, n in students.signs("holds", "fails").items()}
        if not found["n"]:
            return None
        above, below = found["above"], found["below"]
        doubted, let_through = (
            Share(found[f"{name}_sum"], found[f"{name}_n"]) for name in ("holds", "fails")
        )
        return Leaning(doubted, let_through, above, below, found["n"] - above - below)


def _texts_of(question: QuestionFigures) -> int:
    return MOST_TEXTS if question.written <= MOST_TEXTS else FEW_TEXTS


def _main_revision(
    revisions: Mapping[str, Asked], answers: Mapping[int, Graded], students: Mapping[int, int]
) -> Asked:
    """The revision that most have answered."""
    had = Counter[str]()
    for number, one in answers.items():
        had[one.revision] += students[number]
    for revision, _ in had.most_common():
        if revision in revisions:
            return revisions[revision]
    return next(iter(revisions.values()))


def _share(weights: Weights) -> tuple[str, str]:
    """The sums that a total is the ratio of."""
    return ("weighted", "weight") if weights else ("score", "closed")


def _scores(place: _Place) -> dict[int, float]:
    return {number: one.score or 0.0 for number, one in place.answers.items()}


def _marks(place: _Place) -> Mapping[float, int]:
    """How many students have each mark."""
    found = Counter[float]()
    for number, score in _scores(place).items():
        found[score] += place.students[number]
    return found


def _skill(skill: str, questions: int, n: int, total: float) -> Skill:
    return Skill(skill, questions, n, total / n, mean_share_interval(total, n))


def _total(row: Mapping[str, Any], share: tuple[str, str]) -> Total:
    part, whole = (row[name] for name in share)
    closed, blank, waiting = (int(row[name]) for name in ("closed", "blank", "open"))
    return Total(row["student"], part / whole if whole else None, closed, blank, waiting)


def totals_of(grading: Grading, places: Collection[LessonQuestion]) -> tuple[Total, ...]:
    """The total of each student on these questions, by id; none of very many students."""
    rows = as_rows(grading.rows)
    own = [(one.lesson, one.question) in places for one in rows.answers]
    columns: Columns = {
        "score": [ok * (one.score or 0.0) for ok, one in zip(own, rows.answers, strict=True)],
        "closed": [ok and a.score is not None for ok, a in zip(own, rows.answers, strict=True)],
        "blank": [ok and a.status == "blank" for ok, a in zip(own, rows.answers, strict=True)],
        "open": [ok and a.status == "open" for ok, a in zip(own, rows.answers, strict=True)],
        "of": own,
    }
    with counting(rows) as counts:
        found = counts.by_student(columns, []).rows(MOST_TOTALS)
    return tuple(_total(row, _share(ALIKE)) for row in found if row["of"])
