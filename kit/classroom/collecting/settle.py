"""Whose a file is: the roster's word, and above it the teacher's own.

A file is its student's where it names an id of the roster. It waits where it names nobody, and
where the account that it came from is plainly another student's of the roster. What the teacher
wrote into ``to-settle.csv`` or decided (`kit.classroom.decisions`) counts above all of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kit.article.files import Unreadable, replace
from kit.article.tables import as_csv, read_table, table_text
from kit.classroom.collecting.lms_names import (
    Uploader,
    hidden_names,
    may_be_one_name,
    name_keys,
    uploader,
)
from kit.classroom.collecting.receipt_log import read_receipt_log
from kit.classroom.collecting.roster import key_of, nearest, roster_of
from kit.classroom.decisions import Decided, decided, name_key, read_decisions
from kit.classroom.folder import ClassFolder
from kit.classroom.model import Receipt, Student
from kit.language.shown import few, shown
from kit.question.model import Problem

COLUMNS = ("student", "said", "nearest", "source", "received", "sha256", "why")


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
class Waiting:
    """A file that counts for nobody yet."""

    receipt: Receipt  # its first
    why: str  # it waits, in words
    zeros: str = ""  # the id that it would name, had the roster's lost the zeros they begin with


@dataclass(frozen=True, slots=True)
class Settled:
    """Whose each file is, which files nobody can say of yet, and what is wrong in the lists."""

    receipts: tuple[Receipt, ...]  # all, in order
    owners: Mapping[str, tuple[str, ...]]  # sha256 -> ids, as the roster writes them
    waiting: tuple[Waiting, ...]
    excluded: frozenset[str] = frozenset()  # sha256 of files that the teacher does not count
    filled: tuple[Filled, ...] = ()
    roster: tuple[Student, ...] = ()
    problems: tuple[Problem, ...] = ()
    damaged: tuple[int, ...] = ()  # lines of receipts.jsonl
    whole: bool = True  # whether every row of to-settle.csv could be read
    decided: Decided = field(default_factory=Decided)

    @property
    def there(self) -> frozenset[str]:
        """The ids of all students whose file counts."""
        return frozenset(id for ids in self.owners.values() for id in ids)


class Claims:
    """Whose a file says it is, as far as nothing speaks against it; files come in order."""

    def __init__(
        self, roster: Iterable[Student], decided: Decided, receipts: Iterable[Receipt] = ()
    ) -> None:
        students = tuple(roster)
        self._hidden = hidden_names(filter(None, (uploader(r.source) for r in receipts)))
        self._ids = {key_of(student.id): student for student in students}
        self._decided = decided
        self._bare: dict[str, list[Student]] = {}
        self._names: dict[str, list[Student]] = {}
        self._accounts: dict[str, str] = {}  # the number of an account -> whose file it sent first
        for student in students:
            if student.id.isdigit():
                self._bare.setdefault(student.id.lstrip("0"), []).append(student)
            for key in name_keys(student.name):
                self._names.setdefault(key, []).append(student)

    def of(self, receipt: Receipt) -> tuple[Student | None, str, str]:
        """The student, or why nobody, and whom it would name but for lost zeros."""
        said = receipt.said
        student = self._ids.get(key_of(self._decided.names.get(name_key(said), said)))
        if student is None:
            near = self._but_for_zeros(said)
            if near and self._decided.zeros == "yes":
                student = near
            elif near and not self._decided.zeros:
                return None, f"“{shown(said)}” may be {near.id} without its zeros", near.id
        if student is None:
            return None, "it names nobody on the roster", ""
        who = uploader(receipt.source)
        if who and (why := self._another(who, student)):
            return None, why, ""
        return student, "", ""

    def _but_for_zeros(self, said: str) -> Student | None:
        bare = said.strip()
        found = self._bare.get(bare.lstrip("0"), []) if bare.isascii() and bare.isdigit() else []
        return found[0] if len(found) == 1 else None

    def _another(self, who: Uploader, student: Student) -> str:
        """Why a file cannot be this student's, or nothing."""
        if not may_be_one_name(who.name, student.name):
            others = {s.id for key in name_keys(who.name) for s in self._names.get(key, ())}
            if others:
                named = f"it names {student.id} ({shown(student.name)})"
                return f"{named}, and came from the account “{who.name}” ({few(sorted(others))})"
            if who.name not in self._hidden:
                return ""  # a group's account, or a name that the roster writes otherwise
        first = self._accounts.setdefault(f"{who.lms} {who.number}", student.id)
        if first != student.id:
            named = f"it names {student.id}"
            return (
                f"{named}, and came from the account ({who.number}) that sent the file of {first}"
            )
        return ""


