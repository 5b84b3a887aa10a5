"""The figures of a learner's report, counted from the log: a pure function of its entries.

What counts:

- The **first try** at a question, whether with a hint or without. Later tries count as tries.
- **Right** is what `is_right` says: all of the answer. A part is not right, however large.
- A question of the kind ``rate`` is neither right nor wrong: its points stand by themselves. Nor
  is a text: for it the level counts that the learner gave it last.
- Shares are those in the log: as graded at the time.
- What was let through or wrongly doubted is told by the options taken, never guessed.
- A **skill** is as often right as the answers to its questions, by `skill_shares`: those of one
  learner here, and those of all in the report on a class.
- A **twin** asks for the same skill on another text. It counts for that, and not among the skills
  in practice, unless nothing else was answered.
- A misconception counts once for each question at which it was met, in whichever try.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kit.language.taxonomy import SKILLS
from kit.learner.forecast import Forecast, brier_score
from kit.learner.log import Entry
from kit.learner.measures import Discernment, Share
from kit.question.grade import is_right
from kit.question.kinds import kind
from kit.question.model import (
    SURE_PERCENT,
    Errs,
    Judges,
    Key,
    Question,
    QuestionSet,
    Sure,
)

LONGEST = 600.0  # seconds: whoever is longer at one try is taken to have been away
_SAME_SITTING = 5.0  # seconds by which two reckonings of when a card was first used may differ

Id = tuple[str, str]  # a lesson and a question


@dataclass(frozen=True, slots=True)
class QuestionInReport:
    """What a report has to know of a question, and nothing that is its answer."""

    question: Question
    judges: Judges
    levels: tuple[str, ...]  # of its rubric, best first
    errs: tuple[tuple[str, Errs], ...] | None = None  # wrong options; None unless all say how

    @property
    def is_rate(self) -> bool:
        """Whether its points stand by themselves, so that it is neither right nor wrong."""
        return not kind(self.question.kind).right_or_wrong


@dataclass(frozen=True, slots=True)
class Stated:
    """The answers given with one confidence: what it counts as, and how many were right."""

    sure: Sure
    percent: int
    score: Share

    @property
    def fits(self) -> bool:
        """Whether chance alone could part the share right from the confidence stated."""
        low, high = self.score.interval
        return low <= self.percent / 100 <= high


@dataclass(frozen=True, slots=True)
class Work:
    """How much was done."""

    questions: int  # with at least one try
    tries: int
    right_at_last: int  # questions that any try had right
    graded: Share  # first tries that can be right or wrong
    seconds: float  # from the first touch of a card to its answer, pauses cut
    points: float | None  # mean share at the first tries of ``rate`` questions
    rated: int  # how many those are
    first: str  # when the first try was logged
    last: str

    @property
    def tries_each(self) -> float:
        """Tries per question; 0 where there is none."""
        return self.tries / self.questions if self.questions else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a report."""

    work: Work
    skills: tuple[tuple[str, Share], ...]  # in the order of the table of skills
    discernment: Discernment
    stated: tuple[Stated, ...]  # from the least to the most sure
    brier: float | None  # of the confidences stated
    misconceptions: tuple[tuple[str, int], ...]  # met at how many questions, most first
    levels: tuple[tuple[str, int], ...]  # of the learner's own marks, best first
    # Skills met both in practice and on another text: what was right in each of the two.
    transfer: tuple[tuple[str, Share, Share], ...] = ()


def asked_in(question_sets: Iterable[tuple[str, QuestionSet]]) -> dict[Id, QuestionInReport]:
    """The questions of lessons, each lesson with its name."""
    found: dict[Id, QuestionInReport] = {}
    for lesson, question_set in question_sets:
        keys = {key.question: key for key in question_set.keys}
        for question in question_set.questions:
            key = keys.get(question.id)
            found[lesson, question.id] = QuestionInReport(
                question,
                key.judges if key else "",
                tuple(level.name for level in key.rubric) if key else (),
                errs_of(question, key) if key else None,
            )
    return found


