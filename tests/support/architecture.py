"""The picture of the architecture, drawn from the imports of the kit: `make architecture`."""

from __future__ import annotations

import ast
from functools import cache
from html import escape
from textwrap import wrap

import grimp
from support.root import ROOT as ROOT

PICTURE = ROOT / "docs" / "architecture.svg"

_WIDTH, _HEIGHT = 236, 74  # of a room, in pixels
_ACROSS, _DOWN = 26, 46  # between rooms, and between floors
_MARGIN = 20


@cache
def rooms() -> dict[str, frozenset[str]]:
    """Each room of the kit with the rooms it imports."""
    graph = grimp.build_graph("kit", cache_dir=None)
    found: dict[str, set[str]] = {name: set() for name in sorted(map(_room, graph.modules)) if name}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            here, there = _room(importer), _room(imported)
            if here and there and here != there:
                found[here].add(there)
    return {name: frozenset(known) for name, known in found.items()}


def _room(module: str) -> str:
    """The folder of the kit that a module is in; empty for the kit itself and single modules."""
    name = [*module.split("."), ""][1]
    return name if (ROOT / "kit" / name / "__init__.py").is_file() and name else ""


def floors() -> list[list[str]]:
    """The rooms by floor, the lowest first: a room stands on the highest that it imports."""

    @cache
    def floor(name: str) -> int:
        return max((floor(known) + 1 for known in rooms()[name]), default=0)

    return [
        [name for name in rooms() if floor(name) == number]
        for number in range(max(map(floor, rooms())) + 1)
    ]


def arrows() -> list[tuple[str, str]]:
    """Who imports whom, without what follows from other arrows."""

    @cache
    def below(name: str) -> frozenset[str]:
        return rooms()[name].union(*(below(known) for known in rooms()[name]))

    return [
        (name, known)
        for name, direct in rooms().items()
        for known in sorted(direct)
        if not any(known in below(other) for other in direct - {known})
    ]


def picture() -> str:
    """The picture, as SVG."""
    levels = floors()
    width = max(map(len, levels)) * (_WIDTH + _ACROSS) - _ACROSS + 2 * _MARGIN
    height = len(levels) * (_HEIGHT + _DOWN) - _DOWN + 2 * _MARGIN
    places: dict[str, tuple[float, float]] = {}
    for number, names in enumerate(reversed(levels)):
        row = len(names) * (_WIDTH + _ACROSS) - _ACROSS
        for place, name in enumerate(names):
            across = (width - row) / 2 + place * (_WIDTH + _ACROSS)
            places[name] = across, _MARGIN + number * (_HEIGHT + _DOWN)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'aria-labelledby="title" font-family="sans-serif">',
            '<title id="title">The rooms of the kit, and which knows which</title>',
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>',
            *(_arrow(places[here], places[there]) for here, there in arrows()),
            *(_box(name, *place) for name, place in places.items()),
            "</svg>\n",
        ]
    )


def _arrow(here: tuple[float, float], there: tuple[float, float]) -> str:
    x, y = here[0] + _WIDTH / 2, here[1] + _HEIGHT
    to_x, to_y = there[0] + _WIDTH / 2, there[1]
    bend = (to_y - y) / 2
    return (
        f'<path d="M{x:g} {y:g} C{x:g} {y + bend:g} {to_x:g} {to_y - bend:g} {to_x:g} {to_y:g}" '
        'fill="none" stroke="#555" stroke-width="1.3" marker-end="url(#tip)"/>'
    )


def _box(name: str, x: float, y: float) -> str:
    lines = wrap(_said(name), 38)[:3]
    said = "".join(
        f'<text x="{x + 12:g}" y="{y + 38 + 14 * number:g}" font-size="11" fill="#333">'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    )
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill="#eef4fb" '
        f'stroke="#1c5d99"/><text x="{x + 12:g}" y="{y + 20:g}" font-size="14" '
        f'font-weight="bold" fill="#0b2e4f">{escape(name)}</text>{said}'
    )


def _said(name: str) -> str:
    """What a room says of itself in the first line of its docstring."""
    source = (ROOT / "kit" / name / "__init__.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0].replace("`", "")


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
    print(f"Wrote {PICTURE.relative_to(ROOT)}.")
