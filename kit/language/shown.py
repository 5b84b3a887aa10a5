"""A stranger's text as it can be shown on a terminal or in a list: one line, all of it visible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

LONGEST = 200  # characters
MOST = 40  # things in one line, or lines


def shown(text: str, longest: int = LONGEST) -> str:
    """The text with what cannot be seen, moves the cursor or turns the line written as escapes.

    A longer text loses its middle.
    """
    if len(text) > longest:
        text = f"{text[: longest // 2]}…{text[-longest // 2 :]}"
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def visible(text: str) -> str:
    """A text of several lines whole, with what moves the cursor or cannot be seen as escapes."""
    return "".join(c if c.isprintable() or c == "\n" else _escape(c) for c in text)


def cut_short(text: str, most: int, end: str = "…") -> str:
    """A text of so many characters at most, with an ``end`` where some are left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}{end}"


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def inner(text: str) -> str:
    """A text to stand in quotation marks, its own marks made those of a quotation within."""
    return text.translate(_INNER)


_INNER = str.maketrans("“”", "‘’")


def few(things: Iterable[str], most: int = MOST) -> str:
    """The first of some things in one line, and how many more there are."""
    things = tuple(things)
    more = f" and {len(things) - most} more" if len(things) > most else ""
    return f"{', '.join(things[:most])}{more}"


def first_lines(things: Sequence[object], most: int = MOST) -> Iterator[str]:
    """The first of some things, a line each, and how many more there are."""
    yield from map(str, things[:most])
    if len(things) > most:
        yield f"and {len(things) - most} more."
