"""A short text, which a person judges by the levels of a rubric."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import ClassVar

from kit.question.blocks import Block
from kit.question.kinds.contract import (
    HINTS,
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
)
from kit.question.model import Feedback, Grade, Key, Level, Note, Question, Response
from kit.question.reading import Read, ReadContext, need

SIMULATED = "Simulated answer."


class Write(Kind):
    """Write a short text. Nothing grades it but a person."""

    name = "write"
    takes = ("text",)
    fields = frozenset({"Limit", "Model"})
    right_or_wrong = False
    marked_by_person = True
    form = Form(
        "a short text, judged by levels that you name",
        {
            "rubric": "Levels, best first, one on each line, as in “Proficient: names the source”",
            "limit": "At most this many words (0: no limit)",
        },
        "Write the answer that students may compare theirs with. It may stay empty.",
    )
    elsewhere: ClassVar[Mapping[str, Kept]] = {
        "moodle": Kept("faithful", lacks=HINTS),
        "qti21": Kept("faithful"),
        **dict.fromkeys(("gift", "canvas", "cartridge"), Kept("loss", "the rubric stays here")),
        "anki": TURNED,
    }

    def read(self, block: Block, question: Question, key: Key, context: ReadContext) -> Read:
        levels: list[Level] = []
        for item in block.items:
            name, colon, text = item.text.partition(":")
            if not colon or not text.strip():
                block.problem(
                    item.line,
                    f"“{item.text}” is not a level of a rubric; write “- Proficient: what it "
                    "takes”",
                )
                continue
            levels.append(Level(name.strip(), text.strip()))
        if context.keyed:
            need(block, block.items, 2, "levels in its rubric")
        return question, replace(key, rubric=tuple(levels), model=block.value("Model"))

    def student_lines(self, question: Question) -> list[str]:
        return []

    def paper_lines(self, question: Question) -> list[str]:
        return ["…"]

    def keyed_lines(self, asked: Keyed, items: Sequence[str]) -> list[Line]:
        return [(f"- {level.name}: {level.text}", Note()) for level in asked.key.rubric]

    def is_blank(self, response: Response) -> bool:
        return not response.text.strip()

    def grade(self, asked: Keyed, response: Response) -> Grade:
        return Grade(None, Feedback("noted"))

    def right(self, asked: Keyed) -> Response:
        return Response(text=asked.key.model or asked.key.rubric[0].text)

    def wrong(self, asked: Keyed) -> Response:
        return Response(text="?")

    def parts(self, asked: Keyed, response: Response) -> list[Part]:
        return []  # a text has no parts: it is judged as a whole

    def lacks(self, lists: Lists, question: Question) -> Iterable[str]:
        told = [level for level in lists.rubric if level.name and level.text]
        if len(told) < 2 or len(told) < len(lists.rubric):
            yield "Say of at least 2 levels what they take, as in “Proficient: names the source”."

    def key_from(self, asked: Keyed, response: Response) -> Mapping[str, object]:
        return {"model": " ".join(response.text.split())}

    def answer_of(self, asked: Keyed) -> Response:
        return Response(text=asked.key.model)

    def choices(self, asked: Keyed) -> Choices:
        return Choices("Level", tuple(Choice(level.name) for level in asked.key.rubric))

    def chosen(self, asked: Keyed, response: Response) -> Iterable[Choice]:
        return ()  # the level comes from whoever marked the text

    def acceptable(self, asked: Keyed, answer: str, item: str) -> str:
        raise NotAccepted("A written answer is marked by a person; give it another level there.")

    def simulated(
        self, asked: Keyed, chance: float, misconception: str, random: Random
    ) -> Response:
        levels = asked.key.rubric
        place = (1 - chance) * (len(levels) - 1) + random.gauss(0, 0.35)
        level = levels[min(len(levels) - 1, max(0, round(place)))]
        # A mark of its own keeps each text from looking copied from another.
        said = f"{SIMULATED} ({random.getrandbits(32):08x}) {level.text}".split()
        return Response(text=" ".join(said[: asked.question.limit or len(said)]))


KINDS = (Write(),)
