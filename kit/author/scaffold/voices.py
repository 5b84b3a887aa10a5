"""The questions about voices: who stands behind these words, and which words are whose."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kit.author.scaffold.drafted_question import DraftedQuestion, pairs, texts_of, ticks
from kit.author.scaffold.material import Material, fits, short
from kit.author.suggest import Suggestion

_NOBODY = "nobody whom the article names"
_REPORTER = "only the reporter"


def owner(material: Material) -> Iterator[DraftedQuestion]:
    """Who says these words: a person of the article, beside others who speak in it."""
    voices = spoken(material)
    for found, name, words in voices:
        others = list(dict.fromkeys(n for _, n, _ in voices if not _related(n, name)))[:2]
        rows = [
            (name, True, f"Yes: the word of saying stands beside {name}.", ""),
            *(
                (n, False, "This person speaks in the article, but not here.", "near")
                for n in others
            ),
            (_REPORTER, False, "The reporter passes it on, and says from whom.", "near"),
            (_NOBODY, False, "Look again: somebody is named for these words.", "misread"),
        ]
        yield ticks(
            "choose",
            rows,
            show=(found.span.segment,),
            **texts_of("owner", material, words=words, segment=found.span.segment, name=name),
        )


def speakers(material: Material) -> Iterator[DraftedQuestion]:
    """Match quotations to the people who speak them."""
    by_name: dict[str, tuple[Suggestion, str]] = {}
    for found, name, words in spoken(material):
        by_name.setdefault(name, (found, words))
    if any(_related(a, b) for a, b in combinations(by_name, 2)):
        return
    for count in (4, 3, 2):
        chosen = dict(list(by_name.items())[:count])
        others = [name for name in by_name if name not in chosen][:1]
        if len(chosen) < 2:
            return
        yield pairs(
            "match",
            [
                (words, name, f"The word of saying stands beside {name}.")
                for name, (_, words) in chosen.items()
            ],
            others,
            show=tuple(dict.fromkeys(found.span.segment for found, _ in chosen.values())),
            **texts_of("speakers", material, left=" One name is left over." if others else ""),
        )


def spoken(material: Material) -> list[tuple[Suggestion, str, str]]:
    """Quotations whose speaker is sure: the quotation, the full name, and the words in marks.

    Descriptions, pronouns and surnames that two people share name nobody here.
    """
    found: list[tuple[Suggestion, str, str]] = []
    for one in material.sure("quotation"):
        name = material.people.name_of(material.words(one.speaker)) if one.speaker else ""
        words = short(material.words(one.span))
        if name and fits(name) and fits(words) and len(words.split()) >= 4:
            found.append((one, name, material.quoted(words)))
    return found


def _related(one: str, other: str) -> bool:
    """Whether two names share a word, so that one could be taken for the other."""
    return bool(set(one.split()) & set(other.split()))
