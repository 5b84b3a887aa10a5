"""Questions of other systems as drafts: what this kit exported comes back, and no file harms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support.command_line import run_kit
from support.jupyterlab import RIVER, build_river
from support.other_systems import OWN, all_sent, is_faithful

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.article.segments import Article, cut
from kit.classroom.drawn import drawn, drawn_line
from kit.exchange import gift, moodle
from kit.exchange.fidelity import fidelity
from kit.exchange.sent import Export, Format, Sent, SentLesson
from kit.exchange.taking_in.files import READERS, take_in
from kit.exchange.taking_in.foreign import Foreign, NotTaken, as_question, taken_in
from kit.exchange.taking_in.html_in import words_of_html
from kit.language.translation import languages, translation_chosen
from kit.question.model import Key, Question
from kit.question.read import read_question_set

BY_PEOPLE = Path(__file__).parent.parent / "support" / "written_by_people"
NOWHERE = cut("A headline\n\nA paragraph.")


@cache
def _article(lesson: str) -> Article:
    return read_article(RIVER if lesson == "river" else OWN, exercise_of(lesson))


def _as_asked(question: Question, key: Key) -> Mapping[str, Any]:
    """What a student meets, and what is right: all that a format can be asked to bring back."""
    line = drawn_line
    return {
        "kind": question.kind,
        "stem": drawn(question.stem),
        "items": {line(item) for item in question.items},
        "targets": {line(target) for target in question.targets},
        "show": question.show,
        "as_written": question.as_written and [line(item) for item in question.items],
        "limit": question.limit,
        "ticked": {line(item) for item in key.ticked},
        "placed": {(line(item), line(target)) for item, target in key.placed},
        "sequence": [line(item) for item in key.sequence],
        "because": line(key.because),
        "model": line(key.model),
    }


def _teaching(question: Question, key: Key) -> Mapping[str, Any]:
    hints = filter(None, (question.hint, *key.more_hints))
    return {
        "hints": [drawn_line(hint) for hint in hints],
        "skills": set(question.skills),
        "tries cost": question.try_costs,
        "notes": {drawn_line(item): drawn_line(note.text) for item, note in key.notes if note.text},
        "rubric": [(level.name, drawn_line(level.text)) for level in key.rubric],
    }


def _back(sent: Sent, format: Format) -> tuple[Question, Key]:
    lesson = SentLesson(sent.lesson, "A", "", (sent,))
    (found,) = READERS[format.name](format.write(Export("all", "All", (lesson,))))
    assert isinstance(found, Foreign), found
    question, key, _ = as_question(found, _article(sent.lesson))
    made = taken_in([found], _article(sent.lesson), "Lesson", "a file")
    assert [one.kind for one in made.questions] == [sent.question.kind], made.report
    assert question.id == sent.question.id
    return question, key


def test_all_that_moodle_xml_keeps_whole_comes_back_the_same() -> None:
    kinds = set()
    for sent in all_sent():
        if is_faithful(sent, moodle.FORMAT) and not sent.question.pictures:
            question, key = _back(sent, moodle.FORMAT)
            assert _as_asked(question, key) == _as_asked(sent.question, sent.key), sent.id
            was, now = _teaching(sent.question, sent.key), dict(_teaching(question, key))
            lost = fidelity(sent, moodle.FORMAT).lost
            for loss, name in (
                ("hints", "hints"),
                ("option or item", "notes"),
                ("tries", "tries cost"),
            ):
                if any(loss in one for one in lost):
                    now[name] = was[name]
            assert now == was, sent.id
            kinds.add(sent.question.kind)
    assert len(kinds) == 6, kinds


def test_all_that_gift_keeps_whole_comes_back_the_same() -> None:
    kinds = set()
    for sent in all_sent():
        there = fidelity(sent, gift.FORMAT).is_there and not sent.question.pictures
        if there and sent.kind.numbered | is_faithful(sent, gift.FORMAT):
            question, key = _back(sent, gift.FORMAT)
            was, now = dict(_as_asked(sent.question, sent.key)), _as_asked(question, key)
            was["as_written"] = now["as_written"]
            assert now == was, sent.id
            kinds.add(sent.question.kind)
    assert len(kinds) == 5, kinds


def test_a_model_behind_an_explanation_comes_back_in_any_language() -> None:
    for sent in all_sent():
        if sent.key.model:
            for language in languages():
                spoken = replace(sent, translation=translation_chosen(language))
                for format in (moodle.FORMAT, gift.FORMAT):
                    _, key = _back(spoken, format)
                    assert drawn_line(key.model) == drawn_line(sent.key.model)
                    assert drawn_line(key.because) == drawn_line(sent.key.because)


@pytest.mark.slow
def test_a_file_for_marks_comes_back_as_questions_of_the_same_answers(tmp_path: Path) -> None:
    build_river(tmp_path)
    path = tmp_path / "marks.xml"
    run_kit(tmp_path, "export", "river", str(path), "--to", "moodle", "--graded")
    done = run_kit(tmp_path, "import", str(path), "--to", "river/2-back")
    assert done.returncode == 0, done.stderr
    assert "taken in as “owner” (choose)" in done.stdout
    assert "left out; the kit has nothing like Moodle’s “ddwtos”" in done.stdout
    found = read_question_set(Project(tmp_path), "river/2-back")
    assert not found.problems
    assert not found.keys
    assert {d.key.question for d in found.drafts} >= {"owner", "told", "chain", "signals", "doubt"}
    assert 'quiz.ask(\\"owner\\")' in (tmp_path / "notebooks/river/2-back.ipynb").read_text()
    for words, said in (
        ((str(path), "--to", "river/2-back"), "is there already"),
        ((str(path), "--to", "rivers/1"), "did you mean “river”"),
        ((str(path), "--to", "river/3", "--from", "gifts"), "did you mean “gift”"),
        ((str(tmp_path / "none"), "--to", "river/3"), "No such file"),
    ):
        done = run_kit(tmp_path, "import", *words)
        assert done.returncode == 1
        assert said in done.stderr


def test_gift_as_people_write_it_is_taken_in() -> None:
    made = take_in(BY_PEOPLE / "my quiz.txt", NOWHERE)
    assert made.text.startswith("# My quiz\n")
    by_kind = {q.id: q.kind for q in made.questions}
    assert list(by_kind.values()) == ["choose", "choose", "choose-many", "match", "write", "choose"]
    assert "- [x] no one\n  > Right\\." in made.text or "- [x] no one\n  > Right." in made.text
    assert "## moon (choose)" in made.text
    assert "Skills: ATT" in made.text
    assert "- [x] True\n  > Yes." in made.text
    assert "- [ ] False\n  > No\\: it is." in made.text
    assert "- => 3" in made.text
    assert "Show\\: **me** \\[a tree]" in made.text
    assert "alert" not in made.text
    said = "\n".join(made.report)
    assert "nothing that asks for a number" in said
    assert "nothing that takes a word typed" in said
    assert "Only a text.: left out; it asks nothing." in said
    assert "but without its pictures" in said


def test_the_markdown_of_text2qti_is_taken_in_and_nothing_in_it_is_run() -> None:
    made = take_in(BY_PEOPLE / "quiz.md", NOWHERE)
    assert [q.kind for q in made.questions] == ["choose", "choose-many", "write"]
    assert "Who says so?" in made.text
    assert "- [ ] Nobody\n  > There is a cue.\n- [x] The board" in made.text
    assert "Because: It is in the second sentence." in made.text
    assert (
        "but without its 2 points, what is said of all right and all wrong answers."
        in made.report[0]
    )
    said = "\n".join(made.report)
    for why in ("it is no question", "asks for a number", "takes a word typed"):
        assert why in said
    assert "Is anything run" not in made.text


def test_files_that_would_do_harm_are_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    deep = "<a>" * 100_000
    for data, said in (
        (b'<!DOCTYPE quiz [<!ENTITY a "x">]><quiz>&a;</quiz>', "declares a document type"),
        (b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "declares a document type"),
        (b"<quiz>&a;</quiz>", "it is no XML"),
        (deep.encode(), "too deep"),
        (b"<quiz>", "it is no XML"),
        (b"<html/>", "it is no Moodle XML"),
        (b"<quiz/>", "no question is found"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"", "no question is found"),
    ):
        path.write_bytes(data)
        with pytest.raises(NotTaken, match=said):
            take_in(path, NOWHERE)


@pytest.mark.parametrize("number", ["nan", "1e999", "-inf", "9" * 5000, "7", "", "many"])
def test_numbers_that_nobody_could_mean_cost_nothing(tmp_path: Path, number: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        '<quiz><question type="multichoice"><name><text>who</text></name><questiontext '
        "format='plain_text'><text>Who?</text></questiontext><single>true</single>"
        f"<penalty>{number}</penalty><defaultgrade>{number}</defaultgrade>"
        "<tags><tag><text>kind:choose</text></tag></tags>"
        f'<answer fraction="100"><text>one</text></answer><answer fraction="{number}">'
        "<text>two</text></answer></question><question type='essay'><name><text>why</text></name>"
        f"<questiontext><text>Why?</text></questiontext><maxwordlimit>{number}</maxwordlimit>"
        "</question></quiz>",
        encoding="utf-8",
    )
    made = take_in(path, NOWHERE)
    assert [q.kind for q in made.questions] == ["choose", "write"]
    assert "- [x] one" in made.text


def test_html_of_strangers_is_read_as_words() -> None:
    for html, text in (
        ("<p>One <b>two</b></p><p>three</p>", "One **two**\n\nthree"),
        ("# not a heading", "\\# not a heading"),
        ("1. not a list", "1\\. not a list"),
        ("Show: S1", "Show\\: S1"),
        ("a *b* [c](d) &lt;b&gt;", "a \\*b\\* \\[c](d) \\<b>"),
        ("<ul><li>one<li>two</ul>", "• one\n\n• two"),
        ("<table><tr><th>a<th>b|c</tr><tr><td>1</tr></table>", None),
        ("<b></b><i>x", "*x*"),
        ("a<br>b", "a\\\nb"),
        ("<style>p{}</style><p onclick=x>y</p><iframe>z</iframe>", "y"),
    ):
        said = words_of_html(html).text
        assert said == text or text is None
        assert "onclick" not in said
