"""What each kind of question reads from its block: one small reader a kind."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from kit.article.segments import Segment, Span, find_span
from kit.language.taxonomy import MISCONCEPTIONS
from kit.question.blocks import Block, Item, nearest
from kit.question.model import Key, KeySpan, Kind, Level, Note, Question
from kit.question.syntax_hints import syntax_hint_of_tag

_BOX = re.compile(r"\[(?P<tick>.)\]\s+(?P<text>.+)")
_ARROW = re.compile(r"(?P<item>.*?)\s*=>\s*(?P<target>.*)")
_LABEL = re.compile(r"(?P<label>[^“”\"\[\]:]+):\s*(?P<quote>[“\"].*)")
_RANGE = re.compile(r"(?P<low>[\d,. ]+?)\s+to\s+(?P<high>[\d,. ]+)")
_OUTCOMES = {"yes": 1.0, "no": 0.0}

Read = tuple[Question, Key]
Reader = Callable[[Block, Question, Key, "ReadContext"], Read]


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a question can point at: the segments it shows, and whether this copy has keys."""

    segments: tuple[Segment, ...]
    keyed: bool


def deal(items: Iterable[str]) -> tuple[str, ...]:
    """The items in an order that depends on nothing but their text."""
    return tuple(sorted(items, key=lambda item: sha256(item.encode()).hexdigest()))


def _read_choose(block: Block, question: Question, key: Key, context: ReadContext) -> Read:
    question, key = _read_choose_many(block, question, key, context)
    if context.keyed and len(key.ticked) > 1:
        block.problem(
            block.heading.line,
            f"a choose question has one right option, “{question.id}” has {len(key.ticked)}; "
            "untick some, or write (choose-many)",
        )
    return question, key


def _read_choose_many(block: Block, question: Question, key: Key, context: ReadContext) -> Read:
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
    _need(block, options, 2, "options")
    _need_different(block, options)
    if context.keyed and options and not ticked:
        block.problem(
            block.heading.line, f"“{question.id}” has no right option; tick one with “- [x] ”"
        )
    return (
        replace(question, items=_dealt(options, question)),
        replace(key, ticked=frozenset(ticked), notes=_notes_of(block, options)),
    )


def _read_highlight(block: Block, question: Question, key: Key, context: ReadContext) -> Read:
    labels = _parts(block, "Labels")
    if "Show" not in block.fields:
        block.problem(block.heading.line, "say which segments to mark in, as in “Show: S1-S3”")
    if context.keyed and not any(not item.text.startswith("~") for item in block.items):
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
            note = Note(item.note, _tag(block, item))
            spans.append(KeySpan(span, note, item.text.startswith("~")))
    return replace(question, labels=labels), replace(key, spans=tuple(spans))


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


def _read_sort(block: Block, question: Question, key: Key, context: ReadContext) -> Read:
    bins = _parts(block, "Into")
    if len(bins) < 2:
        block.problem(
            block.line_of("Into"), "say what to sort into, as in “Into: fact | prediction”"
        )
    items, placed = _read_arrows(block, context)
    for item, target in placed:
        if bins and target and target not in bins:
            line = next(i.line for i in items if i.text == item)
            block.problem(line, f"there is no “{target}” to sort into; {nearest(target, bins)}")
    _need(block, items, 2, "items")
    _need_different(block, items)
    return (
        replace(question, items=_dealt(items, question), targets=bins),
        replace(key, placed=tuple(placed), notes=_notes_of(block, items)),
    )


def _read_match(block: Block, question: Question, key: Key, context: ReadContext) -> Read:
    items, placed = _read_arrows(block, context, lone=True)
    lone = [found["target"] for item in block.items if (found := _lone_target(item))]
    items = [item for item in items if item.text]
    pairs = [(item, target) for item, target in placed if item]
    _need(block, items, 2, "items")
    _need_different(block, items)
    for item in block.items:
        found = _lone_target(item)
        if found and (found["target"] in dict(pairs).values() or lone.count(found["target"]) > 1):
            block.problem(item.line, f"“{found['target']}” is an answer already; keep one")
    targets = dict.fromkeys([target for _, target in pairs] + lone)
    return (
        replace(question, items=_dealt(items, question), targets=deal(targets)),
        replace(key, placed=tuple(pairs), notes=_notes_of(block, items)),
    )


def _read_order(block: Block, question: Question, key: Key, context: ReadContext) -> Read:
    _need(block, block.items, 3, "items")
    _need_different(block, block.items)
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
    key = replace(key, sequence=sequence, notes=_notes_of(block, block.items))
    return replace(question, items=deal(sequence)), key


