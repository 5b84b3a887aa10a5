"""What a screen reader is told of a card, and what an eye can tell apart."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from support.jupyterlab import ROOT, Lab, Sitting
from support.river_lessons import PASTS, all_asked, live_through

from kit.language.translation import ENGLISH

pytestmark = pytest.mark.browser

# With every form open: axe passes over what is scrolled out of sight, or finds no name for it.
TALL = {"width": 1000, "height": 14000}
FAINT = (ROOT / "tests" / "support" / "contrast.js").read_text(encoding="utf-8")
LISTEN = """() => {
    window.heard = [];
    const hear = ({ target }) => target.textContent && window.heard.push(target.textContent);
    const observer = new MutationObserver((changes) => changes.forEach(hear));
    for (const live of document.querySelectorAll(".says-who > [role=status]"))
        observer.observe(live, { childList: true });
}"""
PRESS_DISPUTES = """() => {
    for (const name of document.querySelectorAll(".dispute:not([hidden]) > button")) name.click();
}"""
IS_SCROLLED = """() => [...document.querySelectorAll(".says-who")].some((card) => {
    const { top, bottom } = card.getBoundingClientRect();
    return top < 0 || bottom > innerHeight;
})"""
TREES = tomllib.loads((ROOT / "tests" / "support" / "card_trees.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def sitting(river: Lab, browser: Browser) -> Iterator[Sitting]:
    live_through(river.home, "blank")
    opened = river.open(browser, "notebooks/river.ipynb", viewport=TALL, reduced_motion="reduce")
    opened.run_all()
    # JupyterLab's body is 0 pixels high and hides what flows over: axe would see nothing.
    opened.page.evaluate("document.body.style.overflow = 'visible'")
    yield opened
    opened.paint("Light")
    opened.close()


@pytest.fixture(scope="module", params=PASTS)
def past(sitting: Sitting, request: pytest.FixtureRequest) -> str:
    """All cards, blank, entered, wrong, with the answer shown, and right."""
    live_through(sitting.home, request.param)
    sitting.run_all()
    return str(request.param)


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_and_no_text_or_mark_is_faint(
    sitting: Sitting, past: str, theme: str
) -> None:
    sitting.paint(theme)
    sitting.page.evaluate(PRESS_DISPUTES)
    assert not sitting.page.evaluate(IS_SCROLLED)
    found = Axe().run(sitting.page, context=".says-who")
    assert found.violations_count == 0, found.generate_report()
    seen, faint = sitting.page.evaluate(FAINT)
    assert seen > 150
    assert faint == []
    sitting.page.evaluate(PRESS_DISPUTES)  # closed again


def test_a_listener_hears_the_stem_the_options_and_their_states(sitting: Sitting) -> None:
    live_through(sitting.home, "entered")
    sitting.run_all()
    for id, tree in TREES.items():
        expect(sitting.card(id)).to_match_aria_snapshot(tree)


def test_feedback_is_announced_each_time_and_the_focus_stays(sitting: Sitting) -> None:
    live_through(sitting.home, "entered")
    sitting.run_all()
    sitting.page.evaluate(LISTEN)
    for n, (question, _, _) in enumerate(all_asked()):
        card = sitting.card(question.id)
        name = "Save and compare" if question.kind == "write" else "Check"
        check = card.get_by_role("button", name=name, exact=True)
        check.focus()
        for again in range(2):
            sitting.page.keyboard.press("Enter")
            sitting.page.wait_for_function(f"heard.length > {2 * n + again}")
            expect(check).to_be_focused()
    first, *others = sitting.page.evaluate("heard")
    reminder = f" {ENGLISH.say('sure_skipped')}"
    assert first.endswith(reminder)  # once in a lesson, not once a question
    heard = [first.removesuffix(reminder), *others]
    assert heard[::2] == heard[1::2]
    assert heard[0].startswith("Right. the mayor: rightly left out.")
    assert max(map(len, [first, *heard])) < 500
