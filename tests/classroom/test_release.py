"""A student release runs on its own, tells no answer when it is graded, and is always the same."""

from __future__ import annotations

import html
import io
import os
import shutil
import subprocess
import sys
import zipfile
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import nbformat
import pytest
from support.card_sessions import secrets
from support.command_line import kit, kit_says
from support.jupyterlab import ROOT, build_river

from kit.article.project import Project
from kit.article.seed import read_article, read_work
from kit.check.check import check
from kit.classroom.grading.asked import read_issued_forms
from kit.classroom.releasing import make as releasing
from kit.classroom.releasing.archive import contents, pack
from kit.classroom.releasing.kit_files import needed, project_files
from kit.classroom.releasing.make import Made, NotReleased, Run, make_release, text_cells
from kit.classroom.releasing.released import (
    Mode,
    freeze,
    keys_have_changed,
    read_releases,
    revision_given,
    revision_now,
    work_of_last,
)
from kit.classroom.releasing.student_files import IN_PLACE
from kit.learner.log import Log
from kit.lesson.lesson import Lesson
from kit.question.read import read_question_set
from kit.question.write import as_text

TOP = "says-who-river"
PRACTICE_TOP = "says-who-river-practice"
TOPS: dict[Mode, str] = {"graded": TOP, "practice": PRACTICE_TOP}
BECAUSE = "The cue “said” hands the claim to somebody. It does not make the claim true."


def _leave(path: Path) -> None:
    """Leave a notebook's outputs as they are."""


def build_class(root: Path) -> Project:
    """The made-up exercise and the tour in a folder of their own, with outputs stored."""
    build_river(root)
    for room in ("answers", "notebooks", "seeds"):
        for path in (root / room).glob("hostile*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for path in (ROOT / room).glob("start-here*"):
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, root / room / path.name)
    project = Project(root)
    question_set, article = read_question_set(project, "river"), read_article(project, "river")
    notebook = nbformat.read(project.notebook("river"), as_version=4)
    for number, (cell, q) in enumerate(
        zip(notebook.cells[1:], question_set.questions, strict=True), 2
    ):
        data = {"text/plain": as_text(q, article.shown(q.show))}
        cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=number)]
    nbformat.write(notebook, project.notebook("river"))
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A teacher's folder with one exercise and the tour."""
    return build_class(tmp_path / "project")


@pytest.fixture
def whole_kit() -> None:
    """Asked for by a test whose releases hold the kit."""


@pytest.fixture(autouse=True)
def few_files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Releases without the kit, which is the same every time; else each takes a second longer."""
    if "whole_kit" not in request.fixturenames:
        monkeypatch.setattr(releasing, "project_files", lambda: {"Makefile": b"lab:\n"})


def make(
    project: Project,
    mode: Mode = "graded",
    run: Run = _leave,
    hints: bool = False,
) -> Made:
    """The release of the made-up exercise."""
    work = f"{mode}-copy"
    return make_release(project, "river", mode, run, work=work, hints=hints)


def names(made: Made) -> set[str]:
    """What is in a release, from its top folder on."""
    top = TOPS[made.release.mode]
    return {name.removeprefix(f"{top}/") for name in contents(made.data)}


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python with the kit of an unzipped release, and a learner's own empty home."""
    env = {**os.environ, "PYTHONPATH": str(folder), "KIT_HOME": str(folder / "home")}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=env, capture_output=True, text=True
    )


@pytest.mark.slow
def test_a_graded_release_has_what_it_needs_and_no_answers(
    project: Project, whole_kit: None
) -> None:
    found = names(make(project))
    assert {
        "Makefile", "start.py", "tests/steps.toml", "pyproject.toml",
        "requirements/lab.txt", "requirements/test.txt",
        "environment.yml", "LICENSE", "README.md",
        "kit/__init__.py", "kit/card/card.bundle.js", "kit/language/catalogues/fr.mo",
        "kit/jupyter/lab-settings.json",
        "notebooks/start-here.ipynb", "notebooks/hand-in.ipynb", "notebooks/river.ipynb",
        "notebooks/river.questions.md", "notebooks/start-here.questions.md",
        "seeds/river/article.txt", "seeds/river/source.toml", "seeds/river/evidence.csv",
        "seeds/start-here/article.txt", "tests/test_release.py", "tests/nbval.cfg",
    } <= found  # fmt: skip
    assert [name for name in found if name.startswith("answers") or "review.ipynb" in name] == []


