"""A hand-in holds all that was done and no more, and its form shows what it holds."""

from __future__ import annotations

import html
import json
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from support.card_sessions import work_through_the_river
from support.jupyterlab import RIVER, build_river, copy_project

from kit.article.project import Project
from kit.article.seed import read_work
from kit.language.translation import translation_for
from kit.learner.hand_in import HandIn, Part, as_json, clean_name, file_stem, parts_of
from kit.learner.hand_in import write_hand_in as write
from kit.learner.log import Entry, Log, What, stamp
from kit.learner.wire import read_hand_in
from kit.lesson.hand_in_form import HandInForm
from kit.lesson.lesson import Lesson

MADE = "2026-11-24T21:31:36.123456Z"
KIM = "kim-putin-trip"


def _entry(what: What, lesson: str = "river/1", question: str = "q", **values: object) -> Entry:
    return Entry(what, lesson, question, **{**stamp(), **values})  # type: ignore[arg-type]


def _cells(form: HandInForm) -> list[list[str]]:
    """The cells of the form's tables as a reader sees them, heads left out."""
    rows = re.findall("<tr>(.*?)</tr>", form.table.value, re.S)
    cells = [re.findall("<td[^>]*>(.*?)</td>", row, re.S) for row in rows]
    return [[html.unescape(re.sub("</?span>", "", cell)) for cell in row] for row in cells if row]


def _said(form: HandInForm) -> str:
    found = re.search('<p role="alert"><strong>(.*?)</strong>', form.said.value, re.S)
    return html.unescape(found[1]) if found else ""


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "hand-ins").glob("*"))


@pytest.fixture
def quiz(tmp_path: Path, home: Path) -> Lesson:
    """The made-up lesson, in a project of its own, of a learner who did all of it."""
    (tmp_path / "project").mkdir()
    for room in ("seeds", "answers"):
        (tmp_path / "project" / room).symlink_to(RIVER.root / room)
    work_through_the_river(Log(home))
    return Lesson("river", Project(tmp_path / "project"), Log(home))


@pytest.fixture
def form(quiz: Lesson) -> HandInForm:
    """The form of that lesson."""
    shown = quiz.hand_in()
    assert isinstance(shown, HandInForm)
    return shown


# -- The value and its text


def test_it_holds_all_that_was_done_in_the_exercise_but_drafts_and_grades() -> None:
    tried = _entry("try", response={"ticked": ["a"]}, score=0.5, tags=("near",), seconds=3.5)
    done = (
        _entry("draft", response={"ticked": ["b"]}),
        _entry("hint"),
        tried,
        _entry("show"),
        _entry("mark", level="Basic"),
        _entry("try", "river/gone"),
        _entry("try", "riverside/1"),
    )
    parts = parts_of(done, "river", {"river/1": "e1", "river/2": "e2"})
    assert [(part.lesson, part.revision) for part in parts] == [
        ("river/1", "e1"),
        ("river/2", "e2"),
        ("river/gone", ""),
    ]
    assert [e.what for e in parts[0].entries] == ["hint", "try", "show", "mark"]
    assert parts[0].entries[1] == replace(tried, score=None, tags=())
    text = as_json(HandIn("river", "B-17", MADE, "0.1.0", parts))
    assert "share" not in text
    assert "near" not in text


def test_the_same_value_gives_the_same_text_and_the_text_the_value(quiz: Lesson) -> None:
    hand_in = HandIn("river", "B-17", MADE, "0.1.0", quiz._done())
    assert as_json(hand_in) == as_json(HandIn("river", "B-17", MADE, "0.1.0", quiz._done()))
    assert read_hand_in(as_json(hand_in).encode()) == hand_in


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("B-17", "river-B-17-20261124T213136Z"),
        ("../../etc/passwd", "river-etc-passwd-20261124T213136Z"),
        ("C:\\con\n\x00", "river-C-con-20261124T213136Z"),
        ("Zoë Ångström", "river-Zoë-Ångström-20261124T213136Z"),
        ("王小明", "river-王小明-20261124T213136Z"),
        ("…", "river-no-name-20261124T213136Z"),
        ("x" * 300, f"river-{'x' * 40}-20261124T213136Z"),
    ],
)
def test_any_name_goes_into_the_file_and_a_safe_one_onto_it(
    name: str, stem: str, tmp_path: Path
) -> None:
    hand_in = HandIn("river", clean_name(name), MADE, "0.1.0")
    assert file_stem(hand_in) == stem
    file = write(hand_in, tmp_path)
    assert file == tmp_path / f"{stem}.json"
    assert read_hand_in(file.read_bytes()).name == name.strip()[:100].strip()


