"""Text as it was printed: headers, page numbers and hyphens at line ends taken out, and said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from itertools import takewhile
from unicodedata import normalize

_PAGE = re.compile(
    r"^\s*(?:-\s*)?(?:(?:page|seite|página|pagina)\s+)?\d{1,3}(?:\s*(?:of|von|de|sur|/)\s*\d{1,3})?"
    r"(?:\s*-)?(?:\s{3,}\S.*)?\s*$",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?P<before>[^\W\d_]{2,})-\n(?P<after>[^\W\d_A-Z]\w+)(?P<mark>\S*) ?")
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_KEPT = "\x1e"  # after a line of print that stays: nothing goes on there
_WIDEST = 110  # characters; no printed line is longer
_SHORT = 0.8  # of the widest line: a line that ends before this stops short
_SHOWN = 5  # hyphens shown as examples


def was_printed(text: str) -> bool:
    """Whether a text has the marks of print: page numbers, or words parted at line ends."""
    lines = [line for line in text.split("\n") if line.strip()]
    narrow = bool(lines) and max(map(len, lines)) <= _WIDEST
    numbers = sum(bool(_PAGE.match(line)) for line in lines)
    return narrow and (len(_HYPHEN.findall(text)) >= 2 or (numbers >= 2 and len(lines) > 6))


def mended(
    text: str, take_back: Collection[int] = ()
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text without what only print put there, what was done, and the lines left out.

    ``take_back`` are numbers of such lines, from 1, that stay as paragraphs of their own.
    """
    lines = text.split("\n")
    again = Counter(" ".join(line.split()) for line in lines if line.strip())
    left_out: list[str] = []
    kept: list[str] = []
    for line in lines:
        bare = " ".join(line.split())
        header = again[bare] > 1 and len(bare.split()) <= 8 and not _ENDS.search(bare)
        if bare and (_PAGE.match(line) or header):
            left_out.append(bare)
            kept += ["", f"{bare}{_KEPT}", ""] if len(left_out) in take_back else []
        else:
            kept.append(line.rstrip())
    whole, joined = _without_hyphens("\n".join(kept))
    whole, ligatures = _LIGATURES.subn(lambda found: normalize("NFKC", found[0]), whole)
    done = [f"headers and page numbers left out: {len(left_out)}"] if left_out else []
    if ligatures:
        done.append(f"letters printed as one made two: {ligatures}")
    if joined:
        said = ", ".join(joined[:_SHOWN]) + (", …" if len(joined) > _SHOWN else "")
        done.append(
            f"hyphens at line ends taken out: {len(joined)} ({said}); read these words once"
        )
    return _across_pages(whole).replace(_KEPT, ""), tuple(done), tuple(left_out)


def _without_hyphens(text: str) -> tuple[str, list[str]]:
    joined: list[str] = []

    def join(found: re.Match[str]) -> str:
        joined.append(found["before"] + found["after"])
        return f"{joined[-1]}{found['mark']}\n"

    return _HYPHEN.sub(join, text), joined


def _across_pages(text: str) -> str:
    """A paragraph that a page end cut in two is one again: the next begins with a small letter."""
    return re.sub(rf"(?<![.!?…:\"'”’»)\]{_KEPT}])\n\s*\n(?=[^\W\d_A-Z]*[a-z])(?=[a-z])", "\n", text)


def printed_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of printed lines: one ends at a blank line, or where a line stops short.

    The first lines, up to one that runs to the edge or ends a sentence, are the headline.
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    found: list[list[str]] = [[]]
    widest = 0
    for number, line in enumerate(lines):
        if not line:
            found.append([])
            continue
        if not found[-1] and not (
            number and lines[number - 1]
        ):  # columns may be narrower than what is above them
            widest = max(map(len, takewhile(bool, lines[number:])))
        before = found[-1][-1] if found[-1] else ""
        in_headline = len(found) == 1 and before and not _ENDS.search(before)
        short = len(before) < _SHORT * widest
        if before and short and (_ENDS.search(before) or (in_headline and line[:1].isupper())):
            found.append([])
        found[-1].append(line)
    # A hyphen that stays at a line's end is part of a word: “22-page”.
    return tuple(
        re.sub(r"(?<=\w-)\n(?=\w)", "", "\n".join(p)).replace("\n", " ") for p in found if p
    )
