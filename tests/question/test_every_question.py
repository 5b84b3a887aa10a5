"""Every question of every lesson is graded right, wrong and blank, with nothing written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.card_sessions import secrets
from support.jupyterlab import ROOT

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.article.segments import Segment
from kit.card.session import CardQuestion, Session
from kit.card.shown import card_state
from kit.card.widget import Card
from kit.learner.attempt import read_attempt
from kit.learner.log import Entry, Log
from kit.question import sample_responses
from kit.question.grade import grade
from kit.question.model import Key, Question
from kit.question.read import read_question_set
from kit.question.response_data import response_from_data, response_to_data

Asked = tuple[Question, Key, tuple[Segment, ...]]


def _all() -> dict[str, Asked]:
    project = Project(ROOT)
    found: dict[str, Asked] = {}
    for lesson in project.lessons():
        article = read_article(project, exercise_of(lesson))
        question_set = read_question_set(project, lesson)
        assert not question_set.problems
        for question, key in zip(question_set.questions, question_set.keys, strict=True):
            found[f"{lesson}:{question.id}"] = question, key, article.shown(question.show)
    return found


ALL = _all()
every_question = pytest.mark.parametrize("asked", ALL.values(), ids=ALL)


def test_there_are_questions() -> None:
    assert len(ALL) >= 16


def _has_a_key(question: Question, key: Key, _: object) -> bool:
    """Whether there is anything to grade: not in a text, nor in forecasts that are still open."""
    is_open = question.kind == "rate" and not (key.outcomes or key.ranges)
    return question.kind != "write" and not is_open


@every_question
def test_the_right_response_has_the_full_share(asked: Asked) -> None:
    question, key, segments = asked
    given = grade(question, key, sample_responses.right(*asked), segments)
    assert given.score == (1 if _has_a_key(*asked) else None)
    assert given.feedback.verdict == ("right" if _has_a_key(*asked) else "noted")


@every_question
def test_a_wrong_response_has_less_and_is_explained(asked: Asked) -> None:
    question, key, segments = asked
    response = sample_responses.wrong(*asked)
    given = grade(question, key, response, segments)
    if given.score is None:
        assert not _has_a_key(*asked)
    else:
        assert given.score < 1
    tried = Entry("try", "l", question.id, "2026", "1", response=response_to_data(response))
    state = card_state(question, key, read_attempt(question, key, [tried], segments))
    feedback = state["feedback"]
    assert isinstance(feedback, dict)
    explained = [mark["note"] for mark in feedback["marks"] if mark["mark"] == "wrong"]
    assert feedback["because"] or feedback["model"]
    if question.kind in ("choose", "choose-many", "sort", "match", "order"):
        assert explained
        assert all(explained), "an option without an explanation of its own"


@every_question
def test_a_blank_is_not_graded_and_not_logged(asked: Asked) -> None:
    question, key, segments = asked
    log = Log(Path(__file__))  # a file: nothing can be written there
    entries: list[Entry] = []
    blank = Entry("draft", "l", question.id, "", "")
    session = Session(CardQuestion(question, key, segments), entries, log, blank)
    session.hear({"do": "check", "seq": 1, "response": {}})
    assert entries == []
    assert session.card.state["feedback"] is None
    assert session.card.state["notice"]


@every_question
def test_every_item_has_its_own_explanation(asked: Asked) -> None:
    question, key, _ = asked
    assert [item for item in question.items if not key.note(item).text] == []
    assert [k.span for k in key.spans if not k.note.text] == []
    assert key.because


@every_question
def test_a_response_survives_the_way_to_the_log_and_back(asked: Asked) -> None:
    question, _, segments = asked
    for response in (sample_responses.right(*asked), sample_responses.wrong(*asked)):
        assert response_from_data(response_to_data(response), question, segments) == response


@every_question
def test_nothing_of_the_key_is_on_the_card_before_an_answer(asked: Asked) -> None:
    question, key, segments = asked
    card = Card(
        question, segments, False, card_state(question, key, read_attempt(question, key, []))
    )
    sent = repr((card.question, card.state))
    assert [secret for secret in secrets(key) if secret in sent] == []
    assert "'feedback': None" in sent
