"""A lesson as pages to print: what stands on them, from the questions as they are.

A worksheet holds no key: its pieces are made from `Question` values alone.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import segno

from kit.article.project import Project, exercise_of
from kit.article.seed import Evidence, Source, read_evidence, read_source
from kit.article.segments import Segment, places_of_words
from kit.classroom.drawn import drawn, drawn_line
from kit.classroom.templates import rendered
from kit.exchange.paper.codes import Sheet, shown_code
from kit.exchange.paper.typed import letter, part_of, typed
from kit.exchange.sent import Sent
from kit.exchange.sent_html import answer_html
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation, translation_chosen
from kit.lesson.copies import LessonCopy, read_copy
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import SURE, SURE_PERCENT, Key, Question

_HERE = Path(__file__).parent
_EVERY = 5  # lines and words between two numbers


@dataclass(frozen=True, slots=True)
class Look:
    """How a version of the sheets looks."""

    name: str  # in file names
    title: str  # its name among the strings
    width: int  # characters in a line of the article


LOOKS: Mapping[str, Look] = {
    look.name: look
    for look in (
        Look("worksheet", "paper_worksheet", 78),
        Look("key", "paper_key", 78),
        Look("large-print", "paper_large_print", 42),
        Look("plain-spacing", "paper_plain_spacing", 58),
        Look("mark-up", "paper_mark_up", 52),
    )
}
_HOW: Mapping[str, str] = {
    "ticked": "paper_ticked",
    "placed": "paper_placed",
    "sequence": "paper_sequence",
    "marked": "paper_marked",
    "rated": "paper_rated",
    "ranges": "paper_ranges",
}
WITH_CODES = ("worksheet", "large-print", "plain-spacing")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the article."""

    html: str
    number: int  # 0 where none is printed


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment of the article in lines."""

    id: str
    lines: tuple[Line, ...]
    first: int
    last: int

    def where(self, translation: Translation) -> str:
        """Its name and its lines, in words."""
        name = "paper_lines" if self.last > self.first else "paper_line"
        return translation.say(name, id=self.id, first=self.first, last=self.last)


@dataclass(frozen=True, slots=True)
class Printed:
    """A question as it is printed. What is named so is HTML already."""

    number: int
    part: str
    stem_html: str
    how: str  # what to look at, and how to answer
    items: tuple[tuple[str, str], ...]  # letter or number, and HTML
    targets: tuple[tuple[str, str], ...]
    passage: tuple[tuple[str, str], ...]  # segments with numbered words, as HTML
    rules: int  # lines to write on
    sure: tuple[tuple[str, str], ...]  # letter and words
    answer: str = ""  # as it would be typed
    answer_html: str = ""
    because_html: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One printed sheet: for one student, or for anybody."""

    code: str
    code_html: str  # the QR code as SVG
    name: str


def printed(
    project: Project,
    lesson: str,
    look: Look,
    paper: str = "A4",
    sheets: Sequence[tuple[Sheet, str]] = (),
    language: str = "",
) -> str:
    """A version of a lesson to print, as HTML that needs nothing but itself. Raises Unreadable.

    ``sheets`` are those of a class, each with the name to print on it, or "". What stands beside
    the lesson's own words is in ``language``, chosen as `translation_chosen` says.
    """
    copy = read_copy(project, lesson)
    speaks = translation_chosen(language, copy.article.language)
    source = read_source(project, exercise_of(lesson))
    asked = copy.question_set.questions
    shown = {id for question in asked for id in question.show}
    own = [s for s in copy.article.segments if not s.id.startswith("X") or s.id in shown]
    paragraphs = _paragraphs(own, look.width)
    keyed = look.name == "key"
    questions = [] if look.name == "mark-up" else list(_questions(copy, paragraphs, keyed, speaks))
    pages = [Page(shown_code(s.code), _qr(s.code), name) for s, name in sheets]
    return rendered(
        _HERE,
        "sheet.html",
        look=look,
        paper=paper,
        language=copy.article.language or "en",
        words=_words(look, speaks),
        title=copy.question_set.title,
        source=_source(source),
        paragraphs=paragraphs,
        questions=questions,
        evidence=[] if look.name == "mark-up" else _evidence(project, lesson, asked),
        pages=pages or [Page("", "", "")],
        keyed=keyed,
    )


def _words(look: Look, speaks: Translation) -> Mapping[str, str]:
    card = speaks.card()
    return {
        "language": speaks.language,
        "look": speaks.say(look.title),
        "name": speaks.say("paper_name"),
        "right": speaks.say("paper_right"),
        "how_sure": card["how_sure"],
        "low": card["low"],
        "high": card["high"],
    }