def test_half_a_letter_from_a_browser_harms_nothing(tmp_path: Path) -> None:
    entry = _entry("try", "river", response={"text": "\ud83d"})
    hand_in = HandIn("river", clean_name("a\udc1f"), MADE, "0", (Part("river", "e", (entry,)),))
    assert read_hand_in(write(hand_in, tmp_path).read_bytes()).name == "a?"


def test_again_is_a_new_file_and_the_old_one_is_as_it_was(tmp_path: Path) -> None:
    first = write(HandIn("river", "a", MADE, "0.1.0"), tmp_path)
    before = first.read_bytes()
    second = write(HandIn("river", "A.", MADE, "0.2.0"), tmp_path)
    third = write(HandIn("river", "a", MADE, "0.2.0"), tmp_path)
    assert len({first, second, third}) == 3
    assert third.name == "river-a-20261124T213136Z-2.json"
    assert first.read_bytes() == before


def test_an_answer_that_no_class_could_read_is_left_out_and_said(
    quiz: Lesson, tmp_path: Path
) -> None:
    """The first version's card took a number that its hand-in did not."""
    huge = _entry("try", "river", "toll", response={"ranges": {"toll": [1.0, 1e305]}})
    quiz._log.append(replace(huge, id="huge"))
    form = quiz.hand_in()
    assert isinstance(form, HandInForm)
    form.name.value = "B-17"
    form.press()
    (file,) = _files(tmp_path / "project")
    (part,) = read_hand_in(file.read_bytes()).parts
    assert len(part.entries) == 33
    assert "huge" not in {entry.id for entry in part.entries}
    assert "1 answer does not fit into a file for your class" in html.unescape(form.said.value)


