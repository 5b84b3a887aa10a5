"""What a learner did: an append-only log, one JSON object a line.

Each running kernel writes a file of its own, so no file ever has two writers; all of them
together are the learner's log. A line that cannot be read is skipped and counted.
`formats/log.schema.json` says what a line holds, `order` which entry comes before which. Longer
than other modules, so that how a line is written and how it is read stand side by side.
"""

from __future__ import annotations

import json
import math
import os
import re
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, get_args

from platformdirs import user_state_path

from kit.article.files import BINARY, in_browser, write_new
from kit.article.files import replace as put
from kit.language.dates import timestamp
from kit.learner.entry import Entry as Entry
from kit.learner.entry import What as What
from kit.learner.order import in_order

FORMAT = 2
FORMATS = (1, FORMAT)  # what is read
LONGEST_REASON = 2000  # characters of why an answer is disputed
LONGEST_PAGE = 500  # characters of where that can be seen
# All that a browser keeps of the files of a Python in it, where JupyterLite has put it there.
DRIVE = Path("/drive")

Written = tuple[int, Mapping[str, int]]


class History(NamedTuple):
    """All entries in the order they happened, and how many lines could not be read."""

    entries: tuple[Entry, ...] = ()
    damaged: int = 0

    def of(self, lesson: str, question: str) -> tuple[Entry, ...]:
        """The entries of one question."""
        return tuple(e for e in self.entries if (e.lesson, e.question) == (lesson, question))


def home() -> Path:
    """The folder of the learner's log: ``KIT_HOME`` if set, else the user's state folder.

    In a browser it is one that the browser keeps, where there is such a thing.
    """
    given = os.environ.get("KIT_HOME")
    if not given and in_browser() and DRIVE.is_dir():
        return DRIVE / "says-who"
    return Path(given or user_state_path("says-who", appauthor=False))


def is_lasting(folder: Path) -> bool:
    """Whether what is written in a folder outlives this Python: in a browser, most does not."""
    return not in_browser() or (folder.is_relative_to(DRIVE) and DRIVE.is_dir())


def stamp() -> dict[str, str]:
    """The time and a new id, for an entry made now."""
    return {"at": timestamp(datetime.now(UTC)), "id": uuid.uuid4().hex}


