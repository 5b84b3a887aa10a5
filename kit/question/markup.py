"""Markdown as a small tree of tags and strings, which the card draws without any HTML."""

from __future__ import annotations

from typing import TypeAlias, TypedDict

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

# A tag, what is in it, and for a link where it leads.
Element = TypedDict("Element", {"tag": str, "href": str, "in": list["Node"]}, total=False)
Node: TypeAlias = str | Element

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")
_TAGS = {
    "paragraph": "p",
    "em": "em",
    "strong": "strong",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
    "hardbreak": "br",
}


def blocks(text: str) -> list[Node]:
    """Paragraphs, lists and quotes of a Markdown text."""
    return _nodes(SyntaxTreeNode(_MARKDOWN.parse(text)))


def inline(text: str) -> list[Node]:
    """The emphasis and links of a single line; anything else in it stays as written."""
    return _nodes(SyntaxTreeNode(_MARKDOWN.parseInline(text)))


def _nodes(parent: SyntaxTreeNode) -> list[Node]:
    nodes: list[Node] = []
    for node in parent.children:
        if node.type == "text":
            nodes.append(node.content)
        elif node.type in ("code_inline", "code_block", "fence"):
            nodes.append({"tag": "code", "in": [node.content]})
        elif node.type == "softbreak":
            nodes.append(" ")
        elif node.type == "link":
            href = str(node.attrs.get("href", ""))
            nodes.append({"tag": "a", "href": href, "in": _nodes(node)})
        elif node.type in _TAGS:
            nodes.append({"tag": _TAGS[node.type], "in": _nodes(node)})
        else:
            nodes += _nodes(node)
    return nodes
