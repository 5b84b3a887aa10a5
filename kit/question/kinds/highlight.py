"""Words to mark in the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import ClassVar

from kit.article.segments import Segment, Span, bracketed, find_span, quote, words, words_of
from kit.question.blocks import Block, Item
from kit.question.kinds.contract import (
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
)
from kit.question.model import Grade, Key, KeySpan, Mark, MarkName, Note, Question, Response
from kit.question.reading import Read, ReadContext, listed_field, note_of

_LABEL = re.compile(r"(?P<label>[^“”\"\[\]:]+):\s*(?P<quote>[“\"].*)")


class Highlight(Kind):
    """Mark words: F1 over words. Neutral words of the key count neither way."""

    name = "highlight"
    takes = ("marked",)
    fields = frozenset({"Labels"})
    picked = True
    heading = "Words marked"
    marks_say_all = True
    answer_table = "loaded"
    form = Form(
        "mark words in the article",
        {"labels": "Labels that a mark can have, one on each line (none: a plain mark)"},
        "Mark the words that are to be found.",
    )
    elsewhere: ClassVar[Mapping[str, Kept]] = {
        "moodle": Kept(
            "loss", "words go into gaps: nobody searches for them, and each gap counts", NOTES
        ),
        "gift": Kept("out", "GIFT has no words to mark"),
        "qti21": Kept("faithful", lacks=NOTES),  # F1 over words, as here
        "canvas": Kept("out", "Canvas has no words to mark"),
        "cartridge": Kept("out", "a Common Cartridge has no words to mark"),
        "anki": TURNED,
    }

    def read(self, block: Block, question: Question, key: Key, context: ReadContext) -> Read:
        labels = listed_field(block, "Labels")
        if "Show" not in block.fields:
            block.problem(block.heading.line, "say which segments to mark in, as in “Show: S1-S3”")
        if context.needs_a_key and not any(not item.text.startswith("~") for item in block.items):
            block.problem(
                block.heading.line,
                f"“{question.id}” has nothing to find; quote the words, as in “- “[reported]””",
            )
        spans: list[KeySpan] = []
        for item in block.items:
            span = _read_span(block, item, labels, context)
            if span is not None and any(found.span == span for found in spans):
                block.problem(item.line, f"{item.text} is here a second time; keep one")
            elif span is not None:
                spans.append(KeySpan(span, note_of(block, item), item.text.startswith("~")))
        return replace(question, labels=labels), replace(key, spans=tuple(spans))

    def student_lines(self, question: Question) -> list[str]:
        return []

    def keyed_lines(self, asked: Keyed, items: Sequence[str]) -> list[Line]:
        return [
            (
                f"- {'~ ' if k.neutral else ''}{f'{k.span.label}: ' if k.span.label else ''}"
                f"“{bracketed(k.span, asked.segments)}”",
                k.note,
            )
            for k in asked.key.spans
        ]

    def grade(self, asked: Keyed, response: Response) -> Grade:
        wanted = words_of((k.span for k in asked.key.spans if not k.neutral), asked.segments)
        neutral = words_of((k.span for k in asked.key.spans if k.neutral), asked.segments) - wanted
        all_marked = words_of(response.marked, asked.segments)
        marked = all_marked - neutral
        score = 2 * len(marked & wanted) / (len(marked) + len(wanted))
        marks: list[Mark] = []
        found = partly = 0
        for k in asked.key.spans:
            inside = words_of([k.span], asked.segments)
            touched = inside & all_marked
            if k.neutral and touched:
                marks.append(_mark("neutral", k.span, asked.segments, k.note))
            elif not k.neutral and touched in (inside, set()):
                marks.append(_mark("hit" if touched else "missed", k.span, asked.segments, k.note))
                found += bool(touched)
            elif not k.neutral:
                runs = _runs(touched, asked.segments)
                marks += [_mark("hit", run, asked.segments, k.note) for run in runs]
                runs = _runs(inside - touched, asked.segments)
                marks += [_mark("missed", run, asked.segments) for run in runs]
                partly += 1
        extra = _runs(marked - wanted, asked.segments)
        marks += [_mark("wrong", span, asked.segments) for span in extra]
        sought = sum(not k.neutral for k in asked.key.spans)
        given = graded(score, found, sought, len(extra), sorted(marks, key=_where))
        return replace(given, feedback=replace(given.feedback, partly=partly))

    def right(self, asked: Keyed) -> Response:
        return Response(marked=tuple(k.span for k in asked.key.spans if not k.neutral))

    def wrong(self, asked: Keyed) -> Response:
        label = asked.question.labels[0] if asked.question.labels else ""
        taken = [k.span for k in asked.key.spans if k.span.label == label]
        free = (
            Span(segment, start, end, label)
            for segment, start, end in _words(asked.segments)
            if not any(s.segment == segment and start < s.end and s.start < end for s in taken)
        )
        return Response(marked=(next(free),))

    def parts(self, asked: Keyed, response: Response) -> list[Part]:
        """The spans of the key, then single words that it does not have."""
        marked = words_of(response.marked, asked.segments)
        parts: list[Part] = []
        for k in asked.key.spans:
            text = _quoted(k.span, asked.segments)
            given = text if words_of([k.span], asked.segments) & marked else ""
            sought = None if k.neutral else True
            parts.append(Part(k.span, text, given=given, sought=sought, note=k.note))
        for word in sorted(marked - words_of((k.span for k in asked.key.spans), asked.segments)):
            text = _quoted(word, asked.segments)
            parts.append(Part(word, text, given=text, sought=False))
        return parts

    def lacks(self, lists: Lists, question: Question) -> Iterable[str]:
        if not question.show:
            yield "Choose the paragraphs in which words are to be marked."

    def key_from(self, asked: Keyed, response: Response) -> Mapping[str, object]:
        """The spans marked. Marks that stood side by side stay two, though the card joins them."""
        if not response.marked:
            raise ValueError("Mark the words on the card first.")
        kept: dict[Span, KeySpan] = {}
        fresh: list[KeySpan] = []
        for span in response.marked:
            run = words_of([span], asked.segments)
            inside = [k for k in asked.key.spans if words_of([k.span], asked.segments) <= run]
            if words_of([k.span for k in inside], asked.segments) == run:
                kept |= {k.span: k for k in inside}
            else:
                fresh.append(KeySpan(span))
        places = [s.id for s in asked.segments]
        fresh.sort(key=lambda k: (places.index(k.span.segment), k.span.start, k.span.end))
        return {"spans": (*(k for k in asked.key.spans if k.span in kept), *fresh)}

    def has_key(self, asked: Keyed) -> bool:
        return any(not k.neutral for k in asked.key.spans)

    def answer_of(self, asked: Keyed) -> Response:
        return Response(marked=tuple(k.span for k in asked.key.spans))

    def acceptable(self, asked: Keyed, answer: str, item: str) -> str:
        if asked.question.labels:
            if not item:
                raise NotAccepted(
                    f"Say with which label, as in --for “{asked.question.labels[0]}”."
                )
            must_be_known(item, asked.question.labels, "label")
        elif item:
            raise NotAccepted(f"“{asked.question.id}” has no labels; leave --for out.")
        try:
            span = find_span(answer, asked.segments, item)
        except ValueError as error:
            raise NotAccepted(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
        if any(k.span == span for k in asked.key.spans):
            raise NotAccepted("These words are in the key already.")
        return bracketed(span, asked.segments)

    def beside_the_key(self, asked: Keyed, response: Response) -> Iterable[tuple[str, str]]:
        keyed = {key.span for key in asked.key.spans}
        marked = (span for span in response.marked if span not in keyed)
        return ((bracketed(span, asked.segments), span.label) for span in marked)

    def alternatives(
        self, asked: Keyed, accepted: Sequence[AlsoRight], response: Response
    ) -> Iterable[Key]:
        yield self.widened(asked, accepted)

    def widened(self, asked: Keyed, accepted: Sequence[AlsoRight]) -> Key:
        """Accepted words count neither way."""
        spans = list(asked.key.spans)
        for one in accepted:
            try:
                span = find_span(one.answer, asked.segments, one.item)
            except ValueError:  # another revision's article
                continue
            spans.append(KeySpan(span, Note(one.why), neutral=True))
        return replace(asked.key, spans=tuple(spans))

    def simulated(
        self, asked: Keyed, chance: float, misconception: str, random: Random
    ) -> Response:
        def label(right: str) -> str:
            if not asked.question.labels or (right and random.random() < chance_of_a_part(chance)):
                return right
            return random.choice(asked.question.labels)

        everywhere = _words(asked.segments)
        marked: list[Span] = []
        for wanted in asked.key.spans:
            held = misconception and wanted.note.misconception == misconception
            likely = 0.2 if wanted.neutral or held else chance_of_a_part(chance)
            if random.random() >= likely:
                continue
            places = [(a, b) for id, a, b in everywhere if id == wanted.span.segment]
            touched = [
                n
                for n, (a, b) in enumerate(places)
                if a < wanted.span.end and wanted.span.start < b
            ]
            if not touched:
                continue
            first, last = touched[0], touched[-1]
            if random.random() > chance_of_a_part(chance):  # a word fewer or more at the end
                last = random.choice((max(first, last - 1), min(len(places) - 1, last + 1)))
            name = label(wanted.span.label)
            marked.append(Span(wanted.span.segment, places[first][0], places[last][1], name))
        while everywhere and (not marked or random.random() < 0.5 * (1 - chance)):
            marked.append(Span(*random.choice(everywhere), label("")))
        return Response(marked=tuple(sorted(set(marked))))


def _read_span(
    block: Block, item: Item, labels: tuple[str, ...], context: ReadContext
) -> Span | None:
    text = item.text.removeprefix("~").strip()
    labelled = _LABEL.fullmatch(text)
    label, text = (labelled["label"].strip(), labelled["quote"]) if labelled else ("", text)
    if labels and label not in labels:
        block.problem(
            item.line,
            f"“{label}” is not one of the labels ({', '.join(labels)}); begin with one, as in "
            f"“- {labels[0]}: “[words]””",
        )
        return None
    if label and not labels:
        block.problem(item.line, f"“{label}:” needs a line such as “Labels: {label} | another”")
        return None
    if not context.segments:
        return None
    if len(text) < 2 or text[0] not in '“"' or text[-1] not in '”"':
        block.problem(item.line, f"put the quotation in quotation marks; there is: {text}")
        return None
    try:
        return find_span(text[1:-1], context.segments, label)
    except ValueError as error:
        block.problem(item.line, str(error))
        return None


def _mark(name: MarkName, span: Span, segments: tuple[Segment, ...], note: Note = Note()) -> Mark:
    return Mark(name, quote(span, segments), span, note)


def _quoted(span: Span, segments: tuple[Segment, ...]) -> str:
    said = f"“{quote(span, segments)}” ({span.segment})"
    return f"{span.label}: {said}" if span.label else said


def _words(segments: tuple[Segment, ...]) -> list[tuple[str, int, int]]:
    return [(s.id, start, end) for s in segments for start, end in words(s.text)]


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


KINDS = (Highlight(),)
