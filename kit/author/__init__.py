"""Author mode: questions made and changed by answering them, without writing the file by hand."""

from __future__ import annotations

from kit.author.lesson import AuthoredLesson

__all__ = ["AuthoredLesson"]
