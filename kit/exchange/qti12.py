"""QTI 1.2, as Canvas reads it and as a Common Cartridge holds it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from kit.classroom.releasing.archive import pack
from kit.exchange.manifest import as_bytes, from_template, manifest, picture_files
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
    about = {"cc_maxattempts": "1"}
    if not canvas:
        about |= {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination"}
    return from_template(
        "qti12.xml",
        _QTI,
        ident=name,
        title=fit(lesson.title),
        about=about,
        questions=[(sent, _about(sent, canvas)) for sent in lesson.questions],
        place_of=lambda picture: f"$IMS-CC-FILEBASE$/{picture.name}",
    )


def _about(sent: Sent, canvas: bool) -> dict[str, str]:
    """What a question is by its part, as Canvas or a Common Cartridge calls it."""
    names = _TYPES["one" if sent.kind.takes_one else sent.part]
    if canvas:
        return {"question_type": f"{names[0]}_question", "points_possible": "1.0"}
    return {"cc_profile": names[1]}


# By what a student fills: Canvas's name for it, and that of a Common Cartridge.
_TYPES = {
    "one": ("multiple_choice", "cc.multiple_choice.v0p1"),
    "ticked": ("multiple_answers", "cc.multiple_response.v0p1"),
    "placed": ("matching", ""),
    "sequence": ("ordering", ""),
    "text": ("essay", "cc.essay.v0p1"),
}


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
