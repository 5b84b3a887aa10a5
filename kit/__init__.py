"""Says Who? - quizzes and fact-checks on real news articles, in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lesson.course import CourseMap, course
from kit.lesson.lesson import Lesson, lesson
from kit.lesson.report import Report, report
from kit.lesson.review import Review, review

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["CourseMap", "Lesson", "Report", "Review", "course", "lesson", "report", "review"]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Answer to ``%load_ext kit``: the commands of ``kit`` in a notebook."""
    from kit.commands.magic import add_magics

    add_magics(shell)
