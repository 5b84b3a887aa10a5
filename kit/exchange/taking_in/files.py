"""A file of another system read as an answers file of drafts, by what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kit.article.files import read_up_to
from kit.article.segments import Article
from kit.exchange.taking_in.foreign import Foreign, LeftOut, NotTaken, TakenIn, taken_in, title_of
from kit.exchange.taking_in.gift_in import read_gift
from kit.exchange.taking_in.moodle_in import read_moodle
from kit.exchange.taking_in.text2qti_in import read_text2qti
from kit.exchange.taking_in.xml_in import LARGEST

_MOST = 2000  # questions of a file


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTaken("it is no text in UTF-8") from error


READERS: Mapping[str, Callable[[bytes], Iterable[Foreign | LeftOut]]] = {
    "moodle": read_moodle,
    "gift": lambda data: read_gift(_text(data)),
    "text2qti": lambda data: read_text2qti(_text(data)),
}
_TITLES = {"moodle": "Moodle XML", "gift": "GIFT", "text2qti": "text2qti"}


def take_in(path: Path, article: Article, format: str = "") -> TakenIn:
    """The questions of a file as drafts about an article. Raises NotTaken, OSError.

    Without ``format``, what the file begins with tells what it is.
    """
    data = read_up_to(path, LARGEST)
    if data is None:
        raise NotTaken(f"it is no file, or larger than {LARGEST // 1024**2} MB")
    format = format or _guess(data)
    found = list(READERS[format](data))
    if len(found) > _MOST:
        raise NotTaken(f"it holds {len(found)} questions, and {_MOST} at most are taken in")
    if not found:
        raise NotTaken("no question is found in it")
    return taken_in(found, article, title_of(path), _TITLES[format])


def _guess(data: bytes) -> str:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "moodle"
    answers = re.search(rb"^(\*?[a-zA-Z]\)|\[[ *]?\]|___+\s*$)", data, re.M)
    return "text2qti" if answers and re.search(rb"^\d+\.[ \t]", data, re.M) else "gift"
