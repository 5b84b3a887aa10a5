"""Says Who? - quizzes and fact-checks on real news articles, in a notebook."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from kit.article.files import in_browser
from kit.article.project import find_project
from kit.learner.log import home, own_log
from kit.lesson.course import CourseMap, course
from kit.lesson.lesson import Lesson
from kit.lesson.report import Report, report
from kit.lesson.review import Review, review
from kit.magic import add_magics, say_what_is_missing

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["CourseMap", "Lesson", "Report", "Review", "course", "lesson", "report", "review"]


if in_browser():
    say_what_is_missing()


def lesson(name: str, language: str = "", author: bool = False) -> Lesson:
    """The lesson of this name, such as ``lesson("river/1-who-says-so")``.

    The card speaks ``language``, else what ``KIT_LANGUAGE`` names, else English. With ``author``,
    or ``KIT_AUTHOR=1``, its questions can be changed and others added, and nothing is logged.
    Never raises: a lesson that is missing or damaged says so, here and in each of its cells.
    """
    wanted = str(language or os.environ.get("KIT_LANGUAGE") or "en")
    if author or os.environ.get("KIT_AUTHOR") == "1":
        # By its name: a release for students goes without the author's forms, and stays a lesson.
        with suppress(ModuleNotFoundError):
            authored: type[Lesson] = import_module("kit.author.lesson").AuthoredLesson
            return authored(name, find_project(), wanted)  # type: ignore[arg-type]
    return Lesson(name, find_project(), own_log(home()), wanted)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Answer to ``%load_ext kit``: the commands of ``kit`` in a notebook."""
    add_magics(shell)
