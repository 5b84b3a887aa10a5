"""A class folder: where each of its files is, and what it says of itself."""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kit.article.files import Unreadable
from kit.article.toml import read_toml


def typed(path: Path) -> str:
    """A path as it is typed in a command, quoted where a shell would take it apart."""
    return subprocess.list2cmdline([str(path)]) if os.name == "nt" else shlex.quote(str(path))


@dataclass(frozen=True, slots=True)
class ClassFolder:
    """The paths of one class's files. Nothing of it is ever handed to students."""

    root: Path

    @property
    def about(self) -> Path:
        """``class.toml``: the exercise of the class, as in ``exercise = "river"``.

        ``work = "..."`` beside it names the release whose copies count, where it is not the one
        that most hand-ins come from; a list names several.
        """
        return self.root / "class.toml"

    @property
    def roster(self) -> Path:
        """``roster.csv``: the teacher's list, with columns id, name and perhaps section."""
        return self.root / "roster.csv"

    @property
    def receipts(self) -> Path:
        """``receipts.jsonl``: a line for each file received, only ever added to."""
        return self.root / "receipts.jsonl"

    @property
    def hand_ins(self) -> Path:
        """The files received, each under its sha256."""
        return self.root / "hand-ins"

    @property
    def entries(self) -> Path:
        """What the files received hold, as columns; it can be made anew from them."""
        return self.root / "entries"

    @property
    def to_settle(self) -> Path:
        """``to-settle.csv``: what the teacher has to decide, such as unknown names."""
        return self.root / "to-settle.csv"

    @property
    def sheets(self) -> Path:
        """``sheets.csv``: the codes on printed sheets, and whose each is."""
        return self.root / "sheets.csv"

    @property
    def marks(self) -> Path:
        """``marks.csv``: the levels that markers gave to written answers."""
        return self.root / "marks.csv"

    @property
    def comments(self) -> Path:
        """``comments.csv``: what markers said at words of written answers."""
        return self.root / "comments.csv"

    @property
    def comment_bank(self) -> Path:
        """``comment-bank.csv``: comments to give again, in a column of that name."""
        return self.root / "comment-bank.csv"

    @property
    def accepted(self) -> Path:
        """``accepted.csv``: answers beside the key's own that the teacher accepts."""
        return self.root / "accepted.csv"

    @property
    def decisions(self) -> Path:
        """``decisions.csv``: what the teacher decided of files and students."""
        return self.root / "decisions.csv"

    @property
    def forgotten(self) -> Path:
        """``forgotten.json``: salted hashes of the files of students who were forgotten."""
        return self.root / "forgotten.json"

    @property
    def grades(self) -> Path:
        """The gradings so far, one file each; the last one counts, the earlier ones stay."""
        return self.root / "grades"

    @property
    def feedback(self) -> Path:
        """A page for each student, to hand back."""
        return self.root / "feedback"

    def refuse_links_leading_out(self) -> None:
        """Raise Unreadable where a link of the class leads to anything else than its own files.

        What is written to such a file would be written elsewhere.
        """
        if not self.root.is_dir():
            return
        own = self.root.resolve()
        for path in chain(self.root.iterdir(), self.grades.glob("*")):
            if path.is_symlink() and not path.resolve().is_relative_to(own):
                raise Unreadable(
                    f"A link leads out of the class: {path}. Put the file itself there."
                )

    def make(self) -> None:
        """Make the folder, for its owner's eyes only; one that is there is closed to others.

        Raises OSError where it cannot be made. Where modes cannot be set, as on Windows, the
        folder has those of the one it lies in.
        """
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(OSError):  # somebody else's, shared with this user on purpose
            self.root.chmod(0o700)

    def exercise(self) -> str:
        """The exercise of the class, or nothing where ``class.toml`` does not say."""
        if not self.about.is_file():
            return ""
        value = read_toml(self.about.read_text(encoding="utf-8")).get("exercise", "")
        return value if isinstance(value, str) else ""
