"""Who tried a question so often that the best or last try may be a guess, told by name."""

from __future__ import annotations

from collections.abc import Mapping

from kit.classroom.grading.asked import IssuedQuestion, QuestionRevision
from kit.classroom.grading.remarks import Remark, Remarks
from kit.classroom.grading.rows import GradedRows
from kit.classroom.model import Graded, Policy
from kit.question.kinds import kind

MANY = 6  # tries at a question that has no list of options to go through


def many_tries(
    rows: GradedRows, asked: Mapping[QuestionRevision, IssuedQuestion], policy: Policy
) -> tuple[Remark, ...]:
    """A remark for each question that somebody may have guessed through, most students first.

    Where the first try counts, more of them earn nothing; where ``Tries:`` sets a number, nobody
    had more. Neither is told. What a try costs is said.
    """
    remarks = Remarks()
    if policy == "first":
        return ()

    def options_of(row: Graded) -> int | None:
        """How many options can be gone through; None where nobody can."""
        one = asked.get((row.lesson, row.revision, row.question))
        if one is None or one.question.tries or kind(row.kind).marked_by_person:
            return None
        return len(one.question.items) if kind(row.kind).takes_one else 0

    def many(row: Graded) -> bool:
        options = options_of(row)
        return options is not None and row.tries >= (options or MANY)

    for row in rows.such(many):
        question = asked[row.lesson, row.revision, row.question].question
        enough = "as often as it has options" if options_of(row) else f"{MANY} times"
        costs = f"; each costs {question.try_costs} %" if question.try_costs else ""
        where = f"{row.lesson}: “{row.question}” was tried {enough} or more"
        remarks.add(f"{where}, and the {policy} try counts{costs}", f"{row.student}: {row.tries}")
    return tuple(sorted(remarks.all(), key=lambda remark: -len(remark.students)))
