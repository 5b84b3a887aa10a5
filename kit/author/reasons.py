"""The boxes in which an author says why: one for each option, item or span, and one for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from kit.article.seed import Evidence
from kit.article.segments import Segment
from kit.author.frame import field, part, words
from kit.author.in_words import is_right, lines_of_key
from kit.language.shown import cut_short
from kit.language.taxonomy import MISCONCEPTIONS, SKILLS
from kit.question.blocks import nearest
from kit.question.kinds import kind
from kit.question.kinds.contract import Lists
from kit.question.model import Key, KeySpan, Note, Question
from kit.question.reading import find_places

_TAGS = tuple(f"{tag}: {sentence}" for tag, sentence in MISCONCEPTIONS.items())
_ERRS = [
    ("not said", ""),
    ("it trusts too much", "trusts"),
    ("it doubts too much", "doubts"),
    ("in another way", "neither"),
]
_ENDS = '.?!”’"'
_JUDGES = [
    ("no: it asks for something else", ""),
    ("yes, and the right answer gives credit: it holds", "holds"),
    ("yes, and the right answer finds fault: it fails", "fails"),
]


class Reason:
    """One box: why, the misconception that it meets, and for a span whether it counts."""

    def __init__(
        self, label: str, note: Note, neutral: bool | None = None, right: bool = False
    ) -> None:
        self.why = field(widgets.Textarea, label, value=note.text, rows=2)
        self.tag = field(
            widgets.Combobox,
            "The misconception it meets (type to search; may be empty)",
            options=_TAGS,
            value=next(
                (one for one in _TAGS if _tag_of(one) == note.misconception), note.misconception
            ),
        )
        self.errs = field(widgets.Dropdown, "Which way it errs", options=_ERRS, value=note.errs)
        self.neutral = field(
            widgets.Checkbox,
            "Counts neither way (marking it earns nothing and costs nothing)",
            value=bool(neutral),
            indent=False,
        )
        counts = [self.neutral] if neutral is not None else []
        tag = [] if right and not note.misconception else [self.tag]
        tag += [self.errs] if note.errs or (not right and neutral is None) else []
        self.made_for = (label, right, neutral is None)
        self.box = part(self.why, *tag, *counts, look="reason")

    @property
    def note(self) -> Note:
        """The box as a note. A tag is read only after the end of a sentence, so there is one."""
        text, errs = " ".join(self.why.value.split()), self.errs.value
        tag = _tag_of(self.tag.value)
        open_end = text and (tag or errs) and text[-1] not in _ENDS
        return Note(f"{text}." if open_end else text, tag, errs)


def _tag_of(typed: str) -> str:
    """The name of a misconception, whatever of its line was typed."""
    return typed.partition(":")[0].strip()


class Reasons:
    """All that is said about an answer once it is taken."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        self._known: set[str] = set()
        self._reasons: dict[Any, Reason] = {}
        self._spans: tuple[KeySpan, ...] = ()
        self._items: tuple[str, ...] = ()  # for which there are boxes
        self._base = Key("")
        self.because = field(widgets.Textarea, "Why, in a sentence or two about the whole", rows=2)
        self.hints = field(
            widgets.Textarea, "Hints, one on each line, the gentlest first (may be empty)", rows=2
        )
        self.skills = field(
            widgets.SelectMultiple,
            "Skills it practises (several: hold Ctrl or ⌘)",
            options=[(f"{code}  {skill}", code) for code, skill in SKILLS.items()],
            rows=5,
        )
        self.evidence = field(
            widgets.SelectMultiple, "Evidence the answer rests on (several: hold Ctrl or ⌘)"
        )
        self.judges = field(
            widgets.Dropdown, "Does it judge whether the article holds?", options=_JUDGES
        )
        self.scale = field(
            widgets.Textarea,
            "How the verdicts lie, from the most credit to the least, one on each line (first "
            "words will do; empty where no answer is a verdict)",
            rows=3,
        )
        self._title = widgets.HTML(
            words("Explain each one. Students read it after they have answered.", look="soft")
        )
        self._slot = part()
        self._scale = part()
        self._more = part()
        self.box = part(
            *(self._slot, self.because, self.hints, self.skills),
            *(self._more, self.judges, self._scale),
        )
        self.offer(evidence)

    def offer(self, evidence: Sequence[Evidence]) -> None:
        """Let the author choose from the evidence that there is now."""
        chosen = self.evidence.value
        self._known = {e.id for e in evidence}
        self.evidence.options = [
            (cut_short(f"{e.id}  {e.publisher}: {e.says}", 80, " …"), e.id) for e in evidence
        ]
        self.evidence.rows = max(2, min(5, len(evidence)))
        self.evidence.value = [id for id in chosen if id in self._known]
        self._more.children = [self.evidence] if evidence else []

    def values(self) -> tuple[object, ...]:
        """All that stands in the boxes."""
        notes = ((place, r.note, r.neutral.value) for place, r in self._reasons.items())
        own = (self.because, self.hints, self.skills, self.evidence, self.judges, self.scale)
        said = {place: (note, neutral) for place, note, neutral in notes if note != Note()}
        return (said, *(field.value for field in own))

    def put(self, question: Question, key: Key) -> None:
        """Fill in what a question and its key say already."""
        self._base = key
        self._spans = key.spans
        self.because.value = key.because
        self.hints.value = "\n".join(filter(None, (question.hint, *key.more_hints)))
        self.skills.value = question.skills
        self.evidence.value = tuple(id for id in key.evidence if id in self._known)
        self.judges.value = key.judges
        self.scale.value = "\n".join(key.scale)
        for item, note in key.notes:
            self._reasons[item] = Reason("", note)

    def show(
        self, question: Question, key: Key, lists: Lists, segments: tuple[Segment, ...]
    ) -> None:
        """One box for each part of the answer just taken. What was said of it before stays."""
        self._spans = key.spans
        rows = lines_of_key(question, key, lists.items, segments)
        spans: dict[object, KeySpan] = {k.span: k for k in key.spans}
        for place, label in rows:
            before = self._reasons.get(place) or self._of_renamed(place, lists)
            span = spans.get(place)
            note = before.note if before else span.note if span else Note()
            neutral = None
            if span:
                neutral = before.neutral.value if before else span.neutral
            # Somebody may be typing in a box that still fits.
            right = is_right(key, place)
            made_for = (label, right, neutral is None)
            if not before or before is not self._reasons.get(place) or before.made_for != made_for:
                self._reasons[place] = Reason(label, note, neutral, right)
        if len(lists.items) == len(self._items):  # an option on the scale may have new words
            renamed = dict(zip(self._items, lists.items, strict=True))
            lines = self.scale.value.split("\n")
            self.scale.value = "\n".join(renamed.get(line.strip(), line) for line in lines)
        self._scale.children = [self.scale] if kind(question.kind).places(question) else []
        self._items = lists.items
        boxes = tuple(self._reasons[place].box for place, _ in rows)
        shown = (self._title, *boxes) if boxes else ()
        if shown != self._slot.children:
            self._slot.children = shown

    def reason(self, place: object) -> Reason:
        """The box of an item or a span."""
        return self._reasons[place]

    def _of_renamed(self, item: object, lists: Lists) -> Reason | None:
        """What was said of the item that stood here, where only its words have changed."""
        if item not in lists.items or len(lists.items) != len(self._items):
            return None
        old = self._items[lists.items.index(item)]
        return None if old in lists.items else self._reasons.get(old)

    def faults(self, question: Question, lists: Lists) -> list[str]:
        """What the boxes name that there is not, in words for an author."""
        _, key = self.said(question, lists)
        tags = {note.misconception for _, note in key.notes} - {"", *MISCONCEPTIONS}
        said = [
            f"“{tag}” is not a known misconception; {nearest(tag, MISCONCEPTIONS)}." for tag in tags
        ]
        places = kind(question.kind).places(question)
        _, faults = find_places(_lines(self.scale.value) if places else (), places)
        return [*said, *(f"{fault}." for fault in faults)]

    def said(self, question: Question, lists: Lists) -> tuple[Question, Key]:
        """The question with its hint and skills, and a key without an answer."""
        hints = _lines(self.hints.value)
        notes = {place: r.note for place, r in self._reasons.items() if r.note != Note()}
        spans = [
            replace(k, note=r.note, neutral=bool(r.neutral.value))
            if (r := self._reasons.get(k.span))
            else k
            for k in self._spans
        ]
        places = kind(question.kind).places(replace(question, items=lists.items))
        scale, _ = find_places(_lines(self.scale.value), places)
        unknown = [id for id in self._base.evidence if id not in self._known]
        key = replace(
            self._base,
            question=question.id,
            spans=tuple(spans),
            rubric=lists.rubric,
            notes=tuple((item, notes[item]) for item in lists.items if item in notes),
            because=" ".join(self.because.value.split()),
            more_hints=tuple(hints[1:]),
            evidence=(*self.evidence.value, *unknown),
            judges=self.judges.value,
            scale=scale,
        )
        hint = hints[0] if hints else ""
        return replace(question, hint=hint, skills=tuple(self.skills.value)), key


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
