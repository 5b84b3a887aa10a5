"""Says Who? - quizzes and fact-checks on real news articles, in a notebook."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

# The first import of the room binds its name here, so it comes before the function of that name.
import kit.lesson  # noqa: F401
from kit.article.files import in_browser
from kit.article.late_names import late_names
from kit.article.project import find_project
from kit.learner.log import home, own_log

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from kit.lesson.course import CourseMap, course
    from kit.lesson.lesson import Lesson
    from kit.lesson.report import Report, report
    from kit.lesson.review import Review, review

__all__ = ["CourseMap", "Lesson", "Report", "Review", "course", "lesson", "report", "review"]


if in_browser():
    import_module("kit.magic").say_what_is_missing()


# What shows widgets is loaded where it is used: a command on the terminal shows none.
__getattr__ = late_names(
    __name__,
    CourseMap="kit.lesson.course",
    Lesson="kit.lesson.lesson",
    Report="kit.lesson.report",
    Review="kit.lesson.review",
    course="kit.lesson.course",
    report="kit.lesson.report",
    review="kit.lesson.review",
)


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
    plain: type[Lesson] = import_module("kit.lesson.lesson").Lesson
    return plain(name, find_project(), own_log(home()), wanted)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Answer to ``%load_ext kit``: the commands of ``kit`` in a notebook."""
    import_module("kit.magic").add_magics(shell)
