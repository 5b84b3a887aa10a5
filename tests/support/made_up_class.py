"""A class of made-up students who answer the made-up lesson, without any notebook or file."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from support.command_line import kit_says
from support.jupyterlab import RIVER

from kit.article.project import Project
from kit.classroom.collecting.collect import collect
from kit.classroom.collecting.upload_kinds import Found
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.asked import IssuedForm, IssuedQuestion, read_issued_forms
from kit.classroom.grading.grades import read_gradings
from kit.classroom.model import Graded, Receipt, Student
from kit.learner.hand_in import HandIn, Part, as_json
from kit.learner.log import Entry, What
from kit.question import sample_responses
from kit.question.model import Response, Sure
from kit.question.response_data import response_to_data

LESSON = "river"
_ids = count()
_BEGIN = datetime(2026, 11, 2, 9, tzinfo=UTC)


@cache
def issued_form() -> IssuedForm:
    """The made-up lesson as it is."""
    (found,) = read_issued_forms(RIVER, LESSON)
    return found


def released(issued_form: IssuedForm, id: str = "r1") -> IssuedForm:
    """The same as a release for a grade."""
    questions = tuple(replace(asked, mode="graded") for asked in issued_form.questions)
    return IssuedForm(id, questions)


def asked(question: str, of: IssuedForm | None = None) -> IssuedQuestion:
    """A question of a form."""
    found = (of or issued_form()).asked(LESSON, question)
    assert found
    return found


def at(minute: float) -> str:
    """A time some minutes into the lesson."""
    when = _BEGIN + timedelta(minutes=minute)
    return when.isoformat(timespec="microseconds").replace("+00:00", "Z")


def entry(what: What, question: str, minute: float = 0, **values: object) -> Entry:
    """Something a student did, of the made-up lesson's own revision unless told otherwise."""
    made = Entry(what, LESSON, question, at(minute), f"e{next(_ids)}", asked(question).revision)
    return replace(made, **values)  # type: ignore[arg-type]


def a_try(
    question: str, response: Response, minute: float = 0, sure: Sure = "", **values: object
) -> Entry:
    """An answer to a question."""
    return entry("try", question, minute, response=response_to_data(response), sure=sure, **values)


def right(question: str) -> Response:
    """The right response to a question."""
    one = asked(question)
    assert one.key
    return sample_responses.right(one.question, one.key, one.segments)


def wrong(question: str) -> Response:
    """A wrong response to a question."""
    one = asked(question)
    assert one.key
    return sample_responses.wrong(one.question, one.key, one.segments)


def all_tries(respond: Callable[[str], Response]) -> list[Entry]:
    """An answer to every question."""
    return [a_try(one.question.id, respond(one.question.id)) for one in issued_form().questions]


def handed_in(student: str, entries: Sequence[Entry], revision: str = "") -> tuple[Receipt, HandIn]:
    """A hand-in of a student, as it is received."""
    part = Part(LESSON, revision or issued_form().questions[0].revision, tuple(entries))
    hand_in = HandIn(LESSON, student, at(60), "0.1.0", (part,))
    receipt = Receipt("0" * 64, 1, at(70), f"{student}.json", student, student, "kept", at(60))
    return receipt, hand_in


def row(rows: Iterable[Graded], student: str, question: str) -> Graded:
    """One row of a grading."""
    (found,) = [r for r in rows if (r.student, r.question) == (student, question)]
    return found


class AClass:
    """A class folder beside a copy of the made-up lesson, and what was handed in there."""

    def __init__(self, root: Path, students: Sequence[Student]) -> None:
        self.project = Project(root / "project")
        shutil.copytree(RIVER.root, self.project.root, ignore=shutil.ignore_patterns("hand-ins"))
        (self.project.root / "notebooks").mkdir()
        self.folder = ClassFolder(root / "class")
        self.folder.root.mkdir()
        self.folder.about.write_text('exercise = "river"\n', encoding="utf-8")
        self.write_roster(students)

    def sit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Work in the project's folder."""
        monkeypatch.chdir(self.project.root)

    def write_roster(self, students: Sequence[Student]) -> None:
        """Write the teacher's list."""
        with self.folder.roster.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("id", "name", "section"))
            writer.writerows((s.id, s.name, s.section) for s in students)

    def hand_in(self, student: str, entries: Sequence[Entry]) -> None:
        """A student hands in, and the file is collected."""
        _, hand_in = handed_in(student, entries)
        found = Found(f"{student}.json", as_json(hand_in).encode())
        (taken,) = collect(self.folder, [found])
        assert isinstance(taken, Receipt), taken
        assert taken.student == student

    def release(self) -> None:
        """Keep the lesson as it is now as what was handed out for a grade."""
        here = self.project.root / "answers" / "released" / "river-1"
        for room in ("seeds/river", "answers/river.md"):
            source, to = self.project.root / room, here / room
            to.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if source.is_dir() else shutil.copy)(source, to)
        name = issued_form().questions[0].revision
        card = f'id = "1"\nexercise = "river"\nmode = "graded"\n[editions]\nriver = "{name}"\n'
        (here / "release.toml").write_text(card, encoding="utf-8")

    def rewrite(self, before: str, after: str) -> None:
        """Change the answers file of the lesson, not of the release."""
        path = self.project.answers(LESSON)
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def grade(self, *words: str) -> str:
        """Grade the class; what is said."""
        return kit_says("grade", self.folder.root, *words)

    def rows(self) -> tuple[Graded, ...]:
        """The rows of the grading that counts."""
        return tuple(read_gradings(self.folder)[-1].rows)
