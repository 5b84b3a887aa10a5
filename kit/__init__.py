"""Says Who? - quizzes and fact-checks on real news articles, in a notebook."""

from kit.course import CourseMap, course
from kit.lesson import Lesson, lesson

__all__ = ["CourseMap", "Lesson", "course", "lesson"]
