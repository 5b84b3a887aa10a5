"""A made-up class for trying: simulated learners of stated ability and what they hand in.

The chance to get a question right is that of the Rasch model (Rasch, 1960): the logistic function
of ability less difficulty, both drawn from a normal distribution. Confidence is on average higher
than it should be, as people's is (Lichtenstein, Fischhoff and Phillips, 1982). The same exercise,
number and seed give the same class to the byte.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Literal

from kit.article.packages import kit_version
from kit.article.project import Project, exercise_of
from kit.article.seed import Unreadable, read_article
from kit.classroom.releasing.released import revision_given
from kit.language.dates import timestamp
from kit.learner.hand_in import HandIn, Part
from kit.learner.log import Entry, What
from kit.question.grade import grade, is_blank, is_right
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Sure
from kit.question.read import read_question_set
from kit.question.response_data import response_to_data

START = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)  # a Monday
DUE = START + timedelta(days=7)

Habit = Literal["on time", "late", "twice", "nothing"]


@dataclass(frozen=True, slots=True)
class Learner:
    """One simulated learner, and the truth about it."""

    id: str
    name: str
    section: str
    ability: float  # 0 for the middle of all learners, 1 for one standard deviation above
    misconception: str  # a tag of the exercise, or nothing
    habit: Habit


@dataclass(frozen=True, slots=True)
class DemoClass:
    """A simulated class: who is in it, and what was handed in, by time."""

    exercise: str
    seed: int
    learners: tuple[Learner, ...]
    hand_ins: tuple[HandIn, ...]


@dataclass(frozen=True, slots=True)
class _Lesson:
    name: str
    revision: str
    asked: tuple[Keyed, ...]


def demo_class(project: Project, exercise: str, students: int, seed: int) -> DemoClass:
    """A class of so many simulated learners. Raises Unreadable where no question has a key."""
    lessons = tuple(_lessons(project, exercise))
    asked = [one for lesson in lessons for one in lesson.asked]
    if not asked:
        raise Unreadable(
            f"“{exercise}” has no question with a key; a made-up class needs some to answer."
        )
    learners = tuple(_learners(students, seed, _tags_of(asked)))
    hand_ins = [found for one in learners for found in _handed_in(one, exercise, lessons, seed)]
    return DemoClass(exercise, seed, learners, tuple(sorted(hand_ins, key=lambda h: h.made)))


def _lessons(project: Project, exercise: str) -> Iterator[_Lesson]:
    for name in project.lessons():
        if exercise_of(name) == exercise:
            question_set, article = (
                read_question_set(project, name),
                read_article(project, exercise),
            )
            asked = tuple(
                Keyed(question, key, article.shown(question.show))
                for question in question_set.questions
                if (key := question_set.key(question.id))
            )
            yield _Lesson(name, revision_given(project, name), asked)


def _tags_of(asked: Iterable[Keyed]) -> tuple[str, ...]:
    """The misconceptions that items which are not right carry in these questions, by letter."""
    met = {note.misconception for one in asked for _, note in one.key.notes}
    return tuple(sorted(met - {""}))


def _random(seed: int, of: str) -> Random:
    """A stream of its own for each learner and question, so that one does not change another."""
    return Random(f"{seed} {of}")  # noqa: S311  # a simulation has nothing to guess


def _learners(students: int, seed: int, tags: Sequence[str]) -> Iterator[Learner]:
    random = _random(seed, "learners")
    habits = _habits(students, random)
    for number in range(1, students + 1):
        prone = bool(tags) and random.random() < 0.35
        yield Learner(
            f"sim-{number:02}",
            f"Simulated student {number:02}",
            "A" if number % 2 else "B",
            round(random.gauss(0, 1), 2),
            random.choice(tags) if prone else "",
            habits[number - 1],
        )


def _habits(students: int, random: Random) -> list[Habit]:
    """One or two who hand in nothing, a tenth late, a tenth twice; the others on time."""
    few = math.ceil(students / 10) if students > 4 else 0
    counts: dict[Habit, int] = {"nothing": min(2, few), "late": few, "twice": few}
    counts["on time"] = students - sum(counts.values())
    habits = [habit for habit, count in counts.items() for _ in range(count)]
    random.shuffle(habits)
    return habits


def _handed_in(
    learner: Learner, exercise: str, lessons: Sequence[_Lesson], seed: int
) -> Iterator[HandIn]:
    if learner.habit == "nothing":
        return
    random = _random(seed, learner.id)
    begun = START + timedelta(minutes=random.randrange(5 * 24 * 60))
    clock = _Clock(begun, learner.id, seed)
    parts = tuple(_part(learner, lesson, clock, random, seed) for lesson in lessons)
    if learner.habit == "twice":
        yield _hand_in(learner, exercise, _until_half(parts), clock.now - timedelta(minutes=5))
    made = clock.now + timedelta(minutes=3)
    if learner.habit == "late":
        made = DUE + timedelta(hours=random.randrange(2, 40))
    yield _hand_in(learner, exercise, parts, made)


def _hand_in(learner: Learner, exercise: str, parts: tuple[Part, ...], made: datetime) -> HandIn:
    return HandIn(exercise, learner.id, timestamp(made), f"{kit_version()} simulated", parts)


def _until_half(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts as they were when half of what was done was done."""
    times = sorted(entry.at for part in parts for entry in part.entries)
    half = times[len(times) // 2] if times else ""
    return tuple(replace(p, entries=tuple(e for e in p.entries if e.at < half)) for p in parts)


class _Clock:
    """A learner's time, which only goes on, and the ids of the entries that it stamps."""

    def __init__(self, begun: datetime, learner: str, seed: int) -> None:
        self.now = begun
        self._name = f"{seed} {learner}"
        self._count = 0

    def stamped(self, what: What, asked: Keyed, lesson: _Lesson, seconds: float) -> Entry:
        """An entry so many seconds after the last one."""
        self.now += timedelta(seconds=seconds)
        self._count += 1
        id = sha256(f"{self._name} {self._count}".encode()).hexdigest()[:32]
        at = timestamp(self.now)
        return Entry(what, lesson.name, asked.question.id, at, id, lesson.revision)


def _part(learner: Learner, lesson: _Lesson, clock: _Clock, random: Random, seed: int) -> Part:
    entries: list[Entry] = []
    for asked in lesson.asked:
        hard = _random(seed, f"{lesson.name} {asked.question.id}").gauss(-0.4, 0.8)
        if random.random() > 0.05:
            entries += _answered(learner, lesson, asked, hard, clock, random)
    return Part(lesson.name, lesson.revision, tuple(entries))


def _answered(
    learner: Learner,
    lesson: _Lesson,
    asked: Keyed,
    hard: float,
    clock: _Clock,
    random: Random,
) -> Iterator[Entry]:
    """What a learner does with one question: perhaps a hint, a try, perhaps another try."""
    ease = learner.ability - hard
    if asked.question.hint and random.random() < 0.3 * (1 - _logistic(ease)):
        yield clock.stamped("hint", asked, lesson, random.uniform(15, 60))
        ease += 0.4
    took = 0.0
    tries = 1 if asked.question.tries == 1 or asked.question.feedback_later else 2
    for again in range(tries):
        chance = _logistic(ease + again)
        held = "" if again else learner.misconception
        response = kind(asked.question.kind).simulated(asked, chance, held, random)
        if is_blank(asked.question, response):
            return
        score = grade(asked.question, asked.key, response, asked.segments).score
        spent = round(random.uniform(15, 120), 1)
        took = round(took + spent, 1)
        entry = clock.stamped("try", asked, lesson, spent)
        sure = _sure(chance, score, random) if asked.question.ask_sure else ""
        yield replace(entry, response=response_to_data(response), sure=sure, seconds=took)
        if score is None or is_right(asked.question, score) or random.random() < 0.5:
            break


def _logistic(ease: float) -> float:
    return 1 / (1 + math.exp(-ease))


def _sure(chance: float, score: float | None, random: Random) -> Sure:
    """A confidence that follows ability and being right, and is too high on average."""
    felt = 0.25 + 0.6 * chance + 0.15 * (score or 0) + random.gauss(0, 0.15)
    return "certain" if felt > 0.8 else "fairly sure" if felt > 0.55 else "guess"