class Log:
    """A learner's log, written by this kernel. ``kept`` is false once it lives in memory only."""

    def __init__(self, folder: Path) -> None:
        self._home = folder
        self._folder = folder / "log"
        self.writer = uuid.uuid4().hex
        self._n = 0
        self._read = self._noted = ""  # the newest entry of others: read, and said in an entry
        self._file: int | None = None
        self._path: Path | None = None  # of the file, once there is one
        self._torn = False
        self._waiting: list[Entry] = []
        self._unsynced: list[Entry] = []  # in the file, which the disk need not have yet
        self.kept = _writable(self._folder)

    @property
    def learner(self) -> str:
        """The random id of this log's home, which tells its learner from others on a computer."""
        return learner_of(self._home) or self.writer

    def append(self, entry: Entry) -> Entry:
        """Put an entry on disk before returning; keep it in memory where no disk will take it.

        Gives it back with its place in the order. Once a disk takes entries again, it gets those
        from memory too.
        """
        entry = self.write(entry)
        self.sync()
        return entry

    def write(self, entry: Entry) -> Entry:
        """The same, but it is in the file only: that outlives this kernel, `sync` a power cut."""
        self._n += 1
        after = self._read if self._read != self._noted else ""
        self._noted = self._read
        entry = replace(entry, writer=self.writer, n=self._n, after=after)
        self._waiting.append(entry)
        try:
            while self._waiting:
                self._write_line(self._waiting[0])
                if not self._is_there():
                    # Somebody took the file away, as `progress` does to forget. What went into
                    # it since is written again, to a new file; its id keeps it from counting twice.
                    self._leave()
                    self._write_line(self._waiting[0])
                self._unsynced.append(self._waiting.pop(0))
            self.kept = True
        except Exception:  # whatever the reason, an answer must not be lost
            self._torn = True
            self.kept = False
        return entry

    def sync(self) -> None:
        """Wait until the disk has what was appended. A draft alone is not worth the wait."""
        if all(entry.what == "draft" for entry in self._unsynced):
            return
        unsynced, self._unsynced = self._unsynced, []
        try:
            if self._file is not None:
                os.fsync(self._file)
        except OSError:  # written again later, each keeps its id and counts once
            self._waiting[:0] = unsynced
            self._torn = True
            self.kept = False

    def read(self) -> History:
        """Everything the learner ever did on this machine, this kernel's memory included."""
        entries, damaged = _read_files(self._folder)
        ordered = in_order((entries | {entry.id: entry for entry in self._waiting}).values())
        others = (entry.id for entry in reversed(ordered) if entry.writer != self.writer)
        self._read = next(others, self._read)
        return History(ordered, damaged)

    def written(self, on_disk: bool = True) -> Written:
        """What grows with the log: how many entries this kernel wrote, and the size of each file.

        Files are those of other kernels; without a look at the disk there are none.
        """
        own = self._path.name if self._path else ""
        with suppress(OSError):
            files = os.scandir(self._folder) if on_disk else ()
            return self._n, {file.name: file.stat().st_size for file in files if file.name != own}
        return self._n, {}

    def _write_line(self, entry: Entry) -> None:
        if self._file is None:
            self._file = self._opened()
        data = (b"\n" if self._torn else b"") + as_line(entry).encode() + b"\n"
        if os.write(self._file, data) != len(data):
            raise OSError("the disk took only a part of the line")
        self._torn = False
        if in_browser():
            self._close()  # only then does the browser get what was written

    def _opened(self) -> int:
        if not is_lasting(self._folder):
            raise OSError("nothing keeps files here")
        how = os.O_WRONLY | os.O_APPEND | BINARY
        if self._path is None or not self._is_there():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._path, how = self._folder / file_name(), how | os.O_CREAT | os.O_EXCL
        return os.open(self._path, how, 0o600)

    def _is_there(self) -> bool:
        return self._path is not None and self._path.exists()

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    def _leave(self) -> None:
        self._close()
        self._path, self._torn = None, False
        self._unsynced.clear()


class NoLog(Log):
    """A log that holds and keeps nothing: what is tried out or shown to all is nobody's answer."""

    def __init__(self) -> None:
        self.kept = True

    @property
    def learner(self) -> str:
        """Nobody: a browser keeps nothing of it."""
        return ""

    def write(self, entry: Entry) -> Entry:
        """The entry as it is, written nowhere."""
        return entry

    def sync(self) -> None:
        """Nothing to wait for."""

    def read(self) -> History:
        """No entry at all."""
        return History()

    def written(self, on_disk: bool = True) -> Written:
        """Nothing, which never grows."""
        return 0, {}


def file_name() -> str:
    """A name for a new file of a log; no other has it."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}.jsonl"


@cache
def own_log(folder: Path) -> Log:
    """This kernel's log in a home; always the same one, so that no file has two writers."""
    return Log(folder)


def learner_of(home: Path) -> str:
    """The random id of a home, drawn when it is first asked for; "" where no disk keeps it."""
    path = home / "learner"
    if not is_lasting(home):
        return ""
    with suppress(OSError):
        with suppress(FileExistsError):
            write_new(path, uuid.uuid4().hex.encode())
        found = path.read_bytes()
        if not re.fullmatch(rb"[0-9a-f]{32}", found):
            found = uuid.uuid4().hex.encode()
            put(path, found)
        return found.decode()
    return ""


def read_log(folder: Path) -> History:
    """The history in a folder's files; empty where there is no such folder."""
    entries, damaged = _read_files(folder)
    return History(in_order(entries.values()), damaged)


