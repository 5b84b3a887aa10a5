"""A map and a timeline for a teacher's page, drawn from two small tables beside it.

Both are black on white, tell marks apart by their shape, and are narrow, so that they can be read
in grey print, on a telephone, and in a light and a dark window. What a picture shows stands in its
alternative text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, radians
from pathlib import Path
from textwrap import wrap
from xml.etree import ElementTree as xml

from kit.article.tables import Row, read_table, table_text
from kit.lesson.picture import Picture

MAP = ("layer", "name", "side", "points", "note", "evidence")
TIMELINE = ("date", "shown", "side", "event", "evidence")

_WIDTH, _PAD, _LINE = 440, 12, 19
_INK, _SOFT, _PAPER, _LAND = "#1f2933", "#46525e", "#ffffff", "#e4e8ec"
_LETTERS = 54  # in a line of text across the picture
_SIDES = {"left": (-14, 5, "end"), "right": (14, 5, "start"), "above": (0, -15, "middle")}
_SIDES["below"] = (0, 25, "middle")
_MARKS = {"before": "known before the article", "article": "the article", "after": "only later"}


def draw_map(path: str, title: str) -> Picture:
    """A map from a table whose rows are land, borders, names of countries, and places.

    ``points`` are “longitude latitude” with a semicolon between two. Places are numbered, and their
    notes stand beneath. Raises Unreadable or ValueError where the table cannot be drawn.
    """
    rows = _rows(path, MAP)
    shape = _Shape([point for row in rows for point in _points(row) if row["layer"] != "land"])
    places = [row for row in rows if row["layer"] == "place"]
    notes = [f"{n}. {row['name']}: {row['note']}" for n, row in enumerate(places, start=1)]
    lines = [line for note in notes for line in wrap(note, _LETTERS, subsequent_indent="    ")]
    foot = shape.height + _PAD + 4
    svg = _page(foot + _LINE * len(lines) + _PAD)
    frame = xml.SubElement(svg, "svg", width=str(_WIDTH), height=str(shape.height))
    for row in rows:
        if row["layer"] in ("land", "border"):
            _outline(frame, shape, row)
    for row in rows:
        if row["layer"] == "country":
            x, y = shape.at(_points(row)[0])
            _text(frame, row["name"], x, y, _SOFT, 13, "middle")
    for number, row in enumerate(places, start=1):
        _place(frame, shape, row, number)
    for number, line in enumerate(lines):
        _text(svg, line, _PAD, foot + _LINE * (number + 1) - 5, _INK, 14)
    return Picture(xml.tostring(svg), f"{title}. {' '.join(notes)}")


def draw_timeline(path: str, title: str) -> Picture:
    """A timeline from a table: the earliest on top, each with its day and what happened.

    ``side`` says whether it was known before the article, is the article, or came after. Raises
    Unreadable where the table cannot be read, KeyError where there is another side.
    """
    rows = sorted(_rows(path, TIMELINE), key=lambda row: row["date"])
    blocks = [(row, wrap(row["event"], _LETTERS - 5)) for row in rows]
    head = _PAD + _LINE * (len(_MARKS) + 1)
    height = head + sum(_LINE * (len(lines) + 1) + 10 for _, lines in blocks) + _PAD
    svg = _page(height)
    for number, (side, says) in enumerate(_MARKS.items()):
        y = _PAD + _LINE * number + 10
        _mark(svg, side, 24, y)
        _text(svg, says, 44, y + 5, _INK, 14)
    line = xml.SubElement(svg, "path", d=f"M24 {head} V{height - _PAD}", stroke=_INK)
    line.set("stroke-width", "2")
    y = head + 12
    for row, lines in blocks:
        _mark(svg, row["side"], 24, y)
        _text(svg, row["shown"], 44, y + 5, _INK, 14, weight="bold")
        for number, text in enumerate(lines, start=1):
            _text(svg, text, 44, y + 5 + _LINE * number, _INK, 14)
        y += _LINE * (len(lines) + 1) + 10
    said = (f"{row['shown']} ({_MARKS[row['side']]}): {row['event']}." for row in rows)
    return Picture(xml.tostring(svg), f"{title}. {' '.join(said)}")


class _Shape:
    """How longitudes and latitudes become places of the picture."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        east, north = [p[0] for p in points], [p[1] for p in points]
        self._west, self._top = min(east) - 2, max(north) + 1.5
        self._narrow = cos(radians((min(north) + max(north)) / 2))
        self._scale = _WIDTH / ((max(east) + 2 - self._west) * self._narrow)
        self.height = round((self._top - min(north) + 1.5) * self._scale)

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        x = (point[0] - self._west) * self._narrow * self._scale
        return round(x, 1), round((self._top - point[1]) * self._scale, 1)


