"""A class is graded again: what stays, what changes, and who is told by how much."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from support.command_line import kit, kit_says
from support.made_up_class import AClass, a_try, all_tries, asked, issued_form, right, row, wrong

from kit.article.segments import Span
from kit.classroom import slow
from kit.classroom.grading.accepted import Accepted, best
from kit.classroom.grading.grades import last_grading, read_gradings
from kit.classroom.model import Student
from kit.question.grade import grade
from kit.question.model import Response


def _not_the_mayor(question: str) -> Response:
    return Response(ticked=("nobody",)) if question == "owner" else wrong(question)


@pytest.fixture
def river_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AClass:
    """Three students: all right, all wrong, and only the first question, with the mayor."""
    made = AClass(tmp_path, [Student("s1", "Ada"), Student("s2", "=Bo", "B"), Student("s3", "Chi")])
    made.sit(monkeypatch)
    made.hand_in("s1", all_tries(right))
    made.hand_in("s2", all_tries(_not_the_mayor))
    made.hand_in("s3", [a_try("owner", Response(ticked=("the mayor",)))])
    return made


def _files(river_class: AClass) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in river_class.folder.root.rglob("*") if p.is_file()}


def _grading(river_class: AClass, number: int) -> dict[str, bytes]:
    folder = river_class.folder.grades / f"{number:04}"
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_grading_is_written_once_and_says_how(river_class: AClass) -> None:
    said = river_class.grade()
    assert "3 students, 33 answers" in said
    assert "the first try counts (--policy first)" in said
    (grading,) = read_gradings(river_class.folder)
    assert (grading.number, grading.policy, grading.new_keys) == (1, "first", False)
    assert len(grading.rows) == 3 * len(issued_form().questions)
    before = _files(river_class)
    assert "Nothing has changed since grading 1; nothing is written." in river_class.grade()
    assert _files(river_class) == before


def test_from_a_folder_without_lessons_a_class_is_graded_by_the_project_that_it_is_in(
    river_class: AClass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = river_class.folder.root.rename(river_class.project.root / "class")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert "3 students, 33 answers" in kit_says("grade", inside)
    for room in ("notebooks", "answers", "seeds"):
        Path(room).mkdir()
    Path("answers/lake.md").touch()
    said = kit_says("grade", inside, code=1)
    assert f"None of it was handed out in {tmp_path / 'elsewhere'}." in said


def test_another_hand_in_makes_another_grading_and_keeps_the_first(river_class: AClass) -> None:
    river_class.grade()
    first = _grading(river_class, 1)
    river_class.hand_in("s3", [a_try("told", right("told"))])
    said = river_class.grade("--why", "Chi was ill")
    assert "s3: 0 of 11 → 1 of 11: river told 0 → 1" in said
    assert _grading(river_class, 1) == first
    assert [g.number for g in read_gradings(river_class.folder)] == [1, 2]
    assert read_gradings(river_class.folder)[1].why == "Chi was ill"


def test_the_table_for_people_holds_each_row_and_no_formula(river_class: AClass) -> None:
    river_class.grade()
    text = (river_class.folder.root / "grades.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == len(river_class.rows())
    for shown, graded in zip(rows, river_class.rows(), strict=True):
        assert (shown["student"], shown["question"]) == (graded.student, graded.question)
        assert shown["status"] == graded.status
        score = "" if graded.score is None else graded.score
        assert (
            shown["share"] == ""
            if score == ""
            else float(shown["share"]) == pytest.approx(graded.score, abs=0.0001)
        )
    assert {r["name"] for r in rows} == {"Ada", "'=Bo", "Chi"}


def test_a_policy_stays_until_another_is_named(river_class: AClass) -> None:
    river_class.hand_in("s3", [a_try("owner", right("owner"), 9)])
    river_class.grade("--policy", "last")
    assert row(river_class.rows(), "s3", "owner").score == 1
    assert "the last try counts" in river_class.grade()
    said = river_class.grade("--policy", "first")
    assert "s3: 1 of 11 → 0 of 11: river owner 1 → 0" in said


@pytest.fixture
def changed_key(river_class: AClass) -> AClass:
    """The same class after a release, a grading, and a key that was then put right."""
    river_class.release()
    river_class.grade()
    river_class.rewrite("[x] officials of the water board", "[ ] officials of the water board")
    river_class.rewrite("[ ] the mayor", "[x] the mayor")
    return river_class


def test_a_key_changed_after_the_release_counts_only_when_asked(changed_key: AClass) -> None:
    before = _files(changed_key)
    said = changed_key.grade()
    assert "Nothing has changed" in said
    assert "another one now than was released: river owner." in said
    assert f"kit grade {changed_key.folder.root} --new-keys --dry-run" in said
    dry = changed_key.grade("--new-keys", "--dry-run")
    assert "s1: 10 of 10 (1 open) → 9 of 10 (1 open): river owner 1 → 0" in dry
    assert "s3: 0 of 11 → 1 of 11: river owner 0 → 1" in dry
    assert "s2" not in dry
    assert "Nothing is written (--dry-run)." in dry
    assert _files(changed_key) == before

    applied = changed_key.grade("--new-keys")
    assert "s3: 0 of 11 → 1 of 11: river owner 0 → 1" in applied
    assert row(changed_key.rows(), "s3", "owner").score == 1
    assert [g.new_keys for g in read_gradings(changed_key.folder)] == [False, True]
    assert row(read_gradings(changed_key.folder)[0].rows, "s3", "owner").score == 0


def test_new_keys_stay_until_the_released_ones_are_asked_for(changed_key: AClass) -> None:
    changed_key.grade("--new-keys")
    said = changed_key.grade()
    assert "Nothing has changed" in said
    assert "--released-keys" in said
    changed_key.grade("--released-keys")
    assert row(changed_key.rows(), "s3", "owner").score == 0


def test_a_question_that_was_reworded_keeps_the_key_it_was_released_with(
    river_class: AClass,
) -> None:
    river_class.release()
    river_class.grade()
    river_class.rewrite("[x] officials of the water board", "[ ] officials of the water board")
    river_class.rewrite("[ ] the mayor", "[x] the mayor of Alda")
    said = river_class.grade("--new-keys")
    assert row(river_class.rows(), "s1", "owner").score == 1
    assert "another question now than was released" not in said  # said where it is not asked for
    assert "another question now than was released" in river_class.grade("--released-keys")


def test_another_explanation_is_no_other_key(river_class: AClass) -> None:
    river_class.release()
    river_class.grade()
    river_class.rewrite("The mayor speaks of something else.", "Never mind the mayor.")
    assert "another one now" not in river_class.grade()


def test_an_accepted_answer_is_graded_from_the_next_grading_on(river_class: AClass) -> None:
    river_class.grade()
    root = str(river_class.folder.root)
    kit_says("accept", root, "river", "owner", "the mayor", "--why", "S3 has him too")
    assert "s3: 0 of 11 → 1 of 11: river owner 0 → 1" in river_class.grade("--dry-run")
    river_class.grade()
    again = read_gradings(river_class.folder)[-1]
    assert again.why == "S3 has him too"
    assert row(again.rows, "s3", "owner").tags == ()
    assert row(again.rows, "s1", "owner").score == 1
    twice = kit("accept", root, "river", "owner", "the mayor", "--why", "again")
    assert (twice.exit_code, twice.stderr) == (1, "This is accepted already: S3 has him too\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rivver", "owner", "the mayor"), "did you mean “river”?"),
        (("river", "ownr", "the mayor"), "did you mean “owner”?"),
        (("river", "owner", "the major"), "did you mean “the mayor”?"),
        (("river", "owner", "officials of the water board"), "is right already"),
        (("river", "sentence-types", "fact"), "Say for which item"),
        (("river", "sentence-types", "fakt", "--for", "Is the river clean?"), "“fact”?"),
        (("river", "chain", "this page > the samples"), "Name all 4 items once"),
        (("river", "cue", "nowhere"), "in one pair of brackets"),
        (("river", "voices", "“[said]”", "--for", "sauce"), "did you mean “source”?"),
        (("river", "forecast", "yes", "--for", "Every factory has a filter."), "--new-keys"),
        (("river", "doubt", "anything"), "marked by a person"),
    ],
)
def test_what_cannot_be_accepted_is_said_in_a_sentence(
    river_class: AClass, words: tuple[str, ...], said: str
) -> None:
    done = kit("accept", river_class.folder.root, *words, "--why", "because")
    assert done.exit_code == 1
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert not river_class.folder.accepted.exists()


def _score(question: str, response: Response, *also: tuple[str, str]) -> tuple[object, object]:
    """The share without and with what is accepted."""
    one = asked(question)
    assert one.key
    rows = [Accepted("river", question, answer, item, "why", "") for answer, item in also]
    without = grade(one.question, one.key, response, one.segments).score
    return without, best(one.question, one.key, rows, response, one.segments)[1].score


def test_an_accepted_option_helps_who_ticked_it_and_harms_nobody() -> None:
    also = ("where they tested", "")
    both = ("who speaks", "what was found")
    assert _score("told", Response(ticked=(*both, also[0])), also) == (0.5, 1.0)
    assert _score("told", Response(ticked=both), also) == (1.0, 1.0)
    assert _score("told", Response(ticked=("who speaks", also[0])), also) == (0.0, 2 / 3)
    assert _score("owner", Response(ticked=("nobody", "the mayor")), ("the mayor", "")) == (0, 0)


def test_an_accepted_place_order_and_word() -> None:
    placed = right("sentence-types").placed
    moved = tuple((i, "fact" if i.startswith("Is") else target) for i, target in placed)
    was, now = _score("sentence-types", Response(placed=moved), ("fact", "Is the river clean?"))
    assert was == pytest.approx(2 / 3)
    assert now == 1
    a, b, *rest = right("chain").sequence
    order = (b, a, *rest)
    assert _score("chain", Response(sequence=order), (" > ".join(order), "")) == (0.75, 1.0)
    segment = asked("cue").segments[0]
    start = segment.text.index("believed") + len("believed that ")
    word = Span(segment.id, start, segment.text.index(" ", start))
    marked = Response(marked=(*right("cue").marked, word))
    quoted = f"believed that [{segment.text[word.start : word.end]}]"
    was, now = _score("cue", marked, (quoted, ""))
    assert was < 1  # type: ignore[operator]
    assert now == 1


@pytest.mark.slow
@pytest.mark.parametrize("torn", ["rows.parquet", "answers.parquet"])
@pytest.mark.parametrize("how", ["cut", "empty", "text", "in the middle", "gone"])
def test_a_damaged_grading_is_named_and_passed_over(
    how: str, torn: str, river_class: AClass
) -> None:
    river_class.grade()
    before = river_class.rows()
    river_class.hand_in("s3", [a_try("told", right("told"))])
    river_class.grade()
    path = river_class.folder.grades / "0002" / torn
    data = path.read_bytes()
    middle = data[:60] + bytes(60) + data[120:]
    path.write_bytes(
        {"cut": data[:-20], "empty": b"", "text": b"no", "in the middle": middle, "gone": b""}[how]
    )
    if how == "gone":
        path.unlink()
    told: list[str] = []
    last = last_grading(river_class.folder, tell=told.append)
    assert last
    assert (last.number, last.rows) == (1, before)
    assert "grades/0002 is damaged" in told[0]
    if (how, torn) != ("in the middle", "rows.parquet"):  # once is enough for all commands
        return
    for command in ("feedback", "gradebook", "brief", "report"):
        words = {"gradebook": ["--moodle", "--allow-open", "--to", "m.csv"]}
        page = ["--to", f"{command}.html"] if command in ("brief", "report") else []
        kit_says(command, river_class.folder.root, *words.get(command, []), *page)
    assert "0002 is damaged" in Path("report.html").read_text(encoding="utf-8")
    said = river_class.grade()
    assert "Changes since grading 1" in said
    assert [g.number for g in read_gradings(river_class.folder, lambda _: None)] == [1, 3]


def test_a_grading_that_was_being_written_counts_for_nothing(river_class: AClass) -> None:
    river_class.grade()
    whole = river_class.folder.grades / "0001"
    whole.rename(whole.with_name("0001.0a1b2c3d.part"))
    assert last_grading(river_class.folder) is None
    river_class.grade()
    assert [g.number for g in read_gradings(river_class.folder)] == [1]


def test_a_folder_that_is_none_is_refused(river_class: AClass, tmp_path: Path) -> None:
    for command in ("grade", "feedback"):
        done = kit(command, str(tmp_path / "nowhere"))
        assert done.exit_code == 1
        assert "There is no folder" in done.stderr


def test_a_header_tells_a_machine_what_was_graded(river_class: AClass) -> None:
    river_class.grade("--policy", "best")
    metadata = pq.read_schema(river_class.folder.grades / "0001" / "answers.parquet").metadata
    header = json.loads(metadata[b"says_who"])
    assert (header["says_who"], header["policy"], len(header["keys"])) == ("grading", "best", 12)


def test_a_table_that_was_lost_or_names_an_old_roster_is_written_again(river_class: AClass) -> None:
    river_class.grade()
    table = river_class.folder.root / "grades.csv"
    before = table.read_bytes()
    table.unlink()
    assert "nothing is written" in river_class.grade("--dry-run")
    assert not table.exists()
    assert "Only grades.csv was not up to date" in river_class.grade()
    assert table.read_bytes() == before
    river_class.write_roster([Student("s1", "Ada Lund"), Student("s2", "Bo"), Student("s3", "Chi")])
    river_class.grade()
    assert b"Ada Lund" in table.read_bytes()
    assert len(read_gradings(river_class.folder)) == 1


def test_a_class_in_which_nobody_handed_in_is_told_what_comes_first(river_class: AClass) -> None:
    river_class.folder.receipts.unlink()
    done = kit("grade", river_class.folder.root)
    assert (done.exit_code, "kit collect" in done.stderr) == (1, True)
    assert not river_class.folder.grades.exists()


def test_what_takes_long_is_watched_and_comes_through_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(slow, "PATIENCE", 0.0)
    assert list(slow.slowly(iter(range(5)), 5, "Counting")) == [0, 1, 2, 3, 4]


@pytest.mark.slow
def test_a_table_that_a_spreadsheet_holds_open_is_written_the_next_time(
    river_class: AClass,
) -> None:
    table = river_class.folder.root / "grades.csv"
    (table / "in the way").mkdir(parents=True)
    done = kit("grade", river_class.folder.root)
    assert done.exit_code == 1
    assert "Close it if it is open, and run this again." in done.stderr
    (table / "in the way").rmdir()
    table.rmdir()
    river_class.grade()
    assert table.is_file()
    assert len(read_gradings(river_class.folder)) == 1
