"""A kind of question from outside the kit: a word or two, right in any of a few spellings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kit.question.blocks import Block
from kit.question.kinds.contract import (
    Choice,
    Form,
    Keyed,
    Kind,
    Line,
    Part,
    graded,
)
from kit.question.model import Grade, Key, Mark, Note, Question, Response
from kit.question.reading import Read, ReadContext, need


class Short(Kind):
    """Type a word or two. Each line of the list is a spelling that is right."""

    name = "short"
    takes = ("text",)
    heading = "What was typed"
    form = Form("type a word or two", {"limit": "At most this many words"}, "Type the answer.")

    def read(self, block: Block, question: Question, key: Key, context: ReadContext) -> Read:
        if context.keyed:
            need(block, block.items, 1, "spellings")
        return question, replace(key, ticked=frozenset(item.text for item in block.items))

    def student_lines(self, question: Question) -> list[str]:
        return []

    def keyed_lines(self, asked: Keyed, items: Sequence[str]) -> list[Line]:
        return [(f"- {spelling}", Note()) for spelling in sorted(asked.key.ticked)]

    def paper_lines(self, question: Question) -> list[str]:
        return ["______"]

    def grade(self, asked: Keyed, response: Response) -> Grade:
        right = _bare(response.text) in map(_bare, asked.key.ticked)
        mark = Mark("hit" if right else "wrong", response.text)
        return graded(float(right), int(right), 1, 0, [mark])

    def right(self, asked: Keyed) -> Response:
        return Response(text=min(asked.key.ticked))

    def wrong(self, asked: Keyed) -> Response:
        return Response(text="no idea")

    def parts(self, asked: Keyed, response: Response) -> list[Part]:
        right = " or ".join(sorted(asked.key.ticked))
        return [Part("", asked.question.stem, right, response.text)]

    def key_from(self, asked: Keyed, response: Response) -> Mapping[str, object]:
        return {"ticked": frozenset({response.text})}

    def chosen(self, asked: Keyed, response: Response) -> Iterable[Choice]:
        yield Choice(response.text, _bare(response.text) in map(_bare, asked.key.ticked))

    def front_end(self) -> tuple[str, str]:
        script = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
        return script, ".short-note { font-style: italic; }"


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()
