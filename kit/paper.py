"""What a lesson shows besides cards: passages, evidence, pictures of chains, notices."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from textwrap import wrap
from xml.etree import ElementTree as xml

from kit.model import Segment
from kit.seed import Evidence, Link
from kit.words import say


class Notice:
    """One sentence for the student, instead of what the cell would have shown."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f'<p role="note"><strong>!</strong> {escape(self.text)}</p>'


class Passage:
    """Some segments of the article, each with its number."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments

    def __repr__(self) -> str:
        return "\n\n".join(f"{s.id}  {s.text}" for s in self._segments)

    def _repr_html_(self) -> str:
        rows = (f"<p><b>{s.id}</b>&ensp;{escape(s.text)}</p>" for s in self._segments)
        return f"<blockquote>{''.join(rows)}</blockquote>"


class Exhibit:
    """Pieces of evidence, each to be opened: publisher, date, kind, what it says, and the link."""

    def __init__(self, evidence: tuple[Evidence, ...]) -> None:
        self._evidence = evidence

    def __repr__(self) -> str:
        return "\n\n".join(
            f"{e.id}  {e.publisher}, {e.date} ({e.kind})\n{e.says}\n{e.url}" for e in self._evidence
        )

    def _repr_html_(self) -> str:
        return "".join(_piece(evidence) for evidence in self._evidence)


def _piece(evidence: Evidence) -> str:
    says, kind = escape(evidence.says), escape(evidence.kind)
    name = f"<b>{escape(evidence.id)}</b> {escape(evidence.publisher)}, {escape(evidence.date)}"
    link = f'<a href="{escape(evidence.url, quote=True)}">{escape(evidence.url)}</a>'
    where = f"<p>{link}</p>" if evidence.url.startswith(("https://", "http://")) else ""
    return f"<details><summary>{name}</summary><p>{says}</p><p><em>{kind}</em></p>{where}</details>"


class Chain:
    """A picture of the hands a claim went through, nearest to the reader on top.

    Doors a reader can open have a solid frame, closed ones a dashed frame and a word.
    """

    def __init__(self, links: tuple[Link, ...]) -> None:
        self._links = links

    def __repr__(self) -> str:
        steps = (f"{link.place}. {link.link} ({_door(link)})" for link in self._links)
        return say("chain", links="; ".join(steps))

    def _repr_html_(self) -> str:
        picture = b64encode(_draw(self._links)).decode()
        alt = escape(repr(self), quote=True)
        return f'<img alt="{alt}" src="data:image/svg+xml;base64,{picture}">'


_WIDTH, _LEFT, _LINE, _PAD, _GAP = 440, 16, 20, 10, 26
_INK, _PAPER, _ACCENT, _CLOSED = "#1f2933", "#ffffff", "#1a5fb4", "#6b4a1e"


def _door(link: Link) -> str:
    return say({"yes": "chain_open", "no": "chain_closed"}.get(link.open, "chain_unknown"))


def _draw(links: tuple[Link, ...]) -> bytes:
    """The chain as an SVG file: one box a link, joined by arrows from the source to the reader."""
    svg = xml.Element("svg", xmlns="http://www.w3.org/2000/svg", width=str(_WIDTH))
    xml.SubElement(svg, "rect", width="100%", height="100%", rx="8", fill=_PAPER)
    top = _LEFT
    for link in links:
        if link.place > 1:
            _arrow(svg, top)
            top += _GAP
        top += _box(svg, link, top)
    height = str(top + _LEFT)
    svg.set("height", height)
    svg.set("viewBox", f"0 0 {_WIDTH} {height}")
    return xml.tostring(svg)


def _box(svg: xml.Element, link: Link, top: int) -> int:
    lines = wrap(link.link, 46)
    height = 2 * _PAD + _LINE * (len(lines) + 1)
    is_open = link.open == "yes"
    frame = xml.SubElement(svg, "rect", x=str(_LEFT), y=str(top), height=str(height), rx="6")
    frame.set("width", str(_WIDTH - 2 * _LEFT))
    frame.set("fill", "#eef4fc" if is_open else _PAPER)
    frame.set("stroke", _ACCENT if is_open else _CLOSED)
    frame.set("stroke-width", "2")
    if not is_open:
        frame.set("stroke-dasharray", "6 4")
    for number, line in enumerate(lines, start=1):
        _text(svg, line, top + _PAD + _LINE * number - 5, _INK, "15")
    _text(svg, _door(link), top + height - _PAD - 4, _ACCENT if is_open else _CLOSED, "13")
    return height


def _text(svg: xml.Element, words: str, base: int, colour: str, size: str) -> None:
    text = xml.SubElement(svg, "text", x=str(_LEFT + 14), y=str(base), fill=colour)
    text.set("font-family", "system-ui, sans-serif")
    text.set("font-size", size)
    text.text = words


def _arrow(svg: xml.Element, top: int) -> None:
    middle, foot = _WIDTH // 2, top + _GAP - 4
    line = xml.SubElement(svg, "path", fill="none", stroke=_INK)
    line.set("stroke-width", "2")
    line.set("d", f"M{middle} {foot} V{top + 5} M{middle - 6} {top + 11} L{middle} {top + 5} l6 6")
