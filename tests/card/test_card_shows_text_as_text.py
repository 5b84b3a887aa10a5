"""Whatever a lesson, its evidence or a student's answer holds, a card shows it as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from support.input_devices import Mouse
from support.jupyterlab import RIVER, Lab, Sitting
from support.river_lessons import asked, live_through

from kit.article.seed import read_evidence
from kit.article.segments import quote
from kit.question import sample_responses
from kit.question.model import Response

pytestmark = pytest.mark.browser

FOREIGN = (
    ":is(script, img:not(.stem img), iframe, svg, object, embed, b b, i, base, style, link, form)"
)
BEYOND = """direction => [...document.querySelectorAll(".says-who")].flatMap(card => {
    card.dir = direction;
    const { left, right } = card.getBoundingClientRect();
    const isBeyond = part => {
        const box = part.getBoundingClientRect();
        return box.width > 1 && (box.left < left - 1 || box.right > right + 1);
    };
    const parts = [...card.querySelectorAll(":not(.live)")].filter(isBeyond);
    if (card.scrollWidth > card.clientWidth) parts.push(card);
    return parts.map(part => `${card.dataset.question}: ${part.tagName} ${part.className}`);
})"""
ESSAY = '<img src=x onerror="window.broken=1"> 🐟 قال 官员 é'


@pytest.fixture(scope="module")
def sitting(river: Lab, browser: Browser) -> Iterator[Sitting]:
    """The hostile lesson, each question answered wrong and the answer shown."""
    live_through(river.home, "shown", "hostile")
    opened = river.open(browser, "notebooks/hostile.ipynb", viewport={"width": 1000, "height": 900})
    opened.page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    opened.run_all()
    yield opened
    opened.close()


def test_nothing_in_a_card_runs_or_becomes_an_element(sitting: Sitting) -> None:
    for summary in sitting.page.locator(".says-who summary").all():
        summary.click()
    cards = sitting.page.locator(".says-who")
    expect(cards.locator(FOREIGN)).to_have_count(0)
    expect(cards.locator("[onerror], [onload], [onclick]")).to_have_count(0)
    links = cards.locator("a").evaluate_all("links => links.map(link => link.href)")
    assert links
    assert all(link.startswith("https://example.org/") for link in links)
    assert sitting.page.evaluate("window.broken") is None


def test_stems_options_notes_and_evidence_read_as_written(sitting: Sitting) -> None:
    options = sitting.card("options")
    expect(options.locator(".stem")).to_contain_text('<b onclick="window.broken=1">Who</b>')
    expect(options.locator(".stem")).to_contain_text("[click](javascript:window.broken=1)")
    image = '<img src=x onerror="window.broken=1">'
    picture = options.locator(".stem").get_by_role("img")
    expect(picture).to_have_attribute("alt", f"{image} fish")
    expect(picture).to_have_attribute("src", re.compile("^data:image/png;base64,"))
    expect(options.locator("img")).to_have_count(1)
    expect(options.get_by_role("radio", name=f"{image} officials")).to_be_visible()
    for words in ("<script>", "<iframe", "﷽"):  # each learner is dealt the options in another order
        expect(options.locator(".remark-text").filter(has_text=words)).to_have_count(1)
    expect(options.locator(".hints")).to_contain_text(f"{image} hint")
    for source in read_evidence(RIVER, "hostile"):
        expect(options.locator(".evidence")).to_contain_text(source.says)
    for segment in asked("words", "hostile")[2]:
        expect(options.locator(".article")).to_contain_text(segment.text)
    expect(sitting.card("bins").locator("select").first).to_contain_text("<b>fact</b>")


def test_marked_words_are_the_quoted_ones_behind_an_emoji_of_many_parts(sitting: Sitting) -> None:
    question, key, segments = asked("words", "hostile")
    card, mouse = sitting.card("words"), Mouse(sitting.card("words"))
    quoted = [quote(known.span, segments) for known in sorted(key.spans, key=lambda k: k.span)]
    missed = card.locator(".remark[data-mark=missed]")
    expect(missed).to_contain_text([f"“{words}”" for words in quoted])
    mouse.press_button("Try again")
    mouse.enter(question, sample_responses.right(question, key, segments), segments)
    marked = card.locator(".word[aria-selected=true]").all_text_contents()
    assert " ".join(marked) == " ".join(quoted)
    mouse.press_button("Check")
    expect(card).to_have_attribute("data-verdict", "right")


def test_a_students_own_text_comes_back_as_written(sitting: Sitting) -> None:
    question, _, segments = asked("essay", "hostile")
    card, mouse = sitting.card("essay"), Mouse(sitting.card("essay"))
    card.get_by_role("textbox").fill("")
    mouse.enter(question, Response(text=ESSAY), segments)
    mouse.press_button("Save and compare")
    expect(card.locator(".live")).to_contain_text("Noted.")
    expect(card.locator(".feedback")).to_contain_text("<script>window.broken=1</script> 官员说")
    assert sitting.tries_at("essay")[-1]["response"] == {"text": ESSAY}
    sitting.run_all()
    expect(card.get_by_role("textbox")).to_have_value(ESSAY)
    assert sitting.page.evaluate("window.broken") is None


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_leaves_a_narrow_card(sitting: Sitting, direction: str) -> None:
    sitting.narrow()
    assert sitting.page.evaluate(BEYOND, direction) == []
