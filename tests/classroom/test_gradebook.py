"""Scores go into a teacher's own gradebook by id, into one column, and nothing else changes."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from support.command_line import kit
from support.jupyterlab import RIVER
from support.made_up_class import right, wrong
from support.uploads import class_of, hand_in, put

from kit.article.seed import Unreadable
from kit.classroom.collecting.settle import settle
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.grades import write_grading
from kit.classroom.grading.totals import Total, total, totals
from kit.classroom.handing_back.gradebook import NotFilled, ZerosUnsaid, fill_canvas, moodle_csv
from kit.classroom.model import Graded, Grading, Student

ANN, BEN, ZOE = Student("B-1", "Ann Ode"), Student("B-2", "Ben Ode"), Student("B-3", "Zoë Ångström")
ROSTER = (ANN, BEN, ZOE)
HEAD = "Student,ID,SIS User ID,SIS Login ID,Section,Reading (123),Talk (9),Final Score\r\n"
EXPORT = (
    HEAD + ",,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,10.00,5,(read only)\r\n"
    '"Ode, Ann",4211,B-1,ann@x,"10, A",,3,"77,5"\r\n'
    '"Ode, Ben",4212,,b-2,"10, A",4.5,"2",\r\n'
    '"Other ""O"", Olga",4213,B-9,olga@x,10 B,8,,=1+1\r\n'
    '"Ångström, Zoë",4214,B-3,zoe@x,10 B,6.00,1,\r\n'
    '"Student, Test",4215,,0af3,,,,\r\n'
)


def _row(student: str, question: str, score: float | None, status: str = "graded") -> Graded:
    return Graded(student, "river", question, "choose", status, score)  # type: ignore[arg-type]


def _of(score: float | None) -> Total:
    return Total(score, 0, 1, 1)


def _cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# -- Totals


def test_a_total_is_the_mean_of_what_is_not_open_and_a_blank_counts_as_nothing() -> None:
    rows = [
        _row("B-1", "a", 1.0),
        _row("B-1", "b", 0.5),
        _row("B-1", "c", 0.0, "blank"),
        _row("B-1", "d", None, "open"),
        _row("B-2", "a", None, "open"),
    ]
    assert total(rows[:4]) == Total(score=0.5, open=1, answered=3, of=4)
    assert totals(rows)["B-2"] == Total(score=None, open=1, answered=1, of=1)
    assert total([]) == Total(None, 0, 0, 0)


def test_points_are_rounded_to_two_decimals_at_the_end_only() -> None:
    third = total([_row("B-1", "a", 1.0), _row("B-1", "b", 0.0), _row("B-1", "c", 0.0)])
    assert third.points(100) == 33.33
    assert third.points(3) == 1
    assert Total(None, 1, 1, 1).points(100) is None


# -- Canvas


def test_one_column_is_filled_by_id_and_all_else_is_as_it_was_to_the_byte() -> None:
    scores = {"B-1": _of(0.875), "B-2": _of(1.0), "B-3": _of(None)}
    filled = fill_canvas(EXPORT, "Reading (123)", ROSTER, scores)
    expected = EXPORT.replace('"10, A",,3,', '"10, A",8.75,3,').replace(',4.5,"2"', ',10,"2"')
    assert filled.text == expected
    assert filled.points == 10
    assert filled.written == ("B-1", "B-2")
    assert filled.missing == ()
    assert filled.remarks == ("export.csv:5: B-2 had 4.5, now 10.",)


def test_nobody_s_score_is_ever_taken_away() -> None:
    filled = fill_canvas(EXPORT, "Reading (123)", ROSTER, {})
    assert filled.text == EXPORT
    assert filled.written == ()
    same = fill_canvas(EXPORT, "Reading (123)", ROSTER, {"B-3": _of(0.6)})
    assert same.text == EXPORT  # 6.00 is 6
    excused = EXPORT.replace(",4.5,", ",EX,")
    filled = fill_canvas(excused, "Reading (123)", ROSTER, {"B-2": _of(1.0)})
    assert filled.text == excused
    assert "excused" in filled.remarks[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_marks_delimiters_and_line_ends_stay(delimiter: str, mark: str, ends: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=ends).writerows(_cells(EXPORT))
    export = mark + text.getvalue()
    filled = fill_canvas(export, "Talk (9)", ROSTER, {"B-3": _of(0.5)})
    before, after = export.split(ends), filled.text.split(ends)
    changed = [(b, a) for b, a in zip(before, after, strict=True) if b != a]
    assert [(b[-2:-1], a[-4:-1]) for b, a in changed] == [("1", "2.5")]


def test_an_assignment_is_known_by_its_number_after_it_was_renamed() -> None:
    filled = fill_canvas(EXPORT, "Reading, new name (123)", ROSTER, {"B-1": _of(1.0)})
    assert '"10, A",10,3' in filled.text
    assert filled.text.startswith(HEAD)


def test_a_new_title_is_a_new_column_at_the_end() -> None:
    filled = fill_canvas(EXPORT, "Who, really?", ROSTER, {"B-1": _of(0.5)}, points=20)
    cells = _cells(filled.text)
    assert [row[:-1] for row in cells] == _cells(EXPORT)
    new = ["Who, really?", "", "20", "10", "", "", "", ""]
    assert [row[-1] for row in cells] == new
    assert filled.points == 20
    assert fill_canvas(EXPORT, "New", ROSTER, {"B-1": _of(0.5)}).points == 100


@pytest.mark.parametrize(
    ("column", "points", "said"),
    [
        ("Reading (124)", None, "no column “Reading (124)”; columns with a number are: Reading"),
        ("Final Score", None, "read only"),
        ("Section", None, "holds no scores"),
        ("SIS User ID", None, "holds no scores"),
        ("Student", None, "holds no scores"),
        ("Reading (123)", 100.0, "is worth 10 points there; leave --points out"),
    ],
)
def test_a_column_that_makes_no_sense_is_refused(
    column: str, points: float | None, said: str
) -> None:
    with pytest.raises(NotFilled) as refused:
        fill_canvas(EXPORT, column, ROSTER, {"B-1": _of(1.0)}, points)
    assert said in str(refused.value)


def test_a_column_without_points_and_one_of_none_and_two_of_one_name() -> None:
    no_points = EXPORT.replace("10.00", "")
    scores = {"B-1": _of(1.0)}
    assert fill_canvas(no_points, "Reading (123)", ROSTER, scores).points == 100
    assert fill_canvas(no_points, "Reading (123)", ROSTER, scores, 7).points == 7
    with pytest.raises(NotFilled, match="worth no points"):
        fill_canvas(EXPORT.replace("10.00", "0"), "Reading (123)", ROSTER, scores)
    with pytest.raises(NotFilled, match="2 columns"):
        fill_canvas(EXPORT.replace("Talk (9)", "Reading (123)"), "Reading (123)", ROSTER, scores)


def test_a_name_alone_matches_nobody_and_is_refused() -> None:
    export = EXPORT.replace("B-1", "X-1").replace("b-2", "x-2")
    scores = {"B-1": _of(1.0), "B-2": _of(1.0)}
    with pytest.raises(NotFilled) as refused:
        fill_canvas(export, "Reading (123)", ROSTER, scores)
    assert [problem.line for problem in refused.value.problems] == [4, 5]
    assert "“Ode, Ann” has the name of B-1, but none of the ids" in str(refused.value)
    assert fill_canvas(export, "Reading (123)", ROSTER, {}).text == export


def test_a_student_who_is_not_in_the_export_is_named() -> None:
    roster = (*ROSTER, Student("B-7", "New Girl"))
    filled = fill_canvas(EXPORT, "Reading (123)", roster, {"B-7": _of(1.0)})
    assert filled.missing == ("B-7",)
    assert filled.text == EXPORT


def test_ids_that_are_unclear_are_refused_all_at_once() -> None:
    export = EXPORT.replace("4213,B-9,olga@x", "4213,B-1,b-2")
    with pytest.raises(NotFilled) as refused:
        fill_canvas(export, "Reading (123)", ROSTER, {})
    said = str(refused.value)
    assert "export.csv:6: the ids on this row are those of two students of the roster" in said
    assert "export.csv:6: B-1 is on line 4 too" in said
    assert "export.csv:6: B-2 is on line 5 too" in said


def test_an_id_whose_names_differ_is_worth_a_look() -> None:
    roster = (Student("4211", "Somebody Else"),)
    filled = fill_canvas(EXPORT, "Reading (123)", roster, {"4211": _of(1.0)})
    assert filled.remarks == (
        "export.csv:4: 4211 is “Ode, Ann” there and “Somebody Else” on the roster.",
    )


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("", Unreadable, "is no gradebook of Canvas"),
        ("id,name\n1,Ann\n", Unreadable, "is no gradebook of Canvas"),
        (HEAD + '"Ode, Ann,4211\n', NotFilled, "export.csv:2: from here on it cannot be read"),
        (HEAD + 'Ann "O" Ode,4211,,,,,,\n', NotFilled, "export.csv:2: there is a quote"),
        (HEAD + "Ann,4211\nBen,4,,,,,,\nCy,5\n", NotFilled, "export.csv:2: this row has 2 cells"),
    ],
)
def test_what_is_no_export_is_refused(text: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error) as refused:
        fill_canvas(text, "Reading (123)", ROSTER, {})
    assert said in str(refused.value)


# -- Moodle


def test_moodle_gets_ids_numbers_and_what_markers_said_and_no_row_without_a_score() -> None:
    rows = [
        Graded("B-1", "river", "doubt", "write", "graded", 0.5, comment='=cmd, "why"?'),
        Graded("B-1", "river", "b", "choose", "graded", 1.0),
        Graded("B-3", "river", "b", "choose", "open", None),
    ]
    filled = moodle_csv(ROSTER, totals(rows), rows)
    assert _cells(filled.text) == [
        ["idnumber", "grade", "feedback"],
        ["B-1", "75", 'doubt: =cmd, "why"?'],
    ]
    assert filled.written == ("B-1",)
    odd = (Student("=B-1", "Ann"), Student("-5", "Ben"))
    filled = moodle_csv(odd, {"=B-1": _of(0.005), "-5": _of(0.5)}, points=10)
    assert filled.text.splitlines()[1:] == ["'=B-1,0.05,", "'-5,5,"]
    assert len(filled.remarks) == 2


# -- The command


@pytest.fixture
def graded(tmp_path: Path) -> ClassFolder:
    """A class of three of whom two handed in; Ben's text is open."""
    folder = class_of(tmp_path, {"a.json": hand_in("B-1"), "b.json": hand_in("B-2", wrong)})
    rows = (_row("B-1", "a", 1.0), _row("B-1", "b", 0.5), _row("B-2", "a", 0.25))
    also = Graded("B-2", "river", "c", "write", "open", None)
    write_grading(folder, Grading(1, "2099-01-01T00:00:00Z", "first", "k", "", (*rows, also)))
    put(tmp_path, {"export.csv": EXPORT.encode()})
    return folder


