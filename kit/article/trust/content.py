"""What an exercise is, to the byte: its files, those that lead out of it, and its fingerprint."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from kit.article.project import ROOMS, Project


def is_name(exercise: str) -> bool:
    """Whether this can be the name of an exercise, and leads nowhere else."""
    return exercise.strip(".") != "" and not set(exercise) & set("/\\:\0")


def files_of(project: Project, exercise: str) -> tuple[Path, ...]:
    """All files of an exercise, and links, by path; what editors and tools leave is none."""
    if not is_name(exercise):
        return ()
    found: list[Path] = []
    for room in ROOMS:
        folder = project.root / room
        alone = [path for path in folder.glob("*") if path.stem.split(".")[0] == exercise]
        within = (folder / exercise).rglob("*")
        found += [path for path in (*alone, *within) if path.is_symlink() or path.is_file()]
    return tuple(path for path in sorted(set(found)) if ".ipynb_checkpoints" not in path.parts)


def links_leading_out(project: Project, exercise: str) -> tuple[str, ...]:
    """The links among an exercise's files that lead to anything else than its own files."""
    own = [(project.root / room).resolve() / exercise for room in ROOMS]
    return tuple(
        project.name(path)
        for path in files_of(project, exercise)
        if path.is_symlink() and not any(path.resolve().is_relative_to(folder) for folder in own)
    )


def fingerprint(project: Project, exercise: str) -> str:
    """The sha256 of all of an exercise's files, by their names.

    Of a notebook its cells count, but not what they have printed: to store that is no change.
    """
    whole = sha256()
    for path in files_of(project, exercise):
        whole.update(f"{project.name(path)}\0{file_fingerprint(path)}\n".encode(errors="replace"))
    return whole.hexdigest()


def file_fingerprint(path: Path) -> str:
    """The sha256 of a file; of a notebook, of its cells without their outputs."""
    data = path.read_bytes() if path.is_file() else b""
    if path.suffix == ".ipynb":
        data = _without_outputs(data)
    return sha256(data).hexdigest()


def _without_outputs(data: bytes) -> bytes:
    try:
        notebook = json.loads(data)
        cells = [
            {k: v for k, v in cell.items() if k not in ("outputs", "execution_count", "metadata")}
            for cell in notebook["cells"]
        ]
        return json.dumps([notebook["nbformat"], cells], sort_keys=True).encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return data
