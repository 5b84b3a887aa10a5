"""An exercise is changed by form: its tables, its source, its pictures, its lessons, its name."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest
from support.command_line import kit_says
from support.jupyterlab import KERNEL, RIVER, ROOT

from kit.article.project import Project
from kit.article.seed import read_chain, read_evidence
from kit.article.source_card import with_value
from kit.author import AuthoredLesson, packs
from kit.author.arranging import ArrangingPart
from kit.author.asked_card import AskedCard
from kit.author.consequences import make
from kit.author.exercise_forms import ExercisePart
from kit.author.exercises import deleted, new_lesson, renamed
from kit.author.files_form import FilesForm
from kit.author.frame import frame_of
from kit.author.notebook import (
    drop_cell,
    edit_file,
)
from kit.author.rows import with_row, without_row
from kit.author.scaffold.new_exercise import UnusableName
from kit.author.source_form import SourceForm
from kit.author.table_form import TableForm
from kit.check.check import check
from kit.question.read import read_question_set

BRIDGE = "ostrel-bridge"
LESSON = f"{BRIDGE}/1-who-says-so"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def project(tmp_path: Path, home: Path) -> Project:
    """A copy of the small exercise that comes with the course."""
    for room in ("seeds", "notebooks", "answers"):
        shutil.copytree(ROOT / room / BRIDGE, tmp_path / "rooms" / room / BRIDGE)
    nbformat.write(
        nbformat.v4.new_notebook(), tmp_path / "rooms" / "notebooks" / "start-here.ipynb"
    )
    return Project(tmp_path / "rooms")


@pytest.fixture
def quiz(project: Project) -> AuthoredLesson:
    """Its first lesson, open for its author."""
    return AuthoredLesson(LESSON, project)


def opened(quiz: AuthoredLesson, what: str) -> Any:
    """The form for one of the things of an exercise that can be changed."""
    part = ExercisePart(quiz)
    part.pick.field.value = what
    assert isinstance(part.form, FilesForm)
    return part.form


def card_of(quiz: AuthoredLesson, id: str, is_open: bool = True) -> Any:
    """The card of a question with its buttons, its form open or not."""
    card = quiz.ask(id)
    assert isinstance(card, AskedCard)
    if is_open:
        card.open_form()
    return card


def said(form: FilesForm) -> str:
    """What a form says, as a reader sees it."""
    return unescape(form.said.value)


def is_unsaved(form: FilesForm) -> bool:
    """Whether a form holds something unsaved now, whatever it held a line above."""
    return form.is_unsaved


def names(form: FilesForm) -> list[str]:
    """The buttons that a form shows."""
    return [button.description for button in form._bar.children]


def test_a_row_is_changed_and_every_other_byte_stays(
    quiz: AuthoredLesson, project: Project
) -> None:
    path = project.seed(BRIDGE, "evidence.csv")
    before = path.read_bytes()
    form = TableForm(quiz, "evidence")
    form.fields["says"].value = "It says, in\nshort, “nothing”."
    assert is_unsaved(form)
    form.save()
    assert f"Saved in seeds/{BRIDGE}/evidence.csv." in said(form)
    assert not is_unsaved(form)
    first, *rest = read_evidence(project, BRIDGE)
    assert first.says == "It says, in short, “nothing”."
    assert path.read_bytes().split(b"\n")[2:] == before.split(b"\n")[2:]
    assert quiz.pieces[0] == first
    assert rest
    form.undo()
    assert path.read_bytes() == before


@pytest.mark.slow
def test_a_new_row_gets_the_next_number_and_is_offered_at_once(
    quiz: AuthoredLesson, project: Project
) -> None:
    card = card_of(quiz, "cracks-owner")
    form = TableForm(quiz, "evidence")
    last = read_evidence(project, BRIDGE)[-1].id
    form.pick.field.value = -1
    assert form.fields["id"].value == f"E{int(last[1:]) + 1:02}"
    given = {"date": "2024-06-14", "publisher": "A board", "kind": "report", "origin": "A board",
             "independence": "root", "says": "The bridge stays open.", "url": "none"}  # fmt: skip
    for name, value in given.items():
        form.fields[name].value = value
    form.save()
    assert "Saved" in said(form)
    assert read_evidence(project, BRIDGE)[-1].publisher == "A board"
    offered = [id for _, id in card.form.reasons.evidence.options]
    assert offered[-1] == form.fields["id"].value


@pytest.mark.parametrize(
    ("table", "values", "word"),
    [
        ("evidence", {"id": "E01"}, "already the id"),
        ("claims", {"id": "C99", "segment": "S1", "span": "The mayor is green."}, "does not stand"),
        ("claims", {"id": "C99", "span": "The bridge"}, "names no paragraph"),
        ("chains", {"chain": "a", "place": "first", "link": "me", "open": "yes"}, "place"),
        ("chains", {"chain": "a", "place": "1", "link": "me"}, "choose one"),
        ("chains", {}, "Fill the row in first"),
    ],
)
def test_a_row_that_would_break_something_is_not_written(
    quiz: AuthoredLesson, project: Project, table: str, values: dict[str, str], word: str
) -> None:
    path = project.seed(BRIDGE, f"{table}.csv")
    before, form = path.read_bytes(), TableForm(quiz, table)
    form.pick.field.value = -1
    for field in form.fields.values():
        field.value = () if isinstance(field.value, tuple) else ""
    for name, value in values.items():
        form.fields[name].value = value
    form.save()
    assert word in said(form)
    assert "alert" in form.said.value
    assert path.read_bytes() == before


def test_a_doubtful_row_is_written_and_said(quiz: AuthoredLesson) -> None:
    form = TableForm(quiz, "evidence")
    form.fields["date"].value = "31.06.2024"
    form.save()
    assert "Saved" in said(form)
    assert "Worth a look" in said(form)
    assert "2024-06-31" in said(form)


def test_evidence_that_something_rests_on_is_not_taken_out(
    quiz: AuthoredLesson, project: Project
) -> None:
    form, before = TableForm(quiz, "evidence"), read_evidence(project, BRIDGE)
    form.delete()
    assert "rests on" in said(form)
    assert read_evidence(project, BRIDGE) == before


def test_a_row_that_somebody_else_changed_is_not_written_over(
    quiz: AuthoredLesson, project: Project
) -> None:
    form, path = TableForm(quiz, "evidence"), project.seed(BRIDGE, "evidence.csv")
    form.fields["says"].value = "Mine."
    theirs = path.read_bytes().replace(b"E01,", b"E01 ,", 1)
    path.write_bytes(theirs)
    form.save()
    assert "changed on disk" in said(form)
    assert path.read_bytes() == theirs
    assert form.fields["says"].value == "Mine."


def test_another_row_is_shown_only_once_nothing_is_lost(quiz: AuthoredLesson) -> None:
    form = TableForm(quiz, "evidence")
    form.fields["says"].value = "Not saved."
    form.pick.field.value = 1
    assert form.fields["says"].value == "Not saved."
    assert form.pick.field.value == 0
    drop, keep = form.guard.box.children[1].children
    keep.click()
    assert form.guard.box.children == ()
    form.pick.field.value = 1
    form.guard.box.children[1].children[0].click()
    assert form.pick.field.value == 1
    assert form.fields["says"].value != "Not saved."
    assert drop.description == "Yes, drop it"


def test_every_table_of_a_seed_has_a_form(tmp_path: Path, home: Path) -> None:
    for room in ("seeds", "notebooks", "answers"):
        shutil.copytree(ROOT / room / "kim-putin-trip", tmp_path / room / "kim-putin-trip")
    quiz = AuthoredLesson("kim-putin-trip/1-what-am-i-looking-at", Project(tmp_path))
    part = ExercisePart(quiz)
    tables = [name for name in part.pick.field.options if "table" in name]
    assert len(tables) == 6
    for name in part.pick.field.options[1:]:
        part.pick.field.value = name
        assert part.form, name
        assert not part.form.is_unsaved, name
        assert part.said.value == ""


def test_a_chain_is_begun_where_there_is_none(quiz: AuthoredLesson, project: Project) -> None:
    project.seed(BRIDGE, "chains.csv").unlink()
    form = TableForm(quiz, "chains")
    for name, value in {"chain": "new", "place": "1", "link": "a page", "open": "yes"}.items():
        form.fields[name].value = value
    form.save()
    form.pick.field.value = -1
    assert (form.fields["chain"].value, form.fields["place"].value) == ("new", "2")
    (link,) = read_chain(project, BRIDGE, "new")
    assert (link.link, link.open) == ("a page", "yes")


def test_rows_keep_the_table_s_own_separator_and_line_ends() -> None:
    from kit.article.tables import read_table

    text = "\ufeffid;says\r\nE01;one\r\nE02;two; three\r\n".replace("two; three", '"two; three"')
    table = read_table(text, "t.csv")
    one = with_row(text, table, ("id", "says"), {"id": "E01", "says": "a; b"}, table.rows[0])
    assert one == text.replace("E01;one", 'E01;"a; b"')
    new = with_row(text, table, ("id", "says"), {"id": "E03", "says": "x"}, None)
    assert new == f"{text}E03;x\r\n"
    assert without_row(text, table.rows[1]) == text.replace('E02;"two; three"\r\n', "")


@pytest.mark.slow
def test_the_source_card_keeps_all_that_is_not_changed(
    quiz: AuthoredLesson, project: Project
) -> None:
    path = project.seed(BRIDGE, "source.toml")
    before, form = path.read_text(encoding="utf-8"), SourceForm(quiz)
    form.fields[".author"].value = 'Ann "A" Author'
    form.fields["licences.pictures"].value = "CC0-1.0"
    form.save()
    after = path.read_text(encoding="utf-8")
    assert 'author = "Ann \\"A\\" Author"' in after
    assert after.rstrip().endswith('pictures = "CC0-1.0"')
    lines = [line for line in after.split("\n") if line not in before.split("\n")]
    assert len(lines) == 2
    form.fields["date.published"].value = "2999-01-01"
    form.save()
    assert "lies in the future" in said(form)


@pytest.mark.parametrize(
    ("card", "table", "key", "after"),
    [
        ("", "", "title", 'title = "new"\n'),
        ('[a]\nx = 1\n', "", "title", 'title = "new"\n[a]\nx = 1\n'),
        ("title = 'old' # kept\n", "", "title", 'title = "new" # kept\n'),
        ('[publisher]\nname = "o"\n\n[date]\n', "publisher", "name",
         '[publisher]\nname = "new"\n\n[date]\n'),
        ('publisher = "o"\n', "publisher", "name", 'publisher = "new"\n'),
        ('x = 1\n', "copy", "found", 'x = 1\n\n[copy]\nfound = "new"\n'),
        ('[copy]\n\n[date]\n', "copy", "found", '[copy]\nfound = "new"\n\n[date]\n'),
    ],
)  # fmt: skip
def test_one_value_of_a_card_is_changed(card: str, table: str, key: str, after: str) -> None:
    assert with_value(card, table, key, "new") == after


def test_a_value_that_is_written_oddly_is_left_to_a_hand() -> None:
    with pytest.raises(ValueError, match="change it in"):
        with_value('title = """\nold\n"""\n', "", "title", "new")


def test_a_picture_comes_with_words_and_over_no_other(
    quiz: AuthoredLesson, project: Project
) -> None:
    assert quiz.adding
    quiz.adding.add()
    form = quiz.adding.form
    assert form
    picture = form.picture
    picture.add()
    assert "Choose a picture" in picture.said.value
    upload = {"name": "The Bridge.PNG", "type": "image/png", "size": 1, "content": memoryview(PNG)}
    picture.file = type("Upload", (), {"value": (upload,)})()
    picture.shows.value = "bridge.png"
    picture.add()
    assert "Say what the picture shows" in picture.said.value
    project.seed(BRIDGE, "the-bridge.png").write_bytes(b"another")
    picture.shows.value = "a bridge [old]"
    form.fields.stem.value = "What is it?"
    picture.add()
    assert form.fields.stem.value == "What is it?\n\n![a bridge (old)](the-bridge-2.png)"
    assert project.seed(BRIDGE, "the-bridge-2.png").read_bytes() == PNG
    form.fields.own("items").value = "a bridge\na boat"
    assert form.session
    assert "data:image/png" in str(form.session.card.question["stem"])
    form.session.card.hear({"do": "draft", "seq": 1, "response": {"ticked": ["a bridge"]}})
    form.save()
    assert "Saved" in form.end.value
    assert "Because:" in form.end.value
    assert "never asked" not in form.end.value
    question = quiz.question_set.questions[-1]
    assert [name for name, _ in question.pictures] == ["the-bridge-2.png"]
    assert "the-bridge-2.png" not in question.id
    picture.file.value = ({**upload, "content": b"GIF no"},)
    picture.shows.value = "nothing"
    picture.add()
    assert "is not a picture" in unescape(picture.said.value)


@pytest.mark.slow
def test_a_new_lesson_is_sound_and_can_be_undone(quiz: AuthoredLesson, project: Project) -> None:
    before = project.lessons()
    known = check(project, [BRIDGE])
    form = opened(quiz, "A new lesson")
    form.make()
    assert "title and a goal" in said(form)
    form.fields["title"].value = "Numbers: what of?"
    form.fields["goal"].value = "find what a number is measured against."
    form.make()
    name = f"{BRIDGE}/4-numbers"
    assert project.lessons() == (*before, name)
    new = [p.text for p in check(project, [BRIDGE]) if p not in known and p.severity == "error"]
    assert all("no output stored" in text for text in new)
    form.undo()
    assert project.lessons() == before


@pytest.mark.slow
def test_a_renamed_exercise_is_the_same_and_everything_follows(
    quiz: AuthoredLesson, project: Project
) -> None:
    other = project.answers("other/1-a")
    other.parent.mkdir()
    other.write_text(f"# A\n\n## a (choose)\n\nTwin: {LESSON}/cues\n", encoding="utf-8")
    known = [p.text.replace(BRIDGE, "span") for p in check(project, [BRIDGE])]
    form = opened(quiz, "Another name for the exercise, or delete it")
    form.fields["name"].value = "Span!"
    form.rename()
    assert "small letters" in said(form)
    form.fields["name"].value = "span"
    form.rename()
    assert "“span” now" in said(form)
    assert not (project.root / "seeds" / BRIDGE).exists()
    assert not (project.root / "notebooks" / BRIDGE).exists()
    assert [p.text for p in check(project, ["span"])] == known
    for path in project.root.glob("notebooks/span/*.ipynb"):
        assert BRIDGE not in packs.without_outputs(path.read_text(encoding="utf-8"))
    assert f"Twin: span/{LESSON.partition('/')[2]}/cues" in other.read_text(encoding="utf-8")


def test_an_exercise_that_was_handed_out_keeps_its_name(project: Project) -> None:
    card = project.root / "answers" / "released" / f"{BRIDGE}-1" / "release.toml"
    card.parent.mkdir(parents=True)
    card.touch()
    with pytest.raises(UnusableName, match="handed out"):
        renamed(project, BRIDGE, "span")


def test_a_deleted_exercise_comes_back_by_undo_or_from_its_kept_copy(
    quiz: AuthoredLesson, project: Project, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {p: p.read_bytes() for p in project.root.rglob("*") if p.is_file()}
    form = opened(quiz, "Another name for the exercise, or delete it")
    form._delete.click()
    assert names(form) == ["Yes, delete it", "No, keep it"]
    form._sure.click()
    assert project.exercises() == ()
    assert "was deleted" in said(form)
    form._undo.click()
    assert {p: p.read_bytes() for p in project.root.rglob("*") if p.is_file()} == before
    form._delete.click()
    form._sure.click()
    (project.root / "notebooks").mkdir(exist_ok=True)
    (project.root / "seeds").mkdir(exist_ok=True)
    monkeypatch.chdir(project.root)
    kit_says("import", str(home / "deleted" / f"{BRIDGE}.pack"), "--yes")
    for path, data in before.items():
        if path.suffix in (".md", ".csv", ".txt") or path.name == "source.toml":
            assert path.read_bytes() == data, path


def in_all_rooms(project: Project) -> dict[Path, bytes]:
    """Every file of a project with its bytes."""
    return {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


def test_a_renamed_exercise_gets_its_name_back_by_undo_here_or_where_it_opens(
    quiz: AuthoredLesson, project: Project
) -> None:
    before = in_all_rooms(project)
    form = opened(quiz, "Another name for the exercise, or delete it")
    form.fields["name"].value = "span"
    form.rename()
    assert names(form) == ["Undo"]
    opened_anew = ExercisePart(AuthoredLesson(LESSON.replace(BRIDGE, "span"), project))
    opened_anew.pick.field.value = "Another name for the exercise, or delete it"
    assert isinstance(opened_anew.form, FilesForm)
    assert f"Undo: call it “{BRIDGE}” again" in names(opened_anew.form)
    form._undo.click()
    assert "as it was before" in said(form)
    assert in_all_rooms(project) == before
    assert not (project.root / "seeds" / "span").exists()
    form.rename()
    opened_anew.form._back.click()  # type: ignore[attr-defined]
    assert in_all_rooms(project) == before


def test_a_deleted_lesson_comes_back_by_undo_and_nothing_leads_to_where_it_was(
    quiz: AuthoredLesson, project: Project, home: Path
) -> None:
    second, third = f"{BRIDGE}/2-what-kind-of-sentence", f"{BRIDGE}/3-check-it"
    assert project.lessons() == (LESSON, second, third)
    map_of_all = project.root / "notebooks" / "map.ipynb"
    to_it = f"[the second]({second}.ipynb), and [the third]({third}.ipynb)"
    cell = nbformat.v4.new_markdown_cell(to_it)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), map_of_all)
    other = project.answers("other/1-a")
    other.parent.mkdir()
    other.write_text(f"# A\n\n## a (choose)\n\nTwin: {second}/kinds\n", encoding="utf-8")
    before = in_all_rooms(project)
    form = opened(quiz, "Delete a lesson")
    assert form.fields["lesson"].value == LESSON
    form.fields["lesson"].value = second
    form._delete.click()
    assert f"“{second}” with its notebook and its 6 questions" in said(form)
    assert in_all_rooms(project) == before
    form._sure.click()
    assert project.lessons() == (LESSON, third, "other/1-a")
    first = project.notebook(LESSON).read_text(encoding="utf-8")
    assert "Next: [Check it](3-check-it.ipynb)" in first
    assert f"the second, and [the third]({third}.ipynb)" in map_of_all.read_text(encoding="utf-8")
    assert "Twin" not in other.read_text(encoding="utf-8")
    assert "Close this page" not in said(form)
    assert (home / "deleted" / f"{second.replace('/', '-')}.pack").is_file()
    form._undo.click()
    assert in_all_rooms(project) == before


def test_nothing_leads_to_an_exercise_that_was_deleted(project: Project) -> None:
    start = project.root / "notebooks" / "start-here.ipynb"
    to_it = (
        f"Begin with [the bridge]({LESSON}.ipynb).\n\nNext: [Check it]({BRIDGE}/3-check-it.ipynb)"
    )
    cells = [nbformat.v4.new_markdown_cell(to_it)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), start)
    before = in_all_rooms(project)
    change = make(deleted(project, BRIDGE))
    assert nbformat.read(start, as_version=4).cells[0].source == "Begin with the bridge."
    assert not project.answers(LESSON).exists()
    change.undo()
    assert in_all_rooms(project) == before


def test_the_lesson_that_is_open_can_go_and_the_only_one_cannot(
    quiz: AuthoredLesson, project: Project
) -> None:
    second, third = f"{BRIDGE}/2-what-kind-of-sentence", f"{BRIDGE}/3-check-it"
    for name in (third, second):
        form = opened(quiz, "Delete a lesson")
        form.fields["lesson"].value = name
        form._delete.click()
        form._sure.click()
    assert "Next:" not in project.notebook(LESSON).read_text(encoding="utf-8")
    form = opened(quiz, "Delete a lesson")
    form._delete.click()
    assert "It is the only lesson of the exercise" in said(form)
    assert names(form) == ["Delete the lesson"]


@pytest.mark.slow
def test_what_is_shared_is_taken_in_as_it_was_once_it_was_shown(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = project.notebook(LESSON)
    content = nbformat.read(notebook, as_version=4)
    content.cells.append(nbformat.v4.new_code_cell("import os\nos.system('evil \x1b[2J')"))
    nbformat.write(content, notebook)
    monkeypatch.chdir(project.root)
    told = kit_says("share", BRIDGE)
    assert (project.root / f"{BRIDGE}.pack").is_file()
    there = tmp_path / "there"
    for room in ("seeds", "notebooks"):
        (there / room).mkdir(parents=True)
    monkeypatch.chdir(there)
    pack = str(project.root / f"{BRIDGE}.pack")
    told = kit_says("import", pack, code=1)
    assert "os.system('evil \\x1b[2J')" in told
    assert "lesson 1-who-says-so: “Who says so?”" in told
    assert list((there / "seeds").iterdir()) == []
    told = kit_says("import", pack, "--as", "span", "--yes")
    new = Project(there)
    mine = read_question_set(project, LESSON)
    theirs = read_question_set(new, "span/1-who-says-so")
    assert (theirs.questions, theirs.keys) == (mine.questions, mine.keys)
    assert theirs.problems == ()
    for command in (["store", "span"], ["author", "span", "--no-browser"]):
        told = kit_says(*command, code=1)
        assert "kit trust span" in told


def test_a_link_that_leads_out_is_not_shared(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("mine\n", encoding="utf-8")
    project.seed(BRIDGE, "more.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(packs.UnusablePack, match="leads out"):
        packs.make_pack(project, BRIDGE, with_article=True)


def test_the_form_shows_what_a_file_holds_before_it_takes_it_in(
    quiz: AuthoredLesson, project: Project
) -> None:
    data = packs.make_pack(project, BRIDGE, with_article=True)
    form = opened(quiz, "Take in an exercise that somebody shared")
    now = datetime.now(UTC)
    upload = {"name": "x.pack", "type": "", "size": 4, "content": b"no..", "last_modified": now}
    form.file.set_trait("value", [upload])
    assert "no pack" in said(form)
    assert names(form) == []
    upload = {**upload, "size": len(data), "content": data}
    form.file.set_trait("value", [upload])
    assert "It holds:" in form._held.value
    assert names(form) == ["Take it in"]
    assert form.fields["name"].value == f"{BRIDGE}-2"
    form.fields["name"].value = BRIDGE
    form.take()
    assert "already there" in said(form)
    form.fields["name"].value = "span"
    form.take()
    assert project.exercises() == (BRIDGE, "span")


def arranging(quiz: AuthoredLesson, id: str) -> ArrangingPart:
    """What moves and renames a question."""
    card = card_of(quiz, id, is_open=False)
    card.arrange()
    part = card._arranging
    assert isinstance(part, ArrangingPart)
    return part


def asked(project: Project, lesson: str = LESSON) -> list[str]:
    """The questions that a lesson's notebook asks, in order."""
    cells = nbformat.read(project.notebook(lesson), as_version=4).cells
    return [c.source.split('"')[1] for c in cells if c.source.startswith("quiz.ask(")]


