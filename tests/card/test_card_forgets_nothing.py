"""A card through all that a student and a kernel do, with a person's pauses in between.

The card sends a draft 0.8 seconds after the last change. A test that acts at once never meets what
comes then, so here the pauses are the point.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from support.jupyterlab import RIVER, Lab, Labs, Sitting, build_river

from kit.question.read import read_question_set
from kit.question.write import student_copy

pytestmark = pytest.mark.browser

SIZE = {"width": 1366, "height": 650}
RIVER_NOTEBOOK = "notebooks/river.ipynb"
NOT_CHECKED = "You changed your answer. It is not checked yet."
NOT_SUBMITTED = "You changed your answer. Submit it again"
GONE = "The notebook was restarted. Run this cell again: what you entered is kept."
WAITING = "Still waiting for the notebook. What you entered is kept."

# How each kernel goes away under an open card.
ENDS: dict[str, Callable[[Sitting], None]] = {
    "restarted": Sitting.restart,
    "killed": Sitting.kill_kernel,
    "deleted": Sitting.delete_kernel,
}


@pytest.fixture(scope="module")
def opened(river: Lab, browser: Browser) -> Iterator[Sitting]:
    """The notebook on a page that all these tests share, since opening one takes seconds."""
    shutil.rmtree(river.home, ignore_errors=True)
    page = river.open(browser, RIVER_NOTEBOOK, viewport=SIZE)
    yield page
    page.go_on()
    page.close()


@pytest.fixture
def sitting(opened: Sitting) -> Sitting:
    """A notebook that was just run, by somebody who never answered anything."""
    opened.begin_anew()
    return opened


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, labs: Labs) -> Iterator[Lab]:
    """A JupyterLab on the river without its answers."""
    scratch = tmp_path_factory.mktemp("graded")
    folder = build_river(scratch / "project")
    (folder / "answers" / "river.md").unlink()
    questions = student_copy(read_question_set(RIVER, "river"))
    (folder / "notebooks" / "river.questions.md").write_text(questions, encoding="utf-8")
    with labs(folder, scratch) as running:
        yield running


def _sit_down(lab: Lab, browser: Browser) -> Iterator[Sitting]:
    shutil.rmtree(lab.home, ignore_errors=True)
    opened = lab.open(browser, RIVER_NOTEBOOK, viewport=SIZE)
    opened.run_all()
    yield opened
    opened.go_on()
    opened.close()


def pause(sitting: Sitting) -> None:
    """What a person takes between two acts: the point of these tests, so it is the clock's."""
    sitting.page.wait_for_timeout(1600)


def press(card: Locator, name: str) -> None:
    """Press a button of the card."""
    card.get_by_role("button", name=name, exact=True).click()


def status(card: Locator) -> Locator:
    """The line that says what became of an answer."""
    return card.locator(".status")


# -- What was submitted, before the page that the others share: two at once share no profile


def test_a_changed_submission_is_called_unsubmitted_until_it_is_submitted_and_can_be_disputed(
    graded: Lab, browser: Browser
) -> None:
    for sitting in _sit_down(graded, browser):
        card = sitting.card("owner")
        card.get_by_role("radio", name="the mayor").click()
        press(card, "Submit")
        expect(card).to_have_attribute("data-verdict", "saved")
        pause(sitting)
        card.get_by_role("radio", name="nobody").click()
        for again in (None, sitting.run_all, sitting.reload):
            if again:
                again()
                sitting.run_all()
            pause(sitting)
            expect(status(card)).to_contain_text(NOT_SUBMITTED)
            expect(card.get_by_role("radio", name="nobody")).to_be_checked()
            expect(card.locator(".saved")).to_contain_text("Saved")
        assert [e["response"] for e in sitting.tries_at("owner")] == [{"ticked": ["the mayor"]}]
        press(card, "Submit")
        expect(status(card)).to_be_hidden()
        assert sitting.tries_at("owner")[-1]["response"] == {"ticked": ["nobody"]}
        press(card, "I dispute this")
        expect(card.locator(".dispute-form")).to_contain_text("Then hand in once more")
        card.get_by_role("textbox", name="Why").fill("S3 names nobody.")
        card.get_by_role("textbox", name="Where it can be seen").fill("S3")
        press(card, "Keep it for my teacher")
        expect(card.locator(".dispute-line")).to_contain_text("You dispute this.")
        said = [(e["reason"], e["page"]) for e in sitting.log() if e["what"] == "dispute"]
        assert said == [("S3 names nobody.", "S3")]