def figures(
    entries: Iterable[Entry],
    asked: Mapping[Id, QuestionInReport],
    elsewhere: Mapping[Id, QuestionInReport] | None = None,
) -> Figures:
    """The figures of all entries at these questions, oldest entry first; others do not count.

    ``elsewhere`` are twins of these questions in other lessons: they count only as another text.
    """
    entries, known = tuple(entries), {**(elsewhere or {}), **asked}
    tries: dict[Id, list[Entry]] = defaultdict(list)
    marks: dict[Id, str] = {}
    for entry in entries:
        id = entry.lesson, entry.question
        if id not in asked:
            continue
        if entry.what == "try":
            tries[id].append(entry)
        elif entry.what == "mark":
            marks[id] = entry.level
    firsts = {id: made[0] for id, made in tries.items()}
    right = _right(firsts, asked)
    practice = {id: ok for id, ok in right.items() if not asked[id].question.twin}
    met = {(e.lesson, e.question): e for e in reversed(entries) if e.what == "try"}
    twins = {id: first for id, first in met.items() if id in known and known[id].question.twin}
    return Figures(
        _work(tries, right, asked),
        _skills(right, asked),
        Discernment(
            _judged("holds", right, asked),
            _judged("fails", right, asked),
            *_leans(firsts, right, asked),
        ),
        *_calibration(firsts, right),
        _misconceptions(tries),
        _levels(marks, asked),
        _transfer(_skills(practice, asked), _skills(_right(twins, known), known)),
    )


def _right(firsts: Mapping[Id, Entry], asked: Mapping[Id, QuestionInReport]) -> dict[Id, bool]:
    """Whether the first try was right, at each question that can be right or wrong."""
    return {
        id: is_right(asked[id].question, first.score)
        for id, first in firsts.items()
        if first.score is not None and not asked[id].is_rate
    }


def _transfer(
    practice: Iterable[tuple[str, Share]], other: Iterable[tuple[str, Share]]
) -> tuple[tuple[str, Share, Share], ...]:
    found = dict(other)
    return tuple((skill, share, found[skill]) for skill, share in practice if skill in found)


def errs_of(question: Question, key: Key) -> tuple[tuple[str, Errs], ...] | None:
    """Which way each wrong option errs; None unless all of them say so."""
    wrong = [item for item in question.items if item not in key.ticked] if key.ticked else []
    errs = tuple((item, key.note(item).errs) for item in wrong)
    return errs if errs and all(way for _, way in errs) else None


def _leans(
    firsts: Mapping[Id, Entry], right: Mapping[Id, bool], asked: Mapping[Id, QuestionInReport]
) -> tuple[int | None, int | None]:
    """What was doubted though it holds, and let through though it fails.

    Neither is known unless every wrong option of all these questions says which way it errs.
    """
    found = {"holds": 0, "fails": 0}
    for id in right:
        judges, errs = asked[id].judges, asked[id].errs
        if judges and errs is None:
            return None, None
        if judges and errs:
            found[judges] += misleads(asked[id].question, judges, errs, firsts[id].response)
    return found["holds"], found["fails"]


def misleads(
    question: Question,
    judges: Judges,
    errs: tuple[tuple[str, Errs], ...],
    response: Mapping[str, object],
) -> bool:
    """Whether a response doubts what holds, or lets through what fails.

    Where several options are right because they hold, one that was not ticked was doubted.
    """
    ticked = response.get("ticked")
    taken = set(ticked) if isinstance(ticked, list) else set()
    ways = {way for item, way in errs if item in taken}
    if judges == "fails":
        return "trusts" in ways
    right = set(question.items) - dict(errs).keys()
    several = not kind(question.kind).takes_one
    return "doubts" in ways or (several and not right <= taken)


def _score(answers: Iterable[bool]) -> Share:
    answers = list(answers)
    return Share(sum(answers), len(answers))


