"""Rules for what a question says in two places: fields, hints, levels and marks have to agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from kit.article.segments import words_of
from kit.check.rules.subjects import Proof
from kit.question.kinds import kind
from kit.question.model import Problem

_SEGMENT = re.compile(r"(?<![\w“])([SX]\d+)\b")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_WORDS = re.compile(r"\b(\d+) words\b")
_FAILS = re.compile(
    r"\b(?:stretched|exaggerat\w+|misleading|unsupported|false|wrong|does not hold|is not true"
    r"|not borne out|made up|invented)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\b(?:it holds|holds up|is accurate|is true|is borne out)\b", re.IGNORECASE)


def shows_the_segments_it_names(proof: Proof) -> Iterator[Problem]:
    """A paragraph that a question speaks of is among those that it shows."""
    known = {segment.id for segment in proof.article.segments}
    for question in proof.question_set.questions:
        named = dict.fromkeys(_SEGMENT.findall(question.stem))
        for id in named if question.show else ():
            if id in known and id not in question.show:
                shown = ", ".join(question.show)
                text = f"the question speaks of {id} and shows {shown}; show {id}, or name another"
                yield proof.problem(question.id, text, field="Show")


def names_each_paragraph_once(proof: Proof) -> Iterator[Problem]:
    """“Show:” names each paragraph once."""
    for question in proof.question_set.questions:
        written = re.split(r"[,\s]+", proof.blocks[question.id].value("Show"))
        for id, count in Counter(written).items():
            if id and count > 1:
                text = f"“Show:” names {id} {count} times; which other one did you mean?"
                yield proof.problem(question.id, text, field="Show")


def marks_no_word_twice(proof: Proof) -> Iterator[Problem]:
    """No word belongs to two of the quotations that are to be marked."""
    for question, key in proof.accepted():
        segments = proof.article.shown(question.show)
        items = proof.blocks[question.id].items
        for (i, one), (j, other) in combinations(enumerate(key.spans), 2):
            same = one.span.label == other.span.label and one.neutral == other.neutral
            if same and words_of([one.span], segments) & words_of([other.span], segments):
                text = f"this marks words again that line {items[i].line} marks; keep only one"
                yield Problem(proof.question_set.path, items[j].line, text, question.id)


def puts_in_order_what_it_says(proof: Proof) -> Iterator[Problem]:
    """Where each item of an order names one year, the years of the key run one way."""
    for question, key in proof.accepted():
        years = [_YEAR.findall(item) for item in key.sequence]
        if len(years) > 1 and all(len(found) == 1 for found in years):
            row = [int(found[0]) for found in years]
            if row not in (sorted(row), sorted(row, reverse=True)):
                at = next(
                    n for n in range(1, len(row)) if (row[n] < row[n - 1]) != (row[1] < row[0])
                )
                text = (
                    f"{row[at]} stands after {row[at - 1]}, against the years before; is it right?"
                )
                yield proof.problem(question.id, text, item=key.sequence[at])


def spreads_its_matches(proof: Proof) -> Iterator[Problem]:
    """In a match, no answer takes more than half of four items or more."""
    for question, key in proof.accepted():
        counts = Counter(target for _, target in key.placed)
        for target, count in counts.items() if kind(question.kind).deals_targets else ():
            if len(key.placed) >= 4 and count > len(key.placed) / 2:
                text = (
                    f"{count} of {len(key.placed)} items belong to “{target}”, so that it can be "
                    "guessed; spread them, or sort them into boxes"
                )
                yield proof.problem(question.id, text)


def says_its_own_limit(proof: Proof) -> Iterator[Problem]:
    """The number of words that a question asks for is that of its “Limit:”."""
    for question in proof.question_set.questions:
        asked = {int(number) for number in _WORDS.findall(question.stem)}
        if question.limit and asked and question.limit not in asked:
            said = " and ".join(map(str, sorted(asked)))
            text = f"the question says {said} words, and “Limit:” {question.limit}; let them agree"
            yield proof.problem(question.id, text, field="Limit")


def names_each_level_once(proof: Proof) -> Iterator[Problem]:
    """No two levels of a rubric have the same name."""
    for question, key in proof.accepted():
        counts = Counter(level.name.casefold() for level in key.rubric)
        items = proof.blocks[question.id].items
        for number, level in enumerate(key.rubric):
            first = [one.name.casefold() for one in key.rubric].index(level.name.casefold())
            if counts[level.name.casefold()] > 1 and first != number:
                text = f"there is a level “{level.name}” already; give this one a name of its own"
                yield Problem(proof.question_set.path, items[number].line, text, question.id)


def leaves_something_after_its_hint(proof: Proof) -> Iterator[Problem]:
    """No hint names every wrong option, so that only the right one is left."""
    for question, key in proof.accepted():
        wrong = [item for item in question.items if item not in key.ticked]
        hints = proof.blocks[question.id].fields.get("Hint", ()) if key.ticked and wrong else ()
        for hint in hints:
            low = hint.text.casefold()
            if len(wrong) > 1 and all(_stands(item.casefold(), low) for item in wrong):
                text = "this hint names every wrong option, so that only the right one is left"
                yield Problem(proof.question_set.path, hint.line, text, question.id)


def tags_only_what_is_wrong(proof: Proof) -> Iterator[Problem]:
    """A misconception is named at a wrong option, never at a right one."""
    for question, key in proof.accepted():
        for item in question.items:
            tag = key.note(item).misconception
            if tag and item in key.ticked:
                text = f"“{item}” is right, and “({tag})” names a mistake; take it out here"
                yield proof.problem(question.id, text, item=item)


def judges_as_its_key_says(proof: Proof) -> Iterator[Problem]:
    """“Judges:” says of the article what the right option says."""
    for question, key in proof.accepted():
        for right in sorted(key.ticked) if key.judges and kind(question.kind).takes_one else ():
            fails, holds = bool(_FAILS.search(right)), bool(_HOLDS.search(right))
            if fails != holds and key.judges == ("holds" if fails else "fails"):
                text = f"the right option is “{right}”, and “Judges:” says that it {key.judges}"
                yield proof.problem(question.id, text, field="Judges")


def _stands(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
