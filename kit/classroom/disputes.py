"""What students dispute in a class, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256

from kit.article.files import read_up_to
from kit.classroom.collecting.entries import any_such
from kit.classroom.collecting.limits import LIMITS
from kit.classroom.collecting.settle import Settled, settle
from kit.classroom.decisions import Decided
from kit.classroom.folder import ClassFolder
from kit.learner.hand_in import HandIn
from kit.learner.log import Entry
from kit.learner.strict_json import FormatError
from kit.learner.wire import read_hand_in

SAID: Mapping[str, str] = {
    "": "waits for an answer",
    "accepted": "accepted: the answer is right as well",
    "corrected": "right: it is corrected, and no points change",
    "rejected": "not accepted",
}


@dataclass(frozen=True, slots=True)
class Dispute:
    """One student's word against one question's answer, or against what explains it."""

    id: str  # ten hexadecimal digits; another word of the same student has others
    student: str
    lesson: str
    question: str
    reason: str
    page: str  # where it can be seen, as the student wrote it
    at: str  # claimed
    outcome: str = ""  # of `decisions.OUTCOMES`, or "" while it waits
    why: str = ""  # what the teacher said of it; the student reads it

    @property
    def said(self) -> str:
        """What became of it, in words."""
        return SAID[self.outcome]


def read_disputes(folder: ClassFolder, found: Settled | None = None) -> tuple[Dispute, ...]:
    """The last dispute of each student at each question, in the order received.

    One that was taken back is none. ``found`` is what `settle` has found already. Raises
    Unreadable, OSError.
    """
    found = found or settle(folder)
    return disputes_in(_hand_ins(folder, found), found.decided)


def _hand_ins(folder: ClassFolder, found: Settled) -> Iterator[tuple[str, HandIn]]:
    """The hand-ins with a dispute in them; what cannot be read, the grading has told of.

    Only those are read of which columns do not say that there is none.
    """
    known = any_such(folder, "what", lambda what: what == "dispute")
    for digest in dict.fromkeys(receipt.sha256 for receipt in found.receipts):
        if digest not in found.owners or not known.get(digest, True):
            continue
        with suppress(FileNotFoundError, FormatError):  # gone, or of another version of the kit
            data = read_up_to(folder.hand_ins / f"{digest}.json", LIMITS.hand_in)
            if data is None or sha256(data).hexdigest() != digest:
                continue
            hand_in = read_hand_in(data)
            yield from ((student, hand_in) for student in found.owners[digest])


def disputes_in(
    received: Iterable[tuple[str, HandIn]], decided: Decided | None = None
) -> tuple[Dispute, ...]:
    """The same, of hand-ins with their students."""
    last: dict[tuple[str, str, str], Entry] = {}
    known: set[tuple[str, str]] = set()
    for student, hand_in in received:
        for entry in (entry for part in hand_in.parts for entry in part.entries):
            if entry.what == "dispute" and (student, entry.id) not in known:
                known.add((student, entry.id))
                last.pop(place := (student, entry.lesson, entry.question), None)
                last[place] = entry
    answers = decided.disputes if decided else {}
    found = (_dispute(student, entry) for (student, _, _), entry in last.items() if entry.reason)
    return tuple(
        replace(one, outcome=outcome, why=why)
        for one in found
        for outcome, why in [answers.get(one.id, ("", ""))]
    )


def _dispute(student: str, entry: Entry) -> Dispute:
    name = "\n".join((student, entry.lesson, entry.question, entry.id))
    id = sha256(name.encode(errors="replace")).hexdigest()[:10]
    return Dispute(id, student, entry.lesson, entry.question, entry.reason, entry.page, entry.at)


def by_answer(disputes: Iterable[Dispute]) -> dict[tuple[str, str, str], Dispute]:
    """The dispute of each student at each question."""
    return {(one.student, one.lesson, one.question): one for one in disputes}
