"""What is done in one copy of an exercise neither shows nor counts in another."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from support.jupyterlab import RIVER

from kit import course, report, review
from kit.article.project import Project
from kit.article.seed import Unreadable, read_work, release_card
from kit.card import session as card_session
from kit.card.widget import Card
from kit.learner import attempt
from kit.learner.log import Entry, Log, NoLog, learner_of
from kit.learner.wire import read_hand_in
from kit.lesson import lesson as lesson_module
from kit.lesson.displays import Notice
from kit.lesson.earlier_copy import EarlierCopy
from kit.lesson.hand_in_form import HandInForm
from kit.lesson.lesson import Lesson
from kit.lesson.report import Report
from kit.question.grade import grade
from kit.question.read import read_question_set
from kit.question.write import student_copy

WRONG: dict[str, object] = {"ticked": ["the mayor"]}
RIGHT: dict[str, object] = {"ticked": ["officials of the water board"]}


def _copy(folder: Path, work: str, graded: bool = False) -> Project:
    """A copy of the made-up exercise with an id of its own, with its answers or without."""
    shutil.copytree(RIVER.root, folder, ignore=shutil.ignore_patterns("hand-ins"))
    project = Project(folder)
    (folder / "notebooks").mkdir(exist_ok=True)
    if graded:
        for name in project.lessons():
            copy = student_copy(read_question_set(project, name))
            project.questions(name).parent.mkdir(parents=True, exist_ok=True)
            project.questions(name).write_text(copy, encoding="utf-8")
        shutil.rmtree(folder / "answers")
    if work:
        for exercise in project.exercises():
            path = project.seed(exercise, "release.toml")
            path.write_text(release_card(work), encoding="utf-8")
    return project


def _answer(quiz: Lesson, response: dict[str, object], id: str = "owner") -> Card:
    card = quiz.ask(id)
    assert isinstance(card, Card)
    card.hear({"do": "check", "seq": 1, "response": response})
    return card


def _shown(quiz: Lesson, id: str = "owner") -> dict[str, object]:
    card = quiz.ask(id)
    assert isinstance(card, Card)
    return dict(card.state)


def _log(home: Path) -> Log:
    return Log(home)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[EarlierCopy]:
    """What a lesson asks of whoever opens it."""
    found: list[EarlierCopy] = []
    monkeypatch.setattr(
        lesson_module, "_say_now", lambda o: found.append(o) if isinstance(o, EarlierCopy) else None
    )
    return found


def test_a_practice_copy_never_opens_counts_or_is_handed_in_from_a_graded_one(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = _copy(tmp_path / "practice", "p1")
    graded = _copy(tmp_path / "graded", "g1", graded=True)
    quiz = Lesson("river", practice, _log(home))
    card = _answer(quiz, WRONG)
    card.hear({"do": "show", "seq": 2})
    assert card.state["feedback"]["verdict"] == "wrong"

    test = Lesson("river", graded, _log(home))
    assert (_shown(test)["response"], _shown(test)["saved"]) == ({}, "")
    assert repr(test.progress()).startswith("0 of")
    form = test.hand_in()
    assert isinstance(form, HandInForm)
    form.name.value = "B-17"
    form.press()
    assert "nothing to hand in" in form.said.value
    _answer(test, RIGHT)
    form.press()
    form.press()
    (file,) = (graded.root / "hand-ins").glob("*.json")
    handed = read_hand_in(file.read_bytes())
    assert handed.work == "g1"
    assert [entry.response for part in handed.parts for entry in part.entries] == [RIGHT]

    again = Lesson("river", practice, _log(home))
    assert _shown(again)["response"] == WRONG
    monkeypatch.chdir(graded.root / "notebooks")
    assert "1 of" in repr(course("river"))
    assert repr(review()).startswith("Nothing to review")  # what was wrong was wrong elsewhere
    found = report("river")
    assert isinstance(found, Report)
    assert found.figures.work.tries == 1


def test_last_year_s_class_is_not_this_one_s(tmp_path: Path, home: Path) -> None:
    for year in ("y1", "y2"):
        project = _copy(tmp_path / year, year, graded=True)
        quiz = Lesson("river", project, _log(home))
        assert _shown(quiz)["saved"] == ""
        _answer(quiz, RIGHT)
    corrected = _copy(tmp_path / "corrected", "y2", graded=True)
    assert _shown(Lesson("river", corrected, _log(home)))["response"] == RIGHT


def test_a_damaged_id_is_said_and_never_guessed(tmp_path: Path) -> None:
    project = _copy(tmp_path / "copy", "")
    assert read_work(project, "river") == ""
    for damage in ("id = 3\n", "id =\n", 'id = "a b"\n', ""):
        project.seed("river", "release.toml").write_text(damage, encoding="utf-8")
        with pytest.raises(Unreadable):
            read_work(project, "river")


# -- Entries of the first version, which name no copy


def _first_version(home: Path, project: Project, *entries: Entry) -> None:
    """A log as the first version wrote it, of the lesson as it is in this copy."""
    revision = Lesson("river", project, Log(home / "nowhere"))._copy.revision
    lines = [
        {
            "format": 1,
            "what": entry.what,
            "lesson": entry.lesson,
            "question": entry.question,
            "at": f"2026-11-24T23:20:1{number}Z",
            "id": f"e{number}",
            "edition": entry.revision or revision,
            "response": entry.response,
            **({} if entry.score is None else {"share": entry.score}),
        }
        for number, entry in enumerate(entries)
    ]
    (home / "log").mkdir(parents=True)
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (home / "log" / "20261124T232011-0a1b2c3d.jsonl").write_text(text, encoding="utf-8")


def _tried(
    response: dict[str, object], score: float | None = None, question: str = "owner"
) -> Entry:
    return Entry("try", "river", question, "", "", response=response, score=score)


def test_answers_of_the_first_version_are_found_by_revision_and_sort_of_copy(
    tmp_path: Path, home: Path, asked: list[EarlierCopy]
) -> None:
    practice = _copy(tmp_path / "practice", "p1")
    graded = _copy(tmp_path / "graded", "g1", graded=True)
    _first_version(home, practice, _tried(WRONG, 0.0), _tried(RIGHT))
    assert _shown(Lesson("river", practice, _log(home)))["response"] == WRONG
    assert _shown(Lesson("river", graded, _log(home)))["response"] == RIGHT
    assert asked == []
    no_id = _copy(tmp_path / "no-id", "")
    assert _shown(Lesson("river", no_id, _log(home)))["response"] == RIGHT  # all, as before


def test_where_nobody_can_tell_the_learner_is_asked_once(
    tmp_path: Path, home: Path, asked: list[EarlierCopy]
) -> None:
    graded = _copy(tmp_path / "graded", "g1", graded=True)
    text: dict[str, object] = {"text": "Where did you test?"}
    question = next(q.id for q in read_question_set(graded, "river").questions if q.kind == "write")
    _first_version(home, graded, _tried(text, question=question))
    quiz = Lesson("river", graded, _log(home))
    card = quiz.ask(question)
    bar = quiz.progress()
    assert isinstance(card, Card)
    assert card.state["response"] == {}
    (notice,) = asked
    assert "earlier copy" in repr(notice)
    notice.yes.click()
    notice.no.click()  # too late, and nothing happens
    assert card.state["response"] == text
    assert repr(bar).startswith("1 of")
    assert repr(notice) == "They are used here now."
    assert _shown(Lesson("river", graded, _log(home)), question)["response"] == text
    assert len(asked) == 1


def test_a_learner_who_begins_anew_is_not_asked_again(
    tmp_path: Path, home: Path, asked: list[EarlierCopy]
) -> None:
    practice = _copy(tmp_path / "practice", "p1")
    _first_version(home, practice, replace(_tried(WRONG, 0.0), revision="0123456789ab"))
    quiz = Lesson("river", practice, _log(home))
    asked[0].no.click()
    for lesson in (quiz, Lesson("river", practice, _log(home))):
        assert _shown(lesson)["response"] == {}
    assert len(asked) == 1


def test_an_answer_to_a_question_that_has_changed_is_shown_and_counts_nowhere(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = _copy(tmp_path / "copy", "p1")
    quiz = Lesson("river", project, _log(home))
    _answer(quiz, WRONG)
    _answer(quiz, {"ticked": ["who speaks"]}, "told")
    path = project.answers("river")
    stem = next(q.stem for q in quiz._question_set.questions if q.id == "owner")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(stem, f"{stem} Think twice."), encoding="utf-8")
    changed = Lesson("river", project, _log(home))
    state = _shown(changed)
    assert (state["response"], state["feedback"]) == (WRONG, None)
    assert str(state["older"]).startswith("This question has changed since you answered.")
    assert _shown(changed, "told")["older"] == ""
    assert repr(changed.progress()).startswith("1 of")
    monkeypatch.chdir(project.root / "notebooks")
    assert [card.question["id"] for card in review().cards] == ["told"]
    assert "1 of" in repr(course("river"))
    found = report("river")
    assert isinstance(found, Report)
    assert found.figures.work.questions == 1
    assert "The answer to 1 question is not in this report" in repr(found)
    (part,) = [part for part in changed._done() if part.lesson == "river"]
    assert len(part.entries) == 2  # whoever grades decides, and sees the revision of each
    assert part.revision not in {entry.revision for entry in part.entries}


# -- A lesson that is open twice


@pytest.mark.parametrize("own_kernel", [False, True], ids=["one kernel", "two kernels"])
def test_what_was_done_on_another_page_is_on_the_card_of_whoever_comes_to_it(
    tmp_path: Path, home: Path, own_kernel: bool
) -> None:
    project, log = _copy(tmp_path / "copy", "p1"), _log(home)
    quiz = Lesson("river", project, log)
    bar, card, text = quiz.progress(), quiz.ask("owner"), quiz.ask("doubt")
    assert isinstance(card, Card)
    assert isinstance(text, Card)
    other = Lesson("river", project, _log(home) if own_kernel else log)
    there = other.ask("doubt")
    assert isinstance(there, Card)
    there.hear({"do": "draft", "seq": 1, "response": {"text": "A long thought"}})
    _answer(other, WRONG)
    turn = card.state["turn"]
    card.hear({"do": "look", "seq": 0})
    assert (card.state["response"], card.state["feedback"]["verdict"]) == (WRONG, "wrong")
    assert card.state["turn"] == turn  # nothing is announced, as it was done elsewhere
    assert text.state["response"] == {"text": "A long thought"}
    assert "1 of " in repr(bar)
    text.hear({"do": "draft", "seq": 1, "response": {"text": "A long thought, ended"}})
    assert dict(there.state)["response"] == {"text": "A long thought"}
    there.hear({"do": "look", "seq": 1})
    assert there.state["response"] == {"text": "A long thought, ended"}
    sent = there.state
    there.hear({"do": "look", "seq": 1})
    assert there.state is sent  # where nothing was done since, nothing is said


def test_what_is_tried_out_without_a_log_stays_on_its_card(tmp_path: Path) -> None:
    quiz = Lesson("river", _copy(tmp_path / "copy", "p1"), NoLog())
    card = _answer(quiz, WRONG)
    for seq, act in enumerate(("look", "draft"), 2):
        card.hear({"do": act, "seq": seq, "response": RIGHT})
        assert card.state["saved"]
    assert (card.state["response"], card.state["stale"]) == (RIGHT, True)


# -- Tests, whose results are told later


def test_what_is_told_of_a_test_is_logged_and_counts_from_then_on(
    tmp_path: Path, home: Path
) -> None:
    project = _copy(tmp_path / "copy", "p1")
    path = project.answers("river")
    text = path.read_text(encoding="utf-8")
    owner = text.index("## owner (choose)")
    field = text.index("Hint:", owner)
    path.write_text(f"{text[:field]}Feedback: later\n{text[field:]}", encoding="utf-8")
    quiz = Lesson("river", project, _log(home))
    bar = quiz.progress()
    card = _answer(quiz, WRONG)
    assert card.state["feedback"]["verdict"] == "saved"
    assert "0 right · 0 to revisit" in repr(bar)
    results = quiz.how_it_went()
    assert not isinstance(results, Notice)
    assert [entry.what for entry in _log(home).read().entries] == ["try", "show"]
    assert card.state["feedback"]["verdict"] == "wrong"
    assert card.question["hide_feedback"] is False
    assert "0 right · 1 to revisit" in repr(bar)
    _answer(quiz, RIGHT)
    quiz.how_it_went()
    assert [entry.what for entry in _log(home).read().entries] == ["try", "show", "try"]
    assert "the mayor" in repr(quiz.how_it_went())  # what is told is the answer that counts


# -- What a card knows of its place, and how little it does


def test_a_card_knows_its_copy_and_whose_log_it_writes(tmp_path: Path, home: Path) -> None:
    card = Lesson("river", _copy(tmp_path / "copy", "p1"), _log(home)).ask("owner")
    assert isinstance(card, Card)
    place = [card.question[name] for name in ("lesson", "work", "learner")]
    assert place == ["river", "p1", learner_of(home)]
    assert learner_of(home) == learner_of(home) != learner_of(tmp_path / "other")
    (home / "learner").write_text("somebody")
    drawn = learner_of(home)
    assert drawn == learner_of(home) != "somebody"
    (tmp_path / "file").write_text("in the way")
    assert learner_of(tmp_path / "file") == ""


def test_one_check_grades_once(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graded: list[object] = []

    def counted(*given: object) -> object:
        graded.append(given)
        return grade(*given)  # type: ignore[arg-type]

    for module in (card_session, attempt):
        monkeypatch.setattr(module, "grade", counted)
    quiz = Lesson("river", _copy(tmp_path / "copy", "p1"), _log(home))
    quiz.progress()
    card = _answer(quiz, WRONG)
    assert len(graded) == 1
    card.hear({"do": "check", "seq": 2, "response": RIGHT})
    assert len(graded) == 2
    card.hear({"do": "hint", "seq": 3})
    card.hear({"do": "check", "seq": 4, "response": RIGHT})
    assert len(graded) == 2


def test_opening_a_lesson_reads_each_file_once(tmp_path: Path, home: Path) -> None:
    project = _copy(tmp_path / "copy", "p1")
    _answer(Lesson("river", project, _log(home)), WRONG)
    opened: Counter[str] = Counter()
    listening = [True]

    def hear(event: str, given: tuple[object, ...]) -> None:
        if listening and event == "open" and isinstance(given[0], str | os.PathLike):
            path = os.fspath(given[0])
            if str(path).startswith((str(project.root), str(home))):
                opened[str(path)] += 1

    sys.addaudithook(hear)
    try:
        log = _log(home)
        quiz = Lesson("river", project, log)
        quiz.ask("owner")
    finally:
        listening.clear()
    assert opened[str(project.seed("river", "article.txt"))] == 1
    assert {path: n for path, n in opened.items() if n > 1 and Path(path).name != "learner"} == {}
