"""Markdown as a small tree of tags and strings, which the card draws without any HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias, TypedDict

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

# A tag, what is in it, for a link where it leads, and for a picture its data and its description.
Element = TypedDict(
    "Element", {"tag": str, "href": str, "src": str, "alt": str, "in": list["Node"]}, total=False
)
Node: TypeAlias = str | Element

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_PICTURE = "!["  # begins each of them, and most texts have none
_TAGS = {
    "paragraph": "p",
    "em": "em",
    "strong": "strong",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
    "hardbreak": "br",
    **{tag: tag for tag in ("table", "thead", "tbody", "tr", "th", "td")},
}


def blocks(text: str, pictures: Mapping[str, str] | None = None) -> list[Node]:
    """Paragraphs, lists, quotes and tables of a Markdown text.

    ``pictures`` are ``data:`` addresses by name; a picture that is not among them is its
    description.
    """
    return _nodes(_read(text), pictures or {})


def inline(text: str) -> list[Node]:
    """The emphasis and links of a single line; anything else in it stays as written."""
    return _nodes(_read_line(text), {})


def plain(text: str) -> str:
    """The words of a Markdown text's first paragraph, without any markup; a picture is its alt."""
    first = (node for node in blocks(text) if not isinstance(node, str) and node["tag"] == "p")
    return " ".join(_words(next(first, "")).split())


# Each check shows the same notes again.
@lru_cache(1000)
def _read(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_MARKDOWN.parse(text))


@lru_cache(1000)
def _read_line(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_MARKDOWN.parseInline(text))


def _words(node: Node) -> str:
    return node if isinstance(node, str) else "".join(map(_words, node.get("in", [])))


def says_something(text: str) -> bool:
    """Whether there are words in a Markdown text, besides those that describe its pictures."""
    if _PICTURE not in text:
        return bool(text.strip())
    return any(map(_says_something, _read(text).children))


def _says_something(node: SyntaxTreeNode) -> bool:
    if node.type == "image":
        return False
    return any(map(_says_something, node.children)) if node.children else bool(node.content.strip())


def pictures_in(text: str) -> Iterator[tuple[str, str]]:
    """The pictures of a Markdown text, each with its name and its description."""
    for node in _read(text).walk() if _PICTURE in text else ():
        if node.type == "image":
            yield str(node.attrs.get("src", "")), _alt(node)


def _alt(node: SyntaxTreeNode) -> str:
    return " ".join("".join(n.content for n in node.walk() if n.type == "text").split())


def _nodes(parent: SyntaxTreeNode, pictures: Mapping[str, str]) -> list[Node]:
    nodes: list[Node] = []
    for node in parent.children:
        if node.type == "text":
            nodes.append(node.content)
        elif node.type in ("code_inline", "code_block", "fence"):
            nodes.append({"tag": "code", "in": [node.content]})
        elif node.type == "softbreak":
            nodes.append(" ")
        elif node.type == "image":
            data, alt = pictures.get(str(node.attrs.get("src", ""))), _alt(node)
            nodes.append({"tag": "img", "src": data, "alt": alt} if data else f"[{alt}]")
        elif node.type == "link":
            href = str(node.attrs.get("href", ""))
            nodes.append({"tag": "a", "href": href, "in": _nodes(node, pictures)})
        elif node.type in _TAGS:
            nodes.append({"tag": _TAGS[node.type], "in": _nodes(node, pictures)})
        else:
            nodes += _nodes(node, pictures)
    return nodes
