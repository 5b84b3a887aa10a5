"""Card, own report, class report and the page handed back agree on what is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from statistics import fmean

import pytest
from support.jupyterlab import ROOT
from support.made_up_class import LESSON, a_try, handed_in, issued_form, right, wrong

from kit.article.project import Project
from kit.classroom.grading.asked import IssuedForm, read_issued_forms
from kit.classroom.grading.grade import grade_class
from kit.classroom.grading.totals import total
from kit.classroom.handing_back.feedback import feedback_page
from kit.classroom.making_up.made_up import demo_class
from kit.classroom.model import Grading, Policy, Student
from kit.classroom.reporting.figures import ClassFigures, class_figures
from kit.learner import figures as own
from kit.learner.log import Entry
from kit.learner.measures import Share
from kit.learner.order import in_order
from kit.question.grade import grade
from kit.question.kinds import kind
from kit.question.model import QuestionSet, Response
from kit.question.read import read_question_set
from kit.question.response_data import response_from_data

EXERCISE = "ostrel-bridge"
WEIGHTS = {
    (f"{EXERCISE}/1-who-says-so", "cracks-owner"): 0.0,
    (f"{EXERCISE}/2-what-kind-of-sentence", "kinds"): 3.0,
}
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


def _graded_at_once(entry: Entry, of: IssuedForm) -> Entry:
    """An entry as the log of the student’s own computer has it: a try with what it earned."""
    one = of.asked(entry.lesson, entry.question)
    if entry.what != "try" or one is None or one.key is None:
        return entry
    response = response_from_data(dict(entry.response), one.question, one.segments)
    graded = grade(one.question, one.key, response, one.segments)
    return replace(entry, score=graded.score, tags=graded.feedback.misconceptions)


@pytest.mark.slow
def test_the_own_report_of_each_student_of_a_class_has_the_figures_of_a_class_of_one() -> None:
    project = Project(ROOT)
    made = demo_class(project, EXERCISE, 8, seed=5)
    (form,) = read_issued_forms(project, EXERCISE)
    names = [name for name in project.lessons() if name.startswith(f"{EXERCISE}/")]
    asked = own.asked_in((name, read_question_set(project, name)) for name in names)
    work: dict[str, dict[str, Entry]] = {}
    received = []
    for one in made.hand_ins:
        receipt, _ = handed_in(one.name, ())
        received.append((receipt, one))
        for part in one.parts:
            work.setdefault(one.name, {}).update((e.id, e) for e in part.entries)
    rows = grade_class([form], sorted(received, key=lambda pair: pair[0].student)).rows
    assert len(work) > 5
    for student, entries in work.items():
        mine = tuple(row for row in rows if row.student == student)
        grading = Grading(1, "2026-11-25T08:30:00.000000Z", "first", "", "", mine)
        figures = class_figures(grading, form.questions)
        weighed = class_figures(grading, form.questions, weights=WEIGHTS).totals[0]
        assert weighed.score == pytest.approx(total(mine, WEIGHTS).score, abs=1e-12)
        tries = in_order(_graded_at_once(e, form) for e in entries.values() if e.what == "try")
        firsts = list({e.question: e for e in reversed(tries)}.values())[::-1]
        report = own.figures(firsts, asked)
        answered = [q for q in figures.questions if q.n > q.blank]
        judged = [q for q in answered if kind(q.asked.question.kind).right_or_wrong]
        assert report.work.graded == Share(sum(q.right for q in judged), len(judged))
        assert report.work.graded == own.figures(tries, asked).work.graded
        assert report.stated == figures.stated
        assert report.skills == tuple((s.skill, s.answers) for s in figures.skills)
        assert figures.leaning
        found = figures.leaning.doubted, figures.leaning.let_through
        judging = report.discernment
        assert [f.right for f in found] == [judging.doubted, judging.let_through]
        assert [f.n for f in found] == [judging.holds.n, judging.fails.n]
        met = {m.misconception: sum(n for _, n in m.places) for m in figures.misconceptions}
        assert met == dict(report.misconceptions)
        rated = [q.facility for q in answered if q.asked.question.kind == "rate" and not q.open]
        points = fmean(share for share in rated if share is not None) if rated else None
        assert report.work.points == (points if points is None else pytest.approx(points))
