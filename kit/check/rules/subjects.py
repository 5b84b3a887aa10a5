"""What the rules look at: a notebook, a lesson, an exercise; and what a rule is."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import TOMLDecodeError
from types import ModuleType
from typing import Any, Generic, TypeVar, cast

from kit.article.project import Project
from kit.article.seed import Unreadable, read_seed_table
from kit.article.segments import Article
from kit.article.tables import Row
from kit.article.toml import read_toml
from kit.question.blocks import Block
from kit.question.model import Key, Problem, Question, QuestionSet, Severity

Subject = TypeVar("Subject")

_HEAD = re.compile(r"(?P<verdict>Passes|Fails)(?:, (?P<times>\d+) times)?:")


@dataclass(frozen=True, slots=True)
class Call:
    """A cell's call such as ``quiz.ask("cues")`` and its line in the notebook's file."""

    name: str
    argument: str
    line: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a notebook, with the line of the file that each line of its source is on."""

    kind: str
    source: str
    line: int  # of the cell
    lines: tuple[int, ...]  # of its source
    outputs: tuple[Mapping[str, object], ...] = ()
    hidden: bool = False
    cites: tuple[str, ...] | None = ()  # ids of evidence in its metadata; None where damaged
    cites_line: int = 1  # of its metadata

    @property
    def first_line(self) -> int:
        """The line of the file that the source begins on."""
        return self.lines[0] if self.lines else self.line


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook as its file gives it: cells, calls, and what makes it no valid notebook."""

    path: str
    cells: tuple[Cell, ...] = ()
    calls: tuple[Call, ...] = ()
    views: tuple[int, ...] = ()  # lines of widget views and widget state
    faults: tuple[tuple[int, str], ...] = ()  # (line, what makes it no valid notebook)
    folder: Project | None = None  # where its relative links start from, with `path`
    lesson: bool = False
    marked: bool = False  # as one that opens in the lesson view

    def problem(self, line: int, text: str) -> Problem:
        """A problem of this notebook."""
        return Problem(self.path, line, text)


@dataclass(frozen=True, slots=True)
class Proof:
    """A lesson as its editor reads it: its questions, where they stand, and its notebook."""

    project: Project
    lesson: str
    article: Article
    question_set: QuestionSet
    blocks: Mapping[str, Block]  # by the question's id
    notebook: Notebook
    own: Block | None = None  # the lesson's own: title, minutes, goal

    def line_of_lesson(self, field: str) -> int:
        """The line of a field under the lesson's title."""
        return self.own.line_of(field) if self.own else 1

    def accepted(self) -> Iterator[tuple[Question, Key]]:
        """The questions whose keys count: those that are neither drafts nor damaged."""
        for question in self.question_set.questions:
            key = self.question_set.key(question.id)
            if key:
                yield question, key

    def texts(self, question: Question) -> Iterator[tuple[str, str]]:
        """What a student reads of a question sooner or later, each with the item it stands at."""
        yield "", question.stem
        yield from self.texts_beside_stem(question)

    def texts_beside_stem(self, question: Question) -> Iterator[tuple[str, str]]:
        """The same without what the question begins with."""
        yield "", question.hint
        yield from ((item, item) for item in question.items)
        if key := self.question_set.key(question.id):
            yield from ((item, note.text) for item, note in key.notes)
            yield from (("", found.note.text) for found in key.spans)
            yield from (("", text) for text in (key.because, key.model, *key.more_hints))

    def line(self, question: str, field: str = "", item: str = "") -> int:
        """The line of a question's field or item; of its heading where it has no such thing."""
        block = self.blocks[question]
        if field:
            return block.line_of(field)
        ends = (f"] {item}", item)
        lines = (
            i.line for i in block.items if i.text.endswith(ends) or i.text.startswith(f"{item} =>")
        )
        return next(lines, block.heading.line) if item else block.heading.line

    def problem(self, question: str, text: str, field: str = "", item: str = "") -> Problem:
        """A problem of a question, at a field, at an item, or at its heading."""
        return Problem(self.question_set.path, self.line(question, field, item), text, question)


