"""What a teacher should know of a grading, each thing said once, with whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass

FEW = 5  # students named one by one


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the teacher should know, and of whose answers."""

    text: str
    students: tuple[str, ...] = ()

    def __str__(self) -> str:
        few = ", ".join(self.students[:FEW])
        more = f" and {len(self.students) - FEW} more" if len(self.students) > FEW else ""
        return f"{self.text} ({few}{more})" if few else self.text


class Remarks:
    """Remarks as they gather."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, None]] = {}

    def add(self, text: str, student: str) -> None:
        """Note something about a student's answers; twice is once."""
        self._found.setdefault(text, {})[student] = None

    def all(self) -> tuple[Remark, ...]:
        """The remarks, in the order in which each was first made."""
        return tuple(Remark(text, tuple(students)) for text, students in self._found.items())
