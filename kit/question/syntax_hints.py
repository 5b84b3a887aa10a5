"""What a line of an answers file was meant to be, where it only looks like it."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from functools import partial

from kit.language.shown import cut_short

_begin = partial(cut_short, most=24)
_LIKE_FIELD = re.compile(r"[*_]{0,3}(?P<name>[A-Za-z]+)[*_]{0,3}\s*[:：]")
# A dash that a word processor made long, a dash without a blank, a box without a dash.
_LIKE_ITEM = re.compile(r"(?:[-–—•·+*]\s*)?\[[ xX]?\](?!\()|[–—•·]\s|-[\w“~]|\d{1,2}[.)][^\W\d]")
_LIKE_ARROW = re.compile(r".*\S\s*=>\s*\S")


def syntax_hint(line: str, known: Collection[str], elsewhere: Collection[str]) -> str:
    """What is wrong with a line that is neither a field nor an item, or nothing if it is prose.

    ``known`` are the names that a field can have here, ``elsewhere`` those it can have in another
    part of the file.
    """
    found = _LIKE_FIELD.match(line)
    if found:
        name = found["name"]
        meant = name.capitalize()
        if meant in known:
            return f"write it as “{meant}: ...”; there is “{_begin(line)}”"
        if meant in elsewhere:
            where = "under the title" if "Show" in known else "in a question"
            return f"“{meant}:” has its place {where}, not here"
        near = [] if name.islower() else get_close_matches(name, known, n=1, cutoff=0.7)
        if near:
            return f"there is no “{name}:”; did you mean “{near[0]}:”?"
    if _LIKE_ITEM.match(line) or _LIKE_ARROW.match(line):
        return f"“{_begin(line)}” is not in the list; begin it with “- ”, at the line's start"
    return ""


def hint_of_comment(html: str) -> str:
    """What is wrong with a comment: one that never ends, or text that is lost behind it."""
    _, end, after = html.rpartition("-->")
    if not end:
        return "this comment never ends, and hides all below; close it with “-->”"
    if after.strip():
        return f"“{_begin(after.strip())}” is lost behind a comment; give it a line of its own"
    return ""


def syntax_hint_of_tag(note: str, known: Collection[str]) -> str:
    """What is wrong with a misconception in brackets that ends a note and was not read as one."""
    found = re.search(r"\(\s*([A-Za-z-]+)\s*\)?[\s.]*$", note)
    if found and found[1].casefold() in known:
        tag = found[1].casefold()
        return f"write “({tag})” at the very end, after a full stop; there is “{found[0].strip()}”"
    return ""
