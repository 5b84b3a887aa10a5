"""A class graded as its folder is now, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path

from kit.article.project import Project, find_project
from kit.article.seed import Unreadable
from kit.classroom.arrow import give_back
from kit.classroom.bulk import many_values
from kit.classroom.collecting.copies import is_of_another_copy, works_of
from kit.classroom.collecting.receipts import Tell, on_stderr, received_hand_ins
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.grading.accepted import Accepted, read_accepted
from kit.classroom.grading.asked import (
    IssuedForm,
    NewKey,
    by_place,
    digest,
    new_keys,
    read_issued_forms,
    with_new_keys,
)
from kit.classroom.grading.grade import GradedClass, Received, grade_class
from kit.classroom.grading.grades import last_grading
from kit.classroom.grading.marks import read_marks
from kit.classroom.grading.remarks import Remark
from kit.classroom.grading.rows import as_rows
from kit.classroom.model import Graded, Grading, Policy, RubricMark

Watch = Callable[[Iterable[Received]], Iterable[Received]]


@dataclass(frozen=True, slots=True)
class ClassNow:
    """What a grading of the class would be, and what it is made of."""

    exercise: str
    issued_forms: tuple[IssuedForm, ...]  # with the keys that count
    graded: GradedClass
    policy: Policy
    new_keys: bool
    keys: str  # as in `Grading.keys`
    newer: tuple[NewKey, ...]  # questions whose key in answers/ differs from the released one
    marks: tuple[RubricMark, ...]
    accepted: tuple[Accepted, ...]
    last: Grading | None  # the one before, with all its rows


@many_values()
def class_now(
    folder: ClassFolder,
    project: Project,
    policy: Policy | None = None,
    use_new_keys: bool | None = None,
    watch: Watch | None = None,
    accepted: Sequence[Accepted] | None = None,
    tell: Tell = on_stderr,
) -> ClassNow:
    """The class as it is now, with the policy and keys of the last grading unless told otherwise.

    ``watch`` is handed the hand-ins as they are read, to show how far that is. ``accepted`` stands
    in for what is accepted. What is left out is told. Raises Unreadable where something the grading
    needs is missing or damaged.
    """
    last = last_grading(folder, tell, whole=True)
    policy = policy or (last.policy if last else "first")
    use_new_keys = last.new_keys if use_new_keys is None and last else bool(use_new_keys)
    marks = read_marks(folder.marks)
    accepted = read_accepted(folder.accepted) if accepted is None else tuple(accepted)
    exercise = _exercise(folder, received_hand_ins(folder, tell=lambda _: None))
    issued_forms = read_issued_forms(project, exercise)
    newer = new_keys(issued_forms)
    if use_new_keys:
        issued_forms = with_new_keys(issued_forms)
    coming = received_hand_ins(folder, tell, by_student=True)
    others: dict[str, None] = {}
    copies: dict[str, None] = {}
    own = _own(watch(coming) if watch else coming, exercise, works_of(folder), others, copies)
    graded = grade_class(issued_forms, own, marks, accepted, policy)
    if others:
        text = f"A hand-in of another exercise than {exercise} is left out."
        graded = GradedClass(graded.rows, (*graded.remarks, Remark(text, tuple(others))))
    if copies:
        text = "A hand-in from another copy than this class’s, such as last year’s, is left out."
        graded = GradedClass(graded.rows, (*graded.remarks, Remark(text, tuple(copies))))
    keys = keys_of(issued_forms, accepted, graded.rows.answers)
    give_back()
    return ClassNow(
        exercise, issued_forms, graded, policy, use_new_keys, keys, newer, marks, accepted, last
    )


def graded_forms(folder: ClassFolder, project: Project, grading: Grading) -> tuple[IssuedForm, ...]:
    """The questions and keys of a grading. Raises Unreadable where they are not the same now."""
    answers = as_rows(grading.rows).answers
    lesson = next((answer.lesson for answer in answers if answer.lesson), "")
    issued_forms = read_issued_forms(project, folder.exercise() or lesson.partition("/")[0])
    if grading.new_keys:
        issued_forms = with_new_keys(issued_forms)
    if keys_of(issued_forms, read_accepted(folder.accepted), answers) != grading.keys:
        raise Unreadable(
            f"The keys are not those of grading {grading.number} any more; "
            f"run kit grade {typed(folder.root)} first."
        )
    return issued_forms


def keys_of(
    issued_forms: Iterable[IssuedForm], accepted: Iterable[Accepted], answers: Iterable[Graded]
) -> str:
    """Twelve hexadecimal digits of all that these answers were graded with."""
    used = {(one.lesson, one.revision, one.question) for one in answers}
    kept = [asked for place, asked in by_place(issued_forms).items() if place in used]
    also = sorted(astuple(one)[:4] for one in accepted)
    return sha256(repr((digest(kept), also)).encode()).hexdigest()[:12]


def exercise_in(folder: ClassFolder) -> str:
    """The exercise that ``class.toml`` names, else the only one that was handed in.

    Raises Unreadable where that leaves none or several.
    """
    return _named(folder) or _exercise(folder, received_hand_ins(folder))


def _named(folder: ClassFolder) -> str:
    try:
        return folder.exercise()
    except (ValueError, OSError) as error:
        raise Unreadable(f"{folder.about.name} cannot be read: {error}.") from error


def _exercise(folder: ClassFolder, received: Iterable[Received]) -> str:
    named = _named(folder)
    found = sorted({named} if named else {hand_in.exercise for _, hand_in in received})
    if len(found) != 1:
        if not found and not folder.about.exists():
            raise Unreadable(
                f"{folder.root} is no class: nothing was collected into it. "
                f"Run kit collect HAND-INS --to {typed(folder.root)} first."
            )
        there = f"; handed in are: {', '.join(found)}" if found else ""
        raise Unreadable(
            f"{folder.about} does not say which exercise the class does{there}. "
            'Write a line such as exercise = "river".'
        )
    return found[0]


def _own(
    received: Iterable[Received],
    exercise: str,
    works: frozenset[str],
    others: dict[str, None],
    copies: dict[str, None],
) -> Iterator[Received]:
    """The hand-ins of a class.

    ``others`` gets the students who handed in another exercise, ``copies`` those who did this one
    in another copy.
    """
    for receipt, hand_in in received:
        if hand_in.exercise != exercise:
            others[receipt.student] = None
        elif is_of_another_copy(hand_in, works):
            copies[receipt.student] = None
        else:
            yield receipt, hand_in


def open_class(path: Path) -> ClassFolder:
    """A class folder that is there.

    Raises Unreadable for anything else, and where a link leads out of it.
    """
    if not path.is_dir():
        raise Unreadable(f"There is no folder {path}; kit collect makes one of what came in.")
    folder = ClassFolder(path)
    folder.refuse_links_leading_out()
    return folder


def project_of(path: str | Path) -> Project:
    """The project around the working directory; where that has no lesson, around the class."""
    here = find_project()
    return here if here.lessons() else find_project(Path(path))
