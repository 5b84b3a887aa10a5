"""A lesson's questions, read from the project's folders."""

from __future__ import annotations

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article, read_text
from kit.article.segments import Article
from kit.question.model import QuestionSet
from kit.question.parse import parse


def read_question_set(project: Project, lesson: str, article: Article | None = None) -> QuestionSet:
    """The questions of the lesson's answers file, or where there is none of its questions file.

    The article is read where it is not given. Raises Unreadable where any of them cannot be.
    """
    article = article or read_article(project, exercise_of(lesson))
    keyed = project.answers(lesson).is_file()
    path = project.answers(lesson) if keyed else project.questions(lesson)
    return parse(read_text(project, path), project.name(path), article, keyed)
