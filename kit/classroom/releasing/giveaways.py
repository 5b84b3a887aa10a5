"""Answers that show by how they stand, however short: a ticked box, an arrow, words in brackets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.article.segments import Segment
from kit.language.numbers import spellings
from kit.question.model import Key, Question

NEAR = 80  # characters after a question's id within which its answer is looked for
_GAP = 120  # characters between two items of a sequence: a row of a table has other cells

_LIKE = str.maketrans("“”„«»‘’‚‹›–—−\t", "\"\"\"\"\"'''''---\x1f")
_TICK = re.compile(r"(?:[\[(]\s*[x*✓✔☑✗]\s*[\])]|[✓✔☑✅])\s*[\"'*_]*$")
_SAID_RIGHT = re.compile(
    r"[\"'*_.]*\s*(?:(?:=>|->|→|⇒|=|:)\s*[\"']?(?:true|right|correct|yes)\b"
    r"|\((?:the )?(?:right|correct|true|key|answer)\b|✓|✔|✅)"
)
_TO = r"[\"'*_)\]]*\s*(?:=>|->|→|⇒|:|=|\||,|;|\x1f)\s*(?:\"?(?:target|answer|key|into)\"?\s*:)?\s*"
_TO = _TO + r"[\"'*_(\[]*\s*"
_VALUES = {1.0: ("yes", "true", "1", "1.0", "100"), 0.0: ("no", "false", "0", "0.0")}


@dataclass(frozen=True, slots=True)
class Giveaway:
    """A way in which a text gives an answer away, and how to find it there."""

    question: str
    what: str  # as in “an item with its answer”
    glimpse: str
    in_text: Callable[[str], bool]


def level(text: str) -> str:
    """A text without what writers vary: case, kinds of quotation mark, of dash and of space."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LIKE)
    return re.sub(r"[^\S\n\x1f]+", " ", text)


def giveaways_of(
    question: Question, key: Key, segments: Sequence[Segment] = ()
) -> tuple[Giveaway, ...]:
    """The giveaways of one question; ``segments`` are those it shows."""
    return tuple(giveaway for find in _FINDERS for giveaway in find(question, key, segments))


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a word stands by itself in a text, as start and end."""
    at = text.find(word)
    while word and at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() and word[0].isalnum()) and not (
            text[end : end + 1].isalnum() and word[-1].isalnum()
        ):
            yield at, end
        at = text.find(word, at + 1)


def _after_id(id: str, text: str) -> Iterator[str]:
    """What follows a question's id where something is assigned to it."""
    for _, end in _places(id, text):
        if text[end : end + 1] == "-":
            continue
        found = re.match(r"[\"'*_`)\]]*\s*(?:=>|->|→|⇒|:|=|\||,|;|\x1f)", text[end : end + 8])
        if found:
            yield text[end + found.end() : end + found.end() + 10_000]


def _ticks(question: Question, key: Key, segments: Sequence[Segment]) -> Iterator[Giveaway]:
    if not key.ticked:
        return
    right = [level(item) for item in question.items if item in key.ticked]
    wrong = [level(item) for item in question.items if item not in key.ticked]

    def ticked(text: str) -> bool:
        return any(
            _TICK.search(text[max(0, at - 12) : at]) or _SAID_RIGHT.match(text, end)
            for item in right
            for at, end in _places(item, text)
        )

    def named(text: str) -> bool:
        for rest in _after_id(level(question.id), text):
            within = rest[: NEAR + sum(map(len, right))]
            ends = [next((end for _, end in _places(item, within)), 0) for item in right]
            if ends and all(ends) and not any(w in within[: max(ends)] for w in wrong if w):
                return True
        return False

    yield Giveaway(question.id, "a right option, ticked", _short(question.id), ticked)
    yield Giveaway(question.id, "its id with the right option", _short(question.id), named)


def _pairs(question: Question, key: Key, segments: Sequence[Segment]) -> Iterator[Giveaway]:
    for item, target in key.placed:
        yield _paired(question.id, item, (target,))


