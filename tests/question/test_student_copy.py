"""A student's copy is written from questions alone, and reads back to the same questions."""

from __future__ import annotations

from dataclasses import fields

import pytest
from support.card_sessions import secrets
from support.jupyterlab import ROOT

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.article.segments import Article, Segment
from kit.question.model import Key, Question
from kit.question.parse import parse
from kit.question.read import read_question_set
from kit.question.write import as_text, lesson_revision, student_copy

LESSONS = Project(ROOT).lessons()


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_student_s_copy_reads_back_to_the_same_questions(lesson: str, project: Project) -> None:
    question_set = read_question_set(project, lesson)
    copy = student_copy(question_set)
    read = parse(copy, "copy.md", read_article(project, exercise_of(lesson)), keyed=False)
    assert read.problems == ()
    assert read.questions == question_set.questions
    assert (read.title, read.minutes, read.goal) == (
        question_set.title,
        question_set.minutes,
        question_set.goal,
    )
    assert read.keys == ()
    assert student_copy(read) == copy


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_student_s_copy_holds_nothing_of_a_key(lesson: str, project: Project) -> None:
    question_set = read_question_set(project, lesson)
    copy = "".join(student_copy(question_set).split()).lower()
    for key in question_set.keys:
        for text in secrets(key):
            assert "".join(text.split()).lower() not in copy
    assert "[x]" not in copy
    article = read_article(project, exercise_of(lesson))
    assert lesson_revision(question_set, article.segments) == lesson_revision(
        parse(student_copy(question_set), "copy.md", article, keyed=False), article.segments
    )


def test_no_field_of_a_question_is_a_field_of_a_key() -> None:
    assert {f.name for f in fields(Question)} & {f.name for f in fields(Key)} == set()


def test_the_revision_changes_with_a_word_of_a_question_or_of_the_article(short: Article) -> None:
    text = "# F\n\n## w (choose)\n\nWho?\n\n- [x] a\n- [ ] b\n"
    question_set = parse(text, "f.md", short)
    reworded = parse(text.replace("Who?", "Who then?"), "f.md", short)
    rekeyed = parse("# F\n\n## w (choose)\n\nWho?\n\n- [ ] a\n- [x] b\n", "f.md", short)
    first = lesson_revision(question_set, short.segments)
    assert first != lesson_revision(reworded, short.segments)
    assert first != lesson_revision(question_set, (*short.segments, Segment("S3", "New.", 0)))
    assert first == lesson_revision(rekeyed, short.segments)


def test_on_paper_a_question_shows_its_text_its_segments_and_its_options(short: Article) -> None:
    question = Question("w", "choose", "Who?", ("a", "b"), show=("S1",))
    assert as_text(question, short.shown(question.show)) == (
        "Who?\n\n> **S1** The river is clean, officials said.\n\n- [ ] a\n- [ ] b"
    )
