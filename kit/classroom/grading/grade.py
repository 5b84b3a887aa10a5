"""Hand-ins of a class graded anew: what each student's answer to each question is worth.

Only what a student entered counts. A share, a level or a misconception in a hand-in is not read.

- All files of a student are one: their entries are joined by id. What was received first comes
  first, and within a file the order is the file's own. Else who has seen the right answers could
  hand in again with an earlier date.
- The policy says which try counts. Tries that the question does not allow any more are left out,
  and so are those made after the answer was shown.
- Each try is graded with the revision that it names. One that was never handed out is graded with
  the student's own revision, if all of the answer fits the question there; else it is left out.
- ``best`` takes the last text of a written answer, for nobody knows its share yet. Where the model
  answer is shown at once (practice), the first text counts under every policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kit.classroom.bulk import fingerprint
from kit.classroom.grading.accepted import Accepted
from kit.classroom.grading.asked import IssuedForm, IssuedQuestion, QuestionRevision, by_place
from kit.classroom.grading.many_tries import many_tries
from kit.classroom.grading.marks import Answer, by_answer, marked, text_digest
from kit.classroom.grading.remarks import Remark, Remarks
from kit.classroom.grading.rows import GradedRows, RowsBuilder
from kit.classroom.grading.scored_responses import ScoreCache, ScoredResponse
from kit.classroom.model import Graded, Policy, Receipt, RubricMark, Status
from kit.learner.hand_in import HandIn
from kit.learner.log import Entry
from kit.question.grade import after_tries
from kit.question.kinds import kind

Received = tuple[Receipt, HandIn]


@dataclass(frozen=True, slots=True)
class GradedClass:
    """The rows of a grading, by student and question, and the remarks on it."""

    rows: GradedRows
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Given:
    """What was done with a question and what it earns, the same for all who did just that."""

    number: int  # of the answer
    counts: int  # the place of the entry that counts; -1 for a blank
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Basis:
    """All that does not depend on the student."""

    issued_forms: tuple[
        tuple[IssuedForm, frozenset[tuple[str, str]]], ...
    ]  # each with its revisions
    policy: Policy
    marks: Mapping[Answer, tuple[RubricMark, ...]]
    scores: ScoreCache
    asked: Mapping[QuestionRevision, IssuedQuestion]
    revisions: frozenset[tuple[str, str]]  # lessons, each with a revision that was handed out
    # Of each form, its questions with their places, and whether a person marks them.
    questions: Mapping[int, Sequence[tuple[IssuedQuestion, tuple[str, str], bool]]]
    remarks: Remarks = field(default_factory=Remarks)
    rows: RowsBuilder = field(default_factory=RowsBuilder)
    given: dict[object, _Given] = field(default_factory=dict)


_Try = tuple[Entry, ScoredResponse]


def grade_class(
    issued_forms: Sequence[IssuedForm],
    received: Iterable[Received],
    marks: Iterable[RubricMark] = (),
    accepted: Iterable[Accepted] = (),
    policy: Policy = "first",
) -> GradedClass:
    """The rows of a grading: each student who handed in, by each question of the own revision.

    ``received`` are the hand-ins of settled students, those of a student one after the other, so
    that only theirs are held. A blank has a share of 0, and what a person or the future has to say
    is open. Raises ValueError where a student comes again after another.
    """
    each = tuple((issued_form, issued_form.revisions) for issued_form in issued_forms)
    basis = _Basis(
        each,
        policy,
        by_answer(marks),
        ScoreCache(accepted),
        by_place(issued_forms),
        frozenset(pair for _, revisions in each for pair in revisions),
        {
            id(form): [
                (a, (a.lesson, a.question.id), kind(a.question.kind).marked_by_person)
                for a in form.questions
            ]
            for form in issued_forms
        },
    )
    seen: dict[str, None] = {}
    for student, theirs in groupby(received, key=lambda one: one[0].student):
        if student in seen:
            raise ValueError(f"the hand-ins of {student} do not follow each other")
        if student:
            seen[student] = None
            _grade_student(basis, student, [one for _, one in theirs])
    rows = basis.rows.rows().in_order()
    _remark_on_marks(basis, rows)
    tried = many_tries(rows, basis.asked, policy)
    return GradedClass(rows, (*basis.remarks.all(), *tried))


def _grade_student(basis: _Basis, student: str, hand_ins: Sequence[HandIn]) -> None:
    issued_form = _own_issued_form(basis, hand_ins)
    if issued_form is None:
        basis.remarks.add("Nothing is known of what was handed out.", student)
        return
    done = _entries(basis, student, hand_ins)
    numbers: list[int] = []
    times: list[str] = []
    for asked, place, by_person in basis.questions[id(issued_form)]:
        entries = done.pop(place, ())
        given = _given(basis, student, asked, entries, by_person)
        numbers.append(given.number)
        times.append(entries[given.counts].at if given.counts >= 0 else "")
        for text in given.remarks:
            basis.remarks.add(text, student)
    basis.rows.add(student, numbers, times)
    for lesson, question in done:
        text = f"{lesson}: an answer to “{question}”, which was not asked in this release."
        basis.remarks.add(text, student)


def _given(
    basis: _Basis, student: str, asked: IssuedQuestion, entries: Sequence[Entry], by_person: bool
) -> _Given:
    """What entries earn: worked out once for all who did the same, but for what a person marks."""
    if entries and by_person:
        return _grade_answer(basis, student, asked, entries)
    place: object = id(asked)  # of all who left it blank
    if entries:
        place = (place, fingerprint([(e.what, e.revision, e.sure, e.response) for e in entries]))
    given = basis.given.get(place)
    if given is None:
        given = basis.given[place] = _grade_answer(basis, student, asked, entries)
    return given


def _own_issued_form(basis: _Basis, hand_ins: Sequence[HandIn]) -> IssuedForm | None:
    """The form that fits most of what a student handed in; of equals, the last released one."""
    if len(basis.issued_forms) == 1:  # as of nearly every class
        return basis.issued_forms[0][0]
    worked = {
        (part.lesson, revision)
        for hand_in in hand_ins
        for part in hand_in.parts
        for revision in {part.revision, *(entry.revision for entry in part.entries)}
    }
    best, _ = max(
        reversed(basis.issued_forms),
        key=lambda one: (len(one[1] & worked), bool(one[0].id)),
        default=(None, None),
    )
    return best


def _entries(
    basis: _Basis, student: str, hand_ins: Sequence[HandIn]
) -> dict[tuple[str, str], list[Entry]]:
    """What a student did with each question, each thing once, first what was received first."""
    known: dict[str, Entry] = {}
    found: dict[tuple[str, str], list[Entry]] = {}
    for hand_in in hand_ins:
        new = _new_entries(basis, student, hand_in, known)
        # A file of the first version tells the order by its times alone.
        for entry in sorted(new, key=_claimed) if hand_in.form == 1 else new:
            done = found.setdefault((entry.lesson, entry.question), [])
            if done and entry.what == "try" and _claimed(entry) < _claimed(done[-1]):
                text = "A later file claims an earlier answer; what was received first comes first."
                basis.remarks.add(text, student)
            done.append(entry)
    return found


def _new_entries(
    basis: _Basis, student: str, hand_in: HandIn, known: dict[str, Entry]
) -> Iterator[Entry]:
    """The entries of a file that are not known yet by their id, and from now on are."""
    for part in hand_in.parts:
        for entry in part.entries:
            if entry.id not in known:
                known[entry.id] = entry
                yield entry
            elif known[entry.id] != entry:
                text = "Two files give one id to two different answers; the first counts."
                basis.remarks.add(text, student)


def _claimed(entry: Entry) -> str:
    """A time that sorts as text, with parts of a second or without."""
    return entry.at.removesuffix("Z")


def _grade_answer(
    basis: _Basis, student: str, own: IssuedQuestion, entries: Sequence[Entry]
) -> _Given:
    remarks: dict[str, None] = {}
    tries = _tries(basis, own, entries, remarks) if entries else []
    hints = [entry.what for entry in entries].count("hint")
    if not tries:
        question = own.question
        blank = Graded(
            *("", own.lesson, question.id, question.kind, "blank", 0.0),
            hints=hints,
            revision=own.revision,
        )
        return _Given(basis.rows.number(blank), -1, tuple(remarks))
    number, (entry, scored) = _counts(basis.policy, tries)
    asked, question = scored.asked, scored.asked.question
    score, level, comment = after_tries(question, scored.score, number), "", ""
    if kind(question.kind).marked_by_person and (given := _marked(basis, student, scored)):
        score, level, comment = given
    if asked.key is None:
        text = f"{asked.lesson}: “{question.id}” has no key, or a draft that no person has accepted"
        remarks[f"{text}; its answers stay open."] = None
    status: Status = "open" if score is None else "graded"
    answer = Graded(
        "",
        asked.lesson,
        question.id,
        question.kind,
        status,
        score,
        scored.data,
        entry.sure,
        scored.tags,
        len(tries),
        hints,
        "",
        level,
        comment,
        asked.revision,
        (scored.score or None) if number > 1 and question.try_costs else None,
    )
    place = next(n for n, one in enumerate(entries) if one is entry)
    return _Given(basis.rows.number(answer), place, tuple(remarks))


def _tries(
    basis: _Basis, own: IssuedQuestion, entries: Iterable[Entry], remarks: dict[str, None]
) -> list[_Try]:
    """The tries that may count: they fit, they are allowed, and the answer was not shown yet."""
    found: list[_Try] = []
    for entry in entries:
        if entry.what == "show" or (own.question.tries and len(found) == own.question.tries):
            if not found:
                text = f"{own.lesson}: “{own.question.id}” was answered only after it was shown."
                remarks[text] = None
            return found
        if entry.what != "try":
            continue
        asked = basis.asked.get((entry.lesson, entry.revision, entry.question), own)
        scored = basis.scores.of(asked, entry.response)
        if scored is None:
            remarks[_misfit(basis, entry)] = None
            continue
        if (entry.lesson, entry.revision) not in basis.revisions:
            then = "where question and options still fit, it counts"
            remarks[_unknown(entry, then)] = None
        found.append((entry, scored))
    return found


def _misfit(basis: _Basis, entry: Entry) -> str:
    if (entry.lesson, entry.revision) in basis.revisions:
        return f"{entry.lesson}: an answer to “{entry.question}” does not fit it, and is left out."
    return _unknown(entry, f"the answer to “{entry.question}” does not fit, and is left out")


def _unknown(entry: Entry, then: str) -> str:
    name = f"revision {entry.revision}" if entry.revision else "a revision without a name"
    return f"{entry.lesson}: {name} was never handed out; {then}."


def _counts(policy: Policy, tries: Sequence[_Try]) -> tuple[int, _Try]:
    """The number of the try that counts, from 1, and the try."""
    asked = tries[0][1].asked
    written = kind(asked.question.kind).marked_by_person
    shown_at_once = asked.mode == "practice" and not asked.question.feedback_later
    if policy == "first" or (written and shown_at_once):
        return 1, tries[0]
    if policy == "last" or written:
        return len(tries), tries[-1]

    def counts(one: tuple[int, _Try]) -> float:
        number, (_, scored) = one
        return after_tries(scored.asked.question, scored.score, number) or 0.0

    return max(enumerate(tries, start=1), key=counts)  # of equals, the first


def _marked(basis: _Basis, student: str, one: ScoredResponse) -> tuple[float, str, str] | None:
    """The share, level and comment that markers gave to a text."""
    asked = one.asked
    given = basis.marks.get((student, asked.lesson, asked.question.id), ())
    for_this = [m for m in given if m.answer in ("", text_digest(one.response.text))]
    where = f"{asked.lesson}: “{asked.question.id}”"
    if len(for_this) < len(given):
        basis.remarks.add(
            f"{where} was marked before another text came to count; mark it anew.", student
        )
    names = [level.name for level in asked.rubric]
    for mark in for_this:
        if mark.level not in names:
            text = f"{where} has no level “{mark.level}” in its rubric ({', '.join(names)})."
            basis.remarks.add(text, student)
    found = marked(asked.rubric, for_this)
    if found is None:
        return None
    if found.apart > 1:
        basis.remarks.add(f"{where}: two markers are more than one level apart.", student)
    return found.score, found.level, found.comment


def _remark_on_marks(basis: _Basis, rows: GradedRows) -> None:
    """Say which marks are for an answer that nobody gave."""
    written = rows.such(lambda row: kind(row.kind).marked_by_person) if basis.marks else ()
    known = {(row.student, row.lesson, row.question) for row in written}
    for student, lesson, question in basis.marks:
        if (student, lesson, question) not in known:
            text = f"marks.csv: a mark for “{question}” of {lesson}, where there is no answer."
            basis.remarks.add(text, student)
