"""Comments of a question's block, kept beside what they speak of when the block is written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from kit.author.question_lines import BLANK, is_comment, nodes_of, range_of
from kit.question.blocks import QUESTION_FIELDS

_FIELD = re.compile(r"([A-Z][a-z]+):(?:\s|$)")
_BOX = re.compile(r"\[.\]\s+")


@dataclass(frozen=True, slots=True)
class _Piece:
    names: tuple[str, ...]  # what it is called in another version of the block; () for a comment
    start: int
    end: int


def with_comments(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The new lines, with the comments of the old ones after what they came after."""
    ends = {name: p.end for p in reversed(_pieces(new)) for name in p.names}
    kept: dict[int, list[str]] = {}
    anchors, done = [ends["heading"]], 0
    for piece in _pieces(old):
        if piece.names:
            anchors += [ends[name] for name in piece.names if name in ends][:1]
        else:
            kept.setdefault(anchors[-1], []).extend(old[done : piece.end])
        done = piece.end
    lines: list[str] = []
    for number, line in enumerate(new, start=1):
        lines += [line, *kept.get(number, ())]
    return lines


def field_of(line: str) -> str:
    """The field that a line begins, or nothing."""
    found = _FIELD.match(line.strip(BLANK + ">"))
    return found[1] if found and found[1] in QUESTION_FIELDS else ""


def bare(item: str) -> str:
    """An item's text without its box or its arrow."""
    box = _BOX.match(item)
    return item[box.end() :] if box else re.split(r"\s*=>", item, maxsplit=1)[0]


def _pieces(lines: Sequence[str]) -> list[_Piece]:
    """Heading, paragraphs, fields and items of a block; what is none of these has no name."""
    pieces: list[_Piece] = []
    counts: dict[str, int] = {}

    def add(kind: str, start: int, end: int, text: str = "") -> None:
        counts[kind] = counts.get(kind, 0) + 1
        own = (f"{kind} {text}",) if text else ()
        pieces.append(
            _Piece((*own, kind if kind == "heading" else f"{kind} {counts[kind]}"), start, end)
        )

    for node in nodes_of("".join(lines)):
        start, end = range_of(node, lines)
        _add_unread(pieces, lines, start)
        if is_comment(node):
            pieces.append(_Piece((), start, end))
        elif node.type in ("bullet_list", "ordered_list"):
            for entry in node.children:
                add("item", *range_of(entry, lines), bare(_first_text(entry)))
        elif node.type == "paragraph":
            for first, last in _by_field(lines, start, end):
                add(field_of(lines[first]) or "stem", first, last)
        else:
            add("heading" if node.tag == "h2" else node.type, start, end)
    return pieces


def _add_unread(pieces: list[_Piece], lines: Sequence[str], before: int) -> None:
    """Lines that Markdown makes nothing of, such as the address of a link, are kept as well."""
    done = pieces[-1].end if pieces else 0
    said = [n for n in range(done, before) if lines[n].strip(BLANK)]
    if said:
        pieces.append(_Piece((), said[0], said[-1] + 1))


def _by_field(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for number in range(start + 1, end):
        if field_of(lines[number]):
            yield first, number
            first = number
    yield first, end


def _first_text(entry: SyntaxTreeNode) -> str:
    found = next((n.content for n in entry.walk() if n.type == "inline"), "")
    return " ".join(found.split())
