"""The Markdown of text2qti, read into questions. Nothing in it is run, whatever it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kit.exchange.taking_in.foreign import NO_RUBRIC, Foreign, LeftOut, cut_name
from kit.exchange.taking_in.html_in import Words, calm

_STARTS = re.compile(
    r"(?P<question>\d+\.)[ \t]+(?=\S)|(?P<right>\*[a-zA-Z]\))[ \t]+|(?P<wrong>[a-zA-Z]\))[ \t]+"
    r"|(?P<tick>\[\*\])[ \t]+|(?P<box>\[ ?\])[ \t]+|(?P<said>\.\.\.)[ \t]+|(?P<if_right>\+)[ \t]+"
    r"|(?P<if_wrong>-)[ \t]+|(?P<solution>!)[ \t]+|(?P<essay>___+)\s*$|(?P<upload>\^\^\^+)\s*$"
    r"|(?P<number>=)[ \t]+|(?P<word>\*)[ \t]+"
    r"|(?P<title>[Tt]itle:)[ \t]+|(?P<points>[Pp]oints:)[ \t]+"
    r"|(?P<text>[Tt]ext(?: [Tt]itle)?:)[ \t]+|(?P<group>(?:END_)?GROUP)\s*$"
    r"|(?P<code>```+\s*\{.*)$"
)
_OF_QUIZ = re.compile(
    r"([Qq]uiz (title|description)|[Ss]huffle answers|[Ss]how correct answers|[Pp]ick"
    r"|[Oo]ne question at a time|[Cc]an't go back|[Ff]eedback is solution|[Pp]oints per question"
    r"|[Ss]olutions [a-z ]+):"
)
_WHY_NOT = {
    "upload": "the kit has nothing that takes a file",
    "number": "the kit has nothing that asks for a number",
    "word": "the kit has nothing that takes a word typed as the answer",
}


@dataclass
class _Read:
    """A question while it is read: its parts in order, each with its lines."""

    title: str = ""
    points: str = "1"
    parts: list[tuple[str, list[str]]] = field(default_factory=list)

    def of(self, *names: str) -> list[str]:
        """The texts of the parts of these names."""
        return [_joined(lines) for name, lines in self.parts if name in names]


def read_text2qti(text: str) -> Iterator[Foreign | LeftOut]:
    """The questions of a text, in order; text regions and code are named and left out."""
    now: _Read | None = None
    title, points = "", "1"
    for line in _without_comments(text):
        start = _STARTS.match(line)
        name = str(start.lastgroup) if start else ""
        rest = line[start.end() :] if start else line.strip()
        if name in ("question", "text", "code", "title", "points", "group") and now:
            yield _question(now)
            now = None
        if name == "question":
            now = _Read(title, points, [("question", [rest])])
            title, points = "", "1"
        elif name == "title":
            title = rest
        elif name == "points":
            points = rest
        elif name in ("text", "code"):
            yield LeftOut(cut_name(rest or line), "it is no question")
        elif now and name:
            now.parts.append((name, [rest]))
        elif now and not _OF_QUIZ.match(line):
            now.parts[-1][1].append(line.strip())
    if now:
        yield _question(now)


def _question(read: _Read) -> Foreign | LeftOut:
    stem = Words(tuple(filter(None, _joined(read.parts[0][1], "\n\n").split("\n\n"))))
    name = read.title or cut_name(stem.line)
    for part, why in _WHY_NOT.items():
        if read.of(part):
            return LeftOut(name, why)
    options = [
        (part, _joined(lines))
        for part, lines in read.parts
        if part in ("right", "wrong", "tick", "box")
    ]
    lost = [] if read.points.strip() in ("1", "1.0") else [f"its {read.points.strip()} points"]
    if read.of("if_right", "if_wrong"):
        lost.append("what is said of all right and all wrong answers")
    general, notes = _said(read)
    common = Foreign(
        name,
        Words(tuple(map(calm, stem.paragraphs))),
        "ticked" if options else "text",
        one=any(part in ("right", "wrong") for part, _ in options),
        items=tuple(text for _, text in options),
        ticked=frozenset(text for part, text in options if part in ("right", "tick")),
        notes=notes,
        because=" ".join([*general, *read.of("solution")]),
        rubric=() if options else NO_RUBRIC,
        lost=tuple(lost),
    )
    if not options and not read.of("essay"):
        return LeftOut(name, "it has nothing to answer with")
    return common


def _said(read: _Read) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """What is said of the whole, and of each option: what stands under an option is of it."""
    general: list[str] = []
    notes: list[tuple[str, str]] = []
    option = ""
    for part, lines in read.parts:
        if part in ("right", "wrong", "tick", "box"):
            option = _joined(lines)
        elif part == "said" and option:
            notes.append((option, _joined(lines)))
        elif part == "said":
            general.append(_joined(lines))
    return general, tuple(notes)


def _joined(lines: list[str], between: str = " ") -> str:
    """Lines as one text; an empty line between them is ``between``."""
    text = "\n".join(lines).strip()
    return between.join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text))


def _without_comments(text: str) -> Iterator[str]:
    inside = False
    for line in text.removeprefix("\ufeff").splitlines():
        if line.rstrip() in ("COMMENT", "END_COMMENT"):
            inside = line.rstrip() == "COMMENT"
        elif not inside and not line.startswith("%"):
            yield line
