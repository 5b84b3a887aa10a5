"""Pieces of a question in QTI 2.1: what is answered, how that is scored, and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, fromstring


def response(
    root: Element, name: str, cardinality: str, type_: str, right: Sequence[str]
) -> Element:
    """A new response of a question, with the right one where there is one."""
    values = {"identifier": name, "cardinality": cardinality, "baseType": type_}
    declared = SubElement(root, "responseDeclaration", values)
    if right:
        correct = SubElement(declared, "correctResponse")
        for value in right:
            SubElement(correct, "value").text = value
    return declared


def add_mapping(declared: Element, points: Mapping[str, int], lowest: int) -> None:
    """Say how many points each choice of a response gives; together at least ``lowest``."""
    values = {"lowerBound": str(lowest), "defaultValue": "0"}
    mapping = SubElement(declared, "mapping", values)
    for key, value in points.items():
        SubElement(mapping, "mapEntry", mapKey=key, mappedValue=str(value))


def add_score(root: Element) -> None:
    """Declare the score, from 0 to 1."""
    add_outcome(root, "SCORE", "single", "float")


def add_outcome(root: Element, name: str, cardinality: str, type_: str, value: str = "") -> None:
    """Declare what follows from a response, with its value at first."""
    values = {"identifier": name, "cardinality": cardinality, "baseType": type_}
    outcome = SubElement(root, "outcomeDeclaration", values)
    if name == "SCORE":
        outcome.set("normalMaximum", "1")
        value = "0"
    if value:
        SubElement(SubElement(outcome, "defaultValue"), "value").text = value


def all_or_nothing(rules: Element) -> None:
    """Score 1 for the right response alone."""
    right = Element("correct", identifier="RESPONSE")
    put_if(rules, of("match", [variable("RESPONSE"), right]), "SCORE", number(1))


def put_if(rules: Element, condition: Element, name: str, value: Element) -> None:
    """Set an outcome where a condition is met."""
    branch = SubElement(SubElement(rules, "responseCondition"), "responseIf")
    branch.append(condition)
    put(branch, name, value)


def put(rules: Element, name: str, value: Element) -> None:
    """Set an outcome."""
    SubElement(rules, "setOutcomeValue", identifier=name).append(value)


def of(name: str, parts: Iterable[Element]) -> Element:
    """An operator with what it works on."""
    element = Element(name)
    element.extend(parts)
    return element


def divide(one: Element, by: Element) -> Element:
    """A quotient."""
    return of("divide", [one, by])


def mapped(name: str) -> Element:
    """The points that a response gives by its mapping."""
    return Element("mapResponse", identifier=name)


def variable(name: str) -> Element:
    """A response, or an outcome so far."""
    return Element("variable", identifier=name)


def number(value: float) -> Element:
    """A number."""
    element = Element("baseValue", baseType="float")
    element.text = f"{value:g}"
    return element


def identifier(name: str) -> Element:
    """The name of a choice."""
    element = Element("baseValue", baseType="identifier")
    element.text = name
    return element


def add_html(parent: Element, html: str) -> None:
    """Put HTML that is XML too at the end of an element that holds nothing but elements, or it."""
    inside = fromstring(f"<div>{html}</div>")  # noqa: S314  # our own, and escaped
    parent.text = (parent.text or "") + (inside.text or "") if not len(parent) else parent.text
    if len(parent) and inside.text:
        parent[-1].tail = (parent[-1].tail or "") + inside.text
    parent.extend(inside)
