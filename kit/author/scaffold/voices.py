"""The questions about voices: who stands behind these words, and which words are whose."""

from __future__ import annotations

from collections.abc import Iterator

from kit.author.cues.grammar import SUBJECT_PRONOUNS
from kit.author.scaffold.drafted_question import FITS_ANY, DraftedQuestion, pairs, ticks
from kit.author.scaffold.material import Material, fits, quoted, short
from kit.author.suggest import Suggestion

_PRONOUNS = SUBJECT_PRONOUNS | {"his", "her", "their"}
_NOBODY = "nobody that this passage names"


def owner(material: Material) -> Iterator[DraftedQuestion]:
    """Who stands behind these words: a speaker that the passage names."""
    names = _people(material)
    for found in spoken(material):
        speaker, words = speaker_of(material, found), _words_of(material, found)
        others = [n for n in names if n not in speaker and speaker not in n][:2]
        rows = [
            (speaker, True, f"Yes: {speaker} stands beside these words.", ""),
            *(
                (n, False, "Named in the article. But who stands beside these words?", "near")
                for n in others
            ),
            (_NOBODY, False, "Look again: somebody stands beside these words.", "misread"),
        ]
        yield ticks(
            "owner",
            "choose",
            f"Who stands behind {words} in {found.span.segment}?",
            f"the speaker was found by rules ({found.reason}); read the passage and decide",
            rows,
            show=(found.span.segment,),
            hint="Look for the cue, such as “said”. Who stands beside it?",
            because="The name nearest by need not be the one who speaks. The cue decides.",
            skills=("ATT",),
            sure=True,
        )


def owner_without_a_name(material: Material) -> Iterator[DraftedQuestion]:
    """Who stands behind a sentence whose source has no name."""
    longest_first = sorted(material.found("anonymous"), key=lambda s: s.span.start - s.span.end)
    for found in longest_first:
        words = material.words(found.span)
        if not fits(words):
            continue
        rows = [
            (
                f"{quoted(words)}, without a name",
                True,
                f"Yes. {quoted(words)}: {found.reason}.",
                "",
            ),
            (
                "a government, officially",
                False,
                "This word is not yet an official statement.",
                "anonymous-is-official",
            ),
            (
                "nobody: it is invented",
                False,
                "No name is given. That does not mean there is nobody.",
                "anonymous-is-invented",
            ),
            ("the reporter alone", False, "The reporter passes it on, and says from whom.", "near"),
        ]
        yield ticks(
            "owner",
            "choose",
            f"In {found.span.segment}, who is given as the source?",
            f"found by rules ({found.reason}); read the passage and decide",
            rows,
            show=(found.span.segment,),
            hint="Who could be asked about it tomorrow?",
            because="A source without a name is neither proof nor fake. Ask for role and reason.",
            skills=("ATT", "ANO"),
            sure=True,
        )


def owner_in_general(material: Material) -> Iterator[DraftedQuestion]:
    """What follows where a sentence names nobody."""
    rows = [
        ("You cannot yet ask anybody about it", True, "Right. It may hold all the same.", ""),
        (
            "It is a plain fact",
            False,
            "It may be. But that nobody is named does not show it.",
            "no-said-is-fact",
        ),
        ("It was invented", False, "Nothing shows that. You only miss a name.", "cynic"),
        (
            "The nearest name in the text said it",
            False,
            "A name close by need not be the source.",
            "near",
        ),
    ]
    yield ticks(
        "owner",
        "choose",
        "Suppose that a sentence names nobody who says so. What follows most safely?",
        FITS_ANY,
        rows,
        hint="What can you do with a name that you cannot do without it?",
        because="A missing name is a reason to look further. It is no verdict.",
        skills=("ATT",),
        sure=True,
    )


