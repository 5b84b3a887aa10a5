"""The article at hand in feedback, the card on paper, and the card that runs leftwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from support.input_devices import Keyboard, Mouse
from support.jupyterlab import Lab, Sitting
from support.river_lessons import live_through

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sitting(river: Lab, browser: Browser) -> Iterator[Sitting]:
    """Each question answered wrong, and the answer shown."""
    live_through(river.home, "shown")
    opened = river.open(
        browser,
        "notebooks/river.ipynb",
        viewport={"width": 1000, "height": 500},
        reduced_motion="reduce",
    )
    opened.run_all()
    yield opened
    opened.close()


def test_arrows_follow_the_eye_in_a_text_that_runs_leftwards(river: Lab, browser: Browser) -> None:
    # Before the page that the others share: two at once share no profile, which opens slowly.
    live_through(river.home, "blank", "hostile")
    opened = river.open(browser, "notebooks/hostile.ipynb")
    opened.run_all()
    card = opened.card("words")
    card.get_by_role("option", name="قال").focus()
    Mouse(card).press(card.get_by_role("option", name="قال"))
    Keyboard(card).press("ArrowLeft")
    expect(card.get_by_role("option", name="المسؤولون")).to_be_focused()
    opened.close()


def test_quoted_words_are_found_in_the_passage_with_one_press(sitting: Sitting) -> None:
    card = sitting.card("owner")
    Mouse(card).press_button("Find in the text: “officials of the water board said”")
    found = card.locator(".article .found")
    expect(found).to_have_text("officials of the water board said")
    expect(found).to_be_focused()
    expect(found).to_be_in_viewport()
    expect(card.locator(".live")).to_have_text("Here are the words, in S1.")
    expect(card.locator(".article")).to_have_text(re.compile("S1The river Alda .* on Friday."))


def test_words_that_are_not_in_the_passages_lead_nowhere(sitting: Sitting) -> None:
    for id in ("last-chance", "signals", "chain"):
        expect(sitting.card(id).locator(".finder")).to_have_count(0)


def test_a_missed_span_is_found_with_the_keyboard_among_the_words_to_mark(sitting: Sitting) -> None:
    card = sitting.card("voices")
    name = "Find in the text: “said Mara Lind”"
    card.get_by_role("button", name=name).focus()
    Keyboard(card).press("Enter")
    expect(card.locator(".word.found")).to_have_text(["said", "Mara", "Lind○"])
    expect(card.get_by_role("option", name="said").and_(card.locator(".found"))).to_be_focused()
    expect(card).to_have_attribute("data-verdict", "wrong")


def test_in_a_card_that_runs_leftwards_marks_and_buttons_change_sides(sitting: Sitting) -> None:
    card = sitting.card("chain")
    sides = """card => [".number", ".move", ".main", ".saved"].map(name =>
        card.querySelector(name).getBoundingClientRect().x > card.getBoundingClientRect().x
            + card.clientWidth / 2)"""
    assert card.evaluate(sides) == [False, True, False, True]
    card.evaluate("card => { card.dir = 'rtl'; }")
    assert card.evaluate(sides) == [True, False, True, False]


def test_a_printed_card_has_stem_options_and_marks_and_nothing_to_press(sitting: Sitting) -> None:
    sitting.paint("Dark")
    sitting.page.emulate_media(media="print")
    card = sitting.card("owner")
    expect(card.locator(".stem")).to_be_visible()
    expect(card.locator(".option")).to_have_count(3)
    for mark in card.locator(".mark-word").all():
        expect(mark).to_be_visible()
    printed = sitting.page.locator(".says-who").get_by_role("button")
    items = sitting.card("chain").locator(".step .shown").all_text_contents()
    expect(printed).to_have_text(items)  # of an order, which are read as well as pressed
    for item in printed.all():
        expect(item).to_have_css("border-color", "rgba(0, 0, 0, 0)")
    expect(card).to_have_css("color", "rgb(0, 0, 0)")
    expect(card).to_have_css("background-color", "rgb(255, 255, 255)")
    sitting.page.emulate_media(media="screen")
    sitting.paint("Light")
