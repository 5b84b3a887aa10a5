"""Rules for a lesson's keys as a whole: their form must not give them away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.check.rules.subjects import Proof
from kit.question.kinds import kind
from kit.question.model import Key, Problem, Question

RARE = 0.05  # how seldom chance alone would bring about so many


def right_is_not_the_longest(proof: Proof) -> Iterator[Problem]:
    """Over a lesson, the right option is not the longest one clearly more often than by chance.

    Authors say more about what is true, and students notice. Counted are choose questions; the
    rule speaks up where chance alone would bring about as many in one lesson out of twenty.
    """
    asked = _choose(proof)
    longest = [_longest(question) in key.ticked for question, key in asked]
    chances = [1 / len(question.items) for question, _ in asked]
    if tail(sum(longest), chances) < RARE:
        text = (
            f"in {sum(longest)} of {len(asked)} choose questions the right option is the longest; "
            "shorten some, or give the others as many words"
        )
        yield Problem(proof.question_set.path, 1, text)


def right_is_not_always_in_one_place(proof: Proof) -> Iterator[Problem]:
    """Over a lesson, right options do not stand in one place more often than by chance.

    Counted are choose questions with “Order: as written”; all others are dealt anew.
    """
    asked = [(question, key) for question, key in _choose(proof) if question.as_written]
    places = [question.items.index(next(iter(key.ticked))) for question, key in asked]
    widest = max((len(question.items) for question, _ in asked), default=0)
    for place in range(widest):
        chances = [1 / len(q.items) if place < len(q.items) else 0.0 for q, _ in asked]
        # As many chances to be surprised as there are places.
        if tail(places.count(place), chances) < RARE / widest:
            text = (
                f"in {places.count(place)} of {len(asked)} questions with “Order: as written” "
                f"option {place + 1} is right; move some, or let the kit deal them"
            )
            yield Problem(proof.question_set.path, 1, text)


def tail(count: int, chances: Sequence[float]) -> float:
    """How likely it is that at least so many of independent events with these chances happen."""
    exactly = [1.0]
    for chance in chances:
        exactly = [
            before * chance + same * (1 - chance)
            for before, same in zip([0.0, *exactly], [*exactly, 0.0], strict=True)
        ]
    return sum(exactly[count:])


def _choose(proof: Proof) -> list[tuple[Question, Key]]:
    return [(q, key) for q, key in proof.accepted() if kind(q.kind).takes_one and key.ticked]


def _longest(question: Question) -> str:
    """The one longest option, or nothing where two are equally long."""
    length = max(map(len, question.items))
    longest = [item for item in question.items if len(item) == length]
    return longest[0] if len(longest) == 1 else ""