def above(project: Project, id: str) -> str:
    """The text cell above the one that asks a question."""
    cells = nbformat.read(project.notebook(LESSON), as_version=4).cells
    at = next(n for n, cell in enumerate(cells) if f'ask("{id}")' in cell.source)
    return str(cells[at - 1].source)


def test_a_question_changes_places_with_its_neighbour_and_takes_its_heading_along(
    quiz: AuthoredLesson, project: Project
) -> None:
    before, order = project.answers(LESSON).read_bytes(), asked(project)
    heading = above(project, order[1])
    part = arranging(quiz, order[1])
    part.move(-1)
    assert asked(project) == [order[1], order[0], *order[2:]]
    ids = [question.id for question in read_question_set(project, LESSON).questions]
    assert ids == asked(project)
    assert heading.startswith("## ")
    assert above(project, order[1]) == heading
    part.move(-1)
    assert "first question already" in unescape(part.said.value)
    part.move(1)
    assert asked(project) == order
    assert project.answers(LESSON).read_bytes() == before


def test_a_question_is_renamed_wherever_it_is_named(quiz: AuthoredLesson, project: Project) -> None:
    twin = project.answers(f"{BRIDGE}/2-what-kind-of-sentence")
    text = twin.read_text(encoding="utf-8")
    block = f"\n## again (choose)\n\nWho?\n\n- [x] a\n- [ ] b\n\nTwin: {LESSON}/cues\n"
    twin.write_text(text + block, encoding="utf-8")
    part = arranging(quiz, "cues")
    part.name.value = "Cues?"
    part.rename()
    assert "small letters" in part.said.value
    part.name.value = asked(project)[1]
    part.rename()
    assert "already a question" in unescape(part.said.value)
    part.name.value = "words-of-saying"
    part.rename()
    assert asked(project)[0] == "words-of-saying"
    question_set = read_question_set(project, LESSON)
    assert question_set.questions[0].id == "words-of-saying"
    assert question_set.problems == ()
    assert f"Twin: {LESSON}/words-of-saying\n" in twin.read_text(encoding="utf-8")


