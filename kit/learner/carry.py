"""A learner's log as a whole: carried to another machine, merged there, or forgotten.

A kernel that runs keeps its file open. So a file is never rewritten in its place: it gets a new
name first, and only then is it read and replaced. The kernel looks after each write whether its
file is where it was. If not, it writes the same entry again, to a new file (see `log`). Either
way an answer is on disk, and its id keeps it from counting twice.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace as replace_in
from pathlib import Path

from kit.article.files import read_up_to, replace, sync_folder, write_new
from kit.article.packages import kit_version
from kit.article.project import exercise_of
from kit.learner.log import (
    FORMAT,
    FORMATS,
    Entry,
    as_line,
    file_name,
    read_line,
    read_log,
    stamp,
    tells_more,
)
from kit.learner.strict_json import FormatError, decode
from kit.learner.wire import is_form, read_entry

LARGEST = 256 * 1024 * 1024  # bytes of a file to import
MOST_FAULTS = 20  # said at once


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file is not imported: the line (0 for the whole file) and what is wrong there."""

    line: int
    what: str  # size, header, newer, count or known; else the part of an entry that does not fit
    given: str = ""


class NotImported(Exception):
    """A file that is not imported; `faults` says why, by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


@dataclass(frozen=True, slots=True)
class Carried:
    """How many entries went into a file or came out of it, and how many did not."""

    entries: int
    left: int  # export: lines nobody could read; import: entries that were here already


@dataclass(frozen=True, slots=True)
class Going:
    """What would be forgotten: for each exercise its answers and other entries, and the files."""

    exercises: tuple[tuple[str, int, int], ...]
    deleted: tuple[Path, ...]  # files that hold nothing else
    rewritten: tuple[Path, ...]  # files that hold something else too
    known: tuple[str, ...]  # the exercises in the log


def export_to(file: Path, log: Path) -> Carried:
    """Write all entries of a log's folder to a new file. Raises OSError, FileExistsError."""
    history = read_log(log)
    count = len(history.entries)
    header = {"says_who": "progress", "format": FORMAT, "kit": kit_version(), "made": stamp()["at"]}
    lines = [json.dumps({**header, "entries": count}), *map(as_line, history.entries)]
    write_new(file, "".join(f"{line}\n" for line in lines).encode(errors="replace"))
    return Carried(count, history.damaged)


def import_from(file: Path, log: Path) -> Carried:
    """Add the entries of an exported file that a log does not have yet.

    All or nothing. Raises NotImported where any line is not what it should be, and OSError.
    """
    entries = read_exported(file)
    known = {entry.id: entry for entry in read_log(log).entries}
    faults = [
        Fault(line, "known", entry.id)
        for line, entry in enumerate(entries, 2)
        if _said(known.get(entry.id, entry)) != _said(entry)
    ]
    if faults:
        raise NotImported(faults[:MOST_FAULTS])
    # An entry of the first version can be here with another place in the order. Both machines
    # have to know both, so that they agree on which one counts.
    kept = {
        entry.id: entry
        for entry in entries
        if entry.id not in known or tells_more(entry, known[entry.id])
    }
    if kept:
        log.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{as_line(entry)}\n" for entry in kept.values())
        replace(log / file_name(), text.encode())
    new = len(kept.keys() - known.keys())
    return Carried(new, len(entries) - new)


def _said(entry: Entry) -> Entry:
    """An entry without its place in the order."""
    return replace_in(entry, writer="", n=0, after="")


def read_exported(file: Path) -> list[Entry]:
    """The entries of an exported file, in its order. Raises NotImported and OSError."""
    data = read_up_to(file, LARGEST)
    if data is None:
        raise NotImported([Fault(0, "size")])
    first, *lines = data.removesuffix(b"\n").split(b"\n")
    count = _count(first)
    entries: dict[int, Entry] = {}
    faults: list[Fault] = []
    for number, line in enumerate(lines, 2):
        try:
            entries[number] = _read(line)
        except FormatError as error:
            faults.append(Fault(number, str(error)))
    seen: dict[str, Entry] = {}
    faults += [
        Fault(number, "known", entry.id)
        for number, entry in entries.items()
        if seen.setdefault(entry.id, entry) != entry
    ]
    if not faults and len(entries) != count:
        faults = [Fault(0, "count", f"{len(entries)}/{count}")]
    if faults:
        raise NotImported(sorted(faults, key=lambda fault: fault.line)[:MOST_FAULTS])
    return list(entries.values())


def _count(line: bytes) -> int:
    try:
        header = decode(line)
    except FormatError:
        header = None
    if not isinstance(header, dict) or header.get("says_who") != "progress":
        raise NotImported([Fault(1, "header")])
    if not is_form(header.get("format"), FORMATS):
        raise NotImported([Fault(1, "newer", ascii(header.get("format"))[:20])])
    count = header.get("entries")
    if not isinstance(count, int):
        raise NotImported([Fault(1, "header")])
    return count


def _read(line: bytes) -> Entry:
    values = decode(line)
    form = values.pop("format", None) if isinstance(values, dict) else None
    if not isinstance(values, dict) or not is_form(form, FORMATS):
        raise FormatError("format")
    return read_entry(values, form)


def what_goes(log: Path, exercise: str = "") -> Going:
    """What `forget` would take from a log's folder: one exercise, or all there is."""
    entries = read_log(log).entries
    answers = Counter(exercise_of(e.lesson) for e in entries if e.what == "try")
    others = Counter(exercise_of(e.lesson) for e in entries if e.what != "try")
    known = sorted({*answers, *others})
    rows = [(name, answers[name], others[name]) for name in known if exercise in ("", name)]
    kept = {file: _without(file.read_bytes(), exercise) for file in sorted(log.glob("*.jsonl"))}
    return Going(
        tuple(rows),
        (*(file for file, rest in kept.items() if rest == b""), *_leftovers(log)),
        tuple(file for file, rest in kept.items() if rest),
        tuple(known),
    )


def forget(log: Path, exercise: str = "") -> None:
    """Take one exercise, or everything, out of a log's folder. Raises OSError.

    Lines that nobody can read stay where one exercise goes: whose they are cannot be told.
    """
    for file in sorted(log.glob("*.jsonl")):
        if _without(file.read_bytes(), exercise) is None:
            continue
        taken = file.with_name(file_name())
        file.rename(taken)  # from here on a running kernel writes elsewhere
        sync_folder(log)
        rest = _without(taken.read_bytes(), exercise)
        if rest == b"":
            taken.unlink()
            sync_folder(log)
        elif rest:
            replace(taken, rest)
    for file in _leftovers(log):
        file.unlink(missing_ok=True)
    if not exercise:  # what a browser still keeps for this learner is offered to nobody any more
        (log.parent / "learner").unlink(missing_ok=True)


def _leftovers(log: Path) -> list[Path]:
    """Copies that a power cut kept from their place; what they hold is in another file too."""
    return sorted(log.glob("*.part"))


def _without(data: bytes, exercise: str) -> bytes | None:
    """The lines that stay, or None where nothing goes."""
    if not exercise:
        return b""
    lines = [line for line in data.splitlines() if line]
    stay = [line for line in lines if not _is_of(line, exercise)]
    return b"".join(line + b"\n" for line in stay) if len(stay) < len(lines) else None


def _is_of(line: bytes, exercise: str) -> bool:
    entry = read_line(line)
    return entry is not None and exercise_of(entry.lesson) == exercise
