"""HTML of strangers as Markdown: its words, its emphasis and its tables, and nothing that runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kit.exchange.sent_html import SEGMENT_CLASS
from kit.language.html_text import escape_markdown

_UNSEEN = frozenset({"script", "style", "template", "head", "object", "iframe"})
_EMPHASIS = {"em": "*", "i": "*", "strong": "**", "b": "**", "code": "`"}
_BLOCKS = frozenset(
    {"p", "div", "blockquote", "li", "ul", "ol", "tr", "table", "pre", "section", "hr"}
    | {f"h{size}" for size in range(1, 7)}
)
_CELLS = frozenset({"td", "th"})
# What would make a paragraph something else in an answers file.
_START = re.compile(r"^(?P<sign>#{1,6}|[-+]|>|=+|\d+(?=[.)]))(?P<rest>.*)", re.S)
_FIELD = re.compile(r"^([A-Z][a-z]+):")


@dataclass(frozen=True, slots=True)
class Words:
    """What HTML says: paragraphs of Markdown, and the segments of an article quoted in it."""

    paragraphs: tuple[str, ...] = ()
    segments: tuple[tuple[str, str], ...] = ()  # id and text
    pictures: int = 0  # that are left out

    @property
    def text(self) -> str:
        """The paragraphs, parted as Markdown parts them."""
        return "\n\n".join(self.paragraphs)

    @property
    def line(self) -> str:
        """All of it in one line."""
        return " ".join(self.paragraphs)


def words_of_html(html: str) -> Words:
    """What HTML says to a reader, whatever it holds."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return Words(tuple(reader.blocks), tuple(reader.segments), reader.pictures)


def words_of_text(text: str) -> Words:
    """Plain text as the same: an empty line parts paragraphs."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return Words(tuple(calm(escape_markdown(part)) for part in parts if part))


def calm(paragraph: str) -> str:
    """A line of Markdown that begins nothing but a paragraph."""
    found = _START.match(paragraph)
    if found:
        sign, rest = found["sign"], found["rest"]
        paragraph = f"{sign}\\{rest}" if sign.isdigit() else f"\\{sign}{rest}"
    return _FIELD.sub(r"\1\\:", paragraph)


@dataclass
class _Open:
    """A quotation of a segment that is being read."""

    id: str
    depth: int
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.segments: list[tuple[str, str]] = []
        self.pictures = 0
        self._line: list[str] = []
        self._marks: list[str] = []  # emphasis that is open
        self._unseen = 0
        self._quotation: _Open | None = None
        self._row: list[str] | None = None
        self._rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "img":
            self.pictures += not self._unseen
            self.handle_data(f"[{values.get('alt', '')}]" if values.get("alt") else "")
        elif tag == "br":
            self._line.append("\\\n" if self._row is None else " ")
        elif tag in _EMPHASIS and self._quotation is None:
            self._open(_EMPHASIS[tag])
        elif tag in _CELLS or tag == "tr":
            self._begin_cell(tag)
        elif tag in _BLOCKS:
            self.end_block()
            names = values.get("class", "").split()
            if tag == "blockquote" and self._quotation:
                self._quotation.depth += 1
            elif tag == "blockquote" and SEGMENT_CLASS in names:
                self._quotation = _Open(names[-1], 1)
            elif tag == "li":
                self._line.append("• ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _EMPHASIS and self._quotation is None:
            self._close(_EMPHASIS[tag])
        elif tag in _CELLS and self._row is not None:
            self._row.append(self._take_line())
        elif tag == "tr" and self._row is not None:
            self._rows.append(self._row)
            self._row = None
        elif tag == "table":
            self._end_table()
        elif tag in _BLOCKS:
            if tag == "blockquote" and self._quotation:
                self._quotation.depth -= 1
                if not self._quotation.depth:
                    text = " ".join("".join(self._quotation.text).split())
                    self.segments.append((self._quotation.id, text))
                    self._quotation = None
                    return
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._quotation:
            self._quotation.text.append(data)
        else:
            self._line.append(data if "`" in self._marks else escape_markdown(data))

    def end_block(self) -> None:
        """End the paragraph that is being read."""
        if self._row is not None or self._quotation:
            return
        if line := self._take_line():
            self.blocks.append(calm(line))

    def _open(self, mark: str) -> None:
        if mark not in self._marks:
            self._marks.append(mark)
            self._line.append(mark)

    def _close(self, mark: str) -> None:
        if mark in self._marks:
            self._marks.remove(mark)
            if self._line and self._line[-1] == mark:
                self._line.pop()  # there is nothing in it
            else:
                self._line.append(mark)

    def _take_line(self) -> str:
        for mark in reversed(self._marks):
            self._line.append(mark)
        text, self._line, self._marks = "".join(self._line), [], []
        lines = (" ".join(line.split()) for line in text.split("\\\n"))
        return "\\\n".join(filter(None, lines))

    def _begin_cell(self, tag: str) -> None:
        if tag == "tr":
            self.end_block()
            self._row = []
        elif self._row is None:
            self._row = []

    def _end_table(self) -> None:
        if self._row:
            self._rows.append(self._row)
        rows, self._rows, self._row = self._rows, [], None
        width = max(map(len, rows), default=0)
        if width:
            cells = [[cell.replace("|", "\\|") for cell in row] for row in rows]
            lines = [[*row, *[""] * (width - len(row))] for row in cells]
            lines.insert(1, ["---"] * width)
            self.blocks.append("\n".join(f"| {' | '.join(row)} |" for row in lines))