def test_a_copy_of_a_question_is_a_draft_behind_it(quiz: AuthoredLesson, project: Project) -> None:
    arranging(quiz, "cues").copy()
    question_set = read_question_set(project, LESSON)
    assert [question.id for question in question_set.questions][:2] == ["cues", "cues-2"]
    draft, key = question_set.draft("cues-2"), question_set.key("cues")
    assert draft
    assert key
    assert draft.key.spans == key.spans
    assert asked(project)[:2] == ["cues", "cues-2"]


def test_a_question_moves_to_another_lesson_with_its_cell(
    quiz: AuthoredLesson, project: Project
) -> None:
    there = f"{BRIDGE}/3-check-it"
    part = arranging(quiz, "cues")
    part.others.value = there
    part.send()
    assert "cues" not in asked(project)
    assert asked(project, there)[-1] == "cues"
    assert read_question_set(project, LESSON).question("cues") is None
    assert read_question_set(project, there).key("cues")
    assert read_question_set(project, there).problems == ()


def test_a_question_that_goes_takes_the_heading_that_was_its_own(project: Project) -> None:
    path = project.notebook(LESSON)
    before = nbformat.read(path, as_version=4).cells
    edit_file(path, drop_cell("cues"))
    after = [cell.source for cell in nbformat.read(path, as_version=4).cells]
    gone = [cell.source for cell in before if cell.source not in after]
    assert gone[0].startswith("## ")
    assert gone[1:] == ['quiz.ask("cues")']


