"""What other systems would make of a file: their rules, read from the file and nothing else.

Each reads the texts of a question as the file has them, and knows an answer only by those texts.
"""

from __future__ import annotations

import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree, html
from support.jupyterlab import RIVER, ROOT

from kit.article.project import Project
from kit.classroom.drawn import drawn_line
from kit.exchange.export import gather
from kit.exchange.sent import Format, Sent
from kit.question.grade import grade, is_blank
from kit.question.kinds import kind
from kit.question.model import Response

OWN = Project(ROOT)
COURSE = (*((OWN, lesson) for lesson in OWN.lessons()), (RIVER, "river"))


@cache
def all_sent() -> tuple[Sent, ...]:
    """Every question of the course, of the other exercises and of the made-up one."""
    return tuple(
        sent
        for project, lesson in COURSE
        for one in gather(project, [lesson])[0].lessons
        for sent in one.questions
    )


def answers(sent: Sent) -> Iterator[tuple[Response, float | None]]:
    """Ten made-up answers, and the right and the wrong one, each with the kit's score."""
    own, random = kind(sent.question.kind), Random(sent.id)  # noqa: S311  # the same in each run
    made = [own.simulated(sent.asked, chance / 10, "", random) for chance in range(10)]
    for response in (own.right(sent.asked), own.wrong(sent.asked), *made):
        if not is_blank(sent.question, response):
            scored = grade(sent.question, sent.key, response, sent.asked.segments)
            yield response, scored.score


def is_faithful(sent: Sent, format: Format) -> bool:
    """Whether the table says that a question is scored there as here."""
    kept = sent.kind.elsewhere[format.name]
    return kept.how == "faithful" and not tuple(format.losses(sent))


@cache
def seen(markup: str | None) -> str:
    """What a reader sees of HTML."""
    if not markup:
        return ""
    return " ".join(html.fragment_fromstring(markup, create_parent="div").text_content().split())


@cache
def shown(item: str) -> str:
    """What a reader sees of an item that holds no markup but emphasis, as the kit's card has it."""
    return seen(drawn_line(item))


