"""What a class is graded with: the policy, the revisions, the tries that count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.made_up_class import (
    LESSON,
    a_try,
    all_tries,
    asked,
    at,
    entry,
    handed_in,
    issued_form,
    released,
    right,
    row,
    wrong,
)

from kit.classroom.grading.asked import IssuedForm
from kit.classroom.grading.grade import GradedClass, grade_class
from kit.classroom.model import Graded, Policy, RubricMark
from kit.learner.hand_in import HandIn, Part
from kit.question.model import Response


def test_every_question_has_a_row_for_whoever_handed_in_and_for_nobody_else() -> None:
    received = [handed_in("s2", all_tries(right)), handed_in("s1", []), handed_in("", [])]
    rows = grade_class([issued_form()], received).rows
    ids = [one.question.id for one in issued_form().questions]
    assert [(r.student, r.question) for r in rows] == [(s, q) for s in ("s1", "s2") for q in ids]
    assert {(r.status, r.score, r.tries) for r in rows if r.student == "s1"} == {("blank", 0.0, 0)}
    scores = {r.question: r.score for r in rows if r.student == "s2"}
    assert scores.pop("doubt") is None
    assert set(scores.values()) == {1.0}


def test_files_of_a_student_that_do_not_follow_each_other_are_refused() -> None:
    received = [handed_in(student, all_tries(right)) for student in ("s1", "s2", "s1")]
    with pytest.raises(ValueError, match="the hand-ins of s1 do not follow each other"):
        grade_class([issued_form()], received)


def test_what_a_file_says_of_its_own_worth_is_not_read() -> None:
    cheat = a_try("owner", wrong("owner"), score=1.0)
    mark = entry("mark", "doubt", 2, level="Proficient")
    text = a_try("doubt", right("doubt"), 1)
    rows = grade_class([issued_form()], [handed_in("s1", [cheat, text, mark])]).rows
    assert row(rows, "s1", "owner").score == 0.0
    assert row(rows, "s1", "doubt").status == "open"
    assert row(rows, "s1", "doubt").level == ""


def test_a_misconception_met_comes_from_the_key() -> None:
    mayor = Response(ticked=("the mayor",))
    first = a_try("owner", mayor, tags=("misread",), sure="certain")
    rows = grade_class([issued_form()], [handed_in("s1", [first])]).rows
    assert row(rows, "s1", "owner").tags == ("near",)
    assert row(rows, "s1", "owner").sure == "certain"


@pytest.mark.parametrize(
    ("policy", "score", "minute"), [("first", 0.5, 1), ("best", 1.0, 2), ("last", 0.0, 3)]
)
def test_the_policy_says_which_try_counts(policy: Policy, score: float, minute: float) -> None:
    half = Response(ticked=("who speaks",))
    none = Response(ticked=("where they tested",))
    tries = [a_try("told", half, 1), a_try("told", right("told"), 2), a_try("told", none, 3)]
    files = [handed_in("s1", tries[:1]), handed_in("s1", tries)]  # the second holds the first
    found = row(grade_class([issued_form()], files, policy=policy).rows, "s1", "told")
    assert (found.score, found.at, found.tries) == (score, at(minute), 3)


@pytest.mark.parametrize(("form", "at_first"), [(1, "right"), (2, "wrong")])
def test_within_a_file_its_own_order_counts_and_in_one_of_the_first_version_that_of_the_times(
    form: int, at_first: str
) -> None:
    """The clock ran an hour ahead at the first try, and was put right before the second."""
    tries = [a_try("owner", wrong("owner"), 60), a_try("owner", right("owner"), 2)]
    receipt, hand_in = handed_in("s1", tries)
    found = grade_class([issued_form()], [(receipt, replace(hand_in, form=form))]).rows
    assert (row(found, "s1", "owner").score == 1) == (at_first == "right")


@pytest.mark.parametrize(("policy", "score"), [("first", 0.0), ("last", 1.0)])
def test_a_later_file_that_claims_an_earlier_time_comes_later_and_is_listed(
    policy: Policy, score: float
) -> None:
    honest = handed_in("s1", [a_try("owner", wrong("owner"), 30)])
    backdated = handed_in("s1", [a_try("owner", right("owner"), 1)])
    graded = grade_class([issued_form()], [honest, backdated], policy=policy)
    assert row(graded.rows, "s1", "owner").score == score
    assert [(r.text.split()[0:3], r.students) for r in graded.remarks] == [
        (["A", "later", "file"], ("s1",))
    ]


@pytest.mark.parametrize(
    ("policy", "score", "minute"), [("first", 0.5, 1), ("best", 0.75, 2), ("last", 0.25, 3)]
)
def test_a_later_try_counts_less_where_the_question_says_so(
    policy: Policy, score: float, minute: float
) -> None:
    half = Response(ticked=("who speaks",))
    tries = [a_try("told", half, 1), a_try("told", right("told"), 2), a_try("told", half, 3)]
    costly = tuple(
        replace(one, question=replace(one.question, try_costs=25))
        for one in issued_form().questions
    )
    form = replace(issued_form(), questions=costly)
    found = row(grade_class([form], [handed_in("s1", tries)], policy=policy).rows, "s1", "told")
    assert (found.score, found.at, found.tries) == (score, at(minute), 3)


def test_of_equally_good_tries_the_first_is_best() -> None:
    tries = [a_try("owner", right("owner"), 1), a_try("owner", right("owner"), 2)]
    found = grade_class([issued_form()], [handed_in("s1", tries)], policy="best").rows
    assert row(found, "s1", "owner").at == at(1)


def test_tries_beyond_the_number_allowed_do_not_count() -> None:
    tries = [a_try("last-chance", wrong("last-chance"), n) for n in (1, 2)]
    tries.append(a_try("last-chance", right("last-chance"), 3))
    found = row(
        grade_class([issued_form()], [handed_in("s1", tries)], policy="best").rows,
        "s1",
        "last-chance",
    )
    assert (found.score, found.tries) == (0.0, 2)


def test_a_try_after_the_answer_was_shown_does_not_count() -> None:
    done = [
        a_try("owner", wrong("owner"), 1),
        entry("hint", "owner", 1.5),
        entry("show", "owner", 2),
        a_try("owner", right("owner"), 3),
    ]
    for policy in ("best", "last"):
        found = row(
            grade_class([issued_form()], [handed_in("s1", done)], policy=policy).rows, "s1", "owner"
        )
        assert (found.score, found.tries, found.hints) == (0.0, 1, 1)


def test_who_only_answers_what_was_shown_is_blank_and_listed() -> None:
    done = [entry("show", "owner", 1), a_try("owner", right("owner"), 2)]
    graded = grade_class([issued_form()], [handed_in("s1", done)])
    assert row(graded.rows, "s1", "owner").status == "blank"
    assert [str(r) for r in graded.remarks] == [
        "river: “owner” was answered only after it was shown. (s1)"
    ]


def _texts() -> list[tuple[str, float]]:
    return [("First.", 1), ("Second.", 2)]


@pytest.mark.parametrize(("policy", "text"), [("first", "First."), ("best", "Second.")])
def test_of_written_answers_best_takes_the_last(policy: Policy, text: str) -> None:
    tries = [a_try("doubt", Response(text=said), minute) for said, minute in _texts()]
    rows = grade_class([released(issued_form())], [handed_in("s1", tries)], policy=policy).rows
    assert row(rows, "s1", "doubt").response == {"text": text}


def test_a_text_written_after_its_model_was_shown_does_not_count() -> None:
    tries = [a_try("doubt", Response(text=said), minute) for said, minute in _texts()]
    rows = grade_class([issued_form()], [handed_in("s1", tries)], policy="last").rows
    assert row(rows, "s1", "doubt").response == {"text": "First."}


def test_one_id_for_two_answers_counts_once_and_is_listed() -> None:
    first = a_try("owner", wrong("owner"), 1)
    again = replace(first, response={"ticked": list(right("owner").ticked)})
    graded = grade_class([issued_form()], [handed_in("s1", [first]), handed_in("s1", [again])])
    assert row(graded.rows, "s1", "owner").score == 0.0
    assert len(graded.remarks) == 1


def _older_revision() -> IssuedForm:
    """An older revision, in which “yes, always” was the right one and “owner” was not asked."""
    older = []
    for one in issued_form().questions:
        if one.question.id != "owner":
            key = one.key
            if one.question.id == "last-chance" and key:
                key = replace(key, ticked=frozenset({"yes, always"}))
            older.append(replace(one, revision="0123456789ab", key=key))
    return IssuedForm("old", tuple(older))


def test_a_try_is_graded_with_the_revision_that_it_names() -> None:
    yes = Response(ticked=("yes, always",))
    old_try = a_try("last-chance", yes, 1, revision="0123456789ab")
    new_try = a_try("last-chance", yes, 1)
    received = [
        handed_in("s1", [old_try], revision="0123456789ab"),
        handed_in("s2", [new_try, a_try("owner", right("owner"))]),
    ]
    graded = grade_class([_older_revision(), issued_form()], received)
    assert row(graded.rows, "s1", "last-chance").score == 1.0
    assert row(graded.rows, "s1", "last-chance").revision == "0123456789ab"
    assert row(graded.rows, "s2", "last-chance").score == 0.0
    assert [r.question for r in graded.rows if r.student == "s1"].count("owner") == 0
    assert graded.remarks == ()


def test_a_revision_nobody_handed_out_counts_where_the_answer_still_fits() -> None:
    reworded = replace(
        a_try("told", right("told")), response={"ticked": ["who speaks", "what was found, then"]}
    )
    done = [
        replace(a_try("owner", right("owner")), revision="ffffffffffff"),
        replace(reworded, revision="ffffffffffff"),
    ]
    graded = grade_class([issued_form()], [handed_in("s1", done, revision="ffffffffffff")])
    assert row(graded.rows, "s1", "owner").score == 1.0
    assert row(graded.rows, "s1", "told").status == "blank"
    said = "river: revision ffffffffffff was never handed out; "
    assert [str(r) for r in graded.remarks] == [
        f"{said}where question and options still fit, it counts. (s1)",
        f"{said}the answer to “told” does not fit, and is left out. (s1)",
    ]


def test_an_answer_to_a_question_that_was_not_asked_is_listed() -> None:
    stray = replace(a_try("owner", right("owner")), question="no-such")
    graded = grade_class([issued_form()], [handed_in("s1", [stray])])
    assert [str(r) for r in graded.remarks] == [
        "river: an answer to “no-such”, which was not asked in this release. (s1)"
    ]


def test_a_forecast_is_open_until_it_is_settled() -> None:
    one = asked("forecast")
    assert one.key
    open_key = replace(one.key, outcomes=())
    questions = tuple(
        replace(a, key=open_key) if a.question.id == "forecast" else a
        for a in issued_form().questions
    )
    received = [handed_in("s1", [a_try("forecast", right("forecast"))])]
    found = row(grade_class([IssuedForm("", questions)], received).rows, "s1", "forecast")
    assert (found.status, found.score) == ("open", None)


def test_a_question_whose_key_is_a_draft_stays_open_and_is_listed() -> None:
    questions = tuple(
        replace(a, key=None) if a.question.id == "owner" else a for a in issued_form().questions
    )
    received = [handed_in(s, [a_try("owner", right("owner"))]) for s in ("s1", "s2")]
    graded = grade_class([IssuedForm("", questions)], received)
    assert row(graded.rows, "s1", "owner").status == "open"
    assert graded.remarks[0].students == ("s1", "s2")


def _mark(marker: str, level: str, comment: str = "", answer: str = "") -> RubricMark:
    return RubricMark(marker, "s1", LESSON, "doubt", level, comment, at(99), answer)


def _marked(*marks: RubricMark) -> tuple[Graded, list[str]]:
    received = [handed_in("s1", [a_try("doubt", Response(text="Where?"))])]
    graded = grade_class([issued_form()], received, marks)
    return row(graded.rows, "s1", "doubt"), [str(remark) for remark in graded.remarks]


@pytest.mark.parametrize(
    ("level", "score"), [("Proficient", 1.0), ("Emergent", 0.5), ("Basic", 0.0)]
)
def test_levels_are_evenly_spaced(level: str, score: float) -> None:
    found, remarks = _marked(_mark("a", level, "Say who."))
    assert (found.status, found.score, found.level) == ("graded", score, level)
    assert (found.comment, remarks) == ("Say who.", [])


def test_two_markers_come_to_their_mean_and_more_than_a_level_apart_is_listed() -> None:
    found, remarks = _marked(_mark("a", "Emergent", "Who?"), _mark("b", "Proficient", "Good."))
    assert (found.score, found.level, found.comment) == (
        0.75,
        "Proficient / Emergent",
        "Who?\nGood.",
    )
    assert remarks == []
    found, remarks = _marked(_mark("a", "Basic"), _mark("b", "Proficient"))
    assert found.score == 0.5
    assert remarks == ["river: “doubt”: two markers are more than one level apart. (s1)"]


def test_a_mark_for_another_text_or_another_rubric_does_not_count_and_is_listed() -> None:
    found, remarks = _marked(_mark("a", "Basic", answer="000000000000"), _mark("b", "Great"))
    assert found.status == "open"
    assert len(remarks) == 2
    lost = replace(_mark("a", "Basic"), student="s9")
    assert "no answer" in _marked(lost)[1][0]


def test_a_student_of_two_lessons_gets_those_of_the_form_that_fits_most() -> None:
    second = tuple(replace(one, lesson="river/2", revision="2") for one in issued_form().questions)
    both = IssuedForm("both", (*released(issued_form()).questions, *second))
    parts = (
        Part(LESSON, issued_form().questions[0].revision, (a_try("owner", right("owner")),)),
        Part("river/2", "2", ()),
    )
    receipt, _ = handed_in("s1", [])
    hand_in = HandIn(LESSON, "s1", at(60), "0.1.0", parts)
    rows = grade_class([both, issued_form()], [(receipt, hand_in)]).rows
    assert len(rows) == 2 * len(issued_form().questions)


# -- Guessing through


def _guessed(tries: int = 0, costs: int = 0, question: str = "owner") -> GradedClass:
    """A class in which s1 goes through all options, the right one last, and s2 is right at once."""
    form = IssuedForm(
        "r1",
        tuple(
            replace(one, question=replace(one.question, tries=tries, try_costs=costs))
            for one in released(issued_form()).questions
        ),
    )
    one = asked(question)
    ticked = one.key.ticked if one.key else frozenset()
    options = sorted(one.question.items, key=lambda option: option in ticked)
    responses = [Response(ticked=(option,)) for option in options]
    guessed = [a_try(question, response, n) for n, response in enumerate(responses)]
    hand_ins = [handed_in("s1", guessed), handed_in("s2", [a_try(question, right(question))])]
    return grade_class([form], hand_ins, policy="best")


@pytest.mark.parametrize(
    ("tries", "costs", "score"),
    [(0, 0, 1.0), (0, 25, 0.5), (2, 0, 0.0), (3, 25, 0.5), (2, 25, 0.0)],
)
def test_guessing_through_all_options_earns_what_the_rule_says_and_no_more(
    tries: int, costs: int, score: float
) -> None:
    found = _guessed(tries, costs)
    assert row(found.rows, "s1", "owner").score == score
    assert row(found.rows, "s2", "owner").score == 1.0


def test_who_may_have_guessed_through_is_told_by_name_and_question() -> None:
    (said,) = map(str, _guessed().remarks)
    assert said == (
        "river: “owner” was tried as often as it has options or more, and the best try counts "
        "(s1: 3)"
    )
    (costly,) = map(str, _guessed(costs=25).remarks)
    assert "each costs 25 %" in costly
    assert _guessed(tries=3).remarks == ()
    many = [a_try("told", wrong("told"), n) for n in range(6)]
    expected: dict[Policy, int] = {"best": 1, "last": 1, "first": 0}
    for policy, told in expected.items():
        graded = grade_class([issued_form()], [handed_in("s1", many)], policy=policy)
        assert sum("“told” was tried 6 times or more" in str(r) for r in graded.remarks) == told
