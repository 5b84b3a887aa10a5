"""The log loses nothing, says what it could not read, and knows when nothing is kept."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from support.card_sessions import WHO, session_of_a_real_question
from support.jupyterlab import ROOT
from support.soak import kills_wanted, seed

from kit.article.project import Project
from kit.learner.figures import asked_in, figures
from kit.learner.hand_in import parts_of
from kit.learner.log import Entry, Log, home, read_line, read_log, stamp
from kit.question.read import read_question_set


def _try(question: str = "q", **values: object) -> Entry:
    return Entry("try", "l", question, **{**stamp(), **values})  # type: ignore[arg-type]


def test_what_is_appended_is_read_back_by_anybody(tmp_path: Path) -> None:
    given = _try(response={"ticked": ["“ä” 👍"]}, score=0.5, tags=("near",), sure="guess")
    entry = Log(tmp_path).append(given)
    assert replace(entry, writer="", n=0) == given
    assert Log(tmp_path).read().entries == (entry,)


def test_each_kernel_has_a_file_of_its_own_and_reads_all(tmp_path: Path) -> None:
    one, other = Log(tmp_path), Log(tmp_path)
    for n in range(3):
        one.append(_try(f"one{n}"))
        other.append(_try(f"other{n}"))
    assert len(list((tmp_path / "log").glob("*.jsonl"))) == 2
    assert {e.question for e in one.read().entries} == {
        *(f"one{n}" for n in range(3)),
        *(f"other{n}" for n in range(3)),
    }


def test_a_log_cut_anywhere_in_its_last_line_keeps_all_earlier_answers(tmp_path: Path) -> None:
    log = Log(tmp_path)
    for n in range(3):
        log.append(_try(f"q{n}"))
    (file,) = (tmp_path / "log").glob("*.jsonl")
    whole = file.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    for length in range(last, len(whole) - 1):
        file.write_bytes(whole[:length])
        history = read_log(tmp_path / "log")
        assert [e.question for e in history.entries] == ["q0", "q1"]
        assert history.damaged == (length > last)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b'{"format": 3, "what": "try", "lesson": "l", "question": "q", "at": "", "id": ""}',
        b'{"format": 2, "what": "try", "lesson": "l", "question": "q", "at": "", "id": "",'
        b' "share": 1}',
        b'{"format": 1, "what": "try", "lesson": "l", "question": "q", "at": "", "id": "",'
        b' "work": "a"}',
        b'{"format": 1, "what": "cheat", "lesson": "l", "question": "q", "at": "", "id": ""}',
        b'{"format": 1, "what": "try", "lesson": "l", "question": "q", "at": "", "id": "", "x": 1}',
        b'{"format": 1, "what": "try", "lesson": "l", "question": 3, "at": "", "id": ""}',
        b'{"format": 1, "what": "try", "lesson": "l", "at": "", "id": ""}',
        b'{"format": 1, "what": "try", "lesson": "l", "question": "q", "at": "", "id": "",'
        b' "tags": [1]}',
        b'{"format": 1, "what": "try", "lesson": "l", "question": "q", "at": "", "id": "",'
        b' "share": true}',
    ],
)
def test_a_foreign_line_is_no_entry(line: bytes) -> None:
    assert read_line(line) is None


def test_foreign_lines_are_counted_and_skipped(tmp_path: Path) -> None:
    Log(tmp_path).append(_try("mine"))
    (tmp_path / "log" / "foreign.jsonl").write_bytes(b"hello\n\n{}\n\x00\n")
    history = read_log(tmp_path / "log")
    assert [e.question for e in history.entries] == ["mine"]
    assert history.damaged == 3


def test_the_same_entry_in_two_files_counts_once(tmp_path: Path) -> None:
    Log(tmp_path).append(_try())
    (file,) = (tmp_path / "log").glob("*.jsonl")
    (tmp_path / "log" / "copy.jsonl").write_bytes(file.read_bytes())
    assert len(read_log(tmp_path / "log").entries) == 1


def test_where_nothing_can_be_written_answers_stay_in_memory_and_it_says_so(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    log = Log(blocked)
    assert not log.kept
    log.append(_try("q"))
    assert not log.kept
    assert [e.question for e in log.read().entries] == ["q"]


def test_a_disk_that_fills_up_is_noticed_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Log(tmp_path)
    log.append(_try("before"))
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda fd, data, write=os.write: write(fd, data[:10]))
        log.append(_try("during"))
        kept_while_full = log.kept
    log.append(_try("after"))
    assert (kept_while_full, log.kept) == (False, True)
    assert [e.question for e in log.read().entries] == ["before", "during", "after"]
    on_disk = read_log(tmp_path / "log")
    assert [e.question for e in on_disk.entries] == ["before", "during", "after"]
    assert on_disk.damaged == 1


def test_a_disk_that_refuses_what_is_in_the_file_gets_it_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Log(tmp_path)
    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", _refuse)
        log.append(_try("during"))
        kept_while_failing = log.kept
        assert [e.question for e in log.read().entries] == ["during"]
    log.append(_try("after"))
    assert (kept_while_failing, log.kept) == (False, True)
    (file,) = (tmp_path / "log").glob("*.jsonl")
    lines = [json.loads(line)["question"] for line in filter(None, file.read_text().splitlines())]
    assert lines == ["during", "during", "after"]
    on_disk = read_log(tmp_path / "log")
    assert ([e.question for e in on_disk.entries], on_disk.damaged) == (["during", "after"], 0)


def _refuse(_: int) -> NoReturn:
    raise OSError("the disk is gone")


def test_a_verdict_waits_for_its_line_and_not_for_the_disk_whose_refusal_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, right = session_of_a_real_question(Log(tmp_path))
    acts: list[object] = []

    def refuse(_: int) -> NoReturn:
        acts.append("waited for the disk")
        raise OSError("the disk is gone")

    def tell(_: object) -> None:
        state, entries = session.card.state, read_log(tmp_path / "log").entries
        acts.append((state["kept"], bool(state["warning"]), len(entries)))
        assert state["feedback"]

    monkeypatch.setattr(os, "fsync", refuse)
    session.card.observe(tell, "state")
    session.hear({"do": "check", "seq": 1, "response": right})
    assert acts == [(True, False, 1), "waited for the disk", (False, True, 1)]


def test_the_home_is_the_one_asked_for_else_the_user_s_state_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KIT_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.delenv("KIT_HOME")
    assert home().name == "says-who"
    assert Path(__file__).parent.parent.parent not in home().parents


def test_the_format_of_the_first_version_still_reads() -> None:
    line = (
        '{"format": 1, "what": "try", "lesson": "river/1", "question": "q", '
        '"at": "2026-11-24T21:31:36.123Z", "id": "0a", "edition": "0123456789ab", '
        '"response": {"ticked": ["a"]}, "sure": "certain", "share": 0, "tags": ["near"], '
        '"seconds": 3.5}'
    )
    entry = read_line(line.encode())
    assert entry
    assert (entry.sure, entry.score, entry.tags) == ("certain", 0, ("near",))
    assert json.loads(line)["format"] == 1


def killing(test: Callable[..., None]) -> Callable[..., None]:
    """Marks a test that forks processes and kills them."""
    for mark in (
        pytest.mark.kills,
        pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9 and fork"),
        # A child does nothing but answer, so that threads of the test's own process do not matter.
        pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
    ):
        test = mark(test)
    return test


@killing
def test_no_answer_is_lost_when_the_kernel_is_killed_as_its_feedback_shows(tmp_path: Path) -> None:
    """Processes answer on a real card; each is killed at the moment the feedback is sent."""
    shown, kills = 0, kills_wanted()
    for n in range(kills):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            _answer_and_wait_for_the_end(tmp_path, writer, n)
        os.close(writer)
        shown += os.read(reader, 1) == b"!"
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reader)
        assert len(read_log(tmp_path / "log").entries) == n + 1
    assert shown == kills
    assert [e.seconds for e in read_log(tmp_path / "log").entries] == list(range(kills))
    print(f"{kills} kernels killed as their feedback showed; no answer lost")


def _answer_and_wait_for_the_end(folder: Path, writer: int, seconds: int) -> NoReturn:
    session, right = session_of_a_real_question(Log(folder))

    def tell(_: object) -> None:
        if session.card.state["feedback"]:
            os.write(writer, b"!")
            signal.pause()

    session.card.observe(tell, "state")
    session.hear({"do": "check", "seq": 1, "response": right, "seconds": seconds})
    os._exit(1)


@killing
def test_no_answer_is_lost_or_doubled_when_two_notebooks_are_killed_at_random(
    tmp_path: Path,
) -> None:
    """Two processes answer at once on real cards; each is killed at a random moment and begins
    anew, until on average ten answers for each kill have shown their feedback."""
    told: set[int] = set()
    kills, wanted = 0, kills_wanted()
    chance = random.Random(seed())  # noqa: S311 - moments, not secrets
    while len(told) < 10 * wanted or kills < wanted:
        pair = [_start_answering(tmp_path, 1_000_000 * (2 * kills + n)) for n in range(2)]
        for child, reader in pair:
            time.sleep(chance.uniform(0.005, 0.1))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            with os.fdopen(reader, "rb") as pipe:
                told |= {int(line) for line in pipe.read().splitlines()}
        kills += 1
    history = read_log(tmp_path / "log")
    logged = [round(entry.seconds) for entry in history.entries]
    assert len(logged) == len(set(logged))
    assert told - set(logged) == set()
    # A kernel may die between the disk and the screen: at most one answer each time.
    assert len(set(logged) - told) <= 2 * kills
    (part,) = parts_of(history.entries, "kim-putin-trip", {})
    assert [round(entry.seconds) for entry in part.entries] == logged
    question_set = read_question_set(Project(ROOT), WHO)
    assert figures(history.entries, asked_in([(WHO, question_set)])).work.tries == len(logged)
    print(f"{2 * kills} notebooks killed at random, {len(told)} answers shown, all of them kept")


def _start_answering(folder: Path, first: int) -> tuple[int, int]:
    """A new process that answers again and again, and a pipe with those that showed feedback."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer_for_ever(folder, writer, first)
    os.close(writer)
    return child, reader


def _answer_for_ever(folder: Path, writer: int, first: int) -> NoReturn:
    try:
        session, right = session_of_a_real_question(Log(folder))
        answers = [right, {"ticked": ["American and allies"]}]  # the same one again is no try
        now = first

        def tell(_: object) -> None:
            if session.card.state["feedback"]:
                os.write(writer, b"%d\n" % now)

        session.card.observe(tell, "state")
        while True:
            said = {"response": answers[now % 2], "seconds": now}
            session.hear({"do": "check", "seq": 1, **said})
            now += 1
    finally:
        os._exit(1)
