"""The course goes out on the open web, and its twins, summaries and pictures are what they say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from support.jupyterlab import ROOT

from kit.article.pictures import read_picture
from kit.article.project import Project, exercise_of
from kit.article.seed import read_evidence, read_rows
from kit.question.model import Question
from kit.question.read import read_question_set

PROJECT = Project(ROOT)
COURSE = "kim-putin-trip"
OTHER_TEXT = "lindmere-water"
TWINS = 20  # at least
FAULTS = {"accuracy", "sourcing", "opinion told as fact", "editorialising", "context"}


def _questions(exercise: str = "") -> Iterator[tuple[str, Question]]:
    for lesson in PROJECT.lessons():
        if exercise in ("", exercise_of(lesson)):
            for question in read_question_set(PROJECT, lesson).questions:
                yield lesson, question


def test_the_other_text_has_twins_of_at_least_twenty_questions_of_all_seven_lessons() -> None:
    twins = [question for _, question in _questions(OTHER_TEXT) if question.twin_of]
    of = [question.twin_of for question in twins]
    assert len(twins) == len(set(of)) >= TWINS
    assert len([question for _, question in _questions(OTHER_TEXT)]) == len(twins)
    assert {lesson for lesson, _ in filter(None, of)} == set(PROJECT.lessons_of(COURSE))


def test_every_twin_is_about_another_text_and_practises_a_skill_of_its_twin() -> None:
    asked = {(lesson, question.id): question for lesson, question in _questions()}
    twins = [(lesson, question) for lesson, question in _questions() if question.twin_of]
    assert {exercise_of(lesson) for lesson, _ in twins} == {OTHER_TEXT, "second-look"}
    for lesson, question in twins:
        assert question.twin_of in asked, question.id
        other = asked[question.twin_of]
        assert {*question.skills} & {*other.skills}, question.id
        assert exercise_of(question.twin_of[0]) != exercise_of(lesson)
        assert (question.stem, question.items) != (other.stem, other.items)


def test_every_question_of_the_second_look_is_a_twin_of_the_first_look() -> None:
    assert [q.twin_of for _, q in _questions("second-look")] == [
        ("start-here", q.id) for _, q in _questions("start-here") if q.feedback_later
    ]


def test_one_summary_is_sound_and_two_have_faults_of_different_kinds() -> None:
    columns = ("id", "summary", "written", "sentence")
    rows = read_rows(PROJECT, COURSE, "summaries", columns)
    key = read_question_set(PROJECT, f"{COURSE}/6-words-and-silences").key("summary-faults")
    assert key
    fault = {item.partition(":")[0]: kind for item, kind in key.placed}
    kinds: dict[str, set[str]] = {row["summary"]: set() for row in rows}
    for row in rows:
        if fault.get(row["id"], "sound") != "sound":
            kinds[row["summary"]].add(fault[row["id"]])
    assert kinds["first"] == set()
    assert kinds["second"] | kinds["third"] == FAULTS
    assert not kinds["second"] & kinds["third"]
    assert all(len(kinds[name]) >= 2 for name in ("second", "third"))
    assert {row["written"] for row in rows} == {"2026-11-26"}


def test_the_summaries_stand_in_the_lesson_word_for_word_and_say_who_wrote_them() -> None:
    notebook = PROJECT.notebook(f"{COURSE}/6-words-and-silences")
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells)
    columns = ("id", "sentence")
    for row in read_rows(PROJECT, COURSE, "summaries", columns):
        assert f"| {row['id']} | {row['sentence']} |" in text
    assert "We wrote these three summaries ourselves, on 26 November 2026" in text
    assert "No machine made them." in text


def test_the_picture_is_a_drawing_that_says_so_and_has_a_text_for_those_who_cannot_see_it() -> None:
    question = read_question_set(PROJECT, f"{COURSE}/5-numbers-dates-and-names").question("handout")
    assert question
    ((name, data),) = question.pictures
    assert data == read_picture(name, [PROJECT.seed(COURSE, "")])
    assert "It is not a photo." in question.stem


def test_the_diary_names_only_pages_of_the_pack_that_were_opened() -> None:
    key = read_question_set(PROJECT, f"{COURSE}/1-what-am-i-looking-at").key("search-diary")
    assert key
    named = set(re.findall(r"E\d\d", key.model))
    opened = {e.id for e in read_evidence(PROJECT, COURSE) if e.url.startswith("http")}
    assert named == set(key.evidence)
    assert named <= opened
