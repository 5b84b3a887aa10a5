"""A lesson asks, records, answers and restores; what goes wrong is one plain sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.card_sessions import WHO, secrets, session_of_a_real_question
from support.jupyterlab import ROOT, copy_project

from kit import lesson
from kit.article.project import Project
from kit.article.seed import read_article
from kit.card.widget import Card
from kit.learner.log import Log
from kit.lesson.displays import Notice
from kit.lesson.lesson import Lesson
from kit.lesson.review import Review, review
from kit.question import sample_responses
from kit.question.kinds.choose import Choose
from kit.question.model import Response
from kit.question.read import read_question_set
from kit.question.response_data import response_to_data
from kit.question.write import student_copy


def _wrong(*ticked: str) -> dict[str, object]:
    return response_to_data(Response(ticked=ticked))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """A copy of the project to damage, as the working directory."""
    copy = copy_project(tmp_path / "project")
    monkeypatch.chdir(copy / "notebooks")
    return copy


def _said(lesson: Lesson, id: str = "cues") -> str:
    shown = lesson.ask(id)
    assert isinstance(shown, Notice)
    assert "Traceback" not in shown.text
    return shown.text


def _answer(quiz: Lesson, id: str, response: dict[str, object], **more: object) -> Card:
    card = quiz.ask(id)
    assert isinstance(card, Card)
    card.hear({"do": "check", "seq": 1, "response": response, **more})
    return card


def test_an_answer_is_recorded_before_it_is_explained(tmp_path: Path) -> None:
    log = Log(tmp_path)
    session, right = session_of_a_real_question(log)
    seen: list[int] = []
    session.card.observe(lambda _: seen.append(len(log.read().entries)), "state")
    session.hear({"do": "check", "seq": 1, "response": right, "sure": "certain", "seconds": 2.5})
    assert seen == [1]
    (entry,) = log.read().entries
    assert (entry.what, entry.score, entry.sure, entry.seconds) == ("try", 1, "certain", 2.5)
    assert session.card.state["feedback"]["headline"] == "Right."


def test_a_wrong_answer_is_explained_without_giving_the_right_one_away(tmp_path: Path) -> None:
    session, _ = session_of_a_real_question(Log(tmp_path))
    session.hear({"do": "check", "seq": 1, "response": _wrong("American and allies")})
    marks = session.card.state["feedback"]["marks"]
    assert [(m["item"], m["mark"]) for m in marks] == [("American and allies", "wrong")]
    assert marks[0]["misconception"].startswith("The outlet in front of you")
    assert session.card.state["may_show"]
    session.hear({"do": "show", "seq": 2})
    marks = {m["item"]: m["mark"] for m in session.card.state["feedback"]["marks"]}
    assert marks["Nobody that the sentence names"] == "missed"
    assert len(marks) == 4
    assert not session.card.state["may_show"]


def test_the_answer_is_not_shown_before_a_try(tmp_path: Path) -> None:
    log = Log(tmp_path)
    session, _ = session_of_a_real_question(log)
    session.hear({"do": "show", "seq": 1})
    assert session.card.state["feedback"] is None
    assert log.read().entries == ()


def test_the_same_answer_checked_twice_is_one_try_and_a_new_state(tmp_path: Path) -> None:
    log = Log(tmp_path)
    session, right = session_of_a_real_question(log)
    turns = []
    for seq in (1, 2):
        session.hear({"do": "check", "seq": seq, "response": right})
        turns.append((session.card.state["turn"], session.card.state["seq"]))
    assert turns == [(1, 1), (2, 2)]
    assert [entry.what for entry in log.read().entries] == ["try"]
    session.hear({"do": "again", "seq": 3})
    session.hear({"do": "check", "seq": 4, "response": right})
    assert [entry.what for entry in log.read().entries] == ["try", "again", "try"]


def test_hints_come_one_at_a_time_and_are_logged(tmp_path: Path) -> None:
    log = Log(tmp_path)
    session, _ = session_of_a_real_question(log, "cues")
    assert session.card.state["hints"] == []
    for seen, more in ((1, True), (2, False), (2, False)):
        session.hear({"do": "hint", "seq": 1})
        assert (len(session.card.state["hints"]), session.card.state["more_hints"]) == (seen, more)
    assert [e.what for e in log.read().entries] == ["hint", "hint"]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "dance"},
        {"do": "check"},
        {"do": "check", "response": {"ticked": ["no such option"]}},
        {"do": "check", "response": {"ticked": "American and allies"}},
        {"do": "check", "response": [1, 2]},
        {"do": "check", "response": {"ticked": [{}]}, "seq": "x", "sure": {}, "seconds": "long"},
        {"do": "mark", "level": "Proficient"},
        {"do": "draft", "response": None},
    ],
)
def test_a_strange_message_records_nothing(tmp_path: Path, message: dict[str, object]) -> None:
    log = Log(tmp_path)
    session, _ = session_of_a_real_question(log)
    session.hear(message)
    assert log.read().entries == ()


def test_an_error_while_grading_shows_on_the_card_and_keeps_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Log(tmp_path)
    session, right = session_of_a_real_question(log)
    with monkeypatch.context() as broken:
        broken.setattr(Choose, "grade", None)
        session.hear({"do": "check", "seq": 1, "response": right})
    assert "your answer is kept" in session.card.state["notice"]
    assert [e.response for e in log.read().entries] == [right]
    session.hear({"do": "check", "seq": 2, "response": right})
    assert session.card.state["feedback"]["headline"] == "Right."


def test_an_unwritable_state_folder_is_said_loudly_on_every_card(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    session, right = session_of_a_real_question(Log(tmp_path / "file"))
    assert "only until the kernel stops" in session.card.state["warning"]
    session.hear({"do": "check", "seq": 1, "response": right})
    assert "only until the kernel stops" in session.card.state["warning"]
    assert session.card.state["feedback"]["headline"] == "Right."


def test_work_is_where_it_was_in_a_new_kernel(project: Path, home: Path) -> None:
    quiz = Lesson(WHO, Project(project), Log(home))
    _answer(quiz, "passive-owner", _wrong("The New York Times"), sure="guess")
    unfinished = quiz.ask("trust-equally")
    assert isinstance(unfinished, Card)
    unfinished.hear({"do": "draft", "response": {"text": "Not equ"}})
    again = Lesson(WHO, Project(project), Log(home))
    restored = again.ask("passive-owner")
    assert isinstance(restored, Card)
    assert restored.state["response"] == {"ticked": ["The New York Times"]}
    assert restored.state["sure"] == "guess"
    assert restored.state["saved"]
    assert restored.state["feedback"]["headline"] == "Not yet."
    draft = again.ask("trust-equally")
    assert isinstance(draft, Card)
    assert draft.state["response"] == {"text": "Not equ"}
    assert draft.state["feedback"] is None


def test_an_answer_to_a_reworded_option_is_not_mistaken_for_another(
    project: Path, home: Path
) -> None:
    _answer(
        Lesson(WHO, Project(project), Log(home)), "repair", _wrong("Experts on North Korea agree")
    )
    file = project / "answers" / f"{WHO}.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Experts on North Korea agree", "All experts agree"), "utf-8")
    restored = Lesson(WHO, Project(project), Log(home)).ask("repair")
    assert isinstance(restored, Card)
    assert restored.state["response"] == {}
    assert restored.state["feedback"] is None


def test_a_lesson_without_answers_is_a_graded_lesson(project: Path, home: Path) -> None:
    edition = Project(project)
    question_set = read_question_set(edition, WHO)
    edition.questions(WHO).write_text(student_copy(question_set), encoding="utf-8")
    shutil.rmtree(project / "answers")
    quiz = Lesson(WHO, edition, Log(home))
    for question in question_set.questions:
        key = question_set.key(question.id)
        assert key
        segments = read_article(edition, "kim-putin-trip").shown(question.show)
        card = _answer(
            quiz, question.id, response_to_data(sample_responses.right(question, key, segments))
        )
        assert card.question["hide_feedback"]
        assert card.state["feedback"]["headline"] == "Saved."
        sent = repr((card.question, {**card.state, "response": {}}))
        assert [text for text in secrets(key) if text in sent] == []
        assert not card.state["may_show"]
    assert [e.score for e in Log(home).read().entries] == [None] * len(question_set.questions)


def test_an_unknown_lesson_names_the_nearest(
    project: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quiz = lesson("kim-putin-trip/2-who-say-so")
    said = f"There is no lesson “kim-putin-trip/2-who-say-so”; did you mean “{WHO}”?"
    assert capsys.readouterr().out.strip() == said
    assert _said(quiz) == said


def test_an_unknown_question_names_the_nearest(project: Path) -> None:
    assert _said(lesson(WHO), "clues") == (
        "There is no question “clues” in this lesson; did you mean “cues”?"
    )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda path: path.unlink(), "seeds/kim-putin-trip/article.txt is missing."),
        (lambda path: path.write_bytes(b"caf\xe9"), "article.txt is not in UTF-8"),
        (lambda path: path.write_text("  \n"), "article.txt is empty"),
    ],
)
def test_an_unreadable_article_is_one_sentence_with_its_path(
    project: Path, damage: object, said: str
) -> None:
    damage(project / "seeds" / "kim-putin-trip" / "article.txt")  # type: ignore[operator]
    text = _said(lesson(WHO))
    assert said in text
    assert text.startswith("This lesson cannot be shown: seeds/")


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "tests" / "question" / "mistakes").glob("*.md")),
    ids=lambda path: path.stem,
)
def test_a_damaged_lesson_is_one_sentence_with_the_place(path: Path, project: Path) -> None:
    short = (
        "Fish return\n\nThe river is clean, officials said.\n\nSo said the mayor, officials said."
    )
    (project / "seeds" / "kim-putin-trip" / "article.txt").write_text(short)
    shutil.copy(path, project / "answers" / f"{WHO}.md")
    quiz = lesson(WHO)
    text = _said(quiz, "nothing-of-this-name")
    assert text.startswith(f"This lesson is damaged: answers/{WHO}.md:")
    assert "\n" not in text


def test_a_damaged_question_leaves_the_others_answerable(project: Path) -> None:
    file = project / "answers" / f"{WHO}.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("## cues (highlight)", "## cues (highlite)"), encoding="utf-8")
    quiz = lesson(WHO)
    assert _said(quiz, "cues") == (
        f"This lesson is damaged: answers/{WHO}.md:6: “highlite” is not a kind of question; did "
        "you mean “highlight”?. Please tell whoever gave it to you."
    )
    assert isinstance(quiz.ask("passive-owner"), Card)


def test_damaged_lines_of_the_log_are_said_once(
    project: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "log").mkdir(parents=True)
    (home / "log" / "torn.jsonl").write_text('{"format": 1, "wh\nnonsense\n')
    for _ in range(2):
        assert isinstance(lesson(WHO).ask("cues"), Card)
    out = capsys.readouterr().out
    assert out.count("2 lines of your saved answers could not be read") == 1


def test_passages_and_chains_are_shown_as_text_too(project: Path) -> None:
    quiz = lesson(WHO)
    assert repr(quiz.read("S1")).startswith("S1  Kim Jong-un is planning")
    assert "3. New York Times, 4 September 2023 (you can open it)" in repr(quiz.chain("trip"))
    assert "there is no segment “S99”" in repr(quiz.read("S99"))
    assert "no chain “trap”; there are: drills-proposal" in repr(quiz.chain("trap"))


def test_evidence_is_shown_with_publisher_date_kind_and_link(project: Path) -> None:
    shown = lesson(WHO).evidence("E03, E01")
    assert not isinstance(shown, Notice)
    assert repr(shown).startswith("E03  TASS, 2023-09-05 (party response + re-report)\nPeskov")
    assert '<a href="https://tass.com/politics/1670025">' in shown._repr_html_()
    assert "no evidence “E00” here" in repr(lesson(WHO).evidence("E00"))


def test_the_chain_s_picture_has_its_text_as_alternative(project: Path) -> None:
    chain = lesson(WHO).chain("trip")
    assert not isinstance(chain, Notice)
    assert f'alt="{chain!r}"' in chain._repr_html_()


def test_the_progress_bar_moves_as_answers_come_in(project: Path, home: Path) -> None:
    quiz = Lesson(WHO, Project(project), Log(home))
    bar = quiz.progress()
    assert not isinstance(bar, Notice)
    assert repr(bar) == "0 of 15 answered · 0 right · 0 to revisit"
    _answer(quiz, "passive-owner", _wrong("The New York Times"))
    assert repr(bar) == "1 of 15 answered · 0 right · 1 to revisit"
    _answer(quiz, "passive-owner", _wrong("Nobody that the sentence names"))
    assert (bar.bar.value, bar.bar.max) == (1, 15)
    assert repr(bar) == "1 of 15 answered · 1 right · 0 to revisit"


@pytest.mark.slow
def test_a_review_deals_what_went_wrong_empty_and_keeps_the_new_try(
    project: Path, home: Path
) -> None:
    assert repr(review()).startswith("Nothing to review today.")
    quiz = lesson(WHO)
    _answer(quiz, "passive-owner", _wrong("The New York Times"))
    _answer(quiz, "repair", _wrong("Experts on North Korea agree"), sure="certain")
    dealt = review()
    assert [card.question["id"] for card in dealt.cards] == ["repair", "post-confirmed"]
    assert "The same skill, another text. From: Who says it, and how surely?" in _labels(dealt)
    assert dealt.cards[0].state["response"] == {}
    right = {"ticked": ["American and allied officials said"]}
    dealt.cards[0].hear({"do": "check", "seq": 1, "response": right})
    (twin,) = review().cards
    assert twin.question["id"] == "post-confirmed"
    twin.hear({"do": "check", "seq": 1, "response": _wrong("the Lindmere Echo")})
    assert [card.question["id"] for card in review().cards] == ["passive-owner"]


def _labels(dealt: Review) -> list[str]:
    return [part.value for part in dealt._box.children if hasattr(part, "value")]


COURSE = "kim-putin-trip"


def _right(quiz: Lesson, name: str, id: str) -> dict[str, object]:
    """The right response to a question of a lesson, as the browser sends it."""
    question_set = read_question_set(Project(ROOT), name)
    question, key = question_set.question(id), question_set.key(id)
    assert question
    assert key
    segments = read_article(Project(ROOT), COURSE).shown(question.show)
    return response_to_data(sample_responses.right(question, key, segments))


def test_tables_plots_and_swaps_come_from_the_seed(project: Path) -> None:
    quiz = lesson(WHO)
    table = quiz.table("evidence")
    assert not isinstance(table, Notice)
    assert table.groupby("origin").size()["RUSI"] >= 1
    assert "Good Friends" in repr(quiz.plot_ranges("estimates"))
    assert "S3: the dictator" in repr(quiz.swap())
    assert "tables of this exercise: background, chains" in repr(quiz.table("nothing"))
    assert "is missing or empty" in repr(quiz.plot_ranges("nothing"))


def test_forecasts_of_another_lesson_are_scored_once_they_are_given(project: Path) -> None:
    first, last = f"{COURSE}/1-what-am-i-looking-at", f"{COURSE}/7-score-the-forecast"
    assert repr(lesson(last).score_forecast("1-what-am-i-looking-at", "forecast")) == (
        "Your forecasts are not here yet. Answer “forecast” in “What am I looking at?” first. "
        "If this stays, run this cell again."
    )
    chances = {
        "Kim meets Putin in Russia in September 2023": 80,
        "Kim and Putin meet in Vladivostok in September 2023": 50,
        "Kim goes to Moscow on the same trip": 10,
    }
    _answer(lesson(first), "forecast", {"rated": chances})
    # ((0.8 - 1)^2 + 0.5^2 + 0.1^2) / 3 = 0.1
    assert "Your Brier score is 0.10." in repr(
        lesson(last).score_forecast("1-what-am-i-looking-at", "forecast")
    )


def test_the_note_is_made_of_the_student_s_own_answers(project: Path) -> None:
    name = f"{COURSE}/7-score-the-forecast"
    quiz = lesson(name)
    parts = {"then": "then", "since": "since", "evidence": "best-evidence", "summary": "note"}
    assert repr(quiz.fact_check_note(**parts)).startswith("Your note is empty. Answer “then”")
    for id in ("then", "since", "best-evidence"):
        _answer(quiz, id, _right(quiz, name, id))
    _answer(quiz, "note", {"text": "Mixed, and fairly so."})
    note = quiz.fact_check_note(**parts)
    assert "“S11: the 70th anniversary of the Korean War”: wrong as worded; nothing new" in repr(
        note
    )
    assert not isinstance(note, Notice)
    html = note._repr_html_()
    assert "Mixed, and fairly so." in html
    assert "E18 Yonhap" in html
    assert "&quot;@type&quot;: &quot;ClaimReview&quot;" in html


def test_a_test_says_nothing_until_it_is_asked_how_it_went(project: Path) -> None:
    quiz = lesson("second-look")
    assert repr(quiz.how_it_went()).startswith("Nothing in “A second look” is answered yet.")
    card = _answer(quiz, "second-copies", {"ticked": ["two"]})
    assert card.state["feedback"]["headline"] == "Saved."
    assert "marks" not in card.state["feedback"]
    assert repr(quiz.how_it_went()).endswith(
        "two | Not yet. | Both websites repeat the same report. Repetition is not confirmation."
    )
