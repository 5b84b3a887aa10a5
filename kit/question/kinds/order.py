"""Items to bring into their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import ClassVar

from kit.question.blocks import Block
from kit.question.kinds.contract import (
    NOTES,
    TURNED,
    AlsoRight,
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
    chance_of_a_part,
    graded,
    must_be_known,
    twice,
)
from kit.question.model import Grade, Key, Mark, Question, Response
from kit.question.reading import Read, ReadContext, deal, need, notes_of

BETWEEN = " > "  # what stands between the items of an order that is accepted


class Order(Kind):
    """Bring things into their order: the longest run that is in it already, if it has two."""

    name = "order"
    takes = ("sequence",)
    numbered = True
    marks_tell_each = True
    answer_table = "chains"
    form = Form(
        "bring things into their order",
        {"items": "Things to put in order, one on each line; their order comes from the card"},
        "Put the things into the right order.",
    )
    elsewhere: ClassVar[Mapping[str, Kept]] = {
        "moodle": Kept("faithful", lacks=NOTES),  # its type “ordering” has the same rule
        "gift": Kept("loss", "it asks for the place of each thing, and counts each place", NOTES),
        "qti21": Kept("loss", "it counts all or nothing", NOTES),
        "canvas": Kept("loss", "only New Quizzes read it, and it counts all or nothing", NOTES),
        "cartridge": Kept("out", "a Common Cartridge has nothing to put in order with"),
        "anki": TURNED,
    }

    def read(self, block: Block, question: Question, key: Key, context: ReadContext) -> Read:
        need(block, block.items, 3, "items")
        sequence = tuple(item.text for item in block.items)
        if question.as_written:
            block.problem(
                block.line_of("Order"), "the order is the answer here; take “Order: as written” out"
            )
        elif context.keyed and deal(sequence) == sequence:
            block.problem(
                block.heading.line,
                f"“{question.id}” happens to be dealt in the right order; change a word of an item",
            )
        key = replace(key, sequence=sequence, notes=notes_of(block, block.items))
        return replace(question, items=deal(sequence)), key

    def student_lines(self, question: Question) -> list[str]:
        return [f"{number}. {item}" for number, item in enumerate(question.items, start=1)]

    def paper_lines(self, question: Question) -> list[str]:
        return [f"- ( ) {item}" for item in question.items]

    def keyed_lines(self, asked: Keyed, items: Sequence[str]) -> list[Line]:
        return [
            (f"{n}. {item}", asked.key.note(item))
            for n, item in enumerate(asked.key.sequence, start=1)
        ]

    def grade(self, asked: Keyed, response: Response) -> Grade:
        place = {item: number for number, item in enumerate(asked.key.sequence)}
        run = longest_run([place[item] for item in response.sequence])
        if len(run) < 2:  # one item alone is in no order
            run = frozenset()
        marks = [
            Mark(
                "hit" if place[item] in run else "wrong",
                item,
                note=asked.key.note(item),
                answer=str(place[item] + 1),
            )
            for item in response.sequence
        ]
        return graded(len(run) / len(place), len(run), len(place), 0, marks)

    def right(self, asked: Keyed) -> Response:
        return Response(sequence=asked.key.sequence)

    def wrong(self, asked: Keyed) -> Response:
        return Response(sequence=asked.key.sequence[::-1])

    def parts(self, asked: Keyed, response: Response) -> list[Part]:
        given = {item: f"{n}." for n, item in enumerate(response.sequence, start=1)}
        return [
            Part(item, item, f"{n}.", given.get(item, ""))
            for n, item in enumerate(asked.key.sequence, start=1)
        ] or [Part(item, item) for item in asked.question.items]

    def lacks(self, lists: Lists, question: Question) -> Iterable[str]:
        few = "Give at least 3 items, one on each line."
        return ["" if len(lists.items) > 2 else few, *twice(lists.items)]

    def key_from(self, asked: Keyed, response: Response) -> Mapping[str, object]:
        if not response.sequence:
            raise ValueError(
                "Put the things in order on the card first. Where they stand right already, "
                "students would find them solved: then change a word of one, above."
            )
        return {"sequence": response.sequence}

    def choices(self, asked: Keyed) -> Choices:
        whole = (Choice("all in order", True),) if asked.key.sequence else ()
        return Choices("Put directly before → what comes before it", whole)

    def chosen(self, asked: Keyed, response: Response) -> Iterable[Choice]:
        """The whole order, or the neighbours that stand the wrong way round."""
        place = {item: number for number, item in enumerate(asked.key.sequence)}
        if place and response.sequence == asked.key.sequence:
            yield Choice("all in order", True)
        for one, other in pairwise(response.sequence if place else ()):
            if place[one] > place[other]:
                yield Choice(f"{one} → {other}", False, order=(one, other))

    def acceptable(self, asked: Keyed, answer: str, item: str) -> str:
        if item:
            raise NotAccepted("An order is accepted as a whole; leave --for out.")
        parts = [part.strip() for part in answer.split(BETWEEN.strip())]
        for part in parts:
            must_be_known(part, asked.question.items, "item")
        if sorted(parts) != sorted(asked.question.items):
            raise NotAccepted(
                f"Name all {len(asked.question.items)} items once, in the order you accept, "
                f"with “{BETWEEN.strip()}” between them."
            )
        if tuple(parts) == asked.key.sequence:
            raise NotAccepted("This order is the key’s own.")
        return BETWEEN.join(parts)

    def beside_the_key(self, asked: Keyed, response: Response) -> Iterable[tuple[str, str]]:
        own = response.sequence
        return [(BETWEEN.join(own), "")] if own and own != asked.key.sequence else []

    def alternatives(
        self, asked: Keyed, accepted: Sequence[AlsoRight], response: Response
    ) -> Iterable[Key]:
        for one in accepted:
            sequence = tuple(one.answer.split(BETWEEN))
            if sorted(sequence) == sorted(asked.question.items):
                yield replace(asked.key, sequence=sequence)

    def simulated(
        self, asked: Keyed, chance: float, misconception: str, random: Random
    ) -> Response:
        sequence = list(asked.key.sequence)
        for _ in range(len(sequence)):
            if random.random() > chance_of_a_part(chance):
                place = random.randrange(len(sequence) - 1)
                sequence[place], sequence[place + 1] = sequence[place + 1], sequence[place]
        return Response(sequence=tuple(sequence))


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


KINDS = (Order(),)
