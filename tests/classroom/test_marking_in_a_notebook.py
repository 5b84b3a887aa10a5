"""A person marks written answers on the page: blind, shuffled, and saved at each click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, expect
from support.command_line import kit
from support.jupyterlab import KERNEL, Lab, Labs
from support.made_up_class import LESSON, AClass, a_try, asked, right, row
from support.pages import ReadPage

from kit.classroom.forgetting import forget_student, what_goes
from kit.classroom.grading.comments import (
    WordComment,
    comments_on,
    pieces_of,
    read_bank,
    read_comments,
)
from kit.classroom.grading.marks import SETTLED, read_marks, text_digest
from kit.classroom.marking.agreement import agreements
from kit.classroom.marking.page import Differences, Marking, differences, mark
from kit.classroom.marking.to_mark import ToMark, part_of
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


@pytest.mark.slow
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


# -- Like answers, side by side


def _at(page: Marking, student: str) -> Marking:
    while page.now.student != student:
        page.next.click()
    return page


def _texts_beside(page: Marking) -> list[str]:
    return [line.children[1].value for line in page.alike.children[1:-1]]


def test_answers_with_the_same_or_similar_words_stand_side_by_side_and_are_marked_as_one(
    written: AClass,
) -> None:
    written.hand_in("s9", [a_try("doubt", Response(text="TEXT number, 3!"))])
    page = _at(_page(written), "s3")
    others = _texts_beside(page)
    assert "TEXT number, 3!" in others[0]  # the same words come first
    assert all("Text number" in text for text in others[1:])
    assert len(others) == 6
    boxes = [line.children[0] for line in page.alike.children[1:-1]]
    assert [box.value for box in boxes] == [True, *[False] * 5]  # who is only like is looked at
    boxes[1].value = True
    page.comment.value = "It asks nothing."
    _press(page, "Emergent")
    assert "Saved: Emergent, for 3 answers." in page.said.value
    saved = read_marks(written.folder.marks)
    texts = {"s9": "TEXT number, 3!", **TEXTS}
    assert len(saved) == 3
    assert {m.student for m in saved} >= {"s3", "s9"}
    assert {(m.level, m.comment) for m in saved} == {("Emergent", "It asks nothing.")}
    assert all(m.answer == text_digest(texts[m.student]) for m in saved)
    assert len(_texts_beside(page)) == 4  # those marked are done
    page.alike.children[-1].click()
    _press(page, "Basic")
    assert len(read_marks(written.folder.marks)) == 7
    assert _at(page, "s1").alike.children == ()


def test_an_answer_beside_another_is_text_and_nobody_s(written: AClass) -> None:
    written.hand_in("s9", [a_try("doubt", Response(text=f"{HOSTILE}!"))])
    (beside,) = _texts_beside(_at(_page(written), "s2"))
    assert "<script" not in beside
    assert "s9" not in beside


# -- Marking shared between markers


def test_markers_who_share_get_parts_of_their_own_and_some_answers_all_of_them(
    written: AClass,
) -> None:
    one = asked("doubt")
    every = [ToMark(one, f"s{n}", "text") for n in range(500)]
    names = ("Lind", "Berg", "Sund")
    parts = {name: {a.student for a in part_of(every, name, names)} for name in names}
    both = set.intersection(*parts.values())
    assert set.union(*parts.values()) == {a.student for a in every}
    assert 70 < len(both) < 130  # one in five
    own = [len(part - both) for part in parts.values()]
    assert sum(own) + len(both) == 500
    assert min(own) > 100
    assert part_of(every, "Lind", ("Sund", "Berg")) == part_of(every, "Lind", names)
    pages = [mark(written.folder.root, name, others=names) for name in names]
    seen = [{a.student for a in p._answers} if isinstance(p, Marking) else set() for p in pages]
    assert set.union(*seen) == set(TEXTS)
    assert sum(map(len, seen)) < 3 * len(TEXTS)


# -- Comments at words


def test_a_comment_is_put_at_words_comes_from_a_bank_and_stands_there_in_the_feedback(
    written: AClass,
) -> None:
    page = _at(_page(written), "s1")
    at = page.at_words
    assert at.words.options == ("Where did you test?",)
    at.words.value, at.comment.value = "did you", "Who is <i>you</i>?"
    at.keep.click()
    at.put.click()
    assert read_bank(written.folder.comment_bank) == ("Who is <i>you</i>?",)
    assert at.comment.options == ("Who is <i>you</i>?",)
    (said,) = read_comments(written.folder.comments)
    assert (said.marker, said.student, said.words, said.start) == ("Lind", "s1", "did you", 6)
    assert "&lt;i&gt;" in at.given.children[0].children[1].value
    at.words.value, at.comment.value = "not there", "?"
    at.put.click()
    assert "does not stand in the answer" in page.said.value
    at.words.value, at.comment.value = "you test?", "When, too."
    at.put.click()
    _press(page, "Proficient")
    assert "Who is <i>you</i>?" in page.used.options  # the bank is there for whole answers too
    assert at.given.children[1].children[0].tooltip == "Take away the comment at “you test?”"
    written.grade("--policy", "last")
    kit("feedback", written.folder.root)
    html = next(written.folder.feedback.glob("0001-*")).read_text(encoding="utf-8")
    shown = "Where <mark>did </mark><mark>you</mark><sup>1</sup><mark> test?</mark><sup>2</sup>"
    assert shown in html
    words = ReadPage(html).words
    assert "did you Who is <i>you</i>?" in words
    assert "you test? When, too." in words
    other = next(written.folder.feedback.glob("0002-*")).read_text(encoding="utf-8")
    assert "<mark>" not in other
    at.given.children[1].children[0].click()
    assert [c.words for c in read_comments(written.folder.comments)] == ["did you"]
    assert _page(written, "Berg").at_words.given.children == ()


def test_comments_follow_the_text_and_go_with_the_student(written: AClass) -> None:
    at = _at(_page(written), "s1").at_words
    at.words.value, at.comment.value = "test", "A lab?"
    at.put.click()
    (said,) = read_comments(written.folder.comments)
    place = ("s1", LESSON, "doubt")
    assert comments_on([said], *place, TEXTS["s1"]) == (said,)
    assert comments_on([said], *place, "Where did you tests?") == ()  # another text
    going = what_goes(written.folder, "s1")
    assert going.marks == 1
    forget_student(written.folder, going)
    assert read_comments(written.folder.comments) == ()


def test_comments_over_one_another_leave_the_text_as_it_is() -> None:
    def at(start: int, words: str) -> WordComment:
        return WordComment("L", "s", "l", "q", words, start, "c", "")

    text = "one two three"
    pieces = pieces_of(text, [at(0, "one two"), at(4, "two"), at(4, "two three")])
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.ends) for piece in pieces if piece.is_commented] == [
        ("one ", ()),
        ("two", (1, 2)),
        (" three", (3,)),
    ]
    assert pieces_of("", []) == ()


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
    answer = area.locator("[dir=auto][style*=pre-wrap]").first  # those like it stand below
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


@pytest.mark.slow
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
