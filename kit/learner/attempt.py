"""Where a learner stands with one question: a pure function of the log's entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.article.segments import Segment
from kit.learner.log import Entry, latest
from kit.question.grade import grade, is_blank
from kit.question.model import Grade, Key, Question, Response
from kit.question.response_data import response_from_data


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a card has to show before the learner's next move."""

    response: Response = Response()
    sure: str = ""
    saved: str = ""  # when the answer on the card was logged; "" while it is not submitted
    grade: Grade | None = None  # None until there is an answer, and where this copy has no key
    tries: int = 0
    revealed: bool = False  # the whole answer may be seen
    may_show: bool = False
    may_try: bool = True
    hints: tuple[str, ...] = ()
    more_hints: bool = False
    level: str = ""  # write: the level the learner gave


def read_attempt(
    question: Question,
    key: Key | None,
    entries: Sequence[Entry],
    segments: tuple[Segment, ...] = (),
) -> Attempt:
    """The standing after these entries, all of the one question, oldest first."""
    tries = [entry for entry in entries if entry.what == "try"]
    last, response = _answer_on_card(question, entries, segments)
    submitted = last is not None and last.what == "try"
    given = grade(question, key, response, segments) if key and submitted else None
    may_try = not question.tries or len(tries) < question.tries
    revealed = bool(key and tries) and (
        latest(entries, "show") is not None
        or not may_try
        or (given is not None and given.feedback.verdict in ("right", "noted"))
    )
    ladder = (question.hint, *key.more_hints) if key else (question.hint,)
    hints = tuple(filter(None, ladder))
    taken = min(len(hints), sum(entry.what == "hint" for entry in entries))
    mark = latest(entries, "mark")
    return Attempt(
        response,
        last.sure if last else "",
        last.at if last and submitted else "",
        given,
        len(tries),
        revealed,
        may_show=bool(key and submitted) and not revealed,
        may_try=may_try,
        hints=hints[:taken],
        more_hints=taken < len(hints) and not revealed,
        level=mark.level if mark else "",
    )


def _answer_on_card(
    question: Question, entries: Sequence[Entry], segments: tuple[Segment, ...]
) -> tuple[Entry | None, Response]:
    """The newest try or draft that still says something about the question as it is now."""
    for entry in reversed(entries):
        if entry.what in ("try", "draft"):
            response = response_from_data(entry.response, question, segments)
            if not is_blank(question, response):
                return entry, response
    return None, Response()
