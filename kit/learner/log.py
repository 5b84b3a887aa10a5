"""What a learner did: an append-only log, one JSON object a line.

Each running kernel writes a file of its own, so no file ever has two writers; all of them
together are the learner's log. A line that cannot be read is skipped and counted.
`formats/log.schema.json` says what a line holds. Longer than other modules, so that how a line
is written and how it is read stand side by side.
"""

from __future__ import annotations

import json
import math
import os
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from platformdirs import user_state_path

FORMAT = 1

What = Literal["draft", "try", "hint", "show", "mark"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a learner did with one question."""

    what: What
    lesson: str  # "river/1-who-says-so"
    question: str
    at: str  # UTC, ISO 8601, to the microsecond
    id: str  # unique on every machine
    edition: str = ""  # of the lesson, when this happened
    response: Mapping[str, object] = field(default_factory=dict)  # draft, try: as entered
    sure: str = ""  # try: the confidence stated
    score: float | None = None  # try: as graded then; None for ungraded
    tags: tuple[str, ...] = ()  # try: misconceptions met
    seconds: float = 0.0  # try: since the card was first used
    level: str = ""  # mark: the level a learner gave the own text


@dataclass(frozen=True, slots=True)
class History:
    """All entries in the order they happened, and how many lines could not be read."""

    entries: tuple[Entry, ...] = ()
    damaged: int = 0

    def of(self, lesson: str, question: str) -> tuple[Entry, ...]:
        """The entries of one question."""
        return tuple(e for e in self.entries if (e.lesson, e.question) == (lesson, question))


def home() -> Path:
    """The folder of the learner's log: ``KIT_HOME`` if set, else the user's state folder."""
    return Path(os.environ.get("KIT_HOME") or user_state_path("says-who", appauthor=False))


def stamp() -> dict[str, str]:
    """The time and a new id, for an entry made now."""
    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return {"at": now, "id": uuid.uuid4().hex}


class Log:
    """A learner's log, written by this kernel. ``kept`` is false once it lives in memory only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "log"
        self._file: int | None = None
        self._path = self._folder  # of the open file
        self._torn = False
        self._waiting: list[Entry] = []
        self.kept = _writable(self._folder)

    def append(self, entry: Entry) -> None:
        """Put an entry on disk before returning; keep it in memory where no disk will take it.

        Once a disk takes entries again, it gets those from memory too.
        """
        self._waiting.append(entry)
        try:
            while self._waiting:
                self._write(self._waiting[0])
                if not self._path.exists():
                    # Somebody took the file away, as `progress` does to forget. What went into
                    # it since is written again, to a new file; its id keeps it from counting twice.
                    self._close()
                    self._write(self._waiting[0])
                del self._waiting[0]
            self.kept = True
        except Exception:  # whatever the reason, an answer must not be lost
            self._torn = True
            self.kept = False

    def read(self) -> History:
        """Everything the learner ever did on this machine, this kernel's memory included."""
        history = read_log(self._folder)
        return History(
            tuple(sorted((*history.entries, *self._waiting), key=_when)), history.damaged
        )

    def _write(self, entry: Entry) -> None:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._path = self._folder / file_name()
            self._file = os.open(
                self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600
            )
        data = (b"\n" if self._torn else b"") + as_line(entry).encode() + b"\n"
        if os.write(self._file, data) != len(data):
            raise OSError("the disk took only a part of the line")
        self._torn = False
        if entry.what != "draft":
            os.fsync(self._file)

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
        self._file, self._torn = None, False


def file_name() -> str:
    """A name for a new file of a log; no other has it."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}.jsonl"


@cache
def own_log(folder: Path) -> Log:
    """This kernel's log in a home; always the same one, so that no file has two writers."""
    return Log(folder)


def read_log(folder: Path) -> History:
    """The history in a folder's files; empty where there is no such folder."""
    entries: dict[str, Entry] = {}
    damaged = 0
    try:
        files = sorted(folder.glob("*.jsonl"))
    except OSError:
        files = []
    for file in files:
        try:
            lines = file.read_bytes().splitlines()
        except OSError:
            damaged += 1
            continue
        for line in filter(None, lines):
            entry = read_line(line)
            if entry is None:
                damaged += 1
            else:
                entries.setdefault(entry.id, entry)
    return History(tuple(sorted(entries.values(), key=_when)), damaged)


def read_line(line: bytes) -> Entry | None:
    """The entry of a line, or None for anything else."""
    try:
        value = _JSON.decode(line.decode())
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.pop("format", None) != FORMAT:
        return None
    return as_entry(value)


def as_entry(value: dict[str, object]) -> Entry | None:
    """The entry with these values, as JSON holds them, or None where they do not fit."""
    tags = value.get("tags", [])
    if value.get("what") not in get_args(What) or not isinstance(tags, list):
        return None
    value["tags"] = tuple(tags)
    if "share" in value:  # what a line calls a score
        value["score"] = value.pop("share")
    if set(value) - _NAMES or not all(_fits(name, part) for name, part in value.items()):
        return None
    try:
        return Entry(**value)  # type: ignore[arg-type]  # each was looked at above
    except TypeError:
        return None


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


_JSON = json.JSONDecoder(parse_constant=_no_number)

_TYPES: dict[str, tuple[type, ...]] = {
    "response": (dict,),
    "score": (int, float),
    "seconds": (int, float),
    "tags": (tuple,),
}
_NAMES = {f.name for f in fields(Entry)}


def _fits(name: str, value: object) -> bool:
    if name == "tags":
        return isinstance(value, tuple) and all(isinstance(tag, str) for tag in value)
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return isinstance(value, _TYPES.get(name, (str,))) and not isinstance(value, bool)


def as_line(entry: Entry) -> str:
    """An entry as a line of a log, without what is empty."""
    values = {_WIRE.get(n, n): value for n, value in asdict(entry).items() if value not in _EMPTY}
    return json.dumps({"format": FORMAT, **values}, ensure_ascii=False)


_WIRE = {"score": "share"}
_EMPTY: tuple[object, ...] = ("", None, {}, ())


def _when(entry: Entry) -> str:
    return entry.at


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def latest(entries: Iterable[Entry], *what: What) -> Entry | None:
    """The last of the entries that is one of these."""
    return next((e for e in reversed(tuple(entries)) if e.what in what), None)
