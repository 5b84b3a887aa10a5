"""Questions written as Markdown: the student's copy of a lesson, and the text of one question.

What is written comes from `Question` values alone, which cannot hold an answer. `answers_block`
writes questions with their keys.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import sha256

from kit.article.segments import Segment
from kit.question.model import Kind, Question, QuestionSet

Writer = Callable[[Question], list[str]]


def student_copy(question_set: QuestionSet) -> str:
    """The lesson's file for students: the grammar of the answers file, without any answer."""
    front = [f"# {question_set.title}", ""]
    front += [f"Minutes: {question_set.minutes}"] if question_set.minutes else []
    front += [f"Goal: {question_set.goal}"] if question_set.goal else []
    return "\n".join(
        [*front, *(f"\n{_block(question)}" for question in question_set.questions), ""]
    )


def lesson_revision(question_set: QuestionSet, segments: Iterable[Segment] = ()) -> str:
    """Twelve hexadecimal digits that change whenever a question or the article's text does."""
    text = "\n".join([student_copy(question_set), *(f"{s.id} {s.text}" for s in segments)])
    return sha256(text.encode()).hexdigest()[:12]


def question_revision(question: Question, segments: Iterable[Segment] = ()) -> str:
    """Twelve hexadecimal digits that change when what is asked does, or the text it is asked of.

    Hints, skills, limits and the order of the options may change: an answer stays one to the same
    question.
    """
    asked = (
        question.kind,
        " ".join(question.stem.split()),
        sorted(question.items),
        sorted(question.targets),
        question.labels,
        question.interval,
        [(segment.id, segment.text) for segment in segments],
    )
    return sha256(json.dumps(asked).encode()).hexdigest()[:12]


def as_text(question: Question, segments: Iterable[Segment] = ()) -> str:
    """A question as it stands on paper: its text, the segments it shows, and what to pick from."""
    shown = [f"> **{s.id}** {s.text}\n" for s in segments]
    return "\n".join([question.stem, "", *shown, *PAPER[question.kind](question)]).rstrip()


def _block(question: Question) -> str:
    lines = [f"## {question.id} ({question.kind})", "", question.stem, ""]
    fields = [f"{name}: {value}" for name, value in public_fields(question).items()]
    items = WRITERS[question.kind](question)
    return "\n".join([*lines, *fields, *([""] if fields and items else []), *items])


def public_fields(question: Question) -> dict[str, str]:
    """The ``Name: value`` lines of a question that a student may see; only those it has."""
    values = {
        "Show": ", ".join(question.show),
        "Labels": " | ".join(question.labels),
        "Into": " | ".join(question.targets) if question.kind == "sort" else "",
        "Order": "as written" if question.as_written else "",
        "Hint": question.hint,
        "Skills": ", ".join(question.skills),
        "Sure": "ask" if question.ask_sure else "",
        "Feedback": "later" if question.feedback_later else "",
        "Tries": str(question.tries or ""),
        "Limit": f"{question.limit} words" if question.limit else "",
        "Interval": f"{question.interval} %" if question.interval else "",
    }
    return {name: value for name, value in values.items() if value}


def _boxes(question: Question) -> list[str]:
    return [f"- [ ] {item}" for item in question.items]


def _plain(question: Question) -> list[str]:
    return [f"- {item}" for item in question.items]


def _numbered(question: Question) -> list[str]:
    return [f"{number}. {item}" for number, item in enumerate(question.items, start=1)]


def _columns(question: Question) -> list[str]:
    return _plain(question) + [f"- => {target}" for target in question.targets]


def _nothing(question: Question) -> list[str]:
    return []


WRITERS: dict[Kind, Writer] = {
    "choose": _boxes,
    "choose-many": _boxes,
    "highlight": _nothing,
    "sort": _plain,
    "order": _numbered,
    "match": _columns,
    "rate": _plain,
    "write": _nothing,
}


def _bins(question: Question) -> list[str]:
    return [*_plain(question), "", f"({' | '.join(question.targets)})"]


def _ranks(question: Question) -> list[str]:
    return [f"- ( ) {item}" for item in question.items]


def _two_lists(question: Question) -> list[str]:
    return [*_plain(question), "", *(f"- → {target}" for target in question.targets)]


def _scale(question: Question) -> list[str]:
    unit = "from … to …" if question.interval else "… %"
    return [f"- {item}: {unit}" for item in question.items]


def _line(question: Question) -> list[str]:
    return ["…"]


PAPER: dict[Kind, Writer] = {
    "choose": _boxes,
    "choose-many": _boxes,
    "highlight": _nothing,
    "sort": _bins,
    "order": _ranks,
    "match": _two_lists,
    "rate": _scale,
    "write": _line,
}
