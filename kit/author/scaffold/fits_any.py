"""The questions that fit any article, as they stand in ``questions.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from kit.article.segments import cut
from kit.author.editing import items_as_written
from kit.author.scaffold.drafted_question import DraftedQuestion
from kit.author.scaffold.material import Material
from kit.author.suggest import knows
from kit.question.parse import parse

_OF_ENGLISH = {"loaded", "telling"}  # they ask about English words


def _shown(id: str, material: Material) -> Sequence[str]:
    """What a question shows of an article, where whoever asks it does not say so."""
    sentences = [s.span for s in material.sentences]
    match id:
        case "before":
            return [s.id for s in material.segments[:2]]
        case "headline" | "second-site":
            return [material.segments[0].id]
        case "cues" | "hedges":
            return material.passage([s.span for s in material.statements] or sentences)
        case "weigh":
            said = [s.span for s in material.found("cue", "quotation") if s.sure]
            return material.passage(said or sentences)
        case "plan":
            countable = [s.span for s in material.found("number", "date", "quotation", "name")]
            return material.passage(countable or sentences)
    return ()


def asked_of(
    material: Material, id: str, show: Sequence[str] = (), stem: str = "", **values: str
) -> Iterator[DraftedQuestion]:
    """A question that fits any article, asked of this one; nothing where it needs English.

    ``stem`` names another string than its own, and ``values`` are filled into it.
    """
    found = fits_any(id)
    if id in _OF_ENGLISH and not knows(material.language):
        return
    name = stem or found.question.stem
    question = replace(
        found.question,
        stem=material.say(name, **values) if name.startswith("draft_") else name,
        show=tuple(show or _shown(id, material)),
    )
    yield replace(found, question=question)


def fits_any(id: str) -> DraftedQuestion:
    """A question as it stands in the file."""
    return _questions()[id]


@cache
def _questions() -> Mapping[str, DraftedQuestion]:
    text = (Path(__file__).parent / "questions.md").read_text(encoding="utf-8")
    read = parse(text, "", cut("A headline\n\nA paragraph."))
    return {
        question.id: DraftedQuestion(
            question, draft.key, draft.reason, items_as_written(text, question.id, question.items)
        )
        for question, draft in zip(read.questions, read.drafts, strict=True)
    }
