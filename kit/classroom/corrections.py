"""``corrections.md`` of an exercise: an entry drafted for a dispute that was right."""

from __future__ import annotations

import re

from kit.language.shown import shown

HEAD = "| date | what was said | what is right | evidence |"
DRAFT = "Draft: "  # before what nobody has put into words for readers yet
_NEW = f"# Corrections\n\nMistakes are written down here, and an entry stays.\n\n{HEAD}\n"
_RULE = "|---|---|---|---|\n"
_MARKUP = re.compile(r"([\\`*_\[\]<>|#])")
_WEB = re.compile(r"https?://[^\s<>|\\`\"']+")


def drafted(day: str, where: str, said: str, right: str, page: str) -> str:
    """A row of the table of corrections.

    ``day`` is a date, ``where`` Markdown; the others are texts, of which no character is markup.
    """
    cells = (day, f"{where}: {plain(said)}", f"{DRAFT}{plain(right)}", _evidence(page))
    return f"| {' | '.join(cells)} |"


def with_entry(text: str, row: str) -> str:
    """The file with one more row at the end of its table; a row that is there is not written twice.

    A file without the table gets it at its end, and an empty one is begun.
    """
    lines = text.splitlines()
    if row in lines:
        return text
    if HEAD not in lines:
        begun = f"{text.rstrip()}\n\n{HEAD}\n" if text.strip() else _NEW
        return f"{begun}{_RULE}{row}\n"
    end = lines.index(HEAD)
    while end < len(lines) and lines[end].startswith("|"):
        end += 1
    return "".join(f"{line}\n" for line in (*lines[:end], row, *lines[end:]))


def plain(text: str) -> str:
    """A text in one line of Markdown that says its own characters."""
    return _MARKUP.sub(r"\\\1", shown(" ".join(text.split()), 1000))


def _evidence(page: str) -> str:
    """An address stays one, so that it can be opened; all else is text."""
    return page if _WEB.fullmatch(page) else plain(page) or "none"
