"""What an author did on the card, read as the key: one small function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kit.article.segments import Segment, Span, words_of
from kit.question import sample_responses
from kit.question.model import Key, KeySpan, Kind, Question, Response

Parts = Mapping[str, object]
KeyReader = Callable[[Question, Response, Key, tuple[Segment, ...]], Parts]


def key_from(
    question: Question, response: Response, said: Key, segments: Iterable[Segment] = ()
) -> Key:
    """The key that this response gives, with all else as ``said``: notes, hints, evidence.

    ``said.spans`` keep what was said of marked words. ``segments`` are those the question shows.
    Raises ValueError, in words for an author, where the response is no answer.
    """
    parts = KINDS[question.kind](question, response, said, tuple(segments))
    bare = replace(
        said,
        ticked=frozenset(),
        placed=(),
        sequence=(),
        spans=(),
        outcomes=(),
        ranges=(),
    )
    return replace(bare, question=question.id, **parts)  # type: ignore[arg-type]


def answer_of(question: Question, key: Key, segments: Iterable[Segment] = ()) -> Response:
    """The response that gives this key again: what an author finds entered on the card."""
    right = sample_responses.right(question, key, tuple(segments))
    known = {item for item, *_ in (*key.outcomes, *key.ranges)}
    return replace(
        right,
        marked=tuple(k.span for k in key.spans),
        rated=tuple(pair for pair in right.rated if pair[0] in known),
        ranges=tuple(given for given in right.ranges if given[0] in known),
        text=key.model,
    )


def _ticks(question: Question, response: Response, said: Key, _: tuple[Segment, ...]) -> Parts:
    if not response.ticked:
        raise ValueError("Tick the right answer on the card first.")
    return {"ticked": frozenset(response.ticked)}


def _marks(
    question: Question, response: Response, said: Key, segments: tuple[Segment, ...]
) -> Parts:
    """The spans marked. Marks that stood side by side stay two, though the card joins them."""
    if not response.marked:
        raise ValueError("Mark the words on the card first.")
    kept: dict[Span, KeySpan] = {}
    fresh: list[KeySpan] = []
    for span in response.marked:
        run = words_of([span], segments)
        inside = [k for k in said.spans if words_of([k.span], segments) <= run]
        if words_of([k.span for k in inside], segments) == run:
            kept |= {k.span: k for k in inside}
        else:
            fresh.append(KeySpan(span))
    places = [s.id for s in segments]
    fresh.sort(key=lambda k: (places.index(k.span.segment), k.span.start, k.span.end))
    return {"spans": (*(k for k in said.spans if k.span in kept), *fresh)}


def _places(question: Question, response: Response, said: Key, _: tuple[Segment, ...]) -> Parts:
    placed = dict(response.placed)
    left = [item for item in question.items if item not in placed]
    if left:
        raise ValueError(f"Every item needs its place on the card. Still open: {_quoted(left)}.")
    return {"placed": tuple(placed.items())}


def _sequence(question: Question, response: Response, said: Key, _: tuple[Segment, ...]) -> Parts:
    if not response.sequence:
        raise ValueError(
            "Put the things in order on the card first. Where they stand right already, students "
            "would find them solved: then change a word of one, above."
        )
    return {"sequence": response.sequence}


def _outcomes(question: Question, response: Response, said: Key, _: tuple[Segment, ...]) -> Parts:
    if question.interval:
        return {"ranges": response.ranges}
    between = [item for item, chance in response.rated if chance not in (0, 50, 100)]
    if between:
        raise ValueError(
            f"What happened is 100, what did not is 0. Nobody knows yet: press Clear. "
            f"Neither: {_quoted(between)}."
        )
    return {"outcomes": tuple((i, chance / 100) for i, chance in response.rated if chance != 50)}


def _model(question: Question, response: Response, said: Key, _: tuple[Segment, ...]) -> Parts:
    return {"model": " ".join(response.text.split())}


KINDS: dict[Kind, KeyReader] = {
    "choose": _ticks,
    "choose-many": _ticks,
    "highlight": _marks,
    "sort": _places,
    "order": _sequence,
    "match": _places,
    "rate": _outcomes,
    "write": _model,
}


def _quoted(items: Iterable[str]) -> str:
    return ", ".join(f"“{item}”" for item in items)
