"""What of each question a format keeps, what it loses, and what it has to leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.exchange.sent import FEATURES, Export, Format, Sent
from kit.question.kinds.contract import Kept

_SAID = {
    "hints": "its hints",
    "notes": "what is said of each option or item",
    "explanation": "its explanation",
    "confidence": "the question how sure one is",
    "tries": "how many tries there are, and what they cost",
    "pictures": "its pictures, in place of which stand their descriptions",
}
_STAYS = (
    "Evidence, claims, what an answer judges, twins and scales stay in the answers file: no "
    "student sees them there either."
)
_NOT_SAID = Kept("out", "its kind does not say what it would be there")


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What becomes of one question. ``lost`` is empty where all of it is kept."""

    question: str  # its id with its lesson's
    is_there: bool
    lost: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.is_there:
            return f"{self.question}: left out; {self.lost[0]}."
        kept = f"kept, but {'; '.join(self.lost)}" if self.lost else "kept"
        return f"{self.question}: {kept}."


def fidelity(sent: Sent, format: Format, options: frozenset[str] = frozenset()) -> Fidelity:
    """What a format keeps of a question, with these of its options."""
    kept = sent.kind.elsewhere.get(format.name, _NOT_SAID)
    if kept.how == "out":
        return Fidelity(sent.id, False, (kept.why,))
    why = format.chosen(sent, options) or kept.why
    lacks = [
        f"without {_SAID[name]}"
        for name, has in FEATURES.items()
        if has(sent.asked) and (name not in format.keeps or name in kept.lacks)
    ]
    return Fidelity(sent.id, True, (*filter(None, [why]), *lacks, *format.losses(sent)))


def report(export: Export, format: Format, drafts: Mapping[str, int], for_marks: bool) -> list[str]:
    """What the file says of itself, in lines: that it holds the key, and each question."""
    found = [fidelity(sent, format, export.options) for sent in export.questions]
    there = sum(one.is_there for one in found)
    whole = sum(one.is_there and not one.lost for one in found)
    count = "1 question" if there == 1 else f"{there} questions"
    return [
        f"{export.title}: {count} as {format.title}, {whole} of them without any loss.",
        "This file holds the key: give it to the system, not to students.",
        *(["For marks: without hints, explanations, notes and tags."] if for_marks else []),
        *format.remarks,
        *_left(drafts),
        _STAYS,
        *map(str, found),
    ]


def _left(drafts: Mapping[str, int]) -> Iterator[str]:
    for lesson, count in drafts.items():
        if count:
            said = "1 draft is" if count == 1 else f"{count} drafts are"
            yield f"{lesson}: {said} left out; nobody has accepted what is right there."
