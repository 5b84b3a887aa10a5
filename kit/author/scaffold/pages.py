"""The notebooks of a new exercise: prose, hidden cells that ask, and nothing run yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from kit.article.segments import Segment
from kit.author.scaffold.lessons import PLANS, TEXTS, DraftedLesson
from kit.author.scaffold.material import Material, short
from kit.lesson.notebook_metadata import notebook_metadata

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&])")
HEADLINE = 20  # words of it at the head of a lesson


def notebook(
    exercise: str, drafted: DraftedLesson, material: Material, next_lesson: DraftedLesson | None
) -> str:
    """A lesson's notebook as text, its code cells hidden. The last lesson ends with the hand-in."""
    cells = []
    for number, (is_code, source) in enumerate(_cells(exercise, drafted, material, next_lesson)):
        id = f"c{number:02}-{sha256(source.encode()).hexdigest()[:6]}"
        if is_code:
            hidden = {"jupyter": {"source_hidden": True}}
            cells.append(new_code_cell(source, id=id, metadata=hidden))
        else:
            cells.append(new_markdown_cell(source, id=id))
    metadata = notebook_metadata(f"{exercise}/{drafted.plan.name}")
    written: str = nbformat.writes(new_notebook(cells=cells, metadata=metadata))
    return written + "\n"


def _cells(
    exercise: str, drafted: DraftedLesson, material: Material, next_lesson: DraftedLesson | None
) -> Iterator[tuple[bool, str]]:
    """Each cell: whether it is code, and its source."""
    plan = drafted.plan
    headline = in_prose(short(material.segments[0].text, HEADLINE))
    yield (
        False,
        (
            f"# {plan.title}\n\n{plan.opening.format(headline=headline)}\n\n"
            f"*About {plan.minutes} minutes.* Go on with **Next**, "
            "in the notebook view with **Shift + Enter**."
        ),
    )
    yield False, _listed("After this lesson you can", plan.afterwards)
    yield True, f'from kit import lesson\nquiz = lesson("{exercise}/{plan.name}")'
    yield True, "quiz.progress()"
    yield False, TEXTS["read" if drafted.plan is PLANS[0] else "read_again"]
    yield True, f'quiz.read("{_range(material.segments)}")'
    for one, question in drafted.rounds:
        yield False, f"## {one.heading}\n\n{one.prose}"
        yield True, f'quiz.ask("{question.question.id}")'
    if drafted.rounds:
        kept = _listed("## To keep", [f"{one.heading}." for one, _ in drafted.rounds])
        yield False, f"{kept}\n\n**Words to keep**: {plan.to_keep}"
    yield False, TEXTS["look_back"]
    yield True, "quiz.report()"
    if next_lesson:
        onwards = f"Next: [{next_lesson.plan.title}]({next_lesson.plan.name}.ipynb)"
        yield False, f"## The way on\n\n{plan.farewell}\n\n{onwards}"
    else:
        yield False, TEXTS["hand_in"]
        yield True, "quiz.hand_in()"
        yield False, f"## The way on\n\n{plan.farewell}"


def in_prose(text: str) -> str:
    """Words of an article as they stand in a notebook's prose, whatever signs they hold."""
    return _SPECIAL.sub(r"\\\1", text).replace('"', "”")


def _listed(heading: str, lines: Iterable[str]) -> str:
    return f"{heading}\n\n" + "\n".join(f"- {line}" for line in lines)


def _range(segments: tuple[Segment, ...]) -> str:
    first, *rest = [s.id for s in segments]
    ends = list(dict.fromkeys((rest[0], rest[-1]))) if rest else []
    return ", ".join([first, *(["-".join(ends)] if ends else [])])
