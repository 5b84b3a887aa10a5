"""What a class keeps is written down: real files fit their schemas, and nothing else is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support.jupyterlab import ROOT
from support.uploads import class_of, hand_in

from kit.classroom.collecting.receipt_log import read_receipt_log
from kit.classroom.grading.lines import from_lines
from kit.classroom.model import Graded
from kit.classroom.schemas import schemas

FORMATS = ROOT / "kit" / "classroom" / "formats"
TEXTS = {path.name: path.read_text("utf-8") for path in FORMATS.glob("*.json")}
RECEIPT = Draft202012Validator(json.loads(TEXTS["receipt.schema.json"]))
ROW = Draft202012Validator(json.loads(TEXTS["graded.schema.json"]))
LINE = {
    **{"student": "s1", "lesson": "river", "question": "told", "kind": "choose"},
    **{"status": "graded", "share": 1, "response": {"ticked": ["a"]}, "tags": ["near"]},
}
GRADED = Graded("s1", "river", "told", "choose", "graded", 1, {"ticked": ["a"]}, tags=("near",))


def test_the_schemas_are_those_of_the_types_that_files_are_checked_against() -> None:
    for validator in (RECEIPT, ROW):
        Draft202012Validator.check_schema(validator.schema)
    assert schemas() == TEXTS, "write them anew with: python -m kit.classroom.schemas"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sha256", "A" * 64),
        ("sha256", "a" * 63),
        ("size", -1),
        ("size", 1.5),
        ("size", True),
        ("received", "2026-11-24"),
        ("source", None),
        ("place", "lost"),
        ("made", "2026-13-01T00:00:00Z"),
        ("more", 1),
    ],
)
def test_schema_and_reader_refuse_the_same_receipts(
    tmp_path: Path, name: str, value: object
) -> None:
    log = class_of(tmp_path, {"a.json": hand_in("B-1")}).receipts
    (line,) = log.read_text("utf-8").splitlines()
    RECEIPT.validate(json.loads(line))
    assert len(read_receipt_log(log).receipts) == 1
    changed: dict[str, Any] = {**json.loads(line), name: value}
    assert not RECEIPT.is_valid(changed)
    log.write_text(json.dumps(changed), "utf-8")
    assert read_receipt_log(log).damaged == (1,)


def test_a_receipt_that_says_a_thing_twice_is_none(tmp_path: Path) -> None:
    log = class_of(tmp_path, {"a.json": hand_in("B-1")}).receipts
    line = log.read_text("utf-8").replace('"size": ', '"size": 1, "size": ')
    log.write_text(line, "utf-8")
    assert read_receipt_log(log).damaged == (1,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("student", 1),
        ("status", "lost"),
        ("share", 1.5),
        ("share", True),
        ("share", "1"),
        ("response", []),
        ("tags", "near"),
        ("tags", [1]),
        ("tries", -1),
        ("hints", 0.5),
        ("more", 1),
    ],
)
def test_schema_and_reader_refuse_the_same_rows_of_a_grading(name: str, value: object) -> None:
    line = json.dumps(LINE)
    ROW.validate(json.loads(line))
    assert list(from_lines([line], 2)) == [GRADED]
    changed = {**json.loads(line), name: value}
    assert not ROW.is_valid(changed)
    with pytest.raises(ValueError, match="line 2 cannot be read"):
        list(from_lines([json.dumps(changed)], 2))
