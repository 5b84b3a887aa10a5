"""Pages for a class in a notebook, which need packages that a lesson does without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kit.article.late_names import late_names
from kit.article.packages import what_to_install
from kit.lesson.displays import Notice


def late_pages(package: str, **places: str) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package whose functions, each in its module, show such pages.

    Where packages are missing that they need, each shows in a sentence what to install instead.
    """
    load = late_names(package, **places)

    def page(name: str) -> Any:
        lacking = what_to_install("class") if name in places else ""
        return (lambda *_, **__: Notice(lacking)) if lacking else load(name)

    return page
