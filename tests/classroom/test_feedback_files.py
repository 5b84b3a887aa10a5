"""The page that each student gets back: what was right and why, and nobody else's name."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from support.command_line import kit, kit_says
from support.made_up_class import LESSON, AClass, a_try, all_tries, asked, issued_form, right, wrong
from support.pages import ReadPage

from kit.classroom.grading.grades import last_grading
from kit.classroom.grading.marks import write_mark
from kit.classroom.handing_back.feedback import feedback_page
from kit.classroom.handing_back.packed import lms_name
from kit.classroom.model import RubricMark, Student
from kit.classroom.releasing.archive import contents
from kit.learner.log import stamp
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Response

HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(2)> & {{ 7*7 }}"
STUDENTS = (
    Student("../../s-1", "Ada Alder"),
    Student("s2", "Bo <b>Birch</b>", "B & C"),
    Student("s3", "Chi Cherry"),
)


@pytest.fixture
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AClass:
    """Two students who handed in, one of them hostile, and one who did not."""
    made = AClass(tmp_path, STUDENTS)
    made.sit(monkeypatch)
    made.hand_in("../../s-1", all_tries(right))
    rest = [e for e in all_tries(wrong) if e.question not in ("doubt", "chain")]
    made.hand_in("s2", [*rest, a_try("doubt", Response(text=HOSTILE))])
    level = RubricMark("m", "s2", LESSON, "doubt", "Emergent", f"Who? {HOSTILE}", stamp()["at"])
    write_mark(made.folder.marks, level)
    made.grade()
    return made


def _pages(graded: AClass) -> dict[str, str]:
    kit_says("feedback", graded.folder.root)
    return {p.name: p.read_text(encoding="utf-8") for p in graded.folder.feedback.iterdir()}


def test_each_graded_student_gets_a_page_of_a_harmless_name_and_nobody_else_does(
    graded: AClass,
) -> None:
    pages = _pages(graded)
    assert sorted(pages) == ["0001-s-1.html", "0002-s2.html"]
    for student, page in zip(STUDENTS, sorted(pages), strict=False):
        for other in STUDENTS:
            named = html.escape(other.name) in pages[page]
            assert named == (other is student)


def test_a_page_says_what_was_right_and_why(graded: AClass) -> None:
    text = ReadPage(_pages(graded)["0002-s2.html"]).text
    for one in issued_form().questions:
        assert one.key
        assert f"{one.question.id} " in text
        keyed = Keyed(one.question, one.key, one.segments)
        for part in kind(one.question.kind).parts(keyed, Response()):
            words = f"{part.text} → {part.right}" if part.right else part.text
            if part.sought:
                assert words.partition("“")[2].partition("”")[0] in text, part
        if one.key.because:
            assert one.key.because in text
    owner = asked("owner")
    assert owner.key
    assert "The mayor speaks of something else." in text
    assert "Emergent" in text
    assert "Where did you test the water, and may I see the figures?" in text
    rows = [r for r in graded.rows() if r.student == "s2" and r.score is not None]
    total = sum(r.score or 0 for r in rows)
    assert f"{total:.2f}".rstrip("0").rstrip(".") + f" of {len(rows)} points" in text


def test_a_page_calls_each_lesson_by_its_title(graded: AClass) -> None:
    for page in _pages(graded).values():
        assert re.findall(r"<h2>(.*?)</h2>", page) == ["The river"]


def test_a_student_who_is_all_right_reads_that_and_no_correction(graded: AClass) -> None:
    text = ReadPage(_pages(graded)["0001-s-1.html"]).text
    assert (
        f"{len(issued_form().questions) - 1} of {len(issued_form().questions) - 1} points" in text
    )
    assert "1 more answer is not marked yet" in text
    assert "wrong:" not in text
    assert "right: officials of the water board" in " ".join(text.split())
    assert "officials of the water board" in text


def test_what_a_student_or_marker_wrote_is_text_and_the_page_loads_nothing(
    graded: AClass,
) -> None:
    for page in _pages(graded).values():
        tags = ReadPage(page).tags
        loaders = {"script", "img", "link", "iframe", "object", "form"}
        assert {tag for tag, _ in tags} & loaders == set()
        names = {name for _, attrs in tags for name in attrs}
        assert names <= {"lang", "charset", "http-equiv", "content", "name", "class", "dir"}
        assert "url(" not in page
        assert "default-src 'none'" in page
        assert '<html lang="en">' in page
    assert ReadPage(_pages(graded)["0002-s2.html"]).text.count(HOSTILE) == 2


def test_a_roster_in_another_order_leaves_no_page_of_before(graded: AClass) -> None:
    _pages(graded)
    (graded.folder.feedback / "my notes.html").write_text("kept", encoding="utf-8")
    graded.write_roster(STUDENTS[:0:-1])
    assert sorted(_pages(graded)) == ["0002-s2.html", "my notes.html"]
    done = kit("feedback", graded.folder.root)
    assert "../../s-1 is graded but not on the roster any more" in done.output


def test_a_page_refuses_the_rows_of_another_student(graded: AClass) -> None:
    grading = last_grading(graded.folder)
    assert grading
    with pytest.raises(ValueError, match="another student"):
        feedback_page(STUDENTS[0], grading, grading.rows, [issued_form()])


def test_before_a_grading_and_after_a_changed_key_the_way_is_said(graded: AClass) -> None:
    graded.rewrite("[x] officials of the water board", "[ ] officials of the water board")
    graded.rewrite("[ ] the mayor", "[x] the mayor")
    done = kit("feedback", graded.folder.root)
    assert done.exit_code == 1
    assert "The keys are not those of grading 1 any more; run kit grade" in done.stderr
    graded.grade()
    assert "0002-s2.html" in _pages(graded)
    shutil.rmtree(graded.folder.grades)
    done = kit("feedback", graded.folder.root)
    assert "Nothing is graded yet; run kit grade" in done.stderr


def test_where_later_tries_count_the_command_says_that_they_still_do(graded: AClass) -> None:
    said = "The best try counts, and so would one handed in after these pages are read."
    root = str(graded.folder.root)
    assert said not in kit("feedback", root).output
    graded.grade("--policy", "best")
    assert said in kit("feedback", root).output


def test_an_accepted_answer_reads_as_right_with_the_teachers_reason(graded: AClass) -> None:
    root = str(graded.folder.root)
    kit("accept", root, LESSON, "owner", "the mayor", "--why", "S3 has the mayor say it.")
    graded.grade()
    text = ReadPage(_pages(graded)["0002-s2.html"]).text
    assert "S3 has the mayor say it." in text
    assert "The mayor speaks of something else." not in text
    key = "officials of the water board"
    assert f"right as well: {key}" in " ".join(text.split())
    other = " ".join(ReadPage(_pages(graded)["0001-s-1.html"]).text.split())
    assert f"right: {key}" in other
    assert "right as well: the mayor S3 has the mayor say it." in other


# -- Packed for an LMS


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (
            "u.zip/Ann Ode_12_assignsubmission_file_/river.json",
            "Ann Ode_12_assignsubmission_file_/feedback.html",
        ),
        (
            "u.zip/in/Ann_12_assignsubmission_file_river.json",
            "Ann_12_assignsubmission_file_feedback.html",
        ),
        ("c.zip/odeann_LATE_1_2_river-1.json", "odeann_LATE_1_2_river-1.html"),
        ("c.zip/anon_aB3xZ_913_x.json", "anon_aB3xZ_913_x.html"),
        ("river.json", ""),
    ],
)
def test_a_page_is_named_as_the_lms_named_the_hand_in(source: str, name: str) -> None:
    assert lms_name(source) == name


def test_all_pages_go_into_one_zip_each_to_its_own_student(graded: AClass, tmp_path: Path) -> None:
    receipts = graded.folder.receipts
    moodle = "u.zip/Bo Birch_7_assignsubmission_file_/s2.json"
    text = receipts.read_text(encoding="utf-8").replace(
        '"source": "s2.json"', f'"source": "{moodle}"'
    )
    receipts.write_text(text, encoding="utf-8")
    place = tmp_path / "f.zip"
    said = kit_says("feedback", graded.folder.root, "--pack", place)
    assert "came from no LMS: ../../s-1." in said
    page = (graded.folder.feedback / "0002-s2.html").read_bytes()
    name = "Bo Birch_7_assignsubmission_file_/feedback.html"
    assert contents(place.read_bytes()) == {name: page}
    assert kit("feedback", graded.folder.root, "--pack", place).exit_code == 1


def test_without_a_file_from_an_lms_no_zip_is_written(graded: AClass, tmp_path: Path) -> None:
    to = tmp_path / "back.zip"
    said = kit_says("feedback", graded.folder.root, "--pack", to)
    assert f"{to} is not written: no file of these students came from an LMS." in said
    assert not to.exists()
