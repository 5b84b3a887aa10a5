"""``kit accept``: one more right answer to a question, or the answer to what a student disputes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import read_up_to, replace
from kit.article.project import Project, exercise_of
from kit.classroom.corrections import drafted, with_entry
from kit.classroom.decisions import Decision, Outcome, write_decision
from kit.classroom.disputes import Dispute, read_disputes
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.grading.accepted import (
    Accepted,
    drop_accepted,
    read_accepted,
    same_answer,
    write_accepted,
)
from kit.classroom.grading.accepting import (
    accepted_in_words,
    beside_the_key,
    checked,
    key_in_words,
    where,
)
from kit.classroom.grading.asked import IssuedForm, IssuedQuestion, read_issued_forms
from kit.classroom.grading.now import class_now, exercise_in, open_class, project_of
from kit.classroom.grading.regrade import changes
from kit.classroom.model import Graded
from kit.commands import stop, stopping
from kit.commands.grade import NOT_WRITTEN, ClassPath, DryRun
from kit.commands.lessons import LessonOfClass
from kit.commands.questions import first_of, question_named
from kit.language.dates import day_text
from kit.language.shown import shown
from kit.learner.log import stamp

LARGEST = 8 * 1024 * 1024  # bytes of a file of corrections


@dataclass(frozen=True, slots=True)
class _Given:
    """What is to be written down, and what is said of it before."""

    accepted: Accepted | None  # None where it is there already, or no answer is accepted
    answered: tuple[Dispute, ...]  # the disputes that it answers
    outcome: Outcome
    why: str
    row: str  # of corrections.md; "" for none
    lines: tuple[str, ...]  # who changes


def accept(
    class_folder: ClassPath,
    lesson: LessonOfClass = "",
    question: Annotated[str, typer.Argument(help="The id of a question in it.")] = "",
    answer: Annotated[
        str,
        typer.Argument(
            help="An option; where an item belongs; all items in order, with “>” between them; "
            "or a passage with the words in square brackets."
        ),
    ] = "",
    why: Annotated[str, typer.Option(help="Why. Students read it.")] = "",
    item: Annotated[
        str, typer.Option("--for", help="sort, match: the item; highlight: the label.")
    ] = "",
    dispute: Annotated[
        str, typer.Option(metavar="ID", help="Answer what a student disputes.")
    ] = "",
    outcome: Annotated[
        Outcome | None,
        typer.Option(
            "--as",
            help="With --dispute. accepted: the answer is right as well; corrected: the student is "
            "right, and no points change; rejected: all stays as it is. Default: accepted.",
        ),
    ] = None,
    take_back: Annotated[
        bool, typer.Option("--take-back", help="Accept this answer no more.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Accept one more answer to a question, or answer a dispute. Then grade again.

    Without any question, say what is disputed.
    """
    if outcome and not dispute:
        stop("--as says what becomes of a dispute: add --dispute ID; kit accept CLASS lists them.")
    if take_back and dispute:
        stop("Name the answer to take back by its lesson, question and words, without --dispute.")
    with stopping(class_folder, ValueError):
        folder, project = open_class(class_folder), project_of(class_folder)
        disputes = read_disputes(folder)
        if not (lesson or dispute):
            for line in _listed(disputes, class_folder):
                typer.echo(line)
            return
        about = _dispute_named(disputes, dispute) if dispute else None
        if about and not lesson:
            lesson, question = about.lesson, about.question
        forms = read_issued_forms(project, exercise_in(folder))
        asked = _find(forms, lesson, question)
        if about and (about.lesson, about.question) != (asked[0].lesson, asked[0].question.id):
            stop(f"{about.id} is about “{about.question}” of {about.lesson}.")
        if take_back:
            gone = _not_accepted(folder, project, asked, disputes, answer.strip(), item.strip())
            for line in gone.lines:
                typer.echo(line)
            if dry_run:
                typer.echo(NOT_WRITTEN)
            else:
                _take_back(folder, gone, " ".join(why.split()))
            return
        if not why.strip():
            stop("Say why it is right too, as in --why “S3 names him as well”.")
        words = _Words(answer.strip(), item.strip(), " ".join(why.split()))
        if about and outcome and outcome != "accepted":
            _stop_if_accepted(about)
            given = _answered(asked, about, outcome, words)
        else:
            given = _accepted(folder, project, asked, disputes, about, words)
        for line in (*given.lines, *_what(given)):
            typer.echo(line)
        if dry_run:
            typer.echo(NOT_WRITTEN)
            return
        _write(folder, project, given)
    if given.accepted:
        typer.echo(f"Accepted in {folder.accepted}.")
        typer.echo(f"To see who changes: kit grade {typed(class_folder)} --dry-run")
        file = project.name(project.answers(given.accepted.lesson))
        typer.echo(
            f"Cards and exports go by the key in {file}: add it there to have it right, too."
        )


