"""A class from its roster to a forgotten student, through the commands, and counted a second time.

Nothing here asks the kit what an answer is worth: each figure of report, gradebook and feedback is
counted from the raw JSON of the hand-ins, in plain Python.
"""

from __future__ import annotations

import csv
import json
import re
import statistics
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from support.command_line import kit_says
from support.independent_scores import own_share
from support.jupyterlab import RIVER
from support.made_up_class import LESSON, a_try, asked, at, entry, issued_form, right, wrong
from support.pages import ReadPage
from support.uploads import put, zipped

from kit.classroom.marking.page import Marking, differences, mark
from kit.learner.hand_in import HandIn, Part, as_json
from kit.learner.log import Entry
from kit.question.model import Response

ROSTER = """id,name,section
s1,Ada Alder,A
s2,Bo Birch,A
s3,Chi Cedar,B
s4,Dov Elm,B
s5,Eva Fir,B
s6,Finn Gorse,A
s7,Gil Hazel,A
s8,Ivy Juniper,B
s9,Kai Larch,B
"""
SECTION_B = {"s3", "s4", "s5", "s8"}  # who hand in
WHO_DISPUTES, ALSO_MAYOR, LATE, ABSENT, FORGOTTEN, EXCUSED = "s2", "s3", "s6", "s7", "s8", "s9"
TEAM = ("s4", "s5")
LEVELS = ("Proficient", "Emergent", "Basic")
REASON, PAGE = "S2 has the mayor speak for the board.", "https://example.org/mayor"
WEIGHTS = {"told": 0, "signals": 2}
BANK = "Name who could know it."
QUESTIONS = [one.question.id for one in issued_form().questions]


def _answers(half: int = 2, mayor: bool = False, text: str = "") -> list[Entry]:
    """An answer to each question: all right for 0, all wrong for 1, else by turns."""
    given = []
    for number, question in enumerate(QUESTIONS):
        make = (right, wrong)[half if half < 2 else number % 2]
        response = make(question)
        if question == "owner" and mayor:
            response = Response(ticked=("the mayor",))
        if question == "doubt" and text:
            response = Response(text=text)
        sure = ("certain", "guess")[number % 2] if asked(question).question.ask_sure else ""
        given.append(a_try(question, response, number, sure))  # type: ignore[arg-type]
    return given


def _file(name: str, entries: Sequence[Entry]) -> bytes:
    part = Part(LESSON, issued_form().questions[0].revision, tuple(entries))
    return as_json(HandIn(LESSON, name, at(60), "0.1.0", (part,))).encode()


def _dispute() -> Entry:
    return entry("dispute", "owner", 30, reason=REASON, page=PAGE)


FILES = {
    "s1": _file("s1", _answers(0, text="Where did you test, and who has the figures?")),
    "s2": _file("s2", [*_answers(1, mayor=True, text="Believe them."), _dispute()]),
    "s3": _file("s3", _answers(2, mayor=True, text="Which month? Who took the samples?")),
    "team": _file("Team Otter", _answers(2, text="Ask for the figures of March.")),
    "s6": _file("s6", _answers(0, text="May one see the report itself?")),
    "s8": _file("s8", _answers(1, text="I do not believe it.")),
}
OWNERS = {"team": TEAM}
NAMES = {"s1": "alderada", "s2": "birchbo", "s3": "cedarchi", "s6": "gorsefinn_LATE", "s8": "ivy"}


def _words(command: str, *more: str) -> str:
    kit_says(command, "class", "--to", f"{command}.html", *more)
    return ReadPage(Path(f"{command}.html").read_text(encoding="utf-8")).words


# -- Counted on our own