def files_in(data: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# -- GIFT


def read_gift(text: str) -> list[tuple[str, str, list[str]]]:
    """Name, text and answers of each question, by a reader that knows only the signs.

    An answer begins with the sign before it, and what is said of it stands behind a “#”.
    """
    found = []
    lines = (line for line in text.split("\n") if not line.startswith(("//", "$CATEGORY")))
    for block in re.split(r"\n{2,}", "\n".join(lines).strip()):
        if block:
            head, *answers_ = re.split(r"\n(?=[=~]|####)", block.removesuffix("\n}"))
            _, name, stem = re.split(r"(?<!\\)::", head.removesuffix("{"))
            found.append((unescaped(name), unescaped(stem), answers_))
    return found


def unescaped(text: str) -> str:
    """GIFT's text without its backslashes, its weight and what says that it is HTML."""
    text = re.sub(r"^(=|~)?(%-?[\d.]+%)?", "", text.strip()).replace("[html]", "")
    return re.sub(r"\\(.)", r"\1", text)


# -- Anki


def anki_notes(data: bytes, folder: Path) -> list[tuple[list[str], str, str]]:
    """The fields, tags and id of each note, from the package's own database."""
    (folder / "collection").write_bytes(files_in(data)["collection.anki2"])
    with closing(sqlite3.connect(folder / "collection")) as database:
        rows = database.execute("select flds, tags, guid from notes order by id").fetchall()
    return [(fields.split("\x1f"), tags, guid) for fields, tags, guid in rows]


# -- Moodle


def moodle_score(question: etree._Element, response: Response) -> float:
    """The share that Moodle's own rule gives, by the type of its question."""
    return float(_MOODLE[question.get("type", "")](question, response))


def _multichoice(question: etree._Element, response: Response) -> float:
    ticked = {shown(item) for item in response.ticked}
    shares = [
        float(answer.get("fraction"))
        for answer in question.iterfind("answer")
        if seen(answer.findtext("text")) in ticked
    ]
    assert len(shares) == len(ticked)
    if question.findtext("single") == "true":
        return shares[0] / 100 if len(shares) == 1 else 0.0
    return min(1.0, max(0.0, sum(shares) / 100))


def _matching(question: etree._Element, response: Response) -> float:
    placed = {shown(item): target for item, target in response.placed}
    rows = [
        (text, row.findtext("answer/text"))
        for row in question.iterfind("subquestion")
        if (text := seen(row.findtext("text")))
    ]
    fit = [text for text, right in rows if _plain(placed.get(text)) == right]
    return len(fit) / len(rows)


def _plain(item: str | None) -> str | None:
    return None if item is None else shown(item)


def _ordering(question: etree._Element, response: Response) -> float:
    assert question.findtext("gradingtype") == "LONGEST_ORDERED_SUBSET"
    answers = sorted(question.iterfind("answer"), key=lambda one: float(one.get("fraction")))
    right = [seen(one.findtext("text")) for one in answers]
    places = [right.index(shown(item)) for item in response.sequence]
    runs = [1] * len(places)
    for end, place in enumerate(places):
        runs[end] = 1 + max((runs[n] for n in range(end) if places[n] < place), default=0)
    longest = max(runs)
    return longest / len(places) if longest > 1 else 0.0


_MOODLE: Mapping[str, Any] = {
    "multichoice": _multichoice,
    "matching": _matching,
    "ordering": _ordering,
}


# -- QTI 2.1


def qti_score(item: etree._Element, response: Response) -> float | None:
    """The score that the file's own scoring gives; None where it gives none."""
    values: dict[str, Any] = {
        one.get("identifier"): None for one in item.iterfind("{*}responseDeclaration")
    }
    for interaction in item.find("{*}itemBody").iter():
        name = etree.QName(interaction).localname
        if name.endswith("Interaction"):
            answered = _ENTERED[name](interaction, response)
            values[interaction.get("responseIdentifier")] = answered
    for outcome in item.iterfind("{*}outcomeDeclaration"):
        start = outcome.findtext("{*}defaultValue/{*}value")
        values[outcome.get("identifier")] = None if start is None else float(start)
    rules = item.find("{*}responseProcessing")
    for rule in () if rules is None else rules:
        _obey(rule, item, values)
    return None if rules is None or not len(rules) else float(values["SCORE"])


def _obey(rule: etree._Element, item: etree._Element, values: dict[str, Any]) -> None:
    if etree.QName(rule).localname == "setOutcomeValue":
        values[rule.get("identifier")] = _value(rule[0], item, values)
    else:
        condition, *then = rule[0]
        if _value(condition, item, values):
            for one in then:
                _obey(one, item, values)


def _value(node: etree._Element, item: etree._Element, values: Mapping[str, Any]) -> Any:
    name = etree.QName(node).localname
    if name == "baseValue":
        return float(node.text) if node.get("baseType") == "float" else node.text
    if name == "variable":
        return values[node.get("identifier")]
    of = item.find(f"{{*}}responseDeclaration[@identifier='{node.get('identifier')}']")
    if name == "correct":
        right = [value.text for value in of.iterfind("{*}correctResponse/{*}value")]
        return right[0] if of.get("cardinality") == "single" else right
    if name == "mapResponse":
        mapping = of.find("{*}mapping")
        points = {one.get("mapKey"): float(one.get("mappedValue")) for one in mapping}
        given = set(values[node.get("identifier")] or ())
        default = float(mapping.get("defaultValue"))
        total = sum(points.get(one, default) for one in given)
        return max(total, float(mapping.get("lowerBound")))
    return _RULES[name](*(_value(part, item, values) for part in node))


_RULES: Mapping[str, Any] = {
    "divide": lambda one, other: one / other,
    "product": lambda *factors: factors[0] * factors[1],
    "sum": lambda *parts: sum(parts),
    "subtract": lambda one, other: one - other,
    "power": lambda one, other: one**other,
    "match": lambda one, other: one == other,
    "isNull": lambda one: one is None,
    "not": lambda one: not one,
    "containerSize": lambda one: len(one or ()),
    "delete": lambda one, those: [each for each in those or () if each != one],
}


def _names(choices: Iterable[etree._Element]) -> dict[str, str]:
    """The name of each choice, by what a reader sees before any feedback."""
    found = {}
    for choice in choices:
        for feedback in choice.iterfind(".//{*}feedbackInline"):
            feedback.getparent().remove(feedback)
        found[" ".join("".join(choice.itertext()).split())] = choice.get("identifier")
    return found


def _choice(interaction: etree._Element, response: Response) -> Any:
    names = _names(interaction.iterfind("{*}simpleChoice"))
    ticked = [names[shown(one)] for one in response.ticked]
    return next(iter(ticked), None) if interaction.get("maxChoices") == "1" else ticked


def _match(interaction: etree._Element, response: Response) -> Any:
    items, targets = (_names(column) for column in interaction.iterfind("{*}simpleMatchSet"))
    return [f"{items[shown(one)]} {targets[shown(target)]}" for one, target in response.placed]


def _order(interaction: etree._Element, response: Response) -> Any:
    names = _names(interaction.iterfind("{*}simpleChoice"))
    return [names[shown(one)] for one in response.sequence]


def _hottext(interaction: etree._Element, response: Response) -> Any:
    label = "".join(interaction.xpath("string(*[local-name()='prompt'])"))
    chosen = []
    for quotation in interaction.iterfind("{*}blockquote"):
        segment = quotation.get("class").split()[-1]
        spans = [m for m in response.marked if (m.segment, m.label) == (segment, label)]
        at = 0
        for node in quotation[0].iter():
            if node is not quotation[0]:
                if etree.QName(node).localname == "hottext":
                    end = at + len("".join(node.itertext()))
                    if any(at < span.end and span.start < end for span in spans):
                        chosen.append(node.get("identifier"))
                at += len(node.text or "")
                at += len(node.tail or "") if not len(node) else 0
            else:
                at += len(node.text or "")
    return chosen


def _slider(interaction: etree._Element, response: Response) -> Any:
    prompt = " ".join("".join(interaction.find("{*}prompt").itertext()).split())
    return {shown(one): chance for one, chance in response.rated}.get(prompt)


_ENTERED: Mapping[str, Any] = {
    "choiceInteraction": _choice,
    "matchInteraction": _match,
    "orderInteraction": _order,
    "hottextInteraction": _hottext,
    "sliderInteraction": _slider,
    "extendedTextInteraction": lambda interaction, response: response.text,
}