@dataclass(frozen=True, slots=True)
class _Gone:
    """An answer that is to be accepted no more."""

    accepted: Accepted
    answered: tuple[Dispute, ...]  # the disputes that wait again
    lines: tuple[str, ...]


def _not_accepted(
    folder: ClassFolder,
    project: Project,
    asked: Sequence[IssuedQuestion],
    disputes: Sequence[Dispute],
    answer: str,
    item: str,
) -> _Gone:
    """The answer that was accepted, and whom it concerns that it is so no more."""
    place = asked[0].lesson, asked[0].question.id
    known = read_accepted(folder.accepted)
    here = [one for one in known if (one.lesson, one.question) == place]
    row = next((one for one in here if (one.answer, one.item) == (answer, item)), None)
    if row is None:
        there = "; ".join(map(accepted_in_words, here)) or "nothing"
        stop(f"This is not accepted. Accepted at “{place[1]}”: {there}.")
    left = [one for one in known if same_answer(one) != same_answer(row)]
    before = class_now(folder, project)
    after = class_now(folder, project, accepted=left, tell=lambda _: None)
    changed = changes(before.graded.rows, after.graded.rows)
    worse = {change.student for change in changed}
    answered = tuple(
        one
        for one in disputes
        if (one.lesson, one.question) == place
        and one.outcome == "accepted"
        and one.student in worse
    )
    again = (f"Dispute {one.id} of {shown(one.student)} waits again." for one in answered)
    lines = (f"Students whose points change: {len(changed)}.", *first_of(changed), *again)
    return _Gone(row, answered, lines)


def _take_back(folder: ClassFolder, gone: _Gone, why: str) -> None:
    """Write it down first, so that the same command goes on where a kill came between two steps."""
    at, row = stamp()["at"], gone.accepted
    for one in gone.answered:
        write_decision(folder.decisions, Decision("dispute", one.id, "", why, at))
    of = f"{row.lesson} {row.question} {accepted_in_words(row)}"
    write_decision(folder.decisions, Decision("accepted", of, "", why, at))
    drop_accepted(folder.accepted, row)
    typer.echo(f"Taken back, as {folder.decisions} says. Then: kit grade {typed(folder.root)}")
    if gone.answered:
        typer.echo("What was drafted in corrections.md for it stays there: take it out by hand.")


def _stop_if_accepted(about: Dispute) -> None:
    if about.outcome == "accepted":
        stop(
            f"{about.id} was accepted, and the answer counts as right. Take that back first: "
            f"kit accept CLASS {about.lesson} {about.question} “…” --take-back"
        )


@dataclass(frozen=True, slots=True)
class _Words:
    """What the teacher wrote."""

    answer: str
    item: str
    why: str


def _listed(disputes: Sequence[Dispute], class_folder: Path) -> Iterator[str]:
    waiting = [one for one in disputes if not one.outcome]
    if not disputes:
        yield "Nothing is disputed."
        return
    for one in disputes:
        yield f"{one.id}  {one.lesson} “{one.question}”, {shown(one.student)}: {one.said}."
        yield f"  {shown(' '.join(one.reason.split()), 500)}"
        yield f"  Seen at: {shown(one.page, 500)}"
        if one.why:
            yield f"  You said: {shown(one.why, 500)}"
    if waiting:
        yield (
            f"Waiting for an answer: {len(waiting)}. To see what one would change: kit accept "
            f"{typed(class_folder)} --dispute {waiting[0].id} --why “…” --dry-run"
        )


def _dispute_named(disputes: Sequence[Dispute], id: str) -> Dispute:
    start = id.strip().casefold()
    found = [one for one in disputes if start and one.id.startswith(start)]
    if len(found) != 1:
        stop(f"{len(found)} disputes begin with “{shown(id)}”; kit accept CLASS lists them.")
    return found[0]


