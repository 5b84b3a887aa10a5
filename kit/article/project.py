"""Where things are: the rooms of the project, and in them each lesson's files."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # of an exercise, or of a question
ROOMS = ("seeds", "notebooks", "answers")
RELEASED = "released"  # the folder in answers/ that keeps what was handed out, as it was then


@dataclass(frozen=True, slots=True)
class Project:
    """The folders ``seeds``, ``notebooks`` and ``answers`` under one root."""

    root: Path
    has_pages: bool = False  # its lessons are pages of a site, and not notebooks

    def exercises(self) -> tuple[str, ...]:
        """The names of all exercises, by letter."""
        return tuple(sorted(folder.name for folder in self.root.glob("seeds/*/")))

    def lessons(self) -> tuple[str, ...]:
        """The names of all lessons, such as ``river/1-who-says-so``, in order."""
        return tuple(
            sorted({*self._names("answers", ".md"), *self._names("notebooks", ".questions.md")})
        )

    def lessons_of(self, *exercises: str) -> list[str]:
        """The names of these exercises' lessons, in order; of all where none is named."""
        return _of(exercises, self.lessons())

    def _names(self, room: str, ending: str) -> Iterable[str]:
        folder = self.root / room
        for file in folder.rglob(f"*{ending}"):
            name = file.relative_to(folder).as_posix().removesuffix(ending)
            if not name.startswith(f"{RELEASED}/"):
                yield name

    def notebooks_of(self, *exercises: str) -> list[str]:
        """The names of these exercises' notebooks, in order; of all there are where none is named.

        The copies that editors keep are none.
        """
        names = sorted(self._names("notebooks", ".ipynb"))
        return _of(exercises, [n for n in names if ".ipynb_checkpoints" not in n.split("/")])

    def named(self, typed: str, known: Collection[str] = ()) -> str:
        """The name of the lesson or exercise that a person typed, so or as a path in the project.

        That is one of ``known`` wherever it can be, by default of all there are. A path is that of
        a file or folder, from the working directory or from the project's.
        """
        names, known = [_name(PurePath(typed))], known or (*self.lessons(), *self.exercises())
        for folder in (Path.cwd(), self.root):
            path = Path(os.path.realpath(folder / typed))
            # In a folder of lessons, river/1-who is seldom meant as river/river/1-who.
            likely = folder == self.root or os.access(path.parent, os.F_OK)
            if likely and path.is_relative_to(self.root):
                room, *below = path.relative_to(self.root).parts or ("",)
                if room in ROOMS and below:
                    names.append(_name(PurePath(*below[: 1 if room == "seeds" else None])))
        return next((name for name in names if name in known), names[-1])

    def answers(self, lesson: str) -> Path:
        """Where the lesson's answers file is, or would be."""
        return self.root / "answers" / f"{lesson}.md"

    def questions(self, lesson: str) -> Path:
        """Where the student's copy of the lesson is, or would be."""
        return self.root / "notebooks" / f"{lesson}.questions.md"

    def notebook(self, lesson: str) -> Path:
        """Where the lesson's notebook is, or would be."""
        return self.root / "notebooks" / f"{lesson}.ipynb"

    def seed(self, exercise: str, name: str) -> Path:
        """A file of the exercise's seed, such as ``evidence.csv``."""
        return self.root / "seeds" / exercise / name

    def name(self, path: Path) -> str:
        """A path as people say it: from the root, with forward slashes."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )


def _name(path: PurePath) -> str:
    return re.sub(r"(\.questions)?\.md$|\.ipynb$", "", path.as_posix())


def _of(exercises: Collection[str], names: Iterable[str]) -> list[str]:
    return [name for name in names if not exercises or exercise_of(name) in exercises]


def page_of(lesson: str) -> str:
    """The name of a lesson's page in a site, where all pages lie in one folder."""
    return f"{lesson.replace('/', '.')}.html"


def exercise_of(lesson: str) -> str:
    """The exercise a lesson belongs to; a lesson outside any folder is its own."""
    return lesson.partition("/")[0]


def find_project(start: Path | None = None) -> Project:
    """The rooms around a folder; else new ones in it.

    By default that is the folder that ``KIT_PROJECT`` names, else the working directory. Never the
    rooms beside the kit itself: who works elsewhere wants nothing written there.
    """
    here = (start or Path(os.environ.get("KIT_PROJECT") or Path.cwd())).resolve()
    for folder in (here, *here.parents):
        if (folder / "seeds").is_dir() and (folder / "notebooks").is_dir():
            return Project(folder)
    return Project(here)


def checkout() -> Path | None:
    """The folder of the project that the running kit is part of; None for an installed wheel."""
    folder = Path(__file__).resolve().parent.parent.parent
    own = (folder / "start.py", folder / "pyproject.toml")
    return folder if all(map(Path.is_file, own)) else None
