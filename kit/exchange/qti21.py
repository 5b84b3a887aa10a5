"""QTI 2.1 as a content package: a file for each question, and a test for each lesson.

How a response is scored is written out in each file, so that any system that follows the standard
gives the kit's score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from kit.article.segments import Segment, Span, places_of_words, words, words_of
from kit.classroom.releasing.archive import pack
from kit.exchange.manifest import as_bytes, from_template, manifest, named, picture_files
from kit.exchange.sent import Export, Format, Sent, SentLesson
from kit.exchange.sent_html import SEGMENT_CLASS, article_html, fit

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_ITEM, _TEST = "imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"


def write(export: Export) -> bytes:
    """The questions of an export as a zip."""
    files: dict[str, bytes] = {}
    root = manifest("QTIv2.1 Package", "1.0.0", export)
    resources = SubElement(root, "resources")
    for number, lesson in enumerate(export.lessons, start=1):
        test, name = f"test{number}", f"tests/{number}.xml"
        files[name] = as_bytes(_test(lesson, test))
        resource = _resource(resources, test, _TEST, name)
        for sent in lesson.questions:
            SubElement(resource, "dependency", identifierref=sent.token)
    for sent in export.questions:
        name = f"items/{sent.token}.xml"
        files[name] = as_bytes(item(sent))
        resource = _resource(resources, sent.token, _ITEM, name)
        for path, data in picture_files(sent, "items/").items():
            files[path] = data
            SubElement(resource, "file", href=path)
    return pack({**files, "imsmanifest.xml": as_bytes(root)})


def item(sent: Sent) -> Element:
    """One question, with its key and its scoring."""
    options = named("A", sent.question.items)
    items, targets = named("I", sent.question.items), named("T", sent.question.targets)
    ticked = {name for option, name in options.items() if option in sent.key.ticked}
    root = from_template(
        "qti21.xml",
        _QTI,
        sent=sent,
        part="text" if sent.question.interval else sent.part,
        text=sent.text(lambda p: p.name, segments=sent.part != "marked"),
        ticked=ticked,
        points={name: 1 if name in ticked else -1 for name in options.values()},
        pairs=[f"{items[one]} {targets[target]}" for one, target in sent.key.placed],
        order=[items[one] for one in sent.key.sequence],
        marks=_marks(sent),
        passage="".join(_hottext(segment, _words_of(sent)) for segment in sent.asked.segments),
        outcomes=dict(sent.key.outcomes),
    )
    rules = root.find("responseProcessing")
    if rules is not None and not len(rules):
        root.remove(rules)
    return root


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is to be marked as one label, by the names of words; the score is F1 over words."""

    name: str  # of the response
    label: str  # as HTML; "" where there is none
    right: list[str]
    neutral: list[str]


def _marks(sent: Sent) -> list[_Marks]:
    """The article stands once for each label, with each word to be marked."""
    segments, names, found = sent.asked.segments, _words_of(sent), []
    for number, label in enumerate(sent.question.labels or ("",), start=1):
        own = [key for key in sent.key.spans if key.span.label == label]
        wanted = words_of((key.span for key in own if not key.neutral), segments)
        neutral = words_of((key.span for key in own if key.neutral), segments) - wanted
        right, left = ([names[_unlabelled(w)] for w in sorted(some)] for some in (wanted, neutral))
        name = f"RESPONSE{number}" if label else "RESPONSE"
        found.append(_Marks(name, article_html(label), right, left))
    return found


def _words_of(sent: Sent) -> dict[Span, str]:
    """A name for each word that is shown, such as W1."""
    return named("W", places_of_words(sent.asked.segments))


# -- Pieces of a file


def _unlabelled(word: Span) -> Span:
    """The word without its label: a place in the article."""
    return Span(word.segment, word.start, word.end)


def _hottext(segment: Segment, names: Mapping[Span, str]) -> str:
    html, at = "", 0
    for start, end in words(segment.text):
        name = names[Span(segment.id, start, end)]
        word = article_html(segment.text[start:end])
        html += article_html(segment.text[at:start])
        html += f'<hottext identifier="{name}">{word}</hottext>'
        at = end
    html += article_html(segment.text[at:])
    return f'<blockquote class="{SEGMENT_CLASS} {segment.id}"><p>{html}</p></blockquote>'


def _test(lesson: SentLesson, name: str) -> Element:
    root = Element("assessmentTest", xmlns=_QTI, identifier=name, title=fit(lesson.title))
    how = {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"}
    section = SubElement(
        SubElement(root, "testPart", how),
        "assessmentSection",
        {"identifier": "section", "title": fit(lesson.title), "visible": "true"},
    )
    for sent in lesson.questions:
        place = {"identifier": sent.token, "href": f"../items/{sent.token}.xml"}
        SubElement(section, "assessmentItemRef", place)
    return root


def _resource(resources: Element, name: str, type_: str, path: str) -> Element:
    resource = SubElement(resources, "resource", identifier=name, type=type_, href=path)
    SubElement(resource, "file", href=path)
    return resource


FORMAT = Format(
    "qti21",
    "QTI 2.1",
    ".zip",
    "TAO, Canvas New Quizzes and others",
    frozenset({"notes", "explanation", "pictures"}),
    write,
    (
        "Canvas reads no words to mark and no sliders, and scores by rules of its own; for Canvas "
        "take --to canvas.",
    ),
)
