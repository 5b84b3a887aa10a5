"""What a class has received, each file with the student whose it is now."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from kit.article.files import read_up_to
from kit.classroom.collecting.entries import Entries, EntryWriter
from kit.classroom.collecting.limits import LIMITS
from kit.classroom.collecting.settle import Settled, settle
from kit.classroom.folder import ClassFolder
from kit.classroom.model import Receipt
from kit.language.shown import first_lines
from kit.learner.hand_in import HandIn
from kit.learner.strict_json import FormatError
from kit.learner.wire import read_hand_in

Tell = Callable[[str], object]


def on_stderr(text: str) -> None:
    """Say something where a person sees it and no program reads it."""
    print(text, file=sys.stderr)


def read_receipts(
    folder: ClassFolder, tell: Tell = on_stderr, found: Settled | None = None
) -> tuple[Receipt, ...]:
    """All receipts of a class in order, each with its student as it is settled now.

    Group work comes once for each of its students, and what the teacher excluded not at all. What
    cannot be read is told in a sentence each. ``found`` is what `settle` has found already. Raises
    Unreadable, OSError.
    """
    found = found or settle(folder)
    _tell_of_lists(found, tell)
    return tuple(
        replace(receipt, student=student)
        for receipt in found.receipts
        if receipt.sha256 not in found.excluded
        for student in found.owners.get(receipt.sha256, ("",))
    )


def received_hand_ins(
    folder: ClassFolder, tell: Tell = on_stderr, by_student: bool = False
) -> Iterator[tuple[Receipt, HandIn]]:
    """Each file of a settled student, with its first receipt, as it was received.

    They come in the order received, or ``by_student``: in that of the students' ids, and only then
    in that order. Group work comes once for each of its students, and what the teacher excluded
    not at all; of a printed sheet that was typed in more than once, the last time counts. A file
    that is missing or has changed since, one without a receipt, and how many files wait to be
    settled are told in a sentence each; nothing else is left out without a word. What is not in
    columns yet is validated, and put there. Raises Unreadable, OSError.
    """
    found = settle(folder)
    _tell_of_lists(found, tell)
    firsts: dict[str, Receipt] = {}
    for receipt in found.receipts:
        if receipt.sha256 in found.owners:
            firsts.setdefault(receipt.sha256, receipt)
    receipts = [
        replace(receipt, student=student)
        for receipt in _last_of_each_sheet(firsts.values())
        for student in found.owners[receipt.sha256]
    ]
    if by_student:
        receipts.sort(key=lambda receipt: receipt.student)
    with _Validated(folder, tell) as validated:
        for receipt in receipts:
            hand_in = validated.hand_in(receipt)
            if hand_in:
                yield receipt, hand_in
    waiting = {one.receipt.sha256 for one in found.waiting}
    known = firsts.keys() | waiting | found.excluded
    for path in sorted(folder.hand_ins.glob("*")):
        if path.stem not in known:
            tell(f"{path} has no receipt and is left out; collect it again.")
    if waiting:
        one = len(waiting) == 1
        count = "1 file waits" if one else f"{len(waiting)} files wait"
        tell(f"{count} in {folder.to_settle} and {'is' if one else 'are'} left out.")


def _last_of_each_sheet(receipts: Iterable[Receipt]) -> Iterator[Receipt]:
    """The receipts without those of sheets that were typed in again, and so corrected."""
    receipts = tuple(receipts)
    last = {receipt.sheet: receipt for receipt in receipts if receipt.sheet}
    return (r for r in receipts if not r.sheet or last[r.sheet] is r)


class _Validated:
    """The hand-ins of a class, each validated once; at the end what was not in columns is there."""

    def __init__(self, folder: ClassFolder, tell: Tell) -> None:
        self._folder = folder
        self._tell = tell
        self._entries = Entries(folder)
        self._new = EntryWriter(folder)
        for path, why in self._entries.damaged:
            tell(f"{path} is passed over and made anew from {folder.hand_ins}: {why}")

    def __enter__(self) -> _Validated:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # a class that can only be read is read as well, each time anew
            self._new.close()
            for path, _why in self._entries.damaged:
                path.unlink(missing_ok=True)

    def hand_in(self, receipt: Receipt) -> HandIn | None:
        """The hand-in of a receipt, or None where its file is not as it was received."""
        path = self._folder.hand_ins / f"{receipt.sha256}.json"
        try:
            data = read_up_to(path, LIMITS.hand_in)
            if data is not None and sha256(data).hexdigest() == receipt.sha256:
                return self._entries.hand_in(receipt.sha256) or self._read(receipt.sha256, data)
            why = "is not as it was received"
        except OSError as error:
            why = f"cannot be read ({error.strerror})"
        except FormatError:  # kept by another version of the kit
            why = "is no hand-in that this version of the kit reads"
        self._tell(f"{path} {why}, and is left out; it came as {receipt.source}. Collect it again.")
        return None

    def _read(self, sha256: str, data: bytes) -> HandIn:
        hand_in = read_hand_in(data)
        with suppress(OSError):
            self._new.add(sha256, hand_in)
        return hand_in


def _tell_of_lists(found: Settled, tell: Tell) -> None:
    damaged = [
        f"receipts.jsonl:{n}: this line is damaged and is passed over" for n in found.damaged
    ]
    for line in (*first_lines(found.problems), *first_lines(damaged)):
        tell(line)