def test_a_change_during_a_cut_connection_is_waited_for(graded: Lab, browser: Browser) -> None:
    # On a page and a server of its own: one that lost many kernels takes long to find its way back.
    for sitting in _sit_down(graded, browser):
        card = sitting.card("owner")
        # A student closes what JupyterLab may say of it, and goes on.
        said = sitting.page.locator(".jp-Dialog .jp-mod-accept")
        sitting.page.add_locator_handler(said, lambda button: button.click())
        sitting.page.context.set_offline(True)
        card.get_by_role("radio", name="the mayor").click()
        sitting.page.context.set_offline(False)
        press(card, "Submit")
        expect(card).to_have_attribute("data-verdict", "saved", timeout=30_000)
        assert len(sitting.tries_at("owner")) == 1


# -- What is cleared stays cleared


def test_what_is_cleared_in_any_way_stays_cleared(sitting: Sitting) -> None:
    page = sitting.page
    text = sitting.card("doubt").get_by_role("textbox")
    tick = sitting.card("told").get_by_role("checkbox").first
    word = sitting.card("cue").locator(".word").nth(2)
    place = sitting.card("sentence-types").get_by_role("combobox").first
    slider = sitting.card("forecast").get_by_role("slider").first
    low = sitting.card("people").get_by_role("textbox").first

    text.click()
    page.keyboard.type("Who says so?")
    tick.click()
    word.click()
    place.select_option(index=1)
    slider.focus()
    page.keyboard.press("Home")
    low.click()
    page.keyboard.type("1,5")
    pause(sitting)
    expect(text).to_have_value("Who says so?")
    expect(low).to_have_value("1,5")

    text.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    tick.click()
    word.click()
    place.select_option(index=0)
    sitting.card("forecast").get_by_role("button", name=re.compile("^Clear")).first.click()
    sitting.card("people").get_by_role("button", name=re.compile("^Clear")).first.click()
    for look in ("after a pause", "after the cells ran again"):
        pause(sitting)
        expect(text, look).to_have_value("")
        expect(tick, look).not_to_be_checked()
        expect(word, look).to_have_attribute("aria-selected", "false")
        expect(place, look).to_have_value("")
        expect(slider, look).to_have_attribute("aria-valuetext", "no answer yet")
        expect(low, look).to_have_value("")
        sitting.run_all()


def test_a_number_stays_as_it_was_typed_half_a_range_too(sitting: Sitting) -> None:
    card, keys = sitting.card("people"), sitting.page.keyboard
    low, high = card.get_by_role("textbox").all()
    for typed in ("40 000,5", ""):
        low.click()
        keys.press("Control+a")
        keys.press("Delete")
        keys.type(typed)
        for look in ("as the cells ran again at once", "after a pause"):
            sitting.run_all()
            expect(low, look).to_have_value(typed)
            expect(high, look).to_have_value("")
            expect(card.locator(".offer"), look).to_be_hidden()
            expect(card.locator(".notice"), look).to_be_hidden()
            pause(sitting)


def test_try_again_is_empty_and_stays_so(sitting: Sitting) -> None:
    card = sitting.card("owner")
    card.get_by_role("radio", name="the mayor").click()
    card.get_by_role("radio", name="certain").click()
    pause(sitting)
    press(card, "Check")
    expect(card).to_have_attribute("data-verdict", "wrong")
    pause(sitting)
    press(card, "Try again")
    for _ in range(2):
        pause(sitting)
        expect(card.get_by_role("radio", checked=True)).to_have_count(0)
        expect(card.locator(".feedback")).to_be_hidden()
        expect(status(card)).to_be_hidden()
        sitting.run_all()
    assert len(sitting.tries_at("owner")) == 1


# -- What was checked and then changed


def test_a_changed_answer_is_called_unchecked_until_it_is_checked(sitting: Sitting) -> None:
    card = sitting.card("owner")
    mayor, nobody = (card.get_by_role("radio", name=name) for name in ("the mayor", "nobody"))
    mayor.click()
    press(card, "Check")
    expect(card).to_have_attribute("data-verdict", "wrong")
    pause(sitting)
    nobody.click()
    expect(status(card)).to_have_text(NOT_CHECKED)
    for again in (None, sitting.run_all, sitting.reload):
        if again:
            again()
            sitting.run_all()
        pause(sitting)
        expect(status(card)).to_have_text(NOT_CHECKED)
        expect(nobody).to_be_checked()
        expect(card.locator(".saved")).to_contain_text("Saved")
        expect(card.get_by_role("button", name="Show the answer")).to_be_visible()
        expect(card.locator(".feedback")).to_be_hidden()
    press(card, "Check")
    expect(card).to_have_attribute("data-verdict", "wrong")
    expect(status(card)).to_be_hidden()
    ticked = [entry["response"] for entry in sitting.tries_at("owner")]
    assert ticked == [{"ticked": ["the mayor"]}, {"ticked": ["nobody"]}]


