"""All that a report on a class is made from, read from its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from kit.article.project import Project
from kit.article.seed import Unreadable, read_source
from kit.classroom.collecting.entries import any_such
from kit.classroom.collecting.facts import facts_of_uploads
from kit.classroom.collecting.receipts import read_receipts
from kit.classroom.collecting.settle import settle
from kit.classroom.decisions import Decided
from kit.classroom.disputes import Dispute, read_disputes
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.accepted import Accepted, read_accepted
from kit.classroom.grading.asked import IssuedQuestion, by_place
from kit.classroom.grading.grades import grading_that_counts
from kit.classroom.grading.many_tries import many_tries
from kit.classroom.grading.marks import read_marks
from kit.classroom.grading.now import exercise_in, graded_forms
from kit.classroom.grading.rows import as_rows
from kit.classroom.marking.agreement import agreements
from kit.classroom.model import Grading, Receipt, Student
from kit.classroom.terms import Terms, read_about, read_terms
from kit.language.shown import few


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """A class as it was graded last."""

    title: str  # of the article
    exercise: str
    roster: tuple[Student, ...]
    receipts: tuple[Receipt, ...]
    grading: Grading
    asked: tuple[IssuedQuestion, ...]  # the questions of all revisions, in order
    accepted: tuple[Accepted, ...] = ()
    agreements: tuple[str, ...] = ()  # in words
    terms: Terms = field(default_factory=Terms)
    decided: Decided = field(default_factory=Decided)
    simulated: str = ""  # what of it says of itself that it is simulated
    tried: tuple[str, ...] = ()  # questions that somebody may have guessed through, in words
    waits: Mapping[str, str] = field(default_factory=dict)  # sha256 -> why a file waits
    remarks: tuple[str, ...] = ()  # on lists and files that could not be read whole
    disputes: tuple[Dispute, ...] = ()


def read_class(folder: ClassFolder, project: Project, due: str = "") -> ClassRecord:
    """The record of a class, without the answers of those who are excused.

    ``due`` stands in for the date in ``class.toml``. Raises Unreadable where it was not graded, or
    a file is damaged.
    """
    remarks: list[str] = []
    grading = grading_that_counts(folder, remarks.append)
    issued_forms = graded_forms(folder, project, grading)
    exercise = exercise_in(folder)
    found = settle(folder)
    receipts, roster = read_receipts(folder, remarks.append, found), found.roster
    known, rows = found.decided, as_rows(grading.rows)
    asked = tuple(asked for issued_form in issued_forms for asked in issued_form.questions)
    rubrics = {(a.lesson, a.question.id): a.rubric for a in reversed(asked) if a.rubric}
    return ClassRecord(
        title=_title(project, exercise),
        exercise=exercise,
        roster=roster,
        receipts=receipts,
        grading=replace(grading, rows=rows.without(known.excused)),
        asked=asked,
        accepted=read_accepted(folder.accepted),
        agreements=tuple(map(str, agreements(read_marks(folder.marks), rubrics))),
        terms=read_terms(folder, due),
        decided=known,
        simulated=_simulated(folder, receipts),
        remarks=(*remarks, *facts_of_uploads(receipts, roster)),
        disputes=tuple(d for d in read_disputes(folder, found) if d.student not in known.excused),
        waits={one.receipt.sha256: one.why for one in found.waiting},
        tried=tuple(map(str, many_tries(rows, by_place(issued_forms), grading.policy))),
    )


def of_section(record: ClassRecord, section: str) -> ClassRecord:
    """The record of one section of a class. Raises Unreadable where no student is in it."""
    key = section.strip().casefold()
    roster = tuple(s for s in record.roster if s.section.casefold() == key)
    if not roster:
        there = few(sorted({s.section for s in record.roster if s.section})) or "none"
        raise Unreadable(f"No student of the roster is in section “{section}”; there are: {there}.")
    ids = {student.id for student in roster}
    rows = as_rows(record.grading.rows)
    rows = rows.without({student for student in rows.students if student not in ids})
    return replace(
        record,
        title=f"{record.title} ({roster[0].section})",
        roster=roster,
        receipts=tuple(receipt for receipt in record.receipts if receipt.student in ids),
        grading=replace(record.grading, rows=rows),
        disputes=tuple(one for one in record.disputes if one.student in ids),
    )


def _title(project: Project, exercise: str) -> str:
    try:
        return read_source(project, exercise).title
    except Unreadable:
        return exercise


def _simulated(folder: ClassFolder, receipts: Iterable[Receipt]) -> str:
    """All of a class, or how many files, as ``kit demo-class`` wrote of them."""
    if read_about(folder).get("made_up"):
        return "all answers of this class"
    known = any_such(folder, "kit", lambda version: version.endswith(" simulated"))
    count = 0
    for sha256 in {receipt.sha256 for receipt in receipts}:
        if sha256 in known:
            count += known[sha256]
            continue
        path = folder.hand_ins / f"{sha256}.json"
        with suppress(OSError), path.open("rb") as file:  # the grading has said if it is not there
            count += bool(_SIMULATED.search(file.read(_HEAD)))
    return f"{count:,} {'file' if count == 1 else 'files'} of this class" if count else ""


_HEAD = 300  # bytes of a hand-in in which it names the version of the kit
_SIMULATED = re.compile(rb'"kit": "[^"]* simulated"')
