"""Answers files read a second time, by lines alone, so that tests can count without the kit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

_OPTION = re.compile(r"- \[(?P<tick>[ x])\] (?P<text>.+)")
_THING = re.compile(r"- (?P<text>.+) => (?P<box>.+)")


@dataclass
class RawQuestion:
    """What the lines of a question say: its options as dealt, its boxes and where things belong."""

    id: str
    kind: str
    options: list[str] = field(default_factory=list)
    right: set[str] = field(default_factory=set)
    tags: dict[str, set[str]] = field(default_factory=dict)  # of each option
    boxes: list[str] = field(default_factory=list)
    placed: dict[str, str] = field(default_factory=dict)
    judges: str = ""
    scale: list[str] = field(default_factory=list)


def read_raw(path: Path) -> list[RawQuestion]:
    """The questions of a file, in its order."""
    return [_read(block) for block in re.split(r"^## ", path.read_text("utf-8"), flags=re.M)[1:]]


def _read(block: str) -> RawQuestion:
    head, *lines = block.splitlines()
    id, kind = head.rstrip(")").split(" (")
    found = RawQuestion(id, kind)
    values = dict(line.split(": ", 1) for line in lines if re.match(r"[A-Z][a-z]+: ", line))
    option = ""
    for line in lines:
        if kind.startswith("choose") and (at := _OPTION.fullmatch(line)):
            option = at["text"]
            found.options.append(option)
            found.right |= {option} if at["tick"] == "x" else set()
        elif line.startswith("  > ") and (tags := re.search(r"\(([a-z, -]+)\)$", line)):
            found.tags[option] = set(tags[1].split(", "))
        elif kind == "sort" and (at := _THING.fullmatch(line)):
            found.placed[at["text"]] = at["box"]
    found.boxes = values.get("Into", "").split(" | ") if kind == "sort" else []
    if "Order" not in values:
        found.options.sort(key=lambda text: sha256(text.encode()).hexdigest())
    found.judges = values.get("Judges", "")
    names = values["Scale"].split(" | ") if "Scale" in values else []
    found.scale = [_named(name, found.options or found.boxes) for name in names]
    return found


def _named(name: str, among: Sequence[str]) -> str:
    if name in among:
        return name
    (found,) = (text for text in among if re.match(rf"{re.escape(name)}(?!\w)", text))
    return found
