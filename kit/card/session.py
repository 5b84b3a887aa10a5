"""One question on screen: the place where card, grade and log meet."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from kit.article.seed import Evidence
from kit.article.segments import Segment
from kit.card.shown import card_state
from kit.card.widget import Card
from kit.language.translation import ENGLISH, Translation
from kit.learner.attempt import Attempt, Draft, is_older, is_same, read_attempt
from kit.learner.log import LONGEST_PAGE, LONGEST_REASON, Entry, Log, What, stamp
from kit.learner.progress import is_silent
from kit.question.grade import grade, is_blank
from kit.question.model import SURE, Grade, Key, Question, Response
from kit.question.response_data import (
    Json,
    Refusal,
    keep_entered,
    read_entered,
    response_to_data,
)
from kit.question.write import question_revision


class CardQuestion(NamedTuple):
    """A question with all that a session needs to know of it."""

    question: Question
    key: Key | None
    segments: tuple[Segment, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    text_language: str = ""
    warning: str = ""  # said on the card all the time


class Session:
    """Hears a card, writes the log, then shows what follows.

    A test (``Feedback: later``) is graded for the log, and shown as if there were no key until its
    answer was told, which the log knows as a ``show``. ``entries`` are those of this question and
    copy; what is logged here joins them. ``blank`` names lesson, question, revision and copy.
    ``recorded`` is called after each entry. ``nudge`` says whether a confidence left out is worth a
    word; else it is one the first time. ``told`` is true where the answer was told before.
    ``catch_up`` is called before each act: it brings the entries up to what another page wrote,
    and where it is told to look at the disk, to what another kernel wrote.
    """

    def __init__(
        self,
        asked: CardQuestion,
        entries: list[Entry],
        log: Log,
        blank: Entry,
        translation: Translation = ENGLISH,
        recorded: Callable[[], None] = lambda: None,
        nudge: Callable[[], bool] | None = None,
        told: bool = False,
        catch_up: Callable[[bool], None] = lambda _: None,
    ) -> None:
        self._asked = asked
        self._question, self._segments = asked.question, asked.segments
        self._entries = entries
        self._log = log
        revision = question_revision(asked.question, asked.segments)
        self._blank = replace(blank, question_revision=revision)
        self._translation = translation
        self._recorded = recorded
        self._nudge = nudge or (lambda: all(e.sure or e.what != "try" for e in self._entries))
        self._told = told
        self._catch_up = catch_up
        self._graded: tuple[Response, Grade] | None = None  # the last one, so that it is done once
        self.card = Card(
            self._question,
            self._segments,
            self._shown_key is None,
            self._state(),
            translation,
            asked.text_language,
            {"lesson": blank.lesson, "work": blank.work, "learner": log.learner},
        )
        self.card.on_heard(self.hear)

    @property
    def _shown_key(self) -> Key | None:
        waits = not self._told and is_silent(self._question, self._current())
        return None if waits else self._asked.key

    def _current(self) -> Iterator[Entry]:
        """The entries about the question as it is now: its results may be those of an older one."""
        now = self._blank
        for entry in self._entries:
            if not is_older(entry, now.question_revision, now.revision):
                yield entry

    def hear(self, message: Json) -> None:
        """Do what the browser asks. Whatever goes wrong is said on the card, in plain words.

        The disk is waited for while the reply is on its way.
        """
        seq = message.get("seq")
        seq = seq if isinstance(seq, int) else 0
        try:
            self._catch_up(message.get("do") == "look")
            if message.get("do") == "draft":
                self._keep(message, self._attempt())
                self.card.hold(self._state(), seq)
            elif message.get("do") == "look" and seq > self.card.state["seq"]:
                self.card.hold(self._state(), seq)
            elif act := ACTS.get(str(message.get("do"))):
                self.card.show(act(self, message), seq)
        except Exception:
            logging.getLogger("kit").exception("the card could not answer %s", message.get("do"))
            notice = self._translation.say("went_wrong")
            self.card.show({**self.card.state, "kept": False, "notice": notice}, seq)
        self._sync(seq)

    def _sync(self, seq: int) -> None:
        said_kept = self._log.kept
        self._log.sync()
        if said_kept and not self._log.kept:
            warning = self._translation.say("not_kept")
            self.card.hold({**self.card.state, "kept": False, "warning": warning}, seq)

    def refresh(self) -> None:
        """Show what follows from the entries as they are now."""
        self.card.tell(self._shown_key is None)
        self.card.show(self._state(), self.card.state["seq"])

    def follow(self) -> None:
        """The same without a word, as what is news was done on another page."""
        self.card.tell(self._shown_key is None)
        self.card.hold(self._state(), self.card.state["seq"])

    def _check(self, message: Json) -> Json:
        attempt = self._attempt()
        response = read_entered(
            message.get("response"), self._question, self._segments, self._comma
        )
        if isinstance(response, Refusal):
            self._keep(message, attempt)
            values: Mapping[str, Any] = response.values
            return self._state(self._translation.say(response.name, **values))
        if is_blank(self._question, response):
            self._keep(message, attempt)
            return self._state(self._translation.say("blank"))
        if not attempt.may_try or self._says_nothing_new(message, attempt):
            self._keep(message, attempt)
            return self._state()
        sure = self._sure(message)
        skipped = self._question.ask_sure and not sure and self._nudge()
        score, tags = self._score(response)
        self._record(
            "try",
            response=response_to_data(response),
            sure=sure,
            seconds=_seconds(message),
            score=score,
            tags=tags,
        )
        return self._state(self._translation.say("sure_skipped") if skipped else "")

    def _says_nothing_new(self, message: Json, attempt: Attempt) -> bool:
        given = attempt.submitted
        if given is None or given.older or attempt.tried_again:
            return False
        return is_same(self._entered(message), given, self._question, self._segments, self._comma)

    def _keep(self, message: Json, attempt: Attempt) -> None:
        """Log what is in the card, a blank too, where it is not what the log has already."""
        new, now = self._entered(message), attempt.draft
        if now is None and attempt.submitted:
            known = is_same(new, attempt.submitted, self._question, self._segments, self._comma)
        else:
            known = new == (now or Draft())
        if attempt.may_try and not known:
            self._record("draft", response=new.entered, sure=new.sure)

    def _again(self, message: Json) -> Json:
        attempt = self._attempt()
        begun = attempt.tried_again and attempt.draft == Draft()
        if attempt.submitted and attempt.may_try and not begun:
            self._record("again")
        return self._state()

    def _hint(self, message: Json) -> Json:
        if self._attempt().more_hints:
            self._record("hint")
        return self._state()

    def _show(self, message: Json) -> Json:
        if self._attempt().may_show:
            self._record("show")
        return self._state()

    def _mark(self, message: Json) -> Json:
        level = _text(message, "level")
        key = self._shown_key
        if key and level in [step.name for step in key.rubric]:
            self._record("mark", level=level)
        return self._state()

    def _dispute(self, message: Json) -> Json:
        attempt = self._attempt()
        if not attempt.may_dispute:
            return self._state()
        reason = _cut(message, "reason", LONGEST_REASON)
        page = _cut(message, "page", LONGEST_PAGE)
        if bool(reason) != bool(page):
            return self._state(self._translation.say("dispute_half"))
        said = attempt.dispute
        if (reason, page) != ((said.reason, said.page) if said else ("", "")):
            self._record("dispute", reason=reason, page=page)
        return self._state()

    def _entered(self, message: Json) -> Draft:
        entered = keep_entered(message.get("response"), self._question, self._segments)
        return Draft(entered, self._sure(message))

    @property
    def _comma(self) -> bool:
        return self._translation.say("decimal") == ","

    def _sure(self, message: Json) -> str:
        said = _text(message, "sure")
        return said if said in SURE else ""

    def _score(self, response: Response) -> tuple[float | None, tuple[str, ...]]:
        """The score and the misconceptions met. A fault in grading must not cost the answer."""
        if self._asked.key is None:
            return None, ()
        try:
            given = self._grade(response)
        except Exception:
            return None, ()
        return given.score, given.feedback.misconceptions

    def _grade(self, response: Response) -> Grade:
        if self._graded is None or self._graded[0] != response:
            assert self._asked.key  # noqa: S101  # whoever asks has looked
            given = grade(self._question, self._asked.key, response, self._segments)
            self._graded = response, given
        return self._graded[1]

    def _record(self, what: What, **values: Any) -> None:
        entry = self._log.write(replace(self._blank, what=what, **{**stamp(), **values}))
        self._entries.append(entry)
        self._recorded()

    def _attempt(self) -> Attempt:
        return read_attempt(
            self._question,
            self._shown_key,
            self._entries,
            self._segments,
            self._blank.revision,
            self._comma,
            self._grade,
            waits=self._asked.key is not None and self._shown_key is None,
        )

    def _state(self, notice: str = "") -> Json:
        warning = self._asked.warning if self._log.kept else self._translation.say("not_kept")
        return card_state(
            self._question,
            self._shown_key,
            self._attempt(),
            self._asked.evidence,
            notice,
            warning,
            self._translation,
            self._log.kept,
        )


ACTS: Mapping[str, Callable[[Session, Json], Json]] = {
    "check": Session._check,
    "again": Session._again,
    "hint": Session._hint,
    "show": Session._show,
    "mark": Session._mark,
    "dispute": Session._dispute,
}


def _text(message: Json, name: str) -> str:
    value = message.get(name)
    return value if isinstance(value, str) else ""


def _cut(message: Json, name: str, most: int) -> str:
    """A text that a person wrote, without half a surrogate pair, which no file takes."""
    return _text(message, name).strip()[:most].strip().encode(errors="replace").decode()


def _seconds(message: Json) -> float:
    value = message.get("seconds")
    if not isinstance(value, int | float) or not math.isfinite(value):
        return 0.0
    return max(0.0, round(value, 1))
