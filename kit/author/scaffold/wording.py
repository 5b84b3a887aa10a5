"""The questions about words: how sure they sound, and whether they judge."""

from __future__ import annotations

from collections.abc import Iterator

from kit.author.scaffold.drafted_question import FITS_ANY, DraftedQuestion, marks, sequence, ticks
from kit.author.scaffold.kinds_of_sentence import FUTURE
from kit.author.scaffold.material import Material, as_sentence, fits, quoted
from kit.author.suggest import Found

_TO_MARK: dict[Found, tuple[str, str, str, str]] = {
    "hedge": (
        "Mark every word in this passage that leaves room for doubt, such as “may” or “likely”.",
        "Would the sentence sound surer without the word?",
        "A doubt that is written down is honest. It tells you how far the writer commits.",
        "HDG",
    ),
    "loaded": (
        "Some words judge besides telling. Mark those in this passage.",
        "Could a plainer word stand in its place?",
        "A loaded word can stand beside a fact that holds. Note it, and read on.",
        "LNG",
    ),
    "date": (
        "Mark every word in this passage that says when something happened, or will.",
        "Look for days, months, years and words such as “yesterday”.",
        "What has a date can be looked up. It is a good place to begin.",
        "NUM",
    ),
}


def hedges(material: Material) -> Iterator[DraftedQuestion]:
    """Mark the hedges of a passage; else its loaded words or its dates."""
    for what, (stem, hint, because, skill) in _TO_MARK.items():
        found = material.found(what)
        if found:
            show = material.passage([s.span for s in found])
            here = [s for s in found if s.span.segment in show]
            yield marks(
                "hedges",
                stem,
                f"marked by rules ({found[0].reason}, and the like); add what they missed, and "
                "take out what does not belong",
                [(s.span, as_sentence(s.reason)) for s in here],
                [],
                material.body,
                show=show,
                hint=hint,
                because=because,
                skills=(skill,),
            )


def firmness(material: Material) -> Iterator[DraftedQuestion]:
    """Which of three sentences commits itself least."""
    usable = [s for s in material.sentences if fits(s.text) and 4 <= s.words <= 30]
    soft = [s for s in usable if "hedge" in s.found]
    firm = [s for s in usable if "hedge" not in s.found and not FUTURE.search(s.text)]
    for sentence in soft[:3]:
        yield ticks(
            "firmness",
            "choose",
            "Which of these sentences commits itself least?",
            "the sentence with a word of doubt, found by rules; read all of them and decide",
            [
                (quoted(sentence.text), True, "A word in it leaves room for doubt.", ""),
                *(
                    (quoted(s.text), False, "No word of doubt was found in it.", "misread")
                    for s in firm[:3]
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


def loaded(material: Material) -> Iterator[DraftedQuestion]:
    """Which words judge besides telling."""
    judging = {material.words(s.span): s for s in material.found("loaded")}
    plain = {material.words(s.span): s for s in material.found("number", "date", "name")}
    for count in (3, 2, 1):
        yes = [w for w in judging if fits(w)][:count]
        no = [w for w in plain if fits(w) and w not in judging][:3]
        if not yes or not no:
            return
        yield ticks(
            "loaded",
            "choose-many",
            "Some of these words do more than tell: they judge as well. Tick all that do.",
            "found by rules (a list of words that judge); in your article they may be the plain "
            "word, so decide each",
            [
                *((quoted(w), True, as_sentence(judging[w].reason), "") for w in yes),
                *((quoted(w), False, "It names, counts or passes on.", "misread") for w in no),
            ],
            hint="Would both sides of a quarrel use the same word?",
            because="A loaded word can stand beside a fact that holds. Note it, and read on.",
            skills=("LNG",),
        )


def loaded_in_general(material: Material) -> Iterator[DraftedQuestion]:
    """Which verbs add a judgement to “said”."""
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
    """Put words in the order of how sure they sound."""
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