def test_a_practice_release_has_the_answers_and_the_review(project: Project) -> None:
    found = names(make(project, "practice"))
    assert {"answers/river.md", "answers/start-here.md", "notebooks/review.ipynb"} <= found
    assert [name for name in found if name.endswith(".questions.md")] == []


@pytest.mark.slow
def test_what_authors_and_teachers_use_stays_behind() -> None:
    files = project_files()
    kept = {name for name in files if name.startswith("kit/")}
    stays = ("classroom", "author", "language/english")
    assert all((ROOT / "kit" / name).exists() for name in stays)
    assert [n for n in kept if n.startswith(tuple(f"kit/{name}" for name in stays))] == []
    code = {name.removeprefix("kit/"): data for name, data in files.items() if name in kept}
    assert set(needed(code, ["__main__.py", "lesson.py"])) <= code.keys()
    makefile = files["Makefile"].decode()
    assert "bench" not in makefile
    assert all(f"\n{target}:" in makefile for target in ("lab", "test", "check", "clean"))


def test_only_modules_that_are_imported_are_needed_with_the_data_beside_them() -> None:
    code = {
        "a.py": b"def f() -> None:\n    from kit.pages import one\n",
        "pages/__init__.py": b"import kit.b\n",
        "pages/one.py": b"",
        "pages/one.css": b"",
        "pages/deep/x.json": b"",
        "b.py": b"from kit.nowhere import x\n",
        "c.py": b"import kit.a\n",
        "tools/t.py": b"",
        "tools/t.txt": b"",
        "plain.css": b"",
    }
    assert set(needed(code, ["a.py"])) == code.keys() - {"c.py", "tools/t.py", "tools/t.txt"}


@pytest.mark.slow
def test_pages_point_to_this_exercise_and_only_to_what_is_there(project: Project) -> None:
    modes: tuple[Mode, Mode] = ("graded", "practice")
    for mode in modes:
        files = contents(make(project, mode).data)
        pages = {
            name: "\n".join(cell.source for cell in nbformat.reads(data.decode(), 4).cells)
            for name, data in files.items()
            if name.endswith(".ipynb")
        }
        assert 'lesson("river").hand_in()' in pages[f"{TOPS[mode]}/notebooks/hand-in.ipynb"]
        start = pages[f"{TOPS[mode]}/notebooks/start-here.ipynb"]
        assert 'course("river")' in start
        assert "[The river](river.ipynb)" in start
        assert 'quiz.ask("pick-one")' in start
        for text in pages.values():
            assert "second-look.ipynb" not in text
            assert "$" not in text
        assert ("press **Submit**" in start) == (mode == "graded")


def test_a_link_to_a_page_that_is_not_there_becomes_its_words(project: Project) -> None:
    _write(project.root / "notebooks" / "guide.ipynb", "{}")
    _add_cell(project, "See [the guide](guide.ipynb), [news](https://apnews.com/a.ipynb)")
    made = make(project)
    text = contents(made.data)[f"{TOP}/notebooks/river.ipynb"].decode()
    assert "See the guide, [news](https://apnews.com/a.ipynb)" in text


@pytest.mark.slow
def test_the_same_input_makes_the_same_zip_in_another_folder(
    tmp_path: Path, project: Project, whole_kit: None
) -> None:
    shutil.copytree(project.root, tmp_path / "elsewhere")
    for path in (tmp_path / "elsewhere").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o700)
    assert make(project).data == make(Project(tmp_path / "elsewhere")).data


def test_entries_of_a_zip_are_sorted_and_carry_nothing_of_this_machine() -> None:
    data = pack({"b/z.md": b"z", "b/a.md": b"a", "a.md": b""})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    assert [e.filename for e in entries] == ["a.md", "b/a.md", "b/z.md"]
    assert {(e.date_time, e.external_attr >> 16, e.create_system) for e in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0o644, 3)
    }


def test_a_lesson_of_a_graded_release_only_submits(tmp_path: Path, project: Project) -> None:
    made = make(project)
    for name, data in contents(made.data).items():
        path = tmp_path / "out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    student = Project(tmp_path / "out" / TOP)
    assert student.lessons() == ("river", "start-here")
    for lesson in student.lessons():
        question_set = read_question_set(student, lesson)
        quiz = Lesson(lesson, student, Log(tmp_path / "log"))
        assert question_set.keys == ()
        asked = read_question_set(project, lesson).questions
        assert any(question.hint for question in asked)
        assert question_set.questions == tuple(replace(q, hint="") for q in asked)
        for question in question_set.questions:
            card = quiz.ask(question.id)
            assert card.question["hide_feedback"]  # type: ignore[union-attr]
            assert card.state["feedback"] is None  # type: ignore[union-attr]


