"""A stranger's text as it can be shown on a terminal or in a list: one line, all of it visible."""

from __future__ import annotations

LONGEST = 200  # characters


def shown(text: str, longest: int = LONGEST) -> str:
    """The text with what cannot be seen, moves the cursor or turns the line written as escapes.

    A longer text loses its middle.
    """
    if len(text) > longest:
        text = f"{text[: longest // 2]}…{text[-longest // 2 :]}"
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
