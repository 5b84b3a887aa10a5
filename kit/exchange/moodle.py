"""Moodle XML, for Moodle 4.1 and later: each kind has a question there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent
from xml.sax.saxutils import unescape

from kit.article.segments import Segment, Span
from kit.exchange.manifest import as_bytes
from kit.exchange.sent import (
    Export,
    Format,
    Picture,
    Sent,
    SentLesson,
    article_html,
    fit,
    line_html,
    plain_line,
    segment_html,
)

# The shares that Moodle takes, in per cent; with less than nothing before them for wrong options.
LEGAL = (
    *(100.0, 90.0, 83.33333, 80.0, 75.0, 70.0, 66.66667, 60.0, 50.0, 40.0, 33.33333, 30.0, 25.0),
    *(20.0, 16.66667, 14.28571, 12.5, 11.11111, 10.0, 5.0),
)
WORDSELECT = "wordselect"
_TEXT = re.compile(r"<(text|introduction)>([^<]+)</\1>")
_PAIRS_OF_BRACKETS = ("[]", "{}", "()")


def weights(right: int) -> tuple[tuple[float, ...], float]:
    """What each of so many right options counts, in per cent, and what a wrong one takes away.

    All are on Moodle's list, and the right ones make 100. Where they cannot be even, the first ones
    count more.
    """
    nearest = min(LEGAL, key=lambda share: abs(share - 100 / right))
    if abs(nearest - 100 / right) < 0.001:
        return (nearest,) * right, -nearest
    tens = max(0, 20 - right)
    fives = min(20, right) - tens
    return (*(10.0,) * tens, *(5.0,) * fives, *(0.0,) * (right - tens - fives)), -nearest


def uneven(sent: Sent) -> Iterator[str]:
    """Said of a question whose right options cannot count the same."""
    right = len(sent.key.ticked)
    if right and len(set(weights(right)[0])) > 1:
        yield f"{right} right options cannot count the same there, so the first ones count more"


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
    _text(question, "category", category_of(export, lesson), format="")
    said = "".join(f"<p>{article_html(line)}</p>" for line in export.described.splitlines())
    _text(question, "info", said)
    _plain(question, "idnumber", fit(lesson.name)[-100:])
    return question


def _question(sent: Sent, export: Export) -> Element:
    in_words = _stays_in_words(sent, export.options)
    type_, add = (WORDSELECT, _word_select) if in_words else _TYPES[sent.part]
    question = Element("question", type=type_)
    _text(question, "name", sent.title, format="")
    text = _text(question, "questiontext", sent.text(lambda p: f"@@PLUGINFILE@@/{p.name}"))
    _add_files(text, sent.pictures)
    _text(question, "generalfeedback", sent.because)
    _plain(question, "defaultgrade", "1.0000000")
    _plain(question, "penalty", f"{sent.question.try_costs / 100:.7f}")
    _plain(question, "hidden", "0")
    _plain(question, "idnumber", sent.id)
    add(question, sent)
    for hint in sent.hints:
        _text(question, "hint", hint)
    if sent.tags:
        tags = SubElement(question, "tags")
        for tag in sent.tags:
            _text(tags, "tag", tag, format="")
    return question


def _stays_in_words(sent: Sent, options: frozenset[str]) -> bool:
    marks = sent.part == "marked" and not sent.question.labels
    return marks and WORDSELECT in options and bool(_free_brackets(sent))


def _free_brackets(sent: Sent) -> str:
    """Two signs that the article does not have where it is shown; "" where it has all."""
    signs = {sign for segment in sent.asked.segments for sign in segment.text}
    return next((two for two in _PAIRS_OF_BRACKETS if not set(two) & signs), "")


def _chosen(sent: Sent, options: frozenset[str]) -> str:
    if not _stays_in_words(sent, options):
        return ""
    return "it needs the plugin “wordselect”, which counts right words minus wrong ones"


def _options(question: Element, sent: Sent) -> None:
    right = [item for item in sent.question.items if item in sent.key.ticked]
    shares, wrong = weights(len(right))
    given = dict(zip(right, shares, strict=True))
    wrong = 0.0 if sent.kind.takes_one else wrong
    _plain(question, "single", "true" if sent.kind.takes_one else "false")
    _plain(question, "shuffleanswers", "false" if sent.question.as_written else "true")
    _plain(question, "answernumbering", "abc")
    _combined(question)
    for item in sent.question.items:
        share = given.get(item, wrong)
        answer = _text(question, "answer", line_html(item), fraction=f"{share:.5f}")
        _text(answer, "feedback", sent.note(item))


def _pairs(question: Element, sent: Sent) -> None:
    placed = dict(sent.key.placed)
    _plain(question, "shuffleanswers", "false" if sent.question.as_written else "true")
    _combined(question)
    pairs = [(item, placed[item]) for item in sent.question.items]
    for item, target in (*pairs, *(("", target) for target in sent.spare_targets)):
        subquestion = _text(question, "subquestion", line_html(item))
        _text(subquestion, "answer", plain_line(target), format="")


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
        _plain(question, name, value)
    _combined(question)
    for number, thing in enumerate(sent.key.sequence, start=1):
        _text(question, "answer", line_html(thing), fraction=f"{number}.0000000")


def _gaps(question: Element, sent: Sent) -> None:
    """Words to drag into the article: the labels, or else the very words that are sought."""
    labels = sent.question.labels
    sought = [key.span for key in sent.key.spans if not key.neutral]
    boxes = list(labels or dict.fromkeys(_words_of(span, sent.asked.segments) for span in sought))
    spans = apart(sought)
    shown = []
    for segment in sent.asked.segments:
        html, at = "", 0
        for span in (span for span in spans if span.segment == segment.id):
            words = segment.text[span.start : span.end]
            box = boxes.index(span.label if labels else words) + 1
            gap = f"<u>{_unbracketed(words)}</u> [[{box}]]" if labels else f"[[{box}]]"
            html += _unbracketed(segment.text[at : span.start]) + gap
            at = span.end
        shown.append(segment_html(segment, html + _unbracketed(segment.text[at:])))
    text = question.find("questiontext/text")
    if text is not None:
        stem = sent.text(lambda p: f"@@PLUGINFILE@@/{p.name}", segments=False)
        text.text = stem.replace("[", "&#91;") + "".join(shown)
    _plain(question, "shuffleanswers", "1")
    _combined(question)
    often = [span.label if labels else _words_of(span, sent.asked.segments) for span in spans]
    for word in boxes:
        dragbox = SubElement(question, "dragbox")
        _plain(dragbox, "text", fit(word))
        _plain(dragbox, "group", "1")
        if labels or often.count(word) > 1:
            SubElement(dragbox, "infinite")


def _word_select(question: Element, sent: Sent) -> None:
    """The article with each word that is sought between two signs that it has nowhere else."""
    signs = _free_brackets(sent)
    sought = [key.span for key in sent.key.spans if not key.neutral]
    shown = []
    for segment in sent.asked.segments:
        places = apart(span for span in sought if span.segment == segment.id)
        html, at = "", 0
        for place in places:
            words = segment.text[place.start : place.end]
            marked = re.sub(r"\S+", lambda word: f"{signs[0]}{word[0]}{signs[1]}", words)
            html += article_html(segment.text[at : place.start]) + article_html(marked)
            at = place.end
        shown.append(segment_html(segment, html + article_html(segment.text[at:])))
    text = question.find("questiontext/text")
    if text is not None:
        text.text = "".join(shown)
    _plain(question, "introduction", sent.text(segments=False))  # the plugin reads no <text> in it
    _plain(question, "delimitchars", signs)
    _plain(question, "wordpenalty", "1")
    _combined(question)


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
        _plain(question, name, value)
    model = f"<p>Model: {line_html(sent.key.model)}</p>" if sent.key.model else ""
    _text(question, "graderinfo", f"{more}{sent.rubric}{model}")
    _text(question, "responsetemplate", "")


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


def apart(spans: Sequence[Span] | Iterator[Span]) -> list[Span]:
    """The spans in order, without those that begin inside one before them."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.segment, one.start, one.end)):
        if not kept or kept[-1].segment != span.segment or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def _unbracketed(text: str) -> str:
    return article_html(text).replace("[", "&#91;")


def _words_of(span: Span, segments: Sequence[Segment]) -> str:
    return next(s.text[span.start : span.end] for s in segments if s.id == span.segment)


def _text(parent: Element, tag: str, text: str, format: str = "html", **values: str) -> Element:
    element = SubElement(parent, tag, {**values, **({"format": format} if format else {})})
    _plain(element, "text", text)
    return element


def _plain(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _add_files(parent: Element, pictures: Sequence[Picture]) -> None:
    for picture in pictures:
        file = SubElement(parent, "file", name=picture.name, path="/", encoding="base64")
        file.text = picture.data


def _combined(question: Element) -> None:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _text(question, name, "")


_TYPES: dict[str, tuple[str, Callable[[Element, Sent], None]]] = {
    "ticked": ("multichoice", _options),
    "placed": ("matching", _pairs),
    "sequence": ("ordering", _sequence),
    "marked": ("ddwtos", _gaps),
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
    _chosen,
)
