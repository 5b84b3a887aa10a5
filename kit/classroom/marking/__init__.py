"""Written answers marked by people with a rubric."""

from kit.classroom.marking.page import differences, mark

__all__ = ["differences", "mark"]
