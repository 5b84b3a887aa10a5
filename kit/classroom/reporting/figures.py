"""What a report on a class says, as figures: who handed in, how it went, and how questions did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kit.classroom.grading.accepted import Accepted
from kit.classroom.grading.asked import Asked
from kit.classroom.model import Graded, Grading
from kit.classroom.reporting.intervals import Interval, mean_share_interval
from kit.classroom.reporting.items import ItemFigures, TotalFigures, item_table, total_figures
from kit.classroom.reporting.options import Answer, Table, option_table
from kit.language.taxonomy import SKILLS
from kit.learner.figures import Stated, errs_of, misleads
from kit.learner.measures import Share
from kit.question.grade import is_right
from kit.question.kinds import kind
from kit.question.model import SURE_PERCENT, Judges, Question, Response
from kit.question.response_data import response_from_data

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
    texts: tuple[Graded, ...] = ()  # write: what was handed in

    @property
    def place(self) -> LessonQuestion:
        """The lesson and the question."""
        return self.asked.lesson, self.asked.question.id


@dataclass(frozen=True, slots=True)
class Total:
    """One student's total: the mean share of all answers that are not open."""

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
    totals: tuple[Total, ...]
    whole: TotalFigures  # of the table of marks
    in_table: int  # questions in the table of marks
    skills: tuple[Skill, ...]  # in the order of the table of skills
    questions: tuple[QuestionFigures, ...]  # in the order asked
    tags: tuple[Tag, ...]  # most students first
    stated: tuple[Stated, ...]  # from the least to the most sure
    stating: int  # students who stated a confidence
    leaning: Leaning | None  # None where nothing judges, or options do not say which way they err


def class_figures(
    grading: Grading, asked: Iterable[Asked], accepted: Iterable[Accepted] = ()
) -> ClassFigures:
    """The figures of a grading; ``asked`` are the questions of all its revisions, in order."""
    also: dict[LessonQuestion, list[Accepted]] = defaultdict(list)
    for row_accepted in accepted:
        also[row_accepted.lesson, row_accepted.question].append(row_accepted)
    rows = grading.rows
    revisions: dict[LessonQuestion, dict[str, Asked]] = {}
    for one in asked:
        revisions.setdefault((one.lesson, one.question.id), {}).setdefault(one.revision, one)
    by_place: dict[LessonQuestion, list[Graded]] = {place: [] for place in revisions}
    for row in rows:
        if (row.lesson, row.question) in by_place:
            by_place[row.lesson, row.question].append(row)
    by_place = {place: given for place, given in by_place.items() if given}
    students = sorted({row.student for row in rows})
    table = _MarkTable(students, by_place)
    questions = tuple(
        _question(_main_revision(revisions[place], given), given, table, also[place])
        for place, given in by_place.items()
    )
    return ClassFigures(
        n=len(students),
        totals=totals_of(rows),
        whole=total_figures(table.marks),
        in_table=len(table.columns),
        skills=_skills(questions, by_place),
        questions=questions,
        tags=_tags(rows),
        stated=_stated(questions, by_place),
        stating=len({row.student for row in rows if row.sure in SURE_PERCENT}),
        leaning=_leaning(questions, by_place),
    )


def _main_revision(revisions: Mapping[str, Asked], rows: Iterable[Graded]) -> Asked:
    """The revision that most have answered."""
    for revision, _ in Counter(row.revision for row in rows).most_common():
        if revision in revisions:
            return revisions[revision]
    return next(iter(revisions.values()))


class _MarkTable:
    """The marks of all students at all questions that each of them was asked and none has open."""

    def __init__(
        self, students: Sequence[str], by_place: Mapping[LessonQuestion, Sequence[Graded]]
    ) -> None:
        self._row = {student: number for number, student in enumerate(students)}
        whole = [
            place
            for place, given in by_place.items()
            if len(given) == len(students) and all(row.score is not None for row in given)
        ]
        self.columns = {place: number for number, place in enumerate(whole)}
        self.marks = np.zeros((len(students), len(whole)))
        for place, column in self.columns.items():
            own = {row.student: row.score for row in by_place[place]}
            self.marks[:, column] = [own[student] for student in students]
        self.items = dict(zip(whole, item_table(self.marks), strict=True))
        self._sums = self.marks.sum(axis=1).tolist()

    def rest_scores(self, asked: LessonQuestion, rows: Iterable[Graded]) -> Iterator[float | None]:
        """Each student's mean share on all other questions of the table."""
        own = asked in self.columns
        others = len(self.columns) - own
        for row in rows:
            whole = self._sums[self._row[row.student]] - (row.score or 0.0 if own else 0.0)
            yield whole / others if others else None


def _question(
    asked: Asked, rows: Sequence[Graded], table: _MarkTable, accepted: Sequence[Accepted]
) -> QuestionFigures:
    scores = [row.score for row in rows if row.score is not None]
    n, total = len(scores), sum(scores)
    waiting = sum(row.status == "open" for row in rows)
    item = table.items.get((asked.lesson, asked.question.id))
    why = f"{waiting} still open" if waiting else "not asked of all" if item is None else ""
    here = [row for row in rows if row.revision in ("", asked.revision)]
    certain = [
        right for row, right in _right_or_wrong(asked.question, rows) if row.sure == "certain"
    ]
    return QuestionFigures(
        asked=asked,
        n=n,
        right=sum(is_right(asked.question, row.answer_score) for row in rows),
        blank=sum(row.status == "blank" for row in rows),
        open=waiting,
        facility=total / n if n and not waiting else None,
        facility_interval=mean_share_interval(total, n) if n and not waiting else None,
        item=item,
        why_no_item=why,
        options=option_table(asked, _answers(asked, here, table), accepted),
        certain=len(certain),
        certain_wrong=certain.count(False),
        other_revisions=len(rows) - len(here),
        texts=tuple(
            row for row in rows if kind(row.kind).marked_by_person and row.status != "blank"
        ),
    )


