"""The formats are written down: real files fit their schemas, and the schemas are what is read."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support.card_sessions import work_through_the_river
from support.jupyterlab import RIVER, ROOT

from kit.article.packages import kit_version
from kit.learner.carry import export_to, import_from, read_exported
from kit.learner.hand_in import HandIn, as_json
from kit.learner.log import Entry, Log, read_line, read_log, stamp
from kit.learner.schemas import schemas
from kit.learner.strict_json import FormatError, decode
from kit.learner.wire import read_entry, read_hand_in
from kit.learner.wire_types import PARTS
from kit.lesson.lesson import Lesson

FORMATS = ROOT / "kit" / "learner" / "formats"
FIRST = ROOT / "tests" / "support" / "first-version"
SCHEMAS = {path.name: json.loads(path.read_text("utf-8")) for path in FORMATS.glob("*.json")}
LINE = Draft202012Validator(SCHEMAS["log.schema.json"])
HEADER = LINE.evolve(schema={"$ref": "#/$defs/header", "$defs": LINE.schema["$defs"]})
HAND_IN = Draft202012Validator(SCHEMAS["hand-in.schema.json"])
FIRST_LINE = Draft202012Validator(SCHEMAS["log-1.schema.json"])
FIRST_HEADER = FIRST_LINE.evolve(
    schema={"$ref": "#/$defs/header", "$defs": FIRST_LINE.schema["$defs"]}
)
FIRST_HAND_IN = Draft202012Validator(SCHEMAS["hand-in-1.schema.json"])

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a learner who did the made-up lesson on real cards."""
    home = tmp_path_factory.mktemp("home")
    work_through_the_river(Log(home))
    return home


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _handed_in(home: Path) -> str:
    parts = Lesson("river", RIVER, Log(home))._done()
    return as_json(HandIn("river", "B-17", stamp()["at"], kit_version(), parts))


def test_the_schemas_are_schemas_and_share_their_words() -> None:
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)
    log, hand_in = (schema["$defs"] for schema in (LINE.schema, HAND_IN.schema))
    own = (
        {"header", "typed", "draft", "entry", "entered"},
        {"try", "hint", "show", "mark", "dispute", "lesson"},
    )
    assert {name: log[name] for name in log if name not in own[0]} == {
        name: hand_in[name] for name in hand_in if name not in own[1]
    }


def test_the_schemas_are_those_of_the_types_that_files_are_checked_against() -> None:
    texts = {path.name: path.read_text("utf-8") for path in FORMATS.glob("*.json")}
    assert texts == schemas(), "write them anew with: python -m kit.learner.schemas"
    assert {*PARTS, "what"} == {field.name for field in fields(Entry)}


def test_what_real_cards_log_fits_the_schema(worked: Path) -> None:
    (file,) = (worked / "log").glob("*.jsonl")
    lines = _lines(file)
    assert {line["what"] for line in lines} == {"draft", "try", "hint", "show", "mark"}
    assert {part for line in lines for part in line.get("response", {})} == set(
        LINE.schema["$defs"]["response"]["properties"]
    )
    for line in lines:
        LINE.validate(line)
        values = {name: value for name, value in line.items() if name != "format"}
        assert read_entry(values) == read_line(json.dumps(line).encode())


def test_an_exported_file_fits_the_schema(worked: Path, tmp_path: Path) -> None:
    export_to(tmp_path / "moving.jsonl", worked / "log")
    header, *lines = _lines(tmp_path / "moving.jsonl")
    HEADER.validate(header)
    assert header["entries"] == len(lines)
    for line in lines:
        LINE.validate(line)


def test_a_real_hand_in_fits_the_schema_and_reads_back(worked: Path) -> None:
    text = _handed_in(worked)
    HAND_IN.validate(json.loads(text))
    assert as_json(read_hand_in(text.encode())) == text


# -- What does not fit is refused by the schema and by the reader alike


def _put(*path: str | int, value: object) -> Change:
    def change(values: dict[str, Any]) -> None:
        place: Any = values
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


def _drop(name: str) -> Change:
    return lambda values: values.pop(name)


