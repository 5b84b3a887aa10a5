"""Where a new exercise goes: its name, what is there already, and all of its files or none."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from kit.article.project import NAME, RELEASED, Project
from kit.article.segments import cut

LONGEST_NAME = 60  # characters
ROOMS = ("seeds", "notebooks", "answers")
_NUMBERED = (f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10))
ON_WINDOWS = {"con", "prn", "aux", "nul", *_NUMBERED}  # are devices there, whatever ending follows
_RESERVED = {RELEASED, *ON_WINDOWS}


class UnusableName(ValueError):
    """A name that a new exercise cannot have; the text says why, and which would do."""


def accept_name(name: str, project: Project) -> None:
    """Do nothing where a new exercise can have this name, else raise UnusableName."""
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise UnusableName(
            f"“{name}” cannot be an exercise’s name; use small letters, digits and dashes, "
            f"{LONGEST_NAME} characters at most, such as “{propose_name(name, project)}”."
        )
    if name in _RESERVED:
        raise UnusableName(
            f"“{name}” is a name the kit needs; take another, such as “{name}-article”."
        )
    if there := _what_is_there(name, project):
        raise UnusableName(
            f"{there} is already there, and nothing of it was changed; take another name, such as "
            f"“{propose_name(name, project)}”."
        )


def propose_name(wanted: str, project: Project) -> str:
    """A good name that is like this one and still free."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_NAME].strip("-") or "my-article"
    stem = f"{stem}-article" if stem in _RESERVED else stem
    free, number = stem, 2
    while _what_is_there(free, project):
        end = f"-{number}"
        free, number = stem[: LONGEST_NAME - len(end)].rstrip("-") + end, number + 1
    return free


def _what_is_there(name: str, project: Project) -> str:
    for room in ROOMS:
        for found in sorted((project.root / room).glob("*")):
            if found.name.partition(".")[0].lower() == name:
                return project.name(found)
    return ""


def exercise_with_same_text(text: str, project: Project) -> str:
    """The exercise whose article has the same words as this text, or nothing."""
    wanted = _words(text)
    for exercise in project.exercises():
        path = project.seed(exercise, "article.txt")
        try:
            if _words(path.read_text(encoding="utf-8-sig")) == wanted:
                return exercise
        except (OSError, UnicodeDecodeError):
            continue
    return ""


def _words(text: str) -> list[str]:
    return " ".join(s.text for s in cut(text).segments).split()


def write_all_or_nothing(
    project: Project, files: Mapping[str, bytes], then: Callable[[], None]
) -> None:
    """Write all files of a new exercise, and do what comes ``then``; or leave nothing behind.

    Raises FileExistsError where a folder of it is there, OSError where the disk fails.
    """
    made: list[Path] = []
    try:
        for folder in dict.fromkeys((project.root / path).parent for path in files):
            made += _make(folder)
        for path, data in files.items():
            with (project.root / path).open("xb") as file:
                file.write(data)
        then()
    except BaseException:
        for folder in reversed(made):
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _make(folder: Path) -> list[Path]:
    """Make a folder that is not there, and whatever is missing above it; say what was made."""
    above = [parent for parent in folder.parents if not parent.exists()][::-1]
    for parent in above:
        parent.mkdir()
    folder.mkdir()
    return [*above, folder]
