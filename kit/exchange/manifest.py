"""What the packages of QTI have in common: a manifest that says what is in them, and pictures."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Hashable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from jinja2 import Template

from kit.classroom.templates import templates_in
from kit.exchange.sent import Export, Sent
from kit.exchange.sent_html import fit, line_html

Item = TypeVar("Item", bound=Hashable)
_IMSCP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"


def manifest(
    schema: str, version: str, export: Export, namespace: str = _IMSCP, lom: str = _LOM
) -> Element:
    """A manifest with what the file says of itself, and no resources yet."""
    root = Element("manifest", xmlns=namespace, identifier=f"says-who-{export.name}")
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = schema
    SubElement(metadata, "schemaversion").text = version
    general = SubElement(SubElement(metadata, "lom", xmlns=lom), "general")
    string = "langstring" if lom == _LOM else "string"
    for name, text in (("title", export.title), ("description", export.described)):
        SubElement(SubElement(general, name), string).text = fit(text)
    SubElement(root, "organizations")
    return root


def picture_files(sent: Sent, folder: str) -> dict[str, bytes]:
    """The pictures of a question, by where they are in a package."""
    return {f"{folder}{picture.name}": b64decode(picture.data) for picture in sent.pictures}


def named(letter: str, items: Iterable[Item]) -> dict[Item, str]:
    """A name for each item, such as A1, A2: what stands in a file for an option."""
    return {item: f"{letter}{number}" for number, item in enumerate(items, start=1)}


def as_bytes(root: Element) -> bytes:
    """The bytes of an XML file."""
    return bytes(tostring(root, "utf-8", xml_declaration=True))


def from_template(template: str, namespace: str = "", **values: object) -> Element:
    """The root of a template's XML, without the space that begins its lines.

    Nothing that is put into it can be markup, but for what the template says is.
    """
    own = {"named": named, "line_html": line_html, "dict": dict}
    root = fromstring(_template(template).render(**own, **values))  # noqa: S314  # our own
    if namespace:
        root.attrib = {"xmlns": namespace, **root.attrib}
    return root


@cache
def _template(name: str) -> Template:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    # Pages write 1,000 for a thousand, which no other system would read.
    plain = templates_in(Path(__file__).parent).overlay(finalize=None)
    return plain.from_string(re.sub(r"\n\s*", "", text))
