"""``settle``: the page on which a teacher settles what needs a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.classroom.late_pages import late_pages

if TYPE_CHECKING:
    from kit.classroom.settling_page import settle

__all__ = ["settle"]

__getattr__ = late_pages(__name__, settle="kit.classroom.settling_page")
