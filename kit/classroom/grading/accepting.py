"""An answer that a teacher accepts beside the key: which it is, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.classroom.disputes import Dispute
from kit.classroom.grading.accepted import Accepted
from kit.classroom.grading.asked import IssuedQuestion
from kit.classroom.model import Graded
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed, NotAccepted
from kit.question.model import Response
from kit.question.response_data import response_from_data


def beside_the_key(
    asked: Sequence[IssuedQuestion], about: Dispute, rows: Iterable[Graded]
) -> tuple[tuple[str, str], ...]:
    """The parts of a disputed answer that are not the key's: each the answer and its item.

    ``asked`` is the question in each revision; the answer is the one that counts in ``rows``.
    """
    place = (about.student, about.lesson, about.question)
    row = next((r for r in rows if (r.student, r.lesson, r.question) == place), None)
    one = next((a for a in asked if row and a.revision == row.revision), asked[-1])
    if row is None or one.key is None:
        return ()
    response = response_from_data(dict(row.response), one.question, one.segments)
    keyed = Keyed(one.question, one.key, one.segments)
    return tuple(kind(one.question.kind).beside_the_key(keyed, response))


def checked(asked: Sequence[IssuedQuestion], answer: str, item: str) -> str:
    """The answer as one of the revisions takes it. Raises NotAccepted where none does."""
    for one in asked[:-1]:
        try:
            return _in_revision(one, answer, item)
        except NotAccepted:
            continue
    return _in_revision(asked[-1], answer, item)


def _in_revision(asked: IssuedQuestion, answer: str, item: str) -> str:
    if asked.key is None:
        raise NotAccepted(f"“{asked.question.id}” has no key yet to add an answer to.")
    keyed = Keyed(asked.question, asked.key, asked.segments)
    return kind(asked.question.kind).acceptable(keyed, answer, item)


def where(asked: IssuedQuestion) -> str:
    """Where in the course a question is, as a file of corrections says it."""
    number = asked.lesson.rpartition("/")[2].partition("-")[0]
    return f"{f'Lesson {number}' if number.isdigit() else asked.lesson}, `{asked.question.id}`"


def key_in_words(asked: IssuedQuestion) -> str:
    """The key's own answer; "" where there is none."""
    keyed = Keyed(asked.question, asked.key, asked.segments) if asked.key else None
    parts = kind(asked.question.kind).parts(keyed, Response()) if keyed else []
    return "; ".join(
        f"{p.text}: {p.right}" if p.right else f"“{p.text}”" for p in parts if p.sought
    )


def accepted_in_words(row: Accepted) -> str:
    """The answer of a row."""
    return f"{row.item}: {row.answer}" if row.item else f"“{row.answer}”"
