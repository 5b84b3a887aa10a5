"""Card, own report, class report and the page handed back agree on what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.made_up_class import LESSON, a_try, handed_in, issued_form, right, wrong

from kit.classroom.grading.asked import IssuedForm
from kit.classroom.grading.grade import grade_class
from kit.classroom.handing_back.feedback import feedback_page
from kit.classroom.model import Grading, Policy, Student
from kit.classroom.reporting.figures import ClassFigures, class_figures
from kit.learner import figures as own
from kit.learner.log import Entry
from kit.question.grade import grade
from kit.question.kinds import kind
from kit.question.model import QuestionSet, Response

FORM = issued_form()
COSTLY = replace(
    FORM,
    questions=tuple(
        replace(a, question=replace(a.question, try_costs=25, tries=0)) for a in FORM.questions
    ),
)
ASKED = tuple(
    one for one in FORM.questions if one.key and kind(one.question.kind).right_or_wrong
)  # the others earn points by degrees, and no report calls them right or wrong


def _own(entries: list[Entry]) -> own.Figures:
    questions = QuestionSet("", questions=tuple(a.question for a in ASKED))
    return own.figures(entries, own.asked_in([(LESSON, questions)]))


def _class_of_one(
    form: IssuedForm, entries: list[Entry], policy: Policy
) -> tuple[Grading, ClassFigures]:
    rows = grade_class([form], [handed_in("s1", entries)], policy=policy).rows
    mine = tuple(row for row in rows if row.question in {a.question.id for a in ASKED})
    grading = Grading(1, "2026-11-25T08:30:00.000000Z", policy, "", "", mine)
    return grading, class_figures(grading, form.questions)


def _scored(question: str, response: Response, minute: float) -> Entry:
    one = FORM.asked(LESSON, question)
    assert one
    assert one.key
    score = grade(one.question, one.key, response, one.segments).score
    return a_try(question, response, minute, "certain", score=score)


@pytest.mark.parametrize("respond", [right, wrong])
def test_own_report_and_class_of_one_agree_on_first_tries(
    respond: Callable[[str], Response],
) -> None:
    entries = [_scored(a.question.id, respond(a.question.id), n) for n, a in enumerate(ASKED)]
    report, (_, figures) = _own(entries), _class_of_one(FORM, entries, "first")
    assert report.work.graded.right == sum(q.right for q in figures.questions)
    assert report.stated == figures.stated
    assert [q.certain_wrong for q in figures.questions] == [1 - q.right for q in figures.questions]


@pytest.mark.parametrize("policy", ["best", "last"])
def test_a_whole_answer_at_a_costly_later_try_is_right_everywhere_and_counts_less(
    policy: Policy,
) -> None:
    entries = [
        _scored(a.question.id, respond(a.question.id), minute)
        for a in ASKED
        for minute, respond in enumerate((wrong, right))
    ]
    report, (grading, figures) = _own(entries), _class_of_one(COSTLY, entries, policy)
    assert report.work.right_at_last == len(ASKED)
    assert [q.right for q in figures.questions] == [1] * len(ASKED)
    assert [stated.score.right for stated in figures.stated] == [len(ASKED)]
    assert {row.score for row in grading.rows} == {0.75}
    page = feedback_page(Student("s1", "Ada"), grading, grading.rows, [COSTLY])
    assert page.count("right, at a later try, 0.75 points") == len(ASKED)
