"""An instructor makes, changes and accepts questions without code; a student answers them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any, NoReturn

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, Locator, Page, expect
from support.command_line import kit_says
from support.input_devices import Mouse
from support.invented_news import invented_news
from support.jupyterlab import KERNEL, RIVER, Lab, Sitting
from support.river_lessons import asked

from kit import lesson
from kit.article.intake import take_in
from kit.article.project import Project
from kit.article.seed import read_article
from kit.author import AuthoredLesson
from kit.author.asked_card import AskedCard
from kit.author.editing import items_as_written
from kit.author.fields import lists_of
from kit.author.frame import frame_of
from kit.author.in_words import lines_of_key
from kit.author.notebook import add_cell, edit_file
from kit.author.proof import same_key
from kit.author.question_form import QuestionForm
from kit.author.scaffold import scaffold
from kit.author.scaffold.new_exercise import write_all_or_nothing
from kit.card.widget import Card
from kit.check.check import check
from kit.check.stored_outputs import VIEW, drop_widget_views
from kit.lesson.displays import Notice
from kit.lesson.notebook_metadata import notebook_metadata
from kit.question import sample_responses
from kit.question.kinds import kind
from kit.question.model import Key, Note, Question
from kit.question.parse import parse
from kit.question.read import read_question_set
from kit.question.write import as_text

MADE = "river/made"
# One question of each kind, as the made-up lesson has them: the author makes them anew.
IDS = ("owner", "told", "voices", "sentence-types", "chain", "signals", "forecast", "doubt")
OPENED = 'from kit import lesson\nquiz = lesson("river/made")'


def build_project(folder: Path) -> Project:
    """The made-up exercise, and a notebook without any questions."""
    shutil.copytree(RIVER.root / "seeds", folder / "seeds")
    cells = [
        new_markdown_cell("# The river, made anew"),
        new_code_cell(OPENED),
        new_markdown_cell("## Key points\n\n- Ask who says so."),
    ]
    notebook = new_notebook(cells=cells, metadata=notebook_metadata(MADE))
    (folder / "notebooks" / "river").mkdir(parents=True)
    nbformat.write(notebook, folder / "notebooks" / f"{MADE}.ipynb")
    return Project(folder)


def author_of(project: Project, name: str = "river") -> AuthoredLesson:
    """The lesson in author mode, without a browser."""
    return AuthoredLesson(name, project)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The made-up exercise with its answers, and a notebook without questions."""
    project = build_project(tmp_path)
    shutil.copytree(RIVER.root / "answers", tmp_path / "answers")
    return project


def edit(quiz: AuthoredLesson, id: str) -> QuestionForm:
    """The form on a question that is there."""
    asked_card = quiz.ask(id)
    assert isinstance(asked_card, AskedCard)
    asked_card.open_form()
    assert asked_card.form
    return asked_card.form


def new_form(quiz: AuthoredLesson) -> QuestionForm:
    """An empty form."""
    assert quiz.adding
    quiz.adding.add()
    assert quiz.adding.form
    return quiz.adding.form


def answer(form: QuestionForm, **response: object) -> dict[str, object]:
    """Press the button of the author's card; what the card shows then."""
    assert form.session
    form.session.card.hear({"do": "check", "seq": 1, "response": response})
    return dict(form.session.card.state)


def put(form: QuestionForm, stem: str, items: str, kind: str = "choose") -> None:
    """Fill in a question of options and have its card made."""
    form.fields.kind.value = kind
    form.fields.stem.value = stem
    form.fields.own("items").value = items


def test_a_new_question_is_there_at_once_and_nothing_is_logged(
    project: Project, home: Path
) -> None:
    quiz, path = author_of(project), project.answers("river")
    before = path.read_bytes()
    form = new_form(quiz)
    put(form, "Who *tested* the water?", "the board\n\n  nobody  \nthe mayor")
    assert answer(form)["notice"] == "Tick the right answer on the card first."
    assert answer(form, ticked=["nobody"])["feedback"]
    buttons = form._saving.children
    assert answer(form, ticked=["the board"])["feedback"]
    assert form._saving.children == buttons  # one that has the focus keeps it
    form.save()
    assert "Saved in answers/river.md." in form.end.value
    assert path.read_bytes().startswith(before)
    question_set = read_question_set(project, "river")
    question, key = question_set.question("tested-water"), question_set.key("tested-water")
    assert question
    assert (question.stem, set(question.items)) == (
        "Who *tested* the water?",
        {"the board", "nobody", "the mayor"},
    )
    assert key == Key("tested-water", ticked=frozenset({"the board"}))
    assert path.read_text(encoding="utf-8").endswith(
        "- [x] the board\n- [ ] nobody\n- [ ] the mayor\n"
    )
    shown = quiz.ask("tested-water")
    assert isinstance(shown, AskedCard)
    shown.card.hear({"do": "check", "seq": 1, "response": {"ticked": ["the board"]}})
    assert shown.card.state["feedback"]["verdict"] == "right"
    assert not home.exists()


