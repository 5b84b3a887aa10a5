"""The questions about words: how sure they sound, and whether they judge."""

from __future__ import annotations

from collections.abc import Iterator

from kit.author.scaffold.drafted_question import (
    FITS_ANY,
    YOUR_TURN,
    DraftedQuestion,
    marks,
    sequence,
    ticks,
)
from kit.author.scaffold.kinds_of_sentence import in_different_places, plain_facts
from kit.author.scaffold.material import Material, as_sentence, fits
from kit.author.suggest import knows

_NEUTRAL = "This can be heard as a doubt, too. It counts neither way."


def hedges(material: Material) -> Iterator[DraftedQuestion]:
    """Mark the hedges of a passage, where at least two are sure."""
    found = material.sure("hedge")
    show = material.passage([s.span for s in found])
    wanted = [s for s in found if s.span.segment in show]
    if len(wanted) < 2:
        return
    unsure = [s for s in material.found("hedge", "cue") if s not in wanted]
    yield marks(
        "hedges",
        "Mark every word in this passage that leaves room for doubt, such as “may” or “likely”.",
        "marked by rules (a short list of such words); add what they missed",
        [(s.span, as_sentence(s.reason)) for s in wanted],
        [(s.span, _NEUTRAL) for s in unsure if s.span.segment in show],
        material.body,
        show=show,
        hint="Would the sentence sound surer without the word?",
        because="A doubt that is written down is honest. It tells you how far the writer commits.",
        skills=("HDG",),
    )


def days(material: Material) -> Iterator[DraftedQuestion]:
    """Mark what stands in a calendar: days, months and years."""
    found = material.sure("date")
    show = material.passage([s.span for s in found])
    wanted = [s for s in found if s.span.segment in show]
    if len(wanted) < 2:
        return
    unsure = [s for s in material.found("date") if s not in wanted]
    yield marks(
        "days",
        "Mark every day, month and year in this passage that stands in a calendar.",
        "marked by rules (names of months, and years); add what they missed",
        [(s.span, as_sentence(s.reason)) for s in wanted],
        [
            (s.span, f"{as_sentence(s.reason)} It counts neither way.")
            for s in unsure
            if s.span.segment in show
        ],
        material.body,
        show=show,
        hint="Look for names of months, and for years.",
        because="What has a date can be looked up. It is a good place to begin.",
        skills=("NUM",),
    )


def hedges_to_mark(material: Material) -> Iterator[DraftedQuestion]:
    """Mark the hedges of a passage, the key left to a person."""
    yield marks(
        "hedges",
        material.say("draft_hedges"),
        YOUR_TURN,
        [],
        [],
        material.body,
        show=material.passage([s.span for s in material.statements or material.sentences]),
        hint="Would the sentence sound surer without the word?",
        because="A doubt that is written down is honest. It tells you how far the writer commits.",
        skills=("HDG",),
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


def firmness_in_general(material: Material) -> Iterator[DraftedQuestion]:
    """What a “may” claims."""
    yield ticks(
        "firmness",
        "choose",
        "Suppose that an article says something *may* happen, and it does not. Was the article "
        "wrong?",
        FITS_ANY,
        [
            ("Yes: what it said did not happen", False, "It spoke of a chance.", "may-is-wrong"),
            ("Not for that reason alone", True, "Right. Look at many such sentences together.", ""),
            (
                "No: a “may” can never be wrong",
                False,
                "If hardly any come true, it says too much.",
                "more-than-said",
            ),
            ("Yes: careful words hide something", False, "A doubt can be honest.", "cynic"),
        ],
        hint="How often should a thing happen that “may” happen?",
        because="A “may” gives a chance. One case cannot show whether the chance was fair.",
        skills=("HDG",),
        sure=True,
    )


def loaded_in_general(material: Material) -> Iterator[DraftedQuestion]:
    """Which verbs add a judgement to “said”: a question about English, for an English article."""
    if not knows(material.language):
        return
    yield ticks(
        "loaded",
        "choose-many",
        "All of these hand a claim to somebody. Which ones add a judgement to it? Tick all that "
        "apply.",
        FITS_ANY,
        [
            ("said", False, "This is the plainest one.", "all-verbs-alike"),
            ("told", False, "Plain. It only adds to whom.", "all-verbs-alike"),
            ("admitted", True, "It hints that the thing is true, and unwelcome.", ""),
            ("boasted", True, "It hints at pride.", ""),
            ("claimed", True, "It hints at doubt.", ""),
        ],
        hint="Put in “said” instead. Is something lost?",
        because="The verb is the writer’s choice. It can tell you how the writer sees the speaker.",
        skills=("LNG", "HDG"),
    )


def how_firm(material: Material) -> Iterator[DraftedQuestion]:
    """Put words in the order of how sure they sound: English words, for an English article."""
    if not knows(material.language):
        return
    for surest in ("is certain to come", "is bound to come"):
        yield sequence(
            "telling",
            "Put these words about a made-up bus in order: the surest first.",
            FITS_ANY,
            [
                (f"the bus {surest}", "Nothing is left open."),
                ("the bus will probably come", "Likely, and not sure."),
                ("the bus may come", "A chance, and no more."),
                ("the bus is unlikely to come", "A small chance."),
            ],
            hint="On which bus would you bet most?",
            because="Words can be read as chances. Ask also: sure, according to whom?",
            skills=("HDG",),
        )
