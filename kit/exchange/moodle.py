"""Moodle XML, for Moodle 4.1 and later: each kind has a question there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent
from xml.sax.saxutils import unescape

from kit.exchange.manifest import as_bytes
from kit.exchange.moodle_marks import (
    WORDSELECT,
    add_gaps,
    add_word_select,
    lost_in_words,
    stays_in_words,
)
from kit.exchange.moodle_shares import uneven, weights
from kit.exchange.moodle_xml import combined, plain_in, text_in
from kit.exchange.sent import Export, Format, Sent, SentLesson
from kit.exchange.sent_html import article_html, fit, line_html, plain_line

_TEXT = re.compile(r"<(text|introduction)>([^<]+)</\1>")


def losses(sent: Sent) -> Iterator[str]:
    """What only some questions lose."""
    yield from uneven(sent)
    tries, hints = sent.question.tries, len(sent.hints)
    if tries and tries != hints + 1:
        yield f"Moodle gives as many tries as there are hints and one more, {hints + 1} for {tries}"


def write(export: Export) -> bytes:
    """The questions of an export as one file."""
    quiz = Element("quiz")
    for lesson in export.lessons:
        quiz.append(_category(export, lesson))
        quiz.extend(_question(sent, export) for sent in lesson.questions)
    indent(quiz)
    return _TEXT.sub(_in_cdata, as_bytes(quiz).decode()).encode()


def _in_cdata(text: re.Match[str]) -> str:
    """A text as Moodle writes it.

    Its reader drops whatever its parser reports as space alone: a line end, and a space between
    two escaped signs.
    """
    inside = unescape(text[2]).replace("\n", " ").replace("]]>", "]]]]><![CDATA[>")
    return f"<{text[1]}><![CDATA[{inside}]]></{text[1]}>"


def category_of(export: Export, lesson: SentLesson) -> str:
    """The category of a lesson, as Moodle writes it."""
    names = (fit(name).replace("/", "//") for name in (export.title, lesson.title))
    return f"$course$/top/Says Who?/{'/'.join(names)}"


def _category(export: Export, lesson: SentLesson) -> Element:
    question = Element("question", type="category")
    text_in(question, "category", category_of(export, lesson), format="")
    said = "".join(f"<p>{article_html(line)}</p>" for line in export.described.splitlines())
    text_in(question, "info", said)
    plain_in(question, "idnumber", fit(lesson.name)[-100:])
    return question


def _question(sent: Sent, export: Export) -> Element:
    in_words = stays_in_words(sent, export.options)
    type_, add = (WORDSELECT, add_word_select) if in_words else _TYPES[sent.part]
    question = Element("question", type=type_)
    text_in(question, "name", sent.title, format="")
    text = text_in(question, "questiontext", sent.text(lambda p: f"@@PLUGINFILE@@/{p.name}"))
    for picture in sent.pictures:
        file = SubElement(text, "file", name=picture.name, path="/", encoding="base64")
        file.text = picture.data
    text_in(question, "generalfeedback", sent.because)
    plain_in(question, "defaultgrade", "1.0000000")
    plain_in(question, "penalty", f"{sent.question.try_costs / 100:.7f}")
    plain_in(question, "hidden", "0")
    plain_in(question, "idnumber", sent.id)
    add(question, sent)
    for hint in sent.hints:
        text_in(question, "hint", hint)
    if sent.tags:
        tags = SubElement(question, "tags")
        for tag in sent.tags:
            text_in(tags, "tag", tag, format="")
    return question


def _options(question: Element, sent: Sent) -> None:
    right = [item for item in sent.question.items if item in sent.key.ticked]
    shares, wrong = weights(len(right))
    given = dict(zip(right, shares, strict=True))
    wrong = 0.0 if sent.kind.takes_one else wrong
    plain_in(question, "single", "true" if sent.kind.takes_one else "false")
    plain_in(question, "shuffleanswers", "false" if sent.question.as_written else "true")
    plain_in(question, "answernumbering", "abc")
    combined(question)
    for item in sent.question.items:
        share = given.get(item, wrong)
        answer = text_in(question, "answer", line_html(item), fraction=f"{share:.5f}")
        text_in(answer, "feedback", sent.note(item))


def _pairs(question: Element, sent: Sent) -> None:
    placed = dict(sent.key.placed)
    plain_in(question, "shuffleanswers", "false" if sent.question.as_written else "true")
    combined(question)
    pairs = [(item, placed[item]) for item in sent.question.items]
    for item, target in (*pairs, *(("", target) for target in sent.spare_targets)):
        subquestion = text_in(question, "subquestion", line_html(item))
        text_in(subquestion, "answer", plain_line(target), format="")


def _sequence(question: Element, sent: Sent) -> None:
    settings = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": "0",
        "gradingtype": "LONGEST_ORDERED_SUBSET",
        "showgrading": "SHOW",
        "numberingstyle": "none",
    }
    for name, value in settings.items():
        plain_in(question, name, value)
    combined(question)
    for number, thing in enumerate(sent.key.sequence, start=1):
        text_in(question, "answer", line_html(thing), fraction=f"{number}.0000000")


def _essay(question: Element, sent: Sent, more: str = "") -> None:
    settings = {
        "responseformat": "plain",
        "responserequired": "1",
        "responsefieldlines": "10",
        "minwordlimit": "",
        "maxwordlimit": str(sent.question.limit or ""),
        "attachments": "0",
        "attachmentsrequired": "0",
    }
    for name, value in settings.items():
        plain_in(question, name, value)
    model = f"<p>Model: {line_html(sent.key.model)}</p>" if sent.key.model else ""
    text_in(question, "graderinfo", f"{more}{sent.rubric}{model}")
    text_in(question, "responsetemplate", "")


def _chances(question: Element, sent: Sent) -> None:
    """Statements to rate, as a text: Moodle has nothing that scores chances."""
    wanted = sent.translation.say("paper_ranges" if sent.question.interval else "paper_rated")
    items = "".join(f"<li>{line_html(item)}</li>" for item in sent.question.items)
    text = question.find("questiontext/text")
    if text is not None:
        text.text = f"{text.text}<p>{article_html(wanted)}</p><ol>{items}</ol>"
    rule = (
        "half a point for covering the published range, half for being no wider"
        if sent.question.interval
        else "1 - (chance / 100 - outcome)², an outcome being 1 or 0"
    )
    _essay(question, sent, f"<p>Score each line by {rule}.</p>{sent.rated_right}")


_TYPES: dict[str, tuple[str, Callable[[Element, Sent], None]]] = {
    "ticked": ("multichoice", _options),
    "placed": ("matching", _pairs),
    "sequence": ("ordering", _sequence),
    "marked": ("ddwtos", add_gaps),
    "rated": ("essay", _chances),
    "text": ("essay", _essay),
}

FORMAT = Format(
    "moodle",
    "Moodle XML",
    ".xml",
    "Moodle 4.1 to 5",
    frozenset({"hints", "notes", "explanation", "tries", "pictures"}),
    write,
    (
        "Moodle adds copies when it takes a file in again. To replace questions, delete or move "
        "the category first; each keeps its id number, by which two imports can be compared.",
        "An order is of the type “ordering”, which older versions of Moodle have as a plugin.",
    ),
    losses,
    {WORDSELECT: "words to mark stay words to mark, where Moodle has the plugin “wordselect”"},
    lost_in_words,
)