def test_an_answer_changed_back_is_the_one_that_was_checked(sitting: Sitting) -> None:
    card = sitting.card("told")
    boxes = card.get_by_role("checkbox")
    boxes.nth(0).click()
    press(card, "Check")
    expect(card.locator(".feedback")).to_be_visible()
    pause(sitting)
    boxes.nth(1).click()
    expect(status(card)).to_have_text(NOT_CHECKED)
    pause(sitting)
    boxes.nth(1).click()
    pause(sitting)
    expect(status(card)).to_be_hidden()
    expect(card.locator(".feedback")).to_be_visible()
    assert len(sitting.tries_at("told")) == 1


def test_an_order_counts_as_dealt_once_it_is_checked(sitting: Sitting) -> None:
    card = sitting.card("chain")
    dealt = card.locator(".step .shown").all_text_contents()
    pause(sitting)
    press(card, "Check")
    expect(card.locator(".feedback")).to_be_visible()
    assert sitting.tries_at("chain")[-1]["response"] == {"sequence": dealt}


# -- How sure


def test_confidence_alone_is_kept_when_there_is_nothing_to_check(sitting: Sitting) -> None:
    card = sitting.card("owner")
    sure = card.get_by_role("radio", name="fairly sure")
    sure.click()
    pause(sitting)
    press(card, "Check")
    expect(card.locator(".notice")).to_contain_text("Nothing is entered yet")
    for _ in range(2):
        pause(sitting)
        expect(sure).to_be_checked()
        sitting.run_all()
    assert sitting.tries_at("owner") == []
    card.get_by_role("radio", name="officials of the water board").click()
    pause(sitting)
    press(card, "Check")
    expect(card).to_have_attribute("data-verdict", "right")
    assert sitting.tries_at("owner")[-1]["sure"] == "fairly sure"


def test_confidence_given_last_and_changed_is_the_last_one(sitting: Sitting) -> None:
    card = sitting.card("owner")
    card.get_by_role("radio", name="officials of the water board").click()
    pause(sitting)
    card.get_by_role("radio", name="certain").click()
    pause(sitting)
    card.get_by_role("radio", name="guess").click()
    pause(sitting)
    press(card, "Check")
    expect(card).to_have_attribute("data-verdict", "right")
    pause(sitting)
    expect(card.get_by_role("radio", name="guess")).to_be_checked()
    assert sitting.tries_at("owner")[-1]["sure"] == "guess"


# -- A kernel that goes away


@pytest.mark.parametrize("end", ENDS)
def test_what_is_typed_before_any_draft_survives_the_kernel(sitting: Sitting, end: str) -> None:
    card = sitting.card("doubt")
    card.get_by_role("textbox").click()
    sitting.page.keyboard.type("Who ")
    ENDS[end](sitting)
    expect(status(card)).to_have_text(GONE, timeout=30_000)
    card.get_by_role("textbox").press_sequentially("says so?")
    pause(sitting)
    expect(card.get_by_role("textbox")).to_have_value("Who says so?")
    sitting.go_on()
    sitting.run_all()
    expect(card.get_by_role("textbox")).to_have_value("Who says so?")
    expect(card.locator(".notice")).to_contain_text("is back")
    pause(sitting)
    drafts = [e["response"] for e in sitting.log() if e["what"] == "draft"]
    assert drafts[-1] == {"text": "Who says so?"}
    sitting.run_all()
    expect(card.get_by_role("textbox")).to_have_value("Who says so?")
    expect(card.locator(".offer")).to_be_hidden()


@pytest.mark.parametrize(
    ("end", "choice"),
    [
        ("killed", "take"),
        ("restarted", "keep"),
        pytest.param("restarted", "take", marks=pytest.mark.whole),
        pytest.param("deleted", "take", marks=pytest.mark.whole),
    ],
)
def test_what_is_typed_after_a_draft_is_offered_beside_it(
    sitting: Sitting, end: str, choice: str
) -> None:
    card = sitting.card("doubt")
    card.get_by_role("textbox").click()
    sitting.page.keyboard.type("Who?")
    pause(sitting)
    ENDS[end](sitting)
    expect(status(card)).to_have_text(GONE, timeout=30_000)
    card.get_by_role("textbox").press_sequentially(" And when?")
    sitting.go_on()
    sitting.run_all()
    text = card.get_by_role("textbox")
    expect(text).to_have_value("Who?")
    expect(card.locator(".offer")).to_contain_text("Take what you entered: Who? And when?")
    sitting.run_all()
    expect(card.locator(".offer")).to_be_visible()
    press(card, "Keep this" if choice == "keep" else "Take what you entered: Who? And when?")
    expected = "Who?" if choice == "keep" else "Who? And when?"
    for _ in range(2):
        pause(sitting)
        expect(text).to_have_value(expected)
        expect(card.locator(".offer")).to_be_hidden()
        sitting.run_all()


