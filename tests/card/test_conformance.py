"""Each session does what `tests/conformance` says, event by event."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.conformance import (
    BLANK,
    JavaScriptSession,
    Node,
    PythonSession,
    SessionOnTrial,
    as_asked,
    asked_in,
    shown,
)
from support.soak import examples

from kit.language.translation import ENGLISH
from kit.learner.hand_in import HandIn, Part, as_json
from kit.learner.log import Entry, stamp
from kit.learner.wire import read_hand_in
from kit.question.grade import is_blank
from kit.question.kinds import kind
from kit.question.response_data import Refusal, read_entered, response_to_data

FOLDER = Path(__file__).parent.parent / "conformance"
FILES = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
Data = Mapping[str, Any]


def _questions(file: str) -> dict[str, Data]:
    return {question["id"]: question for question in FILES[file]["questions"]}


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    if shutil.which("node") is None:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("there is no Node here; .ci/run brings it")
    node = Node()
    yield node
    node.close()


@pytest.fixture(params=["python", "javascript"])
def begin(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Data], SessionOnTrial]:
    """A session of each language, for a question."""
    if request.param == "python":
        return lambda question: PythonSession(question, tmp_path)
    node = request.getfixturevalue("node")
    return lambda question: JavaScriptSession(question, node)


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
        "may_dispute": shown.get("may_dispute"),
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
def test_a_session_does_what_the_sequence_says(
    file: str, sequence: Data, begin: Callable[[Data], SessionOnTrial]
) -> None:
    session = begin(_questions(file)[sequence["question"]])
    wanted = {**BLANK, **sequence.get("start", {})}
    before = 0
    for number, step in enumerate(sequence["steps"], 1):
        session.do(step)
        wanted = {**wanted, "notice": "", **step["state"]}
        found, place = shown(session), f"step {number}: {step}"
        assert _fits_feedback(found.pop("feedback"), wanted["feedback"]), place
        rest = {name: value for name, value in wanted.items() if name != "feedback"}
        assert found == {**rest, "notice": _sentence(wanted["notice"])}, place
        entries = session.logged()
        logged, before = entries[before:], len(entries)
        assert len(logged) == len(step["logs"]), f"{place}: {logged}"
        for entry, part in zip(logged, step["logs"], strict=True):
            for name, value in part.items():
                given = getattr(entry, name)
                assert given == (pytest.approx(value) if name == "score" else value), place


def test_the_sequences_have_every_event_and_every_way_to_open_a_card_again() -> None:
    sequences = [sequence for data in FILES.values() for sequence in data.get("sequences", ())]
    steps = [step for sequence in sequences for step in sequence["steps"]]
    events = {step["event"]["do"] for step in steps if "event" in step}
    assert events == {"draft", "check", "again", "hint", "show", "mark", "dispute"}
    ways = {step["reopen"] for step in steps if "reopen" in step}
    assert ways == {"the cell is run again", "the kernel is a new one"}
    assert {name for step in steps for name in step} == {
        *("event", "elsewhere", "reopen", "told", "reworded", "logs", "state")
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
    asked = asked_in(_questions("readings")[reading["question"]])
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
def test_what_is_entered_is_read_so_in_javascript_too(reading: Data, node: Node) -> None:
    asked = asked_in(_questions("readings")[reading["question"]])
    entered, comma = _written_out(reading["entered"]), reading.get("decimal_comma", False)
    read = node.ask("read", entered=entered, asked=as_asked(asked), comma=comma)
    if "refused" in reading:
        values = {key: value for key, value in reading["refused"].items() if key != "name"}
        assert read["refusal"] == {"name": reading["refused"]["name"], "values": values}
        return
    assert read["blank"] == reading.get("blank", False)
    if "response" in reading:
        assert read["response"] == _written_out(reading["response"])


@pytest.mark.parametrize("reading", READINGS, ids=[reading["title"] for reading in READINGS])
def test_whatever_a_card_takes_a_hand_in_takes(reading: Data) -> None:
    asked = asked_in(_questions("readings")[reading["question"]])
    read = read_entered(_written_out(reading["entered"]), asked.question, asked.segments)
    if isinstance(read, Refusal):
        return
    now = stamp()
    entry = Entry("try", "l", "q", now["at"], now["id"], response=response_to_data(read))
    hand_in = HandIn("l", "B-17", stamp()["at"], "0", (Part("l", "r", (entry,)),))
    assert read_hand_in(as_json(hand_in).encode()) == hand_in
    again = read_entered(entry.response, asked.question, asked.segments)
    assert again == read


TYPED = st.sampled_from(
    ["", " ", "1", "2,5", "2.5", "1,500", "1.500", "1 500", "-3", "−3", "١٢", "x", "9" * 20, "101"]
) | st.text(max_size=4)
NUMBERS = st.sampled_from([0, 1, 50, 100, 101, -1, 2.5, 1e16, True, None]) | TYPED


def _responses(question: Data) -> st.SearchStrategy[Any]:
    """What may come from a card of a question: much of what fits it, and some of what does not."""
    items = st.sampled_from([*question.get("items", ()), "no such item"])
    targets = st.sampled_from([*question.get("targets", ()), "no such place", 3])
    spans = st.fixed_dictionaries(
        {
            "segment": st.sampled_from(["S1", "S2"]),
            "start": st.sampled_from([0, 4, 10, 15]),
            "end": st.sampled_from([3, 9, 14, 18]),
            "label": st.sampled_from(["", "no such label"]),
        }
    )
    order = st.permutations(question.get("items", ()))
    parts = {
        "ticked": st.lists(items, max_size=3) | st.just("red"),
        "placed": st.dictionaries(items, targets, max_size=2),
        "sequence": order | st.lists(items, max_size=3),
        "rated": st.dictionaries(items, NUMBERS, max_size=2),
        "ranges": st.dictionaries(items, st.lists(NUMBERS, min_size=1, max_size=3), max_size=2),
        "text": st.text(max_size=5) | st.sampled_from(["  ", "\x1f", "\ufeff", "𝒳 é"]) | st.just(4),
        "marked": st.lists(spans, max_size=2),
    }
    own = {name: parts[name] for name in kind(question["kind"]).takes}
    fitting = st.fixed_dictionaries({}, optional=own)
    return fitting | st.fixed_dictionaries({}, optional=parts) | st.sampled_from([None, [], "red"])


def _steps(question: Data) -> st.SearchStrategy[list[Data]]:
    sure = st.sampled_from(["", "guess", "certain", "very"])
    responses = _responses(question)
    given = {"response": responses, "sure": sure}
    events = st.one_of(
        st.fixed_dictionaries({"do": st.just("draft"), **given}),
        st.fixed_dictionaries(
            {"do": st.just("check"), **given, "seconds": st.sampled_from([0, 1.26, -1, "no"])}
        ),
        st.sampled_from([{"do": what} for what in ("again", "hint", "show")]),
        st.fixed_dictionaries(
            {"do": st.just("mark"), "level": st.sampled_from(["Good", "Weak", "Best"])}
        ),
        st.fixed_dictionaries({"do": st.just("dispute"), "reason": WRITTEN, "page": WRITTEN}),
    )
    others = [
        {"told": True},
        {"reopen": "the kernel is a new one"},
        {"reworded": {"stem": "Else?"}},
    ]
    places = st.sampled_from(["event", "event", "elsewhere"])
    acts: st.SearchStrategy[Data] = st.tuples(places, events).map(lambda act: dict([act]))
    steps: st.SearchStrategy[Data] = acts | st.sampled_from(others)
    return st.lists(steps, min_size=1, max_size=8)


WRITTEN = st.sampled_from(["", "  ", "S1 says so ", "\x1f\ufeff", "𝒳" * 2100]) | st.text(max_size=3)
RANDOM = [q for data in FILES.values() if "sequences" in data for q in data["questions"]]


@pytest.mark.slow
@settings(max_examples=examples(100))
@given(data=st.data())
def test_both_sessions_say_the_same_whatever_is_done(
    data: st.DataObject, node: Node, tmp_path_factory: pytest.TempPathFactory
) -> None:
    question = data.draw(st.sampled_from(RANDOM))
    sessions: tuple[SessionOnTrial, ...] = (
        PythonSession(question, tmp_path_factory.mktemp("log")),
        JavaScriptSession(question, node),
    )
    for step in data.draw(_steps(question)):
        for session in sessions:
            session.do(step)
        python, javascript = map(shown, sessions)
        assert javascript == python
        logged, also = ([_said(entry) for entry in session.logged()] for session in sessions)
        assert also == logged


def _said(entry: Entry) -> dict[str, Any]:
    left = {"at", "id", "writer", "n", "after"}
    return {name: value for name, value in asdict(entry).items() if name not in left}