def _source(source: Source) -> str:
    said = (source.title, source.publisher)
    return ", ".join(part for part in said if part and part != "unknown")


def _evidence(project: Project, lesson: str, questions: Sequence[Question]) -> list[Evidence]:
    """The evidence that the questions themselves name, as in “by E01”."""
    texts = " ".join(text for one in questions for text in (one.stem, *one.items, *one.targets))
    named = set(re.findall(r"\bE\d{2,}\b", texts))
    known = read_evidence(project, exercise_of(lesson)) if named else ()
    return [evidence for evidence in known if evidence.id in named]


def _paragraphs(segments: Sequence[Segment], width: int) -> tuple[Paragraph, ...]:
    made: list[Paragraph] = []
    number = 0
    for segment in segments:
        most = round(width * 0.8) if segment.id == "H" else width  # a headline is in large letters
        rows = textwrap.wrap(segment.text, most, break_long_words=False) or [""]
        lines = []
        first = number + 1
        for row in rows:
            number += 1
            lines.append(Line(as_html(row), 0 if number % _EVERY else number))
        made.append(Paragraph(segment.id, tuple(lines), first, number))
    return tuple(made)


def _questions(
    copy: LessonCopy, paragraphs: Sequence[Paragraph], keyed: bool, speaks: Translation
) -> Iterator[Printed]:
    where = {paragraph.id: paragraph.where(speaks) for paragraph in paragraphs}
    for number, question in enumerate(copy.question_set.questions, start=1):
        key = copy.question_set.key(question.id) if keyed else None
        shown = copy.shown(question)
        yield printed_question(number, question, shown, where, key, speaks)


def printed_question(
    number: int,
    question: Question,
    shown: Sequence[Segment],
    where: Mapping[str, str],
    key: Key | None = None,
    speaks: Translation = ENGLISH,
) -> Printed:
    """A question on paper; with its ``key``, as it stands on the key."""
    part = part_of(question)
    lettered = part in ("ticked", "sequence")
    named = (letter(n) if lettered else str(n + 1) for n in range(len(question.items)))
    targets = question.labels if part == "marked" else question.targets
    answers = _answers(Keyed(question, key, tuple(shown)), speaks) if key else {}
    look_at = ", ".join(where[segment.id] for segment in shown) if part != "marked" else ""
    looked = speaks.say("paper_look", where=look_at) if look_at else ""
    return Printed(
        number,
        part,
        drawn(question.stem, question.pictures),
        " ".join(filter(None, (looked, _how(question, part, speaks)))),
        tuple(zip(named, map(drawn_line, question.items), strict=True)),
        tuple((letter(n), drawn_line(target)) for n, target in enumerate(targets)),
        tuple(_numbered(shown)) if part == "marked" else (),
        min(14, max(4, round(question.limit / 8) + 2)) if question.limit else 8,
        tuple(_sure(speaks)) if question.ask_sure else (),
        **answers,
    )


def _how(question: Question, part: str, speaks: Translation) -> str:
    if part == "text":
        return speaks.say("paper_words", question.limit) if question.limit else ""
    if kind(question.kind).takes_one:
        return speaks.say("paper_choose_one")
    return speaks.say("paper_labelled" if question.labels else _HOW[part])


def _sure(speaks: Translation) -> Iterator[tuple[str, str]]:
    """How sure one can be, each with the letter by which it is typed in."""
    card = speaks.card()
    for sure in SURE[1:]:
        said = card[sure.replace(" ", "_")].format(percent=SURE_PERCENT[sure])
        yield sure[:1], said


def _numbered(segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    """Segments with a small number before every fifth word."""
    numbers = {place: n for n, place in enumerate(places_of_words(segments), start=1)}
    for segment in segments:
        html, at = "", 0
        for place in (place for place in numbers if place.segment == segment.id):
            html += as_html(segment.text[at : place.start])
            number = numbers[place]
            sign = f"<sup>{number}</sup>" if number % _EVERY == 0 or number == 1 else ""
            word = as_html(segment.text[place.start : place.end])
            html += f'<span class="word">{sign}{word}</span>'
            at = place.end
        yield segment.id, html + as_html(segment.text[at:])


def _answers(asked: Keyed, speaks: Translation) -> dict[str, str]:
    own, sent = kind(asked.question.kind), Sent("", asked, translation=speaks)
    return {
        "answer": "" if own.marked_by_person else typed(own.solution(asked), asked),
        "answer_html": f"{answer_html(asked, speaks)}{sent.rubric}",
        "because_html": sent.because,
    }


def _qr(code: str) -> str:
    drawn_code: str = segno.make(code, error="m", micro=False).svg_inline(border=2, omitsize=True)
    return drawn_code
