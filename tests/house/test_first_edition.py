"""What the first edition left behind is opened, collected, graded and reported as it was then.

`tests/support/first-edition/README.md` says what each file is. The tests work on copies, through
the command line, `kit.lesson` and plain files, so that they hold wherever the modules are. Longer
than other files, so that all that has to survive is in one place.
"""

from __future__ import annotations

import csv
import dataclasses
import html
import io
import json
import re
import shutil
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import nbformat
import pytest

import kit
from kit.__main__ import main

WITNESS = Path(__file__).parent.parent / "support" / "first-edition"
EXERCISE = "ostrel-bridge"
DEMO = WITNESS / "hand-ins" / "demo-class"
BOOKS = WITNESS / "gradebooks"
POLICIES = ("first", "best", "last")

# What the first edition got wrong, and a later one gets right: the place, as the failing test
# names it, with the reason and the value that is right.
Place = tuple[str, ...]
_FORMULA = "a spreadsheet that separates by semicolons took what follows one for a formula"
_SAFE = "Who else could know? Say it, “in words”;' =1+1"
# A stored question looked like one that can be answered. Now it says first that it is a copy.
SAYS_IT_IS_A_COPY = (
    "This is a copy of the question, to be read. "
    "To answer it, run the notebook: Run > Run All Cells.\n\n"
)
# The first edition counted tests (`Feedback: later`) before anybody was told how they went.
UNTOLD = "a test counts nowhere until its results are told"
WITHOUT_TESTS: Mapping[Place, object] = {
    ("work", "questions"): 8,
    ("work", "tries"): 24,
    ("work", "right_at_last"): 6,
    ("work", "graded", "right"): 2,
    ("work", "graded", "n"): 6,
    ("work", "seconds"): 1212.0,
    ("work", "last"): "2025-09-15T08:41:41.073349Z",
    ("skills", "ATT", "n"): 3,
    ("skills", "ANO", "n"): 1,
    ("skills", "HDG", "n"): 1,
    ("skills", "COR", "right"): None,
    ("skills", "COR", "n"): None,
    ("skills", "NUM", "right"): None,
    ("skills", "NUM", "n"): None,
    ("discernment", "fails", "n"): 0,
    ("stated", "guess", "sure"): None,
    ("stated", "guess", "percent"): None,
    ("stated", "guess", "share", "right"): None,
    ("stated", "guess", "share", "n"): None,
    ("stated", "fairly sure", "sure"): None,
    ("stated", "fairly sure", "percent"): None,
    ("stated", "fairly sure", "share", "right"): None,
    ("stated", "fairly sure", "share", "n"): None,
    ("stated", "certain", "sure"): None,
    ("stated", "certain", "percent"): None,
    ("stated", "certain", "share", "right"): None,
    ("stated", "certain", "share", "n"): None,
    ("brier",): None,
    ("misconceptions", "misread"): 1,
    ("misconceptions", "more-than-said"): 1,
    ("misconceptions", "anonymous-is-official"): None,
    ("misconceptions", "copy"): None,
    ("misconceptions", "one-number"): None,
}
ONE_RULE = "the bar counts as right what the card calls right, a rating too"
NAMED_CORRECTIONS: Mapping[Place, tuple[str, object]] = {
    **{("report", "start-here", *place): (UNTOLD, value) for place, value in WITHOUT_TESTS.items()},
    ("bar", "start-here", "right"): (UNTOLD, 2),
    ("bar", "start-here", "to"): (UNTOLD, 5),
    ("bar", "kim-putin-trip/5-numbers-dates-and-names", "right"): (ONE_RULE, 4),
    ("bar", "kim-putin-trip/5-numbers-dates-and-names", "to"): (ONE_RULE, 3),
    **{
        ("moodle.csv", student, "feedback"): (
            _FORMULA,
            "\n".join(f"{question}: {_SAFE}" for question in questions),
        )
        for student, questions in {
            "sim-01": ("weigh", "plan"),
            "sim-05": ("plan",),
            "sim-06": ("weigh",),
            "ws-11": ("retell",),
        }.items()
    },
}

# Fields of a report's figures that have another name now, with the name they had.
RENAMED_FIGURES = {"score": "share"}

Row = dict[str, Any]


def recorded(name: str) -> Any:
    """What the first edition computed, as its own code wrote it down."""
    return json.loads((WITNESS / "expected" / f"{name}.json").read_text(encoding="utf-8"))


