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
from kit.question.model import SURE_PERCENT, Judges, Response
from kit.question.response_data import response_from_data

Place = tuple[str, str]  # a lesson and a question


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
    other_editions: int  # answers that were given in another edition: not among the options
    texts: tuple[Graded, ...] = ()  # write: what was handed in

    @property
    def place(self) -> Place:
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
    places: tuple[tuple[Place, int], ...]  # where, and how many there; most first


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
    """The figures of a grading; ``asked`` are the questions of all its editions, in order."""
    also: dict[Place, list[Accepted]] = defaultdict(list)
    for row_accepted in accepted:
        also[row_accepted.lesson, row_accepted.question].append(row_accepted)
    rows = grading.rows
    editions: dict[Place, dict[str, Asked]] = {}
    for one in asked:
        editions.setdefault((one.lesson, one.question.id), {}).setdefault(one.edition, one)
    by_place: dict[Place, list[Graded]] = {place: [] for place in editions}
    for row in rows:
        if (row.lesson, row.question) in by_place:
            by_place[row.lesson, row.question].append(row)
    by_place = {place: given for place, given in by_place.items() if given}
    students = sorted({row.student for row in rows})
    table = _MarkTable(students, by_place)
    questions = tuple(
        _question(_main_edition(editions[place], given), given, table, also[place])
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
        stated=_stated(rows),
        stating=len({row.student for row in rows if row.sure in SURE_PERCENT}),
        leaning=_leaning(questions, by_place),
    )


def _main_edition(editions: Mapping[str, Asked], rows: Iterable[Graded]) -> Asked:
    """The edition that most have answered."""
    for edition, _ in Counter(row.edition for row in rows).most_common():
        if edition in editions:
            return editions[edition]
    return next(iter(editions.values()))


class _MarkTable:
    """The marks of all students at all questions that each of them was asked and none has open."""

    def __init__(self, students: Sequence[str], by_place: Mapping[Place, Sequence[Graded]]) -> None:
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

    def rests(self, asked: Place, rows: Iterable[Graded]) -> Iterator[float | None]:
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
    here = [row for row in rows if row.edition in ("", asked.edition)]
    certain = [
        row
        for row in rows
        if row.sure == "certain" and row.score is not None and kind(row.kind).right_or_wrong
    ]
    return QuestionFigures(
        asked=asked,
        n=n,
        right=sum(is_right(asked.question, score) for score in scores),
        blank=sum(row.status == "blank" for row in rows),
        open=waiting,
        facility=total / n if n and not waiting else None,
        facility_interval=mean_share_interval(total, n) if n and not waiting else None,
        item=item,
        why_no_item=why,
        options=option_table(asked, _answers(asked, here, table), accepted),
        certain=len(certain),
        certain_wrong=sum(not is_right(asked.question, row.score) for row in certain),
        other_editions=len(rows) - len(here),
        texts=tuple(
            row for row in rows if kind(row.kind).marked_by_person and row.status != "blank"
        ),
    )


def _answers(asked: Asked, rows: Iterable[Graded], table: _MarkTable) -> Iterable[Answer]:
    read: dict[int, Response] = {}  # what many students enter is one value in all their rows
    given = [row for row in rows if row.status != "blank"]
    rests = table.rests((asked.lesson, asked.question.id), given)
    for row, rest in zip(given, rests, strict=True):
        entered = id(row.response)
        if entered not in read:
            read[entered] = response_from_data(row.response, asked.question, asked.segments)
        yield Answer(read[entered], rest, row.score, row.level)


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
    questions: Iterable[QuestionFigures], by_place: Mapping[Place, Sequence[Graded]]
) -> tuple[Skill, ...]:
    """A question that practises two skills counts for both; one with an open answer for none."""
    places: dict[str, list[Place]] = {skill: [] for skill in SKILLS}
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
    where: dict[str, Counter[Place]] = defaultdict(Counter)
    for row in rows:
        for tag in row.tags:
            who[tag].add(row.student)
            where[tag][row.lesson, row.question] += 1
    most = sorted(who, key=lambda tag: (-len(who[tag]), tag))
    return tuple(Tag(tag, len(who[tag]), tuple(where[tag].most_common())) for tag in most)


def _stated(rows: Iterable[Graded]) -> tuple[Stated, ...]:
    right: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if row.score is not None and kind(row.kind).right_or_wrong:
            right[row.sure].append(row.score == 1)
    return tuple(
        Stated(sure, percent, Share(sum(right[sure]), len(right[sure])))
        for sure, percent in SURE_PERCENT.items()
        if right[sure]
    )


def _leaning(
    questions: Iterable[QuestionFigures], by_place: Mapping[Place, Sequence[Graded]]
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
            if row.status == "graded" and row.edition in ("", asked.edition):
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
