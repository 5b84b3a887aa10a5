"""The questions about words: how sure they sound, and whether they judge."""

from __future__ import annotations

from collections.abc import Iterator

from kit.author.scaffold.drafted_question import DraftedQuestion, sure_marks, ticks
from kit.author.scaffold.kinds_of_sentence import in_different_places, plain_facts
from kit.author.scaffold.material import Material, as_sentence, fits


def hedges(material: Material) -> Iterator[DraftedQuestion]:
    """Mark the hedges of a passage, where at least two are sure."""
    yield from sure_marks(
        "hedges",
        "Mark every word in this passage that leaves room for doubt, such as “may” or “likely”.",
        "marked by rules (a short list of such words); add what they missed",
        material,
        ("hedge", "cue"),
        lambda found: as_sentence(found.reason),
        lambda found: "This can be heard as a doubt, too. It counts neither way.",
        hint="Would the sentence sound surer without the word?",
        because="A doubt that is written down is honest. It tells you how far the writer commits.",
        skills=("HDG",),
    )


def days(material: Material) -> Iterator[DraftedQuestion]:
    """Mark what stands in a calendar: days, months and years."""
    yield from sure_marks(
        "days",
        "Mark every day, month and year in this passage that stands in a calendar.",
        "marked by rules (names of months, and years); add what they missed",
        material,
        ("date",),
        lambda found: as_sentence(found.reason),
        lambda found: f"{as_sentence(found.reason)} It counts neither way.",
        hint="Look for names of months, and for years.",
        because="What has a date can be looked up. It is a good place to begin.",
        skills=("NUM",),
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
            "firmness",
            "choose",
            "Which of these sentences commits itself least?",
            "the one sentence with a word of doubt, found by rules; read all of them",
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
            hint="Look for words such as “may”, “could” or “likely”.",
            because="A careful sentence is not for that reason wrong. It tells you how sure to be.",
            skills=("HDG",),
            sure=True,
        )
