"""What is wrong with an exercise, all at once, each problem with its file and line."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.article import Article, segment_ids
from kit.blocks import nearest
from kit.model import Problem, Sheet
from kit.rooms import Rooms, exercise_of
from kit.seed import Unreadable, read_article, read_chain, read_evidence, read_rows, read_sheet


@dataclass(frozen=True, slots=True)
class Call:
    """A cell's call such as ``quiz.ask("cues")`` and its line in the notebook's file."""

    name: str
    argument: str
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A lesson as the rules see it."""

    rooms: Rooms
    lesson: str
    article: Article
    sheet: Sheet
    calls: tuple[Call, ...]

    @property
    def notebook(self) -> str:
        """The notebook's path, as people say it."""
        return self.rooms.name(self.rooms.notebook(self.lesson))


Rule = Callable[[Draft], Iterator[Problem]]


def check(rooms: Rooms, exercises: Iterable[str] = ()) -> tuple[Problem, ...]:
    """The problems of these exercises, or of all of them, by file and line."""
    wanted = set(exercises) or {*rooms.exercises(), *map(exercise_of, rooms.lessons())}
    problems = [
        Problem(
            str(rooms.root), 1, f"there is no exercise “{name}”; {nearest(name, rooms.exercises())}"
        )
        for name in wanted - {*rooms.exercises(), *map(exercise_of, rooms.lessons())}
    ]
    for lesson in rooms.lessons():
        if exercise_of(lesson) in wanted:
            problems += check_lesson(rooms, lesson)
    return tuple(sorted(set(problems)))


def check_lesson(rooms: Rooms, lesson: str) -> Iterator[Problem]:
    """The problems of one lesson."""
    notebook = rooms.notebook(lesson)
    try:
        sheet = read_sheet(rooms, lesson)
        article = read_article(rooms, exercise_of(lesson))
    except Unreadable as error:
        yield _as_problem(error)
        return
    yield from sheet.problems
    if not notebook.is_file():
        yield Problem(sheet.path, 1, f"the lesson has no notebook; make {rooms.name(notebook)}")
        return
    try:
        calls = tuple(read_calls(notebook))
    except ValueError as error:
        yield Problem(rooms.name(notebook), 1, f"this is not a notebook: {error}")
        return
    for rule in RULES:
        yield from rule(Draft(rooms, lesson, article, sheet, calls))


def opens_its_own_lesson(draft: Draft) -> Iterator[Problem]:
    """A notebook opens the lesson that has its name.

    Passes: ``lesson("fish/1-who")`` in notebooks/fish/1-who.ipynb.
    Fails: ``lesson("fish/2-how")`` there.
    """
    opened = [call for call in draft.calls if call.name == "lesson"]
    if not opened:
        yield Problem(draft.notebook, 1, f"it opens no lesson; write lesson(“{draft.lesson}”)")
    for call in opened:
        if call.argument != draft.lesson:
            text = f"it opens “{call.argument}”; its own lesson is “{draft.lesson}”"
            yield Problem(draft.notebook, call.line, text)


def asks_what_is_written(draft: Draft) -> Iterator[Problem]:
    """Every question that a notebook asks is in its answers file.

    Passes: ``quiz.ask("cues")`` with ``## cues (highlight)``.
    Fails: ``quiz.ask("clues")`` without ``## clues``.
    """
    written = dict(draft.sheet.lines)
    for call in _asked(draft):
        if call.argument not in written:
            text = f"it asks “{call.argument}”, which {draft.sheet.path} does not have; "
            yield Problem(draft.notebook, call.line, text + nearest(call.argument, written))


def writes_what_is_asked(draft: Draft) -> Iterator[Problem]:
    """Every question in an answers file is asked in its notebook.

    Passes: ``## cues (highlight)`` with ``quiz.ask("cues")``.
    Fails: ``## cues (highlight)`` that no cell asks.
    """
    asked = {call.argument for call in _asked(draft)}
    for id, line in draft.sheet.lines:
        if id not in asked:
            text = f"“{id}” is never asked; add quiz.ask(“{id}”) to {draft.notebook}"
            yield Problem(draft.sheet.path, line, text, id)


def asks_once(draft: Draft) -> Iterator[Problem]:
    """No question is asked twice in a notebook.

    Passes: one ``quiz.ask("cues")``.
    Fails: two of them.
    """
    first: dict[str, int] = {}
    for call in _asked(draft):
        if call.argument in first:
            text = f"it asks “{call.argument}” a second time (first in line {first[call.argument]})"
            yield Problem(draft.notebook, call.line, text)
        first.setdefault(call.argument, call.line)