def _responses() -> dict[str, dict[str, Mapping[str, Any]]]:
    """The first answer of each student to each question, from the bytes that were handed in."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for name, data in FILES.items():
        (part,) = json.loads(data)["lessons"]
        tries = [one for one in part["entries"] if one["what"] == "try"]
        for student in OWNERS.get(name, (name,)):
            found[student] = {one["question"]: one["response"] for one in reversed(tries)}
    return found


def _shares(levels: Mapping[str, float], accepted: bool) -> dict[str, dict[str, float]]:
    """What each answer of each student earns."""
    found: dict[str, dict[str, float]] = {}
    for student, responses in _responses().items():
        own = found.setdefault(student, {})
        for one in issued_form().questions:
            id, response = one.question.id, responses[one.question.id]
            assert one.key
            share = own_share(one.question, one.key, response, one.segments)
            share = levels[student] if id == "doubt" else share
            if accepted and id == "owner" and response["ticked"] == ["the mayor"]:
                share = 1.0
            assert share is not None
            own[id] = share
    return found


def _means(
    shares: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]
) -> dict[str, float]:
    """The weighted mean of each student."""
    return {
        student: sum(share * weights.get(id, 1) for id, share in own.items())
        / sum(weights.get(id, 1) for id in own)
        for student, own in shares.items()
    }


def _rows() -> dict[str, dict[str, float]]:
    """What ``grades.csv`` says."""
    found: dict[str, dict[str, float]] = {}
    with Path("class/grades.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["student"], {})[row["question"]] = float(row["share"])
    return found


def _gradebook(*words: str) -> dict[str, float]:
    Path("moodle.csv").unlink(missing_ok=True)
    kit_says("gradebook", "class", "--moodle", "--to", "moodle.csv", *words)
    with Path("moodle.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["idnumber"]: float(row["grade"]) for row in csv.DictReader(file)}


def _same(ours: Mapping[str, Any], theirs: Mapping[str, Any], within: float) -> None:
    assert ours.keys() == theirs.keys()
    for name, value in ours.items():
        assert theirs[name] == pytest.approx(value, abs=within), name


# -- The steps


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the lesson, and what the LMS packed of the class."""
    project = tmp_path / "project"
    (project / "notebooks").mkdir(parents=True)
    (project / "seeds" / "river").mkdir(parents=True)
    for path in RIVER.seed("river", "").iterdir():
        (project / "seeds" / "river" / path.name).write_bytes(path.read_bytes())
    (project / "answers").mkdir()
    (project / "answers" / "river.md").write_bytes(RIVER.answers("river").read_bytes())
    monkeypatch.chdir(project)
    members = {f"{NAMES[w]}_{n}345_67_river.json": FILES[w] for n, w in enumerate(NAMES, 1)}
    members["elmdov_8345_67_river.json"] = FILES["team"]
    members["torn_9345_67_river.json"] = FILES["s1"][:-40]
    put(project, {"uploads.zip": zipped(members), "roster.csv": ROSTER.encode()})
    return project


def _mark_all() -> dict[str, float]:
    """Two people mark every text, differ in one, and settle that; what each text is worth."""
    put(Path("class"), {"comment-bank.csv": f"comment\n{BANK}\n".encode()})
    given: dict[str, dict[str, str]] = {}
    for marker, shift in (("A. Lind", 0), ("B. Rook", 1)):
        page = mark("class", marker)
        assert isinstance(page, Marking)
        for _ in range(len(FILES) + len(TEAM)):
            if "All are marked." in page.count.value:
                break
            one = page.now
            level = LEVELS[(len(one.text) + shift * (one.student == "s3")) % 3]
            if one.student == "s2" and not shift:
                assert BANK in page.used.options
                page.used.value = BANK
                page.at_words.words.value, page.at_words.comment.value = "Believe", BANK
                page.at_words.put.click()
            for who, own in _responses().items():  # a team's text is marked once for all of it
                if own["doubt"]["text"] == one.text:
                    given.setdefault(who, {})[marker] = level
            page.give(level)
            page.skip.click()
        assert "All are marked." in page.count.value
    kit_says("grade", "class")
    mean = {
        who: statistics.mean(_worth(level) for level in own.values()) for who, own in given.items()
    }
    _same(mean, {who: own["doubt"] for who, own in _rows().items()}, 5e-5)
    together = differences("class")
    assert isinstance(together, Marking)
    assert (together.now.student, len(given["s3"])) == ("s3", 2)
    together.give("Emergent")
    return {
        who: _worth("Emergent") if who == "s3" else _worth(own["A. Lind"])
        for who, own in given.items()
    }