def _read_files(folder: Path) -> tuple[dict[str, Entry], int]:
    """Each entry by its id, and how many lines could not be read."""
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
        for number, line in enumerate(filter(None, lines), start=1):
            entry = read_line(line, file.name, number)
            if entry is None:
                damaged += 1
            elif entry.id not in entries or tells_more(entry, entries[entry.id]):
                entries[entry.id] = entry
    return entries, damaged


def tells_more(entry: Entry, known: Entry) -> bool:
    """Whether, of two copies of one entry, the first is the one whose place in the order counts.

    The first version's files tell no writer, so each file an entry is in stands for one; which of
    them counts has to be the same on every machine.
    """
    return _place(entry) < _place(known)


def _place(entry: Entry) -> tuple[bool, str, int, str]:
    return not entry.writer, entry.writer, entry.n, entry.after


def read_line(line: bytes, file: str = "", number: int = 0) -> Entry | None:
    """The entry of a line, or None for anything else.

    The first version tells no order but that of the lines in a kernel's ``file``.
    """
    try:
        text = line.decode().strip(" \t\r\n")
        value, end = _JSON.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or end < len(text):
        return None
    form = value.pop("format", None)
    if form == 1 and form is not True:
        entry = as_entry(first_version(value))
        return replace(entry, writer=_stand_in(file), n=number) if entry and file else entry
    return as_entry(value) if form == FORMAT else None


@cache
def _stand_in(file: str) -> str:
    return sha256(file.encode()).hexdigest()[:32]


# What format 1 calls otherwise, and what it does not know.
FIRST_NAMES = {"edition": "revision", "share": "score"}
LATER = {"work", "question_revision", "writer", "n", "after", "reason", "page"}
_NOT_IN_FIRST = {*LATER, *FIRST_NAMES.values()}


def first_version(values: Mapping[str, object]) -> dict[str, object]:
    """The values of an entry as format 1 has them, under the names of today."""
    if _NOT_IN_FIRST & values.keys():
        return {"": "no such name in format 1"}
    return {FIRST_NAMES.get(name, name): value for name, value in values.items()}


def as_entry(value: dict[str, object]) -> Entry | None:
    """The entry with these values, as JSON holds them, or None where they do not fit."""
    tags = value.get("tags", [])
    if value.get("what") not in _WHAT or not isinstance(tags, list):
        return None
    for name, held in value.items():
        if type(held) not in _TYPES.get(name, ()):  # true and false are no numbers here
            return None
    score, seconds = value.get("score", 0), value.get("seconds", 0)
    if not (-math.inf < score < math.inf and -math.inf < seconds < math.inf):  # type: ignore[operator]
        return None
    if not all(isinstance(tag, str) for tag in tags):
        return None
    value["tags"] = tuple(tags)
    try:
        return Entry(**value)  # type: ignore[arg-type]  # each was looked at above
    except TypeError:
        return None


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


_JSON = json.JSONDecoder(parse_constant=_no_number)

_TYPES: Mapping[str, tuple[type, ...]] = {
    **{field.name: (str,) for field in fields(Entry)},
    "response": (dict,),
    "score": (int, float),
    "seconds": (int, float),
    "tags": (list,),
    "n": (int,),
}
_WHAT = get_args(What)


def as_line(entry: Entry) -> str:
    """An entry as a line of a log, without what is empty."""
    all_of_it = ((field.name, getattr(entry, field.name)) for field in fields(entry))
    values = {name: value for name, value in all_of_it if value not in _EMPTY}
    if not entry.n:
        values.pop("n")
    return json.dumps({"format": FORMAT, **values}, ensure_ascii=False)


_EMPTY: tuple[object, ...] = ("", None, {}, ())


def _writable(folder: Path) -> bool:
    if not is_lasting(folder):
        return False
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def latest(entries: Iterable[Entry], *what: What) -> Entry | None:
    """The last of the entries that is one of these."""
    return next((e for e in reversed(tuple(entries)) if e.what in what), None)
