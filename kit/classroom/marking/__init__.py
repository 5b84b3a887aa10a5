"""Written answers marked by people with a rubric."""

from kit.classroom.marking.page import mark

__all__ = ["mark"]
