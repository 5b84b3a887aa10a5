"""What a browser that runs the kit is given: its modules, and the course that it is asked about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from kit.article.project import Project

_KIT = Path(__file__).parents[1]
# Rooms of the kit that a lesson enters: none needs more than Python and what a notebook has.
_ROOMS = ("article", "card", "language", "learner", "lesson", "question")
_COURSE = (".csv", ".gif", ".jpeg", ".jpg", ".md", ".png", ".svg", ".toml", ".txt", ".webp")
_LARGEST = 2_000_000  # bytes of a picture


def lessons_in_order(project: Project, exercises: Sequence[str]) -> list[str]:
    """The lessons of several exercises, these in the order given."""
    return [name for exercise in exercises for name in project.lessons_of(exercise)]


def kit_files(*beside: str) -> dict[str, bytes]:
    """The files of the kit, such as ``kit/card/session.py``, with some beside the rooms."""
    paths = [*(_KIT / name for name in beside)]
    for room in _ROOMS:
        paths += (_KIT / room).rglob("*")
    left_out = {"front", "__pycache__"}
    return {
        path.relative_to(_KIT.parent).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and path.suffix != ".po" and not left_out & set(path.parts)
    }


def course_files(project: Project, exercises: Iterable[str]) -> dict[str, bytes]:
    """Questions, answers, articles, and pictures of them, by their paths in the project."""
    paths: list[Path] = []
    for exercise in exercises:
        for lesson in project.lessons_of(exercise):
            paths += (project.answers(lesson), project.questions(lesson))
        paths += project.seed(exercise, "x").parent.rglob("*")
        paths += (project.root / "notebooks" / exercise).glob("*")
    return {
        "notebooks/README": b"",  # a project has such a folder
        **{
            path.relative_to(project.root).as_posix(): path.read_bytes()
            for path in paths
            if path.suffix.lower() in _COURSE and path.is_file() and path.stat().st_size <= _LARGEST
        },
    }


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive, which is the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def short_hash(data: bytes) -> str:
    """A part of a file's name that is another for other contents.

    So no browser shows what it had before.
    """
    return sha256(data).hexdigest()[:8]
