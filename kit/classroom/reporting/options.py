"""What a class chose at one question: a table of its options.

Each row has the students who chose it and their mean rest score: the mean share that they have
on all other questions. It tells whether those who do well elsewhere chose it, and needs no large
class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.classroom.grading.accepted import Accepted, best
from kit.classroom.grading.asked import IssuedQuestion
from kit.question.kinds import kind
from kit.question.kinds.contract import Choice, Keyed
from kit.question.model import Key, Question, Response

MOST = 8  # rows of what only some did: wrong words, wrong neighbours
NOT_MARKED = "not marked yet"


@dataclass(frozen=True, slots=True)
class Rests:
    """The rest scores of some students, 0 to 1, as sums; None where there is no other question."""

    n: int  # students
    middle: float | None  # what the others are less
    sum: float = 0.0
    squares: float = 0.0

    def __add__(self, other: Rests) -> Rests:
        sums = self.n + other.n, self.sum + other.sum, self.squares + other.squares
        return Rests(sums[0], self.middle, *sums[1:])

    @property
    def mean(self) -> float | None:
        """Their mean."""
        return None if self.middle is None or not self.n else self.middle + self.sum / self.n

    @property
    def variance(self) -> float | None:
        """Their sample variance; None with fewer than two."""
        if self.middle is None or self.n < 2:
            return None
        return max(0.0, (self.squares - self.sum**2 / self.n) / (self.n - 1))


@dataclass(frozen=True, slots=True)
class Answer:
    """A distinct answer to one question, and how its students did on all others."""

    response: Response
    rests: Rests
    level: str = ""  # write: as marked


@dataclass(frozen=True, slots=True)
class Option:
    """One row: who chose what."""

    text: str
    n: int  # students
    rest_score: float | None  # their mean
    is_key: bool | None = None  # None where it is neither right nor wrong
    misconception: str = ""
    more: str = ""  # a number of its own, such as the mean chance
    rest_variance: float | None = None  # of the students' rest scores, divided by n - 1
    among: str = ""  # sort, match: the item; of the options of one, a student chose one at most


@dataclass(frozen=True, slots=True)
class Table:
    """The options of a question, and what stands in its columns."""

    what: str  # of the first column
    rows: tuple[Option, ...]
    more: str = ""  # of the last column, where there is one


def option_table(
    asked: IssuedQuestion, answers: Iterable[Answer], accepted: Sequence[Accepted] = ()
) -> Table:
    """The options of a question with those who chose them.

    ``answers`` are of the question's own revision; ``accepted`` are the rows for this question.
    Rows that the question has come first, then what only some did, most first: of those that
    belong to no item, not more than `MOST`.
    """
    question, answers = asked.question, tuple(answers)
    own = kind(question.kind)
    keyed = Keyed(question, asked.key or Key(question.id), asked.segments)
    keyed = replace(keyed, key=own.widened(keyed, accepted))
    choices = own.choices(keyed)
    if own.marked_by_person:
        return Table(choices.heading, tuple(_levels(choices.rows, answers)))
    also = {(one.item, one.answer) for one in accepted}
    who: dict[Choice, list[Answer]] = {choice: [] for choice in choices.rows}
    for answer in answers:
        key, _ = best(question, keyed.key, accepted, answer.response, asked.segments)
        for choice in own.chosen(replace(keyed, key=key), answer.response):
            who.setdefault(choice, []).append(answer)
    responses = [a.response for a in answers for _ in range(a.rests.n)] if choices.more else []
    rows = [
        _row(
            choice,
            who[choice],
            asked.key is not None,
            (choice.among, choice.answer) in also,
            own.figure(question, choice, responses),
        )
        for choice in _in_order(question, choices.rows, who)
    ]
    return Table(choices.heading, tuple(rows), choices.more)


def _in_order(
    question: Question, fixed: Sequence[Choice], who: Mapping[Choice, Sequence[Answer]]
) -> Iterable[Choice]:
    """Item by item where choices belong to items, else all of them."""
    others = sorted((c for c in who if c not in fixed), key=lambda c: (-_all(who[c]).n, c.order))
    yield from (choice for choice in fixed if not choice.among)
    yield from [choice for choice in others if not choice.among][:MOST]
    for item in question.items:
        yield from (choice for choice in (*fixed, *others) if choice.among == item)


def _row(
    choice: Choice, who: Sequence[Answer], is_keyed: bool, is_accepted: bool, more: str
) -> Option:
    is_key = (choice.is_right or is_accepted) if is_keyed and choice.is_right is not None else None
    met = "" if is_key else choice.note.misconception
    rests = _all(who)
    among = choice.among
    return Option(choice.text, rests.n, rests.mean, is_key, met, more, rests.variance, among)


def _all(who: Iterable[Answer]) -> Rests:
    """The rest scores of all of these students."""
    found = [answer.rests for answer in who]
    return sum(found[1:], start=found[0]) if found else Rests(0, None)


def _levels(rubric: Sequence[Choice], answers: Sequence[Answer]) -> Iterable[Option]:
    """The levels as marked, best first; several markers who differ make a level of their own."""
    given: dict[str, list[Answer]] = {level.text: [] for level in rubric}
    for answer in answers:
        given.setdefault(answer.level or NOT_MARKED, []).append(answer)
    if NOT_MARKED in given:
        given[NOT_MARKED] = given.pop(NOT_MARKED)
    for level, who in given.items():
        rests = _all(who)
        yield Option(level, rests.n, rests.mean, rest_variance=rests.variance)
