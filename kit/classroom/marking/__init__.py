"""Written answers marked by people with a rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.article.late_names import late_names

if TYPE_CHECKING:
    from kit.classroom.marking.page import differences, mark

__all__ = ["differences", "mark"]

_PAGE = "kit.classroom.marking.page"  # it shows widgets
__getattr__ = late_names(__name__, differences=_PAGE, mark=_PAGE)
