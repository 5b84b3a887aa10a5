"""Prose measured and taken apart: sentences, reading level, and what a Markdown text holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from kit.article.segments import words

LONG = 6  # letters; a word with more is a long one

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_SENTENCE_END = re.compile(r"(?<=[.?!:])[”’\")*_]*\s+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Found:
    """A link or an image of a Markdown text: where it leads, what it says, and its line in it."""

    kind: str  # link, image or html
    leads: str
    says: str
    line: int  # from 0


def sentences(text: str) -> list[str]:
    """The sentences of a text without markup."""
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


def without_quotations(text: str) -> str:
    """The text with everything between quotation marks taken out: those are another's words."""
    return _QUOTED.sub("“”", text)


def paragraphs(markdown: str) -> list[str]:
    """The running text of paragraphs and list items, as a reader sees it, without code."""
    tree = SyntaxTreeNode(_MARKDOWN.parse(markdown))
    return [
        "".join(_text(part) for part in node.children)
        for node in tree.walk()
        if node.type == "inline" and node.parent and node.parent.type == "paragraph"
    ]


def reading_level(markdown: str) -> tuple[float, int]:
    """The LIX of a text and its number of words; quoted words do not count.

    LIX is words per sentence plus the percentage of words longer than six letters
    (C.-H. Björnsson, Läsbarhet, 1968): about 30 is easy, 40 a newspaper, 50 hard, 60 very hard.
    """
    texts = [without_quotations(text) for text in paragraphs(markdown)]
    pieces = [piece for text in texts for piece in sentences(text)]
    lengths = [end - start for piece in pieces for start, end in words(piece)]
    if not lengths:
        return 0.0, 0
    full = sum(1 for piece in pieces if words(piece))
    long = sum(1 for length in lengths if length > LONG)
    return len(lengths) / full + 100 * long / len(lengths), len(lengths)


@lru_cache(maxsize=4096)  # several rules look into the same text
def links_and_images(markdown: str) -> tuple[Found, ...]:
    """The links, images and HTML of a text, in order."""
    return tuple(_links_and_images(markdown))


def _links_and_images(markdown: str) -> Iterator[Found]:
    tree = SyntaxTreeNode(_MARKDOWN.parse(markdown))
    line = 0
    for node in tree.walk():
        if node.type == "inline" and node.map:
            line = node.map[0]
        if node.type == "link":
            says = "".join(_text(part) for part in node.children)
            yield Found("link", str(node.attrs.get("href", "")), says, line)
        elif node.type == "image":
            yield Found("image", str(node.attrs.get("src", "")), node.content, line)
        elif node.type in ("html_inline", "html_block"):
            yield Found("html", "", node.content, node.map[0] if node.map else line)


def _text(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return "".join(_text(part) for part in node.children)