def settle(folder: ClassFolder) -> Settled:
    """Whose each file is, with all that a teacher should know. Raises Unreadable, OSError."""
    log = read_receipt_log(folder.receipts)
    roster = roster_of(folder)
    filled, problems = _read_filled(folder)
    ids, known = roster.by_id(), decided(read_decisions(folder.decisions))
    by_hand, more = _by_hand(filled, ids, folder.to_settle.name)
    owners: dict[str, tuple[str, ...]] = {}
    waiting: dict[str, Waiting] = {}
    claims = Claims(roster.students, known, log.receipts)
    for receipt in log.receipts:
        sha256 = receipt.sha256
        if sha256 in known.excluded or sha256 in owners:
            continue
        own = _decided_for(sha256, known, ids) or by_hand.get(sha256, ())
        student, why, zeros = (None, "", "") if own else claims.of(receipt)
        if own or student:
            owners[sha256] = own or (student.id,) if student else own
            waiting.pop(sha256, None)
        else:
            waiting.setdefault(sha256, Waiting(receipt, why, zeros))
    return Settled(
        log.receipts,
        owners,
        tuple(waiting.values()),
        known.excluded,
        filled,
        roster.students,
        (*roster.problems, *problems, *more),
        log.damaged,
        not problems,
        known,
    )


def _decided_for(sha256: str, known: Decided, ids: Mapping[str, Student]) -> tuple[str, ...]:
    """The students whose a file is by the teacher's decision, as far as the roster has them."""
    found = (student_of(id, ids) for id in known.owners.get(sha256, ()))
    return tuple(student.id for student in found if student)


def student_of(written: str, ids: Mapping[str, Student]) -> Student | None:
    """The student with this id, as a person or a spreadsheet writes it, or None."""
    # An apostrophe is what keeps a spreadsheet from reading an id as a formula.
    return ids.get(key_of(written)) or ids.get(key_of(written.removeprefix("'")))


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
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The student that a teacher named for each file, where the roster knows one such."""
    named: dict[str, Student] = {}
    problems: list[Problem] = []
    unclear: set[str] = set()
    for row in filled:
        student = student_of(row.student, ids)
        if student is None:
            said = f"“{shown(row.student)}” is no id of the roster"
            problems.append(Problem(name, row.line, said))
        elif named.setdefault(row.sha256, student) != student:
            unclear.add(row.sha256)
            said = "this file is another student’s on a line before; keep one of the two"
            problems.append(Problem(name, row.line, said))
    found: dict[str, tuple[str, ...]] = {
        sha256: (who.id,) for sha256, who in named.items() if sha256 not in unclear
    }
    return found, problems


def write_to_settle(
    folder: ClassFolder, found: Settled, filled: Iterable[Filled] | None = None
) -> None:
    """List the files that wait, and below them what the teacher filled in, as it is.

    ``filled`` are the rows to keep of that, where it is not all. Raises Unreadable where a row of
    it cannot be read, so that none gets lost, and OSError.
    """
    path = folder.to_settle
    if not found.whole:
        raise Unreadable(f"{path} has rows that cannot be read, so it is left as it is; mend them.")
    kept = found.filled if filled is None else tuple(filled)
    named = {row.sha256 for row in kept}
    waiting = [one for one in found.waiting if one.receipt.sha256 not in named]
    new = [_row(one, found.roster) for one in waiting]
    old = [tuple(row.cells.get(column, "") for column in COLUMNS) for row in kept]
    data = as_csv(COLUMNS, [*new, *old]).encode("utf-8-sig", errors="replace")
    if (new or old or path.exists()) and not (path.exists() and path.read_bytes() == data):
        replace(path, data)


def _row(one: Waiting, roster: tuple[Student, ...]) -> tuple[str, ...]:
    receipt = one.receipt
    hint = one.zeros or " ".join(nearest(receipt.said, roster))
    said = shown(receipt.said)
    return "", said, hint, receipt.source, receipt.received, receipt.sha256, one.why