def _read_rate(block: Block, question: Question, key: Key, context: ReadContext) -> Read:
    items, placed = _read_arrows(block, context)
    _need(block, items, 1, "statements")
    _need_different(block, items)
    outcomes: list[tuple[str, float]] = []
    ranges: list[tuple[str, float, float]] = []
    for item, target in placed:
        line = next(i.line for i in items if i.text == item)
        bounds = _RANGE.fullmatch(target)
        if target == "open":
            continue
        if question.interval and bounds and _number(bounds["low"]) <= _number(bounds["high"]):
            ranges.append((item, _number(bounds["low"]), _number(bounds["high"])))
        elif not question.interval and target in _OUTCOMES:
            outcomes.append((item, _OUTCOMES[target]))
        else:
            wanted = "“220000 to 3500000”" if question.interval else "“yes” or “no”"
            block.problem(
                line, f"“{target}” is not an outcome; write {wanted}, or “open” if nobody knows yet"
            )
    return (
        replace(question, items=_dealt(items, question)),
        replace(
            key,
            outcomes=tuple(outcomes),
            ranges=tuple(ranges),
            notes=_notes_of(block, items),
        ),
    )


def _read_write(block: Block, question: Question, key: Key, context: ReadContext) -> Read:
    levels: list[Level] = []
    for item in block.items:
        name, colon, text = item.text.partition(":")
        if not colon or not text.strip():
            block.problem(
                item.line,
                f"“{item.text}” is not a level of a rubric; write “- Proficient: what it takes”",
            )
            continue
        levels.append(Level(name.strip(), text.strip()))
    if context.keyed:
        _need(block, block.items, 2, "levels in its rubric")
    return question, replace(key, rubric=tuple(levels), model=block.value("Model"))


READERS: dict[Kind, Reader] = {
    "choose": _read_choose,
    "choose-many": _read_choose_many,
    "highlight": _read_highlight,
    "sort": _read_sort,
    "order": _read_order,
    "match": _read_match,
    "rate": _read_rate,
    "write": _read_write,
}


def _read_arrows(
    block: Block, context: ReadContext, lone: bool = False
) -> tuple[list[Item], list[tuple[str, str]]]:
    items: list[Item] = []
    placed: list[tuple[str, str]] = []
    for item in block.items:
        arrow = _ARROW.fullmatch(item.text)
        if arrow and not arrow["item"] and arrow["target"] and lone:
            continue
        if arrow and not arrow["item"]:
            block.problem(item.line, f"“{item.text}” begins nowhere; write it as “item => answer”")
            continue
        if arrow and "=>" in arrow["target"]:
            block.problem(item.line, f"“{item.text}” has two arrows; keep one “=>”")
        elif arrow and not arrow["target"]:
            block.problem(
                item.line, f"“{item.text}” points at nothing; write it as “item => answer”"
            )
        elif not arrow and context.keyed:
            block.problem(item.line, f"“{item.text}” has no answer; write it as “item => answer”")
        items.append(replace(item, text=arrow["item"]) if arrow else item)
        if arrow:
            placed.append((arrow["item"], arrow["target"]))
    return items, placed


def _lone_target(item: Item) -> re.Match[str] | None:
    found = _ARROW.fullmatch(item.text)
    return found if found and not found["item"] and found["target"] else None


def _parts(block: Block, name: str) -> tuple[str, ...]:
    """The words of a field between ``|``."""
    parts = [part.strip() for part in block.value(name).split("|") if part.strip()]
    for part in dict.fromkeys(parts):
        if parts.count(part) > 1:
            block.problem(
                block.line_of(name), f"“{part}” is here {parts.count(part)} times; keep one"
            )
    return tuple(dict.fromkeys(parts))


def _dealt(items: Iterable[Item], question: Question) -> tuple[str, ...]:
    texts = tuple(item.text for item in items)
    return texts if question.as_written else deal(texts)


def _need(block: Block, items: list[Item], least: int, what: str) -> None:
    if len(items) < least:
        line = block.heading.line
        block.problem(
            line, f"a question of this kind has at least {least} {what}; here: {len(items)}"
        )


def _need_different(block: Block, items: list[Item]) -> None:
    counts = Counter(item.text for item in items)
    for item in {i.text: i for i in items}.values():
        if counts[item.text] > 1:
            block.problem(item.line, f"“{item.text}” is here {counts[item.text]} times; keep one")


def check_numbering(block: Block, kind: Kind) -> None:
    """Note a problem where a list should be numbered and is not, or the other way round."""
    wanted = "1. " if kind == "order" else "- "
    for item in block.items:
        if item.numbered != (kind == "order"):
            block.problem(item.line, f"begin each item of a question of this kind with “{wanted}”")
            return


def _notes_of(block: Block, items: Iterable[Item]) -> tuple[tuple[str, Note], ...]:
    return tuple((i.text, Note(i.note, _tag(block, i))) for i in items if i.note or i.tag)


def _tag(block: Block, item: Item) -> str:
    if item.tag and item.tag not in MISCONCEPTIONS:
        text = f"“({item.tag})” is not a known misconception; {nearest(item.tag, MISCONCEPTIONS)}"
        if all(problem.text != text for problem in block.problems):
            block.problem(item.note_line, text)
    elif not item.tag and (slip := syntax_hint_of_tag(item.note, MISCONCEPTIONS)):
        block.problem(item.note_line, slip)
    return item.tag


def _number(text: str) -> float:
    try:
        return float(re.sub(r"[, ]", "", text))
    except ValueError:
        return math.nan  # such as “1..2”: no comparison holds with it