@pytest.mark.slow
def test_every_question_is_edited_and_only_that_changes(project: Project) -> None:
    path = project.answers("river")
    text = path.read_text(encoding="utf-8").replace("Tries: 2\n", "Tries: 2\nClaim: C01\n")
    text = text.replace("Sure: ask\n", "Sure: ask\nFeedback: later\n").replace("\n", "\r\n")
    path.write_bytes(f"\ufeff{text}\r\n\r\n".encode())
    path.chmod(0o640)
    before = read_question_set(project, "river")
    assert before.problems == ()
    quiz = author_of(project)
    for question in before.questions:
        form = edit(quiz, question.id)
        form.save()
        assert path.read_bytes() == f"\ufeff{text}\r\n\r\n".encode(), question.id
    for question in before.questions:
        form = edit(quiz, question.id)
        form.reasons.because.value = "Said anew.\n"
        form.save()
        assert "Saved" in form.end.value
    after = read_question_set(project, "river")
    assert after.questions == before.questions
    for old, new in zip(before.keys, after.keys, strict=True):
        assert same_key(new, replace(old, because="Said anew."))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# The river\r\n")
    assert data.endswith(b"\r\n\r\n\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_changed_meanwhile_is_not_overwritten(project: Project) -> None:
    quiz, path = author_of(project), project.answers("river")
    form = edit(quiz, "owner")
    changed = path.read_text(encoding="utf-8").replace("Is a quotation", "Is any quotation")
    path.write_text(changed, encoding="utf-8")
    form.reasons.because.value = "Said anew."
    form.save()
    assert "was changed on disk" in form.end.value
    assert path.read_text(encoding="utf-8") == changed
    form.use_file_as_it_is()
    form.save()
    assert "Saved" in form.end.value
    question_set = read_question_set(project, "river")
    key, other = question_set.key("owner"), question_set.question("last-chance")
    assert key
    assert other
    assert (key.because, other.stem[:7]) == ("Said anew.", "Is any ")


@pytest.mark.slow
def test_one_form_s_save_does_not_lock_out_another(project: Project) -> None:
    quiz = author_of(project)
    one, other = edit(quiz, "owner"), edit(quiz, "chain")
    for form in (one, other):
        form.reasons.because.value = "Said anew."
        form.save()
        assert "Saved" in form.end.value


@pytest.mark.slow
def test_accepting_a_draft_takes_out_its_line(project: Project) -> None:
    path = project.answers("river")
    text = path.read_text(encoding="utf-8")
    draft = text.replace("Sure: ask\n", "Sure: ask\nDraft: guessed <from> the cue\n")
    path.write_text(draft, encoding="utf-8")
    quiz = author_of(project)
    shown = quiz.ask("owner")
    assert isinstance(shown, AskedCard)
    assert "guessed &lt;from&gt; the cue" in shown.draft.value
    form = edit(quiz, "owner")
    form.reasons.because.value = "Said anew."
    form.save()
    assert "Draft: guessed <from> the cue\n" in path.read_text(encoding="utf-8")
    path.write_text(draft, encoding="utf-8")
    shown.accept_draft()
    assert path.read_text(encoding="utf-8") == text
    assert shown.draft.value == ""
    shown.accept_draft()
    assert "no draft" in shown.said.value


def as_draft(project: Project, *ids: str) -> str:
    """Make these questions drafts; the text of the file then."""
    path = project.answers("river")
    text = path.read_text(encoding="utf-8")
    for id in ids:
        head, line, rest = text.partition(f"## {id} (")
        body, blank, others = rest.partition("\n\n## ")
        text = f"{head}{line}{body}\n\nDraft: found by rules{blank}{others}"
    path.write_text(text, encoding="utf-8")
    return text


def asked_card(quiz: AuthoredLesson, id: str) -> AskedCard:
    """The card with its buttons."""
    shown = quiz.ask(id)
    assert isinstance(shown, AskedCard)
    return shown


def test_no_draft_is_accepted_unseen(project: Project) -> None:
    as_draft(project, *IDS)
    quiz = author_of(project)
    for id in IDS:
        draft = quiz.question_set.draft(id)
        assert draft, id
        shown, key = unescape(asked_card(quiz, id).draft.value), draft.key
        texts = [note.text for _, note in key.notes] + [k.note.text for k in key.spans]
        parts = [*key.ticked, *key.sequence, *dict(key.placed), *dict(key.placed).values()]
        levels = [level.text for level in key.rubric]
        for text in (*texts, *parts, *levels, key.model, key.because):
            assert text in shown, (id, text)
    owner = asked_card(quiz, "owner").draft.value
    assert "✓ right: officials of the water board" in owner
    assert "✗ not this: the mayor" in owner


def test_a_draft_without_a_key_is_answered_before_it_is_accepted(project: Project) -> None:
    text = as_draft(project, "owner").replace("- [x] officials", "- [ ] officials")
    project.answers("river").write_text(text, encoding="utf-8")
    quiz = author_of(project)
    shown = asked_card(quiz, "owner")
    assert "Your turn" in shown.draft.value
    assert shown.accept not in shown._bar.children
    shown.accept_draft()
    assert "Nothing is keyed yet" in shown.said.value
    form = edit(quiz, "owner")
    question = quiz.question_set.question("owner")
    assert question
    answer(form, ticked=[question.items[0]])
    form.save_and_accept()
    key = quiz.question_set.key("owner")
    assert key
    assert key.ticked == {question.items[0]}


def test_a_model_with_gaps_is_named_when_it_is_accepted(project: Project) -> None:
    as_draft(project, "doubt", "owner")
    path = project.answers("river")
    text = path.read_text(encoding="utf-8")
    model = next(line for line in text.splitlines() if line.startswith("Model: "))
    path.write_text(text.replace(model, "Model: I would ask … about … ."), encoding="utf-8")
    quiz = author_of(project)
    doubt, owner = asked_card(quiz, "doubt"), asked_card(quiz, "owner")
    doubt.accept_draft()
    assert "model answer still has gaps" in doubt.said.value
    assert "Accepted" in doubt.said.value
    owner.accept_draft()
    assert "gaps" not in owner.said.value


def test_the_lesson_says_which_drafts_are_left(project: Project) -> None:
    as_draft(project, "owner", "chain")
    quiz = author_of(project)
    assert quiz.adding
    assert "2 drafts left: owner, chain." in quiz.adding.state.value
    card = asked_card(quiz, "owner")
    card.accept_draft()
    assert "1 draft left: chain." in card.said.value
    assert "1 draft left: chain." in quiz.adding.state.value
    form = edit(quiz, "chain")
    form.save_and_accept()
    assert "Accepted. No draft is left" in form.end.value
    assert "No draft is left" in quiz.adding.state.value
    assert read_question_set(project, "river").drafts == ()


def test_what_was_accepted_last_can_be_undone(project: Project) -> None:
    before = as_draft(project, "owner", "chain")
    quiz, path = author_of(project), project.answers("river")
    owner, chain = asked_card(quiz, "owner"), asked_card(quiz, "chain")
    owner.accept_draft()
    assert read_question_set(project, "river").draft("owner") is None
    owner.undo()
    assert path.read_text(encoding="utf-8") == before
    assert "found by rules" in owner.draft.value
    owner.accept_draft()
    chain.accept_draft()
    both = path.read_text(encoding="utf-8")
    owner.undo()
    assert path.read_text(encoding="utf-8") == both
    path.write_text(f"{both}\n<!-- by hand -->\n", encoding="utf-8")
    chain.undo()
    assert "changed since then" in chain.said.value
    assert path.read_text(encoding="utf-8") == f"{both}\n<!-- by hand -->\n"


def test_a_question_is_deleted_after_a_second_press_and_comes_back(project: Project) -> None:
    quiz, path = author_of(project), project.answers("river")
    before, card = path.read_text(encoding="utf-8"), asked_card(quiz, "chain")

    def buttons() -> list[str]:
        return [b.description for b in card.box.children[2].children]

    card.delete.click()
    assert path.read_text(encoding="utf-8") == before
    assert buttons() == ["Yes, delete it", "No, keep it"]
    card._keep.click()
    assert card.said.value == ""
    assert "Delete this question" in buttons()
    card.delete.click()
    card._sure.click()
    assert read_question_set(project, "river").question("chain") is None
    assert "“chain” was deleted" in card.said.value
    assert isinstance(quiz.ask("chain"), Notice)
    assert buttons() == ["Undo", "Take its cell out of the notebook"]
    card._undo.click()
    assert path.read_text(encoding="utf-8") == before
    assert "Edit this question" in buttons()


def test_a_right_answer_is_asked_for_no_misconception(project: Project) -> None:
    form = edit(author_of(project), "owner")
    right, near = (
        form.reasons.reason(item) for item in ("officials of the water board", "the mayor")
    )
    assert right.tag not in right.box.children
    assert near.tag in near.box.children


@pytest.mark.parametrize(
    ("id", "line"),
    [
        ("owner", "✗ not this: the mayor"),
        ("sentence-types", "fact ← The water was tested in March."),
        ("chain", "1. this page"),
        ("forecast", "it came true: The water was tested in March."),
    ],
)
def test_each_line_of_a_key_reads_as_its_answer(id: str, line: str) -> None:
    question, key, segments = asked(id)
    assert line in [said for _, said in lines_of_key(question, key, question.items, segments)]


def test_a_missing_answers_file_is_started_with_the_notebook_s_title(project: Project) -> None:
    quiz = author_of(project, MADE)
    assert project.answers(MADE).read_text(encoding="utf-8") == "# The river, made anew\n"
    assert quiz.title == "The river, made anew"


def test_a_student_s_copy_gets_no_answers_file(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.questions(MADE).write_text("# The river\n\n## w (choose)\n\nWho?\n\n- [ ] a\n- [ ] b\n")
    quiz = author_of(project, MADE)
    assert isinstance(quiz.ask("w"), Card)
    assert not project.answers(MADE).exists()
    assert "no answers file" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("stem", "items", "said"),
    [
        ("", "a\nb", "Write the question."),
        ("Who?", "a", "Give at least 2 options, one on each line."),
        ("Who?", "a\na\nb", "“a” is there twice."),
    ],
)
def test_what_is_lacking_is_said_before_there_is_a_card(
    project: Project, stem: str, items: str, said: str
) -> None:
    form = new_form(author_of(project))
    form.fields.id.value = "new"
    put(form, stem, items)
    assert form._card.children == ()
    if stem:
        assert said in unescape(form.said.value)


@pytest.mark.parametrize("id", ["owner", "Who says", "", "w?"])
def test_an_id_must_be_new_and_plain(project: Project, id: str) -> None:
    form = new_form(author_of(project))
    form.fields.stem.value = "Who?"
    form.fields.id.value = id
    form.fields.own("items").value = "a\nb"
    assert "short name" in form.said.value
    answer(form, ticked=["a"])
    form.save()
    assert "short name" in form.end.value


def test_what_the_file_would_read_otherwise_is_not_written(project: Project) -> None:
    quiz, path = author_of(project), project.answers("river")
    before, form = path.read_bytes(), new_form(quiz)
    put(form, "Who <b>said</b> so?\n\nBecause: it is so", "a\nb")
    answer(form, ticked=["a"])
    form.save()
    assert "read back differently" in form.end.value
    assert path.read_bytes() == before


def test_what_is_saved_is_what_the_card_shows(project: Project) -> None:
    form = new_form(author_of(project))
    put(form, "Who?", "a\nb")
    answer(form, ticked=["a"])
    assert form.session
    form.session.card.hear({"do": "draft", "seq": 2, "response": {}})
    form.save()
    assert "not whole" in form.end.value
    form.session.card.hear({"do": "draft", "seq": 3, "response": {"ticked": ["b"]}})
    form.fields.own("items").value = "a\nbee\nc"
    assert form.session.card.state["response"] == {}
    assert form.is_unsaved
    form.session.card.hear({"do": "draft", "seq": 4, "response": {"ticked": ["bee"]}})
    form.fields.own("items").value = "a\nthe bee\nc"
    assert form.session.card.state["response"] == {"ticked": ["the bee"]}
    form.save()
    key = read_question_set(project, "river").key(form.fields.id.value)
    assert key
    assert key.ticked == {"the bee"}
    assert not form.is_unsaved


def test_the_card_is_there_while_the_question_is_typed(project: Project) -> None:
    form = new_form(author_of(project))
    put(form, "Who", "a\nb")
    assert form.session
    card = form.session.card
    form.fields.stem.value = "Who says so?"
    assert form.session.card is card
    assert "says" in str(card.question["stem"])
    form.fields.own("items").value = "a"
    assert form._card.children == ()
    form.fields.own("items").value = "a\nb\nc"
    assert [item["id"] for item in card.question["items"]] != ["a", "b"]
    assert card in form._card.children


def test_an_explanation_stays_when_its_option_is_put_in_other_words(project: Project) -> None:
    form = edit(author_of(project), "owner")
    items = form.fields.own("items")
    items.value = items.value.replace("the mayor", "the mayor of the town")
    form.save()
    key = read_question_set(project, "river").key("owner")
    assert key
    assert key.note("the mayor of the town") == Note("The mayor speaks of something else.", "near")


def test_an_answer_taken_again_leaves_the_boxes_in_which_somebody_types(project: Project) -> None:
    form = new_form(author_of(project))
    put(form, "Who?", "a\nb")
    answer(form, ticked=["a"])
    before = [form.reasons.reason(item).why for item in "ab"]
    answer(form, ticked=["a"])
    assert [form.reasons.reason(item).why for item in "ab"] == before
    answer(form, ticked=["b"])  # what was right is wrong now, and has other boxes
    assert form.reasons.reason("a").why is not before[0]


def test_a_misconception_ends_a_sentence(project: Project) -> None:
    form = new_form(author_of(project))
    put(form, "Who?", "a\nb")
    answer(form, ticked=["a"])
    form.reasons.reason("b").why.value = "It stands\nnear by"
    form.reasons.reason("b").tag.value = "near"
    form.save()
    key = read_question_set(project, "river").key(form.fields.id.value)
    assert key
    assert key.note("b") == Note("It stands near by.", "near")


@pytest.mark.parametrize("fault", [RuntimeError("oh"), OSError(28, "No space left on device")])
def test_a_fault_is_a_sentence(
    project: Project, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object) -> None:
        raise fault

    form = edit(author_of(project), "owner")
    form.reasons.because.value = "Said anew."
    monkeypatch.setattr("kit.author.answers_file.replace", fail)
    form.save()
    said = "No space left" if isinstance(fault, OSError) else "Something went wrong"
    assert said in form.end.value


def test_a_damaged_question_says_where_it_is_damaged(project: Project) -> None:
    path = project.answers("river")
    text = path.read_text(encoding="utf-8").replace("- [x] officials", "- [ ] officials")
    path.write_text(text, encoding="utf-8")
    quiz = author_of(project)
    assert isinstance(quiz.ask("owner"), Notice)
    assert quiz.adding
    assert "Line 6" in quiz.adding.state.value
    form = edit(quiz, "chain")
    form.reasons.because.value = "Said anew."
    form.save()
    assert "Saved" in form.end.value
    assert "Elsewhere" in form.end.value


def test_a_cell_is_added_before_the_closing_section_and_once(project: Project) -> None:
    path = project.notebook(MADE)
    assert edit_file(path, add_cell("owner", "Who?"))
    assert not edit_file(path, add_cell("owner", "Who?"))
    cells = nbformat.read(path, as_version=4).cells
    assert [cell.source for cell in cells[2:]] == [
        'quiz.ask("owner")',
        "## Key points\n\n- Ask who says so.",
    ]
    assert cells[2].metadata.jupyter.source_hidden
    assert cells[2].outputs[0].data["text/plain"] == "Who?"


@pytest.mark.parametrize(
    ("came", "said", "on_disk"),
    [
        ("edited", "The notebook is saved.", False),
        ("failed", "Reload Notebook from Disk", True),
    ],
)
def test_a_cell_is_put_where_the_notebook_is_open_and_else_into_its_file(
    project: Project, came: str, said: str, on_disk: bool
) -> None:
    project.answers(MADE).parent.mkdir(exist_ok=True)
    shutil.copy(project.answers("river"), project.answers(MADE))
    quiz, heard = author_of(project, MADE), list[str]()
    assert quiz.adding
    frame = frame_of(quiz.adding.box)
    frame.hear({"said": "open"})
    before = project.notebook(MADE).read_bytes()
    quiz.ask_in_notebook("owner", heard.append)
    frame.hear({"said": "anything else"})
    assert heard == []
    frame.hear({"said": "cells", "cells": nbformat.reads(before.decode(), as_version=4).cells})
    frame.hear({"said": came})
    frame.hear({"said": came})
    assert len(heard) == 1
    assert said in unescape(heard[0])
    assert (project.notebook(MADE).read_bytes() != before) == on_disk


def test_what_is_no_notebook_is_left_alone(project: Project) -> None:
    path = project.notebook(MADE)
    path.write_text("no notebook", encoding="utf-8")
    quiz = author_of(project, MADE)
    assert project.answers(MADE).read_text(encoding="utf-8") == "# Made\n"
    put(form := new_form(quiz), "Who?", "a\nb")
    answer(form, ticked=["a"])
    form.save()
    heard: list[str] = []
    quiz.ask_in_notebook(form.fields.id.value, heard.append)
    assert "cannot be read as a notebook" in heard[0]
    assert path.read_text(encoding="utf-8") == "no notebook"


def test_a_notebook_saved_in_author_mode_is_the_student_s(project: Project) -> None:
    quiz = author_of(project)
    assert quiz.adding
    question, _, segments = asked("owner")
    paper = as_text(question, segments)
    for shown, kept in (
        (quiz.adding, {}),
        (quiz.ask("owner"), {"text/plain": paper, "text/markdown": paper}),
    ):
        output = {"output_type": "display_data", "data": shown._repr_mimebundle_()}
        cell: dict[str, Any] = {"cell_type": "code", "outputs": [output]}
        assert VIEW in output["data"]
        drop_widget_views({"cells": [cell], "metadata": {}})
        assert [o["data"] for o in cell["outputs"]] == ([kept] if kept else [])


@pytest.mark.skipif(os.name != "posix", reason="elsewhere JupyterLab runs beside the command")
def test_kit_author_opens_jupyterlab_in_author_mode(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[list[str], str]] = []
    monkeypatch.chdir(project.root)

    def start(_: str, command: list[str], environment: dict[str, str]) -> NoReturn:
        started.append((command, environment["KIT_AUTHOR"]))
        raise SystemExit

    monkeypatch.setattr("os.execve", start)
    kit_says("author", f"notebooks/{MADE}.ipynb", "--no-browser")
    ((command, mode),) = started
    assert command[1:4] == ["-P", "-m", "jupyterlab"]
    assert command[-1] == f"notebooks/{MADE}.ipynb"
    assert ("--no-browser" in command, mode) == (True, "1")


def test_kit_author_says_which_lessons_there_are(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    assert "did you mean “river/made”?" in kit_says("author", "river/mad", code=1)


def test_author_mode_is_asked_for_by_name_or_by_the_environment(
    project: Project, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.chdir(project.root)
    assert not isinstance(lesson("river"), AuthoredLesson)
    assert isinstance(lesson("river", author=True), AuthoredLesson)
    monkeypatch.setenv("KIT_AUTHOR", "1")
    assert isinstance(lesson("river"), AuthoredLesson)


class AuthorsLab(Lab):
    """The JupyterLab that ``kit author`` starts, with a second kernel that is a student's."""

    def __enter__(self) -> AuthorsLab:
        """Start it and wait until it answers."""
        folders = {name: self._scratch / name.lower() for name in ("CONFIG", "DATA", "RUNTIME")}
        folders["CONFIG"].mkdir()
        settings = {"LabApp": {"expose_app_in_browser": True}}
        (folders["CONFIG"] / "jupyter_lab_config.json").write_text(json.dumps(settings))
        kernel = folders["DATA"] / "kernels" / "student" / "kernel.json"
        kernel.parent.mkdir(parents=True)
        start = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        names = {"display_name": "Student", "language": "python", "env": {"KIT_AUTHOR": ""}}
        kernel.write_text(json.dumps({"argv": start, **names}))
        self._open = "lab/tree"
        self._server = subprocess.Popen(
            [sys.executable, "-m", "kit", "author", MADE, "--no-browser"],
            cwd=self.folder / "notebooks",
            env={
                **os.environ,
                **{f"JUPYTER_{name}_DIR": str(path) for name, path in folders.items()},
                "JUPYTERLAB_SETTINGS_DIR": str(self._scratch / "settings"),
                "JUPYTERLAB_WORKSPACES_DIR": str(self._scratch / "workspaces"),
                "JUPYTER_TOKEN": "key",
                "JUPYTER_PORT": "0",
                "KIT_HOME": str(self.home),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._address = self._wait()
        return self


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[AuthorsLab]:
    """The project, open in author mode."""
    scratch = tmp_path_factory.mktemp("author")
    build_project(scratch / "project")
    with AuthorsLab(scratch / "project", scratch) as running:
        yield running


class Form:
    """The form as an author fills it in: with a mouse and a keyboard."""

    def __init__(self, panel: Locator) -> None:
        self.panel = panel
        self._keys = panel.page.keyboard

    def field(self, label: str) -> Locator:
        """The field with a label that begins like this."""
        return self.panel.get_by_label(re.compile(f"^{re.escape(label)}")).last

    def type(self, label: str, text: str) -> None:
        """Click into a field and type, in place of what is there."""
        self.field(label).click()
        self._keys.press("Control+a")
        self._keys.insert_text(text)
        self._keys.press("Tab")

    def pick(self, label: str, *values: str) -> None:
        """Choose from a list. The system draws it, so the choice itself is made for the hand."""
        self.field(label).select_option([re.sub(r"\s+", " ", value) for value in values])

    def press(self, name: str) -> None:
        """Press a button of the form."""
        self.panel.get_by_role("button", name=name, exact=True).click()

    def card(self, id: str) -> Locator:
        """The card on which the author answers."""
        return self.panel.locator(f".kit-author-form .says-who[data-question='{id}']").first


def make_question(form: Form, id: str) -> None:
    """Put a question, answer it on its card, say why, save, and have it in the notebook."""
    question, key, segments = asked(id)
    text = RIVER.answers("river").read_text(encoding="utf-8")
    lists = lists_of(question, key, items_as_written(text, id, question.items))
    form.press("Add a question" if id == IDS[0] else "Start another question")
    expect(form.field("The question")).to_have_value("")
    kinds = form.field("What the student does").locator("option").all_text_contents()
    form.pick("What the student does", next(k for k in kinds if k.startswith(f"{question.kind}:")))
    form.type("The question", question.stem)
    paragraphs = form.field("Paragraphs").locator("option").all_text_contents()
    form.pick("Paragraphs", *(p for p in paragraphs if p.split()[0] in question.show))
    typed = {
        "items": "\n".join(lists.items),
        "targets": "\n".join(lists.targets),
        "labels": "\n".join(question.labels),
        "rubric": "\n".join(f"{level.name}: {level.text}" for level in lists.rubric),
        "limit": f"{question.limit}",
    }
    for name, label in kind(question.kind).form.asks.items():
        if name in typed:
            form.type(label, typed[name])
    form.type("Short name", id)
    mouse = Mouse(form.card(id))
    mouse.enter(question, sample_responses.right(question, key, segments), segments)
    mouse.press_button("Take this as the answer")
    form.type("Why, in a sentence", key.because or "It is so.")
    for item, note in key.notes[:1]:
        form.type(_label(question, key, item), note.text)
    form.press("Save the question")
    expect(form.panel.get_by_text("Saved in answers/river/made.md.")).to_be_visible()
    form.press("Add it to the notebook")
    expect(form.panel.get_by_text("A cell was added to notebooks/river/made.ipynb")).to_be_visible()


def _label(question: Question, key: Key, item: str) -> str:
    before = {
        "choose": "✓ right: ",
        "choose-many": "✓ right: ",
        "order": "1. ",
        "rate": "it came true: ",
    }
    return before.get(question.kind, f"{dict(key.placed).get(item)} ← ") + item


@pytest.mark.whole
@pytest.mark.browser
def test_each_kind_is_made_without_code_and_answered_by_a_student(
    lab: AuthorsLab, browser: Browser
) -> None:
    project = Project(lab.folder)
    sitting = lab.open(browser, f"notebooks/{MADE}.ipynb", viewport={"width": 1100, "height": 900})
    form = Form(sitting.page.locator(".kit-author").first)
    expect(form.panel).to_contain_text("Author mode")  # it runs by itself
    for id in IDS:
        make_question(form, id)
    assert sitting.log() == []
    _the_cells_are_there_without_a_reload(sitting)

    text = project.answers(MADE).read_text(encoding="utf-8")
    assert text.startswith("# The river, made anew\n")
    question_set = parse(text, "made.md", read_article(project, "river"))
    assert question_set.problems == ()
    for id in IDS:
        question, key, _ = asked(id)
        made, made_key = question_set.question(id), question_set.key(id)
        assert made
        assert made_key
        assert (made.items, made.targets, made.show) == (
            question.items,
            question.targets,
            question.show,
        )
        assert (made_key.ticked, made_key.sequence) == (key.ticked, key.sequence)
        assert dict(made_key.placed) == dict(key.placed)
        assert dict(made_key.outcomes) == dict(key.outcomes)
        assert {k.span for k in made_key.spans} == {k.span for k in key.spans if not k.neutral}
        assert made_key.rubric == key.rubric
        assert [n.text for _, n in made_key.notes] == [n.text for _, n in key.notes[:1]]
    _keys_stay_in_the_form(sitting, form)
    _change_a_question_where_it_stands(sitting)
    sitting.close()
    _answer_as_a_student(lab, browser, project)


def _the_cells_are_there_without_a_reload(sitting: Sitting) -> None:
    sources = [source for _, source in sitting.notebook()]  # type: ignore[attr-defined]
    assert sources[2:-1] == [f'quiz.ask("{id}")' for id in IDS]
    last = sitting.page.locator(".kit-author").filter(has_text="Edit this question").last
    expect(last.locator(".says-who")).to_have_attribute("data-question", IDS[-1])
    dirty = "() => window.jupyterapp.shell.currentWidget.model.dirty"
    assert sitting.page.evaluate(dirty) is False


def _keys_stay_in_the_form(sitting: Sitting, form: Form) -> None:
    """Keys that are commands of the notebook elsewhere: they delete a cell, walk, and run."""
    cells, keys = sitting.notebook(), sitting.page.keyboard
    form.press("Start another question")
    expect(form.field("The question")).to_have_value("")
    form.field("What the student does").focus()
    for key in ("d", "d", "Home", "ArrowDown", "x"):
        keys.press(key)
    expect(form.field("What the student does")).to_have_value("choose-many: tick all that apply")
    form.field("The question").focus()
    keys.type("dd")
    keys.press("Shift+Enter")
    keys.press("Control+Enter")
    keys.type("x")
    expect(form.field("The question")).to_have_value(re.compile("^dd\\s*x$"))
    assert sitting.notebook() == cells
    form.press("Close the form")
    form.press("Yes, drop it")


def _change_a_question_where_it_stands(sitting: Sitting) -> None:
    page = sitting.page
    sitting.run_all()
    panel = page.locator(".kit-author").filter(has=sitting.card("owner"))
    form = Form(panel)
    form.press("Edit this question")
    expect(form.card("owner").get_by_role("radio", checked=True)).to_have_count(1)
    expect(form.field("✓ right: officials")).not_to_have_value("")
    form.type("The question", "Who says it?")
    form.press("Save the question")
    expect(panel.get_by_text("Saved in answers/river/made.md.")).to_be_visible()
    expect(panel.locator(".says-who").first).to_contain_text("Who says it?")
    _axe_finds_nothing(sitting)


def _axe_finds_nothing(sitting: Sitting) -> None:
    """On the form with everything in it; axe passes over what is scrolled out of sight."""
    sitting.page.set_viewport_size({"width": 700, "height": 12000})
    sitting.page.evaluate("document.body.style.overflow = 'visible'")
    for theme in ("Light", "Dark"):
        sitting.paint(theme)
        found = Axe().run(sitting.page, context=".kit-author")
        assert found.violations_count == 0, found.generate_report()


def _answer_as_a_student(lab: AuthorsLab, browser: Browser, project: Project) -> None:
    notebook = nbformat.read(project.notebook(MADE), as_version=4)
    sources = [cell.source for cell in notebook.cells]
    assert sources[2:-1] == [f'quiz.ask("{id}")' for id in IDS]
    assert sources[-1].startswith("## Key points")
    notebook.metadata = {"kernelspec": {**KERNEL, "name": "student", "display_name": "Student"}}
    nbformat.write(notebook, project.root / "notebooks" / "student.ipynb")
    student = lab.open(browser, "notebooks/student.ipynb", viewport={"width": 1000, "height": 900})
    student.run_all()
    expect(student.card("owner")).to_contain_text("Who says it?")
    expect(student.page.locator(".says-who")).to_have_count(len(IDS))
    expect(student.page.locator(".kit-author")).to_have_count(0)
    for id in IDS:
        question, key, segments = asked(id)
        mouse, is_text = Mouse(student.card(id)), question.kind == "write"
        mouse.enter(question, sample_responses.right(question, key, segments), segments)
        mouse.press_button("Save and compare" if is_text else "Check")
        verdict = "noted" if is_text else "right"
        expect(student.card(id)).to_have_attribute("data-verdict", verdict)
    assert [entry["question"] for entry in student.tries()] == list(IDS)
    student.close()


@pytest.mark.browser
def test_an_article_becomes_a_checked_lesson_in_few_acts(lab: AuthorsLab, browser: Browser) -> None:
    project = Project(lab.folder)
    article = next(one for one in invented_news() if one.name == "council_budget").text.encode()
    received = take_in(article, "article.txt")
    about = {**received.about, "publisher": "The Harbour Post", "date": "2026-01-31"}
    files = scaffold("harbour", received, about, article, lessons=1)
    write_all_or_nothing(project, files, lambda: None)
    name = "harbour/1-who-says-so"
    drafts = [draft.key.question for draft in read_question_set(project, name).drafts]
    sitting = lab.open(browser, f"notebooks/{name}.ipynb", viewport={"width": 1366, "height": 768})
    sitting.run_all()
    page, acts = sitting.page, list[str]()
    top = page.locator(".kit-author").first

    def press(panel: Locator, label: str) -> None:
        acts.append(label)
        panel.get_by_role("button", name=label, exact=True).click()

    def press_while_it_moves(panel: Locator, label: str) -> None:
        acts.append(label)
        panel.get_by_role("button", name=label, exact=True).hover()
        page.mouse.down()
        panel.evaluate("panel => { panel.style.paddingTop = '80px'; }")
        page.mouse.up()

    def panel_of(id: str) -> Locator:
        card = page.locator(f".says-who[data-question='{id}']")
        return page.locator(".kit-author").filter(has=card).first

    press(top, "Next draft")
    for id in drafts:
        panel = panel_of(id)
        expect(panel.locator(".says-who").first).to_be_in_viewport()
        if read_question_set(project, name).question(id).kind == "write":  # type: ignore[union-attr]
            press_while_it_moves(panel, "Edit this question")
            panel.locator(".kit-author-form .says-who textarea").fill(
                "Nobody says how it is known."
            )
            acts.append("type a model answer")
            press(panel, "Save and accept")
        else:
            press(panel, "Accept this draft")
        expect(panel.get_by_text("Accepted")).to_be_visible()
        if id != drafts[-1]:
            press(panel, "Next draft")
    press(top, "Change the exercise")
    top.get_by_label("What to change").select_option("Where the article comes from")
    top.get_by_label("Under which terms others may use your lessons").fill("CC-BY-4.0")
    acts += ["choose the source", "type the licence"]
    press(top, "Save the source")
    expect(top.get_by_text("Saved in seeds/harbour/source.toml.")).to_be_visible()
    sitting.save()
    press(top, "Check the exercise")
    expect(top.get_by_text("finds nothing to mend")).to_be_visible()
    assert len(acts) <= 57, acts  # with the three commands around them 60 at most
    assert check(project, ["harbour"]) == ()
    _rename_a_question_where_the_notebook_is_open(page, panel_of(drafts[0]))
    sitting.close()


def _rename_a_question_where_the_notebook_is_open(page: Page, panel: Locator) -> None:
    panel.get_by_role("button", name="Move or rename it").click()
    panel.get_by_label("Another short name").fill("renamed")
    panel.get_by_role("button", name="Rename it", exact=True).click()
    renamed = page.locator(".kit-author").filter(
        has=page.locator(".says-who[data-question='renamed']")
    )
    expect(renamed).to_contain_text("It is called “renamed” now.")
    cells = "window.jupyterapp.shell.currentWidget.model.sharedModel.cells"
    sources = page.evaluate(f"{cells}.map((cell) => cell.getSource())")
    assert 'quiz.ask("renamed")' in sources
