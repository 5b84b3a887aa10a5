"""Text cells of a lesson as HTML: with their pictures in them, and links that lead somewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

ToPage = Callable[[str], str]  # the page that a link between notebooks leads to, or "" for none


def prose(source: str, folder: Path, to_page: ToPage, title: str = "") -> str:
    """A text cell as HTML, without the lesson's title where that stands above it already.

    Pictures are those of the lesson's ``folder``.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    rules: dict[str, object] = parser.renderer.rules  # type: ignore[attr-defined]
    rules |= {"link_open": partial(_link, to_page), "image": partial(_picture, folder)}
    tokens = parser.parse(source)
    if len(tokens) > 1 and tokens[0].tag == "h1" and tokens[1].content.strip() == title:
        tokens = tokens[3:]
    return str(parser.renderer.render(tokens, parser.options, {}))


def _link(to_page: ToPage, tokens: Sequence[Token], at: int, *_: object) -> str:
    href = str(tokens[at].attrs.get("href", ""))
    if page := to_page(href):
        return f'<a href="{escape(page, quote=True)}">'
    if not re.match(r"https?://", href):
        return "<a>"  # what lies beside a notebook does not lie beside a page
    return f'<a href="{escape(href, quote=True)}" target="_blank" rel="noopener noreferrer">'


def _picture(folder: Path, tokens: Sequence[Token], at: int, *_: object) -> str:
    token = tokens[at]
    name, alt = unquote(str(token.attrs.get("src", ""))), escape(token.content, quote=True)
    path = (folder / name).resolve()
    kind = guess_type(path.name)[0] or ""
    if not (kind.startswith("image/") and path.is_relative_to(folder.resolve()) and path.is_file()):
        return f"[{alt}]"
    data = b64encode(path.read_bytes()).decode()
    return f'<img alt="{alt}" src="data:{kind};base64,{data}">'
