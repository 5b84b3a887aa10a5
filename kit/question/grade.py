"""Grades of responses: one small function for each kind of question.

Partial credit: choose all or nothing; choose-many (right ticks - wrong ticks) / right options,
never below 0; sort and match the share of right pairs; order the longest run that is already in
the right order, if it has two; highlight F1 over words; rate one minus the Brier score, or for
ranges how well they cover the published one; write by a person. `is_right` says what of it all is
right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace

from kit.article.segments import Segment, Span, quote, words, words_of
from kit.question.model import (
    Feedback,
    Grade,
    Key,
    Kind,
    Mark,
    MarkName,
    Note,
    Question,
    Response,
    Verdict,
)

Grader = Callable[[Question, Key, Response, tuple[Segment, ...]], Grade]


def grade(
    question: Question, key: Key, response: Response, segments: tuple[Segment, ...] = ()
) -> Grade:
    """The grade of a response. ``segments`` are those the question shows.

    The share is None for a blank, for a text that a person has to read, and for forecasts whose
    outcome nobody knows yet.
    """
    if is_blank(question, response):
        return Grade(None, Feedback("blank"))
    return GRADERS[question.kind](question, key, response, segments)


def is_right(question: Question, score: float | None) -> bool:
    """Whether a score means that the answer is right: the one rule for card, bar and class.

    It takes the full score. A rating is right when all its chances together have lost less than a
    quarter of one statement, or its ranges no more than that: then each chance is on the right
    side, and each range holds the published one.
    """
    if score is None or question.kind != "rate":
        return score == 1
    least = 1 - 0.25 / len(question.items)
    return score > least or (question.interval > 0 and score == least)


def is_blank(question: Question, response: Response) -> bool:
    """Whether nothing was entered that this question could use."""
    return not {
        "choose": response.ticked,
        "choose-many": response.ticked,
        "highlight": response.marked,
        "sort": response.placed,
        "order": response.sequence,
        "match": response.placed,
        "rate": response.rated or response.ranges,
        "write": response.text.strip(),
    }[question.kind]


def _grade_choose(
    question: Question, key: Key, response: Response, segments: tuple[Segment, ...]
) -> Grade:
    right = len(key.ticked & set(response.ticked))
    marks = _tick_marks(question, key, response)
    return _graded(float(right and len(response.ticked) == 1), right, 1, 0, marks)


def _grade_choose_many(
    question: Question, key: Key, response: Response, segments: tuple[Segment, ...]
) -> Grade:
    ticked = set(response.ticked)
    right, extra = len(ticked & key.ticked), len(ticked - key.ticked)
    score = max(0.0, (right - extra) / len(key.ticked))
    return _graded(score, right, len(key.ticked), extra, _tick_marks(question, key, response))


def _tick_marks(question: Question, key: Key, response: Response) -> list[Mark]:
    names: dict[tuple[bool, bool], MarkName] = {
        (True, True): "hit",
        (True, False): "wrong",
        (False, True): "missed",
        (False, False): "left",
    }
    return [
        Mark(names[item in response.ticked, item in key.ticked], item, note=key.note(item))
        for item in question.items
    ]


def _grade_pairs(
    question: Question, key: Key, response: Response, segments: tuple[Segment, ...]
) -> Grade:
    placed, wanted = dict(response.placed), dict(key.placed)
    marks = [
        Mark(
            "hit" if placed.get(item) == wanted[item] else "wrong" if item in placed else "missed",
            item,
            note=key.note(item),
            answer=wanted[item],
        )
        for item in question.items
    ]
    right = sum(mark.mark == "hit" for mark in marks)
    return _graded(right / len(wanted), right, len(wanted), 0, marks)


def _grade_order(
    question: Question, key: Key, response: Response, segments: tuple[Segment, ...]
) -> Grade:
    place = {item: number for number, item in enumerate(key.sequence)}
    run = longest_run([place[item] for item in response.sequence])
    if len(run) < 2:  # one item alone is in no order
        run = frozenset()
    marks = [
        Mark(
            "hit" if place[item] in run else "wrong",
            item,
            note=key.note(item),
            answer=str(place[item] + 1),
        )
        for item in response.sequence
    ]
    return _graded(len(run) / len(place), len(run), len(place), 0, marks)


def longest_run(numbers: Sequence[int]) -> frozenset[int]:
    """The longest increasing subsequence of distinct numbers (patience sorting)."""
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        before[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    run: list[int] = []
    last = tops[-1] if tops else None
    while last is not None:
        run.append(last)
        last = before[last]
    return frozenset(run)


def _grade_highlight(
    question: Question, key: Key, response: Response, segments: tuple[Segment, ...]
) -> Grade:
    wanted = words_of((k.span for k in key.spans if not k.neutral), segments)
    neutral = words_of((k.span for k in key.spans if k.neutral), segments) - wanted
    marked = words_of(response.marked, segments) - neutral
    hits = marked & wanted
    score = 2 * len(hits) / (len(marked) + len(wanted))
    marks: list[Mark] = []
    all_marked = words_of(response.marked, segments)
    found = partly = 0
    for k in key.spans:
        sought = words_of([k.span], segments)
        touched = sought & all_marked
        if k.neutral:
            marks += [_span_mark("neutral", k.span, segments, k.note)] if touched else []
        elif touched == sought or not touched:
            marks.append(_span_mark("hit" if touched else "missed", k.span, segments, k.note))
            found += bool(touched)
        else:
            marks += [_span_mark("hit", run, segments, k.note) for run in _runs(touched, segments)]
            marks += [_span_mark("missed", r, segments) for r in _runs(sought - touched, segments)]
            partly += 1
    extra = _runs(marked - wanted, segments)
    marks += [_span_mark("wrong", span, segments) for span in extra]
    given = _graded(
        score, found, sum(not k.neutral for k in key.spans), len(extra), sorted(marks, key=_where)
    )
    return replace(given, feedback=replace(given.feedback, partly=partly))


def _where(mark: Mark) -> Span:
    return mark.span or Span("", 0, 0)


def _runs(marked: Iterable[Span], segments: Iterable[Segment]) -> list[Span]:
    """Marked words that stand side by side under one label, joined."""
    marked = set(marked)
    runs: list[Span] = []
    for label in sorted({word.label for word in marked}):
        for segment in segments:
            open_run: Span | None = None
            for start, end in words(segment.text):
                if Span(segment.id, start, end, label) not in marked:
                    open_run = None
                elif open_run is None:
                    open_run = Span(segment.id, start, end, label)
                    runs.append(open_run)
                else:
                    open_run = runs[-1] = Span(segment.id, open_run.start, end, label)
    return runs


def _span_mark(
    name: MarkName, span: Span, segments: tuple[Segment, ...], note: Note = Note()
) -> Mark:
    return Mark(name, quote(span, segments), span, note)


def _grade_rate(
    question: Question, key: Key, response: Response, segments: tuple[Segment, ...]
) -> Grade:
    return (_grade_ranges if question.interval else _grade_chances)(question, key, response)


def _grade_chances(question: Question, key: Key, response: Response) -> Grade:
    rated = dict(response.rated)
    scores: list[float] = []
    marks: list[Mark] = []
    for item, outcome in key.outcomes:
        miss = abs(rated[item] / 100 - outcome) if item in rated else 1.0
        name: MarkName = "neutral" if miss == 0.5 else "hit" if miss < 0.5 else "wrong"
        scores.append(1 - miss**2)
        answer = "100" if outcome else "0"
        marks.append(_rate_mark(name if item in rated else "missed", item, key, answer))
    return _graded_or_noted(question, key, scores, marks, rated)


def _grade_ranges(question: Question, key: Key, response: Response) -> Grade:
    given = {item: (low, high) for item, low, high in response.ranges}
    scores: list[float] = []
    marks: list[Mark] = []
    for item, low, high in key.ranges:
        score = range_share(given[item], (low, high)) if item in given else 0.0
        name: MarkName = "hit" if score >= 0.5 else "wrong"
        scores.append(score)
        answer = f"{low:,.0f} – {high:,.0f}"
        marks.append(_rate_mark(name if item in given else "missed", item, key, answer))
    return _graded_or_noted(question, key, scores, marks, given)


def range_share(given: tuple[float, float], published: tuple[float, float]) -> float:
    """The share a range earns, 0 to 1: half for covering the published one, half for its width.

    A range that covers it earns 1/2 + 1/2 / (1 + surplus), where the surplus is the width beyond
    the published one, in units of the published width (of its middle, where it has no width). One
    that does not earns half of the part that it covers.
    """
    (low, high), (least, most) = given, published
    width = most - least
    if low <= least and most <= high:
        surplus = (high - low - width) / (width or abs(most) or 1)
        return 0.5 + 0.5 / (1 + surplus)
    overlap = max(0.0, min(high, most) - max(low, least))
    return 0.5 * overlap / width if width else 0.0


def _rate_mark(name: MarkName, item: str, key: Key, answer: str) -> Mark:
    return Mark(name, item, note=key.note(item), answer=answer)


def _graded_or_noted(
    question: Question, key: Key, scores: list[float], marks: list[Mark], given: Container[str]
) -> Grade:
    if not scores:
        return Grade(None, Feedback("noted"))
    # What nobody knows yet earns nothing, but leaving it blank is no way to the full score.
    marked = {mark.item for mark in marks}
    blank = [item for item in question.items if item not in given and item not in marked]
    marks += [_rate_mark("missed", item, key, "") for item in blank]
    score = sum(scores) / (len(scores) + len(blank))
    right = sum(mark.mark == "hit" for mark in marks)
    verdict: Verdict = "right" if is_right(question, score) else "partly" if score > 0 else "wrong"
    return Grade(score, Feedback(verdict, right, len(marks), 0, tuple(marks)))


def _grade_write(
    question: Question, key: Key, response: Response, segments: tuple[Segment, ...]
) -> Grade:
    return Grade(None, Feedback("noted"))


GRADERS: dict[Kind, Grader] = {
    "choose": _grade_choose,
    "choose-many": _grade_choose_many,
    "highlight": _grade_highlight,
    "sort": _grade_pairs,
    "order": _grade_order,
    "match": _grade_pairs,
    "rate": _grade_rate,
    "write": _grade_write,
}


def _graded(score: float, right: int, parts: int, extra: int, marks: Iterable[Mark]) -> Grade:
    verdict: Verdict = "right" if score == 1 else "partly" if score > 0 else "wrong"
    return Grade(score, Feedback(verdict, right, parts, extra, tuple(marks)))
