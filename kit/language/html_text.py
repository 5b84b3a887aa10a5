"""Text as HTML or Markdown that shows each sign of it as it is, wherever it is shown."""

from __future__ import annotations

import re
from html import escape

# JupyterLab reads mathematics into any HTML or Markdown between two dollars, or after a backslash
# with a bracket. It reads no sign so that has an element of its own.
_MATHEMATICS = re.compile(r"[$\\]")
_MARKDOWN_MATHEMATICS = re.compile(r"\\?(\$)|\\\\(?=[()\[\]])")
_MARKUP = re.compile(r"[\\`*_\[~]|<(?=[\w/!?])|&(?=#?\w+;)")


def as_html(text: str) -> str:
    """The text as HTML: nothing in it is markup, and nothing becomes mathematics."""
    return _MATHEMATICS.sub(r"<span>\g<0></span>", escape(text))


def escape_markdown(text: str) -> str:
    """The text as a line of Markdown in which nothing is emphasis, a link, code or HTML."""
    return _MARKUP.sub(r"\\\g<0>", text)


def shield_mathematics(markdown: str) -> str:
    """Markdown in which JupyterLab finds no mathematics; all else in it means what it meant."""
    return _MARKDOWN_MATHEMATICS.sub(
        lambda found: r"<span>\$</span>" if found[1] else f"<span>{found[0]}</span>", markdown
    )
