"""What a card shows, as JSON values: a question, and the state of an attempt at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType

from kit.article.seed import Evidence
from kit.article.segments import Segment, words
from kit.language.translation import ENGLISH, Translation
from kit.learner.attempt import Attempt, Submitted
from kit.question.grade import after_tries
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.markup import Node, blocks, inline
from kit.question.model import SURE, SURE_PERCENT, Key, Mark, Question, Response
from kit.question.response_data import as_entered


def card_question(
    question: Question,
    segments: tuple[Segment, ...],
    hide_feedback: bool,
    translation: Translation = ENGLISH,
    text_language: str = "",
    place: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, object]:
    """The question as the front end draws it, which `kit/card/front/types.d.ts` describes."""
    return {
        "id": question.id,
        "kind": question.kind,
        "stem": blocks(question.stem, dict(question.pictures)),
        "items": [{"id": item, "shown": inline(item)} for item in question.items],
        "targets": [{"id": target, "shown": inline(target)} for target in question.targets],
        "labels": list(question.labels),
        "segments": [{"id": s.id, "text": s.text, "words": words(s.text)} for s in segments],
        "sure": {name: SURE_PERCENT[name] for name in SURE if name} if question.ask_sure else None,
        "limit": question.limit or None,
        "interval": question.interval or None,
        "hide_feedback": hide_feedback,
        **{"lesson": "", "work": "", "learner": "", **place},
        "language": translation.language,
        "direction": translation.direction,
        "text_language": text_language,
    }


def card_state(
    question: Question,
    key: Key | None,
    attempt: Attempt,
    evidence: tuple[Evidence, ...] = (),
    notice: str = "",
    warning: str = "",
    translation: Translation = ENGLISH,
    kept: bool = True,
) -> dict[str, object]:
    """The state of a card for an attempt: what it shows and which buttons it has.

    ``kept`` says whether all that was entered is on disk: else the browser holds on to its copy.

    Until the whole answer may be seen, it says nothing of items the student left alone.
    """
    given, draft = attempt.submitted, attempt.draft
    comma = translation.say("decimal") == ","
    response = as_entered(given.response, comma) if given else {}
    return {
        "response": dict(draft.entered) if draft else response,
        "sure": draft.sure if draft else given.sure if given else "",
        "saved": given.at if given else "",
        "stale": attempt.stale,
        "kept": kept,
        "older": translation.say("older") if given and given.older else "",
        "feedback": feedback_shown(question, key, attempt, evidence, translation),
        "self_mark": attempt.level,
        "dispute": asdict(attempt.dispute) if attempt.dispute else None,
        "notice": notice,
        "warning": warning,
        "hints": [blocks(hint) for hint in attempt.hints],
        "more_hints": attempt.more_hints,
        "may_show": attempt.may_show,
        "may_try": attempt.may_try,
    }


def feedback_shown(
    question: Question,
    key: Key | None,
    attempt: Attempt,
    evidence: tuple[Evidence, ...],
    translation: Translation,
) -> dict[str, object] | None:
    """What is said of the answer that was submitted; None where nothing is, or not any more."""
    submitted = attempt.submitted
    if submitted is None or submitted.older or attempt.stale or attempt.tried_again:
        return None
    if key is None or submitted.grade is None:
        summary = translation.say("sum_later" if question.feedback_later else "sum_saved")
        parts = (summary, _blanks(question, submitted.response, translation))
        return {
            "verdict": "saved",
            "headline": translation.say("saved"),
            "summary": " ".join(filter(None, parts)),
            "may_dispute": attempt.may_dispute,
        }
    given = submitted.grade.feedback
    return {
        "verdict": given.verdict,
        "headline": translation.say(given.verdict),
        "summary": _summary(question, attempt, submitted, translation),
        "solution": _solution(question, key, attempt, translation),
        "marks": [
            _mark(question, key, mark, attempt.revealed, translation)
            for mark in given.marks
            if attempt.revealed or mark.mark not in ("missed", "left")
        ],
        "because": blocks(key.because),
        "model": blocks(key.model),
        "rubric": [{"level": level.name, "shown": inline(level.text)} for level in key.rubric],
        "evidence": [asdict(e) for e in evidence if e.id in key.evidence],
    }


def _solution(
    question: Question, key: Key, attempt: Attempt, translation: Translation
) -> Mapping[str, object] | None:
    """The right response, once it may be seen, where it was not given and there is one."""
    given = attempt.submitted and attempt.submitted.grade
    if not attempt.revealed or not given or given.feedback.verdict not in ("wrong", "partly"):
        return None
    right = kind(question.kind).solution(Keyed(question, key))
    return as_entered(right, translation.say("decimal") == ",")


def _summary(
    question: Question, attempt: Attempt, submitted: Submitted, translation: Translation
) -> str:
    if submitted.grade is None:
        return ""
    given, score = submitted.grade.feedback, submitted.grade.score
    said = translation.say(
        kind(question.kind).summary(question, submitted.grade),
        right=given.right,
        parts=given.parts,
        extra=given.extra,
        score=round(100 * (score or 0)),
    )
    partly = translation.say("found_in_part", given.partly) if given.partly else ""
    blank = _blanks(question, submitted.response, translation)
    cost = _cost_of_tries(question, attempt, score, translation)
    return " ".join(filter(None, (said, partly, blank, cost)))


def _blanks(question: Question, response: Response, translation: Translation) -> str:
    """How many statements to rate were left blank, in a sentence; "" where none was."""
    blank = kind(question.kind).left_blank(question, response)
    return translation.say("left_blank", blank) if blank else ""


def _cost_of_tries(
    question: Question, attempt: Attempt, score: float | None, translation: Translation
) -> str:
    if not question.try_costs or score is None:
        return ""
    counts, costs = after_tries(question, score, attempt.tries) or 0, question.try_costs
    if attempt.tries > 1 and score:
        return translation.say("sum_tries", n=attempt.tries, score=round(100 * counts), costs=costs)
    again = score < 1 and attempt.may_try
    return translation.say("sum_next_try", costs=costs) if again else ""


def _mark(
    question: Question, key: Key, mark: Mark, revealed: bool, translation: Translation
) -> dict[str, object]:
    place: dict[str, object] = {"item": mark.item}
    is_part = mark.mark == "hit" and mark.span and all(mark.span != k.span for k in key.spans)
    if mark.span:
        place = {name: getattr(mark.span, name) for name in ("segment", "start", "end", "label")}
    note: list[Node] = inline(mark.note.text)
    met = translation.misconception(mark.note.misconception) if mark.mark == "wrong" else ""
    shows = mark.mark in ("wrong", "missed") or kind(question.kind).marks_tell_each
    answer = mark.answer if revealed and shows else ""
    if question.interval:
        answer = translation.signs(answer)
    name = "part" if is_part else mark.mark
    return {**place, "mark": name, "note": note, "misconception": met, "answer": answer}
