"""``marks.csv``: read strictly, added to row by row, and how far two markers agree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.made_up_class import at

from kit.article.seed import Unreadable
from kit.classroom.grading.marks import level_share, marked, read_marks, write_mark
from kit.classroom.marking.agreement import FEW, agreements
from kit.classroom.model import RubricMark
from kit.question.model import Level

HEAD = "marker,student,lesson,question,level,comment,at,answer\n"
MARK = RubricMark("a", "s1", "river", "doubt", "Good", 'Who, “said” so?\nAnd "when"?', at(1), "12")
RUBRIC = tuple(Level(name, "") for name in ("Good", "Fair", "Weak", "Poor", "None"))


def test_what_is_written_is_read_and_the_last_row_of_a_marker_counts(tmp_path: Path) -> None:
    file = tmp_path / "class" / "marks.csv"
    assert read_marks(file) == ()
    others = [
        replace(MARK, marker="b"),
        replace(MARK, student="s2", comment="=1+1, ünï"),
        replace(MARK, level="Fair"),
    ]
    for mark in (MARK, *others):
        write_mark(file, mark)
    assert read_marks(file) == tuple(others)
    assert file.read_text(encoding="utf-8").startswith(HEAD)


def test_files_of_two_machines_joined_read_as_one(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    write_mark(one, MARK)
    write_mark(two, replace(MARK, marker="b"))
    both = tmp_path / "both.csv"
    both.write_bytes(one.read_bytes() + two.read_bytes())
    assert read_marks(both) == (MARK, replace(MARK, marker="b"))


def test_a_file_that_lost_its_last_line_end_takes_another_row(tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    write_mark(file, MARK)
    file.write_bytes(file.read_bytes().removesuffix(b"\n"))
    write_mark(file, replace(MARK, marker="b"))
    assert len(read_marks(file)) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("marker,student\n", "marks.csv:1: the first line must be: marker, student, lesson"),
        (f"{HEAD}a,s1,river\n", "marks.csv:2: this row has 3 cells, the first line 8"),
        (f"{HEAD}a,s1,river,doubt,,,t,\n", "marks.csv:2: “level” is empty"),
        (f'{HEAD}a,s1,river,doubt,Good,"x\ny",t,\na\n', "marks.csv:4: this row has 1 cells"),
        (
            f'{HEAD}a,s1,river,doubt,Good,"x',
            "marks.csv:2: from here on it cannot be read: a quot",
        ),
    ],
)
def test_a_damaged_row_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "marks.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        read_marks(file)
    assert str(caught.value).startswith(said)


def test_a_file_in_another_encoding_or_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    file.write_bytes(HEAD.encode() + "a,s1,river,doubt,Good,Grüße,t,\n".encode("latin-1"))
    with pytest.raises(Unreadable, match="UTF-8"):
        read_marks(file)
    with pytest.raises(Unreadable, match="not a file"):
        read_marks(tmp_path)


def test_levels_lie_evenly_between_one_and_nothing() -> None:
    assert [level_share(RUBRIC, level.name) for level in RUBRIC] == [1, 0.75, 0.5, 0.25, 0]


def test_markers_come_to_their_mean() -> None:
    found = marked(RUBRIC, [MARK, replace(MARK, marker="b", level="Poor", comment="")])
    assert found
    assert (found.score, found.level, found.apart) == (0.625, "Good / Poor", 3)
    assert found.comment == MARK.comment
    assert marked(RUBRIC, [replace(MARK, level="Splendid")]) is None


# Krippendorff's own example of four coders and twelve units, as published with his lecture notes
# “Computing Krippendorff’s Alpha-Reliability” (2011), part C; a dot is a missing value.
CODERS = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
ORDINAL = 0.815


def _coded(copies: int = 1) -> list[RubricMark]:
    return [
        RubricMark(coder, f"s{copy}-{unit}", "river", "doubt", RUBRIC[int(value) - 1].name, "", "")
        for coder, values in CODERS.items()
        for copy in range(copies)
        for unit, value in enumerate(values.split())
        if value != "."
    ]


def test_alpha_is_the_published_one() -> None:
    (found,) = agreements(_coded(), {("river", "doubt"): RUBRIC})
    assert found.alpha == pytest.approx(ORDINAL, abs=0.0005)
    assert found.twice == 11  # the twelfth unit has one coder
    assert found.markers == tuple(CODERS)
    assert found.apart == ("s0-5",)  # coded 1, 2, 3 and 4
    assert f"11 answers marked by two or more; too few to judge agreement (under {FEW})" in str(
        found
    )


def test_enough_answers_are_judged_in_plain_words() -> None:
    (found,) = agreements(_coded(2), {("river", "doubt"): RUBRIC})
    assert found.twice == 22
    assert "agree well enough to rely on the levels" in str(found)
    opposed = [
        RubricMark(marker, f"s{n}", "river", "doubt", levels[n % 2], "", "")
        for marker, levels in (("a", ("Good", "None")), ("b", ("None", "Good")))
        for n in range(FEW)
    ]
    (found,) = agreements(opposed, {("river", "doubt"): RUBRIC})
    assert "do not agree well enough" in str(found)


def test_one_level_for_all_and_single_marks_say_nothing_of_agreement() -> None:
    same = [
        RubricMark(marker, f"s{n}", "river", "doubt", "Good", "", "")
        for n in range(FEW)
        for marker in ("a", "b")
    ]
    (found,) = agreements(same, {("river", "doubt"): RUBRIC})
    assert found.alpha is None
    assert "all with one level" in str(found)
    assert agreements(same[::2], {("river", "doubt"): RUBRIC}) == ()


def test_marks_for_two_texts_are_not_compared() -> None:
    older = replace(MARK, marker="b", answer="00", at=at(0))
    assert agreements([MARK, older], {("river", "doubt"): RUBRIC}) == ()
