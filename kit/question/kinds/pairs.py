"""Items that each belong to a target: sorted into bins, or matched with a partner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import ClassVar

from kit.question.blocks import Block, Item, nearest
from kit.question.kinds.contract import (
    HELD_TO,
    NOTES,
    TURNED,
    AlsoRight,
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
    quoted,
    twice,
)
from kit.question.model import Grade, Key, Mark, Note, Question, Response
from kit.question.reading import (
    ARROW,
    Read,
    ReadContext,
    deal,
    dealt,
    line_of,
    listed_field,
    need,
    notes_of,
    read_arrows,
)


class _Pairs(Kind):
    """What sort and match share: the share of items that are where they belong."""

    takes = ("placed",)
    picked = True
    one_each = True
    heading = "Item → where it was put"
    elsewhere: ClassVar[Mapping[str, Kept]] = {
        **dict.fromkeys(("moodle", "gift", "qti21", "canvas"), Kept("faithful", lacks=NOTES)),
        "cartridge": Kept("out", "a Common Cartridge has nothing to match with"),
        "anki": TURNED,
    }

    def keyed_lines(self, asked: Keyed, items: Sequence[str]) -> list[Line]:
        placed = dict(asked.key.placed)
        return [(f"- {item} => {placed[item]}", asked.key.note(item)) for item in items]

    def grade(self, asked: Keyed, response: Response) -> Grade:
        placed, wanted = dict(response.placed), dict(asked.key.placed)
        marks = [
            Mark(
                "hit"
                if placed.get(item) == wanted[item]
                else "wrong"
                if item in placed
                else "missed",
                item,
                note=asked.key.note(item),
                answer=wanted[item],
            )
            for item in asked.question.items
        ]
        right = sum(mark.mark == "hit" for mark in marks)
        return graded(right / len(wanted), right, len(wanted), 0, marks)

    def right(self, asked: Keyed) -> Response:
        placed = dict(asked.key.placed)
        return Response(placed=tuple((item, placed[item]) for item in asked.question.items))

    def wrong(self, asked: Keyed) -> Response:
        (item, target), *rest = self.right(asked).placed
        other = next(t for t in asked.question.targets if t != target)
        return Response(placed=((item, other), *rest))

    def parts(self, asked: Keyed, response: Response) -> list[Part]:
        key, given = asked.key, dict(response.placed)
        right = dict(key.placed)
        return [
            Part(item, item, right.get(item, ""), given.get(item, ""), note=key.note(item))
            for item in asked.question.items
        ]

    def key_from(self, asked: Keyed, response: Response) -> Mapping[str, object]:
        placed = dict(response.placed)
        left = [item for item in asked.question.items if item not in placed]
        if left:
            raise ValueError(f"Every item needs its place on the card. Still open: {quoted(left)}.")
        return {"placed": tuple(placed.items())}

    def acceptable(self, asked: Keyed, answer: str, item: str) -> str:
        if not item:
            raise NotAccepted("Say for which item, as in --for “the item”.")
        must_be_known(item, asked.question.items, "item")
        must_be_known(answer, asked.question.targets, "answer")
        if dict(asked.key.placed).get(item) == answer:
            raise NotAccepted(f"“{item}” belongs to “{answer}” already.")
        return answer

    def beside_the_key(self, asked: Keyed, response: Response) -> Iterable[tuple[str, str]]:
        right = dict(asked.key.placed)
        return ((target, item) for item, target in response.placed if right.get(item) != target)

    def alternatives(
        self, asked: Keyed, accepted: Sequence[AlsoRight], response: Response
    ) -> Iterable[Key]:
        placed = dict(response.placed)
        also = {one.item: one for one in accepted if placed.get(one.item) == one.answer}
        if also:
            pairs = ((i, also[i].answer if i in also else target) for i, target in asked.key.placed)
            whys = {item: Note(one.why) for item, one in also.items()}
            yield replace(asked.key.with_notes(whys), placed=tuple(pairs))

    def simulated(
        self, asked: Keyed, chance: float, misconception: str, random: Random
    ) -> Response:
        wanted = dict(asked.key.placed)
        placed: list[tuple[str, str]] = []
        for item in asked.question.items:
            others = [target for target in asked.question.targets if target != wanted[item]]
            held = misconception and asked.key.note(item).misconception == misconception
            right = random.random() < (1 - HELD_TO if held else chance_of_a_part(chance))
            if random.random() < 0.97 or not placed:
                target = wanted[item] if right or not others else random.choice(others)
                placed.append((item, target))
        return Response(placed=tuple(placed))


class Sort(_Pairs):
    """Put each thing into one of a few bins."""

    name = "sort"
    fields = frozenset({"Into", "Order", "Scale"})
    form = Form(
        "put each thing into one of a few bins",
        {"items": "Things to sort, one on each line", "targets": "Bins, one on each line"},
        "Put each thing into its bin.",
    )

    def read(self, block: Block, question: Question, key: Key, context: ReadContext) -> Read:
        bins = listed_field(block, "Into")
        if len(bins) < 2:
            block.problem(
                block.line_of("Into"), "say what to sort into, as in “Into: fact | prediction”"
            )
        items, placed = read_arrows(block, context)
        for item, target in placed:
            if bins and target and target not in bins:
                text = f"there is no “{target}” to sort into; {nearest(target, bins)}"
                block.problem(line_of(items, item), text)
        need(block, items, 2, "items")
        return (
            replace(question, items=dealt(items, question), targets=bins),
            replace(key, placed=tuple(placed), notes=notes_of(block, items)),
        )

    def places(self, question: Question) -> tuple[str, ...]:
        return question.targets

    def paper_lines(self, question: Question) -> list[str]:
        return [*self.student_lines(question), "", f"({' | '.join(question.targets)})"]

    def lacks(self, lists: Lists, question: Question) -> Iterable[str]:
        yield "" if len(lists.items) > 1 else "Give at least 2 things to sort, one on each line."
        yield from twice(lists.items)
        few = "Say what to sort into: at least 2 bins, one on each line."
        yield "" if len(lists.targets) > 1 else few
        yield from twice(lists.targets)

    def leaves_nothing_to_find(self, asked: Keyed) -> tuple[str, str] | None:
        used = {target for _, target in asked.key.placed}
        idle = [f"“{target}”" for target in asked.question.targets if target not in used]
        if not idle:
            return None
        return f"nothing belongs into {' and '.join(idle)}; add an item, or take it out", "Into"


class Match(_Pairs):
    """Find the partner of each thing; partners may be left over."""

    name = "match"
    fields = frozenset({"Order"})
    deals_targets = True
    form = Form(
        "find the partner of each thing",
        {
            "items": "Left side, one on each line",
            "targets": "Right side, one on each line; it may hold some that fit nothing",
        },
        "Give each thing on the left its partner.",
    )

    def read(self, block: Block, question: Question, key: Key, context: ReadContext) -> Read:
        items, placed = read_arrows(block, context, lone=True)
        alone = [(item, found) for item in block.items if (found := _lone_target(item))]
        lone = [found for _, found in alone]
        items = [item for item in items if item.text]
        pairs = [(item, target) for item, target in placed if item]
        need(block, items, 2, "items")
        for item, found in alone:
            if found in dict(pairs).values() or lone.count(found) > 1:
                block.problem(item.line, f"“{found}” is an answer already; keep one")
        targets = dict.fromkeys([target for _, target in pairs] + lone)
        return (
            replace(question, items=dealt(items, question), targets=deal(targets)),
            replace(key, placed=tuple(pairs), notes=notes_of(block, items)),
        )

    def student_lines(self, question: Question) -> list[str]:
        return super().student_lines(question) + [f"- => {target}" for target in question.targets]

    def paper_lines(self, question: Question) -> list[str]:
        items = super().student_lines(question)
        return [*items, "", *(f"- → {target}" for target in question.targets)]

    def keyed_lines(self, asked: Keyed, items: Sequence[str]) -> list[Line]:
        taken = {target for _, target in asked.key.placed}
        lone = [
            (f"- => {target}", Note()) for target in asked.question.targets if target not in taken
        ]
        return super().keyed_lines(asked, items) + lone

    def lacks(self, lists: Lists, question: Question) -> Iterable[str]:
        few = "Give at least 2 things on the left, one on each line."
        yield "" if len(lists.items) > 1 else few
        yield from twice(lists.items)
        yield "" if len(lists.targets) > 1 else "Give at least 2 partners, one on each line."
        yield from twice(lists.targets)


def _lone_target(item: Item) -> str:
    found = ARROW.fullmatch(item.text)
    return found["target"] if found and not found["item"] else ""


KINDS = (Sort(), Match())
