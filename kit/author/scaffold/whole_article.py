"""Questions about an article as a whole: only a person can answer them, so no key comes along."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.author.scaffold.drafted_question import YOUR_TURN, DraftedQuestion, text, ticks
from kit.author.scaffold.kinds_of_sentence import CLAIM, FACT, kind_of
from kit.author.scaffold.material import Material, Sentence, fits

_COMPARED = re.compile(
    r"\b\d[\d.,]*\s?(?:%|per ?cent\b)|\b(?:doubled|tripled|halved|twice (?:as|the|what)|times as"
    r"|a (?:third|quarter|fifth|tenth) of|one in \w+|in record numbers"
    r"|the (?:highest|lowest|biggest))\b",
    re.IGNORECASE,
)


def headline(material: Material) -> Iterator[DraftedQuestion]:
    """Whether the article bears out its headline."""
    yield ticks(
        "headline",
        "choose",
        material.say("draft_headline"),
        YOUR_TURN,
        [
            ("Yes: every part of it is in the article", False, "", ""),
            ("It says more than the article does", False, "", ""),
            ("It leaves out what changes the picture", False, "", ""),
            ("It is about something else", False, "", ""),
        ],
        show=(material.segments[0].id,),
        as_written=True,
        hint="Take the headline word by word. Where does the article say that?",
        because="Many people read no more than the headline. So hold it against the text.",
        skills=("CLM",),
    )


def genre(material: Material) -> Iterator[DraftedQuestion]:
    """What kind of text it is."""
    yield ticks(
        "genre",
        "choose",
        material.say("draft_genre"),
        YOUR_TURN,
        [
            (name, False, "", "")
            for name in (
                "a news report",
                "an opinion or a comment",
                "a press release or an advertisement",
                "an interview",
                "a live blog",
                "a feature or a portrait",
            )
        ],
        as_written=True,
        hint="Who wrote it, and what for? Look for “I”, for praise, for questions and for times.",
        because="The kind of text tells you what it owes you. An opinion may take sides. A report "
        "may not.",
        skills=("TYP",),
    )


def reply(material: Material) -> Iterator[DraftedQuestion]:
    """Who is spoken of and has no say."""
    yield text(
        "reply",
        material.say("draft_reply"),
        YOUR_TURN,
        [
            ("Proficient", "names who is missing, or that nobody is, and what they could add"),
            ("Emergent", "does one of these two"),
            ("Basic", "names nobody, or somebody whom the article lets speak"),
        ],
        "",
        limit=60,
        hint="Who is blamed, praised or counted? Do they get a word, or does it say who was asked?",
        because="A report can be right without every voice. But then it should say whom it asked.",
        skills=("COR", "ATT"),
    )


def gains(material: Material) -> Iterator[DraftedQuestion]:
    """Who gains and who pays, if readers believe it."""
    yield text(
        "gains",
        material.say("draft_gains"),
        YOUR_TURN,
        [
            ("Proficient", "names who gains and who pays, and says that this proves nothing yet"),
            ("Emergent", "names who gains and who pays"),
            ("Basic", "names neither, or takes a gain for a proof"),
        ],
        "",
        limit=60,
        hint="Who paid for the study, the trip or the page? Who loses if it is believed?",
        because="Who profits may still be right. So ask on, and weigh it like any other claim.",
        skills=("PRV",),
    )


def holds(material: Material) -> Iterator[DraftedQuestion]:
    """Whether one paragraph holds, and what would show it."""
    for sentence in _worth_checking(material):
        id = sentence.span.segment
        yield text(
            "holds",
            material.say("draft_holds", segment=id),
            YOUR_TURN,
            [
                (
                    "Proficient",
                    "says what would bear it out, what would speak against it, where",
                ),
                ("Emergent", "does two of these three"),
                ("Basic", "says only that it is true, or that it is not"),
            ],
            "",
            show=(id,),
            limit=60,
            hint="Suppose that it is wrong. Where would you see that first?",
            because="Who can say what would show a claim wrong has begun to check it.",
            skills=("CLM", "COR"),
        )


def baseline(material: Material) -> Iterator[DraftedQuestion]:
    """What a number is measured against."""
    for sentence in material.sentences:
        if _COMPARED.search(sentence.text) and fits(sentence.text) and sentence.words <= 40:
            yield text(
                "baseline",
                material.say("draft_baseline", words=material.quoted(sentence.text)),
                YOUR_TURN,
                [
                    (
                        "Proficient",
                        "says what it is measured against, and what is left out",
                    ),
                    ("Emergent", "does one of these two"),
                    ("Basic", "only repeats the number"),
                ],
                "",
                show=(sentence.span.segment,),
                limit=40,
                hint="A share of how many? More than when? Than where?",
                because="A number alone is neither big nor small. What stands beside it decides.",
                skills=("NUM",),
            )


def what_changed(material: Material, before: str, after: str, id: str) -> Iterator[DraftedQuestion]:
    """What another version of a paragraph does to what a reader takes away."""
    yield text(
        "changed",
        material.say("draft_changed", before=material.quoted(before), after=material.quoted(after)),
        "your turn: the publisher changed the article, and only a reader can say what that does",
        [
            ("Proficient", "says what a reader takes away now, and a reason that fits the change"),
            ("Emergent", "does one of these two"),
            ("Basic", "only repeats both versions, or takes any correction for a lie"),
        ],
        "",
        show=(id,),
        limit=60,
        hint="Who would mind the earlier words? What do the new ones leave open?",
        because="To correct is what a good newsroom does. What was corrected tells you where to "
        "look twice.",
        skills=("CTX",),
    )


def _worth_checking(material: Material) -> Iterator[Sentence]:
    """Sentences that say much, the surest kinds first, then the longest."""
    for wanted in (FACT, CLAIM):
        yield from (s for s in material.statements if kind_of(s) == wanted and s.words >= 6)
    yield from sorted(material.sentences, key=lambda s: -s.words)
