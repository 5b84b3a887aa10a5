"""What the kinds share in reading their lists from a block of an answers file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple, cast

from kit.article.segments import Segment
from kit.language.taxonomy import MISCONCEPTIONS
from kit.question.blocks import Block, Item, nearest
from kit.question.model import Errs, Key, Note, Question
from kit.question.syntax_hints import syntax_hint_of_tag

ARROW = re.compile(r"(?P<item>.*?)\s*=>\s*(?P<target>.*)")

Read = tuple[Question, Key]


class ReadContext(NamedTuple):
    """What a question can point at: the segments it shows, and whether this copy has keys.

    A draft may leave its key to a person: nothing need be ticked or marked yet.
    """

    segments: tuple[Segment, ...]
    keyed: bool
    is_draft: bool = False

    @property
    def needs_a_key(self) -> bool:
        """Whether a list without any right entry is a mistake."""
        return self.keyed and not self.is_draft


def deal(items: Iterable[str]) -> tuple[str, ...]:
    """The items in an order that depends on nothing but their text."""
    return tuple(sorted(items, key=lambda item: sha256(item.encode()).hexdigest()))


def dealt(items: Iterable[Item], question: Question) -> tuple[str, ...]:
    """The texts of the items in the order in which students get them."""
    texts = tuple(item.text for item in items)
    return texts if question.as_written else deal(texts)


def read_arrows(
    block: Block, context: ReadContext, lone: bool = False
) -> tuple[list[Item], list[tuple[str, str]]]:
    """The items of a list of ``item => answer``, and each with its answer where it has one.

    With ``lone`` an answer may stand alone, as in ``=> answer``; it is then left out here.
    """
    items: list[Item] = []
    placed: list[tuple[str, str]] = []
    for item in block.items:
        arrow = ARROW.fullmatch(item.text)
        if arrow and not arrow["item"] and arrow["target"] and lone:
            continue
        if arrow and not arrow["item"]:
            block.problem(item.line, f"“{item.text}” begins nowhere; write it as “item => answer”")
            continue
        if arrow and "=>" in arrow["target"]:
            block.problem(item.line, f"“{item.text}” has two arrows; keep one “=>”")
        elif arrow and not arrow["target"]:
            block.problem(
                item.line, f"“{item.text}” points at nothing; write it as “item => answer”"
            )
        elif not arrow and context.keyed:
            block.problem(item.line, f"“{item.text}” has no answer; write it as “item => answer”")
        items.append(replace(item, text=arrow["item"]) if arrow else item)
        if arrow:
            placed.append((arrow["item"], arrow["target"]))
    return items, placed


def read_scale(block: Block, places: Sequence[str]) -> tuple[str, ...]:
    """The places that ``Scale:`` names by how they begin, from the most credit to the least."""
    scale, faults = find_places(listed_field(block, "Scale") if places else (), places)
    for fault in faults:
        block.problem(block.line_of("Scale"), fault)
    return scale


def find_places(
    names: Iterable[str], places: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places of a scale that are named by how they begin, and what is wrong with the names."""
    scale: list[str] = []
    faults: list[str] = []
    for name in names:
        found = [name] if name in places else [p for p in places if _begins(p, name)]
        if len(found) != 1:
            how = f"{len(found)} of them begin" if found else "none of them begins"
            faults.append(f"“Scale:” names options by how they begin, and {how} with “{name}”")
        elif found[0] in scale:
            faults.append(f"“{found[0]}” is on the scale twice; keep one")
        else:
            scale += found
    return tuple(scale), tuple(faults)


def beginnings(scale: Iterable[str], places: Sequence[str]) -> list[str]:
    """For each place of a scale the fewest first words that no other place begins with."""
    return [_beginning(place, [other for other in places if other != place]) for place in scale]


def _beginning(place: str, others: Sequence[str]) -> str:
    words = place.split()
    starts = (" ".join(words[:count]) for count in range(1, len(words)))
    return next((s for s in starts if not any(_begins(o, s) for o in others)), place)


def _begins(place: str, words: str) -> bool:
    """Whether a place begins with these words; “Nobody” does not begin with “No”."""
    return place.startswith(words) and not place[len(words) : len(words) + 1].isalnum()


def line_of(items: Iterable[Item], text: str) -> int:
    """The line of the item with this text."""
    return next(item.line for item in items if item.text == text)


def listed_field(block: Block, name: str) -> tuple[str, ...]:
    """The words of a field between ``|``, each once."""
    parts = [part.strip() for part in block.value(name).split("|") if part.strip()]
    for part in dict.fromkeys(parts):
        if parts.count(part) > 1:
            block.problem(
                block.line_of(name), f"“{part}” is here {parts.count(part)} times; keep one"
            )
    return tuple(dict.fromkeys(parts))


def need(block: Block, items: list[Item], least: int, what: str) -> None:
    """Note a problem unless there are at least so many different items."""
    if len(items) < least:
        line = block.heading.line
        block.problem(
            line, f"a question of this kind has at least {least} {what}; here: {len(items)}"
        )
    counts = Counter(item.text for item in items)
    for item in {i.text: i for i in items}.values():
        if counts[item.text] > 1:
            block.problem(item.line, f"“{item.text}” is here {counts[item.text]} times; keep one")


def check_lists(block: Block, numbered: bool) -> None:
    """Note a problem where a list should be numbered and is not, or the other way round."""
    wanted = "1. " if numbered else "- "
    for item in block.items:
        if item.numbered != numbered:
            block.problem(item.line, f"begin each item of a question of this kind with “{wanted}”")
            return


def notes_of(block: Block, items: Iterable[Item]) -> tuple[tuple[str, Note], ...]:
    """What is said of each item that something is said of."""
    return tuple((item.text, note) for item in items if (note := note_of(block, item)) != Note())


def note_of(block: Block, item: Item) -> Note:
    """What is said of an item: its explanation, the misconception, and which way it errs."""
    name = item.misconception
    if name and name not in MISCONCEPTIONS:
        text = f"“({name})” is not a known misconception; {nearest(name, MISCONCEPTIONS)}"
        if all(problem.text != text for problem in block.problems):
            block.problem(item.note_line, text)
    elif not name and (hint := syntax_hint_of_tag(item.note, MISCONCEPTIONS)):
        block.problem(item.note_line, hint)
    return Note(item.note, name, cast("Errs", item.errs))