def compare(then: Mapping[Place, object], now: Mapping[Place, object]) -> None:
    """All that was there is there, and is the same, unless a named correction changes it."""
    wanted = {
        place: NAMED_CORRECTIONS[place][1] if place in NAMED_CORRECTIONS else value
        for place, value in then.items()
    }
    differ = {p: (value, now.get(p)) for p, value in wanted.items() if not same(value, now.get(p))}
    assert differ == {}, f"{len(differ)} of {len(then)} differ: (wanted, found)"


def same(one: object, other: object) -> bool:
    """Whether two values say the same; a number may be written in more or fewer digits."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < 0.0001
    return one == other


def test_each_named_correction_changes_a_value_that_was_recorded() -> None:
    everything = {
        **{place: value for who in ("mira", "jonas") for place, value in cards_then(who).items()},
        **{place: value for name in ("class", *POLICIES) for place, value in scores_then(name)},
        **figures_then(),
        **bars_then(),
        **{p: v for file in ("canvas.csv", "moodle.csv") for p, v in cells_of(BOOKS / file)},
    }
    for place, (why, value) in NAMED_CORRECTIONS.items():
        assert why
        assert not same(everything[place], value), place


# -- Where the tests work: copies of all of it


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The exercises of the time, in the teacher's own rooms."""
    return Path(shutil.copytree(WITNESS / "project", tmp_path / "project"))


