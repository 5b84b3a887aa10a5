"""What each question of a lesson would say to three students: always right, always wrong, blank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kit.article.project import Project, exercise_of
from kit.article.seed import Evidence, read_article, read_evidence
from kit.article.segments import Segment
from kit.card.session import CardQuestion, Session
from kit.language.translation import ENGLISH
from kit.learner.log import Entry, Log
from kit.question import sample_responses
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.markup import Node
from kit.question.model import Key, Question, QuestionSet, Response
from kit.question.read import read_question_set
from kit.question.response_data import response_to_data

Student = Callable[[Question, Key, tuple[Segment, ...]], Response]

STUDENTS: Mapping[str, Student] = {
    "right": sample_responses.right,
    "wrong": sample_responses.wrong,
    "blank": lambda question, key, segments: Response(),
}
_ODD = (StopIteration, LookupError, ValueError)  # a sample response that cannot be made


@dataclass(frozen=True, slots=True)
class Reply:
    """What a card says to one student."""

    student: str  # right, wrong or blank
    headline: str
    score: float | None  # as graded for the log; None where nothing was
    explains: str  # Markdown: what stands at the student's own answer, else at the whole
    full: str  # Markdown: everything the card says
    graded: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """One question, and what it says to each student that could answer it."""

    lesson: str
    question: Question
    draft: str  # where the key comes from, if no person has accepted it; else ""
    replies: tuple[Reply, ...]
    odd: tuple[str, ...] = ()  # what an author should look at


def preview(project: Project, lesson: str) -> tuple[Preview, ...]:
    """The questions of a lesson through real sessions, with a log that is thrown away.

    A draft answers with its draft key. Raises Unreadable where the lesson cannot be read.
    """
    question_set = read_question_set(project, lesson)
    article = read_article(project, exercise_of(lesson))
    evidence = read_evidence(project, exercise_of(lesson))
    with TemporaryDirectory() as folder:
        return tuple(
            _ask(
                lesson, question, question_set, article.shown(question.show), evidence, Path(folder)
            )
            for question in question_set.questions
        )


def unread(question_set: QuestionSet) -> int:
    """How many questions cannot be previewed, because they are damaged or have no key here."""
    keyed = {key.question for key in question_set.keys} | {
        draft.key.question for draft in question_set.drafts
    }
    return sum(id not in keyed for id in dict(question_set.lines))


def _ask(
    lesson: str,
    question: Question,
    question_set: QuestionSet,
    segments: tuple[Segment, ...],
    evidence: tuple[Evidence, ...],
    folder: Path,
) -> Preview:
    draft = question_set.draft(question.id)
    key = question_set.key(question.id) or (draft.key if draft else None)
    reason = (draft.reason or "draft") if draft else ""
    if key is None or not kind(question.kind).has_key(Keyed(question, key, segments)):
        return Preview(lesson, question, reason, ())
    replies: list[Reply] = []
    odd: list[str] = []
    for name, student in STUDENTS.items():
        try:
            response = student(question, key, segments)
        except _ODD:
            odd.append(f"no {name} answer to it can be made")
            continue
        entries: list[Entry] = []
        blank = Entry("draft", lesson, question.id, at="", id="")
        asked = CardQuestion(question, key, segments, evidence)
        session = Session(asked, entries, Log(folder), blank)
        session.hear(
            {"do": "check", "seq": 1, "response": response_to_data(response), "sure": "certain"}
        )
        replies.append(_reply(name, session.card.state, entries))
    found = Preview(lesson, question, reason, tuple(replies))
    return replace(found, odd=(*odd, *_oddities(found)))


def _reply(student: str, state: Mapping[str, Any], entries: list[Entry]) -> Reply:
    score = entries[-1].score if entries else None
    feedback = state["feedback"]
    if feedback is None:
        return Reply(student, str(state["notice"]), score, "", str(state["notice"]))
    headline = f"{feedback['headline']} {feedback['summary']}".strip()
    return Reply(
        student, str(feedback["headline"]), score, _first(feedback), _full(feedback, headline), True
    )


def _first(feedback: Mapping[str, Any]) -> str:
    marks = [m for m in feedback.get("marks", ()) if m["mark"] in ("wrong", "missed") and m["note"]]
    return markdown(marks[0]["note"] if marks else feedback.get("because", [])) or str(
        feedback["summary"]
    )


def _full(feedback: Mapping[str, Any], headline: str) -> str:
    marks = [
        f"- {mark['mark']}: {mark.get('item') or mark.get('segment', '')}"
        + "".join(f" – {text}" for text in (markdown(mark["note"]), mark["misconception"]) if text)
        for mark in feedback.get("marks", ())
    ]
    rubric = [f"- {row['level']}: {markdown(row['shown'])}" for row in feedback.get("rubric", ())]
    cited = ", ".join(row["id"] for row in feedback.get("evidence", ()))
    pieces = [
        f"**{headline}**",
        "\n".join(marks),
        markdown(feedback.get("because", [])),
        markdown(feedback.get("model", [])),
        "\n".join(rubric),
        cited,
    ]
    return "\n\n".join(piece for piece in pieces if piece)


def _oddities(found: Preview) -> Iterator[str]:
    replies = {reply.student: reply for reply in found.replies}
    right, wrong, blank = map(replies.get, STUDENTS)
    if right and right.score is not None and right.score < 1:
        yield f"the right answer gets {right.score:.0%} only"
    if wrong and wrong.score is not None and wrong.score >= 1:
        yield "a wrong answer gets the full share"
    if wrong and wrong.graded and not found.question.feedback_later and not wrong.explains:
        yield "a wrong answer is not explained"
    if blank and (blank.graded or blank.score is not None):
        yield "a blank is taken for an answer"
    for reply in found.replies:
        if reply.headline == ENGLISH.say("went_wrong"):
            yield f"the card fails at the {reply.student} answer"


def markdown(nodes: list[Node]) -> str:
    """A card's text written as Markdown again."""
    return "".join(map(_written, nodes)).strip()


def _written(node: Node) -> str:
    if isinstance(node, str):
        return node
    inside = "".join(map(_written, node.get("in", [])))
    return _WRITTEN.get(node["tag"], "{}").format(inside, node.get("href", ""))


_WRITTEN = {
    "p": "{}\n\n",
    "em": "*{}*",
    "strong": "**{}**",
    "code": "`{}`",
    "a": "[{}]({})",
    "li": "- {}\n",
    "br": "\n",
}


def as_text(reply: Reply) -> str:
    """A reply's headline, with the share in per cent where there is one."""
    score = f" {reply.score:.0%}" if reply.score is not None else ""
    return f"{reply.headline}{score}"