def test_drafts_are_walked_one_after_the_other(project: Project) -> None:
    path = project.answers(LESSON)
    text = path.read_text(encoding="utf-8")
    for id in ("speakers", "chain"):
        head, line, rest = text.partition(f"## {id} (")
        body, blank, more = rest.partition("\n\n## ")
        text = f"{head}{line}{body}\n\nDraft: found by rules{blank}{more}"
    path.write_text(text, encoding="utf-8")
    quiz = AuthoredLesson(LESSON, project)
    assert quiz.adding
    sent: list[object] = []
    frame_of(quiz.adding.box).send = lambda message: sent.append(message)
    card = card_of(quiz, "speakers", is_open=False)
    quiz.adding.next_draft()
    card._next.click()
    card._before.click()
    assert [message["id"] for message in sent] == ["speakers", "chain", "chain"]  # type: ignore[index]
    for id in ("speakers", "chain"):
        card_of(quiz, id, is_open=False).accept_draft()
    assert "no other draft" in quiz.show_draft("chain", 1)


def test_no_unsaved_question_is_dropped_without_a_word(quiz: AuthoredLesson) -> None:
    adding = quiz.adding
    assert adding
    adding.add()
    first = adding.form
    assert first
    adding.add()
    assert adding.form is not first
    first = adding.form
    assert first
    first.fields.stem.value = "Who?"
    for press in (adding.add, adding.manage, adding.close):
        press()
        assert adding.form is first
        assert adding._guard.box.children
    adding._guard.box.children[1].children[0].click()
    assert adding.form is None
    card = card_of(quiz, "cues")
    form = card.form
    form.reasons.because.value = "Said anew."
    card.close_form()
    assert [card.form] == [form]
    card._guard.box.children[1].children[0].click()
    assert card.form is None


