"""The paragraphs of a Markdown file or a saved web page, and what it says of its own origin."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kit.article.lines_around import lines_above

_FRONT = re.compile(r"\A---\n(?P<lines>.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_ENTRY = re.compile(r"(?P<name>[A-Za-z_]+):\s*(?P<value>.+)")
_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?(?P<code>[A-Za-z]{2,3})\b", re.IGNORECASE)
_BREAK = "\u2028"  # a line that the page ends; what is taken in has no other
_GAP = re.compile(rf"{_BREAK}\s*{_BREAK}")
_BLOCKS = {"head", "p", "item", "quote", "code", "cell"}


@dataclass(frozen=True, slots=True)
class Page:
    """Paragraphs in order, and what the page says of itself: title, author, publisher and so on."""

    paragraphs: tuple[str, ...]
    about: Mapping[str, str] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()  # all that a reader of the page can see, in its order


def read_markdown(text: str) -> Page:
    """The paragraphs of Markdown: headings, emphasis and links flattened to their words."""
    about: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        text = text[front.end() :]
        entries = map(_ENTRY.fullmatch, front["lines"].split("\n"))
        about = {e["name"].lower(): e["value"].strip(" \"'") for e in entries if e}
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    heads = [_flat(held) for opened, held in pairwise(tokens) if opened.tag == "h1"]
    found = tuple(part for part in map(_one_line, _texts(tokens)) if part)
    if len(heads := [head for head in heads if head]) == 1 and heads[0] in found[:3]:
        about["title"] = heads[0]  # what is printed, whatever the page calls itself
    return Page(found, about, ("Markdown made plain text",))


def _texts(tokens: list[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row)
            row = None
        elif token.type == "inline":
            if row is None:
                yield _flat(token)
            else:
                row.append(_flat(token))
        elif token.type in ("fence", "code_block"):
            yield token.content


def _flat(token: Token) -> str:
    parts = (
        child.content if child.type in ("text", "code_inline") else " "
        for child in token.children or ()
        if child.type in ("text", "code_inline", "softbreak", "hardbreak")
    )
    return _one_line("".join(parts))


def read_page(text: str) -> Page:
    """The main text of a saved web page, without navigation, scripts and notices."""
    import trafilatura  # heavy, and only a saved page needs it

    from kit.article.page_blocks import read_blocks_of_page  # it needs lxml, as only pages do

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = read_blocks_of_page(text)
    found = trafilatura.bare_extraction(page.source, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict) or found.body is None:
        return Page((), {}, (), page.visible)
    language = _LANGUAGE.search(text)
    about = {
        "title": page.headline
        or _first_heading(found.body)
        or _without_site(found.title or "", found.sitename or ""),
        "author": found.author,
        "publisher": found.sitename,
        "date": found.date,
        "url": found.url,
        "licence": found.license,
        "language": language["code"].lower() if language else "",
    }
    parts = [part for part in map(_one_line, _blocks(found.body)) if part]
    said = {name: _one_line(value) for name, value in about.items() if value}
    done = ["main text taken out of the saved page"]
    if page.wrapped:
        done.append("bare text and lines between breaks made paragraphs")
    return Page(tuple(parts), said, tuple(done), page.visible)


def _without_site(title: str, site: str) -> str:
    """A page's title without the name of its site at the end: “Fish return | The Daily River”."""
    bare, _, last = title.rpartition(" | ")
    return bare if bare and (not site or last.casefold() in site.casefold()) else title


def _first_heading(body: Any) -> str:
    """The heading that an article begins with, under what stands above it; “” where none does."""
    held = [(block.tag, _one_line("".join(block.itertext()))) for block in body.iter(*_BLOCKS)]
    held = [(tag, text) for tag, text in held if text]
    tag, text = held[lines_above([text for _, text in held])] if held else ("", "")
    return text if tag == "head" else ""


def _blocks(body: Any) -> Iterator[str]:
    """The text of each innermost block, in order."""
    for block in body.iter(*_BLOCKS):
        if not any(inner.tag in _BLOCKS for inner in block.iterdescendants()):
            for broken in block.iter("lb"):
                broken.tail = f"{_BREAK}{broken.tail or ''}"
            yield from _GAP.split("".join(block.itertext()))
        elif (block.text or "").strip():
            yield block.text


def _one_line(text: str) -> str:
    return " ".join(text.split())
