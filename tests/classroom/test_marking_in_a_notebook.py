"""A person marks written answers on the page: blind, shuffled, and saved at each click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, expect
from support.jupyterlab import KERNEL, Lab, Labs
from support.made_up_class import LESSON, AClass, a_try, asked, right, row

from kit.classroom.grading.marks import SETTLED, read_marks, text_digest
from kit.classroom.marking.agreement import agreements
from kit.classroom.marking.page import Differences, Marking, differences, mark
from kit.classroom.model import Student
from kit.lesson.displays import Notice
from kit.question.model import Response

HOSTILE = "</div><script>alert(1)</script>**bold**\n  two lines"
TEXTS = {
    "s1": "Where did you test?",
    "s2": HOSTILE,
    **{f"s{n}": f"Text number {n}" for n in range(3, 9)},
}


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AClass:
    """Eight students who wrote, and one who left the text blank."""
    made = AClass(tmp_path, [Student(id, f"Name of {id}") for id in (*TEXTS, "s9")])
    made.sit(monkeypatch)
    for student, text in TEXTS.items():
        made.hand_in(student, [a_try("doubt", Response(text=text))])
    made.hand_in("s9", [a_try("owner", right("owner"))])
    return made


def _page(written: AClass, marker: str = "Lind") -> Marking:
    page = mark(written.folder.root, marker=marker)
    assert isinstance(page, Marking)
    return page


def _press(page: Marking, level: str) -> None:
    button = next(
        line.children[0] for line in page.levels.children if line.children[0].description == level
    )
    button.click()


def _given(page: Marking) -> list[str]:
    buttons = [line.children[0] for line in page.levels.children]
    return [button.description for button in buttons if button.icon == "check"]


def test_every_answer_comes_once_and_no_page_says_whose_it_is(written: AClass) -> None:
    page = _page(written)
    seen: list[str] = []
    for _ in TEXTS:
        seen.append(page.now.student)
        shown = page.count.value + page.text.value + page.said.value + page.agree.value
        assert not any(id in shown or f"Name of {id}" in shown for id in TEXTS)
        page.next.click()
    assert sorted(seen) == sorted(TEXTS)
    assert page.now.student == seen[0]


def test_the_order_is_the_markers_own_and_stays(written: AClass) -> None:
    def order(marker: str) -> list[str]:
        page = _page(written, marker)
        return [one.student for one in page._answers]

    assert order("Lind") == order("Lind")
    assert len({tuple(order(marker)) for marker in ("Lind", "Berg", "Sund", "Holm")}) > 1
    assert order("Lind") != sorted(TEXTS) or order("Berg") != sorted(TEXTS)


def test_a_click_is_on_disk_at_once_and_counted(written: AClass) -> None:
    page = _page(written)
    assert "0 of 8 marked" in page.count.value
    page.comment.value = "Name who would know."
    _press(page, "Emergent")
    (saved,) = read_marks(written.folder.marks)
    one = page.now
    assert (saved.marker, saved.student, saved.level) == ("Lind", one.student, "Emergent")
    assert saved.comment == "Name who would know."
    assert saved.answer == text_digest(TEXTS[one.student])
    assert _given(page) == ["Emergent"]
    assert "1 of 8 marked" in page.count.value
    _press(page, "Proficient")
    assert [m.level for m in read_marks(written.folder.marks)] == ["Proficient"]
    page.comment.value = "Better so."
    assert [m.comment for m in read_marks(written.folder.marks)] == ["Better so."]


def test_the_buttons_stay_where_they_are_so_that_the_keyboard_does(written: AClass) -> None:
    page = _page(written)
    before = [line.children[0] for line in page.levels.children]
    _press(page, "Basic")
    page.next.click()
    assert [line.children[0] for line in page.levels.children] == before
    assert _given(page) == []


def test_back_skip_and_another_day(written: AClass) -> None:
    page = _page(written)
    order = [one.student for one in page._answers]
    _press(page, "Basic")
    page.skip.click()
    assert page.now.student == order[1]
    page.skip.click()
    _press(page, "Emergent")
    page.back.click()
    page.back.click()
    assert (page.now.student, _given(page)) == (order[0], ["Basic"])
    page.skip.click()
    page.skip.click()
    assert page.now.student == order[3]  # the third has its mark
    again = _page(written)
    assert again.now.student == order[1]
    assert "2 of 8 marked" in again.count.value
    for student in order:
        again._place = order.index(student)
        again.give("Basic")
    assert "All are marked." in again.count.value


def test_a_comment_used_before_is_offered_again(written: AClass) -> None:
    page = _page(written)
    page.comment.value = "Who would know?"
    _press(page, "Basic")
    page.next.click()
    assert page.comment.value == ""
    assert "Who would know?" in page.used.options
    page.used.value = "Who would know?"
    assert page.comment.value == "Who would know?"
    assert len(read_marks(written.folder.marks)) == 1  # no level, no mark
    _press(page, "Basic")
    assert [m.comment for m in read_marks(written.folder.marks)] == ["Who would know?"] * 2
    page.next.click()
    assert list(page.used.options).count("Who would know?") == 1
    assert "Who would know?" not in _page(written, "Berg").used.options


def test_an_answer_is_shown_as_text(written: AClass) -> None:
    page = _page(written)
    while page.now.student != "s2":
        page.next.click()
    assert "&lt;/div&gt;&lt;script&gt;" in page.text.value
    assert "<script" not in page.text.value
    assert "**bold**\n  two lines" in page.text.value
    assert "white-space:pre-wrap" in page.text.value
    assert "Where did you test the water" in page.text.value  # the model


def test_marks_come_into_the_grades_and_a_new_text_asks_for_a_new_mark(written: AClass) -> None:
    written.grade("--policy", "last")
    page = _page(written)
    while page.now.student != "s1":
        page.next.click()
    _press(page, "Emergent")
    said = written.grade()
    assert "s1: 0 of 10 (1 open) → 0.5 of 11: river doubt open → 0.5" in said
    written.release()
    written.hand_in("s1", [a_try("doubt", Response(text="A second thought."), 5)])
    said = written.grade()
    assert "was marked before another text came to count; mark it anew. (s1)" in said
    again = _page(written)
    while again.now.student != "s1":
        again.next.click()
    assert _given(again) == []


def test_two_markers_read_how_they_agree(written: AClass) -> None:
    for marker in ("Lind", "Berg"):
        page = _page(written, marker)
        for _ in TEXTS:
            page.give("Basic" if page.now.student in ("s1", "s2") else "Proficient")
            page.next.click()
    assert "8 answers marked by two or more; too few to judge" in page.agree.value
    assert "8 answers marked by two or more; too few to judge" in written.grade()


def test_a_full_disk_is_said_and_the_page_goes_on(
    written: AClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _page(written)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kit.classroom.marking.page.write_mark", full)
    _press(page, "Basic")
    assert "Not saved" in page.said.value
    assert "No space left on device" in page.said.value
    assert _given(page) == []


def test_what_is_missing_is_said_in_a_sentence(written: AClass, tmp_path: Path) -> None:
    for page in (mark(tmp_path / "nowhere", marker="Lind"), mark(written.folder.root, marker=" ")):
        assert isinstance(page, Notice)
    written.folder.receipts.unlink()
    assert "No written answer" in str(mark(written.folder.root, marker="Lind"))
    written.folder.marks.write_text("nonsense\n", encoding="utf-8")
    assert "marks.csv:1" in str(mark(written.folder.root, marker="Lind"))


@pytest.fixture
def lab(tmp_path: Path, written: AClass, labs: Labs) -> Iterator[Lab]:
    """A JupyterLab on the class, and a notebook that opens the page."""
    source = (
        f"from kit.classroom.marking.page import mark\nmark({str(written.folder.root)!r}, 'Lind')"
    )
    cells = [new_code_cell(source), new_markdown_cell("The end.")]
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, written.project.root / "notebooks" / "mark.ipynb")
    with labs(written.project.root, tmp_path / "scratch") as running:
        yield running


@pytest.mark.browser
def test_by_keyboard_in_a_notebook(lab: Lab, written: AClass, browser: Browser) -> None:
    sitting = lab.open(browser, "notebooks/mark.ipynb", viewport={"width": 1200, "height": 1000})
    page, before = sitting.page, sitting.notebook()
    sitting.run_all()
    comment = page.get_by_role("textbox", name="Comment", exact=True)
    comment.focus()
    page.keyboard.type("ddaabb xx Name who knows.")
    page.get_by_role("button", name="Emergent").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Saved: Emergent.")).to_be_visible()
    expect(page.get_by_role("button", name="Emergent")).to_be_focused()
    (saved,) = read_marks(written.folder.marks)
    assert (saved.level, saved.comment) == ("Emergent", "ddaabb xx Name who knows.")
    expect(page.get_by_text("1 of 8 marked")).to_be_visible()
    area = page.locator(".jp-OutputArea").first
    answer = area.locator("[dir=auto][style*=pre-wrap]")
    first = answer.inner_text()
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    expect(answer).not_to_have_text(first)
    shown = area.inner_text()
    assert not any(f"Name of {id}" in shown for id in TEXTS)
    # Each press waits for its answer; what else stands there changes a moment sooner or later.
    while "<script>" not in (before_skip := answer.inner_text()):
        page.get_by_role("button", name="Skip").click()
        expect(answer).not_to_have_text(before_skip)
    expect(page.get_by_text("**bold**")).to_be_visible()
    assert sitting.notebook() == before
    sitting.close()


# -- Differences


def test_what_two_markers_gave_differently_is_settled_together_and_then_counts_alone(
    written: AClass,
) -> None:
    levels = {"Lind": ("Proficient", "Basic"), "Berg": ("Emergent", "Basic")}
    for marker, (first, other) in levels.items():
        page = _page(written, marker)
        for _ in TEXTS:
            given = first if "Where did you test?" in page.text.value else other
            page.comment.value = f"<i>by {marker}</i>"
            _press(page, given)
            page.skip.click()
    written.grade()
    mean = row(written.rows(), "s1", "doubt").score
    both = differences(written.folder.root)
    assert isinstance(both, Differences)
    assert repr(both) == "The page for settling 1 answer with different levels."
    assert "Where did you test?" in both.text.value
    assert "Name of s1" not in both.text.value
    said = both.agree.value
    assert "Berg: <strong>Emergent</strong>" in said
    assert "Lind: <strong>Proficient</strong>" in said
    assert "<i>" not in said
    both.comment.value = "A place is named, a date is not."
    _press(both, "Proficient")
    written.grade()
    settled = row(written.rows(), "s1", "doubt")
    assert mean is not None
    assert (settled.score, settled.level) == (1.0, "Proficient")
    assert mean < 1
    assert settled.comment == "A place is named, a date is not."
    assert {mark.marker for mark in read_marks(written.folder.marks)} == {"Lind", "Berg", SETTLED}
    rubrics = {(LESSON, "doubt"): asked("doubt").rubric}
    (agreement,) = agreements(read_marks(written.folder.marks), rubrics)
    assert agreement.markers == ("Berg", "Lind")
    assert isinstance(mark(written.folder.root, marker=SETTLED), Notice)


def test_without_a_difference_nothing_is_to_be_settled(written: AClass) -> None:
    found = differences(written.folder.root)
    assert isinstance(found, Notice)
    assert isinstance(differences(written.folder.root / "none"), Notice)
