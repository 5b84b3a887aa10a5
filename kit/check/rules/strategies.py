"""Rules against strategies that pay without reading: `kit.check.audit` plays them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.check.audit import KeyedQuestion, Result, audit
from kit.check.rules.subjects import Exercise, Proof
from kit.question.model import Problem

# Questions of an exercise from which on its audit is an error. With twenty questions of four
# options, chance alone strays by ten points either way, which is the margin.
A_COURSE = 20


def no_strategy_pays_in_a_lesson(proof: Proof) -> Iterator[Problem]:
    """No strategy without reading scores more than 10 points above chance in a lesson.

    Played are: always trust, always doubt, the moderate verdict, the cynic and never the cynic,
    the longest option, the shortest, the first, the one that echoes the question, and hedged
    ones. With few questions one lucky hit is worth more than 10 points. So the gain has to be more
    than one whole question as well, which makes a difference below ten questions. For the table:
    kit check --audit
    """
    yield from _problems(audit(list(proof.accepted())), proof.question_set.path, "this lesson")


def no_strategy_pays_in_an_exercise(exercise: Exercise) -> Iterator[Problem]:
    """No strategy without reading scores more than 10 points above chance over an exercise.

    Strategies are those of no-strategy-pays-in-a-lesson. Counted from 20 questions on in which a
    strategy can be played.
    """
    asked: list[KeyedQuestion] = [pair for proof in exercise.proofs for pair in proof.accepted()]
    results = (found for found in audit(asked) if found.questions >= A_COURSE)
    if asked:
        where = f"the lessons of “{exercise.name}”"
        yield from _problems(results, exercise.proofs[0].question_set.path, where)


def _problems(results: Iterable[Result], path: str, where: str) -> Iterator[Problem]:
    for found in results:
        if found.pays:
            text = (
                f"in {found.questions} questions of {where} the strategy “{found.strategy}” "
                f"scores {found.score:.0%} without reading, and chance {found.chance:.0%}; change "
                "some keys or options"
            )
            yield Problem(path, 1, text)