@pytest.mark.slow
def test_a_graded_release_holds_no_hint_unless_its_teacher_says_so(project: Project) -> None:
    hint = "Look for a verb of saying."
    without, given = make(project), make(project, hints=True)
    assert hint not in "".join(
        d.decode("utf-8", "replace") for d in contents(without.data).values()
    )
    assert f"Hint: {hint}" in contents(given.data)[f"{TOP}/notebooks/river.questions.md"].decode()
    practice = contents(make(project, "practice").data)
    assert hint in practice[f"{PRACTICE_TOP}/answers/river.md"].decode()
    assert without.release.id != given.release.id
    for made in (without, given):
        assert freeze(project, made.release)
        copy = made.release.project.questions("river").read_text(encoding="utf-8")
        assert (hint in copy) == made.release.hints
    # What students hand in names the revision that they got, and is graded with its key.
    forms = {form.id: form for form in read_issued_forms(project, "river")}
    for made in (without, given):
        form = forms[made.release.id]
        assert form.revisions == frozenset(made.release.revisions)
        assert all(asked.key for asked in form.questions)


@pytest.mark.slow
def test_no_secret_is_anywhere_in_a_graded_release(project: Project, whole_kit: None) -> None:
    files = contents(make(project).data)
    text = "".join("\n".join(d.decode("utf-8", "replace") for d in files.values()).split())
    article = "".join(read_article(project, "river").segments[n].text for n in range(4))
    public = "".join((article + text_of_questions(project)).split())
    for lesson in ("river", "start-here"):
        for key in read_question_set(project, lesson).keys:
            for secret in secrets(key):
                bare = "".join(secret.split())
                if bare not in public and len(bare) > 20:
                    assert bare not in text, secret
    assert "[x]" not in "\n".join(
        data.decode() for name, data in files.items() if name.endswith((".md", ".ipynb"))
    )


def text_of_questions(project: Project) -> str:
    """All that the questions themselves say."""
    question_sets = (read_question_set(project, lesson) for lesson in ("river", "start-here"))
    return "".join(
        as_text(question) for question_set in question_sets for question in question_set.questions
    )


# Where a key could hide. Each plants it and gives back how the notebooks are then run.


def _add_cell(project: Project, source: str, kind: str = "markdown", **metadata: object) -> Run:
    notebook = nbformat.read(project.notebook("river"), as_version=4)
    if kind == "markdown":
        notebook.cells.append(nbformat.v4.new_markdown_cell(source, metadata=metadata))
    else:
        outputs = [nbformat.v4.new_output("stream", text="x")]
        notebook.cells.append(nbformat.v4.new_code_cell(source, outputs=outputs))
    nbformat.write(notebook, project.notebook("river"))
    return _leave


def _printing(**data: str) -> Run:
    """A run in which the last cell of the lesson prints this."""

    def run(path: Path) -> None:
        if path.name == "river.ipynb":
            notebook = nbformat.read(path, as_version=4)
            out = {name.replace("_", "/"): text for name, text in data.items()}
            notebook.cells[-1].outputs = [nbformat.v4.new_output("display_data", out)]
            nbformat.write(notebook, path)

    return run


def _write(path: Path, text: str | bytes) -> Run:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return _leave


def _change(path: Path, old: str, new: str) -> Run:
    text = path.read_text(encoding="utf-8")
    assert old in text
    return _write(path, text.replace(old, new, 1))


def _in_notebook_metadata(project: Project, secret: str) -> Run:
    notebook = nbformat.read(project.notebook("river"), as_version=4)
    notebook.metadata["answers"] = {"owner": [secret]}
    nbformat.write(notebook, project.notebook("river"))
    return _leave


def _in_output_metadata(project: Project, secret: str) -> Run:
    notebook = nbformat.read(project.notebook("river"), as_version=4)
    notebook.cells[1].outputs[0].metadata["note"] = secret
    nbformat.write(notebook, project.notebook("river"))
    return _leave


