"""The questions about checking: what, where, in which order, and what a copy shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.article.segments import Span, words
from kit.author.scaffold.drafted_question import (
    FITS_ANY,
    YOUR_MODEL,
    DraftedQuestion,
    chances,
    marks,
    pairs,
    sequence,
    text,
    ticks,
)
from kit.author.scaffold.kinds_of_sentence import in_different_places, plain_facts
from kit.author.scaffold.material import Material, fits, touch
from kit.author.scaffold.voices import spoken


def before(material: Material) -> Iterator[DraftedQuestion]:
    """How likely a second source bears this out: sentences that can be looked up."""
    chosen = in_different_places([s for s in plain_facts(material) if 5 <= s.words <= 30])
    if chosen:
        yield chances(
            "before",
            material.say("draft_before"),
            "sentences that look as if they can be looked up, found by rules; look them up, "
            "and put “yes” or “no” where it says “open”",
            [
                (
                    material.quoted(s.text),
                    f"Your number is kept. Hold it against what you find on {s.span.segment}.",
                )
                for s in chosen[:3]
            ],
            as_written=True,
            hint="Ask first how such sentences mostly turn out. Then look at this one.",
            because="A number that you wrote down cannot be quietly improved later.",
            skills=("CAL", "COR"),
        )


def before_in_general(material: Material) -> Iterator[DraftedQuestion]:
    """How likely a second source bears this out: the headline and the first paragraph."""
    yield chances(
        "before",
        material.say("draft_before"),
        "these statements fit any article; put in your own",
        [
            (
                "The main point of the headline",
                "Your number is kept. Hold it against what you find.",
            ),
            ("Every name in the first paragraph", "A name is quickly looked up."),
        ],
        show=tuple(s.id for s in material.segments[:2]),
        as_written=True,
        hint="Ask first how such things mostly turn out. Then look at this one.",
        because="A number that you wrote down cannot be quietly improved later.",
        skills=("CAL", "COR"),
    )


def numbers(material: Material) -> Iterator[DraftedQuestion]:
    """Mark the numbers of a passage that are written in digits: of these, nothing can be missed."""
    digits = [
        Span(s.id, start, end)
        for s in material.body
        for start, end in words(s.text)
        if _is_digits(s.text[start:end])
    ]
    names = [
        Span(s.id, start, end)
        for s in material.body
        for start, end in words(s.text)
        if not _is_digits(s.text[start:end]) and any(map(str.isdecimal, s.text[start:end]))
    ]
    if not digits:
        return
    show = material.passage(digits)
    here = [span for span in digits if span.segment in show]
    beside = [
        Span(s.span.segment, first, last)
        for s in material.found("number", "date")
        if s.span.segment in show
        for first, last in _words_inside(material, s.span)
        if not any(touch(Span(s.span.segment, first, last), span) for span in here)
    ]
    yield marks(
        "numbers",
        material.say("draft_numbers"),
        "every word that begins with a digit, which is sure",
        [(span, "Digits: somebody counted it, or a calendar or a clock has it.") for span in here],
        [
            *((span, "It belongs to a number or a day, and is no digit.") for span in beside),
            *((span, _PART_OF_A_NAME) for span in names if span.segment in show),
        ],
        material.body,
        show=show,
        hint="Look for digits. Days and years in digits count, too.",
        because="A number has somebody who counted. A date has a calendar. Both can be checked.",
        skills=("NUM", "CLM"),
    )


def _is_digits(word: str) -> bool:
    """Whether a word is a number and not a name: “£40m” and “1930s”, not “A9”."""
    return next(filter(str.isalnum, word), "").isdecimal()


_PART_OF_A_NAME = "The digit is part of a name, and counts nothing. It counts neither way."


def _words_inside(material: Material, span: Span) -> Iterator[tuple[int, int]]:
    text = next(s.text for s in material.segments if s.id == span.segment)
    return ((a, b) for a, b in words(text) if span.start <= a and b <= span.end)


# What to look for, and where one would look for it first.
_WHERE: dict[str, tuple[str, str]] = {
    "number": ("whoever counted it", "Go back to the one who counted, and ask how."),
    "quotation": ("a recording, or the full text", "Then you see what came before."),
    "date": ("a calendar, and reports of that day", "Does the day fit what is said of it?"),
    "name": (
        "that person’s own page, or the office’s",
        "Look at the spelling and the role.",
    ),
}
_SHARES = {"a share in per cent", "a range in per cent"}
_COUNTED = {*_SHARES, "a large number"}


def where(material: Material) -> Iterator[DraftedQuestion]:
    """Match things of the article to where one would look first."""
    voices = spoken(material)
    counted = [
        (s.span.segment, _with_unit(material, s.span, s.reason))
        for s in material.found("number")
        if s.reason in _COUNTED
    ]
    found: dict[str, list[tuple[str, str]]] = {
        "number": [(said, segment) for segment, said in counted],
        "quotation": [(words, one.span.segment) for one, _, words in voices],
        "date": [(material.words(s.span), s.span.segment) for s in material.sure("date")
                 if s.reason == "a date"],
        "name": [(name, one.span.segment) for one, name, _ in voices],
    }  # fmt: skip
    rows: list[tuple[str, str, str]] = []
    show: list[str] = []
    for what, places in found.items():
        for said, segment in places[:1]:
            if fits(said):
                item = said if what == "quotation" else material.quoted(said)
                rows.append((f"{segment}: {item}", *_WHERE[what]))
                show.append(segment)
    if len(rows) > 1:
        yield pairs(
            "where",
            "match",
            material.say("draft_where"),
            "the places that usually help first; name the real ones for this article",
            rows,
            ["the comments under the article"],
            show=tuple(s.id for s in material.body if s.id in show),
            hint="Who would know it at first hand?",
            because="The nearer to where it began, the better.",
            skills=("CLM", "NUM"),
        )


def _with_unit(material: Material, span: Span, reason: str) -> str:
    """A number with the word after it, where that says what was counted: “1.2 million dollars”."""
    text = next(s.text for s in material.segments if s.id == span.segment)
    after = re.match(r"\s+(?:people|[a-z]+s)\b", text[span.end :])
    unit = after[0] if after and reason not in _SHARES else ""
    return text[span.start : span.end] + unit


def where_in_general(material: Material) -> Iterator[DraftedQuestion]:
    """Match sorts of things to where one would look first."""
    names = {"number": "a number", "quotation": "a quotation", "date": "a day", "name": "a name"}
    yield pairs(
        "where",
        "match",
        material.say("draft_where"),
        FITS_ANY,
        [(names[what], *_WHERE[what]) for what in _WHERE],
        ["the comments under the article"],
        hint="Who would know it at first hand?",
        because="The nearer to where it began, the better.",
        skills=("CLM", "NUM"),
    )


def second_site(material: Material) -> Iterator[DraftedQuestion]:
    """What a second page with the same text shows."""
    yield ticks(
        "second-site",
        "choose-many",
        material.say("draft_second_site"),
        FITS_ANY,
        [
            (
                "At least one of the two is a copy",
                True,
                "Two people do not write the same by chance.",
                "",
            ),
            (
                "Two sources bear it out",
                False,
                "They share every word, so they are one voice.",
                "copy",
            ),
            ("I still need a voice of its own", True, "Right: one that did its own asking.", ""),
            (
                "What is copied so often is invented",
                False,
                "Agency news is reprinted everywhere.",
                "cynic",
            ),
        ],
        show=(material.segments[0].id,),
        hint="What would still follow if somebody had simply pressed “copy”?",
        because="A second copy shows where a text has been. It does not show that it is true.",
        skills=("COR", "PRV"),
        sure=True,
    )


def moves(material: Material) -> Iterator[DraftedQuestion]:
    """The moves of a fact-checker, in order."""
    for last in ("Say what holds and what stays open", "Write what holds and what stays open"):
        yield sequence(
            "moves",
            material.say("draft_moves"),
            FITS_ANY,
            [
                ("Note what the page does not tell you about itself", "It takes seconds."),
                ("Search for the headline in a new tab", "Others may have found its origin."),
                ("Open the report or record that it leans on", "Go to what it stands on."),
                ("Come back and compare, line by line", "Now you have something to compare with."),
                (last, "A verdict comes at the end. It can have three parts."),
            ],
            hint="Which move gives you something to compare the text with?",
            because="A page looks as its maker wants it to. So look around first, and come back.",
            skills=("PRV", "COR"),
        )


def plan(material: Material) -> Iterator[DraftedQuestion]:
    """What to check first, and where."""
    countable = [s.span for s in material.found("number", "date", "quotation", "name")]
    yield text(
        "plan",
        material.say("draft_plan"),
        YOUR_MODEL,
        [
            (
                "Proficient",
                "names one claim that matters, a place to look, and what would bear it out",
            ),
            ("Emergent", "does two of these three"),
            ("Basic", "says only to “search the web”, or that it cannot be checked"),
        ],
        "",
        show=material.passage(countable or [s.span for s in material.sentences]),
        limit=60,
        hint="One claim, one place, one sign that it holds.",
        because="A plan keeps you from checking only what is easy. Now carry it out.",
        skills=("CLM", "COR"),
    )
