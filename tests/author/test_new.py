"""A new exercise from any article: three lessons of drafts that hold together, or nothing."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.command_line import kit, kit_says
from support.readability import VERY_EASY
from support.soak import examples

from kit.article.intake import UnusableArticle, take_in
from kit.article.project import Project
from kit.article.seed import read_article, read_evidence
from kit.article.segments import cut
from kit.author.scaffold import scaffold
from kit.author.scaffold.kinds_of_sentence import kind_of
from kit.author.scaffold.material import gather
from kit.author.scaffold.new_exercise import (
    exercise_with_same_text,
    propose_name,
    write_all_or_nothing,
)
from kit.check.check import check
from kit.check.rules.prose import reading_level
from kit.check.stored_outputs import store
from kit.question.kinds import kind_names
from kit.question.parse import parse
from kit.question.read import read_question_set

AWKWARD = Path(__file__).parent.parent / "support" / "awkward"
FILES = sorted(path for path in AWKWARD.iterdir())
LESSONS = ("1-who-says-so", "2-what-kind-of-sentence", "3-check-it")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Empty rooms, where the command works."""
    for room in ("seeds", "notebooks", "answers"):
        (tmp_path / "rooms" / room).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "rooms")
    return Project(tmp_path / "rooms")


@pytest.fixture
def unrun(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The notebooks that would have been run; none of them starts a kernel."""
    ran: list[Path] = []
    monkeypatch.setattr("kit.commands.new.store", ran.append)
    return ran


def _all_files(project: Project) -> dict[str, bytes]:
    return {project.name(p): p.read_bytes() for p in project.root.rglob("*") if p.is_file()}


def _made(data: bytes, name: str = "article.txt") -> dict[str, bytes]:
    received = take_in(data, name)
    return scaffold("fish", received, received.about, data)


def _holds_together(files: dict[str, bytes]) -> set[str]:
    """Assert that a scaffold has no problem, and give the kinds of question it asks."""
    card = tomllib.loads(files["seeds/fish/source.toml"].decode())
    article = cut(files["seeds/fish/article.txt"].decode(), language=card["language"])
    kinds: set[str] = set()
    for lesson in LESSONS:
        question_set = parse(files[f"answers/fish/{lesson}.md"].decode(), lesson, article)
        assert question_set.problems == ()
        assert question_set.keys == ()
        assert len(question_set.drafts) == len(question_set.questions) >= 4
        assert question_set.minutes
        assert question_set.goal
        cells = json.loads(files[f"notebooks/fish/{lesson}.ipynb"])["cells"]
        asked = [c["source"] for c in cells if "quiz.ask(" in "".join(c["source"])]
        assert asked == [[f'quiz.ask("{q.id}")'] for q in question_set.questions]
        kinds |= {q.kind for q in question_set.questions}
    return kinds


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_awkward_article_gives_questions_of_every_kind(path: Path) -> None:
    assert _holds_together(_made(path.read_bytes(), path.name)) == set(kind_names())


@pytest.mark.slow
def test_a_long_article_is_used_as_far_as_three_lessons_go() -> None:
    paragraph = (
        "The mayor said that {} bridges may close. “We are late,” said Paul Ro of the town. "
    )
    text = "Bridges\n\n" + "\n\n".join(paragraph.format(n) * 5 for n in range(250))
    assert len(text.split()) > 20_000
    files = _made(text.encode())
    assert _holds_together(files) == set(kind_names())
    shown = json.loads(files["notebooks/fish/1-who-says-so.ipynb"])["cells"]
    read = next(c["source"][0] for c in shown if "quiz.read" in "".join(c["source"]))
    article = cut(text)
    last = int(read.rpartition("-S")[2].rstrip('")'))
    assert 500 < sum(len(s.text.split()) for s in article.segments[: last + 1]) <= 900


ODD = st.text(
    st.one_of(
        st.sampled_from(list("ab. \n\n“”\"'*_[]<>#=->:1|`~&;0דע。")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)
PIECES = st.one_of(
    ODD,
    st.sampled_from(
        [
            "The mayor said it may rain.",
            "“We [will] go,” said Ann Bo.",
            "Officials believe => 12% of *it*.",
            "Hint: on Monday, 3 May 2024, the dictator slammed it.",
            "“We will go.”",
            "- [x] 1. ## no (choose)\n> quoted",
            "\n\n",
            "\n\n",
        ]
    ),
)


@pytest.mark.slow
@settings(max_examples=examples(60), deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14), st.sampled_from(["a.txt", "a.md"]))
def test_any_article_gives_questions_without_a_problem(pieces: list[str], name: str) -> None:
    data = " ".join(pieces).encode()
    try:
        files = _made(data, name)
    except UnusableArticle:
        return
    assert _holds_together(files) >= set(kind_names()) - {"highlight"}


def test_the_seed_says_what_is_known_and_keeps_what_came(empty: Project, unrun: list[Path]) -> None:
    page = AWKWARD / "saved-page.html"
    said = kit_says("new", "bridge", "--article", page, "--license", "CC BY 4.0", "--url", "none")
    article = empty.seed("bridge", "article.txt").read_bytes()
    card = tomllib.loads(empty.seed("bridge", "source.toml").read_text(encoding="utf-8"))
    assert card["sha256"] == hashlib.sha256(article).hexdigest()
    assert article.decode().startswith(card["title"])
    assert (card["language"], card["author"], card["licence"]) == ("en", "Ann Bo", "CC-BY-4.0")
    assert card["publisher"]["name"] == "The Daily River"
    assert card["date"]["published"] == "2024-05-03"
    assert card["copy"]["found"] == "unknown"
    assert "main text" in card["cleaned"][0]
    assert "main text" in said
    assert empty.seed("bridge", card["received"]).read_bytes() == page.read_bytes()
    (evidence,) = read_evidence(empty, "bridge")
    assert (evidence.id, evidence.date) == ("E01", "2024-05-03")
    with empty.seed("bridge", "claims.csv").open(encoding="utf-8", newline="") as file:
        (claim,) = csv.DictReader(file)
    segments = {s.id: s.text for s in read_article(empty, "bridge").segments}
    assert claim["span"] in segments[claim["segment"]]
    assert claim["verdict_at_publication"] == "UNVERIFIED"


def test_an_article_that_needed_no_cleaning_is_kept_once(empty: Project, unrun: list[Path]) -> None:
    data = (AWKWARD / "no-capitals.txt").read_bytes()
    kit_says("new", "bridge", "--article", AWKWARD / "no-capitals.txt")
    assert empty.seed("bridge", "article.txt").read_bytes() == data
    assert not list(empty.root.glob("seeds/bridge/received.*"))


@pytest.mark.parametrize(
    ("given", "language"), [([], "und-Arab"), (["--language", "fa"], "fa")], ids=["script", "given"]
)
def test_of_a_language_only_the_script_is_guessed(
    empty: Project, unrun: list[Path], given: list[str], language: str
) -> None:
    kit_says("new", "jisr", "--article", AWKWARD / "right-to-left.txt", *given)
    assert read_article(empty, "jisr").language == language


@pytest.mark.slow
def test_the_new_exercise_has_no_error_and_says_what_comes_next(
    empty: Project, unrun: list[Path]
) -> None:
    for path in FILES:
        said = kit_says("new", path.stem, "--article", path)
        assert said.count(f"{path.stem}/1-who-says-so") >= 3
        assert f"kit check {path.stem}" in said
    errors = {p.text for p in check(empty) if p.severity == "error"}
    assert {text for text in errors if "no output stored" not in text} == set()
    assert len(unrun) == 3 * len(FILES)
    for path in FILES:
        for lesson in LESSONS:
            question_set = read_question_set(empty, f"{path.stem}/{lesson}")
            assert {d.key.judges for d in question_set.drafts} == {""}


PEOPLE = """Ferry of Sund to stop

“The ferry costs too much,” said Ada Lind, who leads the harbour office of Sund. Fewer people came.

Bo Ekman, who rows to work, signed a letter against it. The office of Sund would not comment.

“We shall see in May,” Lind told the paper on Monday. The council of Sund will vote in May.
"""


def test_a_person_has_one_name_and_only_who_speaks_is_an_option() -> None:
    files = {path: data.decode() for path, data in _made(PEOPLE.encode()).items()}
    voices = next(text for path, text in files.items() if path.endswith("1-who-says-so.md"))
    assert "- [x] Ada Lind\n" in voices
    assert "Bo Ekman" not in voices
    assert "] Lind\n" not in voices


def test_a_refusal_to_comment_foretells_nothing() -> None:
    kinds = {s.text: kind_of(s) for s in gather(cut(PEOPLE)).statements}
    assert kinds["The council of Sund will vote in May."] == "prediction"
    assert kinds["The office of Sund would not comment."] == ""


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("My Article", "my-article"),
        ("../seeds", "seeds"),
        ("Brücke_2024!", "brucke-2024"),
        ("-x-", "x"),
        ("دجلة", "my-article"),
        ("released", "released-article"),
        ("a" * 80, "a" * 60),
    ],
    ids=["spaces", "upwards", "accents", "dashes", "arabic", "released", "long"],
)
def test_a_name_that_will_not_do_is_refused_with_one_that_will(
    empty: Project, unrun: list[Path], name: str, better: str
) -> None:
    said = kit_says("new", "--article", AWKWARD / "no-capitals.txt", "--", name, code=1)
    assert f"“{better}”" in said
    assert _all_files(empty) == {}
    kit_says("new", better, "--article", AWKWARD / "no-capitals.txt")


def test_nothing_that_is_there_is_overwritten(empty: Project, unrun: list[Path]) -> None:
    article = str(AWKWARD / "no-capitals.txt")
    kit_says("new", "bridge", "--article", article)
    before = _all_files(empty)
    said = kit_says("new", "bridge", "--article", AWKWARD / "right-to-left.txt", code=1)
    assert "seeds/bridge is already there" in said
    assert "“bridge-2”" in said
    assert _all_files(empty) == before


@pytest.mark.parametrize("path", ["seeds/start", "notebooks/start.ipynb", "answers/start.md"])
def test_a_name_that_any_room_holds_is_taken(empty: Project, unrun: list[Path], path: str) -> None:
    (empty.root / path).write_text("mine", encoding="utf-8")
    said = kit_says("new", "start", "--article", AWKWARD / "no-capitals.txt", code=1)
    assert f"{path} is already there" in said
    assert _all_files(empty) == {path: b"mine"}


def test_the_same_article_under_another_name_is_said(empty: Project, unrun: list[Path]) -> None:
    article = str(AWKWARD / "hard-wrapped.txt")
    assert "same text" not in kit_says("new", "bridge", "--article", article)
    said = kit_says("new", "again", "--article", article)
    assert "seeds/bridge holds the same text" in said
    assert exercise_with_same_text("Another one", empty) == ""


@pytest.mark.parametrize("what", ["missing.txt", ".", "latin.txt"])
def test_a_file_that_cannot_be_taken_in_leaves_nothing(
    empty: Project, unrun: list[Path], tmp_path: Path, what: str
) -> None:
    (tmp_path / "latin.txt").write_bytes("Café au lait".encode("latin-1"))
    said = kit_says("new", "bridge", "--article", tmp_path / what, code=1)
    assert said.count("\n") == 1
    assert _all_files(empty) == {}


def _disk_full(_: Path) -> None:
    raise OSError(28, "No space left on device")


def _stopped(_: Path) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("fail", [_disk_full, _stopped], ids=["disk", "Ctrl+C"])
def test_a_run_that_fails_midway_takes_back_what_it_wrote(
    empty: Project, monkeypatch: pytest.MonkeyPatch, fail: Callable[[Path], None]
) -> None:
    shutil.rmtree(empty.root / "answers")
    (empty.root / "seeds" / "other").mkdir()
    monkeypatch.setattr("kit.commands.new.store", fail)
    assert kit("new", "bridge", "--article", AWKWARD / "no-capitals.txt").exit_code != 0
    left = sorted(empty.name(path) for path in empty.root.rglob("*"))
    assert left == ["notebooks", "seeds", "seeds/other"]


def test_a_folder_that_comes_up_meanwhile_is_left_alone(empty: Project) -> None:
    (empty.root / "notebooks" / "fish").mkdir()
    with pytest.raises(FileExistsError):
        write_all_or_nothing(empty, {"seeds/fish/a": b"a", "notebooks/fish/b": b"b"}, lambda: None)
    assert sorted(map(empty.name, empty.root.glob("*/*"))) == ["notebooks/fish"]


def test_a_computer_that_cannot_run_notebooks_still_gets_the_exercise(
    empty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_kernel(_: Path) -> None:
        raise RuntimeError("No such kernel named python3")

    monkeypatch.setattr("kit.commands.new.store", no_kernel)
    said = kit_says("new", "bridge", "--article", AWKWARD / "no-capitals.txt")
    assert "No such kernel" in said
    assert "kit store bridge" in said
    assert empty.notebook("bridge/3-check-it").is_file()


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_prose_fits_the_house(lesson: str) -> None:
    headline = "Bridge *opens* after [ten] years, " * 10
    files = _made(f"{headline}\n\nThe mayor said so.".encode())
    notebook = nbformat.reads(files[f"notebooks/fish/{lesson}.ipynb"].decode(), as_version=4)
    nbformat.validate(notebook)
    prose = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert 1 <= len(cell.source.splitlines()) <= 3
            assert cell.metadata.jupyter.source_hidden
        else:
            lines = [x for x in cell.source.splitlines() if x and not x.startswith(("#", "-"))]
            assert len(" ".join(lines).split()) <= 60, cell.source
            prose += [line for line in lines if "Bridge" not in line]
    assert r"\*opens\* after \[ten\]" in notebook.cells[0].source
    assert reading_level("\n\n".join(prose))[0] <= VERY_EASY


def test_a_proposal_is_free(empty: Project) -> None:
    (empty.root / "notebooks" / "fish.ipynb").touch()
    (empty.root / "answers" / "fish-2").mkdir()
    assert propose_name("Fish!", empty) == "fish-3"


@pytest.mark.slow
def test_the_notebooks_are_stored_with_what_a_second_run_gives(empty: Project) -> None:
    said = kit_says("new", "bridge", "--article", AWKWARD / "hard-wrapped.txt")
    assert "could not be run" not in said
    for lesson in LESSONS:
        question_set = read_question_set(empty, f"bridge/{lesson}")
        cells = nbformat.read(empty.notebook(f"bridge/{lesson}"), as_version=4).cells
        shown = {c.source: c.outputs for c in cells if "quiz." in c.source}
        assert all(len(outputs) == 1 for outputs in shown.values())
        for question in question_set.questions:
            (output,) = shown[f'quiz.ask("{question.id}")']
            assert question.stem in output.data["text/plain"]
    assert not store(empty.notebook(f"bridge/{LESSONS[2]}"))
    assert [p for p in check(empty) if p.severity == "error"] == []
