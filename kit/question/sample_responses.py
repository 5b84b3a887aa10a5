"""Made responses to a question: one that is right and one that is wrong, for every kind."""

from __future__ import annotations

from collections.abc import Callable

from kit.article.segments import Segment, Span, words
from kit.question.model import Key, Kind, Question, Response

Specimen = Callable[[Question, Key, tuple[Segment, ...]], Response]


def right(question: Question, key: Key, segments: tuple[Segment, ...] = ()) -> Response:
    """A response that deserves the full share."""
    return RIGHT[question.kind](question, key, segments)


def wrong(question: Question, key: Key, segments: tuple[Segment, ...] = ()) -> Response:
    """A response that does not."""
    return WRONG[question.kind](question, key, segments)


def _all_ticks(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    return Response(ticked=tuple(item for item in question.items if item in key.ticked))


def _other_tick(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    others = [item for item in question.items if item not in key.ticked]
    return Response(ticked=tuple((others or list(question.items))[:1]))


def _all_spans(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    return Response(marked=tuple(k.span for k in key.spans if not k.neutral))


def _other_word(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    label = question.labels[0] if question.labels else ""
    taken = [k.span for k in key.spans]
    free = (
        Span(segment.id, start, end, label)
        for segment in segments
        for start, end in words(segment.text)
        if not any(
            s.segment == segment.id and s.label == label and start < s.end and s.start < end
            for s in taken
        )
    )
    return Response(marked=(next(free),))


def _all_pairs(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    placed = dict(key.placed)
    return Response(placed=tuple((item, placed[item]) for item in question.items))


def _one_pair_off(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    (item, target), *rest = _all_pairs(question, key, segments).placed
    other = next(t for t in question.targets if t != target)
    return Response(placed=((item, other), *rest))


def _the_sequence(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    return Response(sequence=key.sequence)


def _backwards(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    return Response(sequence=key.sequence[::-1])


def _sure_of_it(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    return _rate(question, key, lambda outcome: outcome * 100, lambda low, high: (low, high))


def _sure_of_the_opposite(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    return _rate(question, key, lambda outcome: 100 - outcome * 100, lambda low, high: (high, high))


def _rate(
    question: Question,
    key: Key,
    chance: Callable[[float], float],
    bounds: Callable[[float, float], tuple[float, float]],
) -> Response:
    outcomes = dict(key.outcomes)
    ranges = {item: (low, high) for item, low, high in key.ranges}
    if question.interval:
        return Response(
            ranges=tuple(
                (i, *(bounds(*ranges[i]) if i in ranges else (0, 1))) for i in question.items
            )
        )
    return Response(
        rated=tuple((i, chance(outcomes[i]) if i in outcomes else 50) for i in question.items)
    )


def _the_model(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    return Response(text=key.model or key.rubric[0].text)


def _a_shrug(question: Question, key: Key, segments: tuple[Segment, ...]) -> Response:
    return Response(text="?")


RIGHT: dict[Kind, Specimen] = {
    "choose": _all_ticks,
    "choose-many": _all_ticks,
    "highlight": _all_spans,
    "sort": _all_pairs,
    "order": _the_sequence,
    "match": _all_pairs,
    "rate": _sure_of_it,
    "write": _the_model,
}

WRONG: dict[Kind, Specimen] = {
    "choose": _other_tick,
    "choose-many": _other_tick,
    "highlight": _other_word,
    "sort": _one_pair_off,
    "order": _backwards,
    "match": _one_pair_off,
    "rate": _sure_of_the_opposite,
    "write": _a_shrug,
}