def _find(forms: Sequence[IssuedForm], lesson: str, question: str) -> list[IssuedQuestion]:
    """The question in every revision that has it, the latest last."""
    known = [asked for form in (*forms[-1:], *forms[:-1]) for asked in form.questions]
    place = question_named(((a.lesson, a.question.id) for a in known), lesson, question)
    return [asked for asked in known if (asked.lesson, asked.question.id) == place]


def _answered(
    asked: Sequence[IssuedQuestion], about: Dispute, outcome: Outcome, words: _Words
) -> _Given:
    """A dispute answered without any other answer being right."""
    row = ""
    if outcome == "corrected":
        row = drafted(day_text(stamp()["at"]), where(asked[-1]), "", words.why, about.page)
    return _Given(None, (about,), outcome, words.why, row, ())


def _accepted(
    folder: ClassFolder,
    project: Project,
    asked: Sequence[IssuedQuestion],
    disputes: Sequence[Dispute],
    about: Dispute | None,
    words: _Words,
) -> _Given:
    """One more right answer, and the disputes that it answers."""
    before = class_now(folder, project)
    if about and not words.answer:
        words = _own_answer(asked, about, before.graded.rows, words.why)
    one = asked[-1]
    text = checked(asked, words.answer, words.item)
    row = Accepted(one.lesson, one.question.id, text, words.item, words.why, stamp()["at"])
    there = read_accepted(folder.accepted)
    known = [a for a in there if same_answer(a) == same_answer(row)]
    if known and not about:
        stop(f"This is accepted already: {known[0].why}")
    now = (*there, row)
    after = before if known else class_now(folder, project, accepted=now, tell=lambda _: None)
    changed = changes(before.graded.rows, after.graded.rows)
    better = {change.student for change in changed}
    answered = tuple(
        other
        for other in disputes
        if (other.lesson, other.question) == (one.lesson, one.question.id)
        and (other == about or (not other.outcome and other.student in better))
    )
    said = f"only {key_in_words(one)}"
    right = f"{accepted_in_words(row)} is right as well. {words.why}"
    page = next((other.page for other in (about, *answered) if other), "")
    return _Given(
        None if known else row,
        answered,
        "accepted",
        words.why,
        drafted(day_text(row.at), where(one), said, right, page) if answered else "",
        (f"Students whose points change: {len(changed)}.", *first_of(changed)),
    )


def _own_answer(
    asked: Sequence[IssuedQuestion], about: Dispute, rows: Sequence[Graded], why: str
) -> _Words:
    """The answer of the student who disputes, where it is one that can be accepted."""
    found = beside_the_key(asked, about, rows)
    if not found:
        stop(
            f"The answer of {shown(about.student)} that counts has nothing beside the key to "
            "accept. Where the explanation is wrong: --as corrected; else: --as rejected."
        )
    if len(found) > 1:
        parts = "; ".join(f"{item}: {text}" if item else text for text, item in found)
        stop(
            f"The answer has {len(found)} parts beside the key: {parts}. Name the one that you "
            f"accept, as in: kit accept CLASS {about.lesson} {about.question} “…”"
            f"{' --for “…”' if found[0][1] else ''} --dispute {about.id}"
        )
    return _Words(*found[0], why)


def _what(given: _Given) -> Iterator[str]:
    for one in given.answered:
        yield f"Dispute {one.id} of {shown(one.student)}: {given.outcome}. {given.why}"
    if given.row:
        yield f"Drafted for corrections.md: {given.row}"


def _write(folder: ClassFolder, project: Project, given: _Given) -> None:
    """Write it down, so that the same command goes on where a kill came between two steps."""
    at = stamp()["at"]
    if given.accepted:
        write_accepted(folder.accepted, given.accepted)
    if given.row and given.answered:
        exercise = exercise_of(given.answered[0].lesson)
        path = project.seed(exercise, "corrections.md")
        data = read_up_to(path, LARGEST) if path.exists() else b""
        if data is None:
            stop(f"{project.name(path)} is too large to add to.")
        text = data.decode("utf-8")
        if (new := with_entry(text, given.row)) != text:
            replace(path, new.encode())
        typer.echo(f"Drafted in {project.name(path)}: put it into words for readers.")
    for one in given.answered:
        write_decision(folder.decisions, Decision("dispute", one.id, given.outcome, given.why, at))
    if given.answered:
        command = f"kit feedback {typed(folder.root)}"
        typer.echo(f"Answered in {folder.decisions}; {command} tells each student.")