def _worth(level: str) -> float:
    return 1 - LEVELS.index(level) / 2


@pytest.mark.slow
def test_a_whole_cycle(sent: Path) -> None:
    said = kit_says(
        "collect", "uploads.zip", "--to", "class", "--exercise", "river", "--roster", "roster.csv"
    )
    assert "5 kept, 0 again, 1 to settle, 1 refused." in said
    assert "torn_9345_67_river.json" in said
    assert "Marked as late by Canvas: s6." in said
    team = sha256(FILES["team"]).hexdigest()
    said = kit_says("settle", "class", "--whose", team[:12], "--is", " & ".join(TEAM))
    assert "It counts from the next kit grade class on." in said
    said = kit_says("settle", "class", "--excuse", EXCUSED, "--why", "ill")
    assert "Report, brief and gradebook follow it" in said
    kit_says("settle", "class", "--due", "2026-11-20", "--zone", "Europe/Berlin")
    kit_says("settle", "class", "--late", "10 % a day, at most 50 %", "--absent", "zero")

    said = kit_says("grade", "class")
    assert "open, which counts neither way: 7." in said  # the texts
    levels = _mark_all()
    kit_says("grade", "class")
    before = _shares(levels, accepted=False)
    _same(before, _rows(), 5e-5)
    _look_at_report(before, {})
    assert "Disputed Waiting for your answer: owner (1)." in _words("brief", "--force")

    _answer_the_dispute(before)
    after = _shares(levels, accepted=True)
    kit_says("grade", "class", "--why", "the mayor as well")
    _same(after, _rows(), 5e-5)
    _weigh(after)
    _look_at_report(after, WEIGHTS)
    _look_at_report({who: own for who, own in after.items() if who in SECTION_B}, WEIGHTS, "B")
    _hand_back(after)
    _forget(after)


def _points(
    shares: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]
) -> dict[str, float]:
    """What goes into a gradebook: of a hundred, after the late rule, nought for who is absent."""
    means = _means(shares, weights)
    late = {who: 100 * mean * (0.9 if who == LATE else 1) for who, mean in means.items()}
    return {**late, ABSENT: 0.0}


def _look_at_report(
    shares: Mapping[str, Mapping[str, float]], weights: Mapping[str, float], section: str = ""
) -> None:
    """Each figure of totals and questions, and who chose what, is the one that we count."""
    words = _words("report", "--force", *(["--section", section] if section else []))
    n = len(shares)
    assert f"{n} of {5 if section else 9} students graded" in words
    totals = [100 * mean for mean in _means(shares, {}).values()]  # as that table says of itself
    for name, values in {
        "Mean; median": (statistics.fmean(totals), statistics.median(totals)),
        "Lowest; highest": (min(totals), max(totals)),
        "Standard deviation": (statistics.stdev(totals),),
    }.items():
        said = re.search(rf"{name} ([\d; %]+?) %? ?(?:of|n|how)", words)
        assert said, name
        assert list(map(int, re.findall(r"\d+", said[1]))) == pytest.approx(values, abs=0.501), name
    responses = _responses()
    for one in issued_form().questions:
        question, own = one.question, [shares[who][one.question.id] for who in shares]
        part = words[words.index(f"{question.id} ({question.kind})") :]
        said = re.search(r"Share (\d+) %.*?wholly right (\d+), blank 0, n = (\d+)", part)
        assert said, question.id
        assert int(said[1]) == pytest.approx(100 * statistics.fmean(own), abs=0.501), question.id
        assert int(said[2]) == sum(share > 1 - 1e-9 for share in own), question.id
        assert int(said[3]) == n
        for option in question.items if question.kind in ("choose", "choose-many") else ():
            chose = sum(option in responses[who][question.id]["ticked"] for who in shares)
            assert re.search(rf"{re.escape(option)} (?:key|accepted|–) {chose} ", part), option
    for who, mean in _means(shares, weights).items():
        found = re.search(rf" {who} [AB] .*? 1 (\d+) %(?:, (\d+) % with the late rule)? ", words)
        assert found, who
        assert int(found[1]) == pytest.approx(100 * mean, abs=0.501), who
        assert (found[2] is not None) == (who == LATE)


