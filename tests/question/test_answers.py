"""A question written with its key reads back to the same question and key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.jupyterlab import ROOT

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.article.segments import Article, Span, bracketed, cut, find_span
from kit.question.model import Key
from kit.question.parse import parse
from kit.question.read import read_question_set
from kit.question.write import keyed_block


@pytest.mark.parametrize("lesson", Project(ROOT).lessons())
def test_every_question_of_every_lesson_reads_back(lesson: str, project: Project) -> None:
    article = read_article(project, exercise_of(lesson))
    question_set = read_question_set(project, lesson)
    for question, key in zip(question_set.questions, question_set.keys, strict=True):
        block = keyed_block(question, key, article.shown(question.show))
        read = parse(f"# Title\n\n{block}\n", "copy.md", article)
        assert read.problems == (), block
        assert read.questions == (question,)
        assert read.keys == (_by_name(key),) or _by_name(read.keys[0]) == _by_name(key)


def _by_name(key: Key) -> Key:
    """The key with what has no order sorted."""
    return replace(
        key,
        notes=tuple(sorted(key.notes, key=lambda pair: pair[0])),
        placed=tuple(sorted(key.placed)),
        outcomes=tuple(sorted(key.outcomes)),
        ranges=tuple(sorted(key.ranges)),
    )


def test_a_draft_has_no_key_until_its_line_is_taken_out(short: Article) -> None:
    text = "# F\n\n## w (choose)\n\nWho?\n\n- [x] a\n- [ ] b\n\nDraft: a guess\n"
    question_set = parse(text, "f.md", short)
    assert question_set.problems == ()
    assert question_set.key("w") is None
    draft = question_set.draft("w")
    assert draft is not None
    assert (draft.reason, draft.key.ticked) == ("a guess", frozenset({"a"}))
    accepted = parse(text.replace("Draft: a guess\n", ""), "f.md", short)
    assert accepted.key("w") == draft.key
    assert accepted.draft("w") is None


def test_a_quote_takes_as_many_neighbours_as_it_needs() -> None:
    article = cut("He said\n\nHe said so, and she said so too.\n\nShe said.")
    said = [
        Span(s.id, at, at + 4)
        for s in article.segments
        for at in range(len(s.text))
        if s.text.startswith("said", at)
    ]
    assert len(said) == 4
    for span in said[1:]:
        assert find_span(bracketed(span, article.segments[1:]), article.segments[1:]) == span


def test_words_that_nothing_tells_apart_are_refused() -> None:
    article = cut("Title\n\nHe said.\n\nHe said.")
    with pytest.raises(ValueError, match="no words around “said”"):
        bracketed(Span("S1", 3, 7), article.segments)
