"""The chain behind a claim as a picture: each hand it went through, nearest to the reader first."""

from __future__ import annotations

from textwrap import wrap
from xml.etree import ElementTree as xml

from kit.article.seed import Link
from kit.language.translation import ENGLISH, Translation
from kit.lesson.picture import Picture

_WIDTH, _LEFT, _LINE, _PAD, _GAP = 440, 16, 20, 10, 26
_INK, _PAPER, _ACCENT, _CLOSED = "#1f2933", "#ffffff", "#1a5fb4", "#6b4a1e"


def draw_chain(links: tuple[Link, ...], translation: Translation = ENGLISH) -> Picture:
    """A picture of a chain: doors you can open have a solid frame, all others a dashed one."""
    steps = (f"{link.place}. {link.link} ({_door(link, translation)})" for link in links)
    said = translation.say("chain", links=translation.say("between").join(steps))
    return Picture(_draw(links, translation), said)


def _door(link: Link, translation: Translation) -> str:
    name = {"yes": "chain_open", "no": "chain_closed"}.get(link.open, "chain_unknown")
    return translation.say(name)


def _draw(links: tuple[Link, ...], translation: Translation) -> bytes:
    """The chain as an SVG file: one box a link, joined by arrows from the source to the reader."""
    svg = xml.Element("svg", xmlns="http://www.w3.org/2000/svg", width=str(_WIDTH))
    xml.SubElement(svg, "rect", width="100%", height="100%", rx="8", fill=_PAPER)
    top = _LEFT
    for link in links:
        if link.place > 1:
            _arrow(svg, top)
            top += _GAP
        top += _box(svg, link, top, translation)
    height = str(top + _LEFT)
    svg.set("height", height)
    svg.set("viewBox", f"0 0 {_WIDTH} {height}")
    return xml.tostring(svg)


def _box(svg: xml.Element, link: Link, top: int, translation: Translation) -> int:
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
    colour = _ACCENT if is_open else _CLOSED
    _text(svg, _door(link, translation), top + height - _PAD - 4, colour, "13")
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
