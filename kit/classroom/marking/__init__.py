"""Written answers marked by people with a rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.classroom.late_pages import late_pages

if TYPE_CHECKING:
    from kit.classroom.marking.page import differences, mark

__all__ = ["differences", "mark"]

_PAGE = "kit.classroom.marking.page"
__getattr__ = late_pages(__name__, differences=_PAGE, mark=_PAGE)