def _gradebook(folder: ClassFolder, *words: object) -> tuple[int, str, str]:
    """How the command ends, what it says, and what it wrote."""
    out = folder.root.parent / "out.csv"
    done = kit("gradebook", folder.root, *words, "--to", out)
    return done.exit_code, done.output, out.read_bytes().decode() if out.exists() else ""


def test_open_answers_stop_it_with_the_names_unless_they_are_allowed(graded: ClassFolder) -> None:
    code, said, written = _gradebook(graded, "--moodle")
    assert (code, written) == (1, "")
    assert "Answers are open (write): B-2 (1)." in said
    assert f'mark("{graded.root.resolve().as_posix()}", marker="your name")' in said
    code, said, written = _gradebook(graded, "--moodle", "--allow-open", "--points", "20")
    assert code == 0
    assert written == "idnumber,grade,feedback\nB-1,15,\nB-2,5,\n"
    assert "Open answers are left out of the mean of: B-2." in said
    assert "No score, since nothing was graded: B-3." in said
    assert "all right is 20 points" in said


def test_the_canvas_export_comes_back_filled(graded: ClassFolder) -> None:
    export = graded.root.parent / "export.csv"
    words = ("--canvas", export, "--column", "Reading (123)", "--allow-open")
    code, said, written = _gradebook(graded, *words)
    assert code == 0
    assert written == EXPORT.replace('A",,3', 'A",7.5,3').replace(",4.5,", ",2.5,")
    assert "B-2 had 4.5, now 2.5" in said
    assert export.read_bytes() == EXPORT.encode()
    code, said, _ = _gradebook(graded, *words)
    assert code == 1
    assert "is there already" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say for which LMS"),
        (("--moodle", "--canvas", "export.csv"), "Say for which LMS"),
        (("--canvas", "export.csv"), "Say which column"),
        (("--moodle", "--column", "Reading (123)"), "--column and --lost-zeros go with --canvas"),
        (("--moodle", "--no-lost-zeros"), "--column and --lost-zeros go with --canvas"),
        (("--canvas", "none.csv", "--column", "R"), "none.csv cannot be read"),
        (("--canvas", "export.csv", "--column", "R (1)"), "no column “R (1)”"),
        (("--canvas", "latin.csv", "--column", "R"), "not in UTF-8"),
    ],
)
def test_a_mistake_ends_in_a_sentence_and_writes_nothing(
    words: tuple[str, ...], said: str, graded: ClassFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(graded.root.parent)
    put(Path(), {"latin.csv": EXPORT.encode("cp1252")})
    code, output, written = _gradebook(graded, "--allow-open", *words)
    assert (code, written) == (1, "")
    assert said in output


@pytest.mark.slow
def test_it_needs_a_class_a_grading_and_a_roster(graded: ClassFolder, tmp_path: Path) -> None:
    assert "There is no folder" in _gradebook(ClassFolder(tmp_path / "none"), "--moodle")[1]
    (tmp_path / "other").mkdir()
    assert "is no class: nothing was collected" in kit("grade", tmp_path / "other").output
    shutil.rmtree(graded.grades / "0001")
    assert "is not graded yet" in _gradebook(graded, "--moodle")[1]
    write_grading(graded, Grading(1, "2000-01-01T00:00:00Z", "first", "k", "", ()))
    assert "Files that came after this grading: 2." in _gradebook(graded, "--moodle")[1]
    (tmp_path / "out.csv").unlink()
    graded.roster.unlink()
    assert "There is no student in" in _gradebook(graded, "--moodle")[1]


def test_all_right_is_all_points_and_all_blank_is_none_from_hand_in_to_gradebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    (project / "notebooks").mkdir(parents=True)
    for room in ("seeds", "answers"):
        (project / room).symlink_to(RIVER.root / room)
    monkeypatch.chdir(project)
    sent = {"a.json": hand_in("B-1", right), "b.json": hand_in("B-2", entries=[])}
    folder = class_of(tmp_path, sent)
    assert kit("grade", folder.root).exit_code == 0
    code, said, written = _gradebook(folder, "--moodle", "--allow-open")
    assert code == 0, said
    assert written == "idnumber,grade,feedback\nB-1,100,\nB-2,0,\n"
    assert "Open answers are left out of the mean of: B-1." in said


# -- Terms of the class


def test_the_decimal_sign_of_the_export_is_kept() -> None:
    semicolons = (
        "\ufeffStudent;ID;SIS User ID;SIS Login ID;Section;Reading (77)\r\n"
        "    Points Possible;;;;;10,0\r\n"
        '"Ode; Ann";101;B-1;one;River 1;7,5\r\nBen;102;B-2;two;River 1;\r\n'
    )
    filled = fill_canvas(semicolons, "Reading (77)", ROSTER, {"B-2": _of(0.836)})
    assert filled.text == semicolons.replace("two;River 1;", 'two;River 1;"8,36"')
    filled = fill_canvas(semicolons, "Reading (77)", ROSTER, {"B-1": _of(0.75)})
    assert filled.text == semicolons
    points = semicolons.replace("10,0", "10").replace("7,5", "7.5")
    filled = fill_canvas(points, "Reading (77)", ROSTER, {"B-2": _of(0.836)})
    assert "two;River 1;8.36\r\n" in filled.text


@pytest.mark.parametrize(
    ("worth", "points"), [('"1,000"', 1000), ('"1,000.00"', 1000), ("1000", 1000), ("1 000", 1000)]
)
def test_points_may_have_thousands(worth: str, points: float) -> None:
    export = EXPORT.replace("10.00", worth)
    filled = fill_canvas(export, "Reading (123)", ROSTER, {"B-1": _of(0.5)})
    assert filled.points == points
    assert '"10, A",500,3' in filled.text


def test_points_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(NotFilled, match="“ten”, cannot be read"):
        fill_canvas(EXPORT.replace("10.00", "ten"), "Reading (123)", ROSTER, {"B-1": _of(0.5)})


LOST = (Student("0071", "Ann Ode"), Student("0072", "Ben Ode"), Student("0073", "Zoë Ångström"))
WITHOUT = EXPORT.replace(",B-1,", ",71,").replace(",,b-2,", ",72,b-2,").replace(",B-3,", ",0073,")


def test_ids_that_differ_in_zeros_are_shown_in_pairs_and_counted_once_somebody_says_so() -> None:
    scores = {student.id: _of(1.0) for student in LOST}
    with pytest.raises(ZerosUnsaid) as unsaid:
        fill_canvas(WITHOUT, "Reading (123)", LOST, scores)
    assert unsaid.value.pairs == (("71", LOST[0]), ("72", LOST[1]))
    filled = fill_canvas(WITHOUT, "Reading (123)", LOST, scores, zeros="yes")
    assert (filled.written, filled.missing) == (("0073", "0071", "0072"), ())
    assert filled.text.count(",10,") == 3
    with pytest.raises(NotFilled, match="has the name of 0071, but none of the ids"):
        fill_canvas(WITHOUT, "Reading (123)", LOST, scores, zeros="no")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"Ode, Ann",4211,71', '"Else, Eve",4211,71'),  # another's name
        ('"Ode, Ben",4212,72', '"Ode, Ann",4212,071'),  # two rows
    ],
)
def test_zeros_join_nobody_where_they_leave_a_doubt(before: str, after: str) -> None:
    text = WITHOUT.replace(before, after)
    assert text != WITHOUT
    with pytest.raises(ZerosUnsaid) as unsaid:
        fill_canvas(text.replace(",0073,", ",73,"), "Reading (123)", LOST, {})
    assert "0071" not in [student.id for _, student in unsaid.value.pairs]