def _rows(path: str, columns: Sequence[str]) -> tuple[Row, ...]:
    return read_table(table_text(Path(path)), path, columns).whole()


def _points(row: Row) -> list[tuple[float, float]]:
    pairs = (pair.split() for pair in row["points"].split(";"))
    return [(float(east), float(north)) for east, north in pairs]


def _page(height: int) -> xml.Element:
    svg = xml.Element("svg", xmlns="http://www.w3.org/2000/svg", width=str(_WIDTH))
    svg.set("height", str(height))
    svg.set("viewBox", f"0 0 {_WIDTH} {height}")
    xml.SubElement(svg, "rect", width="100%", height="100%", rx="8", fill=_PAPER)
    return svg


def _outline(svg: xml.Element, shape: _Shape, row: Row) -> None:
    places = " L".join(f"{x} {y}" for x, y in map(shape.at, _points(row)))
    is_land = row["layer"] == "land"
    path = xml.SubElement(svg, "path", d=f"M{places}{' Z' if is_land else ''}", stroke=_SOFT)
    path.set("fill", _LAND if is_land else "none")
    path.set("stroke-width", "1.5" if is_land else "1")
    if not is_land:
        path.set("stroke-dasharray", "4 3")


def _place(svg: xml.Element, shape: _Shape, row: Row, number: int) -> None:
    x, y = shape.at(_points(row)[0])
    xml.SubElement(svg, "circle", cx=str(x), cy=str(y), r="9", fill=_INK)
    _text(svg, str(number), x, y + 4.5, _PAPER, 12, "middle", "bold")
    right, down, anchor = _SIDES[row["side"]]
    _text(svg, row["name"], x + right, y + down, _INK, 14, anchor, "bold", halo=True)


def _mark(svg: xml.Element, side: str, x: int, y: int) -> None:
    """A full dot, a diamond or a ring: told apart without any colour."""
    if side == "article":
        xml.SubElement(svg, "path", d=f"M{x} {y - 9} l9 9 l-9 9 l-9 -9 Z", fill=_INK)
        return
    dot = xml.SubElement(svg, "circle", cx=str(x), cy=str(y), r="6", stroke=_INK)
    dot.set("stroke-width", "2")
    dot.set("fill", {"before": _INK, "after": _PAPER}[side])


def _text(
    svg: xml.Element,
    words: str,
    x: float,
    y: float,
    colour: str,
    size: int,
    anchor: str = "start",
    weight: str = "normal",
    halo: bool = False,
) -> None:
    text = xml.SubElement(svg, "text", x=str(x), y=str(y), fill=colour)
    settings: Iterable[tuple[str, str]] = (
        ("font-family", "system-ui, sans-serif"),
        ("font-size", str(size)),
        ("font-weight", weight),
        ("text-anchor", anchor),
        *((("stroke", _PAPER), ("stroke-width", "3"), ("paint-order", "stroke")) if halo else ()),
    )
    for name, value in settings:
        text.set(name, value)
    text.text = words
