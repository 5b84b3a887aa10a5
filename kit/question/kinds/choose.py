"""Options to tick: the one that is right, or all that are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import ClassVar

from kit.question.blocks import Block, Item
from kit.question.kinds.contract import (
    HELD_TO,
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
    twice,
)
from kit.question.model import Grade, Key, Mark, MarkName, Note, Question, Response
from kit.question.reading import Read, ReadContext, dealt, need, notes_of

_BOX = re.compile(r"\[(?P<tick>.)\]\s+(?P<text>.+)")
_ASKS = {
    "items": "Options, one on each line",
    "as_written": "Keep my order (for a scale, or where “none of these” comes last)",
}
_MARKS: Mapping[tuple[bool, bool], MarkName] = {  # by whether it was ticked, and should be
    (True, True): "hit",
    (True, False): "wrong",
    (False, True): "missed",
    (False, False): "left",
}


class ChooseMany(Kind):
    """Tick all that apply: right ticks minus wrong ones, of all right options, never below 0."""

    name = "choose-many"
    takes = ("ticked",)
    fields = frozenset({"Order"})
    picked = True
    heading = "Option"
    marks_say_all = True
    form = Form("tick all that apply", _ASKS, "Tick every right option.")
    elsewhere: ClassVar[Mapping[str, Kept]] = {
        **dict.fromkeys(("moodle", "gift", "qti21"), Kept("faithful")),
        "canvas": Kept("loss", "Canvas has a rule of its own for answers that are partly right"),
        "cartridge": Kept("loss", "an answer that is partly right counts nothing"),
        "anki": TURNED,
    }

    def read(self, block: Block, question: Question, key: Key, context: ReadContext) -> Read:
        options: list[Item] = []
        ticked: set[str] = set()
        for item in block.items:
            box = _BOX.fullmatch(item.text)
            if not box or box["tick"] not in " xX":
                block.problem(
                    item.line, f"“{item.text}” is not an option; begin it with “- [ ] ” or “- [x] ”"
                )
                continue
            options.append(replace(item, text=box["text"]))
            if box["tick"] != " ":
                ticked.add(box["text"])
        need(block, options, 2, "options")
        if context.needs_a_key and options and not ticked:
            block.problem(
                block.heading.line, f"“{question.id}” has no right option; tick one with “- [x] ”"
            )
        return (
            replace(question, items=dealt(options, question)),
            replace(key, ticked=frozenset(ticked), notes=notes_of(block, options)),
        )

    def student_lines(self, question: Question) -> list[str]:
        return [f"- [ ] {item}" for item in question.items]

    def keyed_lines(self, asked: Keyed, items: Sequence[str]) -> list[Line]:
        return [
            (f"- [{'x' if item in asked.key.ticked else ' '}] {item}", asked.key.note(item))
            for item in items
        ]

    def grade(self, asked: Keyed, response: Response) -> Grade:
        ticked = set(response.ticked)
        right, extra = len(ticked & asked.key.ticked), len(ticked - asked.key.ticked)
        score = max(0.0, (right - extra) / len(asked.key.ticked))
        return graded(score, right, len(asked.key.ticked), extra, self._marks(asked, response))

    def _marks(self, asked: Keyed, response: Response) -> list[Mark]:
        key = asked.key
        return [
            Mark(_MARKS[item in response.ticked, item in key.ticked], item, note=key.note(item))
            for item in asked.question.items
        ]

    def right(self, asked: Keyed) -> Response:
        return Response(
            ticked=tuple(item for item in asked.question.items if item in asked.key.ticked)
        )

    def wrong(self, asked: Keyed) -> Response:
        others = [item for item in asked.question.items if item not in asked.key.ticked]
        return Response(ticked=tuple((others or list(asked.question.items))[:1]))

    def parts(self, asked: Keyed, response: Response) -> list[Part]:
        return [
            Part(
                item,
                item,
                given=item if item in response.ticked else "",
                sought=item in asked.key.ticked,
                note=asked.key.note(item),
            )
            for item in asked.question.items
        ]

    def lacks(self, lists: Lists, question: Question) -> Iterable[str]:
        few = "Give at least 2 options, one on each line."
        return ["" if len(lists.items) >= 2 else few, *twice(lists.items)]

    def key_from(self, asked: Keyed, response: Response) -> Mapping[str, object]:
        if not response.ticked:
            raise ValueError("Tick the right answer on the card first.")
        return {"ticked": frozenset(response.ticked)}

    def has_key(self, asked: Keyed) -> bool:
        return bool(asked.key.ticked)

    def leaves_nothing_to_find(self, asked: Keyed) -> tuple[str, str] | None:
        if set(asked.question.items) == asked.key.ticked:
            return "every option is right; add one that is wrong", ""
        return None

    def acceptable(self, asked: Keyed, answer: str, item: str) -> str:
        if item:
            raise NotAccepted(f"“{asked.question.id}” has no items; leave --for out.")
        must_be_known(answer, asked.question.items, "option")
        if answer in asked.key.ticked:
            raise NotAccepted(f"“{answer}” is right already.")
        return answer

    def beside_the_key(self, asked: Keyed, response: Response) -> Iterable[tuple[str, str]]:
        return ((item, "") for item in response.ticked if item not in asked.key.ticked)

    def alternatives(
        self, asked: Keyed, accepted: Sequence[AlsoRight], response: Response
    ) -> Iterable[Key]:
        also = {one.answer: Note(one.why) for one in accepted if one.answer in response.ticked}
        if also:
            ticked = frozenset(also) if self.takes_one else asked.key.ticked | set(also)
            yield replace(asked.key.with_notes(also), ticked=ticked)

    def simulated(
        self, asked: Keyed, chance: float, misconception: str, random: Random
    ) -> Response:
        tempting = _tempting(asked.key, asked.question.items, misconception)
        part = chance_of_a_part(chance)
        ticked = [
            item
            for item in asked.question.items
            if (item in asked.key.ticked) == (random.random() < part)
            or (item in tempting and item not in asked.key.ticked and random.random() < HELD_TO)
        ]
        return Response(ticked=tuple(ticked or [random.choice(asked.question.items)]))


class Choose(ChooseMany):
    """Take the one option that is right: all or nothing."""

    name = "choose"
    fields = frozenset({"Order", "Scale"})
    takes_one = True
    one_each = True
    form = Form("one option is right", _ASKS, "Tick the right option.")
    elsewhere: ClassVar[Mapping[str, Kept]] = {
        **dict.fromkeys(("moodle", "gift", "qti21", "canvas", "cartridge"), Kept("faithful")),
        "anki": TURNED,
    }

    def read(self, block: Block, question: Question, key: Key, context: ReadContext) -> Read:
        question, key = super().read(block, question, key, context)
        if context.keyed and len(key.ticked) > 1:
            block.problem(
                block.heading.line,
                f"a choose question has one right option, “{question.id}” has {len(key.ticked)}; "
                "untick some, or write (choose-many)",
            )
        return question, key

    def places(self, question: Question) -> tuple[str, ...]:
        return question.items

    def grade(self, asked: Keyed, response: Response) -> Grade:
        right = len(asked.key.ticked & set(response.ticked))
        score = float(right and len(response.ticked) == 1)
        return graded(score, right, 1, 0, self._marks(asked, response))

    def leaves_nothing_to_find(self, asked: Keyed) -> tuple[str, str] | None:
        return None

    def simulated(
        self, asked: Keyed, chance: float, misconception: str, random: Random
    ) -> Response:
        right = [item for item in asked.question.items if item in asked.key.ticked]
        others = [item for item in asked.question.items if item not in asked.key.ticked]
        tempting = _tempting(asked.key, others, misconception)
        if tempting and random.random() < HELD_TO:
            return Response(ticked=(tempting[0],))
        picked = right if random.random() < chance or not others else others
        return Response(ticked=(random.choice(picked),))


def _tempting(key: Key, items: Iterable[str], misconception: str) -> list[str]:
    return [
        item for item in items if misconception and key.note(item).misconception == misconception
    ]


KINDS = (Choose(), ChooseMany())
