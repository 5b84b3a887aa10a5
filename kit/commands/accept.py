"""``kit accept``: one more right answer to a question, after the class has answered."""

from __future__ import annotations

from typing import Annotated, NoReturn

import typer

from kit.article.project import find_project
from kit.article.seed import Unreadable
from kit.classroom.grading.accepted import Accepted, read_accepted, write_accepted
from kit.classroom.grading.asked import Asked, IssuedForm, read_issued_forms
from kit.classroom.grading.now import exercise_in, open_class
from kit.commands import stop
from kit.commands.grade import ClassPath
from kit.learner.log import stamp
from kit.question.blocks import most_like
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed, NotAccepted


def accept(
    class_folder: ClassPath,
    lesson: Annotated[str, typer.Argument(help="A lesson, such as river/1-who-says-so.")],
    question: Annotated[str, typer.Argument(help="The id of a question in it.")],
    answer: Annotated[
        str,
        typer.Argument(
            help="An option; where an item belongs; all items in order, with “>” between them; "
            "or a passage with the words in square brackets."
        ),
    ],
    why: Annotated[str, typer.Option(help="Why it is right too. Students read it.")],
    item: Annotated[
        str, typer.Option("--for", help="sort, match: the item; highlight: the label.")
    ] = "",
) -> None:
    """Accept one more answer to a question. Then grade again."""
    try:
        folder = open_class(class_folder)
        asked = _find(read_issued_forms(find_project(), exercise_in(folder)), lesson, question)
        answer = _checked(asked, answer, item)
        row = Accepted(lesson, question, answer, item.strip(), why.strip(), stamp()["at"])
        if not row.why:
            stop("Say why it is right too, as in --why “S3 names him as well”.")
        known = [a for a in read_accepted(folder.accepted) if _bare(a) == _bare(row)]
        if known:
            stop(f"This is accepted already: {known[0].why}")
        write_accepted(folder.accepted, row)
    except (Unreadable, NotAccepted, ValueError) as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename or class_folder} cannot be written: {error.strerror}.")
    typer.echo(f"Accepted in {folder.accepted}.")
    typer.echo(f"To see who changes: kit grade {class_folder} --dry-run")


def _bare(row: Accepted) -> tuple[str, ...]:
    return row.lesson, row.question, row.answer, row.item


def _checked(asked: list[Asked], answer: str, item: str) -> str:
    """The answer as one of the revisions takes it. Raises NotAccepted where none does."""
    for one in asked[:-1]:
        try:
            return _in_revision(one, answer, item)
        except NotAccepted:
            continue
    return _in_revision(asked[-1], answer, item)


def _in_revision(asked: Asked, answer: str, item: str) -> str:
    if asked.key is None:
        raise NotAccepted(f"“{asked.question.id}” has no key yet to add an answer to.")
    keyed = Keyed(asked.question, asked.key, asked.segments)
    return kind(asked.question.kind).acceptable(keyed, answer.strip(), item.strip())


def _find(issued_forms: tuple[IssuedForm, ...], lesson: str, question: str) -> list[Asked]:
    """The question in every revision that has it, the latest last."""
    known = [
        asked
        for issued_form in (*issued_forms[-1:], *issued_forms[:-1])
        for asked in issued_form.questions
    ]
    lessons = list(dict.fromkeys(asked.lesson for asked in known))
    if lesson not in lessons:
        _unknown("lesson", lesson, lessons)
    ids = list(dict.fromkeys(a.question.id for a in known if a.lesson == lesson))
    if question not in ids:
        _unknown(f"question in {lesson}", question, ids)
    return [a for a in known if (a.lesson, a.question.id) == (lesson, question)]


def _unknown(what: str, given: str, known: list[str]) -> NoReturn:
    near = most_like(given, known)
    there = f"did you mean “{near}”?" if near else f"there are: {', '.join(known)}."
    stop(f"There is no {what} called “{given}”; {there}")