def cites_evidence_that_exists(draft: Draft) -> Iterator[Problem]:
    """Every id that a key cites or a notebook shows is a row of the exercise's evidence.csv.

    Passes: ``Evidence: E01`` with a row E01.
    Fails: ``Evidence: E99`` without one.
    """
    try:
        known = {e.id for e in read_evidence(draft.rooms, exercise_of(draft.lesson))}
    except Unreadable as error:
        yield _as_problem(error)
        return
    for call in draft.calls:
        for id in call.argument.replace(",", " ").split() if call.name == "evidence" else ():
            if id not in known:
                text = f"it shows {id}, which evidence.csv does not have"
                yield Problem(draft.notebook, call.line, text)
    lines = dict(draft.sheet.lines)
    for key in draft.sheet.keys:
        for id in key.evidence:
            if id not in known:
                text = f"“{key.question}” cites {id}, which evidence.csv does not have"
                yield Problem(draft.sheet.path, lines[key.question], text, key.question)


def agrees_with_the_ledger(draft: Draft) -> Iterator[Problem]:
    """A key that judges claims of claims.csv agrees with their verdict at publication.

    Passes: ``Judges: holds`` with ``Claim: C01``, whose verdict begins with ACCURATE or TRUE.
    Fails: ``Judges: holds`` with ``Claim: C30``, whose verdict is WRONG AS WORDED.
    """
    cited = {id for key in draft.sheet.keys for id in key.claims}
    if not cited:
        return
    columns = ("id", "verdict_at_publication")
    try:
        rows = read_rows(draft.rooms, exercise_of(draft.lesson), "claims", columns)
    except Unreadable as error:
        yield _as_problem(error)
        return
    verdicts = {row["id"]: row["verdict_at_publication"] for row in rows}
    lines = dict(draft.sheet.lines)
    for key in draft.sheet.keys:
        for id in key.claims:
            text = ""
            if id not in verdicts:
                text = f"“{key.question}” judges {id}, which claims.csv does not have"
            elif key.judges and key.judges != _judgement(verdicts[id]):
                said = verdicts[id]
                text = f"“{key.question}” says that {id} {key.judges}; claims.csv says “{said}”"
            if text:
                yield Problem(draft.sheet.path, lines[key.question], text, key.question)


def _judgement(verdict: str) -> str:
    return "holds" if verdict.startswith(("ACCURATE", "TRUE")) else "fails"


def shows_what_exists(draft: Draft) -> Iterator[Problem]:
    """Segments and chains that a notebook shows are there.

    Passes: ``quiz.read("S1-S3")``.
    Fails: ``quiz.read("S40")`` of a short article.
    """
    for call in draft.calls:
        try:
            if call.name == "read":
                segment_ids(call.argument, draft.article)
            elif call.name == "chain":
                read_chain(draft.rooms, exercise_of(draft.lesson), call.argument)
        except (ValueError, Unreadable) as error:
            yield Problem(draft.notebook, call.line, str(error).rstrip("."))


RULES: tuple[Rule, ...] = (
    opens_its_own_lesson,
    asks_what_is_written,
    writes_what_is_asked,
    asks_once,
    cites_evidence_that_exists,
    agrees_with_the_ledger,
    shows_what_exists,
)


def _as_problem(error: Unreadable) -> Problem:
    path, _, rest = str(error).partition(" ")
    return Problem(path, 1, rest.rstrip("."))


def _asked(draft: Draft) -> list[Call]:
    return [call for call in draft.calls if call.name == "ask"]


def read_calls(notebook: Path) -> Iterator[Call]:
    """Calls with one plain string in a notebook's code cells, with their line in the file.

    Raises ValueError where the file is not a notebook.
    """
    text = notebook.read_bytes().decode("utf-8")
    cells = json.loads(text).get("cells", [])
    raw = text.splitlines()
    at = 0
    for cell in cells:
        if cell.get("cell_type") != "code":
            continue
        source = "".join(cell.get("source", ""))
        for name, argument, code in _calls(source):
            wanted = json.dumps(code, ensure_ascii=False)[1:-1]
            at = next((n for n in range(at, len(raw)) if wanted in raw[n]), at)
            yield Call(name, argument, at + 1)
        at += 1


def _calls(source: str) -> Iterator[tuple[str, str, str]]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    lines = source.splitlines()
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) == 1]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        argument = node.args[0]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield name, argument.value, lines[argument.lineno - 1]
