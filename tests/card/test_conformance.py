"""A session does what `tests/conformance` says, event by event."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kit.article.segments import Segment, Span
from kit.card.session import CardQuestion, Session
from kit.language.translation import ENGLISH
from kit.learner.hand_in import HandIn, Part, as_json
from kit.learner.log import Entry, Log, stamp
from kit.learner.wire import read_hand_in
from kit.question.grade import is_blank
from kit.question.model import Key, KeySpan, Level, Question
from kit.question.response_data import Refusal, read_entered, response_to_data
from kit.question.write import question_revision

FOLDER = Path(__file__).parent.parent / "conformance"
FILES = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
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
}


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _asked(data: Data) -> CardQuestion:
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


def _questions(file: str) -> dict[str, Data]:
    return {question["id"]: question for question in FILES[file]["questions"]}


class AskedSession:
    """A session on a log of its own, which goes on when the cell is run again."""

    def __init__(self, question: Data, home: Path) -> None:
        self._question = question
        self._home = home
        self._log = Log(home)
        self._seq = 0
        self._open(self._log)

    def do(self, step: Data) -> None:
        """Take one step of a sequence."""
        if "event" in step:
            self._seq += 1
            self.session.hear({**step["event"], "seq": self._seq})
            assert self.session.card.state["seq"] == self._seq
        elif "told" in step:
            now = stamp()
            told = replace(self._blank, what="show", at=now["at"], id=now["id"])
            self._entries.append(self._log.append(told))
            self.session.refresh()
        else:
            self._question = {**self._question, **step.get("reworded", {})}
            is_new = step.get("reopen") == "the kernel is a new one"
            self._open(Log(self._home) if is_new else self._log)

    def _open(self, log: Log) -> None:
        self._log = log
        self._asked = _asked(self._question)
        question, segments = self._asked.question, self._asked.segments
        revision = question_revision(question, segments)
        blank = Entry("draft", "l", question.id, "", "", "of the lesson")
        self._blank = replace(blank, question_revision=revision)
        self._entries = list(log.read().entries)
        self.session = Session(self._asked, self._entries, log, blank)

    def logged(self) -> tuple[Entry, ...]:
        """All that is logged so far, as it is read back from the disk."""
        return Log(self._home).read().entries

    def shown(self) -> dict[str, Any]:
        """What the card shows, as the files say it."""
        state = self.session.card.state
        return {
            **{name: state[name] for name in BLANK},
            "saved": bool(state["saved"]),
            "older": bool(state["older"]),
            "hints": len(state["hints"]),
            "notice": state["notice"],
        }


def _sentence(notice: str | Data) -> str:
    if not notice:
        return ""
    values = {"name": notice} if isinstance(notice, str) else dict(notice)
    return ENGLISH.say(values.pop("name"), **values)


def _fits_feedback(shown: Any, wanted: Data | None) -> bool:
    if wanted is None or shown is None:
        return shown is wanted
    marks = shown.get("marks", [])
    found = {
        "verdict": shown["verdict"],
        "marks": [mark["mark"] for mark in marks],
        "answers": [mark["answer"] for mark in marks],
    }
    ending = _sentence(wanted.get("summary_ends", ""))
    return shown["summary"].endswith(ending) and all(
        found[name] == value for name, value in wanted.items() if name != "summary_ends"
    )


def _sequences() -> Iterator[Any]:
    for file, data in FILES.items():
        for sequence in data.get("sequences", ()):
            yield pytest.param(file, sequence, id=f"{file}: {sequence['title']}")


@pytest.mark.parametrize(("file", "sequence"), list(_sequences()))
def test_a_session_does_what_the_sequence_says(file: str, sequence: Data, tmp_path: Path) -> None:
    session = AskedSession(_questions(file)[sequence["question"]], tmp_path)
    wanted = {**BLANK, **sequence.get("start", {})}
    before = 0
    for number, step in enumerate(sequence["steps"], 1):
        session.do(step)
        wanted = {**wanted, "notice": "", **step["state"]}
        shown, place = session.shown(), f"step {number}: {step}"
        assert _fits_feedback(shown.pop("feedback"), wanted["feedback"]), place
        rest = {name: value for name, value in wanted.items() if name != "feedback"}
        assert shown == {**rest, "notice": _sentence(wanted["notice"])}, place
        entries = session.logged()
        logged, before = entries[before:], len(entries)
        assert len(logged) == len(step["logs"]), f"{place}: {logged}"
        for entry, part in zip(logged, step["logs"], strict=True):
            for name, value in part.items():
                found = getattr(entry, name)
                assert found == (pytest.approx(value) if name == "score" else value), place


def test_the_sequences_have_every_event_and_every_way_to_open_a_card_again() -> None:
    sequences = [sequence for data in FILES.values() for sequence in data.get("sequences", ())]
    steps = [step for sequence in sequences for step in sequence["steps"]]
    events = {step["event"]["do"] for step in steps if "event" in step}
    assert events == {"draft", "check", "again", "hint", "show", "mark"}
    ways = {step["reopen"] for step in steps if "reopen" in step}
    assert ways == {"the cell is run again", "the kernel is a new one"}
    assert {name for step in steps for name in step} == {
        *("event", "reopen", "told", "reworded", "logs", "state")
    }


def _written_out(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"repeat", "times"}:
            return value["repeat"] * value["times"]
        return {name: _written_out(part) for name, part in value.items()}
    return value


READINGS = FILES["readings"]["readings"]


@pytest.mark.parametrize("reading", READINGS, ids=[reading["title"] for reading in READINGS])
def test_what_is_entered_is_read_as_the_reading_says(reading: Data) -> None:
    asked = _asked(_questions("readings")[reading["question"]])
    entered, comma = _written_out(reading["entered"]), reading.get("decimal_comma", False)
    read = read_entered(entered, asked.question, asked.segments, comma)
    if "refused" in reading:
        name, *_ = reading["refused"].values()
        values = {key: value for key, value in reading["refused"].items() if key != "name"}
        assert read == Refusal(name, values)
        assert ENGLISH.say(name, **values)
        return
    assert not isinstance(read, Refusal), read
    assert is_blank(asked.question, read) == reading.get("blank", False)
    if "response" in reading:
        assert response_to_data(read) == _written_out(reading["response"])


@pytest.mark.parametrize("reading", READINGS, ids=[reading["title"] for reading in READINGS])
def test_whatever_a_card_takes_a_hand_in_takes(reading: Data) -> None:
    asked = _asked(_questions("readings")[reading["question"]])
    read = read_entered(_written_out(reading["entered"]), asked.question, asked.segments)
    if isinstance(read, Refusal):
        return
    now = stamp()
    entry = Entry("try", "l", "q", now["at"], now["id"], response=response_to_data(read))
    hand_in = HandIn("l", "B-17", stamp()["at"], "0", (Part("l", "r", (entry,)),))
    assert read_hand_in(as_json(hand_in).encode()) == hand_in
    again = read_entered(entry.response, asked.question, asked.segments)
    assert again == read