def test_what_is_unsaved_outlives_the_cell_that_is_run_again(
    quiz: AuthoredLesson, project: Project
) -> None:
    assert quiz.adding
    quiz.adding.manage()
    assert quiz.adding.exercise
    quiz.adding.exercise.pick.field.value = "Evidence"
    quiz.adding.exercise.form.fields["says"].value = "Not saved."  # type: ignore[union-attr]
    card = card_of(quiz, "cues")
    form = card.form
    form.reasons.because.value = "Said anew."
    again = AuthoredLesson(LESSON, project)
    assert again.adding
    assert again.adding.exercise
    assert again.adding.exercise.form.fields["says"].value == "Not saved."  # type: ignore[union-attr]
    card = card_of(again, "cues", is_open=False)
    assert card.form is form
    form.save()
    assert "Saved" in form.end.value
    key = again.question_set.key("cues")
    assert key
    assert key.because == "Said anew."
    assert again.ask("cues").form is None


def test_the_exercise_is_checked_where_it_is_written(
    quiz: AuthoredLesson, project: Project
) -> None:
    assert quiz.adding
    quiz.adding.check()
    assert "finds nothing to mend" in quiz.adding.said.value
    path = project.answers(LESSON)
    path.write_text(path.read_text("utf-8").replace("Show: ", "Show: S99, ", 1), encoding="utf-8")
    quiz.adding.check()
    assert "have to be mended first" in quiz.adding.said.value
    assert "S99" in quiz.adding.said.value


