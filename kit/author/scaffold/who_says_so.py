"""The questions about sources: cues, unnamed sources, and the hands a claim goes through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.article.segments import words
from kit.author.cues.grammar import SUBJECT_PRONOUNS
from kit.author.cues.passives import OWNERLESS
from kit.author.cues.shades import ROLES, WHOEVER
from kit.author.cues.verbs import ASKING, FORMS, SAYING, THINKING
from kit.author.scaffold.drafted_question import (
    DraftedQuestion,
    sequence,
    sure_marks,
    texts_of,
    ticks,
)
from kit.author.scaffold.material import Material, as_sentence, fits, short
from kit.author.scaffold.voices import spoken
from kit.author.suggest import Suggestion

_ROLE = re.compile(rf"\b(?:{'|'.join(sorted(ROLES | WHOEVER))})\b", re.IGNORECASE)

_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_HANDING = {SAYING, THINKING, ASKING}


def cues(material: Material) -> Iterator[DraftedQuestion]:
    """Mark the words of saying in a passage where rules are sure of them."""
    yield from sure_marks(
        "cues",
        material,
        ("cue", "hedge"),
        lambda found: _why(material, found),
        lambda found: "No plain word of saying. It counts neither way.",
    )


def _why(material: Material, found: Suggestion) -> str:
    words = short(material.words(found.span), 6)
    return (
        f"{material.quoted(words)}: {found.reason}." if fits(words) else as_sentence(found.reason)
    )


def unnamed(material: Material) -> Iterator[DraftedQuestion]:
    """Which paragraphs rest on a source without a name, where rules are sure of each of them."""
    where = {s.span.segment: s for s in material.sure("anonymous")}
    named = {found.span.segment: name for found, name, _ in spoken(material)}
    doubtful = {
        s.span.segment
        for s in material.found("anonymous", "cue")
        if s.what == "anonymous" or s.reason == OWNERLESS
    }
    vague = {s.id for s in material.body if _ROLE.search(s.text)}
    yes = [s for s in material.body if s.id in where and fits(short(s.text))]
    no = [
        s
        for s in material.body
        if s.id in named
        and s.id not in doubtful | vague
        and _only_names_speak(s.text)
        and fits(short(s.text))
    ]
    if not yes or not no:
        return
    kept = {s.id for s in (*yes[:3], *no[:3])}
    options = [s for s in material.body if s.id in kept]
    rows = [
        (
            f"{s.id}: {short(s.text)}",
            s.id in where,
            f"{s.id}: {_why(material, where[s.id])}"
            if s.id in where
            else f"{s.id} gives a name: {named[s.id]}.",
            "" if s.id in where else "misread",
        )
        for s in options
    ]
    yield ticks(
        "choose-many", rows, show=tuple(s.id for s in options), **texts_of("unnamed", material)
    )


def _only_names_speak(paragraph: str) -> bool:
    """Whether a name or a pronoun stands beside each word that can hand something to somebody."""
    told = _QUOTATION.sub(" … ", paragraph)
    found = [told[a:b] for a, b in words(told)]
    for at, word in enumerate(found):
        verb = FORMS.get(word.casefold())
        beside = [*found[max(0, at - 1) : at], *found[at + 1 : at + 2]]
        named = any(w[:1].isupper() or w.casefold() in SUBJECT_PRONOUNS for w in beside)
        if verb and verb[0].reason in _HANDING and not named:
            return False
    return True


def chain(material: Material) -> Iterator[DraftedQuestion]:
    """The hands that a claim goes through, nearest to the reader first."""
    named = [name for _, name, _ in spoken(material)][:1]
    outlets = (
        [f"the outlet that published it: {material.publisher}"] if fits(material.publisher) else []
    )
    for outlet in (*outlets, "the outlet that published it", "the newsroom that published it"):
        for speaker in (*(f"the one who speaks: {n}" for n in named), "the one whose word it is"):
            yield sequence(
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
                **texts_of("chain", material),
            )
