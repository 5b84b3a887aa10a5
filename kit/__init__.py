"""Says Who? - quizzes and fact-checks on real news articles, in a notebook."""

from kit.lesson import Lesson, lesson

__all__ = ["Lesson", "lesson"]