def test_a_lesson_s_verdicts_get_their_scale_in_the_form(tmp_path: Path, home: Path) -> None:
    shutil.copytree(RIVER.root / "seeds", tmp_path / "seeds")
    shutil.copytree(RIVER.root / "answers", tmp_path / "answers")
    (tmp_path / "notebooks").mkdir()
    project = Project(tmp_path)
    quiz = AuthoredLesson("river", project)
    card = card_of(quiz, "owner")
    form = card.form
    question = read_question_set(project, "river").question("owner")
    assert question
    form.reasons.scale.value = "\n".join(["nobody here", *question.items[1:]])
    form.save()
    assert "none of them begins" in unescape(form.end.value)
    form.reasons.scale.value = "\n".join(" ".join(item.split()[:2]) for item in question.items)
    form.reasons.reason("the mayor").tag.value = "neer"
    form.save()
    assert "not a known misconception" in unescape(form.end.value)
    form.reasons.reason("the mayor").tag.value = "near: The outlet"
    form.save()
    key = read_question_set(project, "river").key("owner")
    assert key
    assert key.scale == question.items
    assert key.note("the mayor").misconception == "near"


def test_a_lesson_has_a_name_of_its_own(project: Project) -> None:
    name, files = new_lesson(project, BRIDGE, "Who pays?", "say who pays", 20)
    assert name == f"{BRIDGE}/4-pays"
    answers = files[project.answers(name)]
    assert answers
    assert answers.decode().startswith("# Who pays?\n\nMinutes: 20\nGoal: say who pays.\n")
    notebook = files[project.notebook(name)]
    assert notebook
    assert json.loads(notebook)["metadata"]["kernelspec"]["name"] == KERNEL["name"]
