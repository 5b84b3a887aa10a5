"""QTI 1.2, as Canvas reads it and as a Common Cartridge holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from kit.classroom.releasing.archive import pack
from kit.exchange.manifest import as_bytes, manifest, named, picture_files
from kit.exchange.sent import Export, Format, Sent, SentLesson
from kit.exchange.sent_html import fit, line_html

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_CARTRIDGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
_BESIDE = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
_PICTURES = "web_resources/"


def write(export: Export, canvas: bool) -> bytes:
    """The questions of an export as a zip: for Canvas, or as a Common Cartridge."""
    schema = ("IMS Content", "1.1.3") if canvas else ("IMS Common Cartridge", "1.1.0")
    root = manifest(*schema, export, _CARTRIDGE, _LOM)
    files: dict[str, bytes] = {}
    organizations, resources = root[-1], SubElement(root, "resources")
    if not canvas:
        shape = {"identifier": "organization", "structure": "rooted-hierarchy"}
        organization = SubElement(organizations, "organization", shape)
        tree = SubElement(organization, "item", identifier="root")
    for number, lesson in enumerate(export.lessons, start=1):
        name, path = f"quiz{number}", f"quiz{number}/quiz.xml"
        files[path] = as_bytes(_quiz(lesson, name, canvas))
        type_ = "imsqti_xmlv1p2" + ("" if canvas else "/imscc_xmlv1p1/assessment")
        resource = SubElement(resources, "resource", identifier=name, type=type_)
        SubElement(resource, "file", href=path)
        if canvas:
            meta = f"quiz{number}/assessment_meta.xml"
            files[meta] = as_bytes(_meta(lesson, name, export.described))
            SubElement(resource, "dependency", identifierref=f"{name}-meta")
            values = {"identifier": f"{name}-meta", "type": _BESIDE, "href": meta}
            SubElement(SubElement(resources, "resource", values), "file", href=meta)
        else:
            values = {"identifier": f"item{number}", "identifierref": name}
            SubElement(SubElement(tree, "item", values), "title").text = fit(lesson.title)
    for sent in export.questions:
        for path, data in picture_files(sent, _PICTURES).items():
            files[path] = data
            values = {"identifier": f"picture-{len(files)}", "type": "webcontent", "href": path}
            SubElement(SubElement(resources, "resource", values), "file", href=path)
    return pack({**files, "imsmanifest.xml": as_bytes(root)})


def _meta(lesson: SentLesson, name: str, described: str) -> Element:
    quiz = Element("quiz", xmlns=_CANVAS, identifier=name)
    values = {
        "title": lesson.title,
        "description": "".join(f"<p>{line_html(line)}</p>" for line in described.splitlines()),
        "shuffle_answers": "false",
        "scoring_policy": "keep_highest",
        "quiz_type": "assignment",
        "points_possible": f"{len(lesson.questions)}.0",
        "allowed_attempts": "1",
    }
    for tag, value in values.items():
        SubElement(quiz, tag).text = fit(value)
    return quiz


def _quiz(lesson: SentLesson, name: str, canvas: bool) -> Element:
    root = Element("questestinterop", xmlns=_QTI)
    assessment = SubElement(root, "assessment", ident=name, title=fit(lesson.title))
    about = {"cc_maxattempts": "1"}
    if not canvas:
        about |= {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination"}
    _metadata(assessment, "", about)
    section = SubElement(assessment, "section", ident="root_section")
    for sent in lesson.questions:
        section.append(_item(sent, canvas))
    return root


def _item(sent: Sent, canvas: bool) -> Element:
    canvas_type, profile, add = _TYPE_OF[sent.part](sent)
    item = Element("item", ident=sent.token, title=sent.title)
    about = {"question_type": canvas_type, "points_possible": "1.0"} if canvas else {}
    _metadata(item, "itemmetadata", about or {"cc_profile": profile})
    presentation = SubElement(item, "presentation")
    _material(presentation, sent.text(lambda p: f"$IMS-CC-FILEBASE$/{p.name}"))
    processing = Element("resprocessing")
    outcomes = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    SubElement(SubElement(processing, "outcomes"), "decvar", outcomes)
    said: dict[str, str] = {}
    if sent.because:
        said["general_fb"] = sent.because
        SubElement(_condition(processing, "Yes", "general_fb"), "other")
    said |= add(presentation, processing, sent)
    item.append(processing)
    for name, html in said.items():
        feedback = SubElement(item, "itemfeedback", ident=name)
        _material(SubElement(feedback, "flow_mat"), html)
    return item


_Add = Callable[[Element, Element, Sent], dict[str, str]]


def _options(presentation: Element, processing: Element, sent: Sent) -> dict[str, str]:
    one = sent.kind.takes_one
    names = named("a", sent.question.items)
    _choices(presentation, "response1", names, "Single" if one else "Multiple")
    said = {f"{name}_fb": note for item, name in names.items() if (note := sent.note(item))}
    for name in names.values():
        if f"{name}_fb" in said:
            _equal(_condition(processing, "Yes", f"{name}_fb"), "response1", name)
    condition = _condition(processing, "No")
    right = [names[item] for item in sent.question.items if item in sent.key.ticked]
    if one:
        _equal(condition, "response1", right[0])
    else:
        both = SubElement(condition, "and")
        for name in names.values():
            _equal(both if name in right else SubElement(both, "not"), "response1", name)
    _earn(processing, "Set", 100)
    return said


def _pairs(presentation: Element, processing: Element, sent: Sent) -> dict[str, str]:
    targets, placed = named("t", sent.question.targets), dict(sent.key.placed)
    for number, item in enumerate(sent.question.items, start=1):
        name = f"response{number}"
        _choices(presentation, name, targets, "Single", line_html(item))
        _equal(_condition(processing, ""), name, targets[placed[item]])
        _earn(processing, "Add", 100 / len(placed))
    return {}


def _sequence(presentation: Element, processing: Element, sent: Sent) -> dict[str, str]:
    names = named("a", sent.question.items)
    response = SubElement(presentation, "response_lid", ident="response1", rcardinality="Ordered")
    order = SubElement(SubElement(response, "render_extension"), "ims_render_object", shuffle="Yes")
    _labels(SubElement(order, "flow_label"), names)
    condition = _condition(processing, "No")
    for item in sent.key.sequence:
        _equal(condition, "response1", names[item])
    _earn(processing, "Set", 100)
    return {}


def _text(presentation: Element, processing: Element, sent: Sent) -> dict[str, str]:
    response = SubElement(presentation, "response_str", ident="response1", rcardinality="Single")
    SubElement(SubElement(response, "render_fib"), "response_label", ident="answer1")
    SubElement(_condition(processing, "No"), "other")
    return {}


# By what a student fills: Canvas's name for it, that of a Common Cartridge, and what is written.
_TYPE_OF: Mapping[str, Callable[[Sent], tuple[str, str, _Add]]] = {
    "ticked": lambda sent: (
        ("multiple_choice_question", "cc.multiple_choice.v0p1", _options)
        if sent.kind.takes_one
        else ("multiple_answers_question", "cc.multiple_response.v0p1", _options)
    ),
    "placed": lambda _: ("matching_question", "", _pairs),
    "sequence": lambda _: ("ordering_question", "", _sequence),
    "text": lambda _: ("essay_question", "cc.essay.v0p1", _text),
}


def _choices(
    presentation: Element, name: str, names: Mapping[str, str], many: str, before: str = ""
) -> None:
    response = SubElement(presentation, "response_lid", ident=name, rcardinality=many)
    if before:
        _material(response, before)
    _labels(SubElement(response, "render_choice"), names)


def _labels(parent: Element, names: Mapping[str, str]) -> None:
    for item, name in names.items():
        _material(SubElement(parent, "response_label", ident=name), line_html(item))


def _condition(processing: Element, goes_on: str, feedback: str = "") -> Element:
    """The variables of a new condition; with ``feedback``, that is shown where they are met."""
    condition = SubElement(processing, "respcondition", {"continue": goes_on} if goes_on else {})
    variables = SubElement(condition, "conditionvar")
    if feedback:
        shown = {"feedbacktype": "Response", "linkrefid": feedback}
        SubElement(condition, "displayfeedback", shown)
    return variables


def _earn(processing: Element, action: str, points: float) -> None:
    """Have the last condition give so many of a hundred points."""
    earned = SubElement(processing[-1], "setvar", action=action, varname="SCORE")
    earned.text = f"{points:.2f}".removesuffix(".00")


def _equal(parent: Element, response: str, name: str) -> None:
    SubElement(parent, "varequal", respident=response).text = name


def _material(parent: Element, html: str) -> None:
    material = SubElement(parent, "material")
    SubElement(material, "mattext", texttype="text/html").text = html


def _metadata(parent: Element, outer: str, values: Mapping[str, str]) -> None:
    inside = SubElement(parent, outer) if outer else parent
    metadata = SubElement(inside, "qtimetadata")
    for label, value in values.items():
        entry = SubElement(metadata, "qtimetadatafield")
        SubElement(entry, "fieldlabel").text = label
        SubElement(entry, "fieldentry").text = value


def _losses(sent: Sent) -> Iterator[str]:
    if sent.part == "text" and sent.question.limit:
        yield "without its limit of words"


_KEEPS = frozenset({"notes", "explanation", "pictures"})
CANVAS = Format(
    "canvas",
    "QTI 1.2 for Canvas",
    ".zip",
    "Canvas",
    _KEEPS,
    partial(write, canvas=True),
    ("In Canvas: Settings, Import Course Content, QTI .zip file. Each lesson becomes a quiz.",),
    _losses,
)
CARTRIDGE = Format(
    "cartridge",
    "a Common Cartridge",
    ".imscc",
    "Blackboard, Brightspace, Sakai, Schoology",
    _KEEPS,
    partial(write, canvas=False),
    (),
    _losses,
)
