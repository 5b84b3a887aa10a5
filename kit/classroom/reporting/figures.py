"""What a report on a class says, as figures: who handed in, how it went, and how questions did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from kit.classroom.grading.accepted import Accepted
from kit.classroom.grading.asked import IssuedQuestion
from kit.classroom.grading.rows import as_rows, row_of
from kit.classroom.grading.totals import ALIKE, Weights
from kit.classroom.model import Graded, Grading
from kit.classroom.reporting.counted import Counting, counting
from kit.classroom.reporting.intervals import Interval, mean_share_interval
from kit.classroom.reporting.items import (
    ItemFigures,
    TotalFigures,
    total_figures,
)
from kit.classroom.reporting.options import Answer, Rests, Table, option_table
from kit.classroom.reporting.sums import (
    SURE,
    AnsweredQuestion,
    LessonQuestion,
    StudentSums,
    Total,
    places_of,
)
from kit.learner.figures import Stated, skill_shares
from kit.learner.measures import Share
from kit.question.grade import is_right
from kit.question.kinds import kind
from kit.question.model import SURE_PERCENT
from kit.question.response_data import response_from_data

MOST_TEXTS = 400  # written answers to one question, beyond which `FEW_TEXTS` are told
FEW_TEXTS = 40


@dataclass(frozen=True, slots=True)
class Skill:
    """How a skill went: of the answers to its questions, those that are right."""

    skill: str
    questions: int
    answers: Share
    n: int  # students who answered the question of it that most answered
    interval: Interval  # Wilson's, with students as the number: answers of one hang together


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """How one question went."""

    asked: IssuedQuestion
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
class MetMisconception:
    """A misconception: how many students met it, and where."""

    misconception: str
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
    misconceptions: tuple[MetMisconception, ...]  # most students first
    stated: tuple[Stated, ...]  # from the least to the most sure
    stating: int  # students who stated a confidence
    leaning: Leaning | None  # None where nothing judges, or options do not say which way they err
    revisions: tuple[tuple[str, str, int], ...]  # lesson, revision, students who had it

    @property
    def open(self) -> int:
        """Answers that nobody has marked, or the future has to settle."""
        return sum(question.open for question in self.questions)


def class_figures(
    grading: Grading,
    asked: Iterable[IssuedQuestion],
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


class _Class:
    """The figures of one class, each worked out from what was counted for all of them."""

    def __init__(
        self,
        counts: Counting,
        answers: Sequence[Graded],
        asked: Sequence[IssuedQuestion],
        accepted: Mapping[LessonQuestion, Sequence[Accepted]],
        weights: Weights,
    ) -> None:
        self._counts, self._accepted = counts, accepted
        self._answers = {number: answers[number] for number in counts.answers}
        self._places = places_of(self._answers, counts.answers, asked)
        self._weights = weights

    # -- The figures

    def figures(self) -> ClassFigures:
        """All of them."""
        if not self._answers:
            return ClassFigures(
                *(0, (), (0,) * 10, total_figures(None, ()), 0, (), (), (), ()), 0, None, ()
            )
        sums = StudentSums(self._counts, self._answers, self._places, self._weights)
        of, items, rests = sums.of, sums.items(), self._rests(sums)
        tables = [_marks(place) for place in sums.in_table.values()]
        questions = [self._question(p, items.get(at), rests) for at, p in self._places.items()]
        had = (
            (flag[1], flag[2], n)
            for flag, n in of.flags.items()
            if isinstance(flag, tuple) and flag[0] == "had"
        )
        return ClassFigures(
            n=of.totals.n,
            totals=sums.totals,
            tenths=of.tenths,
            whole=total_figures(of.totals, tables),
            in_table=len(tables),
            skills=tuple(self._skills()),
            questions=self._with_texts(questions),
            misconceptions=self._misconceptions(of.flags),
            stated=self._stated(),
            stating=of.flags.get(SURE, 0),
            leaning=_leaning(sums),
            revisions=tuple(sorted(had)),
        )

    def _rests(self, sums: StudentSums) -> dict[int, Rests]:
        """Of each answer, the mean shares that its students have on all other questions."""
        totals, of_answers = sums.of.totals, sums.by_answer()
        found: dict[int, Rests] = {}
        for at, place in self._places.items():
            own = at in sums.in_table
            others = len(sums.in_table) - own
            for number, one in place.answers.items():
                n, x = place.students[number], (one.score or 0.0) if own else 0.0
                if not others:
                    found[number] = Rests(n, None)
                    continue
                away, squares = of_answers[number]
                rest = (away - n * x) / others
                spread = (squares - 2 * x * away + n * x * x) / others**2
                found[number] = Rests(n, totals.mean / others, rest, spread)
        return found

    def _question(
        self, place: AnsweredQuestion, item: ItemFigures | None, rests: Mapping[int, Rests]
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

    def _skills(self) -> Iterator[Skill]:
        judged = [(place.question, place.judged) for place in self._places.values()]
        for skill, share in skill_shares(judged):
            own = [of.n for question, of in judged if of.n and skill in question.skills]
            n = max(own)
            yield Skill(skill, len(own), share, n, mean_share_interval(share.score * n, n))

    def _misconceptions(self, flags: Mapping[Hashable, int]) -> tuple[MetMisconception, ...]:
        where: dict[str, Counter[LessonQuestion]] = defaultdict(Counter)
        for number, one in self._answers.items():
            for tag in one.tags:
                where[tag][one.lesson, one.question] += self._counts.answers[number]
        who = {tag: flags["tag", tag] for tag in where}
        most = sorted(who, key=lambda tag: (-who[tag], tag))
        return tuple(
            MetMisconception(tag, who[tag], tuple(where[tag].most_common())) for tag in most
        )

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


def _leaning(sums: StudentSums) -> Leaning | None:
    found = {name: int(n) for name, n in (sums.leaning or {}).items()}
    if not found.get("n"):
        return None
    above, below = found["above"], found["below"]
    doubted, let_through = Share(found["a"], found["b"]), Share(found["c"], found["d"])
    return Leaning(doubted, let_through, above, below, found["n"] - above - below)


def _texts_of(question: QuestionFigures) -> int:
    return MOST_TEXTS if question.written <= MOST_TEXTS else FEW_TEXTS


def _marks(place: AnsweredQuestion) -> Mapping[float, int]:
    """How many students have each mark."""
    found = Counter[float]()
    for number, one in place.answers.items():
        found[one.score or 0.0] += place.students[number]
    return found
