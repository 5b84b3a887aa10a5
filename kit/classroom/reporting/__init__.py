"""What a class did, on one page and in a notebook."""

from kit.classroom.reporting.explore import explore

__all__ = ["explore"]
