"""A bar that shows how far a learner is in a lesson, and moves as answers come in."""

from __future__ import annotations

import ipywidgets as widgets

from kit.language.translation import ENGLISH, Translation
from kit.learner.progress import LessonProgress
from kit.lesson.displays import Boxed, progress_in_words


class ProgressBar(Boxed):
    """A progress bar with the same said in words beside it."""

    def __init__(self, now: LessonProgress, translation: Translation = ENGLISH) -> None:
        self._translation = translation
        self.bar = widgets.IntProgress(max=now.questions)
        self.text = widgets.Label()
        self._box = widgets.HBox([self.bar, self.text])
        self.show(now)

    def show(self, now: LessonProgress) -> None:
        """Show how far it is now."""
        self.bar.value = now.done
        self.text.value = progress_in_words(now, self._translation)

    def __repr__(self) -> str:
        return str(self.text.value)
