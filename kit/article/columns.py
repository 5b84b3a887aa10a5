"""A printed page as lines of text, its columns one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_FEWEST = 4  # lines side by side, from which they are columns
_PROSE = 3  # words of a line of a column; those of a table have fewer


def runs_across(text: str, laid_out: str) -> bool:
    """Whether the lines of a page’s text run across columns that stand side by side on it.

    Most programs write one column after the other; then the text is right as it is.
    """
    gutter = _gutter(laid_out.split("\n"))
    if gutter is None:
        return False
    halves = [_halves(line, gutter) for line in laid_out.split("\n")]
    rows = {_tight("".join(pair)) for pair in halves if pair and all(map(str.strip, pair))}
    return 2 * len(rows & set(map(_tight, text.split("\n")))) > len(rows)


def one_after_the_other(laid_out: str) -> str:
    """The text of a page whose columns stand side by side, with spaces between."""
    return "\n".join(line.strip() for line in _one_after_the_other(laid_out.split("\n")))


def with_gaps(text: str, laid_out: str) -> str:
    """The text of a page with an empty line wherever the page has one between two lines of it."""
    lines = laid_out.split("\n")
    gutter = _gutter(lines)
    below: set[str] = set()
    filled = 0
    for before, line in pairwise(["x", *lines]):
        filled += bool(line.strip())
        if line.strip() and not before.strip():
            halves = _halves(line, gutter) if gutter is not None else None
            below |= {_tight(line), *map(_tight, halves or ())}
    if 2 * len(below) > filled:
        return text  # double spacing, and no gaps
    return "\n".join(f"\n{line}" if _tight(line) in below else line for line in text.split("\n"))


def _tight(line: str) -> str:
    return "".join(line.split())


def _one_after_the_other(lines: Sequence[str]) -> list[str]:
    gutter = _gutter(lines)
    if gutter is None:
        return [*lines]
    found: list[str] = []
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        halves = _halves(line, gutter)
        if halves is None or (not right and not halves[1].strip()):
            found += [*_joined(left, right), line]  # it runs over both, or stands above them
            left, right = [], []
        else:
            left.append(halves[0])
            right.append(halves[1])
    return found + _joined(left, right)


def _gutter(lines: Sequence[str]) -> int | None:
    """The place that is empty between columns, in most of the lines that have some."""
    gaps = [[*_GAP.finditer(line)] for line in lines]
    counts = Counter(at for found in gaps for gap in found for at in range(*gap.span()))
    if not counts:
        return None
    most = max(counts.values())
    at = min(place for place, count in counts.items() if count == most)
    beside = [
        (line[: gap.start()].split(), line[gap.end() :].split())
        for line, found in zip(lines, gaps, strict=True)
        for gap in found
        if gap.start() <= at < gap.end()
    ]
    words = [sum(len(side[n]) for side in beside) / len(beside) for n in (0, 1)]
    return at if len(beside) >= _FEWEST and min(words) >= _PROSE else None


def _halves(line: str, gutter: int) -> tuple[str, str] | None:
    """What of a line stands on each side of the gutter; None where it runs over it."""
    for gap in _GAP.finditer(line):
        if gap.start() <= gutter < gap.end():
            return line[: gap.start()], line[gap.end() :]
    if len(line.rstrip()) <= gutter:
        return line.rstrip(), ""
    return ("", line.strip()) if not line[:gutter].strip() else None


def _joined(left: Sequence[str], right: Sequence[str]) -> list[str]:
    if not any(line.strip() for line in right):
        return [*left]
    return [*_stripped(left), "", *_stripped(_one_after_the_other(right)), ""]


def _stripped(lines: Sequence[str]) -> list[str]:
    """The lines without the empty ones at both ends."""
    text = [number for number, line in enumerate(lines) if line.strip()]
    return [*lines[text[0] : text[-1] + 1]] if text else []
