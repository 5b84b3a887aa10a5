"""The questions about words: how sure they sound, and whether they judge."""

from __future__ import annotations

from collections.abc import Iterator

from kit.author.scaffold.drafted_question import DraftedQuestion, sure_marks, texts_of, ticks
from kit.author.scaffold.kinds_of_sentence import in_different_places, plain_facts
from kit.author.scaffold.material import Material, as_sentence, fits


def hedges(material: Material) -> Iterator[DraftedQuestion]:
    """Mark the hedges of a passage, where at least two are sure."""
    yield from sure_marks(
        "hedges",
        material,
        ("hedge", "cue"),
        lambda found: as_sentence(found.reason),
        lambda found: "This can be heard as a doubt, too. It counts neither way.",
    )


def days(material: Material) -> Iterator[DraftedQuestion]:
    """Mark what stands in a calendar: days, months and years."""
    yield from sure_marks(
        "days",
        material,
        ("date",),
        lambda found: as_sentence(found.reason),
        lambda found: f"{as_sentence(found.reason)} It counts neither way.",
    )


def firmness(material: Material) -> Iterator[DraftedQuestion]:
    """Which of these sentences commits itself least: one has a hedge, the others have none."""
    usable = [s for s in material.statements if fits(s.text) and 5 <= s.words <= 30]
    sure = {(s.span.segment, s.span.start) for s in material.sure("hedge")}
    soft = [
        s
        for s in usable
        if not s.found & {"cue", "quotation"}
        and any(id == s.span.segment and s.span.start <= at < s.span.end for id, at in sure)
    ]
    firm = [s for s in plain_facts(material) if 5 <= s.words <= 30]
    if len(in_different_places(firm)) < 2:
        return
    for sentence in soft[:3]:
        yield ticks(
            "choose",
            [
                (material.quoted(sentence.text), True, "A word in it leaves room for doubt.", ""),
                *(
                    (
                        material.quoted(s.text),
                        False,
                        f"In {s.span.segment}, no word of doubt stands here.",
                        "misread",
                    )
                    for s in in_different_places(firm)[:3]
                ),
            ],
            **texts_of("firmness", material),
        )
