"""What a change of an exercise's files would bring, seen in a copy before anything is written."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kit.article.files import put
from kit.article.project import Project
from kit.article.trust.content import files_of
from kit.author.answers_file import Changed
from kit.check.check import check
from kit.question.model import Problem

Files = Mapping[Path, bytes | None]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What `kit check` says of an exercise with the change, and did not say without it."""

    faults: tuple[str, ...] = ()  # what breaks for a student
    remarks: tuple[str, ...] = ()  # what is worth a look


def consequences(project: Project, exercise: str, files: Files) -> Consequences:
    """What these files of an exercise would bring; those without bytes would be taken away."""
    with TemporaryDirectory() as folder:
        copy = Project(Path(folder).resolve())
        for path in files_of(project, exercise):
            there = copy.root / path.relative_to(project.root)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
        changed = {copy.root / path.relative_to(project.root): data for path, data in files.items()}
        as_it_is = put(changed)
        after = check(copy, [exercise])
        put(as_it_is)
        before = {_key(p) for p in check(copy, [exercise])} if after else set()
        new = [problem for problem in after if _key(problem) not in before]
    return Consequences(
        tuple(_said(p) for p in new if p.severity == "error"),
        tuple(_said(p) for p in new if p.severity == "warning"),
    )


def _key(problem: Problem) -> tuple[str, str, str]:
    """A problem without its line, which a change above it moves."""
    return problem.path, problem.text, problem.question


def _said(problem: Problem) -> str:
    room, _, rest = problem.path.partition("/")
    text = f"{problem.text[:1].upper()}{problem.text[1:]}."
    where = "" if room == "seeds" or problem.question else f"{rest}, line {problem.line}: "
    return f"{where}{text}"


@dataclass(frozen=True, slots=True)
class Change:
    """Files as they were written, and as they were before."""

    after: Files
    before: Files

    def undo(self) -> None:
        """Put everything back. Raises Changed where somebody wrote one of them since, OSError."""
        for path, data in self.after.items():
            if (path.read_bytes() if path.is_file() else None) != data:
                raise Changed
        put(self.before)


def make(files: Files) -> Change:
    """Write files, all or none, so that it can be undone. Raises OSError."""
    return Change(files, put(files))
