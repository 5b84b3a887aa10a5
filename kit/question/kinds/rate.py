"""Statements to rate: how likely each is, or a range that holds its number."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import ClassVar

from kit.language.numbers import Unclear, number_text, range_text, read_range
from kit.question.blocks import Block
from kit.question.kinds.contract import (
    HINTS,
    NOTES,
    TURNED,
    Choice,
    Choices,
    Form,
    Kept,
    Keyed,
    Kind,
    Line,
    Lists,
    NotAccepted,
    Part,
    quoted,
    twice,
)
from kit.question.model import Feedback, Grade, Key, Mark, MarkName, Question, Response, Verdict
from kit.question.reading import Read, ReadContext, dealt, line_of, need, notes_of, read_arrows

_OUTCOMES = {"yes": 1.0, "no": 0.0}


class Rate(Kind):
    """Say how likely something is, for one minus the Brier score; or give a range of a number."""

    name = "rate"
    takes = ("rated", "ranges")
    fields = frozenset({"Interval", "Order"})
    right_or_wrong = False
    marks_tell_each = True
    answer_table = "outcomes"
    form = Form(
        "say how likely something is, or give a range",
        {"items": "Statements, one on each line", "interval": "What to ask for"},
        "100: it came true. 0: it did not. Leave it untouched while nobody knows. "
        "For a range, give the published one.",
    )
    elsewhere: ClassVar[Mapping[str, Kept]] = {
        "moodle": Kept("loss", "it is a text, which a person scores", NOTES | HINTS),
        "gift": Kept("out", "GIFT asks for no chances"),
        "qti21": Kept("loss", "a slider is never blank, and a range is a text", NOTES),
        "canvas": Kept("out", "Canvas asks for no chances"),
        "cartridge": Kept("out", "a Common Cartridge asks for no chances"),
        "anki": TURNED,
    }

    def read(self, block: Block, question: Question, key: Key, context: ReadContext) -> Read:
        items, placed = read_arrows(block, context)
        need(block, items, 1, "statements")
        outcomes: list[tuple[str, float]] = []
        ranges: list[tuple[str, float, float]] = []
        for item, target in placed:
            if target == "open":
                continue
            try:
                if question.interval:
                    ranges.append((item, *read_range(target)))
                else:
                    outcomes.append((item, _OUTCOMES[target]))
            except (ValueError, KeyError) as error:
                said = str(error) if isinstance(error, Unclear) else f"“{target}” is not an outcome"
                wanted = "“220000 to 3500000”" if question.interval else "“yes” or “no”"
                end = "" if isinstance(error, Unclear) else f"; write {wanted}"
                text = f"{said}{end}, or “open” if nobody knows yet"
                block.problem(line_of(items, item), text)
        return (
            replace(question, items=dealt(items, question)),
            replace(
                key,
                outcomes=tuple(outcomes),
                ranges=tuple(ranges),
                notes=notes_of(block, items),
            ),
        )

    def paper_lines(self, question: Question) -> list[str]:
        unit = "… – …" if question.interval else "… %"
        return [f"- {item}: {unit}" for item in question.items]

    def keyed_lines(self, asked: Keyed, items: Sequence[str]) -> list[Line]:
        known = {item: "yes" if came else "no" for item, came in asked.key.outcomes}
        known |= {
            item: f"{number_text(low, thousands='')} to {number_text(high, thousands='')}"
            for item, low, high in asked.key.ranges
        }
        return [(f"- {item} => {known.get(item, 'open')}", asked.key.note(item)) for item in items]

    def grade(self, asked: Keyed, response: Response) -> Grade:
        return (_grade_ranges if asked.question.interval else _grade_chances)(asked, response)

    def left_blank(self, question: Question, response: Response) -> int:
        return len(question.items) - len(response.rated or response.ranges)

    def is_right(self, question: Question, score: float) -> bool:
        """Whether all chances together have lost less than a quarter of one statement.

        Then each of them is on the right side. Ranges may lose a quarter; then each holds the
        published one.
        """
        least = 1 - 0.25 / len(question.items)
        return score > least or (question.interval > 0 and score == least)

    def summary(self, question: Question, grade: Grade) -> str:
        if grade.score is None:
            return "sum_rate_open"
        return "sum_rate_interval" if question.interval else "sum_rate"

    def right(self, asked: Keyed) -> Response:
        return _sure(asked.question, asked.key, opposite=False)

    def wrong(self, asked: Keyed) -> Response:
        return _sure(asked.question, asked.key, opposite=True)

    def solution(self, asked: Keyed) -> Response:
        return self.answer_of(asked)

    def parts(self, asked: Keyed, response: Response) -> list[Part]:
        right = {
            item: "it came true" if came else "it did not" for item, came in asked.key.outcomes
        }
        right |= {item: range_text(low, high) for item, low, high in asked.key.ranges}
        given = {item: f"{number_text(chance)} %" for item, chance in response.rated}
        given |= {item: range_text(low, high) for item, low, high in response.ranges}
        return [
            Part(item, item, right.get(item, "open"), given.get(item, ""), sought=item in right)
            for item in asked.question.items
        ]

    def lacks(self, lists: Lists, question: Question) -> Iterable[str]:
        few = "Give at least 1 statement, one on each line."
        return ["" if lists.items else few, *twice(lists.items)]

    def key_from(self, asked: Keyed, response: Response) -> Mapping[str, object]:
        if asked.question.interval:
            return {"ranges": response.ranges}
        between = [item for item, chance in response.rated if chance not in (0, 50, 100)]
        if between:
            raise ValueError(
                "What happened is 100, what did not is 0. Nobody knows yet: press Clear. "
                f"Neither: {quoted(between)}."
            )
        return {
            "outcomes": tuple((i, chance / 100) for i, chance in response.rated if chance != 50)
        }

    def answer_of(self, asked: Keyed) -> Response:
        right = self.right(asked)
        known = {item for item, *_ in (*asked.key.outcomes, *asked.key.ranges)}
        return Response(
            rated=tuple(pair for pair in right.rated if pair[0] in known),
            ranges=tuple(given for given in right.ranges if given[0] in known),
        )

    def choices(self, asked: Keyed) -> Choices:
        """Each statement, chosen by who was on the right side of 50 %, or covered the range."""
        rows = tuple(_choice(asked.key, item) for item in asked.question.items)
        if asked.question.interval:
            heading = "Quantity, and whose range covers the published one"
            return Choices(heading, rows, "Median range")
        return Choices("Statement, and who was on its side of 50 %", rows, "Mean chance")

    def chosen(self, asked: Keyed, response: Response) -> Iterable[Choice]:
        """Of an open statement: whoever rated it."""
        outcomes = dict(asked.key.outcomes)
        published = {item: (low, high) for item, low, high in asked.key.ranges}
        for item, chance in response.rated:
            came = outcomes.get(item)
            if came is None or ((chance > 50) == (came > 0.5) and chance != 50):
                yield _choice(asked.key, item)
        for item, low, high in response.ranges:
            if item not in published or range_score((low, high), published[item]) >= 0.5:
                yield _choice(asked.key, item)

    def figure(self, question: Question, choice: Choice, responses: Sequence[Response]) -> str:
        if question.interval:
            given = [r[1:] for one in responses for r in one.ranges if r[0] == choice.answer]
            lows, highs = [low for low, _ in given], [high for _, high in given]
            said = range_text(_median(lows), _median(highs)) if given else "–"
            return f"{said} (n = {len(given)})" if given else said
        chances = [c for one in responses for item, c in one.rated if item == choice.answer]
        return f"{sum(chances) / len(chances):.0f} % (n = {len(chances)})" if chances else "–"

    def acceptable(self, asked: Keyed, answer: str, item: str) -> str:
        raise NotAccepted(
            "A forecast is settled by what happened: write the outcome into the answers file, and "
            "grade with --new-keys."
        )

    def simulated(
        self, asked: Keyed, chance: float, misconception: str, random: Random
    ) -> Response:
        if asked.question.interval:
            return Response(
                ranges=tuple(_simulated_ranges(asked.question, asked.key, chance, random))
            )
        outcomes = dict(asked.key.outcomes)
        rated = []
        for item in asked.question.items:
            towards = 50 * (2 * outcomes.get(item, 0.5) - 1)
            strength = (1.6 * chance - 0.5) + random.gauss(0, 0.3)
            far = 50 + towards * strength + random.gauss(0, 12)
            rated.append((item, float(5 * round(min(100, max(0, far)) / 5))))
        return Response(rated=tuple(rated))


def _grade_chances(asked: Keyed, response: Response) -> Grade:
    key, rated = asked.key, dict(response.rated)
    scores: list[float] = []
    marks: list[Mark] = []
    for item, outcome in key.outcomes:
        miss = abs(rated[item] / 100 - outcome) if item in rated else 1.0
        name: MarkName = "neutral" if miss == 0.5 else "hit" if miss < 0.5 else "wrong"
        scores.append(1 - miss**2)
        answer = "100" if outcome else "0"
        marks.append(_mark(name if item in rated else "missed", item, key, answer))
    return _graded_or_noted(asked, scores, marks, rated)


def _grade_ranges(asked: Keyed, response: Response) -> Grade:
    key, given = asked.key, {item: (low, high) for item, low, high in response.ranges}
    scores: list[float] = []
    marks: list[Mark] = []
    for item, low, high in key.ranges:
        score = range_score(given[item], (low, high)) if item in given else 0.0
        name: MarkName = "hit" if score >= 0.5 else "wrong"
        scores.append(score)
        marks.append(_mark(name if item in given else "missed", item, key, range_text(low, high)))
    return _graded_or_noted(asked, scores, marks, given)


def range_score(given: tuple[float, float], published: tuple[float, float]) -> float:
    """The score a range earns, 0 to 1: half for covering the published one, half for its width.

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


