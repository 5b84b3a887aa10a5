"""What an article comes wrapped in: a single-file page, a PDF, bytes in an old encoding."""

from __future__ import annotations

import codecs
import io
import logging
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import TYPE_CHECKING

from kit.article.columns import one_after_the_other, runs_across, with_gaps

if TYPE_CHECKING:
    from pypdf import PageObject

_MHTML = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([^\"']+)",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes of a page, in which it has to declare its encoding
# What browsers read under these names, which is more than they say (WHATWG, Encoding Standard).
_AS_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",  # a page in which this can be read as a word is not in it
}
_SHIFTED = ("iso2022", "hz")  # all their bytes could be those of another encoding
MOST_PAGES = 60  # of a PDF; an article has fewer


@dataclass(frozen=True, slots=True)
class Opened:
    """The text that was wrapped, in which format, where it says it is from, and what was done."""

    text: str
    format: str
    url: str = ""
    done: tuple[str, ...] = ()


def is_mhtml(data: bytes) -> bool:
    """Whether these bytes are a page saved as a single file (MHTML)."""
    return bool(_MHTML.match(data[:_HEAD])) and b"multipart/related" in data[:_HEAD].lower()


def open_mhtml(data: bytes) -> Opened:
    """The page of a single-file page. Raises ValueError where it holds none."""
    whole = message_from_bytes(data)
    for part in whole.walk():
        if part.get_content_type() == "text/html" or _is_page(part):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                charset = part.get_content_charset() or declared_encoding(payload) or "utf-8"
                url = part.get("Content-Location") or whole.get("Snapshot-Content-Location") or ""
                text = decode_declared(payload, charset)
                return Opened(text, "html", str(url), ("page taken out of its single file",))
    raise ValueError("it holds no page")


def _is_page(part: Message) -> bool:
    return "html" in str(part.get("Content-Type", "")).lower() and not part.is_multipart()


def open_pdf(data: bytes) -> Opened:
    """The text of a PDF, page by page. Raises ValueError where it has none to read."""
    from pypdf import PdfReader  # heavy, and only a PDF needs it
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("it is locked with a password")
        if len(reader.pages) > MOST_PAGES:
            raise ValueError(f"it has {len(reader.pages)} pages; save those of the article alone")
        read = [_text_of(page) for page in reader.pages]
    except (PyPdfError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("it is damaged") from error
    pages = [text for text, _ in read]
    if not any(page.strip() for page in pages):
        raise ValueError("it holds pictures of a text and no text")
    done = [f"text taken out of a PDF, pages: {len(pages)}"]
    if count := sum(parted for _, parted in read):
        done.append(f"columns put one after the other, pages: {count}")
    return Opened("\n\n".join(pages), "pdf", done=tuple(done))


def _text_of(page: PageObject) -> tuple[str, bool]:
    """The text of a page, and whether columns had to be parted that its lines run across."""
    text = page.extract_text()
    try:
        laid_out = page.extract_text(extraction_mode="layout")
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
        return text, False  # a page of which nobody can tell where on it its words stand
    parted = runs_across(text, laid_out)
    return (one_after_the_other(laid_out) if parted else with_gaps(text, laid_out)), parted


def declared_encoding(data: bytes) -> str:
    """The encoding that a page declares in its head, such as “windows-1252”; else “”."""
    found = _DECLARED.search(data[:_HEAD])
    name = (found[1] or found[2]).decode("ascii", errors="ignore") if found else ""
    return name if _codec(name) else ""


def decode_declared(data: bytes, name: str) -> str:
    """The bytes of a page in the encoding that it declares, as a browser would read them."""
    return data.decode(_codec(name) or "utf-8", errors="replace")


def is_shifted(name: str) -> bool:
    """Whether text in this encoding looks like bare ASCII, as in “iso-2022-jp”."""
    return _codec(name).startswith(_SHIFTED)


def wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 where the bytes begin with its mark, or as a page in it does; else “”."""
    for mark, name in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if data.startswith(mark):
            return name
    return ""


def _codec(name: str) -> str:
    """The codec that reads an encoding of this name; “” where there is none for text."""
    for label in (name, name.lower().replace("windows-", "cp"), name.lower().removeprefix("x-")):
        try:
            codec = codecs.lookup(label).name
            "a".encode(codec)
        except (LookupError, UnicodeError):
            continue  # “hex” and its like are codecs, and no encodings of text
        return _AS_BROWSERS.get(codec, codec)
    return ""
