"""``kit check``: what is wrong with the exercises, and what can be mended by itself."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from time import sleep
from typing import Annotated

import typer

from kit.article.files import replace
from kit.article.project import ROOMS, Project, exercise_of, find_project
from kit.article.seed import Unreadable
from kit.check.audit import KeyedQuestion, audit, hedged
from kit.check.check import RULES, Finding, read_proof, review, rule_named
from kit.check.readability import readability as measure
from kit.check.readability import together
from kit.check.rules.mending import ANSWERS_MENDS, NOTEBOOK_MENDS, Mend, mend
from kit.check.rules.subjects import Proof
from kit.commands import stop, stop_if_nothing, stopping
from kit.commands.lessons import Exercises
from kit.commands.trust import refuse_links
from kit.language.dates import moment_text
from kit.question.blocks import nearest
from kit.question.model import Severity

PAUSE = 0.5  # seconds between two looks at the files
WATCHED = {".md", ".ipynb", ".csv", ".toml", ".txt"}


class Format(StrEnum):
    """How problems are written: for people, or as annotations of a GitHub workflow."""

    text = "text"
    github = "github"


Strict = Annotated[bool, typer.Option("--strict", help="Also fail on warnings and drafts.")]
As = Annotated[Format, typer.Option("--format", help="text, or github for annotations.")]
Fix = Annotated[bool, typer.Option("--fix", help="First mend what cannot change any meaning.")]
Explain = Annotated[str, typer.Option("--explain", metavar="RULE", help="Show a rule's page.")]
Audit = Annotated[bool, typer.Option("--audit", help="Show what blind strategies score.")]
Watch = Annotated[
    bool, typer.Option("--watch", help="Check again whenever a file is saved, until Ctrl+C.")
]
ListRules = Annotated[bool, typer.Option("--rules", help="List the rules, and stop.")]
Measure = Annotated[
    bool, typer.Option("--readability", help="Say how hard the lessons are to read, and stop.")
]


def check(
    exercises: Exercises = None,
    strict: Strict = False,
    format: As = Format.text,
    fix: Fix = False,
    explain: Explain = "",
    audit: Audit = False,
    rules: ListRules = False,
    readability: Measure = False,
    watch: Watch = False,
) -> None:
    """Say what is wrong with the exercises: file:line: severity: what, all at once."""
    if rules:
        list_rules()
    elif explain:
        show_page(explain)
    elif readability:
        print_readability(find_project(), exercises or ())
    elif watch:
        keep_checking(find_project(), exercises or (), format)
    else:
        project = find_project()
        stop_if_nothing((*project.exercises(), *project.lessons()))
        refuse_links(project, exercises or project.exercises())
        if fix:
            mend_files(project, exercises or ())
        if audit:
            show_audit(project, exercises or ())
        findings = say_findings(project, exercises or (), format)
        if any(strict or finding.problem.severity == "error" for finding in findings):
            raise typer.Exit(1)


def say_findings(project: Project, exercises: Iterable[str], format: Format) -> tuple[Finding, ...]:
    """Print what is wrong, and how much of each severity; give it back."""
    findings = review(project, exercises)
    for finding in findings:
        typer.echo(WRITTEN[format](finding))
    typer.echo(count(findings))
    return findings


def keep_checking(project: Project, exercises: Iterable[str], format: Format) -> None:
    """Check, and check again whenever a file of the project was saved, until Ctrl+C."""
    wanted, seen = tuple(exercises), None
    try:
        while True:
            now = saved_at(project)
            if now != seen:
                typer.echo(moment_text(datetime.now().astimezone()))
                say_findings(project, wanted, format)
                typer.echo("Save a file to have it checked again; Ctrl+C ends this.")
                seen = now
            sleep(PAUSE)
    except KeyboardInterrupt:
        typer.echo("")


def saved_at(project: Project) -> dict[Path, int]:
    """When each file that is checked was last saved, in nanoseconds."""
    found: dict[Path, int] = {}
    for room in ROOMS:
        for path in (project.root / room).rglob("*"):
            if path.suffix in WATCHED and ".ipynb_checkpoints" not in path.parts:
                with suppress(OSError):  # an editor may put another file in its place meanwhile
                    found[path] = path.stat().st_mtime_ns
    return found


def list_rules() -> None:
    """Print each rule with its severity and what it demands."""
    for rule in sorted(RULES, key=lambda rule: rule.name):
        typer.echo(f"{rule.name} ({rule.severity}): {rule.duty}")


def show_page(name: str) -> None:
    """Print a rule's page, or stop and name the nearest."""
    rule = rule_named(name)
    if rule is None:
        known = [rule.name for rule in RULES]
        near = nearest(name.replace("_", "-"), known)
        stop(f"There is no rule “{name}”; {near}" if "?" in near else _no_rule(name))
    typer.echo(rule.manual().rstrip())