@pytest.mark.slow
def test_many_long_texts_fit_into_a_hand_in_and_what_does_not_is_said(
    quiz: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(60):
        text = {"text": f"{n} {'é' * 19_000}"}
        quiz._log.append(_entry("try", "river", "letter", response=text))
    form = quiz.hand_in()
    assert isinstance(form, HandInForm)
    form.name.value = "B-17"
    form.press()
    assert "larger than your class can take" not in form.said.value
    monkeypatch.setattr(sys.modules[HandInForm.__module__], "LARGEST", 1_000_000)
    form.press()
    assert "larger than your class can take" in form.said.value


# -- The form


def test_what_the_form_shows_is_what_the_file_holds(form: HandInForm, tmp_path: Path) -> None:
    shown = _cells(form)
    form.name.value = " Zoë <17> "
    form.press()
    (file,) = _files(tmp_path / "project")
    handed = read_hand_in(file.read_bytes())
    (part,) = handed.parts
    assert handed.name == "Zoë <17>"
    assert f"river (revision {part.revision})" in html.unescape(form.table.value)
    assert len(shown) == len(part.entries) == 33
    for row, entry in zip(shown, part.entries, strict=True):
        when, question, did, answer, sure, seconds, revision, id = row
        assert entry.at.startswith(when.replace(" ", "T"))
        assert question == entry.question
        assert (revision, id) == (entry.revision, entry.id)
        assert did in ("took a hint", "answered", "had the answer shown", "judged your own text")
        assert (sure != "", seconds != "") == (entry.what == "try", entry.what == "try")
        assert not seconds or float(seconds) == entry.seconds
        for words in [*entry.response.get("ticked", ()), entry.response.get("text", "")]:  # type: ignore[misc]
            assert words in answer
    answers = [row[3] for row in shown]
    assert "Where? <b>When</b>?\nWho says so, “officials”? 🐟" in answers
    assert "Emergent" in answers
    assert any("S1 “" in answer for answer in answers)
    (text,) = re.findall("<pre[^>]*>(.*?)</pre>", form.said.value, re.S)
    assert html.unescape(re.sub("</?span>", "", text)) == file.read_text(encoding="utf-8")


def test_the_form_says_where_the_file_is_and_gives_it_as_a_download(
    form: HandInForm, tmp_path: Path
) -> None:
    form.name.value = "B-17"
    form.press()
    (file,) = _files(tmp_path / "project")
    assert _said(form).endswith(f"in the folder of the lessons: hand-ins/{file.name}")
    assert f'download="{file.name}"' in form.said.value
    form.press()
    assert len(_files(tmp_path / "project")) == 2


def test_no_file_without_a_name_or_with_more_than_was_shown(
    quiz: Lesson, form: HandInForm, tmp_path: Path
) -> None:
    form.press()
    assert _said(form).startswith("Give the name or number")
    form.name.value = "B-17"
    quiz._log.append(_entry("hint", "river", "owner"))
    form.press()
    assert _said(form).startswith("You have done more since")
    assert _cells(form)[-1][1:3] == ["owner", "took a hint"]
    assert _files(tmp_path / "project") == []
    form.press()
    assert len(_files(tmp_path / "project")) == 1


def test_where_nothing_is_done_there_is_nothing_to_hand_in(tmp_path: Path, home: Path) -> None:
    form = Lesson("river", RIVER, Log(home)).hand_in()
    assert isinstance(form, HandInForm)
    assert "nothing yet" in form.table.value
    form.name.value = "B-17"
    form.press()
    assert _said(form).startswith("There is nothing to hand in yet")


@pytest.mark.slow
def test_where_the_lessons_take_no_file_it_lies_in_the_home_and_the_form_says_so(
    form: HandInForm, tmp_path: Path, home: Path
) -> None:
    (tmp_path / "project" / "hand-ins").write_text("in the way")
    form.name.value = "B-17"
    form.press()
    (file,) = _files(home)
    assert _said(form) == f"The folder of the lessons takes no file, so yours is here: {file}"


def test_where_no_disk_takes_it_the_download_is_the_only_copy(
    form: HandInForm, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    form.name.value = "B-17"
    form.press()
    assert _said(form).startswith("Your file could not be written to disk. Download it now")
    assert 'href="data:application/json;base64,' in form.said.value
    assert _files(tmp_path / "project") == _files(home) == []


def test_whatever_goes_wrong_is_said_in_the_form(
    form: HandInForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[HandInForm.__module__], "write_hand_in", lambda *_: 1 / 0)
    form.name.value = "B-17"
    form.press()
    assert _said(form).startswith("Something went wrong in the notebook")


def test_hostile_answers_are_text(home: Path, tmp_path: Path) -> None:
    log = Log(home)
    bad = '<img src=x onerror="window.broken=1">'
    for response in ({"ticked": [bad]}, {"text": bad}, {bad: {bad: [bad, 3, None]}}):
        log.append(_entry("try", "river", bad, response=response, sure=bad, revision=bad))
    log.append(_entry("mark", f"river/{bad}", level=bad))
    form = Lesson("river", Project(build_river(tmp_path / "project")), log).hand_in()
    assert isinstance(form, HandInForm)
    assert "<img" not in form.table.value
    form.name.value = bad
    form.press()
    assert "<img" not in form.said.value


def test_its_text_in_a_stored_notebook_is_always_the_same(form: HandInForm, home: Path) -> None:
    fresh = Lesson("river", RIVER, Log(home / "fresh")).hand_in()
    assert repr(fresh) == repr(form) == form._repr_mimebundle_()["text/plain"]
    assert repr(form).startswith("This is a copy of the hand-in form of “river”.")


def test_the_hub_s_name_is_suggested(quiz: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "zoe")
    form = quiz.hand_in()
    assert isinstance(form, HandInForm)
    assert form.name.value == "zoe"


def test_another_lesson_s_damage_does_not_keep_the_work_here(tmp_path: Path, home: Path) -> None:
    project = Project(copy_project(tmp_path / "project"))
    log = Log(home)
    work = read_work(project, KIM)
    log.append(_entry("try", f"{KIM}/1-what-am-i-looking-at", work=work))
    quiz = Lesson(f"{KIM}/2-who-says-so", project, log)
    project.answers(f"{KIM}/1-what-am-i-looking-at").write_bytes(b"\xff\xff")
    parts = quiz._done()
    assert [bool(part.revision) for part in parts[:2]] == [False, True]
    assert len(parts[0].entries) == 1


def test_the_revision_handed_in_is_the_one_that_answers_name(quiz: Lesson) -> None:
    (part,) = quiz._done()
    assert {entry.revision for entry in part.entries} == {part.revision}


def test_it_speaks_french(quiz: Lesson) -> None:
    quiz._translation = translation_for("fr") or quiz._translation
    form = quiz.hand_in()
    assert isinstance(form, HandInForm)
    assert form.button.description == "Écrire le fichier"
    assert json.loads(json.dumps(_cells(form)[0]))[2] == "pris un indice"