def test_a_check_that_nobody_hears_is_said_and_kept(sitting: Sitting) -> None:
    card = sitting.card("owner")
    sitting.restart()
    card.get_by_role("radio", name="the mayor").click()
    press(card, "Check")
    expect(status(card)).to_have_text(GONE)
    sitting.run_all()
    expect(card.get_by_role("radio", name="the mayor")).to_be_checked()
    press(card, "Check")
    expect(card).to_have_attribute("data-verdict", "wrong")
    assert len(sitting.tries_at("owner")) == 1


def test_a_word_against_an_answer_is_written_with_keys_and_survives_the_kernel(
    sitting: Sitting,
) -> None:
    card, keys = sitting.card("owner"), sitting.page.keyboard
    card.get_by_role("radio", name="the mayor").click()
    press(card, "Check")
    expect(card).to_have_attribute("data-verdict", "wrong")
    card.get_by_role("button", name="I dispute this").focus()
    keys.press("Enter")
    keys.type("S3 names him.")
    keys.press("Control+Enter")  # in the form it sends the word, and checks no answer
    line = card.locator(".dispute-line")
    expect(line).to_have_text("Both are needed: why, and where it can be seen.")
    keys.press("Tab")
    sitting.restart()
    keys.type("S3")
    keys.press("Enter")
    expect(status(card)).to_have_text(GONE)
    sitting.run_all()
    expect(line).to_have_text("This is not kept for your teacher yet.")
    press(card, "I dispute this")
    expect(card.get_by_role("textbox", name="Why")).to_have_value("S3 names him.")
    press(card, "Keep it for my teacher")
    expect(line).to_have_text("You dispute this. It goes to your teacher with your hand-in.")
    expect(card.get_by_role("button", name="I dispute this")).to_be_focused()
    said = [(e["reason"], e["page"]) for e in sitting.log() if e["what"] == "dispute"]
    assert said == [("S3 names him.", "S3")]
    assert len(sitting.tries_at("owner")) == 1
    assert "dispute" not in sitting.page.evaluate("() => Object.keys(localStorage).join()")
    press(card, "I dispute this")
    press(card, "Take it back")
    expect(line).to_have_text("You take it back. Nothing is disputed here.")


def test_a_kernel_that_is_busy_is_waited_for(sitting: Sitting) -> None:
    card = sitting.card("owner")
    sitting.page.evaluate(
        "() => { window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
        ".requestExecute({ code: 'import time; time.sleep(7)' }); }"
    )
    card.get_by_role("radio", name="the mayor").click()
    press(card, "Check")
    expect(status(card)).to_have_text(WAITING, timeout=8_000)
    expect(card).to_have_attribute("data-verdict", "wrong", timeout=15_000)
    expect(status(card)).to_be_hidden()
    assert len(sitting.tries_at("owner")) == 1


def test_what_no_disk_took_stays_with_the_browser(sitting: Sitting) -> None:
    card, log = sitting.card("doubt"), sitting.home / "log"
    shutil.rmtree(log, ignore_errors=True)
    log.parent.mkdir(exist_ok=True)
    log.write_text("What stands here keeps a folder of this name away.", encoding="utf-8")
    card.get_by_role("textbox").press_sequentially("Who?")
    press(card, "Save and compare")
    expect(card.get_by_text("cannot be written to disk")).to_be_visible()
    log.unlink()
    sitting.restart()
    sitting.run_all()
    expect(card.get_by_role("textbox")).to_have_value("Who?")
    pause(sitting)
    assert [e["response"] for e in sitting.log() if e["what"] == "draft"] == [{"text": "Who?"}]


def test_another_learner_is_never_offered_what_somebody_entered(sitting: Sitting) -> None:
    card = sitting.card("doubt")
    sitting.restart()
    card.get_by_role("textbox").press_sequentially("Mine.")
    expect(status(card)).to_have_text(GONE)
    mine = sitting.home.rename(sitting.home.with_name("mine"))
    sitting.run_all()
    expect(card.get_by_role("textbox")).to_have_value("")
    expect(card.locator(".offer")).to_be_hidden()
    _give_back(mine, sitting.home)
    sitting.restart()
    sitting.run_all()
    expect(card.get_by_role("textbox")).to_have_value("Mine.")


def _give_back(kept: Path, home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    kept.rename(home)


def test_a_browser_that_keeps_nothing_breaks_nothing_and_says_so(sitting: Sitting) -> None:
    # The last test on the shared page, which keeps nothing from here on.
    sitting.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error(); }; }")
    card = sitting.card("doubt")
    card.get_by_role("textbox").press_sequentially("Who?")
    pause(sitting)
    drafts = [e["response"] for e in sitting.log() if e["what"] == "draft"]
    assert drafts[-1] == {"text": "Who?"}
    sitting.restart()
    card.get_by_role("textbox").press_sequentially(" When?")
    expect(status(card)).to_contain_text("this browser keeps nothing")
