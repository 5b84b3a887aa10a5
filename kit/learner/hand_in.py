"""What a learner hands in: one value, its JSON text, and the file that it is written to.

It holds what was done and no grade: those who get it grade it with their own keys.
`formats/hand-in.schema.json` says what the text holds.
"""

from __future__ import annotations

import json
import re
import stat
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.article.files import in_browser, write_new
from kit.article.project import exercise_of
from kit.learner.log import DRIVE, Entry, What, home, is_lasting

FORMAT = 2
FORMATS = (1, FORMAT)  # what is read
LARGEST = 8 * 1024 * 1024  # bytes of a file that a class takes
LONGEST = 100  # characters of the name or number

# What of an entry is handed in, besides what, question, time, id and revision. Drafts are not.
SENT: Mapping[What, tuple[str, ...]] = {
    "try": ("response", "sure", "seconds"),
    "hint": (),
    "show": (),
    "mark": ("level",),
    "dispute": ("reason", "page"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What was done in one lesson, in order, and the revision of that lesson as it is now."""

    lesson: str
    revision: str  # "" where the lesson is not here any more
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class HandIn:
    """One hand-in: who, which exercise, when, and all that was done."""

    exercise: str
    name: str  # whatever the class goes by
    made: str  # UTC, ISO 8601, by the learner's own clock
    kit: str  # the version that wrote it
    parts: tuple[Part, ...] = ()
    work: str = ""  # the id of the release or course copy that it was done in
    form: int = FORMAT


def parts_of(
    entries: Iterable[Entry], exercise: str, revisions: Mapping[str, str]
) -> tuple[Part, ...]:
    """What was done in each lesson of an exercise; ``revisions`` names those that are here."""
    done: dict[str, list[Entry]] = {lesson: [] for lesson in revisions}
    for entry in entries:
        if exercise_of(entry.lesson) == exercise and entry.what in SENT:
            done.setdefault(entry.lesson, []).append(_sent(entry))
    return tuple(
        Part(lesson, revisions.get(lesson, ""), tuple(entries))
        for lesson, entries in sorted(done.items())
    )


def _sent(entry: Entry) -> Entry:
    values = {name: getattr(entry, name) for name in SENT[entry.what]}
    return Entry(
        entry.what, entry.lesson, entry.question, entry.at, entry.id, entry.revision, **values
    )


def clean_name(given: str) -> str:
    """A name as it is handed in: any text, without space around it, and not endless."""
    return given.strip()[:LONGEST].strip().encode(errors="replace").decode()


def as_json(hand_in: HandIn) -> str:
    """The text of a hand-in; the same value gives the same text."""
    revision = revision_in(hand_in.form)
    lessons = [
        {
            "lesson": part.lesson,
            revision: part.revision,
            "entries": [as_written(entry, revision) for entry in part.entries],
        }
        for part in hand_in.parts
    ]
    values = {
        "says_who": "hand-in",
        "format": hand_in.form,
        "kit": hand_in.kit,
        "exercise": hand_in.exercise,
        **({} if hand_in.form == 1 else {"work": hand_in.work}),
        "name": hand_in.name,
        "made": hand_in.made,
        "lessons": lessons,
    }
    text = json.dumps(values, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text.encode(errors='replace').decode()}\n"  # no half surrogate pair, whoever wrote it


def revision_in(form: int) -> str:
    """What a format calls a revision."""
    return "edition" if form == 1 else "revision"


def as_written(entry: Entry, revision: str = "revision") -> dict[str, object]:
    """What of an entry is handed in, under its names in the file."""
    first = {name: getattr(entry, name) for name in ("what", "question", "at", "id")}
    rest = {name: getattr(entry, name) for name in SENT[entry.what]}
    return {**first, revision: entry.revision, **rest}


def hand_in_folders(root: Path) -> tuple[Path, ...]:
    """The folders for hand-ins from the lessons below a root, the best one first.

    In a browser it is one that the browser keeps, or there is none.
    """
    if in_browser():
        return tuple(filter(is_lasting, (DRIVE / "hand-ins",)))
    return root / "hand-ins", home() / "hand-ins"


def write_hand_in(hand_in: HandIn, folder: Path) -> Path:
    """Write a hand-in to a new file in a folder, and say where. Raises OSError.

    In a folder that hands its group on, such as the box of a hub, that group may read the file.
    """
    name = file_stem(hand_in)
    for number in range(1, 1000):
        path = folder / f"{name}{f'-{number}' if number > 1 else ''}.json"
        try:
            write_new(path, as_json(hand_in).encode())
        except FileExistsError:
            continue
        if folder.stat().st_mode & stat.S_ISGID:
            path.chmod(0o640)
        return path
    raise FileExistsError(17, "there are a thousand of them", name)


def file_stem(hand_in: HandIn) -> str:
    """The name of a hand-in's file without its ending, safe on every system."""
    time = re.sub(r"[-:]|\.\d+", "", hand_in.made)
    return "-".join((_safe(hand_in.exercise), _safe(hand_in.name), time))


def _safe(text: str) -> str:
    plain = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", text)).strip("-")
    return plain[:40].strip("-") or "no-name"
