"""A student does lesson 2 in a real JupyterLab: with the keyboard alone, and with a mouse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from support.card_sessions import WHO, secrets
from support.input_devices import Keyboard
from support.jupyterlab import ROOT, Lab, Labs, Sitting, copy_project

from kit.article.project import Project
from kit.article.seed import read_article
from kit.article.segments import Segment
from kit.check.rules.notebook_file import read_notebook
from kit.question import sample_responses
from kit.question.grade import grade
from kit.question.model import Key, Question, Response
from kit.question.read import read_question_set
from kit.question.write import student_copy

pytestmark = pytest.mark.browser

NOTEBOOK = f"notebooks/{WHO}.ipynb"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, labs: Labs) -> Iterator[Lab]:
    scratch = tmp_path_factory.mktemp("lab")
    with labs(copy_project(scratch / "project"), scratch) as running:
        yield running


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser) -> Iterator[Sitting]:
    """The notebook on a page that these tests share, since opening one takes seconds."""
    page = lab.open(browser, NOTEBOOK, viewport={"width": 1200, "height": 1000})
    yield page
    page.close()


@pytest.fixture
def sitting(opened: Sitting) -> Sitting:
    """A notebook that was just run, by somebody who never answered anything."""
    opened.begin_anew()
    return opened


def _questions() -> list[tuple[Question, Key, tuple[Segment, ...]]]:
    project = Project(ROOT)
    article = read_article(project, "kim-putin-trip")
    question_set = read_question_set(project, WHO)
    pairs = zip(question_set.questions, question_set.keys, strict=True)
    return [(question, key, article.shown(question.show)) for question, key in pairs]


def test_a_graded_lesson_sends_no_key_to_the_browser(
    tmp_path: Path, labs: Labs, browser: Browser
) -> None:
    # Before the page that the others share: two at once share no profile, which opens slowly.
    project = copy_project(tmp_path / "project", answers=False)
    copy = project / "notebooks" / f"{WHO}.questions.md"
    copy.write_text(student_copy(read_question_set(Project(ROOT), WHO)), encoding="utf-8")
    with labs(project, tmp_path) as lab:
        opened = lab.open(browser, NOTEBOOK, listen=True)
        opened.run_all()
        for question, _, _ in _questions():
            expect(opened.card(question.id)).to_have_count(1)
        card = opened.card("passive-owner")
        card.get_by_label("The New York Times").check()
        card.get_by_role("button", name="Submit", exact=True).click()
        expect(card.locator(".headline")).to_have_text(re.compile("Saved"))
        expect(card.locator(".saved")).to_contain_text("Saved")
        assert [entry["response"] for entry in opened.tries()] == [
            {"ticked": ["The New York Times"]}
        ]
        traffic = "".join(opened.heard)
        assert "Who does the claiming in" in traffic
        for _, key, _ in _questions():
            for text in secrets(key):
                assert text not in traffic
                assert json.dumps(text)[1:-1] not in traffic
        opened.close()


WRONG_FIRST = {"passive-owner", "unnamed", "chain", "nearest-source"}


def test_all_of_the_lesson_with_the_keyboard_alone_then_again_after_a_restart(
    sitting: Sitting,
) -> None:
    before = sitting.notebook()
    headlines = {}
    for question, key, segments in _questions():
        card = sitting.card(question.id)
        keyboard = Keyboard(card)
        keyboard.walk_in()
        if question.id in WRONG_FIRST:
            keyboard.enter(question, sample_responses.wrong(question, key, segments), segments)
            keyboard.press_button("Check")
            expect(card).to_have_attribute("data-verdict", re.compile("wrong|partly"))
            _expect_explained(card, question, key, sample_responses.wrong(question, key, segments))
            keyboard.press_button("Try again")
        right = sample_responses.right(question, key, segments)
        keyboard.enter(question, right, segments)
        is_text = question.kind == "write"
        button = "Save and compare" if is_text else "Check"
        keyboard.press_button(button)
        expect(card).to_have_attribute("data-verdict", "noted" if is_text else "right")
        assert sitting.page.evaluate("document.activeElement.textContent") == button
        expect(card.locator(".feedback")).to_contain_text(key.because.split(".")[0])
        headlines[question.id] = card.locator(".headline").inner_text()
    assert sitting.notebook() == before
    tries = sitting.tries()
    assert len(tries) == len(_questions()) + len(WRONG_FIRST)

    sitting.restart()
    sitting.run_all()
    for question, key, segments in _questions():
        card = sitting.card(question.id)
        expect(card.locator(".headline")).to_have_text(headlines[question.id])
        expect(card.locator(".saved")).to_contain_text("Saved")
        _expect_restored(card, question, sample_responses.right(question, key, segments))
    assert sitting.tries() == tries


def _expect_explained(card: Locator, question: Question, key: Key, response: Response) -> None:
    marks = grade(question, key, response).feedback.marks
    wrong = [mark.item for mark in marks if mark.mark == "wrong"]
    assert wrong
    remarks = card.locator(".remark[data-mark=wrong]")
    expect(remarks).to_have_count(len(wrong))
    for item in wrong:
        expect(remarks.filter(has_text=key.note(item).text)).to_have_count(1)


def _expect_restored(card: Locator, question: Question, right: Response) -> None:
    for item in right.ticked:
        expect(card.get_by_label(item, exact=True)).to_be_checked()
    for item, target in right.placed:
        expect(card.get_by_label(item, exact=True)).to_have_value(target)
    if right.sequence:
        assert card.locator("ol .step .shown").all_text_contents() == list(right.sequence)
    if right.text:
        expect(card.locator("textarea")).to_have_value(right.text)


def test_words_are_marked_by_dragging_a_mouse_over_them(sitting: Sitting) -> None:
    card = sitting.card("cues")
    card.scroll_into_view_if_needed()
    words = {w.inner_text(): w for w in card.get_by_role("option").all()[:21]}
    start, end = words["it"].bounding_box(), words["reported"].bounding_box()
    assert start
    assert end
    sitting.page.mouse.move(start["x"] + 3, start["y"] + 5)
    sitting.page.mouse.down()
    sitting.page.mouse.move(end["x"] + 3, end["y"] + 5, steps=8)
    sitting.page.mouse.up()
    marked = [w.inner_text() for w in card.get_by_role("option", selected=True).all()]
    assert marked == ["it", "has", "been", "reported"]
    card.get_by_role("button", name="Check", exact=True).click()
    expect(card.locator(".feedback")).to_contain_text("1 of 5 found")


def test_keys_in_a_card_never_reach_the_notebook(sitting: Sitting) -> None:
    before = sitting.notebook()
    for question, _, _ in _questions():
        card = sitting.card(question.id)
        control = card.locator("input, select, textarea, button, [role=option][tabindex='0']").first
        for key in ["d", "d", "x", "a", "b", "c", "v", "m", "y", "z", "j", "k", "0", "0"]:
            control.focus()
            sitting.page.keyboard.press(key)
        for arrow in ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"]:
            control.focus()
            sitting.page.keyboard.press(arrow)
            assert card.evaluate("card => card.contains(document.activeElement)")
    assert sitting.notebook() == before


def test_a_blank_is_neither_graded_nor_logged(sitting: Sitting, lab: Lab) -> None:
    tried = len(sitting.tries())
    card = sitting.card("dropped")
    card.get_by_role("button", name="Check", exact=True).click()
    expect(card.locator(".notice")).to_contain_text("Nothing is entered yet")
    expect(card.locator(".feedback")).to_be_hidden()
    assert len(sitting.tries()) == tried


def test_a_notebook_saved_by_a_student_holds_no_widget_view(sitting: Sitting, lab: Lab) -> None:
    sitting.save()
    path = Path(lab.folder) / NOTEBOOK
    read = read_notebook(Project(path.parent), path)
    assert (read.faults, read.views) == ((), ())
    assert "Mark every such" in path.read_text(encoding="utf-8")
