"""A student forgotten in a class: what goes, and what has to stay, said before it goes.

Of each file that goes only a salted hash stays, so that collecting it again passes it over. Every
step can be done again: where a kill comes between two, the next run goes on. The roster's row, by
which the student is found, goes last.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kit.article.files import Unreadable, replace
from kit.article.tables import read_table, table_text
from kit.classroom.collecting.entries import forget_entries
from kit.classroom.collecting.forgotten import read_forgotten, write_forgotten
from kit.classroom.collecting.receipt_log import forget_receipts
from kit.classroom.collecting.roster import key_of
from kit.classroom.collecting.roster_forms import columns_of, plain
from kit.classroom.collecting.settle import settle, write_to_settle
from kit.classroom.decisions import AND
from kit.classroom.disputes import read_disputes
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.grades import forget_rows
from kit.classroom.handing_back.feedback import page_slug
from kit.classroom.model import Receipt, Student
from kit.classroom.shared_table import Change, change_rows


@dataclass(frozen=True, slots=True)
class Going:
    """What of a student a class holds."""

    student: Student
    files: tuple[Receipt, ...]  # that are the student's alone, or say so; they go
    shared: tuple[Receipt, ...]  # group work, which is others' too, and stays
    marks: int  # and comments on words
    decisions: int
    gradings: int  # that have answers of the student
    pages: tuple[Path, ...]  # of feedback
    disputes: frozenset[str] = frozenset()  # ids


def what_goes(folder: ClassFolder, id: str) -> Going:
    """What a class holds of a student. Raises Unreadable where the roster has no such id."""
    found = settle(folder)
    student = next((s for s in found.roster if key_of(s.id) == key_of(id)), None)
    if student is None:
        raise Unreadable(f"“{id}” is no id of {folder.roster}.")
    firsts = {receipt.sha256: receipt for receipt in reversed(found.receipts)}
    own: list[Receipt] = []
    shared: list[Receipt] = []
    for sha256, receipt in firsts.items():
        owners = found.owners.get(sha256, ())
        if student.id in owners and len(owners) > 1:
            shared.append(receipt)
        elif student.id in owners or (not owners and key_of(receipt.said) == key_of(student.id)):
            own.append(receipt)
    disputes = frozenset(one.id for one in read_disputes(folder) if one.student == student.id)
    pages = _pages(folder, student)
    going = Going(student, tuple(own), tuple(shared), 0, 0, 0, pages, disputes)
    return Going(
        student,
        going.files,
        going.shared,
        sum(change_rows(path, _none_of(student), dry_run=True) for path in _marked(folder)),
        change_rows(folder.decisions, _no_decision_on(going), dry_run=True),
        forget_rows(folder, student.id, (), dry_run=True),
        pages,
        disputes,
    )


def forget_student(folder: ClassFolder, going: Going) -> None:
    """Take out of a class what `what_goes` found. Raises Unreadable and OSError."""
    student, files = going.student, {receipt.sha256 for receipt in going.files}
    others = [one for one in settle(folder).roster if one.id != student.id]
    write_forgotten(folder, read_forgotten(folder).with_files(files))
    forget_rows(folder, student.id, others)
    for path in _marked(folder):
        change_rows(path, _none_of(student))
    change_rows(folder.sheets, _none_of(student))
    for path in folder.root.rglob("*.part"):  # what a kill left, which may be of anybody
        if path.is_file():
            path.unlink(missing_ok=True)
    for path in going.pages:
        path.unlink(missing_ok=True)
    for sha256 in files:
        with suppress(FileNotFoundError):
            (folder.hand_ins / f"{sha256}.json").unlink()
    forget_entries(folder, files)
    forget_receipts(folder.receipts, files)
    change_rows(folder.decisions, _no_decision_on(going))
    found = settle(folder)
    left = tuple(row for row in found.filled if row.sha256 not in files)
    write_to_settle(folder, found, left)
    _take_off_roster(folder, student)


def _marked(folder: ClassFolder) -> tuple[Path, ...]:
    """The tables of what markers gave and said."""
    return folder.marks, folder.comments


def _none_of(student: Student) -> Change:
    return lambda row: None if row["student"] == student.id else row


def _no_decision_on(going: Going) -> Change:
    id, files = going.student.id, {receipt.sha256 for receipt in going.files}

    def change(row: dict[str, str]) -> dict[str, str] | None:
        ids = row["value"].split(AND)
        if row["of"] in {*files, *going.disputes, id} or ids == [id]:
            return None
        left = AND.join(one for one in ids if one != id)
        return {**row, "value": left} if row["matter"] == "whose" else row

    return change


def _pages(folder: ClassFolder, student: Student) -> tuple[Path, ...]:
    return tuple(sorted(folder.feedback.glob(f"[0-9]*-{page_slug(student.id)}.html")))


def _take_off_roster(folder: ClassFolder, student: Student) -> None:
    """Cut the student's row out of the roster, and leave every other character of it."""
    text = table_text(folder.roster, loose=True)
    table = read_table(text, folder.roster.name, loose=True)
    columns = columns_of(table)
    for row in reversed(table.rows):
        if columns and key_of(plain(row[columns.id])) == key_of(student.id):
            text = text[: row.start] + text[row.start + len(row.raw) :]
    replace(folder.roster, text.encode())
