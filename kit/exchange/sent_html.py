"""Texts of a question as HTML that is XML too, and that no system plays, typesets or runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kit.article.segments import Segment
from kit.classroom.drawn import drawn, drawn_line
from kit.classroom.key_lines import Counts, key_lines
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation
from kit.question.kinds.contract import Keyed
from kit.question.markup import plain

SEGMENT_CLASS = "says-who-segment"
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS: Mapping[Counts, str] = {"right": "✓ ", "wrong": "✗ ", "neutral": "○ ", "placed": ""}


def fit(text: str) -> str:
    """The text without what no XML can hold, such as control characters: � stands for each."""
    return _UNFIT.sub("�", text)


def html_of(markdown: str, pictures: Iterable[tuple[str, str]] = ()) -> str:
    """Paragraphs of Markdown as HTML that is XML too, without anything that a system would run."""
    return fit(drawn(markdown, pictures)).replace("@@", "&#64;&#64;")


def line_html(markdown: str) -> str:
    """A line of Markdown as the same."""
    return fit(drawn_line(markdown)).replace("@@", "&#64;&#64;")


def article_html(text: str) -> str:
    """Words of the article as the same: nothing in them is markup."""
    return as_html(fit(text)).replace("@@", "&#64;&#64;")


def segment_html(segment: Segment, inside: str = "") -> str:
    """A segment as a quotation; ``inside`` stands for its text where something is put into it."""
    text = inside or article_html(segment.text)
    return f'<blockquote class="{SEGMENT_CLASS} {segment.id}"><p>{text}</p></blockquote>'


def plain_line(markdown: str) -> str:
    """A line of Markdown without its markup, for systems that take no HTML there."""
    return plain(fit(markdown)) or fit(markdown)


def answer_html(asked: Keyed, translation: Translation = ENGLISH) -> str:
    """The parts of a question, how each counts or what belongs to it, and why, as a list."""
    lines: list[str] = []
    for line in key_lines(asked):
        belongs = as_html(translation.of_kind(line.right))
        right = f" → <strong>{belongs}</strong>" if belongs else ""
        note = f"<br/><small>{line.note_html}</small>" if line.note_html else ""
        lines.append(f"<li>{_SIGNS[line.counts]}{line.text_html}{right}{note}</li>")
    return fit(f"<ul>{''.join(lines)}</ul>") if lines else ""