def _answer_the_dispute(before: Mapping[str, Mapping[str, float]]) -> None:
    """First what it would change, with nothing written; then for good."""
    (line,) = [one for one in kit_says("accept", "class").splitlines() if "s2: waits" in one]
    id = line.split()[0]
    kept = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    words = ("accept", "class", "--dispute", id, "--why", "S2 can be read so.")
    said = kit_says(*words, "--dry-run")
    mayor = [who for who, own in _responses().items() if own["owner"]["ticked"] == ["the mayor"]]
    assert mayor == [WHO_DISPUTES, ALSO_MAYOR, FORGOTTEN]
    assert "Students whose points change: 3." in said
    for who in mayor:
        was = sum(before[who].values())
        assert f"{who}: {was:.2f} of 11 → {was + 1:.2f} of 11: river owner 0 → 1" in said
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == kept
    assert said.removesuffix(said.splitlines()[-1] + "\n") in kit_says(*words)
    assert f"{id}  river “owner”, s2: accepted" in kit_says("accept", "class")
    log = Path("seeds/river/corrections.md").read_text(encoding="utf-8")
    assert log.count("river, `owner`") == 1
    assert log.rstrip().endswith(f"S2 can be read so. | {PAGE} |")


def _weigh(shares: Mapping[str, Mapping[str, float]]) -> None:
    """A question is left out and another counts twice: said before, and then in every total."""
    _same(_points(shares, {}), _gradebook(), 0.0051)
    for question, times in WEIGHTS.items():
        kit_says("weight", "class", "river", question, str(times), "--dry-run")
    _same(_points(shares, {}), _gradebook(), 0.0051)
    for question, times in WEIGHTS.items():
        kit_says("weight", "class", "river", question, str(times))
    ours = _points(shares, WEIGHTS)
    _same(ours, _gradebook(), 0.0051)
    of_b = {who: points for who, points in ours.items() if who in SECTION_B}
    _same(of_b, _gradebook("--section", "B"), 0.0051)


def _hand_back(shares: Mapping[str, Mapping[str, float]]) -> None:
    """Each student reads the own points, what became of the dispute, and what markers said."""
    kit_says("feedback", "class", "--pack", "back.zip")
    pages = sorted(Path("class/feedback").iterdir())
    assert len(pages) == len(shares)
    means = _means(shares, WEIGHTS)
    of = sum(WEIGHTS.get(id, 1) for id in QUESTIONS)
    for who in shares:
        (page,) = [path for path in pages if path.name.endswith(f"-{who}.html")]
        words = ReadPage(page.read_text(encoding="utf-8")).words
        total = re.search(rf"([\d.]+) of {of} points", words)
        assert total, who
        assert float(total[1]) == pytest.approx(of * means[who], abs=0.0051), who
        assert ("accepted: the answer is right as well" in words) == (who == WHO_DISPUTES)
        assert (REASON in words) == (who == WHO_DISPUTES)
        assert (BANK in words) == (who == WHO_DISPUTES)
        assert ("10 % less" in words) == (who == LATE)
    with ZipFile("back.zip") as packed:
        assert len(packed.namelist()) == len(FILES)  # a team's page goes to who handed in


def _forget(shares: Mapping[str, Mapping[str, float]]) -> None:
    """Who is forgotten is in no figure and no file, and is not collected again."""
    kit_says("forget-student", "class", FORGOTTEN, "--yes")
    left = {who: own for who, own in shares.items() if who != FORGOTTEN}
    _same(left, _rows(), 5e-5)
    _same(_points(left, WEIGHTS), _gradebook(), 0.0051)
    kit_says("grade", "class")
    _same(left, _rows(), 5e-5)
    text = b"I do not believe it."
    assert [path for path in Path("class").rglob("*.*") if text in path.read_bytes()] == []
    said = kit_says(
        "collect", "uploads.zip", "--to", "class", code=1
    )  # nothing new, and one is torn
    assert "ivy_5345_67_river.json: its student was forgotten here" in said
    assert "0 kept, 5 again, 0 to settle, 1 refused." in said
