"""Moodle XML, for Moodle 4.1 and later: each kind has a question there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import indent
from xml.sax.saxutils import unescape

from kit.exchange.manifest import as_bytes, from_template
from kit.exchange.moodle_marks import (
    WORDSELECT,
    gaps,
    lost_in_words,
    stays_in_words,
    words_between_signs,
)
from kit.exchange.moodle_shares import uneven, weights
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
    quiz = from_template(
        "moodle.xml",
        said="".join(f"<p>{article_html(line)}</p>" for line in export.described.splitlines()),
        lessons=[
            {
                "category": category_of(export, lesson),
                "id": fit(lesson.name)[-100:],
                "questions": [_question(sent, export) for sent in lesson.questions],
            }
            for lesson in export.lessons
        ],
        fit=fit,
        plain_line=plain_line,
    )
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


def _question(sent: Sent, export: Export) -> dict[str, object]:
    """A question's type, its text as HTML, and what only its type has."""
    if stays_in_words(sent, export.options):
        text, signs = words_between_signs(sent)
        return {"sent": sent, "type": WORDSELECT, "text": text, "signs": signs}
    made: dict[str, object] = {"sent": sent, "type": _TYPES[sent.part], "text": _text(sent)}
    if sent.part == "ticked":
        made["shares"] = _shares(sent)
    elif sent.part == "marked":
        made["text"], made["boxes"] = gaps(sent)
    elif sent.part in ("rated", "text"):
        made["for_graders"] = _for_graders(sent)
    return made


def _text(sent: Sent) -> str:
    html = sent.text(lambda p: f"@@PLUGINFILE@@/{p.name}")
    if sent.part != "rated":
        return html
    wanted = sent.translation.say("paper_ranges" if sent.question.interval else "paper_rated")
    items = "".join(f"<li>{line_html(item)}</li>" for item in sent.question.items)
    return f"{html}<p>{article_html(wanted)}</p><ol>{items}</ol>"


def _shares(sent: Sent) -> list[tuple[str, float]]:
    """What each option counts, in per cent."""
    right = [item for item in sent.question.items if item in sent.key.ticked]
    shares, wrong = weights(len(right))
    given = dict(zip(right, shares, strict=True))
    wrong = 0.0 if sent.kind.takes_one else wrong
    return [(item, given.get(item, wrong)) for item in sent.question.items]


def _for_graders(sent: Sent) -> str:
    """How a text is marked. Chances are one, too: Moodle has nothing that scores them."""
    rule = (
        "half a point for covering the published range, half for being no wider"
        if sent.question.interval
        else "1 - (chance / 100 - outcome)², an outcome being 1 or 0"
    )
    lines = f"<p>Score each line by {rule}.</p>{sent.rated_right}" if sent.part == "rated" else ""
    model = f"<p>Model: {line_html(sent.key.model)}</p>" if sent.key.model else ""
    return f"{lines}{sent.rubric}{model}"


_TYPES = {
    "ticked": "multichoice",
    "placed": "matching",
    "sequence": "ordering",
    "marked": "ddwtos",
    "rated": "essay",
    "text": "essay",
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
