"""The questions about sources: cues, unnamed sources, and the hands a claim goes through."""

from __future__ import annotations

from collections.abc import Iterator

from kit.author.scaffold.drafted_question import (
    FITS_ANY,
    DraftedQuestion,
    marks,
    sequence,
    text,
    ticks,
)
from kit.author.scaffold.material import Material, as_sentence, fits, quoted, short
from kit.author.scaffold.voices import speaker_of, spoken
from kit.author.suggest import Found, Suggestion

_TO_MARK: dict[Found, tuple[str, str, tuple[str, ...]]] = {
    "cue": (
        "Some words do one job: they hand a claim to somebody. “Said” is one of them. Mark every "
        "such **cue** in this passage.",
        "Look for verbs of saying, writing and thinking.",
        ("ATT",),
    ),
    "quotation": (
        "Quotation marks show that words are somebody’s. Mark every quotation in this passage.",
        "Look for pairs of quotation marks.",
        ("ATT",),
    ),
    "name": (
        "Mark every person, office or place that this passage names. You could ask about each.",
        "Look for words that name one of a kind.",
        ("ATT",),
    ),
    "number": (
        "Somebody counted or measured every number. Mark each number in this passage.",
        "Look for digits, and for numbers in words.",
        ("NUM",),
    ),
}


def cues(material: Material) -> Iterator[DraftedQuestion]:
    """Mark the cues of a passage; else its quotations, its names or its numbers."""
    for what, (stem, hint, skills) in _TO_MARK.items():
        found = material.found(what)
        if not found:
            continue
        show = material.passage([s.span for s in found])
        wanted = [(s.span, _why(material, s)) for s in found if s.span.segment in show]
        beside = [
            (s.span, "These words leave room for doubt. They hand the claim to nobody.")
            for s in material.found("cue", "hedge")
            if what == "cue" and s.what == "hedge" and s.span.segment in show
        ]
        yield marks(
            "cues",
            stem,
            f"marked by rules ({found[0].reason}, and the like); add what they missed, and take "
            "out what does not belong",
            wanted,
            beside,
            material.body,
            show=show,
            hint=hint,
            because="Find these words first. Then ask who stands beside them, and what is claimed.",
            skills=skills,
        )


def a_sentence(material: Material) -> Iterator[DraftedQuestion]:
    """Where rules find nothing: mark the sentence to check first."""
    for sentence in sorted(material.sentences, key=lambda s: (s.words > 40, -s.words)):
        yield marks(
            "cues",
            "Mark the one sentence of this passage that you would check first.",
            "rules found nothing to mark here, so the longest sentence stands in; choose your own",
            [(sentence.span, "This sentence says much, so there is much to check.")],
            [],
            material.body,
            show=(sentence.span.segment,),
            hint="Which sentence would matter most if it were wrong?",
            because="Nobody can check everything. What would matter most comes first.",
            skills=("CLM",),
        )


def _why(material: Material, found: Suggestion) -> str:
    words = short(material.words(found.span), 6)
    return f"{quoted(words)}: {found.reason}." if fits(words) else as_sentence(found.reason)


def unnamed(material: Material) -> Iterator[DraftedQuestion]:
    """Which paragraphs rest on a source without a name."""
    where = {s.span.segment: s for s in material.found("anonymous")}
    with_one = [s for s in material.body if s.id in where and fits(short(s.text))]
    without = [s for s in material.body if s.id not in where and fits(short(s.text))]
    for count in (3, 2, 1):
        kept = {s.id for s in (*with_one[:count], *without[:3])}
        options = [s for s in material.body if s.id in kept]
        if not with_one or not without:
            return
        rows = [
            (
                f"{s.id}: {short(s.text)}",
                s.id in where,
                _why(material, where[s.id])
                if s.id in where
                else "No source without a name was found here.",
                "" if s.id in where else "misread",
            )
            for s in options
        ]
        yield ticks(
            "unnamed",
            "choose-many",
            "Which of these paragraphs rest, at least in part, on a source without a name? Tick "
            "all that apply.",
            "found by rules (a role or a group without a name); read each paragraph and decide",
            rows,
            show=tuple(s.id for s in options),
            as_written=True,
            hint="Look for roles and groups: officials, experts, critics, sources.",
            because="Some people can speak only without their name. Then you are owed more about "
            "their role, and about why.",
            skills=("ANO",),
        )


def what_helps_without_a_name(material: Material) -> Iterator[DraftedQuestion]:
    """What a reader should be told about a source without a name."""
    rows = [
        ("what their job is", True, "A role tells you what they could know.", ""),
        (
            "how close they were to it",
            True,
            "To have been there is worth more than to have heard.",
            "",
        ),
        (
            "why they would not be named",
            True,
            "There can be a good reason. You should hear it.",
            "",
        ),
        (
            "their name, whatever the risk",
            False,
            "A name can cost a job, or more.",
            "anonymous-is-invented",
        ),
        (
            "which town they come from",
            False,
            "That does not help you to judge it.",
            "beside-the-point",
        ),
    ]
    yield ticks(
        "unnamed",
        "choose-many",
        "Some sources are not named. What should readers be told about such a source? Tick all "
        "that apply.",
        FITS_ANY,
        rows,
        hint="What would help you to judge what they know?",
        because="A source without a name is neither proof nor fake. Ask for role and reason.",
        skills=("ANO",),
    )


def chain(material: Material) -> Iterator[DraftedQuestion]:
    """The hands that a claim goes through, nearest to the reader first."""
    named = [speaker_of(material, f) for f in spoken(material)][:1]
    outlets = (
        [f"the outlet that published it: {material.publisher}"] if fits(material.publisher) else []
    )
    for outlet in (*outlets, "the outlet that published it", "the newsroom that published it"):
        for speaker in (*(f"the one who speaks: {n}" for n in named), "the one whose word it is"):
            yield sequence(
                "chain",
                "A claim reaches you hand over hand. Put the hands in order for one claim of this "
                "article that somebody is quoted for. Begin with what is nearest to you.",
                "the usual hands of a quoted claim; name the ones that this article tells of",
                [
                    ("the copy that you are reading", "This is the nearest thing to you."),
                    (outlet, "Somebody decided to publish it, and to whom."),
                    ("the reporter who wrote it down", "The outlet has it from its reporter."),
                    (speaker, "The reporter has it from somebody."),
                    (
                        "what that person saw, read or was told",
                        "Nobody knows a thing from nowhere.",
                    ),
                    (
                        "what really happened",
                        "Everything before is about this. None of it is this.",
                    ),
                ],
                hint="Start from the page in front of you. Ask each time: where did they get it?",
                because="Each hand can lose a doubt, a number or a name. So go back along it.",
                skills=("CHN",),
            )


def weigh(material: Material) -> Iterator[DraftedQuestion]:
    """Choose a claim and say whose it is, how they could know, and what stays open."""
    cued = [s.span for s in material.found("cue", "quotation")]
    show = material.passage(cued or [s.span for s in material.sentences])
    yield text(
        "weigh",
        "Choose one claim from this passage. Whose is it? How could they know? What stays open? "
        "Use 60 words or fewer.",
        "this question fits any article; write a model for yours",
        [
            ("Proficient", "says whose claim it is, how they could know it, and what stays open"),
            ("Emergent", "does two of these three"),
            ("Basic", "says only that it is true, or only that it is not"),
        ],
        "The claim is that … . The article gives it to … . They could know it, because … . What "
        "stays open is … .",
        show=show,
        limit=60,
        hint="Three short sentences are enough.",
        because="To name the source is not to settle the matter. But now you know whom to ask.",
        skills=("ATT", "ANO"),
    )
