"""What is wrong with the exercises, all at once, each problem with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kit.article.project import Project, exercise_of
from kit.article.seed import Unreadable, read_article
from kit.check.rules import (
    bias,
    consistency,
    exercises,
    explanations,
    keys,
    lessons,
    links,
    notebooks,
    pictures,
    quotations,
    seeds,
    strategies,
    wording,
)
from kit.check.rules.notebook_file import read_calls as read_calls
from kit.check.rules.notebook_file import read_notebook
from kit.check.rules.subjects import Exercise, Notebook, Proof, Rule, Subject, rules_of
from kit.question.blocks import nearest, read_blocks
from kit.question.model import Problem, QuestionSet
from kit.question.read import read_question_set

_MODULES = (
    *(lessons, notebooks, explanations, keys, wording, links, pictures, consistency),
    *(exercises, seeds, quotations, bias, strategies),
)
NOTEBOOK_RULES: tuple[Rule[Notebook], ...] = rules_of(_MODULES, "notebook")
LESSON_RULES: tuple[Rule[Proof], ...] = rules_of(_MODULES, "proof")
EXERCISE_RULES: tuple[Rule[Exercise], ...] = rules_of(_MODULES, "exercise")
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


def check(project: Project, exercises: Iterable[str] = ()) -> tuple[Problem, ...]:
    """The problems of these exercises, or of all of them, by file and line."""
    return tuple(finding.problem for finding in review(project, exercises))


def review_lesson(project: Project, lesson: str) -> list[Finding]:
    """The problems of one lesson and its notebook, unsorted, each with the name of its rule."""
    findings, _ = _review_lesson(project, lesson)
    return findings


def review(project: Project, exercises: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The problems of these exercises as `check` finds them, each with the name of its rule."""
    known = {*project.exercises(), *map(exercise_of, project.lessons())}
    wanted = set(exercises) or known
    findings = [_unknown(project, name, known) for name in wanted - known]
    of_all = wanted == known
    for exercise in sorted(wanted & known):
        proofs: list[Proof] = []
        for lesson in project.lessons_of(exercise):
            found, proof = _review_lesson(project, lesson)
            findings += found
            proofs += [proof] if proof else []
        subject = Exercise(project, exercise, tuple(proofs))
        findings += _found(EXERCISE_RULES, subject)
    for name in project.notebooks_of(*(() if of_all else wanted)):
        path, is_lesson = project.notebook(name), name in project.lessons()
        findings += _found(NOTEBOOK_RULES, read_notebook(project, path, is_lesson))
    by_problem = {finding.problem: finding for finding in reversed(findings)}
    return tuple(sorted(by_problem.values()))


def rule_named(name: str) -> Rule[Notebook] | Rule[Proof] | Rule[Exercise] | None:
    """The rule of this name, written with dashes or underscores; None where there is none."""
    wanted = name.strip().replace("_", "-")
    return next((rule for rule in RULES if rule.name == wanted), None)


def read_proof(project: Project, lesson: str) -> Proof:
    """A lesson with its notebook, as the rules see it. Raises Unreadable where a file fails."""
    question_set = read_question_set(project, lesson)
    article = read_article(project, exercise_of(lesson))
    own, blocks = read_blocks((project.root / question_set.path).read_bytes().decode("utf-8-sig"))
    at = {block.heading.line: block for block in blocks}
    by_id = {id: at[line] for id, line in question_set.lines if line in at}
    notebook = project.notebook(lesson)
    read = read_notebook(project, notebook, lesson=True) if notebook.is_file() else Notebook("")
    return Proof(project, lesson, article, question_set, by_id, read, own)


def _review_lesson(project: Project, lesson: str) -> tuple[list[Finding], Proof | None]:
    try:
        proof = read_proof(project, lesson)
    except Unreadable as error:
        return [Finding(keys.as_problem(error))], None
    findings: list[Finding] = []
    rules: Iterable[Rule[Proof]] = LESSON_RULES
    if not proof.notebook.path:
        findings.append(Finding(_no_notebook(project, lesson, proof.question_set)))
    if not proof.notebook.path or proof.notebook.faults:
        rules = [rule for rule in LESSON_RULES if rule.find not in _OF_THE_NOTEBOOK]
    return [*findings, *_found(rules, proof)], proof


# What these would say of a missing or damaged notebook is said already.
_OF_THE_NOTEBOOK: tuple[Callable[[Proof], Iterator[Problem]], ...] = (
    lessons.opens_its_own_lesson,
    lessons.opens_its_lesson_first,
    lessons.writes_what_is_asked,
)


def _found(rules: Iterable[Rule[Subject]], subject: Subject) -> list[Finding]:
    return [
        Finding(replace(problem, severity=rule.severity), rule.name)
        for rule in rules
        for problem in rule.find(subject)
    ]


def _no_notebook(project: Project, lesson: str, question_set: QuestionSet) -> Problem:
    where = project.name(project.notebook(lesson))
    return Problem(question_set.path, 1, f"the lesson has no notebook; make {where}")


def _unknown(project: Project, name: str, known: set[str]) -> Finding:
    text = f"there is no exercise “{name}”; {nearest(name, sorted(known))}"
    return Finding(Problem(str(project.root), 1, text))
