"""What other systems would make of a file: their rules, read from the file and nothing else.

Each reads the texts of a question as the file has them, and knows an answer only by those texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
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


def seen(markup: str | None) -> str:
    """What a reader sees of HTML."""
    if not markup:
        return ""
    return " ".join(html.fragment_fromstring(markup, create_parent="div").text_content().split())


def shown(item: str) -> str:
    """What a reader sees of an item that holds no markup but emphasis, as the kit's card has it."""
    return seen(drawn_line(item))


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
