"""What a learner did first comes first, whatever the clocks said, and on every machine alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.soak import examples

from kit.learner.carry import export_to, import_from
from kit.learner.log import Entry, Log, as_line, read_log
from kit.learner.order import _merged, in_order

FIRST_LINE = (
    '{"format": 1, "what": "try", "lesson": "bridge/1", "question": "owner", '
    '"at": "AT", "id": "ID", "edition": "1f5ce43101f4", "response": {"ticked": ["the mayor"]}, '
    '"sure": "guess", "share": 0.0, "seconds": 3}\n'
)


def _try(question: str, at: str) -> Entry:
    return Entry("try", "l", question, at, f"{question}-{at[:4]}")


def _asked(log: Path) -> list[str]:
    return [entry.question for entry in read_log(log).entries]


def _follows_what_is_known(entries: Sequence[Entry]) -> bool:
    """Whether each writer's entries follow each other, and none comes before its ``after``."""
    places = {entry.id: place for place, entry in enumerate(entries)}
    writers: dict[str, int] = {}
    for entry in entries:
        if writers.get(entry.writer, 0) >= entry.n:
            return False
        writers[entry.writer] = entry.n
        if entry.after in places and places[entry.after] > places[entry.id]:
            return False
    return True


def test_a_clock_a_year_ahead_never_swaps_first_and_last_try(tmp_path: Path) -> None:
    ahead, right = Log(tmp_path), Log(tmp_path)
    ahead.append(_try("first", "2027-11-25T18:38:00.302162Z"))
    assert [entry.question for entry in right.read().entries] == ["first"]
    right.append(_try("last", "2026-11-25T18:38:00.332574Z"))
    assert _asked(tmp_path / "log") == ["first", "last"]
    export_to(tmp_path / "moving.jsonl", tmp_path / "log")
    import_from(tmp_path / "moving.jsonl", tmp_path / "other" / "log")
    assert _asked(tmp_path / "other" / "log") == ["first", "last"]


def test_a_clock_that_is_put_right_while_a_kernel_runs_swaps_nothing(tmp_path: Path) -> None:
    log = Log(tmp_path)
    for question, year in (("first", 2027), ("second", 2026), ("third", 2028), ("last", 2026)):
        log.append(_try(question, f"{year}-11-25T18:38:00Z"))
    assert _asked(tmp_path / "log") == ["first", "second", "third", "last"]
    assert [entry.question for entry in log.read().entries] == _asked(tmp_path / "log")


def test_a_kernel_s_file_of_the_first_version_is_in_the_order_of_its_lines(tmp_path: Path) -> None:
    times = ("2027-11-25T18:38:00.302162Z", "2026-11-25T18:38:00.332574Z")
    text = "".join(FIRST_LINE.replace("AT", at).replace("ID", at[:4]) for at in times)
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "20271125T183800-0a1b2c3d.jsonl").write_text(text, encoding="utf-8")
    assert [entry.at for entry in read_log(tmp_path / "log").entries] == list(times)
    export_to(tmp_path / "moving.jsonl", tmp_path / "log")
    import_from(tmp_path / "moving.jsonl", tmp_path / "new")
    assert read_log(tmp_path / "new").entries == read_log(tmp_path / "log").entries


def test_what_two_machines_knew_of_the_first_version_s_order_ends_alike(tmp_path: Path) -> None:
    """One has a kernel's own file, the other the same entries by the clock, as once imported."""
    times = ("2027-11-25T18:38:00Z", "2026-11-25T18:38:00Z", "2026-12-01T18:38:00Z")
    lines = [FIRST_LINE.replace("AT", at).replace("ID", at[:7]) for at in times]
    for name, order in (("a", lines), ("b", [lines[1], lines[2], lines[0]])):
        (tmp_path / name).mkdir()
        file = tmp_path / name / f"20271125T183800-{name}.jsonl"
        file.write_text("".join(order), encoding="utf-8")
    for name in ("a", "b"):
        export_to(tmp_path / f"{name}.jsonl", tmp_path / name)
    import_from(tmp_path / "a.jsonl", tmp_path / "b")
    import_from(tmp_path / "b.jsonl", tmp_path / "a")
    assert read_log(tmp_path / "a").entries == read_log(tmp_path / "b").entries


def test_entries_that_wait_for_each_other_in_a_circle_are_all_there() -> None:
    one, two = _try("one", "2026"), _try("two", "2027")
    circle = [
        replace(one, writer="a", n=1, after=two.id),
        replace(two, writer="b", n=1, after=one.id),
    ]
    three = replace(_try("three", "2025"), writer="a", n=2)
    found = in_order([*circle, three])
    assert [entry.question for entry in found] == ["one", "three", "two"]
    assert in_order(reversed([*circle, three])) == found


def test_a_time_with_parts_of_a_second_comes_after_the_same_one_without() -> None:
    early, late = _try("early", "2026-11-25T18:38:00Z"), _try("late", "2026-11-25T18:38:00.5Z")
    assert in_order([replace(late, id="a"), replace(early, id="b")])[0].question == "early"


ACTS = st.lists(
    st.tuples(st.sampled_from(("read", "write")), st.integers(0, 3), st.integers(0, 99)),
    max_size=40,
)


@pytest.mark.slow
@settings(max_examples=examples(60), deadline=None)
@given(ACTS, st.integers(0, 1000))
def test_two_machines_merged_either_way_have_one_order_that_keeps_what_is_known(
    acts: list[tuple[str, int, int]], seed: int
) -> None:
    """Two kernels on each of two machines read and write while their clocks jump about."""
    with TemporaryDirectory() as folder:
        machines = [Path(folder) / "one", Path(folder) / "two"]
        logs = [Log(machine) for machine in machines for _ in range(2)]
        for number, (act, kernel, clock) in enumerate(acts):
            if act == "read":
                logs[kernel].read()
            else:
                at = f"20{clock:02}-01-01T00:00:00Z"
                logs[kernel].append(Entry("try", "l", f"q{number}", at, f"e{number}"))
        for machine in machines:
            export_to(machine / "all.jsonl", machine / "log")
        import_from(machines[1] / "all.jsonl", machines[0] / "log")
        import_from(machines[0] / "all.jsonl", machines[1] / "log")
        one, two = (read_log(machine / "log").entries for machine in machines)
        assert one == two
        assert len(one) == sum(act == "write" for act, _, _ in acts)
        assert _follows_what_is_known(one)
        mixed = list(one)
        Random(seed).shuffle(mixed)  # noqa: S311 - an order, not a secret
        assert in_order(mixed) == one
        assert tuple(_merged(sorted(one, key=lambda e: (e.at.removesuffix("Z"), e.id)))) == one


def test_an_export_of_the_first_version_still_comes_in(tmp_path: Path) -> None:
    times = ("2026-11-25T18:38:00Z", "2026-11-26T18:38:00Z")
    header = '{"says_who": "progress", "format": 1, "kit": "0.1.0", "made": "", "entries": 2}\n'
    lines = [FIRST_LINE.replace("AT", at).replace("ID", at[:10]) for at in times]
    (tmp_path / "old.jsonl").write_text(header + "".join(lines), encoding="utf-8")
    assert import_from(tmp_path / "old.jsonl", tmp_path / "log").entries == 2
    found = read_log(tmp_path / "log").entries
    assert [(entry.at, entry.score, entry.revision) for entry in found] == [
        (at, 0.0, "1f5ce43101f4") for at in times
    ]
    assert all('"format": 2' in as_line(entry) for entry in found)
