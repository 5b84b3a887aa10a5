"""Whose a file is: the roster's word, and the teacher's own in ``to-settle.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kit.article.files import Unreadable, replace
from kit.article.tables import as_csv, read_table, table_text
from kit.classroom.collecting.receipt_log import read_receipt_log
from kit.classroom.collecting.roster import key_of, nearest, roster_of
from kit.classroom.folder import ClassFolder
from kit.classroom.model import Receipt, Student
from kit.language.shown import shown
from kit.question.model import Problem

COLUMNS = ("student", "said", "nearest", "source", "received", "sha256")


@dataclass(frozen=True, slots=True)
class Filled:
    """A row of ``to-settle.csv`` in which the teacher named a student."""

    line: int
    cells: Mapping[str, str]

    @property
    def sha256(self) -> str:
        """The file that it is about."""
        return self.cells["sha256"].casefold()

    @property
    def student(self) -> str:
        """What the teacher wrote."""
        return self.cells["student"]


@dataclass(frozen=True, slots=True)
class Settled:
    """Whose each file is, which files nobody can say of yet, and what is wrong in the lists."""

    receipts: tuple[Receipt, ...]  # all, in order
    students: Mapping[str, str]  # sha256 -> id, as the roster writes it
    waiting: tuple[Receipt, ...]  # the first receipt of each such file
    filled: tuple[Filled, ...] = ()
    roster: tuple[Student, ...] = ()
    problems: tuple[Problem, ...] = ()
    damaged: tuple[int, ...] = ()  # lines of receipts.jsonl
    whole: bool = True  # whether every row of to-settle.csv could be read


def settled(folder: ClassFolder) -> Mapping[str, str]:
    """The student id of each file that is settled, by its sha256. Raises Unreadable, OSError.

    A name in a file counts where it is an id of the roster; what the teacher wrote into
    ``to-settle.csv`` counts above it.
    """
    return settle(folder).students


def settle(folder: ClassFolder) -> Settled:
    """The same, with all that a teacher should know of it. Raises Unreadable, OSError."""
    log = read_receipt_log(folder.receipts)
    roster = roster_of(folder)
    filled, problems = _read_filled(folder)
    ids = roster.by_id()
    by_hand, more = _by_hand(filled, ids, folder.to_settle.name)
    firsts: dict[str, Receipt] = {}
    for receipt in log.receipts:
        firsts.setdefault(receipt.sha256, receipt)
    students: dict[str, str] = {}
    waiting: list[Receipt] = []
    for sha256, receipt in firsts.items():
        if student := by_hand.get(sha256) or ids.get(key_of(receipt.said)):
            students[sha256] = student.id
        else:
            waiting.append(receipt)
    return Settled(
        log.receipts,
        students,
        tuple(waiting),
        filled,
        roster.students,
        (*roster.problems, *problems, *more),
        log.damaged,
        not problems,
    )


def _read_filled(folder: ClassFolder) -> tuple[tuple[Filled, ...], tuple[Problem, ...]]:
    path = folder.to_settle
    if not path.exists():
        return (), ()
    needed = ("student", "sha256")
    table = read_table(table_text(path, loose=True), path.name, needed, COLUMNS, loose=True)
    filled = tuple(Filled(row.line, row.cells) for row in table.rows if row.cells["student"])
    return filled, tuple(Problem(path.name, fault.line, fault.text) for fault in table.faults)


def _by_hand(
    filled: Iterable[Filled], ids: Mapping[str, Student], name: str
) -> tuple[dict[str, Student], list[Problem]]:
    """The student that a teacher named for each file, where the roster knows one such."""
    named: dict[str, Student] = {}
    problems: list[Problem] = []
    unclear: set[str] = set()
    for row in filled:
        # An apostrophe is what keeps a spreadsheet from reading an id as a formula.
        student = ids.get(key_of(row.student)) or ids.get(key_of(row.student.removeprefix("'")))
        if student is None:
            said = f"“{shown(row.student)}” is no id of the roster"
            problems.append(Problem(name, row.line, said))
        elif named.setdefault(row.sha256, student) != student:
            unclear.add(row.sha256)
            said = "this file is another student’s on a line before; keep one of the two"
            problems.append(Problem(name, row.line, said))
    return {sha256: who for sha256, who in named.items() if sha256 not in unclear}, problems


def write_to_settle(folder: ClassFolder, found: Settled) -> None:
    """List the files that wait, and below them what the teacher filled in, as it is.

    Raises Unreadable where a row of it cannot be read, so that none gets lost, and OSError.
    """
    path = folder.to_settle
    if not found.whole:
        raise Unreadable(f"{path} has rows that cannot be read, so it is left as it is; mend them.")
    named = {row.sha256 for row in found.filled}
    new = [_row(receipt, found.roster) for receipt in found.waiting if receipt.sha256 not in named]
    old = [tuple(row.cells.get(column, "") for column in COLUMNS) for row in found.filled]
    data = as_csv(COLUMNS, [*new, *old]).encode("utf-8-sig", errors="replace")
    if (new or old or path.exists()) and not (path.exists() and path.read_bytes() == data):
        replace(path, data)


def _row(receipt: Receipt, roster: tuple[Student, ...]) -> tuple[str, ...]:
    said = shown(receipt.said)
    hint = " ".join(nearest(receipt.said, roster))
    return "", said, hint, receipt.source, receipt.received, receipt.sha256