def _answers(asked: Asked, rows: Iterable[Graded], table: _MarkTable) -> Iterable[Answer]:
    read: dict[int, Response] = {}  # what many students enter is one value in all their rows
    given = [row for row in rows if row.status != "blank"]
    rest_scores = table.rest_scores((asked.lesson, asked.question.id), given)
    for row, rest_score in zip(given, rest_scores, strict=True):
        entered = id(row.response)
        if entered not in read:
            read[entered] = response_from_data(row.response, asked.question, asked.segments)
        yield Answer(read[entered], rest_score, row.score, row.level)


def totals_of(rows: Iterable[Graded]) -> tuple[Total, ...]:
    """The total of each student in these rows, by id."""
    own: dict[str, list[Graded]] = defaultdict(list)
    for row in rows:
        own[row.student].append(row)
    found: list[Total] = []
    for student, given in sorted(own.items()):
        scores = [row.score for row in given if row.score is not None]
        blank, waiting = (sum(r.status == status for r in given) for status in ("blank", "open"))
        score = sum(scores) / len(scores) if scores else None
        found.append(Total(student, score, len(scores), blank, waiting))
    return tuple(found)


def _skills(
    questions: Iterable[QuestionFigures], by_place: Mapping[LessonQuestion, Sequence[Graded]]
) -> tuple[Skill, ...]:
    """A question that practises two skills counts for both; one with an open answer for none."""
    places: dict[str, list[LessonQuestion]] = {skill: [] for skill in SKILLS}
    for question in questions:
        for skill in question.asked.question.skills if not question.open else ():
            places.setdefault(skill, []).append(question.place)
    found: list[Skill] = []
    for skill, its_places in places.items():
        own: dict[str, list[float]] = defaultdict(list)
        for place in its_places:
            for row in by_place[place]:
                if row.score is not None:
                    own[row.student].append(row.score)
        if own:
            total, n = sum(sum(scores) / len(scores) for scores in own.values()), len(own)
            interval = mean_share_interval(total, n)
            found.append(Skill(skill, len(its_places), n, total / n, interval))
    return tuple(found)


def _tags(rows: Iterable[Graded]) -> tuple[Tag, ...]:
    who: dict[str, set[str]] = defaultdict(set)
    where: dict[str, Counter[LessonQuestion]] = defaultdict(Counter)
    for row in rows:
        for tag in row.tags:
            who[tag].add(row.student)
            where[tag][row.lesson, row.question] += 1
    most = sorted(who, key=lambda tag: (-len(who[tag]), tag))
    return tuple(Tag(tag, len(who[tag]), tuple(where[tag].most_common())) for tag in most)


def _right_or_wrong(question: Question, rows: Iterable[Graded]) -> Iterator[tuple[Graded, bool]]:
    """The graded answers to a question that is answered right or wrong, and not by degrees."""
    for row in rows if kind(question.kind).right_or_wrong else ():
        if row.score is not None:
            yield row, is_right(question, row.answer_score)


def _stated(
    questions: Iterable[QuestionFigures], by_place: Mapping[LessonQuestion, Sequence[Graded]]
) -> tuple[Stated, ...]:
    right: dict[str, list[bool]] = defaultdict(list)
    for question in questions:
        for row, ok in _right_or_wrong(question.asked.question, by_place[question.place]):
            right[row.sure].append(ok)
    return tuple(
        Stated(sure, percent, Share(sum(right[sure]), len(right[sure])))
        for sure, percent in SURE_PERCENT.items()
        if right[sure]
    )


def _leaning(
    questions: Iterable[QuestionFigures], by_place: Mapping[LessonQuestion, Sequence[Graded]]
) -> Leaning | None:
    """How students lean who have answered both what holds and what fails; blanks do not count."""
    answers: dict[str, dict[Judges, list[bool]]] = defaultdict(lambda: {"holds": [], "fails": []})
    for question in questions:
        asked, key = question.asked, question.asked.key
        if not key or not key.judges:
            continue
        errs = errs_of(asked.question, key)
        if errs is None:
            return None
        for row in by_place[question.place]:
            if row.status == "graded" and row.revision in ("", asked.revision):
                wrong = misleads(asked.question, key.judges, errs, row.response)
                answers[row.student][key.judges].append(wrong)
    both = [own for own in answers.values() if own["holds"] and own["fails"]]
    if not both:
        return None
    shares = [(_share(own["holds"]), _share(own["fails"])) for own in both]
    signs = Counter((d.score > t.score) - (d.score < t.score) for d, t in shares)
    doubted, let_through = (
        Share(sum(s.right for s in some), sum(s.n for s in some))
        for some in zip(*shares, strict=True)
    )
    return Leaning(doubted, let_through, signs[1], signs[-1], signs[0])


def _share(counted: Sequence[bool]) -> Share:
    return Share(sum(counted), len(counted))