def _mark(name: MarkName, item: str, key: Key, answer: str) -> Mark:
    return Mark(name, item, note=key.note(item), answer=answer)


def _graded_or_noted(
    asked: Keyed, scores: list[float], marks: list[Mark], given: Container[str]
) -> Grade:
    if not scores:
        return Grade(None, Feedback("noted"))
    # What nobody knows yet earns nothing, but leaving it blank is no way to the full score.
    marked = {mark.item for mark in marks}
    blank = [item for item in asked.question.items if item not in given and item not in marked]
    marks += [_mark("missed", item, asked.key, "") for item in blank]
    score = sum(scores) / (len(scores) + len(blank))
    right = sum(mark.mark == "hit" for mark in marks)
    is_right = RATE.is_right(asked.question, score)
    verdict: Verdict = "right" if is_right else "partly" if score > 0 else "wrong"
    return Grade(score, Feedback(verdict, right, len(marks), 0, tuple(marks)))


def _sure(question: Question, key: Key, opposite: bool) -> Response:
    """Certain of each outcome, and 50 % of what is open; or certain of its opposite."""
    outcomes = {item: 100 * abs(outcome - opposite) for item, outcome in key.outcomes}
    ranges = {item: (high if opposite else low, high) for item, low, high in key.ranges}
    if question.interval:
        return Response(ranges=tuple((i, *ranges.get(i, (0, 1))) for i in question.items))
    return Response(rated=tuple((item, outcomes.get(item, 50)) for item in question.items))


def _choice(key: Key, item: str) -> Choice:
    published = {name: range_text(low, high) for name, low, high in key.ranges}
    said = {name: "came true" if came else "did not come true" for name, came in key.outcomes}
    said |= published
    return Choice(f"{item} ({said.get(item, 'open')})", item in said or None, answer=item)


def _simulated_ranges(
    question: Question, key: Key, chance: float, random: Random
) -> Iterable[tuple[str, float, float]]:
    """Ranges around the published ones: the abler, the nearer; most are too narrow."""
    known = {item: (low, high) for item, low, high in key.ranges}
    for item in question.items:
        low, high = known.get(item, (20.0, 80.0))
        middle = (low + high) / 2 * math.exp(random.gauss(0, 0.9 * (1 - chance)))
        half = max(abs(high - low) / 2, abs(middle) / 20) * random.uniform(0.4, 1.3)
        yield item, float(round(middle - half, 2)), float(round(middle + half, 2))


RATE = Rate()
KINDS = (RATE,)


def _median(numbers: Iterable[float]) -> float:
    # `statistics` would be loaded with every lesson, for this one figure of a class.
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return (ordered[half] + ordered[~half]) / 2
