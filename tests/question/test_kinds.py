"""A kind of question is one module, and nothing else in the kit knows its name."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.command_line import kit
from support.jupyterlab import ROOT
from support.made_up_class import LESSON, AClass
from support.river_lessons import all_asked

from kit.article.seed import read_article
from kit.card.widget import Card
from kit.classroom.model import Student
from kit.learner.log import Log
from kit.lesson.lesson import Lesson
from kit.question.grade import grade, is_blank
from kit.question.kinds import find_kind, kind, kind_names, kinds, look_anew, register, unregister
from kit.question.kinds.choose import Choose
from kit.question.kinds.contract import Keyed, Kind
from kit.question.model import Response
from kit.question.read import read_question_set
from kit.question.response_data import response_from_data, response_to_data
from kit.question.write import as_text, student_copy

KIT = ROOT / "kit"
OWN = KIT / "question" / "kinds"
ENGLISH = KIT / "author" / "cues"  # tables of English verbs, such as “write”
NINTH = ROOT / "tests" / "support" / "ninth_kind"
each_question = pytest.mark.parametrize(
    "asked", [Keyed(*found) for found in all_asked()], ids=lambda asked: asked.question.id
)


def _kind(asked: Keyed) -> Kind:
    return kind(asked.question.kind)


# -- What every kind does


@each_question
def test_a_right_response_earns_all_and_a_wrong_one_does_not(asked: Keyed) -> None:
    own = _kind(asked)
    if own.marked_by_person:
        assert grade(asked.question, asked.key, own.right(asked), asked.segments).score is None
        return
    assert own.grade(asked, own.right(asked)).score == 1
    assert (own.grade(asked, own.wrong(asked)).score or 0) < 1


@each_question
def test_a_response_is_read_back_from_its_data_and_an_invalid_one_is_a_blank(asked: Keyed) -> None:
    own = _kind(asked)
    for response in (own.right(asked), own.wrong(asked)):
        data = response_to_data(response)
        assert set(data) <= set(own.takes)
        in_order = replace(response, marked=tuple(sorted(response.marked)))
        assert response_from_data(data, asked.question, asked.segments) == in_order
    invalid = own.invalid(asked.question)
    assert set(invalid) == set(own.takes)
    read = response_from_data(invalid, asked.question, asked.segments)
    assert is_blank(asked.question, read)
    assert response_to_data(read) == {}


@each_question
def test_a_kind_takes_nothing_that_only_another_kind_would(asked: Keyed) -> None:
    others = {
        name: value
        for one in all_asked()
        for name, value in response_to_data(kind(one[0].kind).right(Keyed(*one))).items()
        if name not in _kind(asked).takes
    }
    assert response_from_data(others, asked.question, asked.segments) == Response()


@each_question
def test_the_parts_say_what_was_given_and_what_is_right(asked: Keyed) -> None:
    own = _kind(asked)
    parts = own.parts(asked, own.right(asked))
    assert bool(parts) is not own.marked_by_person
    for part in parts:
        assert part.given == part.right or not part.right or asked.question.kind == "rate"
        assert part.given or not part.sought
        assert not part.given or part.sought is not False or part.right == "open"
    assert not any(part.given for part in own.parts(asked, Response()))


@each_question
def test_an_authors_own_answer_gives_the_key_again(asked: Keyed) -> None:
    own = _kind(asked)
    parts: Mapping[str, Any] = own.key_from(asked, own.answer_of(asked))
    assert parts
    for name, value in parts.items():
        mine = getattr(asked.key, name)
        assert value == mine if isinstance(mine, str) else set(value) == set(mine)


@each_question
def test_what_a_class_chose_is_among_the_choices_where_it_is_right(asked: Keyed) -> None:
    own = _kind(asked)
    rows = own.choices(asked).rows
    assert rows
    chosen = list(own.chosen(asked, own.right(asked)))
    assert {row for row in rows if row.is_right} <= set(chosen)
    assert not any(choice.is_right is False for choice in chosen)
    assert bool(chosen) is not own.marked_by_person


def test_every_kind_can_be_told_apart_and_has_a_form() -> None:
    assert len(set(kind_names())) == len(kinds()) == 8
    for own in kinds():
        assert own.form.does
        assert own.form.how
        assert own.__doc__
        assert find_kind(own.name) is own
    assert find_kind("riddle") is None
    with pytest.raises(LookupError, match="riddle"):
        kind("riddle")


# -- Nothing else knows a kind's name


def _named(tree: ast.AST) -> Iterator[int]:
    """The lines on which code decides by the name of a kind, or keeps a table of such names."""
    names = set(kind_names())

    def is_name(node: ast.AST | None) -> bool:
        return isinstance(node, ast.Constant) and node.value in names

    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            of_kind = any(isinstance(s, ast.Attribute | ast.Name) and _says_kind(s) for s in sides)
            inside = [e for s in sides for e in getattr(s, "elts", [s])]
            if of_kind and any(map(is_name, inside)):
                yield node.lineno
        elif isinstance(node, ast.match_case):
            if any(is_name(getattr(n, "value", None)) for n in ast.walk(node.pattern)):
                yield node.body[0].lineno
        elif len([key for key in getattr(node, "keys", ()) if is_name(key)]) > 1 or (
            isinstance(node, ast.Tuple | ast.List | ast.Set)
            and len(node.elts) > 1
            and all(map(is_name, node.elts))
        ):
            yield getattr(node, "lineno", 0)


def _says_kind(node: ast.Attribute | ast.Name) -> bool:
    return (node.attr if isinstance(node, ast.Attribute) else node.id) in ("kind", "kinds", "name")


@pytest.mark.slow
def test_nothing_but_the_kinds_themselves_decides_by_the_name_of_a_kind() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted(KIT.rglob("*.py"))
        if not path.is_relative_to(OWN) and not path.is_relative_to(ENGLISH)
        for line in _named(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'if question.kind == "rate": pass',
        'if kind in ("sort", "match"): pass',
        'TABLE = {"choose": 1, "rate": 2}',
        'PICKED = ("choose", "sort")',
        'match kind:\n    case "write":\n        pass',
    ],
)
def test_code_that_decides_by_the_name_of_a_kind_is_found(code: str) -> None:
    assert list(_named(ast.parse(code)))


# -- Kinds of others


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kind]:
    """The kind of another package, found by its entry point while the test runs."""
    monkeypatch.syspath_prepend(str(NINTH))
    look_anew()
    yield kind("short")
    look_anew()


def test_a_ninth_kind_from_outside_is_asked_answered_graded_and_reported(
    installed: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = AClass(tmp_path, [Student("ada", "Ada", "A"), Student("bob", "Bob", "A")])
    room.project.answers(LESSON).write_bytes((NINTH / "river.md").read_bytes())
    room.sit(monkeypatch)
    question_set = read_question_set(room.project, LESSON)
    assert question_set.problems == ()
    (question,) = question_set.questions
    segments = read_article(room.project, LESSON).shown(question.show)

    assert kind_names()[-1] == "short"
    assert as_text(question, segments).endswith("______")
    assert "said" not in student_copy(question_set)
    assert "river.md:3" not in kit("check", LESSON).output
    assert "100%" in kit("preview", LESSON).output

    for student, text, headline in (("ada", " SAID ", "Right."), ("bob", "clean", "Not yet.")):
        log = Log(tmp_path / student)
        lesson = Lesson(LESSON, room.project, log)
        card = lesson.ask("word")
        assert isinstance(card, Card)
        assert card.question["kind"] == "short"
        card.hear({"do": "check", "seq": 1, "response": {"text": text}})
        feedback = card.state["feedback"]
        assert feedback["headline"] == headline
        assert feedback["summary"] == f"{int(student == 'ada')} of 1 right. Share: " + (
            "100 %." if student == "ada" else "0 %."
        )
        room.hand_in(student, log.read().entries)

    room.grade()
    assert [(r.student, r.kind, r.score) for r in room.rows()] == [
        ("ada", "short", 1.0),
        ("bob", "short", 0.0),
    ]
    page = tmp_path / "report.html"
    said = kit("report", room.folder.root, "--to", page)
    assert said.exit_code == 0, said.output
    assert "What was typed" in page.read_text(encoding="utf-8")


def test_a_kind_can_be_registered_and_never_in_place_of_another() -> None:
    class Other(Choose):
        name = "other"

    class Rival(Choose):
        name = "other"

    register(Other())
    try:
        assert kind("other").takes_one
        with pytest.raises(ValueError, match="already a kind"):
            register(Rival())
        with pytest.raises(ValueError, match="already a kind"):
            register(type("Mine", (Other,), {"name": "choose"})())
    finally:
        unregister("other")
    assert find_kind("other") is None


def test_a_kind_that_cannot_be_loaded_costs_nobody_the_lesson(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "broken-1.0.dist-info"
    broken.mkdir()
    (broken / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (broken / "entry_points.txt").write_text("[says_who.kinds]\nodd = no_such_module:Odd\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    look_anew()
    try:
        assert find_kind("odd") is None
        assert len(kinds()) == 8
        assert "could not be loaded" in caplog.text
    finally:
        look_anew()


def test_the_front_end_of_the_kits_own_kinds_is_the_cards_own(installed: Kind) -> None:
    found = {own.name: own.front_end() for own in kinds()}
    assert [name for name, front_end in found.items() if front_end] == ["short"]
