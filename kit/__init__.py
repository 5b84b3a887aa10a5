"""Says Who? - quizzes and fact-checks on real news articles, in a notebook."""

from kit.course import CourseMap, course
from kit.lesson import Lesson, lesson
from kit.report import Report, report
from kit.review import Review, review

__all__ = ["CourseMap", "Lesson", "Report", "Review", "course", "lesson", "report", "review"]
