"""What ``kit check --fix`` mends: only what cannot change what anybody reads or answers."""

from __future__ import annotations

import re
from collections.abc import Callable

from kit.check.rules.json_places import without
from kit.check.rules.notebook_file import view_parts

Mend = Callable[[str], str]

_CAPITAL_TICK = re.compile(r"^(\s*[-*+] )\[X\](?= )", re.M)
_BLANKS = re.compile(r"[ \t]+(?=\r?\n|\Z)")


def drop_widgets(text: str) -> str:
    """A notebook's text without widget state and widget views."""
    return without(text, list(view_parts(text)))


def tick_in_small(text: str) -> str:
    """An answers file with each ``[X]`` of a list written ``[x]``."""
    return _CAPITAL_TICK.sub(r"\1[x]", text)


def trim_line_ends(text: str) -> str:
    """The text without blanks at line ends, but for the two that make a line break."""

    def bare(found: re.Match[str]) -> str:
        begins = text[: found.start()].endswith("\n") or not found.start()
        return found[0] if found[0].endswith("  ") and not begins else ""

    return _BLANKS.sub(bare, text)


def end_with_a_line_end(text: str) -> str:
    """The text with a line end after its last line."""
    return text if not text or text.endswith("\n") else f"{text}\n"


NOTEBOOK_MENDS: dict[str, Mend] = {"stored widgets taken out": drop_widgets}
ANSWERS_MENDS: dict[str, Mend] = {
    "[X] written [x]": tick_in_small,
    "blanks at line ends taken out": trim_line_ends,
    "a line end put after the last line": end_with_a_line_end,
}


def mend(text: str, mends: dict[str, Mend]) -> tuple[str, list[str]]:
    """The mended text, and what was mended in it."""
    done: list[str] = []
    for what, change in mends.items():
        mended = change(text)
        if mended != text:
            done.append(what)
        text = mended
    return text, done
