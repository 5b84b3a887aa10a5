"""An article taken in: bytes as they came, read as the text that an exercise is made of."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from kit.article.envelopes import (
    Opened,
    declared_encoding,
    decode_declared,
    is_mhtml,
    is_shifted,
    open_mhtml,
    open_pdf,
    wide_encoding,
)
from kit.article.language_of import language_of
from kit.article.lines_around import lines_above, lines_around
from kit.article.pages import Page, read_markdown, read_page
from kit.article.printed_lines import mended, printed_paragraphs, was_printed
from kit.article.segments import words
from kit.article.tidy import first_sentence, paragraphs, shortened, tidy
from kit.article.walls import wall_in

LARGEST = 2_000_000  # bytes
LARGEST_WRAPPED = 20_000_000  # bytes of a PDF or of a page saved with its pictures
FEWEST_OF_A_PAGE = 80  # words, below which a page that asks for something is a wall
LONGEST_KICKER = 4  # words above a headline, such as “Exclusive”
LONGEST_HEADLINE = 60  # words; what is longer is a paragraph that stands where a headline should

_ENDINGS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html"}
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)
_BEGINS_A_PAGE = re.compile(rb"[\xef\xbb\xbf\s]*<(?:!doctype html|html|\?xml)", re.IGNORECASE)
_INSIDE = re.compile(rb"data:[\w.+/-]+(?:;[\w=.-]+)*;base64,[A-Za-z0-9+/=]*")
_GARBLED = re.compile("â€[™œ\u009d“”\u0099\u009c]|Ã[©¨¼¶¤Ÿ]|\ufffd")
_NOT_TEXT: tuple[tuple[bytes, str], ...] = (
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
    format: str  # txt, md, html or pdf
    about: Mapping[str, str]  # title, author, publisher, date, url, licence, language, if known
    cleaned: tuple[str, ...]  # in words; () where the bytes are the text
    warnings: tuple[str, ...] = ()  # what its author may want to mend
    left_out: tuple[str, ...] = ()  # word for word, in the order of the page
    same_words: bool = True  # whether no word was added, joined or left out

    @property
    def headline(self) -> str:
        """The headline of the article, which is its first paragraph."""
        return self.text.strip().partition("\n\n")[0]


def take_in(data: bytes, name: str, title: str = "", take_back: Collection[int] = ()) -> Received:
    """The article in a file's bytes. ``name`` is the file's, for its ending and in messages.

    ``title`` becomes the headline where the text does not begin with it. ``take_back`` are numbers
    of pieces, from 1, that would be left out and shall stay. Raises UnusableArticle where there
    are more than 2 MB, no text, an encoding that is not declared, a wall, or no words.
    """
    opened = _opened(data, name)
    if not opened.text.strip():
        raise UnusableArticle(f"“{name}” is empty; put the article's text there.")
    format = opened.format
    clean, done = tidy(opened.text)
    if data.startswith(BOM_UTF8):
        done = ("byte order mark taken out", *done)
    of_print: tuple[str, ...] = ()
    if format == "pdf" or (format == "txt" and was_printed(clean)):
        clean, printed, of_print = mended(clean, take_back)
        done = (*done, *printed)
    page = _READERS[format](clean)
    if format == "html":
        _refuse_wall(page, name)
    cleaned = [*opened.done, *done, *page.done]
    around = lines_around(page.paragraphs)
    if around:
        cleaned.append(f"lines around the article left out: {len(around)}")
    pieces = [" ".join(paragraph.split()) for paragraph in page.paragraphs]
    parts, cut_up = shortened([p for n, p in enumerate(pieces) if n not in around])
    cleaned += cut_up
    given = " ".join(tidy(title)[0].split())
    parts, above, how = _with_headline(
        parts, given or _as_printed(page.about.get("title", ""), parts)
    )
    cleaned += how
    blocks = page.blocks or pieces
    out = (
        [block for block in blocks if _bare(block) and not _is_in(block, parts)]
        if format == "html"
        else [p for n, p in enumerate(pieces) if n in around or p in above]
    )
    back = {out[n - 1] for n in (m - len(of_print) for m in take_back) if 1 <= n <= len(out)}
    parts = _taken_back(parts, blocks, back)
    stay_out = [line for n, line in enumerate(of_print, start=1) if n not in take_back]
    left_out = (*stay_out, *(piece for piece in out if piece not in back))
    whole = "\n\n".join(parts) + "\n"
    if not words(whole):
        raise UnusableArticle(f"no words were found in “{name}”; {_NO_WORDS[format]}.")
    warnings = (*_FOUND_BY_RULES.get(format, ()), *_garbled(whole), *_cut_off(parts))
    unchanged = whole.strip("\n").encode() == data.strip(b"\n")
    about = {k: v for k, v in page.about.items() if v} | {"title": parts[0]}
    if opened.url and not about.get("url"):
        about["url"] = opened.url
    if language := language_of(whole):  # a page often claims the language of its frame
        about["language"] = language
    if unchanged:
        return Received(opened.text, format, about, (), warnings)
    return Received(
        whole,
        format,
        about,
        tuple(cleaned) or ("spaces and blank lines evened out",),
        warnings,
        left_out,
        _signs_of(whole) == _signs_of(opened.text),
    )


def _signs_of(text: str) -> str:
    """All that can be seen of a text, without its spaces and lines."""
    return "".join(tidy(text)[0].split())


def _is_in(block: str, parts: Sequence[str]) -> bool:
    """Whether a piece of a page is in its article: as a paragraph, or as much of one."""
    much = len(block.split()) > LONGEST_KICKER
    bare = _bare(block)
    return any(bare == _bare(part) or (much and bare in _bare(part)) for part in parts)


def _taken_back(
    parts: tuple[str, ...], blocks: Sequence[str], back: Collection[str]
) -> tuple[str, ...]:
    """The article with the pieces taken back in their places, below the headline at the most."""
    order = {_bare(block): place for place, block in enumerate(blocks)}
    rest = [*parts[1:]]
    for piece in (block for block in blocks if block in back):
        before = [n for n, p in enumerate(rest) if order.get(_bare(p), -1) < order[_bare(piece)]]
        rest.insert(before[-1] + 1 if before else 0, piece)
    return (parts[0], *rest)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _refuse_wall(page: Page, name: str) -> None:
    """Refuse a page that shows no article but a wall: it asks for JavaScript, consent or money."""
    text = " ".join(page.paragraphs) or " ".join(page.blocks)
    if len(words(text)) < FEWEST_OF_A_PAGE and (found := wall_in(text)):
        raise UnusableArticle(
            f"“{name}” holds no article but a wall (“{found}”); open the page in your browser "
            "until you see the whole text, save it then, or copy the text into a plain text file."
        )


def _opened(data: bytes, name: str) -> Opened:
    """The text of a file, out of whatever it is wrapped in."""
    if data.startswith(b"%PDF") or is_mhtml(data):
        if len(data) > LARGEST_WRAPPED:
            raise UnusableArticle(
                f"“{name}” is larger than 20 MB; copy the article's text into a plain text file."
            )
        what, unwrap = ("a PDF", open_pdf) if data.startswith(b"%PDF") else ("a page", open_mhtml)
        try:
            return unwrap(data)
        except ValueError as error:
            raise UnusableArticle(
                f"“{name}” is {what} that cannot be read: {error}; copy the article's text into a "
                "plain text file."
            ) from error
    bare, count = _without_pictures(data)
    text, done = _decoded(bare, name)
    out = (f"pictures and files inside the page taken out: {count}",) if count else ()
    return Opened(text, _format(text, name), done=(*out, *done))


def _without_pictures(data: bytes) -> tuple[bytes, int]:
    """A page without what a program has put into it in Base64, and how many such things it had."""
    if len(data) > LARGEST_WRAPPED or not _BEGINS_A_PAGE.match(data[:4096]):
        return data, 0
    return _INSIDE.subn(b"", data)


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
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
    if wide := wide_encoding(data):
        try:
            return data.decode(wide).removeprefix("\ufeff"), (f"read in {wide.upper()[:6]}",)
        except UnicodeDecodeError as error:
            raise UnusableArticle(
                f"“{name}” is in {wide.upper()[:6]}, and damaged; {_SAVE_AS_UTF_8}."
            ) from error
    declared = declared_encoding(data)
    done = (f"read in the encoding that the page declares: {declared}",)
    if is_shifted(declared):
        return decode_declared(data, declared), done
    if b"\0" in data:
        raise UnusableArticle(
            f"“{name}” is a binary file, not text; copy the article's text into a plain text file."
        )
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if declared:
            return decode_declared(data, declared), done
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
    above, rest = _parted(text)
    parts, done = paragraphs(rest)
    return Page((*above, *parts), {}, done)


def _read_printed(text: str) -> Page:
    above, rest = _parted(text)
    return Page((*above, *printed_paragraphs(rest)), {}, ("lines joined into paragraphs",))


def _parted(text: str) -> tuple[tuple[str, ...], str]:
    """The lines above a headline, which are never joined with it, and the text from it on."""
    lines = text.split("\n")
    filled = [n for n, line in enumerate(lines) if line.strip()]
    count = lines_above([lines[n] for n in filled])
    above = tuple(lines[n].strip() for n in filled[:count])  # spaces may part columns
    return above, "\n".join(lines[filled[count] :]) if count else text


_READERS: dict[str, Callable[[str], Page]] = {
    "txt": _read_text,
    "pdf": _read_printed,
    "md": read_markdown,
    "html": read_page,
}
_FOUND_BY_RULES = {
    "html": ("The main text was found by rules; read article.txt once beside the page.",),
    "pdf": ("A PDF knows no paragraphs; read article.txt once beside the printed pages.",),
}
_NO_WORDS = {
    "txt": "put the article's text there",
    "md": "put the article's text there",
    "pdf": "copy the article's text into a plain text file",
    "html": "perhaps the page fetches its text later. Copy the text into a plain text file",
}


def _with_headline(
    parts: tuple[str, ...], title: str
) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """The paragraphs, headline first, those that stood above it, and how it was found."""
    if not parts:
        return (title,), (), ["only a title was found"]
    if title:
        printed = next((n for n, part in enumerate(parts[:3]) if _alike(part, title)), 0)
        short = all(len(part.split()) <= LONGEST_KICKER for part in parts[:printed])
        if _alike(parts[printed], title):
            above, kept = (parts[:printed], ()) if short else ((), parts[:printed])
            return (title, *kept, *parts[printed + 1 :]), above, []
        return (title, *parts), (), ["the title put in front as the headline"]
    first, rest_of_it = first_sentence(parts[0])
    told = len(parts) == 1 or len(parts[0].split()) > LONGEST_HEADLINE or parts[0].endswith(".")
    if not rest_of_it or not told:
        return parts, (), []
    return (first, rest_of_it, *parts[1:]), (), ["the first sentence made the headline"]


def _as_printed(title: str, parts: Sequence[str]) -> str:
    """The headline that a page prints, where what it calls itself is much the same, or shorter."""
    for part in parts[:3]:
        one, other = _bare(title), _bare(part)
        short = len(part.split()) <= LONGEST_HEADLINE and not part.endswith(".")
        if one and short and (other.startswith(one) or one.startswith(other)):
            return part
    return title


def _alike(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _cut_off(parts: Sequence[str]) -> tuple[str, ...]:
    """What to look at, where an article ends with a wall: it may be no more than its beginning."""
    found = wall_in("\n".join(parts[1:][-2:]))
    if not found:
        return ()
    return (
        f"It ends with “{found}”: perhaps it is only the beginning of the article. Look at its "
        "end; save the page again once you can read all of it.",
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
