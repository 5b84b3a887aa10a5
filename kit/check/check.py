"""What is wrong with the exercises, all at once, each problem with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kit.article.project import Rooms, exercise_of
from kit.article.seed import Unreadable, read_article
from kit.check.rules import bias, exercises, explanations, keys, lessons, links, notebooks, wording
from kit.check.rules.notebook_file import read_calls as read_calls
from kit.check.rules.notebook_file import read_notebook
from kit.check.rules.subjects import Exercise, Notebook, Proof, Rule, Subject
from kit.question.blocks import nearest, read_blocks
from kit.question.model import Problem, Sheet
from kit.question.read import read_sheet

NOTEBOOK_RULES: tuple[Rule[Notebook], ...] = (
    *notebooks.RULES,
    *links.NOTEBOOK_RULES,
    *wording.NOTEBOOK_RULES,
)
LESSON_RULES: tuple[Rule[Proof], ...] = (
    *lessons.RULES,
    *explanations.RULES,
    *keys.RULES,
    *wording.LESSON_RULES,
    *links.LESSON_RULES,
    *bias.RULES,
)
EXERCISE_RULES: tuple[Rule[Exercise], ...] = (*exercises.RULES, *links.EXERCISE_RULES)
RULES: tuple[Rule[Notebook] | Rule[Proof] | Rule[Exercise], ...] = (
    *LESSON_RULES,
    *NOTEBOOK_RULES,
    *EXERCISE_RULES,
)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A problem, and the name of the rule that found it; "" where no rule was needed."""

    problem: Problem
    rule: str = ""


def check(rooms: Rooms, exercises: Iterable[str] = ()) -> tuple[Problem, ...]:
    """The problems of these exercises, or of all of them, by file and line."""
    return tuple(finding.problem for finding in review(rooms, exercises))


def check_lesson(rooms: Rooms, lesson: str) -> Iterator[Problem]:
    """The problems of one lesson and its notebook, unsorted."""
    findings, _ = _review_lesson(rooms, lesson)
    yield from (finding.problem for finding in findings)


def review(rooms: Rooms, exercises: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The same as `check`, each problem with the name of its rule."""
    known = {*rooms.exercises(), *map(exercise_of, rooms.lessons())}
    wanted = set(exercises) or known
    findings = [_unknown(rooms, name, known) for name in wanted - known]
    of_all = wanted == known
    for exercise in sorted(wanted & known):
        proofs: list[Proof] = []
        for lesson in rooms.lessons():
            if exercise_of(lesson) == exercise:
                found, proof = _review_lesson(rooms, lesson)
                findings += found
                proofs += [proof] if proof else []
        subject = Exercise(rooms, exercise, tuple(proofs))
        findings += _found(EXERCISE_RULES, subject)
    for path in notebooks_of(rooms, () if of_all else wanted):
        name = path.relative_to(rooms.root / "notebooks").as_posix().removesuffix(".ipynb")
        findings += _found(NOTEBOOK_RULES, read_notebook(rooms, path, name in rooms.lessons()))
    by_problem = {finding.problem: finding for finding in reversed(findings)}
    return tuple(sorted(by_problem.values()))


def notebooks_of(rooms: Rooms, exercises: Iterable[str] = ()) -> list[Path]:
    """The notebooks of these exercises, or all there are, those for instructors included."""
    room = rooms.root / "notebooks"
    wanted = set(exercises)
    return [
        path
        for path in sorted(room.rglob("*.ipynb"))
        if ".ipynb_checkpoints" not in path.parts
        and (not wanted or path.relative_to(room).parts[0].removesuffix(".ipynb") in wanted)
    ]


def rule_named(name: str) -> Rule[Notebook] | Rule[Proof] | Rule[Exercise] | None:
    """The rule of this name, written with dashes or underscores; None where there is none."""
    wanted = name.strip().replace("_", "-")
    return next((rule for rule in RULES if rule.name == wanted), None)


def read_proof(rooms: Rooms, lesson: str) -> Proof:
    """A lesson with its notebook, as the rules see it. Raises Unreadable as `read_sheet` does."""
    sheet = read_sheet(rooms, lesson)
    article = read_article(rooms, exercise_of(lesson))
    _, blocks = read_blocks((rooms.root / sheet.path).read_bytes().decode("utf-8-sig"))
    at = {block.heading.line: block for block in blocks}
    by_id = {id: at[line] for id, line in sheet.lines if line in at}
    notebook = rooms.notebook(lesson)
    read = read_notebook(rooms, notebook, lesson=True) if notebook.is_file() else Notebook("")
    return Proof(rooms, lesson, article, sheet, by_id, read)


def _review_lesson(rooms: Rooms, lesson: str) -> tuple[list[Finding], Proof | None]:
    try:
        proof = read_proof(rooms, lesson)
    except Unreadable as error:
        return [Finding(keys.as_problem(error))], None
    findings: list[Finding] = []
    rules: Iterable[Rule[Proof]] = LESSON_RULES
    if not proof.notebook.path:
        findings.append(Finding(_no_notebook(rooms, lesson, proof.sheet)))
    if not proof.notebook.path or proof.notebook.faults:
        rules = [rule for rule in LESSON_RULES if rule.find not in _OF_THE_NOTEBOOK]
    return [*findings, *_found(rules, proof)], proof


# What these would say of a missing or damaged notebook is said already.
_OF_THE_NOTEBOOK: tuple[Callable[[Proof], Iterator[Problem]], ...] = (
    lessons.opens_its_own_lesson,
    lessons.writes_what_is_asked,
)


def _found(rules: Iterable[Rule[Subject]], subject: Subject) -> list[Finding]:
    return [
        Finding(replace(problem, severity=rule.severity), rule.name)
        for rule in rules
        for problem in rule.find(subject)
    ]


def _no_notebook(rooms: Rooms, lesson: str, sheet: Sheet) -> Problem:
    where = rooms.name(rooms.notebook(lesson))
    return Problem(sheet.path, 1, f"the lesson has no notebook; make {where}")


def _unknown(rooms: Rooms, name: str, known: set[str]) -> Finding:
    text = f"there is no exercise “{name}”; {nearest(name, sorted(known))}"
    return Finding(Problem(str(rooms.root), 1, text))
