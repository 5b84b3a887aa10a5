"""GIFT, which Moodle and many small tools read: options, pairs and texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kit.exchange.moodle import category_of
from kit.exchange.moodle_shares import uneven, weights
from kit.exchange.sent import Export, Format, Sent
from kit.exchange.sent_html import fit, line_html, plain_line

_SPECIAL = re.compile(r"[\\~=#{}:]")


def write(export: Export) -> bytes:
    """The questions of an export as one text."""
    lines = [f"// {fit(line)}" for line in export.described.splitlines()]
    for lesson in export.lessons:
        lines += ["", f"$CATEGORY: {category_of(export, lesson)}"]
        for sent in lesson.questions:
            lines += ["", _comment(sent), *_question(sent)]
    return "\n".join([*lines, ""]).encode()


def losses(sent: Sent) -> Iterator[str]:
    """What only some questions lose."""
    yield from uneven(sent)
    if sent.question.as_written:
        yield "Moodle may deal its options"
    if sent.part == "text" and sent.question.limit:
        yield "without its limit of words"


def _comment(sent: Sent) -> str:
    tags = "".join(f" [tag:{tag}]" for tag in sent.tags)
    return f"// [id:{sent.id}]{tags}"


def _question(sent: Sent) -> list[str]:
    because = f"####{_html(sent.because)}" if sent.because else ""
    return [
        f"::{_plain(sent.title)}::{_html(sent.text())}{{",
        *_ANSWERS[sent.part](sent),
        *filter(None, [because]),
        "}",
    ]


def _options(sent: Sent) -> Iterable[str]:
    right = [item for item in sent.question.items if item in sent.key.ticked]
    shares, wrong = weights(len(right))
    given = dict(zip(right, shares, strict=True))
    for item in sent.question.items:
        if sent.kind.takes_one:
            sign = "=" if item in given else "~"
        else:
            # Moodle reads no minus before a number of three digits with a point in it.
            sign = f"~%{f'{given.get(item, wrong):.5f}'.rstrip('0').rstrip('.')}%"
        note = sent.note(item)
        yield f"{sign}{_html(line_html(item))}" + (f"#{_html(note)}" if note else "")


def _pairs(sent: Sent) -> Iterable[str]:
    placed = dict(sent.key.placed)
    for item in sent.question.items:
        yield f"={_html(line_html(item))} -> {_plain(plain_line(placed[item]))}"
    for target in sent.spare_targets:
        yield f"= -> {_plain(plain_line(target))}"


def _sequence(sent: Sent) -> Iterable[str]:
    for number, item in enumerate(sent.key.sequence, start=1):
        yield f"={_html(line_html(item))} -> {number}"


def _html(html: str) -> str:
    return f"[html]{_plain(html)}" if html else ""


def _plain(text: str) -> str:
    """The text in one line, with a backslash before each sign that GIFT would read."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split("\n")))


def _nothing(sent: Sent) -> Iterable[str]:
    return ()


_ANSWERS: Mapping[str, Callable[[Sent], Iterable[str]]] = {
    "ticked": _options,
    "placed": _pairs,
    "sequence": _sequence,
    "text": _nothing,
}

FORMAT = Format(
    "gift",
    "GIFT",
    ".txt",
    "Moodle and small tools",
    frozenset({"notes", "explanation"}),
    write,
    ("Moodle adds copies when it takes a file in again.",),
    losses,
)