def _in_attachment(project: Project, secret: str) -> Run:
    notebook = nbformat.read(project.notebook("river"), as_version=4)
    data = {"image/svg+xml": b64encode(f"<svg><desc>{secret}</desc></svg>".encode()).decode()}
    notebook.cells.append(nbformat.v4.new_markdown_cell("A map", attachments={"map.svg": data}))
    nbformat.write(notebook, project.notebook("river"))
    return _leave


PLACES: dict[str, Callable[[Project, str], Run]] = {
    "a text cell": lambda project, s: _add_cell(project, f"As we saw: {s}"),
    "a comment in a cell": lambda project, s: _add_cell(project, f"1  # {s}", "code"),
    "a cell's metadata": lambda project, s: _add_cell(project, "Go on.", description=s),
    "the notebook's metadata": _in_notebook_metadata,
    "an output": lambda project, s: _printing(text_plain=s),
    "an output of HTML": lambda project, s: _printing(text_html=f"<p>{html.escape(s)}</p>"),
    "an address in an output": lambda project, s: _printing(text_html=f"<a href='?q={quote(s)}'>"),
    "an output's metadata": _in_output_metadata,
    "the alternative text of an image": lambda project, s: _printing(
        text_html=f'<img alt="{html.escape(s)}" src="data:,">'
    ),
    "the alternative text of a picture in a text cell": lambda project, s: _add_cell(
        project, f"![{s}](https://alda.test/map.png)"
    ),
    "an attached picture": _in_attachment,
    "a picture's bytes": lambda project, s: _write(
        project.root / "notebooks" / "river" / "map.svg", f"<svg><!-- {s} --></svg>"
    ),
    "a file's name": lambda project, s: _write(
        project.root / "notebooks" / "river" / f"{s.replace(' ', '-')}.png", b"\x89PNG"
    ),
    "the source card": lambda project, s: _write(
        project.seed("river", "source.toml"),
        project.seed("river", "source.toml").read_text(encoding="utf-8") + f"\nnote = {s!r}\n",
    ),
    "the first hint of another question": lambda project, s: _change(
        project.answers("river"), "## told (choose-many)\n\nWhat does S2 tell you? Tick all that "
        "apply.\n\nShow: S2\n", "## told (choose-many)\n\nWhat does S2 tell you? Tick all that "
        f"apply.\n\nShow: S2\nHint: {s}\n",
    ),
    "the article's page of the tour": lambda project, s: _change(
        project.notebook("start-here"), "It is made up, and so is the town.", s
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("plant", PLACES.values(), ids=PLACES)
def test_a_key_that_hides_anywhere_is_refused(
    project: Project, plant: Callable[[Project, str], Run]
) -> None:
    run = plant(project, BECAUSE)
    with pytest.raises(NotReleased, match="the explanation of “owner”") as refused:
        make(project, run=run, hints=True)
    assert BECAUSE not in str(refused.value)
    shutil.rmtree(project.root)
    innocent = plant(build_class(project.root), "The river runs down to the sea, as rivers do.")
    assert make(project, run=innocent).data


@pytest.mark.slow
def test_a_hint_a_model_a_rubric_and_a_verdict_are_refused_all_at_once(project: Project) -> None:
    _write(
        project.seed("river", "claims.csv"),
        "id,segment,span,verdict_at_publication\nC01,S1,clean,ONLY SO FAR AS ANYBODY TESTED\n",
    )
    _add_cell(project, "Look for a verb of saying. It is “said”.")
    _add_cell(project, "Where did you test the water, and may I see the figures?")
    _add_cell(project, "It names a fact that would settle it, and who would know.")
    _add_cell(project, "This is true only so far as anybody tested.")
    with pytest.raises(NotReleased) as refused:
        make(project)
    *lines, end = str(refused.value).splitlines()
    assert [line.split(": ")[1].split(" of “")[0] for line in lines] == [
        "a hint", "the model answer", "a level of the rubric", "a verdict (river)",
    ]  # fmt: skip
    assert [line.split(", ")[1][:7] for line in lines] == [f"cell {n}" for n in range(13, 17)]
    assert end.startswith("4 places tell an answer")


@pytest.mark.slow
def test_a_cell_for_practice_only_is_not_in_a_graded_release(project: Project) -> None:
    _add_cell(project, BECAUSE, tags=["practice-only"])
    _add_cell(project, "Go on.", tags=["other"])
    name = "notebooks/river.ipynb"
    graded = contents(make(project).data)[f"{TOP}/{name}"].decode()
    assert BECAUSE not in graded
    assert "Go on." in graded
    practice = contents(make(project, "practice").data)
    assert BECAUSE in practice[f"{PRACTICE_TOP}/{name}"].decode()


@pytest.mark.parametrize("mode", ["graded", "practice"])
def test_a_text_keeps_the_ids_of_its_evidence_in_an_edition(project: Project, mode: Mode) -> None:
    """Students may know on which rows a text rests: they can open these rows."""
    rests_on = {"evidence": ["E01"]}
    _add_cell(project, "It is.", says_who=rests_on)
    files = contents(make(project, mode).data)
    data = files[f"{TOPS[mode]}/notebooks/river.ipynb"].decode()
    assert nbformat.reads(data, as_version=4).cells[-1].metadata == {"says_who": rests_on}


def test_tables_that_answer_stay_and_cells_that_show_them_say_so(project: Project) -> None:
    _write(project.seed("river", "outcomes.csv"), "statement,outcome\nIt rains.,yes\n")
    _write(project.seed("river", "counts.csv"), "place,fish,verdict\nmill,3,TRUE\n")
    _write(project.seed("river", "corrections.md"), BECAUSE)
    _add_cell(project, 'quiz.score_forecast("river", "forecast")', "code")
    _add_cell(project, 'counted = quiz.table("counts")\ncounted["verdict"]', "code")
    _add_cell(project, "counted.shape", "code")
    _add_cell(project, "quiz.how_it_went()", "code")
    _add_cell(project, 'quiz.table("counts")["fish"]', "code")
    made = make(project)
    assert made.left_out == ("counts.csv: verdict", "outcomes.csv")
    files = contents(made.data)
    assert files[f"{TOP}/seeds/river/counts.csv"] == b"place,fish\nmill,3\n"
    assert {name for name in files if "/seeds/river/" in name} == {
        f"{TOP}/seeds/river/{name}"
        for name in ("article.txt", "counts.csv", "evidence.csv", "release.toml", "source.toml")
    }
    cells = nbformat.reads(files[f"{TOP}/notebooks/river.ipynb"].decode(), as_version=4).cells
    assert [cell.source for cell in cells[-5:-1]] == [IN_PLACE] * 4
    assert cells[-1].cell_type == "code"
    practice = contents(make(project, "practice").data)
    assert practice[f"{PRACTICE_TOP}/seeds/river/corrections.md"] == BECAUSE.encode()
    assert b"verdict" in practice[f"{PRACTICE_TOP}/seeds/river/counts.csv"]


def test_an_exercise_that_is_not_ready_is_refused_with_all_that_is_to_mend(
    project: Project,
) -> None:
    before = project.answers("river").read_text(encoding="utf-8")
    _change(project.answers("river"), "Skills: ATT", "Skills: ATT\nDraft: found by rules")
    with pytest.raises(NotReleased, match=r"river\.md: “owner” is a draft"):
        make(project)
    _write(project.answers("river"), before.replace("Skills: ATT", "Skills: XYZ"))
    with pytest.raises(NotReleased, match=r"answers/river\.md:\d+: .*XYZ"):
        make(project)
    _write(project.answers("river"), before)
    project.seed("river", "article.txt").unlink()
    with pytest.raises(NotReleased, match=r"article\.txt"):
        make(project)


def test_an_unknown_exercise_and_the_tour_alone_are_refused(project: Project) -> None:
    with pytest.raises(NotReleased, match="did you mean “river”"):
        make_release(project, "rivers", "graded", _leave)
    with pytest.raises(NotReleased, match="part of every release"):
        make_release(project, "start-here", "graded", _leave)
    with pytest.raises(NotReleased, match=r"There is no exercise “\.\./river”"):
        make_release(project, "../river", "graded", _leave)


@pytest.mark.slow
def test_what_was_released_is_kept_and_graded_with(project: Project) -> None:
    made = make(project)
    assert freeze(project, made.release)
    kept = {p: p.read_bytes() for p in made.release.project.root.rglob("*") if p.is_file()}
    assert not freeze(project, make(project).release)
    assert {p: p.read_bytes() for p in made.release.project.root.rglob("*") if p.is_file()} == kept
    assert read_releases(project, "river") == (made.release,)
    (lesson, revision) = made.release.revisions[0]
    _change(project.answers("river"), "does not make the claim true", "proves nothing")
    assert keys_have_changed(project, made.release)
    _change(project.answers("river"), "What would you ask the water board?", "What would you ask?")
    (then,) = read_releases(project, "river")
    assert (lesson, revision) in then.revisions
    question_set = read_question_set(then.project, lesson)
    assert question_set.questions[-1].stem == "What would you ask the water board?"
    assert question_set.keys[0].because == BECAUSE
    assert project.lessons() == ("river", "start-here")
    assert [p for p in check(project) if "released" in p.path] == []
    assert make(project).release.id != made.release.id
    assert make(project, "practice").release.id != make(project).release.id
    assert [p.name for p in made.release.project.root.parent.iterdir()] == [
        f"river-{made.release.id}"
    ]


@pytest.mark.parametrize("room", ["seeds/river", "notebooks/river"])
def test_a_picture_of_a_question_goes_along_and_is_kept(room: str, project: Project) -> None:
    picture = b"GIF89a" + bytes(20)
    for name in ("flood.gif", "other.gif"):
        (project.root / room).mkdir(exist_ok=True)
        (project.root / room / name).write_bytes(picture)
    stem = "What would you ask the water board?"
    _change(project.answers("river"), stem, f"{stem}\n\n![a flood](flood.gif)")
    made = make(project)
    assert contents(made.data)[f"{TOP}/{room}/flood.gif"] == picture
    if room.startswith("seeds"):
        assert f"{room}/other.gif" not in names(made)
    assert freeze(project, made.release)
    (kept,) = read_releases(project, "river")
    question_set = read_question_set(kept.project, "river")
    assert question_set.problems == ()
    assert dict(question_set.questions[-1].pictures)["flood.gif"].startswith("data:image/gif")
    assert revision_now(kept.project, "river") == revision_now(project, "river")


def test_the_release_of_a_damaged_card_is_said(project: Project) -> None:
    made = make(project)
    odd = replace(made.release, exercise='ri"ver', project=made.release.project)
    shutil.copytree(project.root / "seeds" / "river", project.root / "seeds" / 'ri"ver')
    freeze(project, odd)
    assert read_releases(project, 'ri"ver')[0].exercise == 'ri"ver'


def test_the_command_says_what_is_wrong_in_a_sentence(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    there = tmp_path / "there.zip"
    there.write_bytes(b"mine")
    for words, said in {
        ("river", "--to", "a.zip"): "--graded",
        ("river", "--graded", "--practice", "--to", "a.zip"): "--graded",
        ("river", "--graded", "--to", "a.tar"): "end it with “.zip”",
        ("river", "--graded", "--to", str(there)): "is there already",
        ("stream", "--graded", "--to", "a.zip"): "There is no exercise “stream”",
    }.items():
        done = kit("release", *words)
        assert done.exit_code == 1
        assert said in done.stderr
    assert there.read_bytes() == b"mine"
    assert not (project.root / "answers" / "released").exists()


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Project, Path]:
    """What the command said, the teacher's rooms, and the graded release, unzipped."""
    folder = tmp_path_factory.mktemp("class")
    project = build_class(folder / "project")
    _add_cell(project, "quiz.progress()", "code")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project.root)
        said = kit_says("release", "river", "--graded", "--to", "river.zip")
    with zipfile.ZipFile(project.root / "river.zip") as archive:
        archive.extractall(folder)
    return said, project, folder / TOP


@pytest.mark.slow
def test_the_command_says_what_it_made_and_what_is_left_to_read(
    handed_out: tuple[str, Project, Path],
) -> None:
    said, project, _ = handed_out
    (release,) = read_releases(project, "river")
    assert "river.zip: “river”, graded, 1 lesson." in said
    assert f"Kept for grading in answers/released/river-{release.id}" in said
    count = text_cells((project.root / "river.zip").read_bytes())
    assert f"read the {count} text cells" in said


@pytest.mark.whole
def test_an_unzipped_release_passes_its_own_tests(handed_out: tuple[str, Project, Path]) -> None:
    _, _, folder = handed_out
    steps = {
        "style": ("ruff", "check", "--no-cache"),
        "layout": ("ruff", "format", "--check", "--no-cache"),
        "lessons": ("kit", "check"),
        "tests and notebooks": ("pytest", "-q", "--nbval", "--nbval-current-env",
                                "--nbval-sanitize-with", "tests/nbval.cfg", "tests", "notebooks"),
    }  # fmt: skip
    for title, words in steps.items():
        done = command(folder, *words)
        assert done.returncode == 0, f"{title}: {done.stdout[-2000:]} {done.stderr[-2000:]}"


@pytest.mark.whole
def test_storing_the_notebooks_anew_makes_the_same_zip(
    handed_out: tuple[str, Project, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    whole_kit: None,
) -> None:
    _, project, _ = handed_out
    shutil.copytree(project.root, tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    words = ["release", "river", "--graded", "--to", "river.zip"]
    kit_says(*words, code=1)
    assert "Kept already in answers/released/river-" in kit_says(*words, "--force")
    assert Path("river.zip").read_bytes() == (project.root / "river.zip").read_bytes()


@pytest.mark.slow
def test_a_release_shows_the_questions_in_its_stored_notebooks(
    handed_out: tuple[str, Project, Path],
) -> None:
    _, _, folder = handed_out
    for name in ("river", "start-here"):
        notebook = nbformat.read(folder / "notebooks" / f"{name}.ipynb", as_version=4)
        asks = [cell for cell in notebook.cells if "quiz.ask(" in cell.source]
        assert len(asks) == len(read_question_set(Project(folder), name).questions)
        assert all(cell.outputs[0].data["text/markdown"] for cell in asks)


@pytest.mark.slow
def test_a_corrected_release_keeps_its_id_and_each_other_class_has_its_own(
    project: Project,
) -> None:
    def made(mode: Mode, work: str = "") -> Made:
        found = make_release(project, "river", mode, _leave, work=work)
        assert freeze(project, found.release)
        return found

    first = made("graded")
    assert work_of_last(project, "river", "graded") == first.release.work
    assert work_of_last(project, "river", "practice") == ""
    ids = {
        name: data.decode().splitlines()[-1]
        for name, data in contents(first.data).items()
        if name.endswith("/release.toml")
    }
    line = f'id = "{first.release.work}"'
    assert ids == {f"{TOP}/seeds/{name}/release.toml": line for name in ("river", "start-here")}
    assert read_work(first.release.project, "river") == first.release.work

    path = project.answers("river")
    path.write_text(path.read_text("utf-8").replace("Who says in", "Well, who says in", 1), "utf-8")
    corrected = made("graded", work_of_last(project, "river", "graded"))
    assert corrected.release.work == first.release.work
    others = [made("practice"), made("graded")]  # the last one holds the same questions
    works = {release.work for release in read_releases(project, "river")}
    assert works == {first.release.work, *(other.release.work for other in others)}
    assert len(works) == 3
    assert work_of_last(project, "river", "graded") == others[-1].release.work


@pytest.mark.slow
def test_the_command_says_for_whom_a_release_is(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def release(*words: str) -> str:
        to = str(tmp_path / "river.zip")
        words = ("release", "river", "--practice", "--to", to, "--force", *words)
        return kit(*words).output

    monkeypatch.chdir(project.root)
    monkeypatch.setattr("kit.commands.release.store", _leave)
    assert "For a new class, with the id " in release()
    (first,) = read_releases(project, "river")
    assert f"For the class that has {first.work}" in release()
    assert "For a new class, with the id " in release("--new-class")
    assert len({release.work for release in read_releases(project, "river")}) == 2
    assert f"For the class that has {first.work}" in release("--corrects", first.work)
    assert "No practice release of “river” has the id abc" in release("--corrects", "abc")
    assert "leave one of the two out" in release("--corrects", first.work, "--new-class")


def test_a_heading_that_may_tell_a_key_is_listed_and_refuses_nothing(project: Project) -> None:
    assert make(project).to_look_at == ()
    _add_cell(project, "## Belief cannot be asked without a cue")
    (said,) = make(project).to_look_at
    assert "notebooks/river.ipynb" in said
    assert "a heading: may tell “cue” (river): “Belief”, " in said


def test_the_revision_that_students_have_is_that_of_the_last_graded_release(
    project: Project,
) -> None:
    assert revision_given(project, "river") == revision_now(project, "river")
    made = make(project)
    assert freeze(project, made.release)
    assert revision_given(project, "river") == dict(made.release.revisions)["river"]
    assert revision_given(project, "river") != revision_now(project, "river")
    path = project.answers("river")
    path.write_text(path.read_text("utf-8").replace("Who says in", "Well, who says in", 1), "utf-8")
    assert revision_given(project, "river") == revision_now(project, "river")
