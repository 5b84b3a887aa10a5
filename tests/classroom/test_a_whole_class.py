"""A class from the release to the gradebook, through the commands, and counted a second time."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import statistics
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser, expect
from support.command_line import kit_says
from support.independent_scores import own_share
from support.input_devices import Mouse
from support.jupyterlab import Labs

from kit.article.project import Project
from kit.article.seed import read_article
from kit.article.segments import Segment
from kit.classroom.marking.page import Marking, mark
from kit.learner.hand_in import FORMAT
from kit.question import sample_responses
from kit.question.model import Key, Question
from kit.question.read import read_question_set

pytestmark = pytest.mark.browser

REAL = ("real-1", "real-2", "real-3")
SIMULATED = 30
HANDED_IN_NOTHING = "real-4"


@pytest.fixture(scope="module")
def project(
    tmp_path_factory: pytest.TempPathFactory, stored_river: Path, browser: Browser
) -> Iterator[Path]:
    """The teacher's own rooms, as the working folder."""
    folder = tmp_path_factory.mktemp("a-class") / "project"
    shutil.copytree(stored_river, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield folder


@pytest.fixture(scope="module")
def release(project: Path) -> Path:
    """The release that students get, unpacked."""
    said = kit_says("release", "river", "--graded", "--to", "river.zip")
    assert "Kept for grading in answers/released/river-" in said
    with zipfile.ZipFile("river.zip") as packed:
        packed.extractall(project.parent / "student")
    (top,) = (project.parent / "student").iterdir()
    assert not (top / "answers").exists()
    return top


def asked() -> list[tuple[Question, Key, tuple[Segment, ...]]]:
    """The lesson's questions, their keys as the teacher has them now, and what each shows."""
    own = Project(Path.cwd())
    question_set, article = read_question_set(own, "river"), read_article(own, "river")
    pairs = zip(question_set.questions, question_set.keys, strict=True)
    return [(question, key, article.shown(question.show)) for question, key in pairs]


@pytest.fixture(scope="module")
def real(release: Path, labs: Labs, browser: Browser) -> Mapping[str, bytes]:
    """Hand-ins of three students on one computer: all right, all wrong, and by turns with a gap."""
    files: dict[str, bytes] = {}
    with labs(release, release.parent) as lab:
        for turn, name in enumerate(REAL):
            shutil.rmtree(lab.home, ignore_errors=True)
            sitting = lab.open(
                browser, "notebooks/river.ipynb", viewport={"width": 1200, "height": 1000}
            )
            sitting.run_all()
            for number, given in enumerate(asked()):
                if turn == 2 and number == 0:
                    continue
                make = (sample_responses.right, sample_responses.wrong)[
                    turn if turn < 2 else number % 2
                ]
                question, _, segments = given
                hand = Mouse(card := sitting.card(question.id))
                hand.enter(question, make(*given), segments)
                hand.press_button("Submit")
                expect(card).to_have_attribute("data-verdict", "saved")
            sitting.close()
            sitting = lab.open(browser, "notebooks/hand-in.ipynb")
            sitting.run_all()
            field = sitting.page.get_by_role("textbox", name="Name or number")
            field.click()
            sitting.page.keyboard.type(name)
            sitting.page.get_by_role("button", name="Write the file").click()
            said = sitting.page.get_by_role("alert").filter(has_text="Your file is written")
            expect(said).to_be_visible()
            (file,) = (release / "hand-ins").glob("*.json")
            files[name] = file.read_bytes()
            file.unlink()
            sitting.close()
    return files


def hostile(good: bytes) -> Mapping[str, bytes]:
    """Ten files that no class should take, beside its hand-ins."""
    text, form = good.decode(), f'"format": {FORMAT}'
    assert text.count(form) == 1
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros.json", b"0" * 5_000_000)
    return {
        "empty.json": b"",
        "cut.json": good[: len(good) // 2],
        "deep.json": b"[" * 100_000,
        "number.json": text.replace(form, f'"format": {"1" * 5000}').encode(),
        "nan.json": text.replace(form, '"format": NaN').encode(),
        "twice.json": text.replace(form, f"{form},\n {form}").encode(),
        "half.json": text.replace("hand-in", "hand-in\\ud800", 1).encode(),
        "other.json": text.replace('"exercise": "river"', '"exercise": "sea"').encode(),
        "notes.pickle": b"\x80\x04\x95\x0b\x00\x00\x00",
        "inner.zip": bomb.getvalue(),
    }


@pytest.fixture(scope="module")
def collected(project: Path, real: Mapping[str, bytes]) -> str:
    """The class folder's first day: everything came in one zip of the LMS."""
    kit_says("demo-class", "river", "--students", str(SIMULATED), "--seed", "7", "--to", "demo")
    names = [*REAL, HANDED_IN_NOTHING]
    with Path("demo/roster.csv").open("a", encoding="utf-8") as roster:
        roster.writelines(f"{name},Real {name[-1]},R\n" for name in names)
    uploads = {path.name: path.read_bytes() for path in Path("demo/uploads").iterdir()}
    uploads |= {f"{name}.json": data for name, data in real.items()}
    uploads |= hostile(real["real-1"])
    with zipfile.ZipFile("uploads.zip", "w") as packed:
        for number, (name, data) in enumerate(uploads.items()):
            packed.writestr(f"Somebody_{1000 + number}_assignsubmission_file_/{name}", data)
    return kit_says("collect", "uploads.zip", "--to", "class", "--roster", "demo/roster.csv")


def handed_in() -> dict[str, list[dict[str, Any]]]:
    """Every file that was kept, by the name in it, oldest first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in Path("class/hand-ins").iterdir():
        values = json.loads(path.read_text(encoding="utf-8"))
        found.setdefault(values["name"], []).append(values)
    return found


def first_tries(student: str) -> dict[str, Mapping[str, Any]]:
    """A student's first answer to each question, by the time it claims."""
    entries = {
        entry["id"]: entry
        for values in handed_in()[student]
        for lesson in values["lessons"]
        for entry in lesson["entries"]
        if entry["what"] == "try"
    }
    found: dict[str, Mapping[str, Any]] = {}
    for entry in sorted(entries.values(), key=lambda entry: entry["at"]):
        found.setdefault(entry["question"], entry["response"])
    return found


def levels() -> dict[str, float]:
    """What each level of the written answer is worth, best first in even steps."""
    rubric = next(key.rubric for question, key, _ in asked() if question.kind == "write")
    return {level.name: 1 - n / (len(rubric) - 1) for n, level in enumerate(rubric)}


def counted(accepted: bool = False) -> dict[str, dict[str, float]]:
    """Every share of every student, counted on our own from the files."""
    with Path("class/marks.csv").open(encoding="utf-8-sig", newline="") as file:
        given = {row["student"]: levels()[row["level"]] for row in csv.DictReader(file)}
    scores: dict[str, dict[str, float]] = {}
    for student in handed_in():
        tries = first_tries(student)
        for question, key, segments in asked():
            response = tries.get(question.id, {})
            score = own_share(question, key, response, segments)
            if question.kind == "write" and response:
                score = given[student]
            if accepted and question.id == "owner" and response.get("ticked") == ["the mayor"]:
                score = 1.0
            assert score is not None
            scores.setdefault(student, {})[question.id] = score
    return scores


def graded() -> dict[str, dict[str, float]]:
    """The shares of the last grading, and the same as people read them."""
    *_, last = sorted(Path("class/grades").iterdir())
    answers, rows = (
        pq.read_table(last / f"{name}.parquet").to_pylist() for name in ("answers", "rows")
    )
    scores: dict[str, dict[str, float]] = {}
    for row in rows:
        answer = answers[row["answer"]]
        scores.setdefault(row["student"], {})[answer["question"]] = answer["score"]
    with Path("class/grades.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            score = scores[row["student"]][row["question"]]
            assert float(row["share"]) == pytest.approx(score, abs=0.00005)
    return scores


def by_student(scores: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The mean share of each student."""
    return {student: statistics.mean(own.values()) for student, own in scores.items()}


def assert_same(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    """The same students, questions and shares, to nine digits."""
    assert ours.keys() == theirs.keys()
    for student, own in ours.items():
        assert theirs[student] == pytest.approx(own, abs=1e-9), student


def mark_all() -> None:
    """Every written answer gets a level on the marking page, by the length of its text."""
    page = mark("class", marker="first", project=Project(Path.cwd()))
    assert isinstance(page, Marking)
    names = list(levels())
    for _ in range(200):
        text = page.now.text
        page.give(names[len(text) % len(names)])
        if "All are marked." in page.count.value:
            return
        page.skip.click()
    raise AssertionError("the page never came to its end")


@pytest.mark.whole
def test_a_whole_class(project: Path, collected: str, real: Mapping[str, bytes]) -> None:
    receipts = Path("class/receipts.jsonl").read_text(encoding="utf-8").splitlines()
    simulated = {name for name in handed_in() if name.startswith("sim-")}
    assert set(handed_in()) == simulated | set(REAL)
    assert len(receipts) == len(list(Path("demo/uploads").iterdir())) + len(REAL)
    for name in hostile(real["real-1"]):
        assert re.search(rf"{re.escape(name)}.*: \S", collected), name
    assert "10 refused" in collected
    assert HANDED_IN_NOTHING in collected

    said = kit_says("grade", "class")
    waiting = sum(bool(first_tries(student).get("doubt")) for student in handed_in())
    assert f"open, which counts neither way: {waiting}" in said
    refused = kit_says("gradebook", "class", "--moodle", "--to", "early.csv", code=1)
    assert "Answers are open" in refused
    mark_all()
    kit_says("grade", "class")
    before = counted()
    assert_same(before, graded())
    assert (
        by_student(before)["real-2"] < by_student(before)["real-3"] < by_student(before)["real-1"]
    )

    grade_again(before)
    accepted = counted(accepted=True)
    assert_same(accepted, graded())
    mend_a_key(accepted)
    after = counted(accepted=True)
    assert_same(after, graded())
    assert len(list(Path("class/grades").iterdir())) == 4

    read_the_report(after)
    fill_the_gradebooks(by_student(after))
    hand_back(by_student(after))


def grade_again(before: Mapping[str, Mapping[str, float]]) -> None:
    """“The mayor” is accepted as well: who changes is said first, and only then done."""
    kit_says("accept", "class", "river", "owner", "the mayor", "--why", "S1 may be read so.")
    said = kit_says("grade", "class", "--dry-run")
    assert_same(before, graded())
    gain = by_student(counted(accepted=True))
    rising = {who for who, mean in by_student(before).items() if gain[who] > mean}
    assert rising
    assert {who for who in before if re.search(rf"\b{who}\b", said)} == rising
    kit_says("grade", "class", "--why", "the mayor is right too")


def mend_a_key(before: Mapping[str, Mapping[str, float]]) -> None:
    """Another option is keyed: nothing moves until the teacher says so, and then what was said."""
    path = Path("answers/river.md")
    text = path.read_text(encoding="utf-8")
    for old, new in (("- [ ] yes, always", "- [x] yes, always"), ("- [x] no\n", "- [ ] no\n")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    assert "last-chance" in kit_says("grade", "class")
    assert_same(before, graded())
    said = kit_says("grade", "class", "--new-keys", "--dry-run")
    assert_same(before, graded())
    then = by_student(counted(accepted=True))
    changed = {who for who, mean in by_student(before).items() if then[who] != mean}
    assert changed
    assert {who for who in before if re.search(rf"\b{who}\b", said)} == changed
    kit_says("grade", "class", "--new-keys", "--why", "the key of last-chance was wrong")


def read_the_report(scores: Mapping[str, Mapping[str, float]]) -> None:
    """The page names who is missing, and gives each question the share that we count."""
    kit_says("report", "class", "--to", "report.html")
    page = Path("report.html").read_text(encoding="utf-8")
    text = html.unescape(re.sub(r"<[^>]+>", " ", page))
    on_roster = SIMULATED + len(REAL) + 1
    assert f"{on_roster - len(scores)} of {on_roster} handed in nothing" in " ".join(text.split())
    for question, _, _ in asked():
        mean = statistics.mean(own[question.id] for own in scores.values())
        part = page[page.index(f'id="q-river-{question.id}"') :]
        score = re.search(r"Share (\d+) %", html.unescape(part))
        assert score
        assert int(score[1]) == round(100 * mean), question.id


def fill_the_gradebooks(means: Mapping[str, float]) -> None:
    """Moodle's table, and a Canvas export with a score that stays."""
    kit_says("gradebook", "class", "--moodle", "--to", "moodle.csv")
    with Path("moodle.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["idnumber"]: row for row in csv.DictReader(file)}
    assert {who: float(row["grade"]) for who, row in rows.items() if row["grade"]} == {
        who: pytest.approx(100 * mean, abs=0.0051) for who, mean in means.items()
    }
    Path("canvas.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,The river (7),Other (8)\n"
        "Points Possible,,,,,20,10\n"
        '"One, Real",1,real-1,real1,R,,9\n'
        '"Four, Real",4,real-4,real4,R,3.5,8\n',
        encoding="utf-8",
    )
    kit_says(
        "gradebook",
        "class",
        "--canvas",
        "canvas.csv",
        "--column",
        "The river (7)",
        "--to",
        "out.csv",
    )
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        one, four = list(csv.DictReader(file))[1:]
    assert float(one["The river (7)"]) == pytest.approx(20 * means["real-1"], abs=0.0051)
    assert (four["The river (7)"], one["Other (8)"], four["Other (8)"]) == ("3.5", "9", "8")


def hand_back(means: Mapping[str, float]) -> None:
    """A page for each student who handed in, with the own total and nobody else's name."""
    kit_says("feedback", "class")
    pages = {
        path.name: path.read_text(encoding="utf-8") for path in Path("class/feedback").iterdir()
    }
    assert len(pages) == len(means)
    for who, mean in means.items():
        (page,) = (text for name, text in pages.items() if re.search(rf"\b{who}\.html$", name))
        total = re.search(r"([\d.]+) of (\d+) points", page)
        assert total
        assert float(total[1]) == pytest.approx(mean * int(total[2]), abs=0.0051), who
        assert [other for other in means if other != who and re.search(rf"\b{other}\b", page)] == []
