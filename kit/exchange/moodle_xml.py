"""Pieces that questions of Moodle XML are made of."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement


def text_in(parent: Element, tag: str, text: str, format: str = "html", **values: str) -> Element:
    """A new element that holds a text as Moodle has texts: in one of its own."""
    element = SubElement(parent, tag, {**values, **({"format": format} if format else {})})
    plain_in(element, "text", text)
    return element


def plain_in(parent: Element, tag: str, text: str) -> None:
    """Put an element with no more than a text at the end of another."""
    SubElement(parent, tag).text = text


def combined(question: Element) -> None:
    """Put in what is said of all right, partly right and wrong answers: nothing."""
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        text_in(question, name, "")
