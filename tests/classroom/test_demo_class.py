"""A made-up class: valid hand-ins, the same every time, and abler learners score more."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from statistics import correlation, mean

import pytest
from jsonschema import Draft202012Validator
from support.command_line import kit_says
from support.jupyterlab import RIVER, ROOT

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.classroom.making_up.files import as_files
from kit.classroom.making_up.made_up import DUE, DemoClass, demo_class
from kit.classroom.releasing.released import revision_now
from kit.learner.hand_in import HandIn
from kit.learner.wire import read_hand_in
from kit.question.grade import grade
from kit.question.kinds.write import SIMULATED
from kit.question.model import SURE_PERCENT
from kit.question.read import read_question_set
from kit.question.response_data import response_from_data, response_to_data

OWN = Project(ROOT)
# The own rooms are asked in their turn, so that a new exercise is tried without a word here.
EXERCISES = [(RIVER, "river")] + [
    (OWN, name) for name in sorted({exercise_of(lesson) for lesson in OWN.lessons()})
]
each_exercise = pytest.mark.parametrize(
    ("project", "exercise"), EXERCISES, ids=[name for _, name in EXERCISES]
)
SCHEMA = json.loads((ROOT / "kit/learner/formats/hand-in.schema.json").read_text(encoding="utf-8"))


def shares_of(project: Project, hand_in: HandIn) -> list[tuple[float, str]]:
    """The share of each graded first try of a hand-in, with the confidence stated."""
    found: list[tuple[float, str]] = []
    for part in hand_in.parts:
        question_set, article = (
            read_question_set(project, part.lesson),
            read_article(project, hand_in.exercise),
        )
        seen: set[str] = set()
        for entry in part.entries:
            question, key = question_set.question(entry.question), question_set.key(entry.question)
            assert question
            assert key
            if entry.what != "try" or entry.question in seen:
                continue
            seen.add(entry.question)
            segments = article.shown(question.show)
            response = response_from_data(entry.response, question, segments)
            score = grade(question, key, response, segments).score
            if score is not None:
                found.append((score, entry.sure))
    return found


def last_hand_ins(made: DemoClass) -> dict[str, HandIn]:
    return {hand_in.name: hand_in for hand_in in made.hand_ins}


@pytest.mark.slow
@each_exercise
def test_every_upload_is_a_hand_in_of_the_lessons_at_hand(project: Project, exercise: str) -> None:
    validator = Draft202012Validator(SCHEMA)
    files = as_files(demo_class(project, exercise, 12, 7))
    uploads = {name: data for name, data in files.items() if name.startswith("uploads/")}
    assert len(uploads) > 10
    for data in uploads.values():
        validator.validate(json.loads(data))
        hand_in = read_hand_in(data)
        assert [part.revision for part in hand_in.parts] == [
            revision_now(project, part.lesson) for part in hand_in.parts
        ]
        assert any(part.entries for part in hand_in.parts)


@pytest.mark.slow
@each_exercise
def test_every_response_fits_its_question(project: Project, exercise: str) -> None:
    for hand_in in demo_class(project, exercise, 8, 7).hand_ins:
        for part in hand_in.parts:
            question_set, article = (
                read_question_set(project, part.lesson),
                read_article(project, exercise),
            )
            for entry in part.entries:
                question = question_set.question(entry.question)
                assert question
                response = response_from_data(
                    entry.response, question, article.shown(question.show)
                )
                assert response_to_data(response) == {
                    **entry.response,
                    **({"marked": sorted_marks(entry.response)} if response.marked else {}),
                }


def sorted_marks(response: object) -> object:
    assert isinstance(response, dict)
    return sorted(response["marked"], key=lambda mark: (mark["segment"], mark["start"]))


def test_the_same_call_gives_the_same_bytes_and_another_seed_does_not() -> None:
    first, again = (as_files(demo_class(RIVER, "river", 6, 7)) for _ in range(2))
    assert first == again
    assert as_files(demo_class(RIVER, "river", 6, 8)) != first


@pytest.mark.parametrize("seed", [1, 7, 23])
def test_abler_learners_score_more(seed: int) -> None:
    made = demo_class(RIVER, "river", 40, seed)
    ability = {one.id: one.ability for one in made.learners}
    scores = {
        name: mean(score for score, _ in shares_of(RIVER, hand_in))
        for name, hand_in in last_hand_ins(made).items()
    }
    assert correlation([ability[name] for name in scores], list(scores.values())) > 0


def test_learners_are_surer_than_they_are_right() -> None:
    made = demo_class(RIVER, "river", 60, 7)
    said = [one for hand_in in made.hand_ins for one in shares_of(RIVER, hand_in) if one[1]]
    assert {sure for _, sure in said} == {"guess", "fairly sure", "certain"}
    stated = {str(sure): percent for sure, percent in SURE_PERCENT.items()}
    assert mean(stated[sure] for _, sure in said) > 100 * mean(score for score, _ in said)


def test_a_misconception_leads_to_the_option_that_carries_it() -> None:
    made = demo_class(RIVER, "river", 200, 7)
    question_set = read_question_set(RIVER, "river")
    tagged = [
        (key.question, item, note.misconception)
        for key in question_set.keys
        if (question := question_set.question(key.question)) and question.kind == "choose"
        for item, note in key.notes
        if note.misconception and item not in key.ticked
    ]
    assert tagged
    held = {one.id: one.misconception for one in made.learners}
    for id, item, tag in tagged:
        picked = [
            (held[name] == tag, item in first)
            for name, hand_in in last_hand_ins(made).items()
            if (first := first_ticks(hand_in, id))
        ]
        prone = [took for has, took in picked if has]
        others = [took for has, took in picked if not has]
        assert mean(prone) > mean(others)


def first_ticks(hand_in: HandIn, question: str) -> str:
    """What was ticked at first, as text; nothing where the question was left out."""
    return next(
        (
            str(entry.response["ticked"])
            for part in hand_in.parts
            for entry in part.entries
            if entry.what == "try" and entry.question == question
        ),
        "",
    )


def test_a_few_are_late_a_few_hand_in_twice_and_one_or_two_nothing() -> None:
    made = demo_class(RIVER, "river", 30, 7)
    times: dict[str, list[str]] = {one.id: [] for one in made.learners}
    for hand_in in made.hand_ins:
        times[hand_in.name].append(hand_in.made)
    due = f"{DUE:%Y-%m-%dT%H:%M}"
    by_habit = {"nothing": 0, "late": 0, "twice": 0, "on time": 0}
    for one in made.learners:
        by_habit[one.habit] += 1
        assert len(times[one.id]) == {"nothing": 0, "twice": 2}.get(one.habit, 1)
        if times[one.id]:
            assert (times[one.id][-1] > due) == (one.habit == "late")
    assert 1 <= by_habit["nothing"] <= 2
    assert by_habit["late"]
    assert by_habit["twice"]
    assert by_habit["on time"] > sum(by_habit.values()) / 2


def test_entries_come_by_time_and_no_id_comes_twice() -> None:
    for hand_in in demo_class(RIVER, "river", 10, 7).hand_ins:
        entries = [entry for part in hand_in.parts for entry in part.entries]
        assert [e.at for e in entries] == sorted(e.at for e in entries)
        assert len({e.id for e in entries}) == len(entries)
        assert all(e.at < hand_in.made for e in entries)


def test_every_kind_of_question_is_answered() -> None:
    made = demo_class(RIVER, "river", 10, 7)
    answered = {e.question for h in made.hand_ins for p in h.parts for e in p.entries}
    assert answered == {question.id for question in read_question_set(RIVER, "river").questions}


def test_every_file_says_that_it_is_simulated() -> None:
    files = as_files(demo_class(RIVER, "river", 12, 7))
    assert {"README.txt", "roster.csv", "learners.csv"} < files.keys()
    for name, data in files.items():
        assert b"simulated" in data.lower(), name
    written = {question.id for question in read_question_set(RIVER, "river").questions}
    texts = [
        entry.response["text"]
        for hand_in in demo_class(RIVER, "river", 12, 7).hand_ins
        for part in hand_in.parts
        for entry in part.entries
        if entry.question in written and "text" in entry.response
    ]
    assert texts
    assert all(str(text).startswith(SIMULATED) for text in texts)
    rows = list(csv.DictReader(io.StringIO(files["learners.csv"].decode())))
    assert {row["note"] for row in rows} == {"simulated"}


def test_one_student_is_a_class_too() -> None:
    made = demo_class(RIVER, "river", 1, 7)
    assert [hand_in.name for hand_in in made.hand_ins] == [one.id for one in made.learners]


# The command


@pytest.fixture
def at_the_river(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("demo_class", "lessons"):
        monkeypatch.setattr(f"kit.commands.{module}.find_project", lambda: RIVER)


@pytest.mark.usefixtures("at_the_river")
def test_the_command_writes_the_class_and_says_what_comes_next(tmp_path: Path) -> None:
    folder = tmp_path / "trial"
    said = kit_says("demo-class", "river", "--students", "5", "--to", folder)
    files = as_files(demo_class(RIVER, "river", 5, 7))
    there = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert {name: path.read_bytes() for name, path in there.items()} == dict(files)
    next_step = f"kit collect {folder / 'uploads'} --to CLASS --roster {folder / 'roster.csv'}"
    assert next_step in said


@pytest.mark.usefixtures("at_the_river")
def test_the_command_touches_no_folder_that_is_in_use(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert "not empty" in kit_says("demo-class", "river", "--to", tmp_path, code=1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.usefixtures("at_the_river")
def test_the_command_knows_no_other_exercise(tmp_path: Path) -> None:
    said = kit_says("demo-class", "rivr", "--to", tmp_path / "trial", code=1)
    assert "did you mean “river”?" in said
    assert not (tmp_path / "trial").exists()


@pytest.mark.usefixtures("at_the_river")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    folder = tmp_path / "file" / "trial"
    assert "cannot be written" in kit_says("demo-class", "river", "--to", folder, code=1)
