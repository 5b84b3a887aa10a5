"""Answers on paper as a teacher types them: a few signs for each question, read strictly.

What a sheet prints is what is typed: letters of options, letters of targets item by item, places
in an order, numbers of words, per cent. A dash stands for what was left blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from kit.article.segments import Segment, Span, places_of_words
from kit.language.numbers import number_text, read_number, read_range
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import SURE, Question, Response, Sure

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BLANK = frozenset({"-", "–", "_", "."})
_PARTS = re.compile(r"[\s,;]+")
_RUN = re.compile(r"(\d+)(?:[-–](\d+))?")


class Unread(ValueError):
    """Why what was typed is no answer, in a sentence."""


def read_typed(text: str, asked: Keyed) -> Response:
    """The response that was typed; nothing typed is a blank. Raises Unread."""
    read, _, _ = _PARTS_OF[part_of(asked.question)]
    return read(text.strip(), asked) if text.strip() else Response()


def typed(response: Response, asked: Keyed) -> str:
    """What would be typed for a response: `read_typed` gives the same answer again."""
    if kind(asked.question.kind).is_blank(response):
        return ""
    _, write, _ = _PARTS_OF[part_of(asked.question)]
    return write(response, asked)


def read_sure(text: str) -> Sure:
    """How sure somebody was, by its first letter; "" for nothing. Raises Unread."""
    found = [sure for sure in SURE if sure[:1] == text.strip().lower()[:1]]
    if len(found) != 1:
        raise Unread("How sure is g (guess), f (fairly sure) or c (certain).")
    return found[0]


def part_of(question: Question) -> str:
    """What tells how an answer is printed and typed; a range is none of a chance."""
    return "ranges" if question.interval else kind(question.kind).takes[0]


def letter(number: int) -> str:
    """The name of an option on paper: a, b ... z, aa, ab ..."""
    first, rest = divmod(number, len(LETTERS))
    return (LETTERS[first - 1] if first else "") + LETTERS[rest]


def how_to_type(question: Question) -> str:
    """An example for whoever types, such as “b” or “a c”."""
    _, _, example = _PARTS_OF[part_of(question)]
    return example


# -- Reading


def _ticked(text: str, asked: Keyed) -> Response:
    items = asked.question.items
    close = len(items) <= 26 and not re.search(r"[\s,;]", text)
    parts = list(text) if close else _PARTS.split(text)
    chosen = {_named(part.lower(), items) for part in parts if part}
    if kind(asked.question.kind).takes_one and len(chosen) > 1:
        raise Unread("One option only; leave it blank where a student ticked several.")
    return Response(ticked=tuple(item for item in items if item in chosen))


def _placed(text: str, asked: Keyed) -> Response:
    items, targets = asked.question.items, asked.question.targets
    close = len(targets) <= 26 and not re.search(r"[\s,;]", text)
    parts = list(text) if close else [part for part in _PARTS.split(text) if part]
    if len(parts) != len(items):
        raise Unread(f"A letter or a dash for each of the {len(items)} items; here: {len(parts)}.")
    pairs = (
        (item, _named(part.lower(), targets))
        for item, part in zip(items, parts, strict=True)
        if part not in _BLANK
    )
    return Response(placed=tuple(pairs))


def _sequence(text: str, asked: Keyed) -> Response:
    items = asked.question.items
    close = len(items) < 10 and text.isdigit()
    parts = list(text) if close else [part for part in _PARTS.split(text) if part]
    if sorted(parts) != sorted(str(n) for n in range(1, len(items) + 1)):
        raise Unread(f"The places 1 to {len(items)}, each once, in the order of the items.")
    order = sorted(zip(map(int, parts), items, strict=True))
    return Response(sequence=tuple(item for _, item in order))


def _marked(text: str, asked: Keyed) -> Response:
    labels = asked.question.labels
    groups = [group.strip() for group in text.split(";") if group.strip()] if labels else [text]
    spans: list[Span] = []
    for group in groups:
        label, rest = "", group
        if labels:
            name, _, rest = group.partition(" ")
            label = _named(name.lower().rstrip(":"), labels)
        spans += _spans(rest, asked.segments, label)
    return Response(marked=tuple(sorted(set(spans))))


def _spans(text: str, segments: Sequence[Segment], label: str) -> list[Span]:
    """Spans of numbered words; words side by side in one segment are one span."""
    places = places_of_words(segments)
    numbers: set[int] = set()
    for part in filter(None, _PARTS.split(text)):
        run = _RUN.fullmatch(part)
        first, last = (int(run[1]), int(run[2] or run[1])) if run else (0, 0)
        if not 1 <= first <= last <= len(places):
            raise Unread(f"“{part}” is no number of a word, 1 to {len(places)}, or run of them.")
        numbers |= set(range(first, last + 1))
    spans: list[Span] = []
    for number in sorted(numbers):
        word = places[number - 1]
        if spans and number - 1 in numbers and spans[-1].segment == word.segment:
            spans[-1] = Span(word.segment, spans[-1].start, word.end, label)
        else:
            spans.append(Span(word.segment, word.start, word.end, label))
    return spans


def _rated(text: str, asked: Keyed) -> Response:
    items = asked.question.items
    parts = [part for part in re.split(r"[\s;]+", text.replace("%", " ")) if part]
    if len(parts) != len(items):
        raise Unread(f"A number or a dash for each of the {len(items)} lines; here: {len(parts)}.")
    rated = []
    for item, part in zip(items, parts, strict=True):
        if part in _BLANK:
            continue
        chance = _number(part)
        if not 0 <= chance <= 100:
            raise Unread(f"“{part}” is no chance from 0 to 100.")
        rated.append((item, chance))
    return Response(rated=tuple(rated))


def _ranges(text: str, asked: Keyed) -> Response:
    items = asked.question.items
    parts = [part.strip() for part in text.split(";")]
    if len(parts) != len(items):
        raise Unread(
            f"A range such as “10 to 20”, or a dash, for each of the {len(items)} lines, with “;” "
            f"between them; here: {len(parts)}."
        )
    try:
        ranges = [
            (item, *read_range(part))
            for item, part in zip(items, parts, strict=True)
            if part not in _BLANK
        ]
    except ValueError as error:
        raise Unread(f"{error}.") from error
    return Response(ranges=tuple(ranges))


def _text(text: str, asked: Keyed) -> Response:
    return Response(text=text)


def _number(part: str) -> float:
    try:
        return read_number(part)
    except ValueError as error:
        raise Unread(f"{error}.") from error


def _named(name: str, things: Sequence[str]) -> str:
    names = {letter(number): thing for number, thing in enumerate(things)}
    if name not in names:
        raise Unread(f"“{name}” is no letter of it; there are a to {letter(len(things) - 1)}.")
    return names[name]


# -- Writing


def _write_ticked(response: Response, asked: Keyed) -> str:
    items = asked.question.items
    return " ".join(letter(items.index(item)) for item in response.ticked)


def _write_placed(response: Response, asked: Keyed) -> str:
    placed, targets = dict(response.placed), asked.question.targets
    return " ".join(
        letter(targets.index(placed[item])) if item in placed else "-"
        for item in asked.question.items
    )


def _write_sequence(response: Response, asked: Keyed) -> str:
    place = {item: number for number, item in enumerate(response.sequence, start=1)}
    return " ".join(str(place[item]) for item in asked.question.items)


def _write_marked(response: Response, asked: Keyed) -> str:
    places = places_of_words(asked.segments)
    groups: dict[str, list[str]] = {}
    for span in response.marked:
        inside = [
            number
            for number, word in enumerate(places, start=1)
            if word.segment == span.segment and word.start < span.end and span.start < word.end
        ]
        run = f"{inside[0]}-{inside[-1]}" if len(inside) > 1 else "".join(map(str, inside))
        groups.setdefault(span.label, []).append(run)
    labels = asked.question.labels
    if not labels:
        return " ".join(groups.get("", ()))
    return "; ".join(
        f"{letter(number)} {' '.join(groups[label])}"
        for number, label in enumerate(labels)
        if label in groups
    )


def _write_rated(response: Response, asked: Keyed) -> str:
    rated = dict(response.rated)
    return " ".join(
        number_text(rated[item], "") if item in rated else "-" for item in asked.question.items
    )


def _write_ranges(response: Response, asked: Keyed) -> str:
    ranges = {item: (low, high) for item, low, high in response.ranges}
    return "; ".join(
        " to ".join(number_text(end, "") for end in ranges[item]) if item in ranges else "-"
        for item in asked.question.items
    )


# For each part of a response: how it is read, how it is written, and an example.
_PARTS_OF: Mapping[
    str, tuple[Callable[[str, Keyed], Response], Callable[[Response, Keyed], str], str]
] = {
    "ticked": (_ticked, _write_ticked, "letters: b"),
    "placed": (_placed, _write_placed, "a letter for each item: a b a -"),
    "sequence": (_sequence, _write_sequence, "a place for each item: 2 1 3"),
    "marked": (_marked, _write_marked, "numbers of words: 3-5 9"),
    "rated": (_rated, _write_rated, "per cent: 70 20 -"),
    "ranges": (_ranges, _write_ranges, "ranges: 10 to 20; -"),
    "text": (_text, lambda response, _: response.text, "the text"),
}
