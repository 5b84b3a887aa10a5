"""Every kind of question is answered by keyboard, by mouse and by finger, to the end."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from support.input_devices import Finger, Hand, Keyboard, Mouse
from support.jupyterlab import Lab, Sitting
from support.river_lessons import all_asked, asked

from kit.article.segments import find_span
from kit.question import sample_responses
from kit.question.model import Response
from kit.question.response_data import response_from_data, response_to_data

pytestmark = pytest.mark.browser

SIZE = {"width": 1000, "height": 900}


@pytest.fixture(scope="module")
def sitting(river: Lab, browser: Browser) -> Iterator[Sitting]:
    """One open notebook. Each test here takes a question of its own."""
    shutil.rmtree(river.home, ignore_errors=True)
    opened = river.open(browser, "notebooks/river.ipynb", viewport=SIZE)
    opened.run_all()
    yield opened
    opened.close()


def test_a_longer_mark_may_hold_a_shorter_one_of_another_label(sitting: Sitting) -> None:
    question, _, segments = asked("voices")
    card, keyboard = sitting.card("voices"), Keyboard(sitting.card("voices"))
    whole = find_span("[said Mara Lind, who leads]", segments, "cue")
    inside = find_span("said [Mara Lind], who", segments, "source")
    keyboard.enter(question, Response(marked=(whole, inside)), segments)
    for word, name in {
        "said": "said, marked as cue",
        "Mara": "Mara, marked as source, cue",
        "leads": "leads, marked as cue",
    }.items():
        option = card.get_by_role("group", name="Passage S2").get_by_role("option", name=name)
        expect(option).to_have_attribute("aria-selected", "true")
        expect(option).to_contain_text(word)
    styles = card.locator(".layer.on").evaluate_all(
        "layers => layers.map(l => [l.dataset.pen, getComputedStyle(l).textDecorationStyle])"
    )
    assert len({pen for pen, _ in styles}) == len({style for _, style in styles}) == 3
    keyboard.press_button("Check")
    expect(card).to_have_attribute("data-verdict", "partly")
    expect(card.locator(".remark[data-mark=hit]")).to_have_count(1)
    expect(card.locator(".remark[data-mark=part]")).to_contain_text("more belongs to it")
    expect(card.locator(".remark[data-mark=wrong]")).to_have_text(re.compile("leads.*cue"))
    expect(card.locator(".word[data-mark=wrong] .sign")).to_have_text("✗")


def test_half_a_range_is_no_answer_yet(sitting: Sitting) -> None:
    card = sitting.card("people")
    low, high = card.get_by_role("textbox").all()
    low.fill("40000")
    Mouse(card).press_button("Check")
    expect(card.locator(".notice")).to_contain_text("has one number only")
    assert sitting.tries_at("people") == []
    expect(low).to_have_value("40000")
    high.fill("60000")
    Mouse(card).press_button("Check")
    expect(card).to_have_attribute("data-verdict", "right")
    expect(card.locator(".remark")).to_contain_text("covers it")
    assert sitting.tries_at("people")[-1]["response"] == {
        "ranges": {"people along the Alda": [40000, 60000]}
    }


def test_two_tries_are_two_and_then_comes_the_explanation(sitting: Sitting) -> None:
    question, _, segments = asked("last-chance")
    card, mouse = sitting.card("last-chance"), Mouse(sitting.card("last-chance"))
    mouse.choose(question, Response(ticked=("yes, always",)), segments)
    mouse.press_button("Check")
    expect(card.locator(".remark")).to_have_count(1)
    mouse.press_button("Try again")
    mouse.choose(question, Response(ticked=("yes, always",)), segments)
    mouse.press_button("Check")
    expect(card.locator(".remark")).to_have_count(3)
    expect(card.locator(".remark[data-mark=missed]")).to_contain_text("somebody said so")
    card.locator(".stem").click()
    expect(card.get_by_role("button")).to_have_text(["I dispute this"])
    card.get_by_role("radio", name="no", exact=True).click(force=True)
    expect(card.get_by_role("radio", name="yes, always")).to_be_checked()
    assert len(sitting.tries_at("last-chance")) == 2


def test_hints_come_one_at_a_time_and_the_answer_only_after_a_try(sitting: Sitting) -> None:
    question, _, segments = asked("owner")
    card, mouse = sitting.card("owner"), Mouse(sitting.card("owner"))
    hints, show = card.locator(".hints > li"), card.get_by_role("button", name="Show the answer")
    for count, name in enumerate(("Hint", "Another hint", "Another hint"), start=1):
        mouse.press_button(name)
        expect(hints).to_have_count(count)
    expect(show).to_have_count(0)
    mouse.choose(question, Response(ticked=("nobody",)), segments)
    mouse.press_button("Check")
    expect(card.locator(".remark")).to_have_count(1)
    show.click()
    expect(card.locator(".remark[data-mark=missed]")).to_contain_text("officials of the water")
    acts = [entry["what"] for entry in sitting.log() if entry["question"] == "owner"]
    assert [act for act in acts if act != "draft"] == ["hint", "hint", "hint", "try", "show"]


def test_how_sure_is_logged_and_never_needed(sitting: Sitting) -> None:
    question, _, segments = asked("owner")
    card, mouse = sitting.card("owner"), Mouse(sitting.card("owner"))
    card.get_by_role("radio", name="the mayor").click()
    mouse.press_button("Check")
    expect(card).to_have_attribute("data-verdict", "wrong")
    assert "sure" not in sitting.tries_at("owner")[-1]
    mouse.press_button("Try again")
    mouse.choose(question, Response(ticked=("officials of the water board",)), segments)
    card.get_by_role("radio", name="fairly sure").click()
    mouse.press_button("Check")
    expect(card).to_have_attribute("data-verdict", "right")
    last = sitting.tries_at("owner")[-1]
    assert (last["sure"], last["score"]) == ("fairly sure", 1)


def test_a_right_card_stays_readable_and_can_be_taken_again(sitting: Sitting) -> None:
    question, key, segments = asked("told")
    card, mouse = sitting.card("told"), Mouse(sitting.card("told"))
    for _ in range(2):
        mouse.enter(question, sample_responses.right(question, key, segments), segments)
        mouse.press_button("Check")
        expect(card).to_have_attribute("data-verdict", "right")
        expect(card.locator(".remark")).to_have_count(4)
        mouse.press_button("Take it again")
        expect(card.locator(".feedback")).to_be_hidden()
        expect(card.get_by_role("checkbox", checked=True)).to_have_count(0)
    assert [entry["score"] for entry in sitting.tries_at("told")] == [1, 1]


def test_a_text_is_compared_and_marked_by_its_writer(sitting: Sitting) -> None:
    question, _, segments = asked("doubt")
    card, mouse = sitting.card("doubt"), Mouse(sitting.card("doubt"))
    expect(card).not_to_contain_text("may I see the figures")
    expect(card).not_to_contain_text("Proficient")
    mouse.enter(question, Response(text="Where did you test? " * 6), segments)
    expect(card.locator(".how")).to_have_text("24 words: 4 more than the limit of 20")
    mouse.press_button("Save and compare")
    expect(card.locator(".feedback")).to_contain_text("may I see the figures")
    mouse.press(card.get_by_role("radio", name="Emergent"))
    expect(card.locator(".live")).to_have_text("You marked your answer: Emergent")
    marked = [entry for entry in sitting.log() if entry["what"] == "mark"]
    assert [entry["level"] for entry in marked] == ["Emergent"]
    assert "score" not in sitting.tries_at("doubt")[-1]
    sitting.run_all()
    expect(card.get_by_role("radio", name="Emergent")).to_be_checked()
    expect(card.get_by_role("textbox")).to_have_value(re.compile("Where did you test"))


@pytest.mark.parametrize("hand", [Keyboard, Mouse])
def test_every_kind_is_answered_right_and_logged(sitting: Sitting, hand: type[Hand]) -> None:
    sitting.begin_anew()
    _answer_all(sitting, hand)


@pytest.mark.whole
def test_every_kind_is_answered_right_with_a_finger_and_logged(
    river: Lab, browser: Browser
) -> None:
    opened = river.open(browser, "notebooks/river.ipynb", viewport=SIZE, has_touch=True)
    opened.begin_anew()
    _answer_all(opened, Finger)
    opened.close()


def _answer_all(opened: Sitting, hand: type[Hand]) -> None:
    for question, key, segments in all_asked():
        right = sample_responses.right(question, key, segments)
        answering = hand(opened.card(question.id))
        answering.enter(question, right, segments)
        is_text = question.kind == "write"
        answering.press_button("Save and compare" if is_text else "Check")
        verdict = "noted" if is_text else "right"
        expect(opened.card(question.id)).to_have_attribute("data-verdict", verdict)
        logged = opened.tries()[-1]
        assert (logged["question"], logged.get("score")) == (question.id, None if is_text else 1)
        said = response_from_data(logged["response"], question, segments)
        assert said == response_from_data(response_to_data(right), question, segments)
