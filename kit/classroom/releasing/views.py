"""What the files of a release say: each text with its place, through the encodings it may wear."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote

_PNG = b"\x89PNG\r\n\x1a\n"
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\"\\/bfnrt]))")
_JOINT = re.compile(r'\\n",\s*"')  # between two lines of one text, as nbformat keeps it
_PLAIN = {"b": " ", "f": " ", "n": "\n", "r": "\n", "t": "\t"}
_CELL_EDGE = re.compile(r"</t[dh]>\s*<t[dh][^>]*>|</dt>\s*<dd[^>]*>", re.I)
_BLOCK_EDGE = re.compile(r"</?(?:p|div|tr|li|ul|ol|br|h\d|table|thead|tbody)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^<>]*>")
_DEEPEST = 4  # encodings inside encodings
_MOST_UNPACKED = 16_000_000  # bytes of a compressed text in a picture


@dataclass(frozen=True, slots=True)
class View:
    """One text of a file, and where it stands there; "" is the file as a whole."""

    place: str
    text: str


def views_of(name: str, data: bytes) -> Iterator[View]:
    """All texts of a file, its name among them. Whatever cannot be decoded is read as it is."""
    yield from _forms("its name", name)
    reader = next((read for ending, read in _READERS.items() if name.endswith(ending)), None)
    is_read = False
    if reader:
        try:
            for place, text in reader(json.loads(data)):
                yield from _forms(place, text)
            is_read = True
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
            pass  # damaged: it is read as any text
    for text in _texts(data):
        # What a reader left out, such as a name that is in it twice, shows in the file as a whole.
        yield from _forms("", _unescape_json(_JOINT.sub(r"\\n", text)) if is_read else text)


def _of_notebook(notebook: Any) -> Iterator[tuple[str, str]]:
    for number, cell in enumerate(notebook["cells"], start=1):
        yield f"cell {number}", _joined(cell.get("source", ""))
        for output in cell.get("outputs", ()):
            rest = {k: v for k, v in output.items() if k not in ("data", "text")}
            yield f"cell {number}, output", _joined(output.get("text", ""))
            for value in output.get("data", {}).values():
                yield f"cell {number}, output", _joined(value)
            yield f"cell {number}, output", _said(rest)
        rest = {k: v for k, v in cell.items() if k not in ("source", "outputs")}
        yield f"cell {number}, metadata", _said(rest)
    yield "the notebook's metadata", _said({k: v for k, v in notebook.items() if k != "cells"})


def _of_json(value: Any) -> Iterator[tuple[str, str]]:
    yield "", _said(value)


_READERS = {".ipynb": _of_notebook, ".json": _of_json}


def _joined(value: Any) -> str:
    """A text that nbformat may keep as a list of lines."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "".join(value)
    return value if isinstance(value, str) else _said(value)


def _said(value: Any) -> str:
    if value in ({}, [], None):
        return ""
    return _unescape_json(json.dumps(value, ensure_ascii=False))


def _forms(place: str, text: str, depth: int = 0) -> Iterator[View]:
    """A text as it is, and as it reads once its escapes, its tags or its encoding are undone."""
    if not text:
        return
    found = dict.fromkeys([text])
    for undo in _UNDO:
        for form in list(found):
            found.setdefault(undo(form))
    for form in found:
        yield View(place, form)
    if depth < _DEEPEST:
        packed = "".join(text.split())
        whole = [packed] if _BASE64.fullmatch(packed) and packed != text else []
        for match in [*whole, *_BASE64.findall(text)]:
            for inner in _texts(_decoded(match)):
                if inner.isascii() or inner.isprintable() or "<" in inner or "\n" in inner:
                    yield from _forms(place, inner, depth + 1)


def _unescape_json(text: str) -> str:
    def undone(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])

    if "\\" not in text:
        return text
    paired = _ESCAPE.sub(undone, text)
    return paired.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape_html(text: str) -> str:
    return unescape(unescape(text)) if "&" in text else text


def _unquote(text: str) -> str:
    return unquote(text) if "%" in text else text


def without_tags(text: str) -> str:
    """HTML as it reads: a line for each block."""
    if "<" not in text:
        return text
    return _TAG.sub("", _BLOCK_EDGE.sub("\n", _CELL_EDGE.sub(" | ", text)))


_UNDO = (_unescape_json, _unescape_json, _unescape_html, _unquote, without_tags)


def _decoded(text: str) -> bytes:
    text = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return b64decode(text[: len(text) - (len(text) % 4 == 1)] + "===")
    except ValueError:
        return b""


def _texts(data: bytes) -> Iterator[str]:
    """The bytes as text; a picture's text chunks as well."""
    if data.startswith(_PNG):
        yield from _of_png(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16", "replace")
    yield data.decode("utf-8-sig", "replace")


def _of_png(data: bytes) -> Iterator[str]:
    """The texts of a PNG's chunks tEXt, zTXt and iTXt (PNG specification, section 11.3.3)."""
    at = len(_PNG)
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind in (b"tEXt", b"iTXt"):
            yield body.replace(b"\0", b" ").decode("utf-8", "replace")
        if kind in (b"zTXt", b"iTXt"):
            for start in (i + 1 for i, byte in enumerate(body[:400]) if byte == 0):
                for skip in (0, 1):  # zTXt names its method after the zero
                    yield _inflated(body[start + skip :])


def _inflated(data: bytes) -> str:
    try:
        return zlib.decompressobj().decompress(data, _MOST_UNPACKED).decode("utf-8", "replace")
    except zlib.error:
        return ""


def all_views(files: Mapping[str, bytes]) -> Iterator[tuple[str, View]]:
    """The texts of all files, each with its file's name; what reads the same comes once."""
    for name, data in files.items():
        seen: set[View] = set()
        for view in views_of(name, data):
            if view not in seen:
                seen.add(view)
                yield name, view
