"""Markdown becomes questions and keys, and an author's mistakes become problems with a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.jupyterlab import ROOT

from kit.article.segments import Article, cut
from kit.question.parse import parse
from kit.question.write import student_copy

MISTAKES = sorted((Path(__file__).parent / "mistakes").glob("*.md"))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_each_mistake_ends_in_its_problems_and_their_lines(path: Path, short: Article) -> None:
    text = path.read_text(encoding="utf-8")
    expected = text.partition("<!-- expect\n")[2].removesuffix("-->\n").splitlines()
    found = [f"{p.line}: {p.text}" for p in parse(text, "fish.md", short).problems]
    assert found == expected


def test_a_problem_says_path_line_and_text(short: Article) -> None:
    problems = parse("# Fish\n\n## who (chose)\n\nWho?", "answers/fish.md", short).problems
    assert str(problems[0]).startswith("answers/fish.md:3: “chose” is not a kind")


def test_a_damaged_question_leaves_the_others_whole(short: Article) -> None:
    good = "## good (choose)\n\nWho?\n\n- [x] a\n- [ ] b\n"
    question_set = parse(f"# Fish\n\n## bad (choose)\n\nWho?\n\n{good}", "fish.md", short)
    assert [q.id for q in question_set.questions] == ["good"]
    assert [p.question for p in question_set.problems] == ["bad"]


def test_fields_may_follow_a_list_or_a_quote_without_a_blank_line(short: Article) -> None:
    text = (
        "# F\n\n## w (choose)\n\nWho?\n\n- [ ] a\n- [x] b\n  > Yes.\nBecause: It is.\nSkills: ATT"
    )
    question_set = parse(text, "f.md", short)
    assert not question_set.problems
    assert question_set.keys[0].because == "It is."
    assert question_set.keys[0].note("b").text == "Yes."
    assert question_set.questions[0].skills == ("ATT",)


def test_a_note_that_begins_like_html_stays_a_note(short: Article) -> None:
    text = "# F\n\n## w (choose)\n\nWho?\n\n- [ ] a\n  > <b>No</b>. (near)\n- [x] b\n"
    note = parse(text, "f.md", short).keys[0].note("a")
    assert (note.text, note.misconception) == ("<b>No</b>.", "near")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(short: Article) -> None:
    text = "# F\n\n## w (choose)\n\nWho?\n\n- [ ] a\n- [x] b\n"
    assert parse("\ufeff" + text.replace("\n", "\r\n"), "f.md", short) == parse(text, "f.md", short)


def test_the_author_s_order_does_not_show(short: Article) -> None:
    text = "# F\n\n## w (choose)\n\nWho?\n\n"
    one = parse(text + "- [x] a\n- [ ] b\n- [ ] c", "f.md", short)
    other = parse(text + "- [ ] c\n- [ ] b\n- [x] a", "f.md", short)
    assert one.questions == other.questions


def test_as_written_keeps_a_scale_in_place(short: Article) -> None:
    text = "# F\n\n## w (choose)\n\nWho?\n\nOrder: as written\n\n- [x] {}\n- [ ] {}\n- [ ] {}"
    for order in (("a", "b", "c"), ("c", "a", "b"), ("b", "c", "a")):
        assert parse(text.format(*order), "f.md", short).questions[0].items == order


@settings(deadline=None)  # a busy machine is no fault of the parser
@given(cut_at=st.integers(0, 9000), put_in=st.text(max_size=8), cut_out=st.integers(0, 40))
@pytest.mark.slow
def test_no_damage_to_a_real_file_ends_in_an_exception_or_a_line_outside_it(
    cut_at: int, put_in: str, cut_out: int
) -> None:
    text = _lesson_file().read_text(encoding="utf-8")
    cut_at %= len(text)
    broken = text[:cut_at] + put_in + text[cut_at + cut_out :]
    question_set = parse(broken, "a.md", _article())
    assert all(1 <= p.line <= len(broken.splitlines()) + 1 for p in question_set.problems)
    assert {k.question for k in question_set.keys} == {q.id for q in question_set.questions}
    student_copy(question_set)


def _lesson_file() -> Path:
    return ROOT / "answers" / "kim-putin-trip" / "2-who-says-so.md"


def _article() -> Article:
    text = (ROOT / "seeds" / "kim-putin-trip" / "article.txt").read_text(encoding="utf-8")
    return cut(text, ["Source link"])
