"""Lessons on paper: sheets to print, and their answers typed in."""

from kit.exchange.paper.page import type_in

__all__ = ["type_in"]
