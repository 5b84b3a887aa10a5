"""Says Who? - quizzes and fact-checks on real news articles, in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.course import CourseMap, course
from kit.lesson import Lesson, lesson
from kit.report import Report, report
from kit.review import Review, review

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["CourseMap", "Lesson", "Report", "Review", "course", "lesson", "report", "review"]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Answer to ``%load_ext kit``: the commands of ``kit`` in a notebook."""
    from kit.magic import add_magics

    add_magics(shell)
