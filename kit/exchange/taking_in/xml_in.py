"""XML of strangers, read strictly: no document type, no entities, not deep, not large."""

from __future__ import annotations

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat  # every declaration that could do harm is refused

from kit.exchange.taking_in.foreign import NotTaken

LARGEST = 16 * 1024 * 1024  # bytes of a file that is taken in
_DEEPEST = 64


def read_xml(data: bytes) -> Element:
    """The root of an XML file. Raises NotTaken."""
    builder, parser = TreeBuilder(), expat.ParserCreate()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise NotTaken("its parts lie too deep in each other")
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    def refuse(*_: object) -> NoReturn:
        raise NotTaken("it declares a document type, which may hold entities")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except expat.ExpatError as error:
        raise NotTaken(f"it is no XML (line {error.lineno})") from error
