"""Sessions that the sequences of `tests/conformance` are run against: in Python, in JavaScript."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

from kit.article.segments import Segment, Span
from kit.card.session import CardQuestion, Session
from kit.card.shown import feedback_shown
from kit.exchange.asked import asked_data, session_words
from kit.language.translation import ENGLISH
from kit.learner.attempt import Attempt, Submitted
from kit.learner.log import Entry, Log, stamp
from kit.question.grade import grade
from kit.question.model import Key, KeySpan, Level, Question
from kit.question.response_data import response_from_data
from kit.question.write import question_revision

Data = Mapping[str, Any]

BLANK: Data = {
    "response": {},
    "sure": "",
    "saved": False,
    "stale": False,
    "older": False,
    "feedback": None,
    "hints": 0,
    "more_hints": False,
    "may_show": False,
    "may_try": True,
    "self_mark": "",
    "dispute": None,
}


def asked_in(data: Data) -> CardQuestion:
    """A question of the files as the session takes it."""
    values = {name: _tuples(value) for name, value in data.items() if name not in ("key", "show")}
    segments = tuple(Segment(id, text, 0) for id, text in data.get("show", ()))
    question = Question(**values, show=tuple(segment.id for segment in segments))
    if "key" not in data:
        return CardQuestion(question, None, segments)
    parts = {name: _tuples(value) for name, value in data["key"].items()}
    if "ticked" in parts:
        parts["ticked"] = frozenset(parts["ticked"])
    parts["rubric"] = tuple(Level(*level) for level in parts.get("rubric", ()))
    parts["spans"] = tuple(KeySpan(Span(*span)) for span in parts.get("spans", ()))
    return CardQuestion(question, Key(question.id, **parts), segments)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


class SessionOnTrial(Protocol):
    """A session on a log of its own, which goes on when the cell is run again."""

    def do(self, step: Data) -> None:
        """Take one step of a sequence."""

    def logged(self) -> tuple[Entry, ...]:
        """All that is logged so far, as it is read back."""

    @property
    def state(self) -> Data:
        """What the card shows."""


def shown(session: SessionOnTrial) -> dict[str, Any]:
    """What the card shows, as the files say it."""
    state = session.state
    said = state["dispute"]
    return {
        **{name: state[name] for name in BLANK},
        "saved": bool(state["saved"]),
        "older": bool(state["older"]),
        "hints": len(state["hints"]),
        "dispute": said and {name: said[name] for name in ("reason", "page")},
        "notice": state["notice"],
    }


def _blank_of(asked: CardQuestion) -> Entry:
    blank = Entry("draft", "l", asked.question.id, "", "", "of the lesson")
    revision = question_revision(asked.question, asked.segments)
    return replace(blank, question_revision=revision)


class PythonSession:
    """The session behind a notebook."""

    def __init__(self, question: Data, home: Path) -> None:
        self._question = question
        self._home = home
        self._seq = 0
        self._open(Log(home))

    def do(self, step: Data) -> None:
        """Take one step of a sequence."""
        if "event" in step:
            self._seq += 1
            self._session.hear({**step["event"], "seq": self._seq})
            assert self._session.card.state["seq"] == self._seq
        elif "elsewhere" in step:
            log = Log(self._home)
            elsewhere = Session(self._asked, list(log.read().entries), log, self._blank)
            elsewhere.hear({**step["elsewhere"], "seq": 1})
            self._session.hear({"do": "look", "seq": self._seq})
        elif "told" in step:
            now = stamp()
            told = replace(self._blank, what="show", at=now["at"], id=now["id"])
            self._entries.append(self._log.append(told))
            self._session.refresh()
        else:
            self._question = {**self._question, **step.get("reworded", {})}
            is_new = step.get("reopen") == "the kernel is a new one"
            self._open(Log(self._home) if is_new else self._log)

    def _open(self, log: Log) -> None:
        self._log = log
        self._asked = asked_in(self._question)
        self._blank = _blank_of(self._asked)
        self._entries = list(log.read().entries)
        self._session = Session(
            self._asked, self._entries, log, self._blank, catch_up=self._catch_up
        )

    def _catch_up(self, on_disk: bool) -> None:
        if on_disk:
            self._entries[:] = self._log.read().entries
            self._session.follow()

    def logged(self) -> tuple[Entry, ...]:
        """All that is logged so far, as it is read back from the disk."""
        return Log(self._home).read().entries

    @property
    def state(self) -> Data:
        """What the card shows."""
        return self._session.card.state


class JavaScriptSession:
    """The session of a page without Python. Its answers are graded by Python."""

    def __init__(self, question: Data, node: Node) -> None:
        self._question = question
        self._node = node
        self._seq = 0
        self._open(anew=True)

    def do(self, step: Data) -> None:
        """Take one step of a sequence."""
        if "event" in step:
            self._seq += 1
            self._ask("hear", message={**step["event"], "seq": self._seq})
            assert self.state["seq"] == self._seq
        elif "elsewhere" in step:
            self._ask("elsewhere", message={**step["elsewhere"], "seq": 1})
        elif "told" in step:
            self._ask("told", blank=asdict(_blank_of(self._asked)))
        else:
            self._question = {**self._question, **step.get("reworded", {})}
            self._open()

    def _open(self, anew: bool = False) -> None:
        self._asked = asked_in(self._question)
        blank = asdict(_blank_of(self._asked))
        self._ask("open", asked=as_asked(self._asked), blank=blank, anew=anew)

    def _ask(self, what: str, **values: Any) -> None:
        words = {name: ENGLISH.sentence(name) for name in session_words()}
        values |= {"words": words, "comma": False}
        reply = self._node.ask(what, self._asked, **values)
        self._state: Data
        self._state, self._logged = reply["state"], reply["logged"]

    def logged(self) -> tuple[Entry, ...]:
        """All that is logged so far."""
        return tuple(Entry(**{**entry, "tags": tuple(entry["tags"])}) for entry in self._logged)

    @property
    def state(self) -> Data:
        """What the card shows."""
        return self._state


def as_asked(asked: CardQuestion) -> dict[str, object]:
    """The question as the session in JavaScript takes it."""
    return asked_data(asked.question, asked.segments, "of the lesson", asked.key)


class Node:
    """Node, which runs the session in JavaScript, and asks here for grades."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("javascript_session.mjs")
        self._process = subprocess.Popen(
            ["node", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, what: str, graded: CardQuestion | None = None, **values: Any) -> Any:
        """Give an order, and grade on the way what is asked for."""
        self._write({"do": what, **values})
        while "grade" in (reply := self._read()):
            assert graded
            self._write(_graded(graded, **reply["grade"]))
        return reply["reply"]

    def close(self) -> None:
        """End it."""
        self._process.communicate()  # the end of what comes in is the end of it

    def _write(self, value: object) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{json.dumps(value)}\n")
        self._process.stdin.flush()

    def _read(self) -> Any:
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())


def _graded(asked: CardQuestion, question: str, response: Data, tries: int) -> dict[str, Any]:
    """A grade as the card's session would show it, before and after the answer may be seen."""
    assert asked.key
    assert question == asked.question.id
    read = response_from_data(response, asked.question, asked.segments)
    given = grade(asked.question, asked.key, read, asked.segments)
    submitted = Submitted(read, "", "", given)
    may_try = not asked.question.tries or tries < asked.question.tries
    said = {
        name: feedback_shown(
            asked.question,
            asked.key,
            Attempt(submitted, tries=tries, revealed=revealed, may_try=may_try),
            asked.evidence,
            ENGLISH,
        )
        for name, revealed in (("feedback", False), ("revealed", True))
    }
    return {"score": given.score, "tags": list(given.feedback.misconceptions), **said}
