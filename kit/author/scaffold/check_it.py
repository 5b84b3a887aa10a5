"""The questions about checking: what, where, in which order, and what a copy shows."""

from __future__ import annotations

from collections.abc import Iterator

from kit.author.scaffold.drafted_question import (
    FITS_ANY,
    DraftedQuestion,
    chances,
    marks,
    pairs,
    sequence,
    text,
    ticks,
)
from kit.author.scaffold.kinds_of_sentence import FACT, kind_of
from kit.author.scaffold.material import Material, as_sentence, fits, quoted, short
from kit.author.suggest import Found

_BEFORE = (
    "Look nothing up yet. How likely is it that a second source, one that does not copy this "
    "article, bears out each of these? Give a number from 0 (surely not) to 100 (surely)."
)


def before(material: Material) -> Iterator[DraftedQuestion]:
    """How likely a second source bears this out: sentences of the article."""
    usable = [s for s in material.sentences if fits(s.text) and 4 <= s.words <= 30]
    plain = [s for s in usable if kind_of(s) == FACT]
    counted = [s for s in usable if s.found & {"number", "date"}]
    chosen = list(dict.fromkeys(quoted(s.text) for s in (*plain, *counted, *usable)))
    for count in (3, 2, 1):
        if chosen:
            yield chances(
                "before",
                _BEFORE,
                "sentences that look as if they can be looked up, found by rules; look them up, "
                "and put “yes” or “no” where it says “open”",
                [
                    (t, "Your number is kept. You can hold it against what you find.")
                    for t in chosen[:count]
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
        _BEFORE,
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
    """Mark the numbers and dates of a passage."""
    found = material.found("number", "date")
    if not found:
        return
    show = material.passage([s.span for s in found])
    here = [s for s in found if s.span.segment in show]
    yield marks(
        "numbers",
        "Mark every number and every date in this passage. Each of them can be looked up.",
        "marked by rules (digits, numbers in words, names of days and months); add what they "
        "missed, and take out what does not belong",
        [(s.span, as_sentence(s.reason)) for s in here],
        [],
        material.body,
        show=show,
        hint="Look for digits, and for numbers and days in words.",
        because="A number has somebody who counted. A date has a calendar. Both can be checked.",
        skills=("NUM", "CLM"),
    )


# What to look for, and where one would look for it first.
_WHERE: dict[Found, tuple[str, str]] = {
    "number": ("whoever counted it", "Go back to the one who counted, and ask how."),
    "quotation": ("a recording, or the full text of the speech", "Then you see what came before."),
    "date": ("a calendar, and reports of that day", "Does the day fit what is said of it?"),
    "name": ("that person’s or office’s own page", "Look at how it is spelt, and at the role."),
}


def where(material: Material) -> Iterator[DraftedQuestion]:
    """Match things of the article to where one would look first."""
    rows: list[tuple[str, str, str]] = []
    show: list[str] = []
    for what, (place, note) in _WHERE.items():
        for found in material.found(what):
            words = short(material.words(found.span), 8)
            item = f"{found.span.segment}: {quoted(words)}"
            if fits(words) and all(item != row[0] for row in rows):
                rows.append((item, place, note))
                show.append(found.span.segment)
                break
    if len(rows) > 1:
        yield pairs(
            "where",
            "match",
            "Where would you look first to check each of these? One answer is left over.",
            "the places that usually help first; name the real ones for this article",
            rows,
            ["the comments under the article"],
            show=tuple(s.id for s in material.body if s.id in show),
            hint="Who would know it at first hand?",
            because="Go to the one who counted, spoke or was there. The nearer, the better.",
            skills=("CLM", "NUM"),
        )


def where_in_general(material: Material) -> Iterator[DraftedQuestion]:
    """Match sorts of things to where one would look first."""
    names = {"number": "a number", "quotation": "a quotation", "date": "a day", "name": "a name"}
    yield pairs(
        "where",
        "match",
        "Where would you look first to check each of these? One answer is left over.",
        FITS_ANY,
        [(names[what], *_WHERE[what]) for what in _WHERE],
        ["the comments under the article"],
        hint="Who would know it at first hand?",
        because="Go to the one who counted, spoke or was there. The nearer, the better.",
        skills=("CLM", "NUM"),
    )


def second_site(material: Material) -> Iterator[DraftedQuestion]:
    """What a second page with the same text shows."""
    yield ticks(
        "second-site",
        "choose-many",
        "You search for the headline. A second page has the same text, word for word. What do you "
        "know now? Tick all that apply.",
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
            "You have this article and ten minutes. Put these moves in the order that a "
            "fact-checker would choose.",
            FITS_ANY,
            [
                ("Note what the page does not tell you about itself", "It takes seconds."),
                ("Search for the headline in a new tab", "Others may have found its origin."),
                ("Open the report or record that it leans on", "Go to what it stands on."),
                ("Come back and compare, line by line", "Now you have something to compare with."),
                (last, "A verdict comes at the end. It can have three parts."),
            ],
            hint="Which move gives you something to compare the text with?",
            because="A page looks as its maker wants it to look. So leave it early, and come back.",
            skills=("PRV", "COR"),
        )


def plan(material: Material) -> Iterator[DraftedQuestion]:
    """What to check first, and where."""
    countable = [s.span for s in material.found("number", "date", "quotation", "name")]
    yield text(
        "plan",
        "What in this passage would you check first, and where? Say also what you would take as a "
        "confirmation. Use 60 words or fewer.",
        "this question fits any article; write a model for yours",
        [
            (
                "Proficient",
                "names one claim that matters, a place to look, and what would bear it out",
            ),
            ("Emergent", "does two of these three"),
            ("Basic", "says only to “search the web”, or that it cannot be checked"),
        ],
        "I would check that …, because … hangs on it. I would look at … . If … says the same from "
        "its own asking, I take it as borne out.",
        show=material.passage(countable or [s.span for s in material.sentences]),
        limit=60,
        hint="One claim, one place, one sign that it holds.",
        because="A plan keeps you from checking only what is easy. Now carry it out.",
        skills=("CLM", "COR"),
    )
