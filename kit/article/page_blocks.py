"""A web page made ready for reading: bare text becomes paragraphs, what is around is kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import html
from lxml.etree import ParserError, tostring

from kit.article.lines_around import lines_above

_INLINE = {
    *("a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s"),
    *("small", "span", "strong", "sub", "sup", "time", "tt", "u", "var"),
}
_NEVER_SEEN = ("script", "style", "noscript", "template", "head", "svg", "iframe", "button")
_ASIDE = ("figcaption", "aside", "nav", "footer", "cite")
_END = "\x1e"  # no sign of a page: what parts two blocks
_LEAST = 40  # characters of bare text, from which it is a paragraph


@dataclass(frozen=True, slots=True)
class Blocks:
    """A page without what stands beside its text, and what a reader of the whole page can see."""

    source: str  # HTML
    headline: str  # as it is printed; “” where the page has none, or several
    visible: tuple[str, ...]  # each piece of text, in order
    wrapped: bool  # whether bare text became paragraphs


def read_blocks_of_page(text: str) -> Blocks:
    """The blocks of a page’s HTML; the text as it is where that is no HTML."""
    page = parsed(text)
    if page is None:
        return Blocks(text, "", (), False)
    wrapped = with_paragraphs(page)
    visible = visible_blocks(deepcopy(page))
    without_asides(page)
    return Blocks(tostring(page, encoding="unicode"), printed_headline(page), visible, wrapped)


def parsed(text: str) -> html.HtmlElement | None:
    """The tree of a page, or None where there is none."""
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (ParserError, ValueError):
        return None


def with_paragraphs(page: html.HtmlElement) -> bool:
    """Put bare text and lines parted by two breaks into paragraphs; whether there were any."""
    done = False
    for block in list(page.iter("div", "section", "article", "main", "td", "body")):
        if any(len((text or "").strip()) >= _LEAST for text in _own_texts(block)):
            _wrap(block)
            done = True
    return done


def _own_texts(block: html.HtmlElement) -> Iterator[str | None]:
    yield block.text
    yield from (child.tail for child in block)


def _wrap(block: html.HtmlElement) -> None:
    """Gather each run of text and inline elements of a block into a paragraph of its own."""
    pieces: list[html.HtmlElement | str] = [block.text or ""]
    for child in list(block):
        tail, child.tail = child.tail, None
        pieces += [child, tail or ""]
        block.remove(child)
    block.text = None
    run: html.HtmlElement | None = None
    breaks = 0
    for piece in pieces:
        if isinstance(piece, str) and not piece.strip():
            if run is not None and not breaks:
                _add_text(run, piece)
            continue
        if not isinstance(piece, str) and piece.tag == "br":
            breaks += 1
            if breaks == 1 and run is not None:
                _add_text(run, " ")
            continue
        inline = isinstance(piece, str) or piece.tag in _INLINE
        if run is None or breaks >= 2 or not inline:
            run = None
        breaks = 0
        if not inline:
            block.append(piece)
            continue
        if run is None:
            run = html.Element("p")
            block.append(run)
        if isinstance(piece, str):
            _add_text(run, piece)
        else:
            run.append(piece)


def _add_text(run: html.HtmlElement, text: str) -> None:
    if len(run):
        run[-1].tail = (run[-1].tail or "") + text
    else:
        run.text = (run.text or "") + text


def without_asides(page: html.HtmlElement) -> None:
    """Take captions, side boxes and what embeds a post of others out of a page."""
    for tag in _ASIDE:
        for element in list(page.iter(tag)):
            element.drop_tree()
    for element in page.xpath(
        "//blockquote[contains(@class, 'tweet') or contains(@class, 'pull')]"
    ):
        element.drop_tree()


def printed_headline(page: html.HtmlElement) -> str:
    """The headline as it is printed: the one first heading that does not name the site, else “”."""
    sites = {
        str(name).casefold() for name in page.xpath("//meta[@property='og:site_name']/@content")
    }
    found = [" ".join(h.text_content().split()) for h in page.iter("h1")]
    real = [text for text in found if text and text.casefold() not in sites]
    return real[0] if len(real) == 1 and lines_above((real[0], "")) == 0 else ""


def visible_blocks(page: html.HtmlElement) -> tuple[str, ...]:
    """Each piece of text that a reader can see, up to where a block begins or ends, in order."""
    for tag in _NEVER_SEEN:
        for element in list(page.iter(tag)):
            element.drop_tree()
    found = (" ".join(text.split()) for text in "".join(_with_ends(page)).split(_END))
    return tuple(dict.fromkeys(text for text in found if text))


def _with_ends(element: html.HtmlElement) -> Iterator[str]:
    """The text of an element, with a sign where each block in it begins and ends."""
    around = "" if element.tag in _INLINE else " " if element.tag == "br" else _END
    yield around
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):  # a comment has none
            yield from _with_ends(child)
        yield child.tail or ""
    yield around