def skill_shares(answers: Iterable[tuple[Question, Share]]) -> tuple[tuple[str, Share], ...]:
    """How often each skill was right, in the order of the table of skills.

    ``answers`` are questions that can be right or wrong, each with how many of its answers were. A
    question of two skills counts for both. Twins count only where nothing else was answered.
    """
    given = [(question, share) for question, share in answers if share.n]
    given = [pair for pair in given if not pair[0].twin] or given
    found: dict[str, list[Share]] = {skill: [] for skill in SKILLS}
    for question, share in given:
        for skill in question.skills:
            found.setdefault(skill, []).append(share)
    return tuple(
        (skill, Share(sum(s.right for s in shares), sum(s.n for s in shares)))
        for skill, shares in found.items()
        if shares
    )


def _skills(
    right: Mapping[Id, bool], asked: Mapping[Id, QuestionInReport]
) -> tuple[tuple[str, Share], ...]:
    return skill_shares((asked[id].question, Share(int(ok), 1)) for id, ok in right.items())


def _judged(verdict: str, right: Mapping[Id, bool], asked: Mapping[Id, QuestionInReport]) -> Share:
    return _score(right[id] for id in right if asked[id].judges == verdict)


def _calibration(
    firsts: Mapping[Id, Entry], right: Mapping[Id, bool]
) -> tuple[tuple[Stated, ...], float | None]:
    answers: dict[str, list[bool]] = defaultdict(list)
    for id, ok in right.items():
        answers[firsts[id].sure].append(ok)
    stated = tuple(
        Stated(sure, percent, _score(answers[sure]))
        for sure, percent in SURE_PERCENT.items()
        if answers[sure]
    )
    forecasts = [Forecast(s.sure, s.percent, ok) for s in stated for ok in answers[s.sure]]
    return stated, brier_score(forecasts) if forecasts else None


def _misconceptions(tries: Mapping[Id, list[Entry]]) -> tuple[tuple[str, int], ...]:
    met = Counter(tag for made in tries.values() for tag in {t for e in made for t in e.tags})
    return tuple(sorted(met.items(), key=lambda pair: (-pair[1], pair[0])))


def _levels(
    marks: Mapping[Id, str], asked: Mapping[Id, QuestionInReport]
) -> tuple[tuple[str, int], ...]:
    """A mark with a level that its rubric no longer has does not count."""
    order = dict.fromkeys(level for id in marks for level in asked[id].levels)
    given = Counter(level for id, level in marks.items() if level in asked[id].levels)
    return tuple((level, given[level]) for level in order if given)


def _work(
    tries: Mapping[Id, list[Entry]], right: Mapping[Id, bool], asked: Mapping[Id, QuestionInReport]
) -> Work:
    scores = [made[0].score for id, made in tries.items() if asked[id].is_rate]
    points = [score for score in scores if score is not None]
    times = [entry.at for made in tries.values() for entry in (made[0], made[-1])]
    return Work(
        questions=len(tries),
        tries=sum(map(len, tries.values())),
        right_at_last=sum(
            any(is_right(asked[id].question, entry.score) for entry in tries[id]) for id in right
        ),
        graded=_score(right.values()),
        seconds=sum(map(_seconds, tries.values())),
        points=sum(points) / len(points) if points else None,
        rated=len(points),
        first=min(times, default=""),
        last=max(times, default=""),
    )


def _seconds(tries: Iterable[Entry]) -> float:
    """The time at one question. A card counts on from its first use, so only what is new is added.

    Two tries are of one sitting where both put the card's first use at the same moment.
    """
    total = before = 0.0
    began: float | None = None
    for entry in tries:
        start = _moment(entry.at) - entry.seconds
        if began is None or not abs(start - began) <= _SAME_SITTING:
            began, before = start, 0.0
        total += min(LONGEST, max(0.0, entry.seconds - before))
        before = entry.seconds
    return total


def _moment(at: str) -> float:
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError):
        return float("nan")  # like no other moment, so a sitting of its own