@pytest.fixture
def mira_at_work(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner of the time in the course, with all that she answered."""
    home = shutil.copytree(WITNESS / "learner" / "mira", tmp_path / "home")
    monkeypatch.setenv("KIT_HOME", str(home))
    monkeypatch.chdir(project)


@pytest.fixture
def places(tmp_path: Path, project: Path) -> Mapping[str, Path]:
    """The folders in which the learners sat: the course and both editions, unpacked."""
    editions = {mode: unpack(mode, tmp_path / mode) for mode in ("graded", "practice")}
    return {"course": project, **editions}


def unpack(mode: str, to: Path) -> Path:
    """The folder in an edition's zip."""
    with zipfile.ZipFile(WITNESS / "editions" / f"{EXERCISE}-{mode}.zip") as files:
        files.extractall(to)
    (top,) = to.iterdir()
    return top


def run(*words: object, at: Path, home: Path | None = None) -> str:
    """What a command of the kit says, typed in a folder; it has to succeed."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(said):
        patch.chdir(at)
        patch.setenv("KIT_HOME", str(home or at.parent / "home"))
        patch.setattr(sys, "argv", ["kit", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
    assert end.value.code == 0, said.getvalue()
    return said.getvalue()


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# -- A learner's cards


def cards_then(who: str) -> dict[Place, object]:
    """What the cards showed then; feedback counts only where there was any."""
    found: dict[Place, object] = {}
    for row in recorded("cards")[who]:
        place = (who, row["place"], row["lesson"], row["question"])
        values = {name: row[name] for name in ("sure", "hints", "self_mark")}
        values["response"] = entered(row["response"])
        if row["verdict"]:
            values |= {name: row[name] for name in ("verdict", "saved", "may_try", "may_show")}
        found |= {(*place, name): value for name, value in values.items()}
    return found


def cards_now(
    who: str, home: Path, places: Mapping[str, Path], patch: pytest.MonkeyPatch
) -> dict[Place, object]:
    """What the same cards show with this state folder."""
    patch.setenv("KIT_HOME", str(home))
    found: dict[Place, object] = {}
    for place, lesson, ids in asked_then(who):
        patch.chdir(places[place])
        quiz = kit.lesson(lesson)
        for id in ids:
            state = state_of(quiz.ask(id))
            feedback = state["feedback"]
            values = {
                **{name: state[name] for name in ("sure", "self_mark", "saved")},
                **{name: state[name] for name in ("may_try", "may_show")},
                "response": entered(state["response"]),
                "hints": len(state["hints"]),
                "verdict": feedback["verdict"] if feedback else "",
            }
            found |= {(who, place, lesson, id, name): value for name, value in values.items()}
    return found


def asked_then(who: str) -> Iterator[tuple[str, str, list[str]]]:
    """The lessons that a learner looked at, each with where that was and its questions."""
    asked: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in recorded("cards")[who]:
        asked[row["place"], row["lesson"]].append(row["question"])
    return ((*where, ids) for where, ids in asked.items())


def state_of(card: Any) -> Row:
    """What the browser is told to show on a card."""
    assert hasattr(card, "state"), card
    state: Row = card.state
    return state


def entered(response: Mapping[str, Any]) -> Row:
    """A response without what is empty; a number that is entered as text is a number."""
    return {name: _as_numbers(value) for name, value in response.items() if value}


def _as_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: [float(part) for part in given] if isinstance(given, list) else given
            for name, given in value.items()
        }
    return value


@pytest.mark.parametrize("who", ["mira", "jonas"])
def test_every_card_shows_what_the_learner_left(
    who: str, tmp_path: Path, places: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(shutil.copytree(WITNESS / "learner" / who, tmp_path / "home"))
    compare(cards_then(who), cards_now(who, home, places, monkeypatch))


@pytest.mark.parametrize("who", ["mira", "jonas"])
def test_an_export_brings_the_same_to_another_computer_and_twice_brings_nothing(
    who: str, tmp_path: Path, places: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, home = WITNESS / "learner" / f"{who}.jsonl", tmp_path / "home"
    run("progress", "import", file, at=places["course"], home=home)
    compare(cards_then(who), cards_now(who, home, places, monkeypatch))
    before = log_of(home)
    run("progress", "import", file, at=places["course"], home=home)
    assert log_of(home) == before


def test_an_export_brings_nothing_to_the_computer_it_came_from(
    tmp_path: Path, project: Path
) -> None:
    home = Path(shutil.copytree(WITNESS / "learner" / "mira", tmp_path / "home"))
    before = log_of(home)
    run("progress", "import", WITNESS / "learner" / "mira.jsonl", at=project, home=home)
    assert log_of(home) == before


def log_of(home: Path) -> dict[str, bytes]:
    """The bytes of each file of a log."""
    return {path.name: path.read_bytes() for path in sorted((home / "log").glob("*.jsonl"))}


# -- A learner's report


def figures_then() -> dict[Place, object]:
    """The figures of the report then, each by its own place."""
    return {
        ("report", *place): value
        for exercise, figures in recorded("report-of-mira")["figures"].items()
        for place, value in leaves(figures, (exercise,))
    }


def leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """The single values in JSON with their places; what has a name is found by it."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from leaves(part, (*place, RENAMED_FIGURES.get(str(name), str(name))))
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            if isinstance(part, Mapping):
                yield from leaves(part, (*place, str(next(iter(part.values())))))
            elif isinstance(part, list | tuple) and len(part) == 2 and isinstance(part[0], str):
                yield from leaves(part[1], (*place, part[0]))
            else:
                yield from leaves(part, (*place, str(number)))
    else:
        yield place, value


@pytest.mark.usefixtures("mira_at_work")
def test_the_report_of_the_learner_counts_the_same() -> None:
    now: dict[Place, object] = {}
    for exercise in recorded("report-of-mira")["figures"]:
        report = kit.report(exercise)
        assert isinstance(report, kit.Report), report
        figures = dataclasses.asdict(report.figures)
        now |= {("report", *place): value for place, value in leaves(figures, (exercise,))}
    compare(figures_then(), now)


def bars_then() -> dict[Place, object]:
    """What the bar of each lesson said in words, by the word after each number."""
    return {
        ("bar", lesson, word): value
        for lesson, tally in recorded("report-of-mira")["tallies"].items()
        for word, value in {
            "of": tally["done"],
            "answered": tally["questions"],
            "right": tally["right"],
            "to": tally["revisit"],
        }.items()
    }


@pytest.mark.usefixtures("mira_at_work")
def test_the_bar_of_each_lesson_stands_where_it_stood() -> None:
    now: dict[Place, object] = {}
    for _, lesson, _ in bars_then():
        said = repr(kit.lesson(lesson).progress())
        now |= {("bar", lesson, word): int(n) for n, word in re.findall(r"(\d+) ([a-z]+)", said)}
    compare(bars_then(), now)


# -- A class


def scores_then(name: str) -> Iterable[tuple[Place, object]]:
    """The scores of the class, or of a new class by one of the policies."""
    rows = (
        recorded("scores-of-the-class")
        if name == "class"
        else recorded("scores-of-the-hand-ins")[name]
    )
    return ((p, v) for row in rows for p, v in _score(name, row, "tags"))


def scores_now(name: str, folder: Path) -> dict[Place, object]:
    """The scores in the table that a teacher opens."""
    rows = (_numbers(row) for row in rows_of(folder / "grades.csv"))
    return {place: value for row in rows for place, value in _score(name, row, "misconceptions")}


def _numbers(row: Mapping[str, str]) -> Row:
    share = float(row["share"]) if row["share"] else None
    counts = {name: int(row[name]) for name in ("tries", "hints")}
    return {**row, **counts, "share": share, "misconceptions": row["misconceptions"].split()}


def _score(name: str, row: Row, slips: str) -> Iterator[tuple[Place, object]]:
    place = (name, row["student"], row["lesson"], row["question"])
    for what in ("kind", "status", "share", "level", "tries", "hints", "sure"):
        yield (*place, what), row[what]
    yield (*place, "misconceptions"), row[slips]


@pytest.mark.parametrize("policy", POLICIES)
def test_hand_ins_collected_into_a_new_class_have_the_same_scores(
    policy: str, tmp_path: Path, project: Path
) -> None:
    folder = tmp_path / "class"
    run("collect", DEMO / "uploads", "--to", folder, "--roster", DEMO / "roster.csv", at=project)
    run("grade", folder, "--policy", policy, at=project)
    compare(dict(scores_then(policy)), scores_now(policy, folder))


@pytest.fixture
def old_class(tmp_path: Path) -> Path:
    """The class folder, with receipts, decisions, marks and five gradings."""
    return Path(shutil.copytree(WITNESS / "class", tmp_path / "class"))


def test_the_old_class_is_taken_over_with_its_scores_and_all_its_gradings(
    old_class: Path, project: Path
) -> None:
    gradings = {path.name: path.read_bytes() for path in (old_class / "grades").iterdir()}
    assert len(gradings) == 5
    run("collect", "--to", old_class, at=project)
    run("grade", old_class, at=project)
    compare(dict(scores_then("class")), scores_now("class", old_class))
    for name, data in gradings.items():
        assert (old_class / "grades" / name).read_bytes() == data


def test_the_old_class_goes_on_with_another_policy_and_back(old_class: Path, project: Path) -> None:
    run("grade", old_class, "--policy", "first", at=project)
    assert scores_now("class", old_class) != dict(scores_then("class"))
    run("grade", old_class, "--policy", "best", at=project)
    compare(dict(scores_then("class")), scores_now("class", old_class))


def test_what_the_old_class_received_is_known_when_it_comes_again(
    old_class: Path, project: Path
) -> None:
    files = sorted(path.name for path in (old_class / "hand-ins").iterdir())
    run("collect", WITNESS / "hand-ins" / "form", DEMO / "uploads", "--to", old_class, at=project)
    assert sorted(path.name for path in (old_class / "hand-ins").iterdir()) == files
    run("grade", old_class, at=project)
    compare(dict(scores_then("class")), scores_now("class", old_class))


def test_the_gradebooks_of_the_old_class_are_the_same(
    old_class: Path, project: Path, tmp_path: Path
) -> None:
    canvas, moodle = tmp_path / "canvas.csv", tmp_path / "moodle.csv"
    column = ("--canvas", BOOKS / "canvas-export.csv", "--column", "Bridge (41)")
    run("gradebook", old_class, "--to", canvas, *column, "--allow-open", at=project)
    run("gradebook", old_class, "--to", moodle, "--moodle", "--allow-open", at=project)
    for file in (canvas, moodle):
        compare(dict(cells_of(BOOKS / file.name)), dict(cells_of(file)))


def cells_of(book: Path) -> Iterator[tuple[Place, object]]:
    """The cells of a gradebook, each by its file, its row's first cell and its column."""
    for row in rows_of(book):
        name = next(iter(row.values()))
        yield from (((book.name, name, column), value) for column, value in row.items())


@pytest.mark.slow
def test_the_old_class_is_reported_and_handed_back(
    old_class: Path, project: Path, tmp_path: Path
) -> None:
    run("report", old_class, "--to", tmp_path / "report.html", at=project)
    page = words_of(tmp_path / "report.html")
    students = {row["id"] for row in rows_of(old_class / "roster.csv")}
    graded = {row["student"] for row in recorded("scores-of-the-class")}
    (missing,) = students - graded
    assert missing in page
    for row in recorded("scores-of-the-class"):
        assert row["question"] in page
    then, now = without_skills(BOOKS / "report.html"), without_skills(tmp_path / "report.html")
    assert not percentages_on(then) - percentages_on(now)
    run("feedback", old_class, at=project)
    assert len(list((old_class / "feedback").glob("*.html"))) == len(graded)


def words_of(page: Path) -> str:
    """What can be read on a page."""
    return words_in(page.read_text(encoding="utf-8"))


def words_in(text: str) -> str:
    """What can be read of HTML."""
    text = re.sub(r"<(style|svg|script).*?</\1>", " ", text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def without_skills(page: Path) -> str:
    """The words of a report but for its skills.

    The first edition had there mean shares of points, of blanks and texts too; now it is what is
    wholly right of the answers, as in a student’s own report.
    """
    text = page.read_text(encoding="utf-8")
    parts = r'<section aria-labelledby="skills">.*?</section>|<p>Weakest skills:.*?</p>'
    left, cut = re.subn(parts, " ", text, flags=re.S)
    assert cut == 2
    return words_in(left)


def percentages_on(page: str) -> Counter[str]:
    """The percentages on a page, and how often each is there."""
    return Counter(re.findall(r"\d+ ?%", page))


# -- A graded edition


def test_an_answer_in_the_old_graded_edition_is_handed_in_and_graded_as_then(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A student does today what another one did then, in the very edition of the time."""
    student = "sim-06"
    (upload,) = (DEMO / "uploads").glob(f"*-{student}-*.json")
    done = json.loads(upload.read_text(encoding="utf-8"))
    edition = unpack("graded", tmp_path / "graded")
    monkeypatch.setenv("KIT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(edition)
    for part in done["lessons"]:
        quiz = kit.lesson(part["lesson"])
        for seq, entry in enumerate(part["entries"], start=1):
            card = quiz.ask(entry["question"])
            do = {"try": "check", "hint": "hint"}[entry["what"]]
            act(card, {**entry, "do": do, "seq": seq})
            assert (state_of(card)["feedback"] or {}).get("verdict", "saved") == "saved"
    press_the_button(kit.lesson(f"{EXERCISE}/1-who-says-so"), student)
    folder = tmp_path / "class"
    roster = ("--roster", DEMO / "roster.csv")
    run("collect", edition / "hand-ins", "--to", folder, *roster, at=project)
    run("grade", folder, at=project)
    then = {place: value for place, value in scores_then("first") if place[1] == student}
    assert len(then) > 100
    compare(then, scores_now("first", folder))


def act(card: Any, message: Row) -> None:
    """Do on a card what a browser would tell it."""
    data = {"method": "custom", "content": message}
    card.comm.handle_msg({"content": {"data": data}, "buffers": []})


def press_the_button(quiz: Any, name: str) -> None:
    """Hand in under a name."""
    form = quiz.hand_in()
    form.name.value = name
    form.press()


# -- Answers files and notebooks


def test_the_answers_files_have_no_fault(project: Path) -> None:
    said = run("check", EXERCISE, at=project)
    assert "error" not in said


@pytest.mark.slow
def test_stored_notebooks_open_and_say_again_what_they_said(project: Path) -> None:
    notebooks = ("start-here.ipynb", f"{EXERCISE}/1-who-says-so.ipynb")
    for path in (project / "notebooks").rglob("*.ipynb"):
        if path.relative_to(project / "notebooks").as_posix() not in notebooks:
            path.unlink()
    run("store", at=project)
    for name in notebooks:
        then = outputs_of(WITNESS / "project" / "notebooks" / name)
        assert len(then) > 6
        now = outputs_of(project / "notebooks" / name)
        assert [said.removeprefix(SAYS_IT_IS_A_COPY) for said in now] == then


def outputs_of(path: Path) -> list[str]:
    """The questions, passages and tables that a notebook shows, as text."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return [
        output["data"]["text/plain"]
        for cell in notebook.cells
        if re.search(r"\.(ask|read|evidence)\(", cell.source)
        for output in cell.get("outputs", ())
    ]


# -- The witness itself


def test_the_witness_has_seen_each_kind_and_each_act() -> None:
    kinds = {(r["lesson"], r["question"]): r["kind"] for r in recorded("cards")["mira"]}
    acts: set[str] = set()
    shares: dict[str, set[str]] = defaultdict(set)
    files = sorted((WITNESS / "learner" / "mira" / "log").glob("*.jsonl"))
    for line in (line for file in files for line in file.read_text("utf-8").splitlines()):
        entry = json.loads(line)
        acts.add(entry["what"])
        if entry["what"] == "try":
            share = entry.get("share")
            kind = kinds[entry["lesson"], entry["question"]]
            shares[kind].add({0: "wrong", 1: "right", None: "none"}.get(share, "partly"))
    assert len(files) > 4
    assert acts == {"draft", "try", "hint", "show", "mark"}
    halves = {"choose-many", "highlight", "sort", "order", "match", "rate"}
    assert {kind for kind in shares if shares[kind] >= {"right", "wrong", "partly"}} == halves
    assert shares["choose"] >= {"right", "wrong"}
    assert shares["write"] == {"none"}
