"""Markdown of an author as HTML, for pages that a teacher or a student opens."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kit.language.html_text import as_html
from kit.question.markup import Node, blocks, inline


def drawn(text: str, pictures: Iterable[tuple[str, str]] = ()) -> str:
    """Paragraphs, lists, quotes and tables of a Markdown text as HTML; HTML in it stays text."""
    return _drawn(blocks(text, dict(pictures)))


def drawn_line(text: str) -> str:
    """The emphasis and links of a single line as HTML."""
    return _drawn(inline(text))


def _drawn(nodes: Iterable[Node]) -> str:
    return "".join(map(_node, nodes))


def _node(node: Node) -> str:
    if isinstance(node, str):
        return as_html(node)
    inside = _drawn(node.get("in", []))
    if node["tag"] == "a":
        href = node.get("href", "")
        web = href.startswith(("https://", "http://"))
        return f'<a href="{escape(href, quote=True)}">{inside}</a>' if web else inside
    if node["tag"] == "img":
        return f'<img src="{escape(node.get("src", ""))}" alt="{escape(node.get("alt", ""))}"/>'
    if node["tag"] == "br":
        return "<br/>"
    return f"<{node['tag']}>{inside}</{node['tag']}>"
