"""Moodle XML, as Moodle or this kit writes it, read into questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from kit.exchange.taking_in.foreign import (
    NO_RUBRIC,
    Foreign,
    LeftOut,
    NotTaken,
    cut_name,
    without_model,
)
from kit.exchange.taking_in.html_in import Words, words_of_html, words_of_text
from kit.exchange.taking_in.xml_in import read_xml
from kit.language.numbers import read_number
from kit.question.model import Level

_LEVEL = re.compile(r"\*\*(?P<name>.+?)\*\*: (?P<text>.+)")


def read_moodle(data: bytes) -> Iterator[Foreign | LeftOut]:
    """The questions of a file. Raises NotTaken where it is no Moodle XML."""
    root = read_xml(data)
    if root.tag != "quiz":
        raise NotTaken("it is no Moodle XML, which begins with <quiz>")
    for question in root.iterfind("question"):
        type_ = question.get("type", "")
        if type_ == "category":
            continue
        name = _value(question.find("name")) or cut_name(_words(question, "questiontext").line)
        if type_ not in _READ:
            yield LeftOut(name or "?", f"the kit has nothing like Moodle’s “{type_}”")
        else:
            yield _READ[type_](question, name)


def _common(question: Element, name: str, part: str) -> Foreign:
    stem = _words(question, "questiontext")
    tags = tuple(_value(tag) for tag in question.iterfind("tags/tag"))
    ours = any(tag.startswith("kind:") for tag in tags)
    penalty = _number(question.findtext("penalty"))
    answers = (*question.iterfind("answer"), *question.iterfind("subquestion"))
    pictures = stem.pictures + sum(_of(answer).pictures for answer in answers)
    lost = ["its pictures"] if pictures else []
    grade = _number(question.findtext("defaultgrade", "1"))
    lost += [f"its {grade:g} points"] if grade not in (0, 1) else []
    return Foreign(
        re.sub(r"^[a-z0-9-]+: ", "", name) if ours else name,
        stem,
        part,
        because=_words(question, "generalfeedback").line,
        hints=tuple(filter(None, (_of(hint).line for hint in question.iterfind("hint")))),
        as_written=question.findtext("shuffleanswers") in ("0", "false"),
        try_costs=round(100 * penalty) if ours and 0 <= penalty <= 1 else 0,
        tags=tags,
        id=question.findtext("idnumber") or "",
        lost=tuple(lost),
    )


def _options(question: Element, name: str) -> Foreign:
    answers = [(_of(answer).line, answer) for answer in question.iterfind("answer")]
    shares = {text: _number(answer.get("fraction")) for text, answer in answers}
    right = {text for text, share in shares.items() if share > 0}
    one = question.findtext("single") in ("1", "true") or question.get("type") == "truefalse"
    if one and right:
        best = max(shares.values())
        right = {text for text, share in shares.items() if share == best}
    common = _common(question, name, "ticked")
    lost = list(common.lost)
    if len({shares[text] for text in right}) > 1 or (one and len(right) > 1):
        lost.append("what each right option counts")
    if any(shares[text] > 0 for text in shares.keys() - right):
        lost.append("points for answers that are partly right")
    feedback = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    if any(_words(question, tag).line for tag in feedback):
        lost.append("what is said of all right and all wrong answers")
    return replace(
        common,
        one=one and len(right) <= 1,
        items=tuple(shares),
        ticked=frozenset(right),
        notes=_notes(answers),
        as_written=common.as_written or question.get("type") == "truefalse",
        lost=tuple(lost),
    )


def _pairs(question: Element, name: str) -> Foreign:
    rows = [
        (_of(row).line, words_of_text(_value(row.find("answer"))).line)
        for row in question.iterfind("subquestion")
    ]
    return replace(
        _common(question, name, "placed"),
        items=tuple(item for item, _ in rows if item),
        placed=tuple(row for row in rows if row[0]),
        spare=tuple(dict.fromkeys(target for item, target in rows if not item)),
    )


def _sequence(question: Element, name: str) -> Foreign:
    answers = sorted(question.iterfind("answer"), key=lambda one: _number(one.get("fraction")))
    common = _common(question, name, "sequence")
    return replace(common, items=tuple(_of(one).line for one in answers), as_written=False)


def _essay(question: Element, name: str) -> Foreign:
    grader = _words(question, "graderinfo")
    levels: list[Level] = []
    model = ""
    for paragraph in grader.paragraphs:
        found = _LEVEL.fullmatch(paragraph.removeprefix("• "))
        if found:
            levels.append(Level(found["name"], found["text"]))
        elif paragraph.startswith("Model\\: "):
            model = paragraph.removeprefix("Model\\: ")
    common = _common(question, name, "text")
    lost = list(common.lost)
    if grader.paragraphs and not levels:
        lost.append("what it says to whoever marks it")
    if len(levels) < 2:
        levels = list(NO_RUBRIC)
    because = without_model(common.because)[0] if model else common.because
    limit = int(_number(question.findtext("maxwordlimit")))
    return replace(
        common,
        rubric=tuple(levels),
        model=model,
        limit=limit,
        because=because,
        as_written=False,
        lost=tuple(lost),
    )


_READ: Mapping[str, Callable[[Element, str], Foreign]] = {
    "multichoice": _options,
    "truefalse": _options,
    "matching": _pairs,
    "ordering": _sequence,
    "essay": _essay,
}


def _notes(answers: list[tuple[str, Element]]) -> tuple[tuple[str, str], ...]:
    said = ((text, _words(answer, "feedback").line) for text, answer in answers)
    return tuple((text, note) for text, note in said if note)


def _words(parent: Element, tag: str) -> Words:
    found = parent.find(tag)
    return Words() if found is None else _of(found)


def _of(element: Element) -> Words:
    """What an element with a text says, by its format."""
    text, format = _value(element), element.get("format", "html")
    if format == "markdown":
        return Words(tuple(filter(None, text.split("\n\n"))))
    if format == "plain_text":
        return words_of_text(text)
    html = re.sub(r"\n\s*\n", "<p>", text) if format == "moodle_auto_format" else text
    return words_of_html(html)


def _value(element: Element | None) -> str:
    text = "" if element is None else element.findtext("text") or ""
    return text.strip()


def _number(text: str | None) -> float:
    """A number of the file; 0 for what is none, is endless, or nobody could count."""
    try:
        return read_number(text or "0")
    except ValueError:
        return 0.0
