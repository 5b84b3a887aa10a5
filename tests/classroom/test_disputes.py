"""What a student disputes is handed in, listed, answered after a look, and told back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.command_line import kit_says
from support.made_up_class import AClass, a_try, all_tries, entry, handed_in, right, row
from support.pages import ReadPage

from kit.article.files import read_up_to
from kit.classroom import disputes
from kit.classroom.collecting.entries import files_of
from kit.classroom.collecting.settle import settle
from kit.classroom.corrections import HEAD, drafted, with_entry
from kit.classroom.decisions import Decision, decided
from kit.classroom.disputes import disputes_in, read_disputes
from kit.classroom.forgetting import forget_student, what_goes
from kit.classroom.grading.accepted import read_accepted
from kit.classroom.model import Student
from kit.learner.hand_in import as_json
from kit.learner.log import Entry
from kit.learner.strict_json import FormatError
from kit.learner.wire import read_hand_in
from kit.question.model import Response

STUDENTS = (Student("s1", "Ada", "A"), Student("s2", "Bo", "B"), Student("s3", "Chi", "B"))
WHY = "S3 has him | say so <b>too</b>, and “so”"
PAGE = "https://example.org/the-mayor"
HOSTILE = '<script>alert(1)</script>\n=1+1 \u202e{{ 7*7 }} <img src=x onerror="x">'


def _mayor() -> list[Entry]:
    return [a_try("owner", Response(ticked=("the mayor",)))]


@pytest.fixture
def river_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AClass:
    """Two students who said the mayor and dispute his being wrong, and one who was right."""
    made = AClass(tmp_path, STUDENTS)
    made.sit(monkeypatch)
    made.hand_in("s1", all_tries(right))
    for student, page in (("s2", PAGE), ("s3", "S3")):
        word = entry("dispute", "owner", 5, reason=f"{student} says: S3 names him.", page=page)
        made.hand_in(student, [*_mayor(), word])
    made.grade()
    return made


def _kit(river_class: AClass, command: str, *words: str, code: int = 0) -> str:
    said = kit_says(command, river_class.folder.root, *words, code=code)
    assert "Traceback" not in said
    return said


def _words(river_class: AClass, command: str, tmp_path: Path) -> str:
    page = tmp_path / f"{command}.html"
    _kit(river_class, command, "--to", str(page), "--force")
    return ReadPage(page.read_text(encoding="utf-8")).words


def _files(river_class: AClass) -> dict[Path, bytes]:
    root = river_class.folder.root.parent
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_dispute_comes_with_the_hand_in_and_is_listed(
    river_class: AClass, tmp_path: Path
) -> None:
    one, other = read_disputes(river_class.folder)
    assert (one.student, one.lesson, one.question, one.page, one.outcome) == (
        *("s2", "river", "owner"),
        *(PAGE, ""),
    )
    said = _kit(river_class, "accept")
    assert f"{one.id}  river “owner”, s2: waits for an answer." in said
    assert "Waiting for an answer: 2." in said
    report = _words(river_class, "report", tmp_path)
    assert "waiting for your answer: 2" in report
    assert "s2 says: S3 names him." in report
    assert all(text in report for text in (one.id, other.id, PAGE, "the mayor"))
    assert "Waiting for your answer: owner (2)." in _words(river_class, "brief", tmp_path)
    section = tmp_path / "a.html"
    _kit(river_class, "report", "--to", str(section), "--section", "A")
    assert "s2 says" not in section.read_text(encoding="utf-8")


def test_no_more_hand_ins_are_read_than_have_a_dispute(
    river_class: AClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def watched(path: Path, most: int) -> bytes | None:
        read.append(path)
        return read_up_to(path, most)

    monkeypatch.setattr(disputes, "read_up_to", watched)
    found = read_disputes(river_class.folder)
    with_one = [path for path, data in _files(river_class).items() if b'"dispute"' in data]
    assert {*read} == {p for p in with_one if p.parent == river_class.folder.hand_ins}
    assert len(read) < len([*river_class.folder.hand_ins.iterdir()])
    for path in files_of(river_class.folder):
        path.unlink()
    assert read_disputes(river_class.folder) == found


@pytest.mark.slow
def test_accepting_a_dispute_is_tried_first_and_then_everything_knows(
    river_class: AClass, tmp_path: Path
) -> None:
    one, other = read_disputes(river_class.folder)
    before = _files(river_class)
    said = _kit(river_class, "accept", "--dispute", one.id[:6], "--why", WHY, "--dry-run")
    assert "Students whose points change: 2." in said
    assert "s3: 0 of 11 → 1 of 11: river owner 0 → 1" in said
    assert f"Dispute {other.id} of s3: accepted." in said  # the same answer, the same word
    assert "Drafted for corrections.md: | " in said
    assert _files(river_class) == before
    _kit(river_class, "accept", "--dispute", one.id, "--why", WHY)
    (accepted,) = read_accepted(river_class.folder.accepted)
    assert (accepted.answer, accepted.why) == ("the mayor", WHY)
    assert {d.outcome for d in read_disputes(river_class.folder)} == {"accepted"}
    corrections = river_class.project.seed("river", "corrections.md")
    log = corrections.read_text(encoding="utf-8").split(HEAD)[1].splitlines()
    (written,) = [line for line in log if line.startswith("| 2")]
    assert "river, `owner`: only “officials of the water board”" in written
    assert "Draft: “the mayor” is right as well. S3 has him \\| say so \\<b\\>too" in written
    assert written.endswith(f"| {PAGE} |")
    assert written.replace("\\|", "").count("|") == 5
    river_class.grade()
    assert row(river_class.rows(), "s3", "owner").score == 1
    _kit(river_class, "feedback")
    pages = sorted(river_class.folder.feedback.iterdir())
    words = [ReadPage(page.read_text(encoding="utf-8")).words for page in pages]
    assert "You disputed this" not in words[0]
    assert "s2 says: S3 names him." in words[1]
    assert "What became of it accepted: the answer is right as well" in words[1]
    assert WHY in words[1]
    report = _words(river_class, "report", tmp_path)
    assert "accepted: the answer is right as well" in report
    assert "waiting for your answer" not in report


@pytest.mark.slow
def test_accepting_twice_after_a_kill_between_two_steps_goes_on_and_writes_nothing_twice(
    river_class: AClass,
) -> None:
    one, _ = read_disputes(river_class.folder)
    _kit(river_class, "accept", "--dispute", one.id, "--why", WHY)
    corrections = river_class.project.seed("river", "corrections.md")
    before = (corrections.read_bytes(), river_class.folder.accepted.read_bytes())
    river_class.folder.decisions.unlink()  # as if it had been killed before these were written
    _kit(river_class, "accept", "--dispute", one.id, "--why", WHY)
    assert (corrections.read_bytes(), river_class.folder.accepted.read_bytes()) == before
    assert read_disputes(river_class.folder)[0].outcome == "accepted"


@pytest.mark.parametrize(
    ("outcome", "told", "drafts"),
    [
        ("rejected", "What became of it not accepted", False),
        ("corrected", "right: it is corrected, and no points change", True),
    ],
)
def test_a_dispute_is_answered_without_points(
    river_class: AClass, outcome: str, told: str, drafts: bool
) -> None:
    one, other = read_disputes(river_class.folder)
    said = _kit(river_class, "accept", "--dispute", one.id, "--as", outcome, "--why", "S3 is old.")
    assert "kit grade" not in said
    assert not river_class.folder.accepted.exists()
    assert river_class.project.seed("river", "corrections.md").exists() == drafts
    found = {d.id: (d.outcome, d.why) for d in read_disputes(river_class.folder)}
    assert found == {one.id: (outcome, "S3 is old."), other.id: ("", "")}
    _kit(river_class, "feedback")
    words = ReadPage(
        next(river_class.folder.feedback.glob("0002-*")).read_text(encoding="utf-8")
    ).words
    assert told in words
    assert "S3 is old." in words


def test_an_answer_that_is_accepted_without_naming_a_dispute_answers_those_that_it_helps(
    river_class: AClass,
) -> None:
    _kit(river_class, "accept", "river", "owner", "nobody", "--why", "x")
    assert {d.outcome for d in read_disputes(river_class.folder)} == {""}
    _kit(river_class, "accept", "river", "owner", "the mayor", "--why", WHY)
    assert {d.outcome for d in read_disputes(river_class.folder)} == {"accepted"}


@pytest.mark.slow
def test_what_was_accepted_is_taken_back_and_its_disputes_wait_again(river_class: AClass) -> None:
    rows = river_class.rows()
    one, other = read_disputes(river_class.folder)
    _kit(river_class, "accept", "--dispute", one.id, "--why", WHY)
    rejected = ("--dispute", one.id, "--as", "rejected", "--why", "No.")
    refused = _kit(river_class, "accept", *rejected, code=1)
    assert "Take that back first: kit accept CLASS river owner" in refused
    river_class.grade()
    before = _files(river_class)
    words = ("river", "owner", "the mayor", "--take-back", "--why", "It was too soon.")
    said = _kit(river_class, "accept", *words, "--dry-run")
    assert "Students whose points change: 2." in said
    assert f"Dispute {other.id} of s3 waits again." in said
    assert _files(river_class) == before
    assert "take it out by hand" in _kit(river_class, "accept", *words)
    assert read_accepted(river_class.folder.accepted) == ()
    assert {d.outcome for d in read_disputes(river_class.folder)} == {""}
    last = river_class.folder.decisions.read_text(encoding="utf-8").splitlines()[-1]
    assert last.startswith("accepted,river owner “the mayor”,,It was too soon.,")
    river_class.grade()
    assert river_class.rows() == rows
    _kit(river_class, "accept", *rejected)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--dispute", "nothing", "--why", "x"), "0 disputes begin with “nothing”"),
        (("--dispute", "ID"), "Say why"),
        (("--dispute", "OWN", "--why", "x"), "nothing beside the key to accept"),
        (("river", "told", "x", "--dispute", "ID", "--why", "x"), "is about “owner” of river"),
        (("river", "owner", "the mayor", "--as", "rejected", "--why", "x"), "add --dispute ID"),
        (("river", "owner", "the mayor", "--take-back"), "Accepted at “owner”: nothing"),
        (("--dispute", "ID", "--take-back"), "without --dispute"),
    ],
)
def test_what_answers_no_dispute_is_said_in_a_sentence(
    river_class: AClass, words: tuple[str, ...], said: str
) -> None:
    river_class.hand_in("s1", [entry("dispute", "owner", 9, reason="It is he.", page="S1")])
    ids = {d.student: d.id for d in read_disputes(river_class.folder)}
    named = {"ID": ids["s2"], "OWN": ids["s1"]}
    assert said in _kit(river_class, "accept", *(named.get(word, word) for word in words), code=1)
    assert not river_class.folder.decisions.exists()


def test_the_last_word_of_each_student_counts_and_one_taken_back_is_none() -> None:
    words = [entry("dispute", "owner", n, reason=f"{n}", page="S1") for n in (1, 2)]
    other = entry("dispute", "told", 3, reason="It is not told.", page="S2")
    back = entry("dispute", "told", 4, reason="", page="")
    _, first = handed_in("s1", [words[0], other])
    _, second = handed_in("s1", [words[0], other, words[1], back])
    found = disputes_in([("s1", first), ("s1", second), ("s2", first)])
    assert [(d.student, d.question, d.reason) for d in found] == [
        ("s1", "owner", "2"),
        ("s2", "owner", "1"),
        ("s2", "told", "It is not told."),
    ]
    assert len({d.id for d in found}) == 3
    answer = Decision("dispute", found[0].id, "rejected", "No.", "2026-11-26T08:00:00Z")
    again = disputes_in([("s1", second)], decided([answer]))
    assert (again[0].outcome, again[0].why) == ("rejected", "No.")
    odd = decided([Decision("dispute", found[0].id, "perhaps", "", "2026-11-26T08:00:00Z")])
    assert disputes_in([("s1", second)], odd)[0].outcome == ""


@pytest.mark.slow
def test_nothing_that_a_student_writes_is_more_than_text(
    river_class: AClass, tmp_path: Path
) -> None:
    word = entry("dispute", "told", 9, reason=HOSTILE, page=f"javascript:{HOSTILE[:60]}")
    river_class.hand_in("s3", [a_try("told", right("told")), word])
    river_class.grade()
    _kit(river_class, "feedback")
    report = tmp_path / "r.html"
    _kit(river_class, "report", "--to", str(report))
    for path in (report, *river_class.folder.feedback.glob("0003-*")):
        page = ReadPage(path.read_text(encoding="utf-8"))
        assert "<script>alert(1)</script>" in page.words
        assert "\u202e" not in page.text
        assert "{{ 7*7 }}" in page.words
        assert not page.all("script")
        assert all("onerror" not in attributes for attributes in page.all("img"))
        assert not [a for a in page.all("a") if not (a["href"] or "").startswith("#")]
    listed = _kit(river_class, "accept")
    assert "\u202e" not in listed
    id = next(d.id for d in read_disputes(river_class.folder) if d.question == "told")
    _kit(river_class, "accept", "--dispute", id, "--as", "corrected", "--why", HOSTILE)
    text = river_class.project.seed("river", "corrections.md").read_text(encoding="utf-8")
    (written,) = [line for line in text.splitlines() if "`told`" in line]
    assert "<script>" not in written
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"reason": "x" * 2001}, "reason"),
        ({"page": "x" * 501}, "page"),
        ({"page": 7}, "page"),
        ({"reason": None}, "reason"),
        ({"score": 1}, "entries"),
    ],
)
def test_a_dispute_that_is_none_is_refused(change: dict[str, object], part: str) -> None:
    _, hand_in = handed_in("s1", [entry("dispute", "owner", reason="Why", page="S1")])
    values = json.loads(as_json(hand_in))
    assert read_hand_in(json.dumps(values).encode()) == hand_in
    values["lessons"][0]["entries"][0] |= change
    with pytest.raises(FormatError, match=part):
        read_hand_in(json.dumps(values).encode())
    values["lessons"][0]["entries"][0] = {"what": "dispute", "reason": "Why"}
    with pytest.raises(FormatError):
        read_hand_in(json.dumps(values).encode())


def test_the_first_format_knows_no_disputes() -> None:
    _, hand_in = handed_in("s1", [entry("dispute", "owner", reason="Why", page="S1")])
    values = json.loads(as_json(hand_in))
    values["format"] = 1
    del values["work"]
    (lesson,) = values["lessons"]
    lesson["edition"] = lesson.pop("revision")
    (word,) = lesson["entries"]
    word["edition"] = word.pop("revision")
    with pytest.raises(FormatError):
        read_hand_in(json.dumps(values).encode())


def test_a_student_who_is_forgotten_leaves_no_answer_to_a_dispute(river_class: AClass) -> None:
    one, other = read_disputes(river_class.folder)
    for id in (one.id, other.id):
        _kit(river_class, "accept", "--dispute", id, "--as", "rejected", "--why", "Bo is wrong")
    forget_student(river_class.folder, what_goes(river_class.folder, "s2"))
    assert list(settle(river_class.folder).decided.disputes) == [other.id]
    assert [d.student for d in read_disputes(river_class.folder)] == ["s3"]


def test_an_entry_goes_to_the_end_of_the_table_whatever_stands_around_it() -> None:
    row = drafted("2026-11-26", "Lesson 1, `q`", "a|b", "c", PAGE)
    assert row == f"| 2026-11-26 | Lesson 1, `q`: a\\|b | Draft: c | {PAGE} |"
    begun = with_entry("", row)
    assert begun.endswith(f"{HEAD}\n|---|---|---|---|\n{row}\n")
    assert with_entry(begun, row) == begun
    assert with_entry("# Mine\n", row) == f"# Mine\n\n{HEAD}\n|---|---|---|---|\n{row}\n"
    log = f"# C\n\n{HEAD}\n|---|---|---|---|\n| 1 | a | b | c |\n\n## Reviewed\n\n| x |\n"
    assert with_entry(log, row) == log.replace("| c |\n", f"| c |\n{row}\n")
    assert drafted("d", "w", "s", "r", "see [S1](x)").endswith("| see \\[S1\\](x) |")
