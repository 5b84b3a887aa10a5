"""A learner's log moves to another machine, merges there, and is forgotten when asked."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from support.card_sessions import work_through_the_river
from typer.testing import CliRunner, Result

from kit.__main__ import app
from kit.article import files
from kit.learner import carry
from kit.learner.carry import export_to, forget, import_from, read_exported, what_goes
from kit.learner.log import Entry, Log, as_line, read_log, stamp


def _try(lesson: str = "river", question: str = "q", **values: object) -> Entry:
    return Entry("try", lesson, question, **{**stamp(), **values})  # type: ignore[arg-type]


def _filled(home: Path, *lessons: str) -> Path:
    """The folder of a log with a try at each lesson, in one file."""
    log = Log(home)
    for lesson in lessons:
        log.append(_try(lesson))
    return home / "log"


def _all(log: Path) -> tuple[Entry, ...]:
    return read_log(log).entries


@pytest.fixture
def run(home: Path) -> Callable[..., Result]:
    """``kit progress`` for a learner with an empty home."""
    home.mkdir()
    return lambda *words, **more: CliRunner().invoke(app, ["progress", *map(str, words)], **more)


# -- Moving house


def test_all_that_was_logged_arrives_and_arriving_twice_changes_nothing(tmp_path: Path) -> None:
    work_through_the_river(Log(tmp_path / "old"))
    old, new, file = tmp_path / "old" / "log", tmp_path / "new" / "log", tmp_path / "moving.jsonl"
    assert export_to(file, old).entries == len(_all(old)) > 40
    assert import_from(file, new).entries == len(_all(old))
    assert _all(new) == _all(old)
    before = {path: path.read_bytes() for path in new.iterdir()}
    assert import_from(file, new) == carry.Carried(0, len(_all(old)))
    assert {path: path.read_bytes() for path in new.iterdir()} == before


def test_the_logs_of_two_machines_merge_whichever_comes_first(tmp_path: Path) -> None:
    one, other = (_filled(tmp_path / name, "river", f"{name}/1") for name in ("one", "other"))
    both = sorted((*_all(one), *_all(other)), key=lambda entry: entry.at)
    export_to(tmp_path / "one.jsonl", one)
    export_to(tmp_path / "other.jsonl", other)
    import_from(tmp_path / "one.jsonl", other)
    import_from(tmp_path / "other.jsonl", one)
    assert list(_all(one)) == list(_all(other)) == both


def test_what_cannot_be_read_stays_behind_and_is_counted(tmp_path: Path) -> None:
    log = _filled(tmp_path, "river")
    (log / "foreign.jsonl").write_bytes(b"hello\n")
    assert export_to(tmp_path / "moving.jsonl", log) == carry.Carried(1, 1)


def test_an_export_never_writes_over_a_file(run: Callable[..., Result], home: Path) -> None:
    _filled(home, "river")
    file = home / "moving.jsonl"
    file.write_text("mine")
    done = run("export", file)
    assert (done.exit_code, "is there already" in done.output) == (1, True)
    assert file.read_text() == "mine"


def test_a_disk_that_fills_up_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = _filled(tmp_path, "river")
    export_to(tmp_path / "moving.jsonl", log)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            export_to(tmp_path / "again.jsonl", log)
        with pytest.raises(OSError, match="No space"):
            import_from(tmp_path / "moving.jsonl", tmp_path / "new" / "log")
    assert not (tmp_path / "again.jsonl").exists()
    assert list((tmp_path / "new" / "log").iterdir()) == []


def _damage(lines: list[bytes], line: int, new: bytes) -> list[bytes]:
    return [new if number == line else old for number, old in enumerate(lines, 1)]


BOMB = b'{"format": 1, "what": "try", "lesson": "\x1b[2J"}'
DAMAGES: list[tuple[Callable[[list[bytes]], list[bytes]], str]] = [
    (lambda lines: [], ":1: this is not a file that kit progress export wrote"),
    (lambda lines: lines[1:], ":1: this is not a file that kit progress export wrote"),
    (lambda lines: _damage(lines, 1, b"[" * 100_000), ":1: this is not a file"),
    (lambda lines: _damage(lines, 1, b'{"says_who": "hand-in"}'), ":1: this is not a file"),
    (lambda lines: [lines[0].replace(b'mat": 2', b'mat": 3'), *lines[1:]], "does not read (3)"),
    (lambda lines: lines[:-1], ": the file was cut short or added to"),
    (lambda lines: [*lines, lines[-1].replace(b'"id": "', b'"id": "0')], "added to"),
    (lambda lines: _damage(lines, 2, b"hello"), ":2: this is no entry of a log: look at JSON"),
    (lambda lines: _damage(lines, 2, b""), ":2: this is no entry of a log: look at JSON"),
    (lambda lines: _damage(lines, 3, BOMB), ":3: this is no entry of a log: look at JSON"),
    (lambda lines: _damage(lines, 2, b'{"format": 3}'), ":2: this is no entry of a log"),
    (lambda lines: [line.replace(b'"tr', b'"\\u001bx') for line in lines], "look at what"),
    (lambda lines: [line.replace(b'"what', b'"\\u001bx') for line in lines], "look at '\\x1bx'"),
    (
        lambda lines: [*lines, lines[-1].replace(b'"q"', b'"r"')],
        "is known, and says something else",
    ),
]


@pytest.mark.parametrize(("damage", "said"), DAMAGES)
def test_a_file_that_is_not_as_it_was_exported_is_refused_as_a_whole(
    damage: Callable[[list[bytes]], list[bytes]], said: str, run: Callable[..., Result], home: Path
) -> None:
    export_to(home / "good.jsonl", _filled(home / "old", "river", "river"))
    lines = damage((home / "good.jsonl").read_bytes().splitlines())
    bad = home / "bad.jsonl"
    bad.write_bytes(b"\n".join(lines))
    done = run("import", bad)
    assert done.exit_code == 1
    assert said in done.output
    assert "\x1b" not in done.output
    assert "Nothing was imported." in done.output
    assert not (home / "log").exists()


def test_a_file_cut_anywhere_is_refused_or_whole(tmp_path: Path) -> None:
    export_to(tmp_path / "moving.jsonl", _filled(tmp_path, "river", "river"))
    whole = (tmp_path / "moving.jsonl").read_bytes()
    cut = tmp_path / "cut.jsonl"
    for length in range(len(whole) - 1):
        cut.write_bytes(whole[:length])
        with pytest.raises(carry.NotImported):
            read_exported(cut)


def test_line_ends_of_another_system_do_not_matter(tmp_path: Path) -> None:
    export_to(tmp_path / "moving.jsonl", _filled(tmp_path, "river", "river"))
    mailed = tmp_path / "mailed.jsonl"
    mailed.write_bytes((tmp_path / "moving.jsonl").read_bytes().replace(b"\n", b"\r\n"))
    assert len(read_exported(mailed)) == 2


def test_what_is_no_file_or_too_large_is_not_even_read(
    run: Callable[..., Result], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_to(home / "moving.jsonl", _filled(home / "old", "river"))
    monkeypatch.setattr(carry, "LARGEST", 100)
    assert "larger than any log" in run("import", home / "moving.jsonl").output
    assert "larger than any log" in run("import", home).output
    missing = run("import", home / "missing.jsonl")
    assert "missing.jsonl: No such file or directory. Nothing was changed." in missing.output
    if sys.platform != "win32":
        os.mkfifo(home / "pipe")
        assert "larger than any log" in run("import", home / "pipe").output


def test_a_log_that_cannot_be_written_is_named(run: Callable[..., Result], home: Path) -> None:
    export_to(home / "moving.jsonl", _filled(home / "old", "river"))
    (home / "log").write_text("in the way")
    done = run("import", home / "moving.jsonl")
    assert done.exit_code == 1
    assert f"{home / 'log'}: File exists. Nothing was changed." in done.output.replace("\n", "")


def test_an_entry_that_is_known_with_another_content_stops_the_import(tmp_path: Path) -> None:
    log = _filled(tmp_path / "mine", "river")
    (mine,) = _all(log)
    other = tmp_path / "other" / "log"
    other.mkdir(parents=True)
    line = as_line(replace(mine, question="else"))
    (other / "a.jsonl").write_text(f"{line}\n", encoding="utf-8")
    export_to(tmp_path / "other.jsonl", other)
    with pytest.raises(carry.NotImported):
        import_from(tmp_path / "other.jsonl", log)
    assert _all(log) == (mine,)


def test_the_command_line_moves_a_learner_and_speaks_their_language(
    run: Callable[..., Result], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There are no answers in" in run("export", home / "a.jsonl").output
    _filled(home, "river", "river")
    done = run("export", home / "a.jsonl")
    assert f"kit progress import {home / 'a.jsonl'}" in done.output
    monkeypatch.setenv("KIT_HOME", str(home / "new"))
    assert "2 new entries came in; 0 were here already." in run("import", home / "a.jsonl").output
    monkeypatch.setenv("KIT_LANGUAGE", "fr")
    assert "0 nouvelle entrée est arrivée" in run("import", home / "a.jsonl").output


# -- Forgetting


def test_one_exercise_goes_and_all_else_stays(tmp_path: Path) -> None:
    log = _filled(tmp_path, "river/1", "kim/1", "river/2", "river-bank", "river")
    only = _filled(tmp_path, "river/3")
    (log / "foreign.jsonl").write_bytes(b"hello\n")
    going = what_goes(log, "river")
    assert going.exercises == (("river", 4, 0),)
    assert (len(going.deleted), len(going.rewritten)) == (1, 1)
    assert only == log
    forget(log, "river")
    assert [entry.lesson for entry in _all(log)] == ["kim/1", "river-bank"]
    assert read_log(log).damaged == 1
    assert what_goes(log, "river").exercises == ()


def test_everything_goes_with_what_nobody_can_read_and_what_a_power_cut_left(
    tmp_path: Path,
) -> None:
    log = _filled(tmp_path, "river/1", "kim/1")
    (log / "foreign.jsonl").write_bytes(b"hello\n")
    (log / "a.jsonl.part").write_bytes(b"half")
    assert len(what_goes(log).deleted) == 3
    forget(log)
    assert list(log.iterdir()) == []


def test_a_kernel_that_runs_goes_on_and_loses_nothing(tmp_path: Path) -> None:
    running = Log(tmp_path)
    for lesson in ("river/1", "kim/1"):
        running.append(_try(lesson, "before"))
    forget(tmp_path / "log", "river")
    running.append(_try("kim/1", "after"))
    running.append(_try("river/1", "anew"))
    assert running.kept
    assert [(e.lesson, e.question) for e in _all(tmp_path / "log")] == [
        ("kim/1", "before"),
        ("kim/1", "after"),
        ("river/1", "anew"),
    ]
    forget(tmp_path / "log")
    running.append(_try("river/1", "last"))
    assert [e.question for e in _all(tmp_path / "log")] == ["last"]


def test_an_answer_written_at_any_moment_of_forgetting_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before each thing that forgetting does to a file, a running kernel writes an answer."""
    log = _filled(tmp_path, "river/1", "kim/1")
    running = Log(tmp_path)
    running.append(_try("river/1"))
    running.append(_try("kim/1"))
    written: list[str] = []

    def disturbed(real: Callable[..., object]) -> Callable[..., object]:
        def step(*given: object, **more: object) -> object:
            written.append(f"during{len(written)}")
            running.append(_try("kim/1", written[-1]))
            return real(*given, **more)

        return step

    with monkeypatch.context() as patch:
        for name in ("rename", "read_bytes", "replace", "unlink"):
            patch.setattr(Path, name, disturbed(getattr(Path, name)))
        forget(log, "river")
    assert len(written) > 5
    assert [e.question for e in _all(log)] == ["q", "q", *written]
    assert {e.lesson for e in _all(log)} == {"kim/1"}