WRONG_RESPONSES: list[object] = [
    [],
    None,
    {"ticked": "a"},
    {"ticked": [1]},
    {"ticked": ["a"] * 1001},
    {"sequence": {}},
    {"placed": {"a": 1}},
    {"placed": []},
    {"rated": {"a": 101}},
    {"rated": {"a": -1}},
    {"rated": {"a": True}},
    {"rated": {"a": "50"}},
    {"ranges": {"a": [1]}},
    {"ranges": {"a": [1, 2, 3]}},
    {"ranges": {"a": [1, 1e301]}},
    {"marked": [{"segment": "S1", "start": 0, "end": 1}]},
    {"marked": [{"segment": "S1", "start": 0, "end": 1, "label": "", "key": 1}]},
    {"marked": [{"segment": "S1", "start": -1, "end": 1, "label": ""}]},
    {"marked": [{"segment": "S1", "start": 0.5, "end": 1, "label": ""}]},
    {"marked": [{"segment": "", "start": 0, "end": 1, "label": ""}]},
    {"text": 1},
    {"text": "x" * 20_001},
    {"__class__": "x"},
]
WRONG_ENTRIES: list[Change] = [
    *map(_drop, ("what", "lesson", "question", "at", "id")),
    _put("what", value="cheat"),
    _put("what", value=["try"]),
    _put("lesson", value=""),
    _put("lesson", value="a\x1b[2Jb"),
    _put("lesson", value="x" * 201),
    _put("question", value="a\u202eb"),
    _put("question", value=3),
    _put("at", value="2026-11-24 21:31:36Z"),
    _put("at", value="2026-11-24T21:31:36+01:00"),
    _put("at", value="2026-11-24T21:31:36"),
    _put("id", value=""),
    _put("id", value="../a"),
    _put("id", value="a" * 65),
    _put("revision", value="x y"),
    _put("revision", value=None),
    _put("work", value="x y"),
    _put("writer", value=""),
    _put("n", value=1.5),
    _put("n", value=-1),
    _put("after", value=["a"]),
    _put("edition", value="a"),
    _put("share", value=1),
    _put("sure", value="sure"),
    _put("sure", value=0.9),
    _put("score", value=1.01),
    _put("score", value=-0.1),
    _put("score", value=True),
    _put("score", value=10**400),
    _put("tags", value="near"),
    _put("tags", value=[1]),
    _put("tags", value=[""]),
    _put("seconds", value=-1),
    _put("seconds", value="3"),
    _put("seconds", value=1e301),
    _put("level", value="x" * 201),
    _put("level", value=1),
    _put("grade", value=1),
    *(_put("response", value=response) for response in WRONG_RESPONSES),
]
WRONG_LINES: list[Change] = [_drop("format"), _put("format", value=3), *WRONG_ENTRIES]
WRONG_HAND_INS: list[Change] = [
    *map(_drop, ("says_who", "format", "kit", "exercise", "name", "made", "lessons", "work")),
    _put("says_who", value="progress"),
    _put("format", value=1),
    _put("format", value=3),
    _put("work", value="x y"),
    _put("format", value="1"),
    _put("format", value=True),
    _put("kit", value=""),
    _put("exercise", value=""),
    _put("name", value=""),
    _put("name", value="x" * 101),
    _put("name", value=17),
    _put("made", value="today"),
    _put("grade", value=1),
    _put("lessons", value={}),
    _put("lessons", 0, value=[]),
    _put("lessons", 0, "lesson", value=""),
    _put("lessons", 0, "revision", value=" "),
    _put("lessons", 0, "entries", value={}),
    _put("lessons", 0, "entries", 0, value=None),
    _put("lessons", 0, "entries", 0, "what", value="draft"),
    _put("lessons", 0, "entries", 0, "share", value=1),
    _put("lessons", 0, "entries", 0, "id", value="/"),
]


def _changed(values: dict[str, Any], changes: list[Change]) -> Iterator[dict[str, Any]]:
    for change in changes:
        changed = copy.deepcopy(values)
        change(changed)
        yield changed


def test_schema_and_reader_refuse_the_same_lines(worked: Path) -> None:
    (file,) = (worked / "log").glob("*.jsonl")
    line = next(line for line in _lines(file) if line["what"] == "try" and line.get("tags"))
    for changed in _changed(line, WRONG_LINES):
        assert not LINE.is_valid(changed), changed
        version = changed.pop("format", None)
        if version == 2:
            with pytest.raises(FormatError):
                read_entry(changed)


def test_schema_and_reader_refuse_the_same_hand_ins(worked: Path) -> None:
    values = json.loads(_handed_in(worked))
    for changed in _changed(values, WRONG_HAND_INS):
        assert not HAND_IN.is_valid(changed), changed
        with pytest.raises(FormatError):
            read_hand_in(json.dumps(changed).encode())


def test_a_hand_in_that_no_schema_can_refuse_is_refused_by_the_reader(worked: Path) -> None:
    values = json.loads(_handed_in(worked))
    twice = {**values, "lessons": values["lessons"] * 2}
    elsewhere = {**values, "exercise": "other"}
    for changed in (twice, elsewhere):
        assert HAND_IN.is_valid(changed)
        with pytest.raises(FormatError):
            read_hand_in(json.dumps(changed).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b"{",
        b"{} {}",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b"9" * 5000,
        b"[" * 100_000,
        rb'{"a": "\ud800"}',
        rb'{"\udfff": 1}',
        b"cos\nsystem\n(S'true'\ntR.",
        b"!!python/object/apply:os.system ['true']",
    ],
)
def test_what_is_not_json_by_the_standard_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        decode(data)


# -- The first version


def test_files_of_the_first_version_still_read(tmp_path: Path) -> None:
    lines = (FIRST / "log.jsonl").read_bytes().splitlines()
    entries = [read_line(line) for line in lines]
    assert len(entries) == 45
    assert None not in entries
    exported = read_exported(FIRST / "progress.jsonl")
    assert exported == entries
    assert import_from(FIRST / "progress.jsonl", tmp_path / "log").entries == 45
    assert list(read_log(tmp_path / "log").entries) == entries
    hand_in = read_hand_in((FIRST / "hand-in.json").read_bytes())
    assert (hand_in.exercise, hand_in.name, hand_in.kit) == ("river", "B-17", "0.1.0")
    (part,) = hand_in.parts
    assert [e.id for e in part.entries] == [e.id for e in exported if e.what != "draft"]


def test_files_of_the_first_version_still_fit_their_schemas() -> None:
    for line in _lines(FIRST / "log.jsonl"):
        FIRST_LINE.validate(line)
    FIRST_HEADER.validate(_lines(FIRST / "progress.jsonl")[0])
    FIRST_HAND_IN.validate(json.loads((FIRST / "hand-in.json").read_text("utf-8")))