@pytest.mark.slow
def test_the_command_shows_the_pairs_asks_once_and_goes_on(graded: ClassFolder) -> None:
    graded.roster.write_text("id,name\n0071,Ann Ode\n0072,Ben Ode\n", encoding="utf-8")
    rows = (_row("0071", "a", 1.0), _row("0072", "a", 0.5))
    write_grading(graded, Grading(2, "2099-01-02T00:00:00Z", "first", "", "", rows))
    export = graded.root.parent / "zeros.csv"
    export.write_text(WITHOUT, encoding="utf-8", newline="")

    def fill(to: str, *words: str) -> tuple[int, str]:
        out = graded.root.parent / to
        done = kit(
            *("gradebook", graded.root, "--canvas", export),
            "--column",
            "Reading (123)",
            *words,
            "--to",
            out,
        )
        assert out.exists() == (done.exit_code == 0)
        return done.exit_code, done.output

    code, said = fill("a.csv")
    assert code == 1
    assert "71 is 0071, Ann Ode?" in said
    assert "Nobody answered" in said
    assert fill("b.csv", "--lost-zeros")[0] == 0
    code, said = fill("c.csv")  # it is asked once
    assert code == 0
    assert "2 of 2 students have a score in it." in said
    assert settle(graded).decided.zeros == ""  # files of students are another matter