@dataclass(frozen=True, slots=True)
class Exercise:
    """A whole exercise: its seed's folder and the lessons that can be read."""

    project: Project
    name: str
    proofs: tuple[Proof, ...]

    def rows(self, table: str, *needed: str) -> tuple[Row, ...]:
        """The rows of a table of the seed; none where it cannot be read, which a rule says."""
        try:
            return read_seed_table(self.project, self.name, table, needed).rows
        except Unreadable:
            return ()

    @property
    def card(self) -> dict[str, Any]:
        """What the source card says; nothing where it cannot be read, which a rule says."""
        return card_of(self.project, self.name)

    def in_card(self, name: str, text: str) -> Problem:
        """A problem of the source card, at the line of a key or a table."""
        lines = text_of_card(self.project, self.name).splitlines()
        begins = rf"\s*(?:{name}\s*=|\[{name}\])"
        at = next((n for n, line in enumerate(lines, 1) if re.match(begins, line)), 1)
        return Problem(self.project.name(self.project.seed(self.name, "source.toml")), at, text)


def card_of(project: Project, exercise: str) -> dict[str, Any]:
    """What the source card of an exercise says; nothing where it cannot be read."""
    try:
        return read_toml(text_of_card(project, exercise))
    except TOMLDecodeError:
        return {}


def text_of_card(project: Project, exercise: str) -> str:
    """The source card as it is written; "" where it cannot be read."""
    try:
        return project.seed(exercise, "source.toml").read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of a file from a rule's page, and how many times the lesson has the like of it."""

    text: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A function that finds problems, and how much they weigh.

    Its docstring begins its manual page; what passes and what fails stands in ``examples``.
    """

    find: Callable[[Subject], Iterator[Problem]]
    severity: Severity

    @property
    def name(self) -> str:
        """The name by which people call the rule, such as ``asks-once``."""
        return self.find.__name__.replace("_", "-")

    @property
    def duty(self) -> str:
        """What the rule demands, in one sentence."""
        return " ".join(self._page().partition("\n\n")[0].split())

    def manual(self) -> str:
        """The rule's manual page: what it demands and why, what passes and what fails."""
        return f"{self.name} ({self.severity})\n\n{self._page()}\n"

    def examples(self, verdict: str) -> list[Example]:
        """The examples that its page gives under ``Passes:`` or ``Fails:``."""
        found: list[list[str]] = []
        times: list[int] = []
        inside = False
        for line in self._page().splitlines():
            if head := _HEAD.fullmatch(line):
                inside = head["verdict"] == verdict
                if inside:
                    found.append([])
                    times.append(int(head["times"] or 1))
            elif line and not line.startswith("    "):
                inside = False
            elif inside:
                found[-1].append(line[4:])
        return [Example("\n".join(t).strip("\n"), n) for t, n in zip(found, times, strict=True)]

    def _page(self) -> str:
        _, examples = _written(self.find)
        return f"{inspect.cleandoc(self.find.__doc__ or '')}\n\n{examples}"


def rules_of(modules: Iterable[ModuleType], subject: str) -> tuple[Rule[Any], ...]:
    """The rules of modules that look at a ``proof``, a ``notebook`` or an ``exercise``.

    They are the public functions that take one. Raises KeyError where one has no examples.
    """
    return tuple(
        Rule(found, _written(found)[0])
        for module in modules
        for name, found in vars(module).items()
        if inspect.isfunction(found) and found.__module__ == module.__name__ and name[0] != "_"
        if next(iter(found.__annotations__)) == subject
    )


def _written(find: Callable[[Subject], Iterator[Problem]]) -> tuple[Severity, str]:
    """How much a rule's problems weigh, and what passes and what fails it."""
    return _pages(find.__module__.rpartition(".")[2])[find.__name__.replace("_", "-")]


@cache
def _pages(module: str) -> dict[str, tuple[Severity, str]]:
    """The same for each rule of a module, by its name."""
    text = (Path(__file__).parent / "examples" / f"{module}.txt").read_text(encoding="utf-8")
    _, *pieces = re.split(r"(?m)^# (\S+) \((\w+)\)\n", text)
    parts = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    return {name: (cast("Severity", severity), said.strip("\n")) for name, severity, said in parts}
