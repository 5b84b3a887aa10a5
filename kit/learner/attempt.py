"""Where a learner stands with one question: a pure function of the log's entries.

What was submitted and what is in the card now stand side by side, so that clearing an answer,
changing it, or beginning anew never brings anything back and never takes anything away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from kit.article.segments import Segment
from kit.learner.log import Entry, latest
from kit.question.grade import grade
from kit.question.model import Grade, Key, Question, Response
from kit.question.response_data import Refusal, keep_entered, read_entered, response_from_data
from kit.question.write import question_revision

Grader = Callable[[Response], Grade]


class Submitted(NamedTuple):
    """The last response that counts."""

    response: Response
    sure: str
    at: str  # when it was logged
    grade: Grade | None = None  # None where this copy has no key, or nothing may be told yet
    older: bool = False  # it was given to the question as it once was, and is not graded


@dataclass(frozen=True, slots=True)
class Draft:
    """What is in the card and not submitted, as it was entered."""

    entered: Mapping[str, object] = field(default_factory=dict)  # empty for a blank
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """What a learner says against an answer or its explanation."""

    reason: str
    page: str  # where it can be seen, as it was written
    at: str  # when it was logged


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a card has to show before the learner's next move."""

    submitted: Submitted | None = None
    draft: Draft | None = None  # None where the card holds what was submitted, or nothing yet
    tried_again: bool = False  # the learner began anew, and has not submitted since
    tries: int = 0  # at the question as it is now
    revealed: bool = False  # the whole answer may be seen
    may_show: bool = False
    may_try: bool = True
    hints: tuple[str, ...] = ()
    more_hints: bool = False
    level: str = ""  # write: the level the learner gave
    may_dispute: bool = False  # its answer is told here, or, without a key, elsewhere
    dispute: Dispute | None = None  # the last one that was not taken back

    @property
    def stale(self) -> bool:
        """Whether the card holds something else than what was submitted."""
        if self.submitted is None or self.draft is None:
            return False
        return not (self.tried_again and not self.draft.entered)


def is_older(entry: Entry, question_now: str, lesson_now: str) -> bool:
    """Whether an entry is about the question as it once was; ``""`` stands for not known.

    Entries that do not name the question's own revision are judged by the lesson's.
    """
    if entry.question_revision and question_now:
        return entry.question_revision != question_now
    return bool(entry.revision and lesson_now) and entry.revision != lesson_now


def read_attempt(
    question: Question,
    key: Key | None,
    entries: Sequence[Entry],
    segments: tuple[Segment, ...] = (),
    lesson_revision: str = "",
    comma: bool = False,
    grader: Grader | None = None,
    waits: bool = False,
) -> Attempt:
    """The attempt after these entries, all of the one question and copy, oldest first.

    ``key`` is None where this copy has none or nothing may be told yet. ``comma`` says that the
    language writes decimals with one. ``grader`` grades in place of `grade`, once for each answer.
    ``waits`` says that this copy has a key of which nothing may be told yet.
    """
    revision = question_revision(question, segments)
    now = [entry for entry in entries if not is_older(entry, revision, lesson_revision)]
    tries = [entry for entry in now if entry.what == "try"]
    last = tries[-1] if tries else latest(entries, "try")
    submitted = given = None
    if last:
        response = response_from_data(last.response, question, segments)
        if key and tries:
            given = grader(response) if grader else grade(question, key, response, segments)
        submitted = Submitted(response, last.sure, last.at, given, older=not tries)
    may_try = not question.tries or len(tries) < question.tries
    revealed = bool(key and tries) and (
        latest(now, "show") is not None
        or not may_try
        or (given is not None and given.feedback.verdict in ("right", "noted"))
    )
    draft, tried_again = _draft(question, submitted, entries, segments, comma)
    ladder = (question.hint, *key.more_hints) if key else (question.hint,)
    hints = tuple(filter(None, ladder))
    taken = min(len(hints), sum(entry.what == "hint" for entry in now))
    mark = latest(now, "mark")
    return Attempt(
        submitted,
        draft if may_try else None,
        tried_again and may_try,
        len(tries),
        revealed,
        may_show=bool(key and tries) and not revealed,
        may_try=may_try,
        hints=hints[:taken],
        more_hints=taken < len(hints) and not revealed,
        level=mark.level if mark else "",
        may_dispute=bool(tries) and not waits,
        dispute=_dispute(now),
    )


def _dispute(entries: Sequence[Entry]) -> Dispute | None:
    last = latest(entries, "dispute")
    return Dispute(last.reason, last.page, last.at) if last and last.reason else None


def _draft(
    question: Question,
    submitted: Submitted | None,
    entries: Sequence[Entry],
    segments: tuple[Segment, ...],
    comma: bool,
) -> tuple[Draft | None, bool]:
    """What is in the card and not submitted, and whether the learner began anew."""
    # A shown answer stands beside the one that was submitted, so that one is on the card again.
    ends = ("try", "show") if submitted else ("try",)
    since = [*takewhile(lambda entry: entry.what not in ends, reversed(entries))]
    last = next((entry for entry in since if entry.what in ("draft", "again")), None)
    if last is None:
        return None, False
    tried_again = submitted is not None and any(entry.what == "again" for entry in since)
    if last.what == "again":
        return Draft(), tried_again
    draft = Draft(keep_entered(last.response, question, segments), last.sure)
    if tried_again:
        return draft, True
    if submitted is None:
        return (draft if draft.entered or draft.sure else None), False
    return (None if is_same(draft, submitted, question, segments, comma) else draft), False


def is_same(
    draft: Draft,
    submitted: Submitted,
    question: Question,
    segments: tuple[Segment, ...] = (),
    comma: bool = False,
) -> bool:
    """Whether what was entered says no more than what was submitted.

    Once the verdict is told, a confidence stated otherwise says nothing.
    """
    if draft.sure != submitted.sure and submitted.grade is None:
        return False
    read = read_entered(draft.entered, question, segments, comma)
    return not isinstance(read, Refusal) and read == submitted.response