def _outcomes(question: Question, key: Key, segments: Sequence[Segment]) -> Iterator[Giveaway]:
    for item, came in key.outcomes:
        yield _paired(question.id, item, _VALUES[came])
    for item, low, high in key.ranges:
        ends = [spellings(low), spellings(high)]
        signs = (" to ", "-", " - ", ", ")
        both = (f"{a}{sign}{b}" for a in ends[0] for b in ends[1] for sign in signs)
        yield _paired(question.id, item, tuple(both))


def _paired(id: str, item: str, targets: Iterable[str]) -> Giveaway:
    one, others = level(item), [level(target) for target in targets]
    after = re.compile(_TO + f"(?:{'|'.join(map(re.escape, others))})(?!\\w)")
    into = re.compile(_TO + f"{re.escape(one)}(?!\\w)")

    def paired(text: str) -> bool:
        if one not in text:
            return False
        return any(after.match(text, end) for _, end in _places(one, text)) or any(
            into.match(text, end)
            for other in others
            if not other.isdigit()
            for _, end in _places(other, text)
        )

    return Giveaway(id, "an item with its answer", _short(item), paired)


def _sequence(question: Question, key: Key, segments: Sequence[Segment]) -> Iterator[Giveaway]:
    if not key.sequence:
        return
    items = [level(item) for item in key.sequence]

    def in_order(text: str) -> bool:
        if not all(item in text for item in items):
            return False
        found = sorted(
            (at, -end, i) for i, item in enumerate(items) for at, end in _places(item, text)
        )
        due, last = 0, 0
        for at, end, i in found:
            if at < last:
                continue  # inside a longer item
            due = due + 1 if i == due and (not due or at - last <= _GAP) else int(i == 0)
            last = -end
            if due == len(items):
                return True
        return False

    yield Giveaway(question.id, "its items in the right order", _short(key.sequence[0]), in_order)


def _spans(question: Question, key: Key, segments: Sequence[Segment]) -> Iterator[Giveaway]:
    if not key.spans:
        return
    texts = {s.id: s.text for s in segments}
    spans = [k.span for k in key.spans if not k.neutral]
    quotes = [level(texts[s.segment][s.start : s.end]) for s in spans if s.segment in texts]
    places = [
        re.compile(rf"\b{level(s.segment)}\b\W+(?:start\W+)?{s.start}\W+(?:end\W+)?{s.end}\b")
        for s in spans
    ]

    def bracketed(text: str) -> bool:
        return any(
            text[at - 1 : at] == "["
            and not text[at - 2 : at - 1].isalnum()
            and text[end : end + 1] == "]"
            and text[end + 1 : end + 2] not in ("(", "[")
            for quote in quotes
            for at, end in _places(quote, text)
        )

    def counted(text: str) -> bool:
        return any(place.search(text) for place in places)

    def named(text: str) -> bool:
        room = NEAR + sum(len(quote) + 20 for quote in quotes)
        return bool(quotes) and any(
            all(quote in rest[:room] for quote in quotes)
            for rest in _after_id(level(question.id), text)
        )

    glimpse = _short(quotes[0]) if quotes else ""
    yield Giveaway(question.id, "words to mark, in brackets", glimpse, bracketed)
    yield Giveaway(question.id, "words to mark, by their place", glimpse, counted)
    yield Giveaway(question.id, "its id with the words to mark", glimpse, named)


def _of_judges(question: Question, key: Key, segments: Sequence[Segment]) -> Iterator[Giveaway]:
    def judged(text: str) -> bool:
        return any(
            re.match(rf"[\s\"'*_(\[]*(?:judges\W+)?{key.judges}\b", rest)
            for rest in _after_id(level(question.id), text)
        )

    if key.judges:
        yield Giveaway(question.id, "its id with the verdict", "", judged)


def _short(text: str) -> str:
    return text[: min(24, len(text) // 2)].rstrip() + "…"


# Each looks at its own part of a key, and finds nothing in a key without it.
_FINDERS = (_ticks, _pairs, _outcomes, _sequence, _spans, _of_judges)