def test_a_power_cut_at_any_moment_of_forgetting_keeps_all_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forgetting stops dead before each thing that it does to the disk; what stays is all there."""

    class PowerCut(BaseException):
        """No code catches it."""

    calls = 0
    for cut in range(1, 30):
        log = _filled(tmp_path / str(cut), "river/1", "kim/1")
        calls = 0

        def counted(real: Callable[..., object], now: int = cut) -> Callable[..., object]:
            def step(*given: object, **more: object) -> object:
                nonlocal calls
                calls += 1
                if calls >= now:
                    if "wb" in (*given, *more.values()):
                        real(*given, **more)  # the file is empty by now
                    raise PowerCut
                return real(*given, **more)

            return step

        with monkeypatch.context() as patch:
            for name in ("rename", "replace", "unlink", "open"):
                patch.setattr(Path, name, counted(getattr(Path, name)))
            for name in ("open", "fsync"):
                patch.setattr(os, name, counted(getattr(os, name)))
            with suppress(PowerCut):
                forget(log, "river")
        assert "kim/1" in [entry.lesson for entry in _all(log)]
        forget(log, "river")
        assert [entry.lesson for entry in _all(log)] == ["kim/1"]
        assert list(log.glob("*.part")) == []
        if calls < cut:
            return
    raise AssertionError("forgetting never came to its end")


def test_forgetting_says_what_goes_and_asks(run: Callable[..., Result], home: Path) -> None:
    log = Log(home)
    for lesson in ("river/1", "river/1", "kim/1"):
        log.append(_try(lesson))
    log.append(replace(_try("river/2"), what="hint"))
    asked = run("forget", input="n\n")
    assert "  river: 2 answers, 1 other entries" in asked.output
    assert "  kim: 1 answers, 0 other entries" in asked.output
    assert str(home / "log") in asked.output
    assert "Files deleted: 1. Files from which it is taken out: 0." in asked.output
    assert (asked.exit_code, "Nothing was forgotten." in asked.output) == (1, True)
    assert len(_all(home / "log")) == 4
    near = run("forget", "--exercise", "rivr", "--yes")
    assert (near.exit_code, "did you mean “river”?" in near.output) == (1, True)
    assert run("forget", "--exercise", "river", input="y\n").exit_code == 0
    assert [entry.lesson for entry in _all(home / "log")] == ["kim/1"]
    assert run("forget", "--yes").exit_code == 0
    assert "There are no answers in" in run("forget", "--yes").output


def test_forgetting_names_the_hand_ins_and_leaves_them(
    run: Callable[..., Result], home: Path
) -> None:
    _filled(home, "river")
    handed = home / "hand-ins" / "river-B-17-20261124T213136Z.json"
    files.write_new(handed, b"{}")
    done = run("forget", "--exercise", "river", "--yes")
    assert f"Delete it yourself: {handed}" in done.output.replace("\n", "")
    assert json.loads(handed.read_text()) == {}
