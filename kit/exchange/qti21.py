"""QTI 2.1 as a content package: a file for each question, and a test for each lesson.

How a response is scored is written out in each file, so that any system that follows the standard
gives the kit's score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, SubElement

from kit.article.segments import Segment, Span, places_of_words, words, words_of
from kit.classroom.releasing.archive import pack
from kit.exchange import qti21_pieces as qti
from kit.exchange.manifest import as_bytes, manifest, named, picture_files
from kit.exchange.sent import Export, Format, Sent, SentLesson
from kit.exchange.sent_html import SEGMENT_CLASS, article_html, fit, line_html

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
    values = {"identifier": sent.token, "title": sent.title, "adaptive": "false"}
    root = Element("assessmentItem", {"xmlns": _QTI, **values, "timeDependent": "false"})
    root.set("label", sent.id)
    body = Element("itemBody")
    qti.add_html(body, sent.text(lambda p: p.name, segments=sent.part != "marked"))
    rules = Element("responseProcessing")
    _PARTS["text" if sent.question.interval else sent.part](root, body, rules, sent)
    if sent.because:
        qti.put(rules, "SAID", qti.identifier("because"))
        qti.add_outcome(root, "SAID", "single", "identifier")
    root.extend((body, rules) if len(rules) else (body,))
    if sent.because:
        said = {"outcomeIdentifier": "SAID", "showHide": "show", "identifier": "because"}
        qti.add_html(SubElement(root, "modalFeedback", said), sent.because)
    return root


# -- By what a student fills


def _options(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    names = named("A", sent.question.items)
    right = [names[option] for option in sent.question.items if option in sent.key.ticked]
    one = sent.kind.takes_one
    how = "single" if one else "multiple"
    response = qti.response(root, "RESPONSE", how, "identifier", right)
    if not one:
        points = {name: 1 if name in right else -1 for name in names.values()}
        qti.add_mapping(response, points, lowest=0)
    qti.add_score(root)
    qti.add_outcome(root, "NOTES", how, "identifier")
    shuffle = "false" if sent.question.as_written else "true"
    interaction = SubElement(
        body,
        "choiceInteraction",
        {"responseIdentifier": "RESPONSE", "shuffle": shuffle, "maxChoices": "1" if one else "0"},
    )
    for option, name in names.items():
        choice = SubElement(interaction, "simpleChoice", identifier=name)
        qti.add_html(choice, line_html(option))
        if note := sent.note(option):
            said = {"outcomeIdentifier": "NOTES", "identifier": name, "showHide": "show"}
            qti.add_html(SubElement(choice, "feedbackInline", said), f" {note}")
    if one:
        qti.all_or_nothing(rules)
    else:
        qti.put(rules, "SCORE", qti.divide(qti.mapped("RESPONSE"), qti.number(len(right))))
    qti.put(rules, "NOTES", qti.variable("RESPONSE"))


def _pairs(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    items, targets = named("I", sent.question.items), named("T", sent.question.targets)
    pairs = [f"{items[one]} {targets[target]}" for one, target in sent.key.placed]
    response = qti.response(root, "RESPONSE", "multiple", "directedPair", pairs)
    qti.add_mapping(response, dict.fromkeys(pairs, 1), lowest=0)
    qti.add_score(root)
    values = {"responseIdentifier": "RESPONSE", "shuffle": "false"}
    values["maxAssociations"] = str(len(items))
    interaction = SubElement(body, "matchInteraction", values)
    for names, most in ((items, "1"), (targets, "0")):
        column = SubElement(interaction, "simpleMatchSet")
        for one, name in names.items():
            choice = {"identifier": name, "matchMax": most}
            qti.add_html(SubElement(column, "simpleAssociableChoice", choice), line_html(one))
    qti.put(rules, "SCORE", qti.divide(qti.mapped("RESPONSE"), qti.number(len(items))))


def _sequence(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    names = named("I", sent.question.items)
    right = [names[one] for one in sent.key.sequence]
    qti.response(root, "RESPONSE", "ordered", "identifier", right)
    qti.add_score(root)
    values = {"responseIdentifier": "RESPONSE", "shuffle": "true"}
    interaction = SubElement(body, "orderInteraction", values)
    for one, name in names.items():
        qti.add_html(SubElement(interaction, "simpleChoice", identifier=name), line_html(one))
    qti.all_or_nothing(rules)


def _marks(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    """F1 over words. The article stands once for each label, with each word to be marked."""
    segments, points, counted, sought = sent.asked.segments, [], [], 0
    for number, label in enumerate(sent.question.labels or ("",), start=1):
        own = [key for key in sent.key.spans if key.span.label == label]
        wanted = words_of((key.span for key in own if not key.neutral), segments)
        neutral = words_of((key.span for key in own if key.neutral), segments) - wanted
        name = f"RESPONSE{number}" if label else "RESPONSE"
        places = enumerate(places_of_words(segments), start=1)
        names = {place: f"W{number}" for number, place in places}
        right = [names[_unlabelled(word)] for word in sorted(wanted)]
        response = qti.response(root, name, "multiple", "identifier", right)
        qti.add_mapping(response, dict.fromkeys(right, 1), lowest=0)
        values = {"responseIdentifier": name, "maxChoices": "0"}
        interaction = SubElement(body, "hottextInteraction", values)
        if label:
            qti.add_html(
                SubElement(interaction, "prompt"), f"<strong>{article_html(label)}</strong>"
            )
        for segment in segments:
            qti.add_html(interaction, _hottext(segment, names))
        marked = qti.variable(name)
        for word in sorted(neutral):
            without = Element("delete")
            without.extend((qti.identifier(names[_unlabelled(word)]), marked))
            marked = without
        size = Element("containerSize")
        size.append(marked)
        points.append(qti.mapped(name))
        counted.append(size)
        sought += len(wanted)
    qti.add_score(root)
    twice = qti.of("product", [qti.number(2), qti.of("sum", points)])
    qti.put(rules, "SCORE", qti.divide(twice, qti.of("sum", [*counted, qti.number(sought)])))


def _chances(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    """One minus the Brier score; what nobody can settle yet counts where it is left blank."""
    outcomes = dict(sent.key.outcomes)
    for number, one in enumerate(sent.question.items, start=1):
        right = [f"{100 * outcomes[one]:g}"] if one in outcomes else []
        qti.response(root, f"RESPONSE{number}", "single", "float", right)
        values = {"lowerBound": "0", "upperBound": "100", "step": "1"}
        slider = SubElement(
            body, "sliderInteraction", {"responseIdentifier": f"RESPONSE{number}", **values}
        )
        qti.add_html(SubElement(slider, "prompt"), line_html(one))
    qti.add_score(root)
    qti.add_outcome(root, "POINTS", "single", "float", "0")
    qti.add_outcome(root, "COUNT", "single", "float", str(len(outcomes)))
    for number, one in enumerate(sent.question.items, start=1):
        blank = qti.of("isNull", [qti.variable(f"RESPONSE{number}")])
        if one in outcomes:
            off = [qti.variable(f"RESPONSE{number}"), qti.number(100 * outcomes[one])]
            miss = qti.divide(qti.of("subtract", off), qti.number(100))
            point = qti.of("subtract", [qti.number(1), qti.of("power", [miss, qti.number(2)])])
            qti.put_if(
                rules,
                qti.of("not", [blank]),
                "POINTS",
                qti.of("sum", [qti.variable("POINTS"), point]),
            )
        else:
            qti.put_if(rules, blank, "COUNT", qti.of("sum", [qti.variable("COUNT"), qti.number(1)]))
    if outcomes:
        qti.put(rules, "SCORE", qti.divide(qti.variable("POINTS"), qti.variable("COUNT")))


def _writing(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    qti.response(root, "RESPONSE", "single", "string", [])
    qti.add_score(root)
    if sent.part == "rated":
        items = "".join(f"<li>{line_html(one)}: … – …</li>" for one in sent.question.items)
        qti.add_html(body, f"<ol>{items}</ol>")
    block = SubElement(body, "rubricBlock", view="scorer")
    qti.add_html(block, sent.rubric or sent.rated_right)
    values = {"responseIdentifier": "RESPONSE"}
    if sent.question.limit:
        values["expectedLength"] = str(7 * sent.question.limit)
    SubElement(body, "extendedTextInteraction", values)


_PARTS: Mapping[str, Callable[[Element, Element, Element, Sent], None]] = {
    "ticked": _options,
    "placed": _pairs,
    "sequence": _sequence,
    "marked": _marks,
    "rated": _chances,
    "text": _writing,
}


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