def print_readability(project: Project, exercises: Iterable[str]) -> None:
    """Print a line for each lesson and one for all, then the sentences that begin without a noun.

    What is no lesson that can be read is left out; `kit check` names it.
    """
    proofs = list(_readable(project, exercises))
    found = [*map(measure, proofs), together(proofs)]
    typer.echo("LIX is words a sentence plus the percentage of words over six letters (Björnsson")
    typer.echo("1968): 30 is easy, 40 a newspaper, 50 hard. “No noun”: sentences that begin with a")
    typer.echo("pronoun, and have no noun before it in their cell.")
    for figure in found:
        share = f"{len(figure.without_noun)} of {figure.sentences} ({figure.share:.1%})"
        typer.echo(
            f"{figure.lesson}: LIX {figure.level:.1f}, {figure.words} words; no noun: {share}"
        )
    for figure in found[:-1]:
        for sentence in figure.without_noun:
            typer.echo(f"{figure.lesson}: no noun before: {sentence}")


def show_audit(project: Project, exercises: Iterable[str]) -> None:
    """Print what each strategy scores beside chance, for each lesson and each exercise."""
    asked: dict[str, dict[str, list[KeyedQuestion]]] = {}
    for proof in _readable(project, exercises):
        of_exercise = asked.setdefault(exercise_of(proof.lesson), {})
        of_exercise[proof.lesson] = list(proof.accepted())
    for exercise, lessons in asked.items():
        for lesson, questions in lessons.items():
            typer.echo(table_of(lesson, questions))
        if len(lessons) > 1:
            all_of_them = [pair for questions in lessons.values() for pair in questions]
            typer.echo(table_of(f"{exercise}, all lessons", all_of_them))


def _readable(project: Project, exercises: Iterable[str]) -> Iterator[Proof]:
    """The lessons of these exercises, or all; of what cannot be read, a check says why."""
    for lesson in project.lessons_of(*exercises):
        with suppress(Unreadable):
            yield read_proof(project, lesson)


def table_of(title: str, asked: Collection[KeyedQuestion]) -> str:
    """A table of what each strategy scores in these questions, and of hedged options."""
    found = hedged(asked)
    if not found.of_right + found.of_wrong:
        return f"{title}: no accepted question with options to choose from\n"
    rows = [f"{title:<44}questions  score  chance"]
    rows += [
        f"  {r.strategy:<42}{r.questions:>9}{r.score:>7.0%}{r.chance:>8.0%}"
        + ("  more than chance" if r.pays else "")
        for r in audit(asked)
    ]
    rows.append(
        f"  with a hedge: {found.right} of {found.of_right} right options, "
        f"{found.wrong} of {found.of_wrong} wrong ones\n"
    )
    return "\n".join(rows)


def mend_files(project: Project, exercises: Iterable[str]) -> None:
    """Mend what can be mended by itself in the exercises' files, and say what was."""
    files: list[tuple[Path, dict[str, Mend]]] = [
        *((project.answers(lesson), ANSWERS_MENDS) for lesson in project.lessons_of(*exercises)),
        *((project.notebook(name), NOTEBOOK_MENDS) for name in project.notebooks_of(*exercises)),
    ]
    for path, mends in files:
        try:
            before = path.read_bytes().decode("utf-8")
            after, done = mend(before, mends)
        except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
            continue  # what cannot be read is named below, and not mended
        if done:
            with stopping(path):
                replace(path, after.encode())
            typer.echo(f"{project.name(path)}: mended: {'; '.join(done)}")


def as_text(finding: Finding) -> str:
    """A finding as ``path:line: severity: what [rule]``."""
    problem = finding.problem
    rule = f" [{finding.rule}]" if finding.rule else ""
    return f"{problem.path}:{problem.line}: {problem.severity}: {problem.text}{rule}"


def as_annotation(finding: Finding) -> str:
    """A finding as a command that a GitHub workflow shows beside the line."""
    problem = finding.problem
    properties = {"file": problem.path, "line": str(problem.line), "title": finding.rule}
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{_LEVELS[problem.severity]} {said}::{_data(problem.text)}"


def count(findings: Iterable[Finding]) -> str:
    """How many there are of each severity, such as “2 errors, 1 warning”."""
    counts = Counter(finding.problem.severity for finding in findings)
    names: tuple[Severity, ...] = ("error", "warning", "draft")
    said = [f"{n} {name}{'s' * (n != 1)}" for name in names if (n := counts[name])]
    return ", ".join(said) or "No problems found."


WRITTEN: dict[Format, Callable[[Finding], str]] = {
    Format.text: as_text,
    Format.github: as_annotation,
}
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "draft": "notice"}


def _data(text: str) -> str:
    """As GitHub's toolkit escapes the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """As GitHub's toolkit escapes the property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _no_rule(name: str) -> str:
    return f"There is no rule “{name}”; for a list: kit check --rules"
