"""QTI 2.1 as a content package: a file for each question, and a test for each lesson.

How a response is scored is written out in each file, so that any system that follows the standard
gives the kit's score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, fromstring

from kit.article.segments import Segment, Span, words, words_of
from kit.classroom.releasing.archive import pack
from kit.exchange.manifest import as_bytes, manifest, named, picture_files
from kit.exchange.sent import (
    SEGMENT_CLASS,
    Export,
    Format,
    Sent,
    SentLesson,
    article_html,
    fit,
    line_html,
)

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
    _add_html(body, sent.text(lambda p: p.name, segments=sent.part != "marked"))
    rules = Element("responseProcessing")
    _PARTS["text" if sent.question.interval else sent.part](root, body, rules, sent)
    if sent.because:
        _set(rules, "SAID", _base("because"))
        _outcome(root, "SAID", "single", "identifier")
    root.extend((body, rules) if len(rules) else (body,))
    if sent.because:
        said = {"outcomeIdentifier": "SAID", "showHide": "show", "identifier": "because"}
        _add_html(SubElement(root, "modalFeedback", said), sent.because)
    return root


# -- By what a student fills


def _options(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    names = named("A", sent.question.items)
    right = [names[option] for option in sent.question.items if option in sent.key.ticked]
    one = sent.kind.takes_one
    how = "single" if one else "multiple"
    response = _response(root, "RESPONSE", how, "identifier", right)
    if not one:
        points = {name: 1 if name in right else -1 for name in names.values()}
        _mapping(response, points, lowest=0)
    _score(root)
    _outcome(root, "NOTES", how, "identifier")
    shuffle = "false" if sent.question.as_written else "true"
    interaction = SubElement(
        body,
        "choiceInteraction",
        {"responseIdentifier": "RESPONSE", "shuffle": shuffle, "maxChoices": "1" if one else "0"},
    )
    for option, name in names.items():
        choice = SubElement(interaction, "simpleChoice", identifier=name)
        _add_html(choice, line_html(option))
        if note := sent.note(option):
            said = {"outcomeIdentifier": "NOTES", "identifier": name, "showHide": "show"}
            _add_html(SubElement(choice, "feedbackInline", said), f" {note}")
    if one:
        _all_or_nothing(rules)
    else:
        _set(rules, "SCORE", _divide(_map("RESPONSE"), _number(len(right))))
    _set(rules, "NOTES", _variable("RESPONSE"))


def _pairs(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    items, targets = named("I", sent.question.items), named("T", sent.question.targets)
    pairs = [f"{items[one]} {targets[target]}" for one, target in sent.key.placed]
    response = _response(root, "RESPONSE", "multiple", "directedPair", pairs)
    _mapping(response, dict.fromkeys(pairs, 1), lowest=0)
    _score(root)
    values = {"responseIdentifier": "RESPONSE", "shuffle": "false"}
    values["maxAssociations"] = str(len(items))
    interaction = SubElement(body, "matchInteraction", values)
    for names, most in ((items, "1"), (targets, "0")):
        column = SubElement(interaction, "simpleMatchSet")
        for one, name in names.items():
            choice = {"identifier": name, "matchMax": most}
            _add_html(SubElement(column, "simpleAssociableChoice", choice), line_html(one))
    _set(rules, "SCORE", _divide(_map("RESPONSE"), _number(len(items))))


def _sequence(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    names = named("I", sent.question.items)
    right = [names[one] for one in sent.key.sequence]
    _response(root, "RESPONSE", "ordered", "identifier", right)
    _score(root)
    values = {"responseIdentifier": "RESPONSE", "shuffle": "true"}
    interaction = SubElement(body, "orderInteraction", values)
    for one, name in names.items():
        _add_html(SubElement(interaction, "simpleChoice", identifier=name), line_html(one))
    _all_or_nothing(rules)


def _marks(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    """F1 over words. The article stands once for each label, with each word to be marked."""
    segments, points, counted, sought = sent.asked.segments, [], [], 0
    for number, label in enumerate(sent.question.labels or ("",), start=1):
        own = [key for key in sent.key.spans if key.span.label == label]
        wanted = words_of((key.span for key in own if not key.neutral), segments)
        neutral = words_of((key.span for key in own if key.neutral), segments) - wanted
        name = f"RESPONSE{number}" if label else "RESPONSE"
        names = _word_names(segments)
        right = [names[_unlabelled(word)] for word in sorted(wanted)]
        response = _response(root, name, "multiple", "identifier", right)
        _mapping(response, dict.fromkeys(right, 1), lowest=0)
        values = {"responseIdentifier": name, "maxChoices": "0"}
        interaction = SubElement(body, "hottextInteraction", values)
        if label:
            _add_html(SubElement(interaction, "prompt"), f"<strong>{article_html(label)}</strong>")
        for segment in segments:
            _add_html(interaction, _hottext(segment, names))
        marked = _variable(name)
        for word in sorted(neutral):
            without = Element("delete")
            without.extend((_base(names[_unlabelled(word)]), marked))
            marked = without
        size = Element("containerSize")
        size.append(marked)
        points.append(_map(name))
        counted.append(size)
        sought += len(wanted)
    _score(root)
    twice = _of("product", [_number(2), _of("sum", points)])
    _set(rules, "SCORE", _divide(twice, _of("sum", [*counted, _number(sought)])))


def _chances(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    """One minus the Brier score; what nobody can settle yet counts where it is left blank."""
    outcomes = dict(sent.key.outcomes)
    for number, one in enumerate(sent.question.items, start=1):
        right = [f"{100 * outcomes[one]:g}"] if one in outcomes else []
        _response(root, f"RESPONSE{number}", "single", "float", right)
        values = {"lowerBound": "0", "upperBound": "100", "step": "1"}
        slider = SubElement(
            body, "sliderInteraction", {"responseIdentifier": f"RESPONSE{number}", **values}
        )
        _add_html(SubElement(slider, "prompt"), line_html(one))
    _score(root)
    _outcome(root, "POINTS", "single", "float", "0")
    _outcome(root, "COUNT", "single", "float", str(len(outcomes)))
    for number, one in enumerate(sent.question.items, start=1):
        blank = _of("isNull", [_variable(f"RESPONSE{number}")])
        if one in outcomes:
            off = [_variable(f"RESPONSE{number}"), _number(100 * outcomes[one])]
            miss = _divide(_of("subtract", off), _number(100))
            point = _of("subtract", [_number(1), _of("power", [miss, _number(2)])])
            _if(rules, _of("not", [blank]), "POINTS", _of("sum", [_variable("POINTS"), point]))
        else:
            _if(rules, blank, "COUNT", _of("sum", [_variable("COUNT"), _number(1)]))
    if outcomes:
        _set(rules, "SCORE", _divide(_variable("POINTS"), _variable("COUNT")))


def _writing(root: Element, body: Element, rules: Element, sent: Sent) -> None:
    _response(root, "RESPONSE", "single", "string", [])
    _score(root)
    if sent.part == "rated":
        items = "".join(f"<li>{line_html(one)}: … – …</li>" for one in sent.question.items)
        _add_html(body, f"<ol>{items}</ol>")
    block = SubElement(body, "rubricBlock", view="scorer")
    _add_html(block, sent.rubric or sent.rated_right)
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


def _word_names(segments: Sequence[Segment]) -> dict[Span, str]:
    places = [Span(s.id, start, end) for s in segments for start, end in words(s.text)]
    return {place: f"W{number}" for number, place in enumerate(places, start=1)}


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


def _response(
    root: Element, name: str, cardinality: str, type_: str, right: Sequence[str]
) -> Element:
    values = {"identifier": name, "cardinality": cardinality, "baseType": type_}
    response = SubElement(root, "responseDeclaration", values)
    if right:
        correct = SubElement(response, "correctResponse")
        for value in right:
            SubElement(correct, "value").text = value
    return response


def _mapping(response: Element, points: Mapping[str, int], lowest: int) -> None:
    values = {"lowerBound": str(lowest), "defaultValue": "0"}
    mapping = SubElement(response, "mapping", values)
    for key, value in points.items():
        SubElement(mapping, "mapEntry", mapKey=key, mappedValue=str(value))


def _score(root: Element) -> None:
    _outcome(root, "SCORE", "single", "float")


def _outcome(root: Element, name: str, cardinality: str, type_: str, value: str = "") -> None:
    values = {"identifier": name, "cardinality": cardinality, "baseType": type_}
    outcome = SubElement(root, "outcomeDeclaration", values)
    if name == "SCORE":
        outcome.set("normalMaximum", "1")
        value = "0"
    if value:
        SubElement(SubElement(outcome, "defaultValue"), "value").text = value


def _all_or_nothing(rules: Element) -> None:
    right = Element("correct", identifier="RESPONSE")
    _if(rules, _of("match", [_variable("RESPONSE"), right]), "SCORE", _number(1))


def _if(rules: Element, condition: Element, name: str, value: Element) -> None:
    branch = SubElement(SubElement(rules, "responseCondition"), "responseIf")
    branch.append(condition)
    _set(branch, name, value)


def _set(rules: Element, name: str, value: Element) -> None:
    SubElement(rules, "setOutcomeValue", identifier=name).append(value)


def _of(name: str, parts: Iterable[Element]) -> Element:
    element = Element(name)
    element.extend(parts)
    return element


def _divide(one: Element, by: Element) -> Element:
    return _of("divide", [one, by])


def _map(name: str) -> Element:
    return Element("mapResponse", identifier=name)


def _variable(name: str) -> Element:
    return Element("variable", identifier=name)


def _number(value: float) -> Element:
    element = Element("baseValue", baseType="float")
    element.text = f"{value:g}"
    return element


def _base(name: str) -> Element:
    element = Element("baseValue", baseType="identifier")
    element.text = name
    return element


def _add_html(parent: Element, html: str) -> None:
    """Put HTML that is XML too at the end of an element that holds nothing but elements, or it."""
    inside = fromstring(f"<div>{html}</div>")  # noqa: S314  # our own, and escaped
    parent.text = (parent.text or "") + (inside.text or "") if not len(parent) else parent.text
    if len(parent) and inside.text:
        parent[-1].tail = (parent[-1].tail or "") + inside.text
    parent.extend(inside)


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
