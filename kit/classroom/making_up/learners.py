"""What a simulated learner enters: a response to any question, right with a given chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from kit.article.segments import Segment, Span, words
from kit.question.model import Key, Kind, Question, Response

SIMULATED = "Simulated answer."
_HELD_TO = 0.75  # how often a misconception decides, where a question lets it


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its key and the segments that it shows."""

    question: Question
    key: Key
    segments: tuple[Segment, ...]


def respond(asked: Asked, chance: float, misconception: str, random: Random) -> Response:
    """A response that is right with this chance, in parts where the question has parts.

    Where an item carries the learner's misconception, it often decides instead.
    """
    return SIMULATED_RESPONSES[asked.question.kind](asked, chance, misconception, random)


def _choose(asked: Asked, chance: float, misconception: str, random: Random) -> Response:
    right = [item for item in asked.question.items if item in asked.key.ticked]
    others = [item for item in asked.question.items if item not in asked.key.ticked]
    tempting = _tempting(asked, others, misconception)
    if tempting and random.random() < _HELD_TO:
        return Response(ticked=(tempting[0],))
    picked = right if random.random() < chance or not others else others
    return Response(ticked=(random.choice(picked),))


def _choose_many(asked: Asked, chance: float, misconception: str, random: Random) -> Response:
    tempting = _tempting(asked, asked.question.items, misconception)
    ticked = [
        item
        for item in asked.question.items
        if (item in asked.key.ticked) == (random.random() < _of_a_part(chance))
        or (item in tempting and item not in asked.key.ticked and random.random() < _HELD_TO)
    ]
    return Response(ticked=tuple(ticked or [random.choice(asked.question.items)]))


def _tempting(asked: Asked, items: Iterable[str], misconception: str) -> list[str]:
    return [item for item in items if misconception and asked.key.note(item).tag == misconception]


def _of_a_part(chance: float) -> float:
    """The chance for one part of several: a part is easier than the whole."""
    return 0.45 + 0.55 * chance


def _highlight(asked: Asked, chance: float, misconception: str, random: Random) -> Response:
    marked: list[Span] = []
    for wanted in asked.key.spans:
        held = misconception and wanted.note.tag == misconception
        likely = 0.2 if wanted.neutral else 0.2 if held else _of_a_part(chance)
        if random.random() < likely:
            marked += _roughly(asked, wanted.span, chance, random)
    everywhere = _words(asked)
    while everywhere and (not marked or random.random() < 0.5 * (1 - chance)):
        segment, start, end = random.choice(everywhere)
        marked.append(Span(segment, start, end, _label(asked, "", chance, random)))
    return Response(marked=tuple(sorted(set(marked))))


def _words(asked: Asked) -> list[tuple[str, int, int]]:
    return [(s.id, start, end) for s in asked.segments for start, end in words(s.text)]


def _roughly(asked: Asked, span: Span, chance: float, random: Random) -> list[Span]:
    """The words of a span, or a word fewer or more at an end."""
    places = [(start, end) for id, start, end in _words(asked) if id == span.segment]
    touched = [n for n, (a, b) in enumerate(places) if a < span.end and span.start < b]
    if not touched:
        return []
    first, last = touched[0], touched[-1]
    if random.random() > _of_a_part(chance):
        last = random.choice((max(first, last - 1), min(len(places) - 1, last + 1)))
    label = _label(asked, span.label, chance, random)
    return [Span(span.segment, places[first][0], places[last][1], label)]


def _label(asked: Asked, right: str, chance: float, random: Random) -> str:
    labels = asked.question.labels
    if not labels or (right and random.random() < _of_a_part(chance)):
        return right
    return random.choice(labels)


def _pairs(asked: Asked, chance: float, misconception: str, random: Random) -> Response:
    wanted = dict(asked.key.placed)
    placed: list[tuple[str, str]] = []
    for item in asked.question.items:
        others = [target for target in asked.question.targets if target != wanted[item]]
        held = misconception and asked.key.note(item).tag == misconception
        right = random.random() < (1 - _HELD_TO if held else _of_a_part(chance))
        if random.random() < 0.97 or not placed:
            placed.append((item, wanted[item] if right or not others else random.choice(others)))
    return Response(placed=tuple(placed))


def _order(asked: Asked, chance: float, misconception: str, random: Random) -> Response:
    sequence = list(asked.key.sequence)
    for _ in range(len(sequence)):
        if random.random() > _of_a_part(chance):
            place = random.randrange(len(sequence) - 1)
            sequence[place], sequence[place + 1] = sequence[place + 1], sequence[place]
    return Response(sequence=tuple(sequence))


def _rate(asked: Asked, chance: float, misconception: str, random: Random) -> Response:
    if asked.question.interval:
        return Response(ranges=tuple(_ranges(asked, chance, random)))
    outcomes = dict(asked.key.outcomes)
    rated = []
    for item in asked.question.items:
        towards = 50 * (2 * outcomes.get(item, 0.5) - 1) if item in outcomes else 0
        strength = (1.6 * chance - 0.5) + random.gauss(0, 0.3)
        off = random.gauss(0, 12)
        rated.append((item, float(5 * round(min(100, max(0, 50 + towards * strength + off)) / 5))))
    return Response(rated=tuple(rated))


def _ranges(asked: Asked, chance: float, random: Random) -> Iterable[tuple[str, float, float]]:
    """Ranges around the published ones: the abler, the nearer; most are too narrow."""
    known = {item: (low, high) for item, low, high in asked.key.ranges}
    for item in asked.question.items:
        low, high = known.get(item, (20.0, 80.0))
        middle = (low + high) / 2 * math.exp(random.gauss(0, 0.9 * (1 - chance)))
        half = max(abs(high - low) / 2, abs(middle) / 20) * random.uniform(0.4, 1.3)
        yield item, float(round(middle - half, 2)), float(round(middle + half, 2))


def _write(asked: Asked, chance: float, misconception: str, random: Random) -> Response:
    levels = asked.key.rubric
    place = (1 - chance) * (len(levels) - 1) + random.gauss(0, 0.35)
    level = levels[min(len(levels) - 1, max(0, round(place)))]
    # A mark of its own keeps each text from looking copied from another.
    said = f"{SIMULATED} ({random.getrandbits(32):08x}) {level.text}".split()
    return Response(text=" ".join(said[: asked.question.limit or len(said)]))


Simulated = Callable[[Asked, float, str, Random], Response]
SIMULATED_RESPONSES: dict[Kind, Simulated] = {
    "choose": _choose,
    "choose-many": _choose_many,
    "highlight": _highlight,
    "sort": _pairs,
    "order": _order,
    "match": _pairs,
    "rate": _rate,
    "write": _write,
}


def tags_of(asked: Sequence[Asked]) -> tuple[str, ...]:
    """The misconceptions that items which are not right carry in these questions, by letter."""
    return tuple(sorted({note.tag for one in asked for _, note in one.key.notes if note.tag}))
