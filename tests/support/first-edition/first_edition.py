"""The first edition as the scripts beside this one use it: its lessons, its commands, its time."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace

from typer.testing import CliRunner

import kit
import kit.files
import kit.log
from kit.__main__ import app

SEED = 11
EXERCISE = "ostrel-bridge"
ONE, TWO, THREE = (
    f"{EXERCISE}/{name}" for name in ("1-who-says-so", "2-what-kind-of-sentence", "3-check-it")
)
FORECAST, RANGES = (
    f"kim-putin-trip/{name}" for name in ("1-what-am-i-looking-at", "5-numbers-dates-and-names")
)
TOUR = "start-here"
LONG = "kim-putin-trip"  # of which two lessons are used
USED = (EXERCISE, TOUR, LONG)


class Clock:
    """Time that goes on by a minute whenever somebody looks, from a Monday on."""

    moment = datetime(2025, 9, 15, 8, 0, tzinfo=UTC)

    @classmethod
    def now(cls, zone: object = None) -> datetime:
        """The next minute."""
        cls.moment += timedelta(seconds=61, microseconds=1789)
        return cls.moment


def fix_what_chance_decides(course: Path) -> None:
    """Times, ids and the version come from here, so that each run writes the same."""
    random = Random(SEED)  # noqa: S311  # ids of a made-up past have nothing to guess
    kit.log.datetime = Clock  # type: ignore[attr-defined]

    def made_id() -> SimpleNamespace:
        return SimpleNamespace(hex=f"{random.getrandbits(128):032x}")

    kit.log.uuid = SimpleNamespace(uuid4=made_id)
    kit.files.version = lambda name: "0.1.0"
    assert Path(kit.__file__).is_relative_to(course), "another edition is in the way"


def run(*words: object, fails: bool = False) -> str:
    """A command of the kit, and what it says."""
    done = CliRunner().invoke(app, [str(word) for word in words])
    print("$ kit", *words, "\n", done.output)
    assert bool(done.exit_code) == fails, done.output
    return done.output


def unpacked(zipped: Path, to: Path) -> Path:
    """The folder of an edition."""
    with zipfile.ZipFile(zipped) as files:
        files.extractall(to)
    (folder,) = to.iterdir()
    return folder


def write(data: Path, name: str, values: object) -> None:
    """Put down what the first edition computed."""
    (data / "expected").mkdir(exist_ok=True)
    (data / "expected" / f"{name}.json").write_text(f"{_json(values)}\n", encoding="utf-8")


def _json(values: object, indent: str = "") -> str:
    """JSON with a line for each row of a list of rows."""
    inner = f"{indent} "
    if isinstance(values, dict):
        parts = [f"{inner}{_row(name)}: {_json(value, inner)}" for name, value in values.items()]
        return "\n".join(["{", ",\n".join(parts), f"{indent}}}"])
    if isinstance(values, list) and values and isinstance(values[0], dict):
        return "\n".join(["[", ",\n".join(inner + _row(row) for row in values), f"{indent}]"])
    return _row(values)


def _row(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
