"""Where each question of an answers file stands, as a range of lines.

The ranges are Markdown's own: what looks like a heading in a comment or a code block is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

BLANK = " \t\r\n"

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")  # where Markdown ends a line, and nowhere else
_HEADING = re.compile(r"(?P<id>.*?)\s*(?:\([^()]*\))?")


@dataclass(frozen=True, slots=True)
class QuestionLines:
    """The lines of a question, from its heading to the last that says something.

    Comments and blank lines that follow are not part of it.
    """

    id: str
    start: int  # counted from 0
    end: int  # the line after the last


def question_lines(text: str) -> tuple[QuestionLines, ...]:
    """Where each question stands, in the order of the file."""
    lines, found = lines_of(text), list[QuestionLines]()
    for node in nodes_of(text):
        start, end = range_of(node, lines)
        if node.type == "heading" and node.tag == "h2":
            found.append(QuestionLines(_id_of(node), start, end))
        elif found and not is_comment(node):
            found[-1] = QuestionLines(found[-1].id, found[-1].start, end)
    return tuple(found)


def lines_of(text: str) -> list[str]:
    """The lines of a text, each with its end."""
    return _LINE.findall(text)


def nodes_of(text: str) -> list[SyntaxTreeNode]:
    """The headings, paragraphs, lists and comments of a text, in order."""
    return [node for node in _tree(text).children if node.map]


def range_of(node: SyntaxTreeNode, lines: Sequence[str]) -> tuple[int, int]:
    """A node's lines, without the blank ones that a list takes in at its end."""
    start, end = node.map or (0, 0)
    while end > start + 1 and not lines[end - 1].strip(BLANK):
        end -= 1
    return start, end


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """The lines of each paragraph, in lists and quotes as well."""
    return [n.map for n in _tree(text).walk() if n.type == "paragraph" and n.map]


def is_comment(node: SyntaxTreeNode) -> bool:
    """Whether a node is an HTML comment."""
    return node.type == "html_block" and node.content.lstrip().startswith("<!--")


def _id_of(node: SyntaxTreeNode) -> str:
    found = _HEADING.fullmatch("".join(c.content for c in node.children if c.type == "inline"))
    return found["id"] if found else ""


def _tree(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(MarkdownIt("commonmark").parse(text.removeprefix("\ufeff")))