@pytest.mark.parametrize("title", ["Final reading (123)", "The Current one (123)"])
def test_a_title_that_canvas_takes_for_its_own_is_warned_about(title: str) -> None:
    export = EXPORT.replace("Reading (123)", title)
    filled = fill_canvas(export, title, ROSTER, {"B-1": _of(0.5)})
    assert "may ignore" in filled.remarks[0]
    assert fill_canvas(EXPORT, "Reading (123)", ROSTER, {"B-1": _of(0.5)}).remarks == ()


def test_who_is_excused_has_no_score_and_is_not_counted_as_having_one() -> None:
    scores = {"B-1": _of(1.0), "B-2": _of(1.0)}
    there = fill_canvas(EXPORT.replace(",4.5,", ",EX,"), "Reading (123)", ROSTER, scores)
    assert (there.written, there.excused) == (("B-1",), ("B-2",))
    here = fill_canvas(EXPORT, "Reading (123)", ROSTER, {}, excused=("B-1", "B-2"))
    assert here.text == EXPORT.replace('"10, A",,3', '"10, A",EX,3')
    assert (here.written, here.excused) == ((), ("B-1", "B-2"))
    assert "B-2 is excused here, and keeps 4.5 there" in here.remarks[0]


@pytest.mark.slow
def test_terms_and_decisions_reach_the_gradebook_and_it_says_so(graded: ClassFolder) -> None:
    late = "odeann_LATE_1_2_a.json"
    text = graded.receipts.read_text(encoding="utf-8").replace("sent/a.json", late)
    graded.receipts.write_text(text, encoding="utf-8")
    kit("settle", graded.root, "--due", "2020-01-01", "--late", "20 % a day", "--absent", "zero")
    code, said, written = _gradebook(graded, "--moodle", "--allow-open")
    assert code == 0, said
    assert written == "idnumber,grade,feedback\nB-1,60,\nB-2,25,\nB-3,0,\n"
    assert "Late: B-1 late, by the mark of Canvas: 20 % less." in said
    assert "Nothing handed in, which counts as zero here: B-3." in said
    assert "3 of 3 students have a score in it." in said
    kit("settle", graded.root, "--excuse", "B-1")
    kit("settle", graded.root, "--extend", "B-3", "--until", "9999 days")
    (graded.root.parent / "out.csv").unlink()
    code, said, written = _gradebook(graded, "--moodle", "--allow-open")
    assert written == "idnumber,grade,feedback\nB-2,25,\n"
    assert "Excused, so without a score: B-1." in said
    one = "1 of 3 students have a score in it, and 2 have none: 1 excused, 1 with nothing graded."
    assert one in said


@pytest.mark.slow
def test_nobody_is_given_zero_while_a_file_waits(graded: ClassFolder) -> None:
    put(graded.root.parent, {"more/x.json": hand_in("who")})
    kit("collect", graded.root.parent / "more", "--to", graded.root)
    kit("settle", graded.root, "--absent", "zero")
    code, said, written = _gradebook(graded, "--moodle", "--allow-open")
    assert (code, written) == (1, "")
    assert "nobody can be given zero yet" in said


def test_one_section_alone_is_written_and_reported(graded: ClassFolder) -> None:
    """The roster has Ann and Ben in x and Zoë in y."""
    words = ("--moodle", "--allow-open", "--section", "X")
    code, said, written = _gradebook(graded, *words)
    assert code == 0, said
    assert written == "idnumber,grade,feedback\nB-1,75,\nB-2,25,\n"
    assert "2 of 2 students have a score in it." in said
    (graded.root.parent / "out.csv").unlink()
    code, said, written = _gradebook(graded, "--moodle", "--allow-open", "--section", "z")
    assert (code, written) == (1, "")
    assert "No student of" in said
