"""What students send: good hand-ins, and all that a teacher finds among them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from support.command_line import kit_says
from support.made_up_class import LESSON, all_tries, at, issued_form, right

from kit.classroom.folder import ClassFolder
from kit.learner.hand_in import HandIn, Part, as_json
from kit.learner.log import Entry
from kit.question.model import Response

ROSTER = "id,name,section\nB-1,Ann Ode,x\nB-2,Ben Ode,x\nB-3,Zoë Ångström,y\n"


def hand_in(
    name: str = "B-1",
    respond: Callable[[str], Response] = right,
    entries: Iterable[Entry] | None = None,
    exercise: str = LESSON,
) -> bytes:
    """The bytes of a hand-in on the made-up lesson, with entries of its own."""
    done = tuple(all_tries(respond) if entries is None else entries)
    part = Part(LESSON, issued_form().questions[0].revision, done)
    parts = (part,) if exercise == LESSON else ()
    return as_json(HandIn(exercise, name, at(60), "0.1.0", parts)).encode()


def zipped(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The bytes of a zip with these members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    """A folder with these files."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def class_of(tmp_path: Path, files: Mapping[str, bytes], roster: str = ROSTER) -> ClassFolder:
    """A class with a roster, of which these files were collected."""
    put(tmp_path, {"roster-of-the-teacher.csv": roster.encode()})
    put(tmp_path / "sent", files)
    folder = ClassFolder(tmp_path / "class")
    kit_says(
        *("collect", tmp_path / "sent", "--to", folder.root),
        *("--roster", tmp_path / "roster-of-the-teacher.csv"),
    )
    return folder
