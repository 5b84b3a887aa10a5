"""An answers file as it was when it was opened, and written only where it still is that."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kit.article.files import replace, write_new
from kit.article.project import Project, exercise_of
from kit.article.seed import Unreadable


class Changed(Exception):
    """An answers file that somebody else has written since it was read here."""


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """The bytes of a lesson's answers file, and where they are from."""

    path: Path
    name: str  # as people say it
    data: bytes

    @property
    def text(self) -> str:
        """The text, with its own line ends and byte-order mark."""
        return self.data.decode()

    def write(self, text: str) -> AnswersFile:
        """Put a new text in place of the old and give back the file as it is now.

        Raises Changed where the file is no longer as it was opened, OSError where it cannot be
        written.
        """
        with suppress(FileNotFoundError):
            if self.path.read_bytes() == self.data:
                mode = self.path.stat().st_mode
                replace(self.path, text.encode())
                self.path.chmod(mode)
                return AnswersFile(self.path, self.name, text.encode())
        raise Changed


def open_answers(project: Project, lesson: str) -> AnswersFile:
    """The lesson's answers file. Raises Unreadable where it is missing or not UTF-8."""
    path = project.answers(lesson).resolve()
    name = project.name(project.answers(lesson))
    try:
        data = path.read_bytes()
        data.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(f"{name} is not in UTF-8; save it again as UTF-8 text.") from error
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror}.") from error
    return AnswersFile(path, name, data)


def start_answers(project: Project, lesson: str) -> bool:
    """Write an answers file with nothing but a title where a notebook has none; whether it did.

    A student's copy of a lesson gets none: it would hide the copy's questions. Raises OSError
    where it cannot be written.
    """
    notebook = project.notebook(lesson)
    if not project.seed(exercise_of(lesson), "article.txt").is_file():
        return False
    lacks = not project.answers(lesson).exists() and not project.questions(lesson).exists()
    if not lacks or not notebook.is_file():
        return False
    write_new(project.answers(lesson), f"# {_title(notebook)}\n".encode())
    return True


def _title(notebook: Path) -> str:
    """The first heading of a notebook, else its name in words."""
    import nbformat  # takes longer to load than all else that a lesson needs

    name = notebook.stem.lstrip("0123456789-").replace("-", " ").capitalize() or notebook.stem
    with suppress(Exception):  # a notebook that nobody can read has its name at least
        for cell in nbformat.read(notebook, as_version=4).cells:
            for line in cell.source.splitlines() if cell.cell_type == "markdown" else ():
                if line.startswith("# ") and line[2:].strip():
                    return str(line[2:].strip())
    return name
