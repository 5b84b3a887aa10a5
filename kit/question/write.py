"""Questions written as Markdown: the student's copy, the text of a question, and its block.

The first two come from `Question` values alone, which cannot hold an answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from kit.article.segments import Segment
from kit.language.html_text import escape_markdown, shield_mathematics
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Key, Note, Question, QuestionSet
from kit.question.reading import beginnings

_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")


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
    pictures = sorted({picture for q in question_set.questions for picture in q.pictures})
    lines = (f"{name} {sha256(data.encode()).hexdigest()}" for name, data in pictures)
    texts = (f"{s.id} {s.text}" for s in segments)
    text = "\n".join([student_copy(question_set), *texts, *lines])
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
        [(name, sha256(data.encode()).hexdigest()) for name, data in question.pictures],
    )
    return sha256(json.dumps(asked).encode()).hexdigest()[:12]


def as_text(question: Question, segments: Iterable[Segment] = ()) -> str:
    """A question as it stands on paper: its text, the segments it shows, and what to pick from.

    In place of a picture stands its description.
    """
    return _on_paper(question, [(s.id, s.text) for s in segments])


def as_markdown(question: Question, segments: Iterable[Segment] = ()) -> str:
    """The same for JupyterLab to show: the article's words as published, and no mathematics."""
    return shield_mathematics(as_plain_markdown(question, segments))


def as_plain_markdown(question: Question, segments: Iterable[Segment] = ()) -> str:
    """The same for a page, where nothing reads mathematics."""
    return _on_paper(question, [(s.id, escape_markdown(s.text)) for s in segments])


def _on_paper(question: Question, texts: Iterable[tuple[str, str]]) -> str:
    shown = [f"> **{id}** {text}\n" for id, text in texts]
    stem = _PICTURE.sub(r"[\1]", question.stem)
    return "\n".join([stem, "", *shown, *kind(question.kind).paper_lines(question)]).rstrip()


def _block(question: Question) -> str:
    lines = [f"## {question.id} ({question.kind})", "", question.stem, ""]
    fields = [f"{name}: {value}" for name, value in public_fields(question).items()]
    items = kind(question.kind).student_lines(question)
    return "\n".join([*lines, *fields, *([""] if fields and items else []), *items])


def public_fields(question: Question) -> dict[str, str]:
    """The ``Name: value`` lines of a question that a student may see; only those it has."""
    values = {
        "Show": ", ".join(question.show),
        "Labels": " | ".join(question.labels),
        "Into": " | ".join(question.targets) if "Into" in kind(question.kind).fields else "",
        "Order": "as written" if question.as_written else "",
        "Hint": question.hint,
        "Skills": ", ".join(question.skills),
        "Sure": "ask" if question.ask_sure else "",
        "Feedback": "later" if question.feedback_later else "",
        "Twin": question.twin,
        "Tries": _tries(question),
        "Limit": f"{question.limit} words" if question.limit else "",
        "Interval": f"{question.interval} %" if question.interval else "",
    }
    return {name: value for name, value in values.items() if value}


def _tries(question: Question) -> str:
    costs = f"each costs {question.try_costs} %" if question.try_costs else ""
    return ", ".join(filter(None, (str(question.tries or ""), costs)))


def keyed_block(
    question: Question,
    key: Key,
    segments: Iterable[Segment] = (),
    items: Sequence[str] = (),
    draft: str = "",
) -> str:
    """The Markdown of a question with its key, from its ``##`` to its last line.

    ``segments`` are those it shows; ``items`` gives the author's own order of its items, which
    are otherwise written as they are dealt; ``draft`` says where a key comes from that nobody has
    accepted. Raises ValueError where words to find cannot be told from the same words elsewhere.
    """
    own = kind(question.kind)
    asked = Keyed(question, key, tuple(segments))
    lines = own.keyed_lines(asked, tuple(items) or question.items)
    hints = [question.hint, *key.more_hints]
    fields = public_fields(question)
    fields.pop("Hint", None)
    after = {
        "Because": key.because,
        "Model": key.model,
        **{name: fields.pop(name, "") for name in ("Skills", "Sure")},
        "Evidence": ", ".join(key.evidence),
        "Claim": ", ".join(key.claims),
        "Judges": key.judges,
        "Scale": _scale(question, key),
        "Draft": draft,
    }
    parts = [
        [f"## {question.id} ({question.kind})"],
        [question.stem],
        [f"{name}: {value}" for name, value in fields.items()],
        [row for line, note in lines for row in (line, *_noted(line, note))],
        [
            *(f"Hint: {hint}" for hint in hints if hint),
            *(f"{name}: {value}" for name, value in after.items() if value),
        ],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _scale(question: Question, key: Key) -> str:
    places = kind(question.kind).places(question)
    return " | ".join(beginnings((p for p in key.scale if p in places), places))


def _noted(line: str, note: Note) -> list[str]:
    tags = ", ".join(filter(None, (note.misconception, note.errs)))
    said = f"{note.text} ({tags})" if tags else note.text
    indent = " " * (line.index(" ") + 1)  # under the text of the item, whatever its number
    return [f"{indent}> {said.strip()}"] if said.strip() else []
