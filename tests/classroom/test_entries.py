"""What hand-ins hold is read from columns after the first time, and is the same as in the files."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from support.command_line import kit
from support.jupyterlab import ROOT
from support.made_up_class import a_try, all_tries, entry, right, wrong
from support.uploads import class_of, hand_in, put

from kit.article.project import Project
from kit.classroom.collecting import entries, receipts
from kit.classroom.collecting.entries import (
    Entries,
    EntryWriter,
    any_such,
    files_of,
)
from kit.classroom.collecting.receipts import received_hand_ins
from kit.classroom.collecting.settle import settle
from kit.classroom.folder import ClassFolder
from kit.classroom.making_up.made_up import demo_class
from kit.learner.hand_in import HandIn, Part, as_json
from kit.learner.wire import read_hand_in
from kit.question.model import Response

FIRST_EDITION = ROOT / "tests" / "support" / "first-edition"


def _read(folder: ClassFolder) -> tuple[list[HandIn], list[str]]:
    told: list[str] = []
    return [hand_in for _, hand_in in received_hand_ins(folder, told.append)], told


def _nothing_is_validated(patch: pytest.MonkeyPatch) -> None:
    def refuse(data: bytes) -> HandIn:
        raise AssertionError("a file was validated a second time")

    patch.setattr(receipts, "read_hand_in", refuse)


def _unusual() -> list[HandIn]:
    strange = Response(text='=1+1\n“é” \U0001f600 "quoted" \\ back', rated=(("a", 1), ("b", 0.5)))
    done = (
        a_try("doubt", strange, sure="certain", seconds=1.5),
        entry("hint", "owner"),
        entry("show", "owner"),
        entry("mark", "doubt", level="Basic"),
    )
    return [
        HandIn("river", "nobody did anything", "2026-11-02T09:00:00Z", "0.1.0"),
        HandIn("river", "=B-1", "2026-11-02T09:00:00Z", "0.1.0", (Part("river", ""),), form=1),
        HandIn(
            "river",
            "B-1",
            "2026-11-02T09:00:00Z",
            "0.1.0",
            (Part("river", "e1", done), Part("river/2", ""), Part("river/3", "e2", done)),
            "0" * 12,
        ),
    ]


@pytest.mark.parametrize("rows_at_once", [1, 300, 20_000])
def test_a_hand_in_comes_out_of_columns_as_the_file_has_it(
    rows_at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "_BATCH", rows_at_once)
    folder = ClassFolder(tmp_path)
    made = demo_class(Project(ROOT), "kim-putin-trip", 12, seed=7).hand_ins
    files = [as_json(one).encode() for one in (*made, *_unusual())]
    writer = EntryWriter(folder)
    for data in files:
        writer.add(sha256(data).hexdigest(), read_hand_in(data))
    writer.close()
    found = Entries(folder)
    for data in files:
        one = found.hand_in(sha256(data).hexdigest())
        assert one == read_hand_in(data)
        assert one is not None
        assert as_json(one).encode() == data
    (path,) = files_of(folder)
    assert (pq.ParquetFile(path).num_row_groups > 1) == (rows_at_once < 20_000)
    hints = any_such(folder, "what", lambda what: what == "hint")
    assert hints == {
        sha256(data).hexdigest(): b'"what": "hint"' in data or b'"what":"hint"' in data
        for data in files
    }
    assert len({*hints.values()}) == 2
    assert "0" * 64 not in found
    assert found.hand_in("0" * 64) is None


def test_a_file_is_validated_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = class_of(tmp_path, {"1.json": hand_in("B-1"), "2.json": hand_in("B-2", wrong)})
    (path,) = files_of(folder)
    _nothing_is_validated(monkeypatch)
    assert [one.name for one in _read(folder)[0]] == ["B-1", "B-2"]
    assert files_of(folder) == [path]
    kit("collect", tmp_path / "sent", "--to", folder.root)
    assert files_of(folder) == [path]


@pytest.mark.parametrize("torn", ["cut", "empty", "text", "of another version", "gone"])
def test_a_torn_file_is_named_passed_over_and_made_anew(
    torn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = class_of(tmp_path, {"1.json": hand_in("B-1"), "2.json": hand_in("B-2", wrong)})
    before, _ = _read(folder)
    (path,) = files_of(folder)
    data = path.read_bytes()
    if torn == "of another version":
        table = pq.read_table(path)
        pq.write_table(table.replace_schema_metadata({"format": "99"}), path)
    elif torn == "gone":
        path.unlink()
    else:
        path.write_bytes({"cut": data[: len(data) // 2], "empty": b"", "text": b"no"}[torn])
    again, told = _read(folder)
    assert again == before
    assert [path.name in line for line in told] == ([True] if torn != "gone" else [])
    _nothing_is_validated(monkeypatch)
    assert _read(folder) == (before, [])
    assert path not in files_of(folder)


def test_what_a_kill_left_half_written_counts_for_nothing(tmp_path: Path) -> None:
    folder = class_of(tmp_path, {"1.json": hand_in("B-1")})
    (path,) = files_of(folder)
    path.rename(path.with_suffix(".part"))
    assert [one.name for one in _read(folder)[0]] == ["B-1"]
    assert len(files_of(folder)) == 1


def test_the_files_of_many_collections_are_put_into_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MOST_FILES", 2)
    folder = class_of(tmp_path, {"1.json": hand_in("B-1")})
    for number in range(4):
        put(tmp_path / "sent", {f"{number}.json": hand_in("B-2", entries=all_tries(right)[:1])})
        kit("collect", tmp_path / "sent", "--to", folder.root)
        assert len(files_of(folder)) <= 2
    before, told = _read(folder)
    assert len(before) == 5
    assert told == []
    for path in files_of(folder):
        path.with_name(f"again-{path.name}").write_bytes(path.read_bytes())
    assert _read(folder) == (before, [])


def test_a_class_that_cannot_be_written_to_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = class_of(tmp_path, {"1.json": hand_in("B-1")})
    before, _ = _read(folder)
    (path,) = files_of(folder)
    path.unlink()
    folder.entries.rmdir()
    folder.entries.write_text("in the way", encoding="utf-8")
    assert _read(folder)[0] == before


def test_of_a_forgotten_student_nothing_is_left_in_columns(tmp_path: Path) -> None:
    ann, ben = hand_in("B-1"), hand_in("B-2")
    folder = class_of(tmp_path, {"1.json": ann, "2.json": ben})
    (path,) = files_of(folder)
    (folder.entries / "half.part").write_bytes(path.read_bytes()[:-9])
    kit("forget-student", folder.root, "B-1", "--yes")
    (path,) = folder.entries.iterdir()
    table = pq.read_table(path)
    for name in ("sha256", "name", "id"):
        values = set(table.column(name).to_pylist())
        ids = {one["id"] for one in json.loads(ann)["lessons"][0]["entries"]}
        assert not values & {"B-1", sha256(ann).hexdigest(), *ids}
    words = pq.ParquetFile(path).read().column("name").combine_chunks().dictionary
    assert words.to_pylist() == ["B-2"]
    assert [one.name for one in _read(folder)[0]] == ["B-2"]


def test_a_class_of_the_first_edition_is_put_into_columns_by_the_first_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ClassFolder(Path(shutil.copytree(FIRST_EDITION / "class", tmp_path / "class")))
    kit("collect", "--to", folder.root)
    files = {path.stem: path.read_bytes() for path in folder.hand_ins.iterdir()}
    found = Entries(folder)
    assert len(files) == 10
    for digest in settle(folder).owners:
        assert found.hand_in(digest) == read_hand_in(files[digest])
    _nothing_is_validated(monkeypatch)
    assert len(_read(folder)[0]) == len(settle(folder).owners)
