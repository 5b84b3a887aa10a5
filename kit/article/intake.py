"""An article taken in: bytes as they came, read as the text that an exercise is made of."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kit.article.language_of import language_of
from kit.article.pages import Page, read_markdown, read_page
from kit.article.segments import words
from kit.article.tidy import first_sentence, paragraphs, shortened, tidy

LARGEST = 2_000_000  # bytes
LONGEST_HEADLINE = 60  # words; what is longer is a paragraph that stands where a headline should

_ENDINGS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html"}
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)
_GARBLED = re.compile("â€[™œ\u009d“”\u0099\u009c]|Ã[©¨¼¶¤Ÿ]|\ufffd")
_NOT_TEXT: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word document or another zipped file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_SAVE_AS_UTF_8 = (
    "open it in an editor, choose “Save as”, and pick UTF-8 as its encoding (in Windows Notepad "
    "the list beside “Save”; in a word processor “Plain text”, then “Unicode (UTF-8)”)"
)


class UnusableArticle(Exception):
    """An article that cannot be taken in; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Received:
    """An article as it will be kept: its text, what it says of itself, and what was cleaned."""

    text: str  # the headline, then each paragraph, parted by blank lines
    format: str  # txt, md or html
    about: Mapping[str, str]  # title, author, publisher, date, url, licence, language, if known
    cleaned: tuple[str, ...]  # in words; () where the bytes are the text
    warnings: tuple[str, ...] = ()  # what its author may want to mend

    @property
    def headline(self) -> str:
        """The headline of the article, which is its first paragraph."""
        return self.text.strip().partition("\n\n")[0]


def take_in(data: bytes, name: str, title: str = "") -> Received:
    """The article in a file's bytes. ``name`` is the file's, for its ending and in messages.

    ``title`` becomes the headline where the text does not begin with it. Raises
    UnusableArticle where there are more than 2 MB, no text, another encoding, or no words.
    """
    text = _decoded(data, name)
    if not text.strip():
        raise UnusableArticle(f"“{name}” is empty; put the article's text there.")
    format = _format(text, name)
    clean, done = tidy(text)
    if data.startswith(BOM_UTF8):
        done = ("byte order mark taken out", *done)
    page = _READERS[format](clean)
    cleaned = [*done, *page.done]
    parts, cut_up = shortened(page.paragraphs)
    cleaned += cut_up
    parts, how = _with_headline(
        parts, " ".join(tidy(title)[0].split()) or page.about.get("title", "")
    )
    cleaned += how
    whole = "\n\n".join(parts) + "\n"
    if not words(whole):
        raise UnusableArticle(f"no words were found in “{name}”; {_NO_WORDS[format]}.")
    warnings = (*_FOUND_BY_RULES.get(format, ()), *_garbled(whole))
    unchanged = whole.strip("\n").encode() == data.strip(b"\n")
    about = {k: v for k, v in page.about.items() if v} | {"title": parts[0]}
    if language := language_of(whole):  # a page often claims the language of its frame
        about["language"] = language
    if unchanged:
        return Received(text, format, about, (), warnings)
    return Received(
        whole,
        format,
        about,
        tuple(cleaned) or ("spaces and blank lines evened out",),
        warnings,
    )


def _decoded(data: bytes, name: str) -> str:
    if len(data) > LARGEST:
        raise UnusableArticle(
            f"“{name}” is larger than 2 MB; an article is smaller. Take the text out of it, and "
            "try again with that."
        )
    for start, what in _NOT_TEXT:
        if data.startswith(start):
            raise UnusableArticle(
                f"“{name}” is {what}, not text; copy the article's text into a plain text file, or "
                "save its web page as HTML."
            )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnusableArticle(f"“{name}” is in UTF-16, not in UTF-8; {_SAVE_AS_UTF_8}.")
    if b"\0" in data:
        raise UnusableArticle(
            f"“{name}” is a binary file, not text; copy the article's text into a plain text file."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnusableArticle(
            f"“{name}” is not in UTF-8 (the first odd character is in line {line}); "
            f"{_SAVE_AS_UTF_8}."
        ) from error


def _format(text: str, name: str) -> str:
    if _LOOKS_LIKE_HTML.match(text):
        return "html"
    return next((kind for end, kind in _ENDINGS.items() if name.lower().endswith(end)), "txt")


def _read_text(text: str) -> Page:
    parts, done = paragraphs(text)
    return Page(parts, {}, done)


_READERS: dict[str, Callable[[str], Page]] = {
    "txt": _read_text,
    "md": read_markdown,
    "html": read_page,
}
_FOUND_BY_RULES = {
    "html": ("The main text was found by rules; read article.txt once beside the page.",)
}
_NO_WORDS = {
    "txt": "put the article's text there",
    "md": "put the article's text there",
    "html": "perhaps the page fetches its text later. Copy the text into a plain text file",
}


def _with_headline(parts: tuple[str, ...], title: str) -> tuple[tuple[str, ...], list[str]]:
    """The paragraphs, headline first, and how the headline was found if it was not there."""
    if not parts:
        return (title,), ["only a title was found"]
    if title:
        rest = parts[1:] if _alike(parts[0], title) else parts
        return (title, *rest), [] if rest is not parts else [
            "the title put in front as the headline"
        ]
    if len(parts) > 1 and len(parts[0].split()) <= LONGEST_HEADLINE:
        return parts, []
    first, rest_of_it = first_sentence(parts[0])
    if not rest_of_it:
        return parts, []
    return (first, rest_of_it, *parts[1:]), ["the first sentence made the headline"]


def _alike(one: str, other: str) -> bool:
    return (
        re.sub(r"\W+", " ", one).strip().casefold() == re.sub(r"\W+", " ", other).strip().casefold()
    )


def _garbled(text: str) -> tuple[str, ...]:
    found = _GARBLED.search(text)
    if not found:
        return ()
    around = text[max(0, found.start() - 20) : found.end() + 20].split("\n")[0]
    return (
        f"Some characters look garbled, as in “{around}”: the text was once read in a wrong "
        "encoding. Nothing was mended.",
    )
