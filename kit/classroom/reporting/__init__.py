"""What a class did, on one page and in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.classroom.late_pages import late_pages

if TYPE_CHECKING:
    from kit.classroom.reporting.explorer import explore

__all__ = ["explore"]

__getattr__ = late_pages(__name__, explore="kit.classroom.reporting.explorer")
