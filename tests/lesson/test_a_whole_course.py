"""A student takes lessons of the course with a mouse, right about seven times in ten."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.input_devices import Mouse
from support.jupyterlab import ROOT, Lab, Labs, copy_project
from support.sampling import all_or

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.question import sample_responses
from kit.question.grade import grade
from kit.question.read import read_question_set

pytestmark = pytest.mark.browser

SAMPLE = [f"kim-putin-trip/{name}" for name in ("1-what-am-i-looking-at", "7-score-the-forecast")]
LESSONS = [name for name in all_or(SAMPLE) if name.startswith("kim-putin-trip/")]
BUTTONS = {"write": "Save and compare"}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, labs: Labs) -> Iterator[Lab]:
    """One JupyterLab, and one learner, for the whole course."""
    scratch = tmp_path_factory.mktemp("course")
    with labs(copy_project(scratch / "project"), scratch) as running:
        yield running


@pytest.mark.whole
def test_the_course_is_taken_and_the_map_and_the_score_agree_with_the_log(
    lab: Lab, browser: Browser
) -> None:
    chance = random.Random(7)  # noqa: S311 - a made-up student, not a secret
    expected: list[tuple[str, str, float | None]] = []
    for lesson in LESSONS:
        expected += _take(lab, browser, lesson, chance)

    start = lab.open(browser, "notebooks/start-here.ipynb")
    tries = {(e["lesson"], e["question"]): e.get("score") for e in start.tries()}
    assert tries == {(lesson, question): score for lesson, question, score in expected}
    start.run_all()
    shown = start.page.locator(".jp-Notebook")
    for lesson in LESSONS:
        count = sum(name == lesson for name, _, _ in expected)
        expect(shown.get_by_text(f"✓ all {count} answered", exact=True).first).to_be_attached()
    start.close()

    # The report counts first tries at what can be right or wrong; here each question has one try.
    graded = [
        score for lesson, id, score in expected if score is not None and not _rated(lesson, id)
    ]
    look = lab.open(browser, "notebooks/second-look.ipynb")
    look.run_all()
    report = look.page.locator(".jp-OutputArea-output", has_text="Right at the first try").first
    report.get_by_text("The figures, for those who want them").click()
    right = sum(score == 1 for score in graded)
    expect(report.get_by_role("row").filter(has_text="Questions answered")).to_contain_text(
        str(len(expected))
    )
    expect(report.get_by_role("row").filter(has_text="Right at the first try")).to_contain_text(
        f"{right} of {len(graded)}"
    )
    look.close()


def _rated(lesson: str, id: str) -> bool:
    question = read_question_set(Project(ROOT), lesson).question(id)
    return question is not None and question.kind == "rate"


def _take(
    lab: Lab, browser: Browser, lesson: str, chance: random.Random
) -> list[tuple[str, str, float | None]]:
    """Answer every question of a lesson; what was answered, and the share it deserves."""
    question_set = read_question_set(Project(ROOT), lesson)
    article = read_article(Project(ROOT), exercise_of(lesson))
    sitting = lab.open(browser, f"notebooks/{lesson}.ipynb")
    sitting.run_all()
    answered: list[tuple[str, str, float | None]] = []
    for question, key in zip(question_set.questions, question_set.keys, strict=True):
        segments = article.shown(question.show)
        respond = sample_responses.right if chance.random() < 0.7 else sample_responses.wrong
        response = respond(question, key, segments)
        card = sitting.card(question.id)
        card.scroll_into_view_if_needed()
        hand = Mouse(card)
        hand.enter(question, response, segments)
        hand.press_button(BUTTONS.get(question.kind, "Check"))
        expect(card.locator(".headline")).to_be_visible()
        answered.append((lesson, question.id, grade(question, key, response, segments).score))
    done = f"{len(answered)} of {len(answered)} answered"
    expect(sitting.page.get_by_text(done).first).to_be_attached()
    if lesson.endswith("/7-score-the-forecast"):
        _expect_the_forecast_scored_and_the_note_made(sitting.page)
    sitting.close()
    return answered


def _expect_the_forecast_scored_and_the_note_made(page: Page) -> None:
    """Run the notebook again: the cells that look back now have something to look back on."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    expect(page.get_by_text("Your Brier score is").first).to_be_attached()
    note = "A classroom exercise, not a published fact-check."
    expect(page.get_by_text(note).first).to_be_attached()
