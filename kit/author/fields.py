"""The fields of the form in which a question is put, and the question that they give."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from kit.article.segments import Article
from kit.author.frame import field, part
from kit.author.naming import propose_id
from kit.author.proof import dealt
from kit.language.shown import cut_short
from kit.question.kinds import kind, kinds
from kit.question.kinds.contract import Lists
from kit.question.model import Key, Level, Question
from kit.question.parse import pictures_of

_LEVELS = "Proficient: \nEmergent: \nBasic: "
_RANGES = (50, 80, 90, 95)


class QuestionFields:
    """Widgets for all that a student sees of a question. ``taken`` are ids of other questions."""

    def __init__(self, article: Article, taken: Collection[str]) -> None:
        self._article = article
        self._taken = taken
        self._proposed = ""
        segments = [(f"{s.id}  {cut_short(s.text, 75, ' …')}", s.id) for s in article.segments]
        self.kind = field(
            widgets.Dropdown,
            "What the student does",
            options=[(f"{kind.name}: {kind.form.does}", kind.name) for kind in kinds()],
        )
        self.stem = field(
            widgets.Textarea,
            "The question (*stars* make words italic, an empty line makes a paragraph)",
            rows=2,
        )
        self.show = field(
            widgets.SelectMultiple,
            "Paragraphs shown with it (several: hold Ctrl or ⌘, or Shift)",
            options=segments,
            rows=max(2, min(8, len(segments))),
        )
        self.sure = field(widgets.Checkbox, "Ask how sure the student is", indent=False)
        self.id = field(widgets.Text, "Short name (the notebook asks for the question by it)")
        self._own: dict[str, Any] = {
            "items": field(widgets.Textarea, " ", rows=4),
            "targets": field(widgets.Textarea, " ", rows=3),
            "labels": field(widgets.Textarea, " ", rows=2),
            "rubric": field(widgets.Textarea, " ", rows=3, value=_LEVELS),
            "limit": field(widgets.BoundedIntText, " ", min=0, max=5000),
            "interval": field(widgets.Dropdown, " ", options=_intervals(0)),
            "as_written": field(widgets.Checkbox, " ", indent=False),
        }
        self._slot = part()
        self.pictures = part()
        self.box = part(
            self.kind, self.stem, self.pictures, self.show, self._slot, self.sure, self.id
        )
        self.kind.observe(lambda _: self._fit(), "value")
        self.stem.observe(lambda _: self._propose(), "value")
        self._fit()

    def on_change(self, hear: Callable[[], None]) -> None:
        """Call ``hear`` whenever something else stands in a field."""
        for one in (self.kind, self.stem, self.show, self.sure, self.id, *self._own.values()):
            one.observe(lambda _: hear(), "value")

    def values(self) -> tuple[object, ...]:
        """All that stands in the fields."""
        fields = (self.kind, self.stem, self.show, self.sure, self.id, *self._own.values())
        return tuple(field.value for field in fields)

    def own(self, name: str) -> Any:
        """The field of this name that some kinds have."""
        return self._own[name]

    def put(self, question: Question, lists: Lists) -> None:
        """Fill in a question that is there already; its name and kind then stay."""
        self.id.disabled = self.kind.disabled = True
        self.kind.value = question.kind
        self.stem.value = question.stem
        self.show.value = question.show
        self.sure.value = question.ask_sure
        self.id.value = question.id
        self._own["interval"].options = _intervals(question.interval)
        values = {
            "items": "\n".join(lists.items),
            "targets": "\n".join(lists.targets),
            "labels": "\n".join(question.labels),
            "rubric": "\n".join(f"{level.name}: {level.text}" for level in lists.rubric),
            "limit": question.limit,
            "interval": question.interval,
            "as_written": question.as_written,
        }
        for name, value in values.items():
            self._own[name].value = value

    def read(self, base: Question) -> tuple[Question, Lists]:
        """The question as it stands in the form; ``base`` has what the form does not ask for."""
        asked = kind(self.kind.value).form.asks

        def lines(name: str) -> tuple[str, ...]:
            return _lines(self._own[name].value) if name in asked else ()

        stem = _paragraphs(self.stem.value)
        question = replace(
            base,
            id=self.id.value.strip(),
            kind=self.kind.value,
            stem=stem,
            pictures=pictures_of(stem, self._article)[0],
            show=tuple(self.show.value),
            labels=lines("labels"),
            as_written="as_written" in asked and bool(self._own["as_written"].value),
            ask_sure=bool(self.sure.value),
            limit=int(self._own["limit"].value) if "limit" in asked else 0,
            interval=int(self._own["interval"].value) if "interval" in asked else 0,
        )
        lists = Lists(lines("items"), lines("targets"), tuple(map(_level, lines("rubric"))))
        return dealt(question, lists.items, lists.targets), lists

    def _fit(self) -> None:
        """Show what the kind asks for, by its own names."""
        asked = kind(self.kind.value).form.asks
        for name, label in asked.items():
            self._own[name].description = label
        self._slot.children = [self._own[name] for name in asked]

    def _propose(self) -> None:
        """A short name from the question's words, until the author gives one."""
        if not self.id.disabled and self.id.value in ("", self._proposed):
            stem = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", self.stem.value).strip()
            self._proposed = propose_id(stem, self._taken) if stem else ""
            self.id.value = self._proposed


def lists_of(question: Question, key: Key, items: tuple[str, ...]) -> Lists:
    """What the author typed for a question that is there; ``items`` in the file's own order."""
    if not kind(question.kind).deals_targets:
        return Lists(items, question.targets, key.rubric)
    placed = dict(key.placed)
    partners = (placed[item] for item in items if item in placed)
    return Lists(items, tuple(dict.fromkeys([*partners, *question.targets])))


def _intervals(own: int) -> list[tuple[str, int]]:
    known = sorted({*_RANGES, own} - {0})
    ranges = [(f"a range that holds the number {n} times in 100", n) for n in known]
    return [("a chance from 0 to 100", 0), *ranges]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _paragraphs(text: str) -> str:
    found = (p.strip() for p in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")))
    return "\n\n".join("\n".join(map(str.lstrip, p.splitlines())) for p in found if p)


def _level(line: str) -> Level:
    name, _, text = line.partition(":")
    return Level(name.strip(), text.strip())