def speakers(material: Material) -> Iterator[DraftedQuestion]:
    """Match quotations to who speaks them."""
    by_words = {_words_of(material, f): (f, speaker_of(material, f)) for f in spoken(material)}
    for count in (4, 3, 2):
        chosen = list(by_words.items())[:count]
        who = {speaker for _, (_, speaker) in chosen}
        others = [n for n in _people(material) if not any(n in w or w in n for w in who)][:1]
        if len(chosen) < 2 or len(who) + len(others) < 2:
            continue
        yield pairs(
            "speakers",
            "match",
            "Match each piece to whoever stands behind it. "
            + ("One name is left over." if others else "A name may fit twice."),
            "the speakers were found by rules; read the passage and decide",
            [(words, w, f"{w} stands beside these words.") for words, (_, w) in chosen],
            others,
            show=tuple(dict.fromkeys(f.span.segment for _, (f, _) in chosen)),
            hint="For each piece, ask whose word it is. Do not ask whom it is about.",
            because="That a name stands in a sentence does not make it the source of the claim.",
            skills=("ATT",),
        )


def parts_of_a_claim(material: Material) -> Iterator[DraftedQuestion]:
    """Match the three parts that any claim has."""
    yield pairs(
        "speakers",
        "match",
        "Take a sentence: *“The well is dry, the farmer said.”* Match its words to what they do. "
        "One answer is left over. (The farmer is made up.)",
        FITS_ANY,
        [
            ("the farmer", "the source: who it comes from", "Whose word is it? The farmer’s."),
            ("said", "the cue: what hands it over", "This word hands the claim to somebody."),
            (
                "the well is dry",
                "the claim: what is said to be so",
                "This is what could be checked.",
            ),
        ],
        ["the proof: what shows that it is so"],
        hint="Which words could you check with a bucket?",
        because="Source, cue and claim: you can look for these three in any news sentence.",
        skills=("ATT",),
    )


def spoken(material: Material) -> list[Suggestion]:
    """Quotations and cues with a speaker, the quotations first, whose words fit a question."""
    found = [s for s in material.found("quotation") if s.speaker] + [
        s for s in material.found("cue") if s.speaker
    ]
    return [
        s
        for s in found
        if fits(speaker_of(material, s))
        and speaker_of(material, s).casefold() not in _PRONOUNS
        and fits(_words_of(material, s))
    ]


def speaker_of(material: Material, found: Suggestion) -> str:
    """Who speaks, by the full name where the article gives it elsewhere."""
    if not found.speaker:
        return ""
    said = short(" ".join(material.words(found.speaker).split()), 10)
    if len(said.split()) > 1:
        return said
    full = {
        name
        for other in (*material.found("name"), *material.found("quotation", "cue"))
        for name in [_name_of(material, other)]
        if len(name.split()) in (2, 3) and name.split()[-1] == said
    }
    return full.pop() if len(full) == 1 else said


def _name_of(material: Material, found: Suggestion) -> str:
    span = found.span if found.what == "name" else found.speaker
    return " ".join(material.words(span).split()) if span else ""


def _words_of(material: Material, found: Suggestion) -> str:
    """The quotation, or the sentence of a cue, short and in quotation marks."""
    if found.what == "quotation":
        return quoted(short(material.words(found.span)))
    sentence = next(
        (
            s.text
            for s in material.sentences
            if s.span.segment == found.span.segment
            and s.span.start <= found.span.start < s.span.end
        ),
        "",
    )
    return quoted(short(sentence)) if sentence else ""


def _people(material: Material) -> list[str]:
    """Speakers and names in the article, each once: speakers first, likely places and days last."""
    headline = set(material.segments[0].text.split())

    def is_no_person(name: str) -> bool:  # the rules for names cannot tell, but this often can
        return len(name.split()) == 1 or bool(headline & set(name.split()))

    said = [speaker_of(material, f) for f in spoken(material)]
    named = sorted((material.words(s.span) for s in material.found("name")), key=is_no_person)
    return [n for n in dict.fromkeys((*said, *named)) if fits(n) and len(n.split()) <= 10]
